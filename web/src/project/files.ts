// A project's files: what they are, how they are named, how they cross to the engine.
import { judgeName, Sieve } from './file-names.js';
import { FIRST_FILE } from '../embed/written-languages.js';
import { scriptLanguage } from './languages.js';
import { CAPS, MANIFEST } from './rules.js';
import type { Files } from '../engine/protocol.js';

/** Text as a string; anything that is not UTF-8 text as bytes. */
export type FileContent = string | Uint8Array;

/** A project's files by name. Never changed in place, so that a view can compare by identity. */
export type ProjectFiles = ReadonlyMap<string, FileContent>;

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
    if (scriptLanguage(name) !== undefined) return 1;
    return name === MANIFEST ? 2 : 3;
  };
  return [...files.keys()].sort((a, b) => rank(a) - rank(b) || a.localeCompare(b, 'en'));
}

/** What is wrong with a new file's name, in words for the person who typed it; undefined where nothing is. */
export function nameProblem(name: string, files: ProjectFiles): string | undefined {
  if (name === '') return `A file needs a name, such as ${FIRST_FILE}.`;
  if (files.has(name)) return `There is a ${name} already.`;
  const verdict = judgeName(name);
  if (verdict.kind === 'litter') return 'Systems put files of this name into folders by themselves; take another one.';
  if (verdict.kind === 'left-out' || verdict.kind === 'hostile') return `This can't be a file's name: ${verdict.why}.`;
  const odd = /[^\p{L}\p{N}._\- /]/u.exec(name)?.[0];
  if (odd !== undefined) return `A name has letters, digits, and . _ - only; '${odd}' is none of them.`;
  const others = new Sieve(files.keys());
  return others.takes(name) ? undefined : `There is a file of nearly this name already: ${others.leftOut.join(' ').replace(/^[^:]*: /, '')}`;
}

/** How much a project has: what is checked against the caps. */
export interface Amount {
  readonly files: number;
  readonly bytes: number;
}

/** What is too much, in words, where a file of some size is added to what there is; undefined where it fits. */
export function tooMuch(name: string, size: number, present: Amount): string | undefined {
  if (size > CAPS.fileBytes) return `${name} has ${sizeText(size)}; a file can have ${sizeText(CAPS.fileBytes)}. Make it smaller and add it again.`;
  if (present.bytes + size > CAPS.totalBytes) return `${name} is left out: all files together can have ${sizeText(CAPS.totalBytes)}.`;
  if (present.files >= CAPS.files) return `${name} is left out: a project can have ${CAPS.files} files.`;
  return undefined;
}

/** How many files there are, and their bytes together. */
export function amountOf(files: ProjectFiles): Amount {
  return { files: files.size, bytes: [...files.values()].reduce((sum, content) => sum + sizeOf(content), 0) };
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

/** Bytes of a file; a text's as UTF-8. */
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
