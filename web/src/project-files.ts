// A project's files: what they are, how they are named, how they cross to the engine.
import type { Files } from './protocol.js';

/** Text as a string; anything that is not UTF-8 text as bytes. */
export type FileContent = string | Uint8Array;

/** A project's files by name. Never changed in place, so that a view can compare by identity. */
export type ProjectFiles = ReadonlyMap<string, FileContent>;

/** The largest file that a project takes, in bytes. */
export const FILE_CAP = 8 * 1024 * 1024;

/** The largest project, in bytes of all of its files. */
export const PROJECT_CAP = 32 * 1024 * 1024;

/** The most files that a project takes. */
export const COUNT_CAP = 256;

const NAME_CAP = 120;
const SCRIPT = /\.(lua|rhai|py|as|wat|wasm)$/;

/** Bytes as text where they are UTF-8 text, else as they are. */
export function decodeContent(bytes: Uint8Array): FileContent {
  // A NUL is valid UTF-8, but no editor's text.
  if (bytes.includes(0)) return bytes;
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return bytes;
  }
}

/** Files as the engine sends them. */
export function decodeFiles(files: Files): ProjectFiles {
  return new Map(Object.entries(files).map(([name, bytes]) => [name, decodeContent(bytes)]));
}

/** Files as the engine takes them. */
export function encodeFiles(files: ProjectFiles): Files {
  const encoder = new TextEncoder();
  // fromEntries defines properties, so that a file called `__proto__` is only a file.
  return Object.fromEntries([...files].map(([name, content]) => [name, typeof content === 'string' ? encoder.encode(content) : content]));
}

/** The order of the tabs: main script, other scripts, game.toml, everything else; each group by name. */
export function sortedNames(files: ProjectFiles): string[] {
  const rank = (name: string) => {
    if (/^main\.\w+$/.test(name)) return 0;
    if (SCRIPT.test(name)) return 1;
    return name === 'game.toml' ? 2 : 3;
  };
  return [...files.keys()].sort((a, b) => rank(a) - rank(b) || a.localeCompare(b, 'en'));
}

/** What is wrong with a new file's name, in words for the person who typed it; undefined where nothing is. */
export function nameProblem(name: string, files: ProjectFiles): string | undefined {
  if (name === '') return 'A file needs a name, such as enemy.lua.';
  if (name.length > NAME_CAP) return `The name has ${name.length} characters; ${NAME_CAP} is the most.`;
  if (files.has(name)) return `There is a ${name} already.`;
  const parts = name.split('/');
  if (parts.some((part) => part === '' || part === '.' || part === '..')) return 'Folders are written like enemies/bat.lua, without . or .. parts.';
  const odd = /[^\p{L}\p{N}._\- /]/u.exec(name)?.[0];
  if (odd !== undefined) return `A name has letters, digits, and . _ - only; '${odd}' is none of them.`;
  return undefined;
}

/** Control characters, and those that turn the direction of text around. */
const INVISIBLE = /[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069\u2028\u2029\ufeff]/u;
// Windows opens a device for these, whatever follows the dot.
const DEVICE = /^(con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])\s*(\.|$)/i;

/** Why no project can have a file of this name, whoever it comes from; undefined where one can. The engine has the same rules. */
export function hostileName(name: string): string | undefined {
  const shown = name.replaceAll(new RegExp(INVISIBLE, 'gu'), '\ufffd').slice(0, 60);
  const parts = name.split('/');
  const why = [
    { holds: new TextEncoder().encode(name).length > NAME_CAP, says: `it is longer than ${NAME_CAP} bytes` },
    { holds: INVISIBLE.test(name), says: 'it has a control character' },
    { holds: /[\\:*?"<>|]/.test(name), says: 'not every system allows its characters' },
    { holds: parts.some((part) => part === '' || part.trim() !== part || part.endsWith('.')), says: 'a part of it is empty, or ends with a dot or a space' },
    { holds: parts.some((part) => DEVICE.test(part)), says: 'it is a device on Windows' },
  ].find(({ holds }) => holds)?.says;
  return why === undefined ? undefined : `'${shown}' can't be a file's name: ${why}.`;
}

/** A free name like the wanted one: `script.lua`, `script-2.lua`, … */
export function freeName(wanted: string, files: ProjectFiles): string {
  const dot = wanted.lastIndexOf('.');
  const stem = dot > 0 ? wanted.slice(0, dot) : wanted;
  const extension = dot > 0 ? wanted.slice(dot) : '';
  for (let n = 1; ; n++) {
    const name = n === 1 ? wanted : `${stem}-${n}${extension}`;
    if (!files.has(name)) return name;
  }
}

/** The size of a file in bytes. */
export function sizeOf(content: FileContent): number {
  return typeof content === 'string' ? new TextEncoder().encode(content).length : content.length;
}

/** A size as a person says it: `812 bytes`, `14 KB`, `8.0 MB`. */
export function sizeText(bytes: number): string {
  if (bytes < 1024) return `${bytes} bytes`;
  if (bytes < 1024 * 1024) return `${Math.round(bytes / 1024)} KB`;
  const mega = bytes / (1024 * 1024);
  return `${mega < 10 ? mega.toFixed(1) : Math.round(mega)} MB`;
}
