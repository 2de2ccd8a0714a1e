// What may be a file's name in a project, and what is left out of one. The rules are the engine's, generated; the page needs them
// before an engine is there.
import { LEFT_OUT, NAMES } from './rules.js';

/**
 * What becomes of a file of some name.
 * - `taken`
 * - `litter`: systems put it there by themselves; nobody misses it.
 * - `left-out`: no part of a project, which is said. `part`: all below it is left out as well.
 * - `hostile`: nobody gives such a name by accident.
 */
export type Verdict =
  | { readonly kind: 'taken' }
  | { readonly kind: 'litter' }
  | { readonly kind: 'left-out'; readonly part: string; readonly why: string }
  | { readonly kind: 'hostile'; readonly why: string };

/** Names that a message lists; of more it says how many. */
const LISTED = 3;
const SHOWN_CHARS = 60;

/** Judges a name by the name alone. */
export function judgeName(name: string): Verdict {
  const parts = name.split('/');
  if (parts.some((part) => NAMES.litterPart.test(part))) return { kind: 'litter' };
  const hostile = hostility(name, parts);
  if (hostile !== undefined) return { kind: 'hostile', why: hostile };
  const at = parts.findIndex((part) => NAMES.toolPart.test(part) || NAMES.hiddenPart.test(part));
  if (at >= 0) return { kind: 'left-out', part: parts.slice(0, at + 1).join('/'), why: NAMES.toolPart.test(parts[at] ?? '') ? LEFT_OUT.tool : LEFT_OUT.hidden };
  if (NAMES.repositoryFile.test(parts.at(-1) ?? '')) return { kind: 'left-out', part: name, why: LEFT_OUT.repository };
  const why = oddity(name);
  if (why !== undefined) return { kind: 'left-out', part: name, why };
  const odd = parts.find((part) => part === '' || partOddity(part) !== undefined);
  if (odd === undefined) return { kind: 'taken' };
  return odd === '' ? { kind: 'hostile', why: 'nothing stands before or after a \'/\'' } : { kind: 'left-out', part: name, why: partOddity(odd) ?? '' };
}

function hostility(name: string, parts: readonly string[]): string | undefined {
  if (name === '') return 'it is empty';
  if (name.startsWith('/')) return 'it starts with \'/\'; names are relative to the project';
  if (name.includes('\\')) return 'it has a \'\\\'; folders are separated by \'/\'';
  if (NAMES.control.test(name)) return 'it has a control character';
  const dots = parts.find((part) => part === '.' || part === '..');
  return dots === undefined ? undefined : `'${dots}' is no name of a file or folder`;
}

function oddity(name: string): string | undefined {
  const bytes = new TextEncoder().encode(name).length;
  if (bytes > NAMES.longest) return `it is ${bytes} bytes long, and may have ${NAMES.longest}`;
  const character = NAMES.forbidden.exec(name)?.[0];
  return character === undefined ? undefined : `it has a '${character}', which not every system allows`;
}

function partOddity(part: string): string | undefined {
  if (part.trim() !== part) return `'${part}' starts or ends with a space`;
  if (part.endsWith('.')) return `'${part}' ends with a dot`;
  const stem = part.split('.')[0] ?? '';
  if (NAMES.deviceStem.test(stem)) return `'${part}' is a device on Windows`;
  return NAMES.shortStem.test(stem) ? `Windows may take '${part}' for another file with a longer name` : undefined;
}

/** A name fit to be shown: without control characters, and cut short where it is long. */
export function shownName(name: string): string {
  const chars = Array.from(name);
  const shown = chars.slice(0, SHOWN_CHARS).map((char) => (NAMES.control.test(char) ? '\ufffd' : char)).join('');
  return chars.length > SHOWN_CHARS ? `${shown}…` : shown;
}

/** The same for all names that some system takes for one. */
const folded = (name: string) => Array.from(name.replaceAll(NAMES.unseen, ''), (char) => char.toLowerCase()).join('');

/** Lets files into a project by their names, and notes what it leaves out. */
export class Sieve {
  /** What is taken, by folded name. */
  readonly #files = new Map<string, string>();
  readonly #folders = new Map<string, string>();
  readonly #leftOut = new Map<string, Set<string>>();

  /** @param present the names of files that are there already */
  constructor(present: Iterable<string> = []) {
    for (const name of present) this.#take(name);
  }

  /** Whether a file of that name is taken. What isn't, is noted. */
  takes(name: string): boolean {
    const verdict = judgeName(name);
    if (verdict.kind === 'litter') return false;
    const collision = verdict.kind === 'taken' ? this.#collision(name) : undefined;
    if (verdict.kind === 'taken' && collision === undefined) {
      this.#take(name);
      return true;
    }
    if (verdict.kind === 'left-out') this.leaveOut(verdict.part, verdict.why);
    else this.leaveOut(name, verdict.kind === 'hostile' ? `this can't be a file's name, since ${verdict.why}` : collision ?? '');
    return false;
  }

  /** Whether files of that folder may be taken. Where none is, the folder is noted, and needn't be looked into. */
  enters(folder: string): boolean {
    const verdict = judgeName(`${folder}/x`);
    if (verdict.kind === 'taken') return true;
    if (verdict.kind === 'left-out' || verdict.kind === 'hostile') this.leaveOut(folder, verdict.why);
    return false;
  }

  /** Notes that something is left out. */
  leaveOut(name: string, why: string): void {
    const names = this.#leftOut.get(why) ?? new Set();
    this.#leftOut.set(why, names.add(shownName(name)));
  }

  /** What is left out, a sentence for each reason: `Left out .git and .env: names that ….` */
  get leftOut(): readonly string[] {
    return [...this.#leftOut].map(([why, names]) => `Left out ${listed([...names])}: ${why}.`);
  }

  #take(name: string): void {
    for (const folder of foldersOf(name)) this.#folders.set(folded(folder), folder);
    this.#files.set(folded(name), name);
  }

  #collision(name: string): string | undefined {
    const same = this.#files.get(folded(name));
    if (same !== undefined && same !== name) return `on some systems it is the same file as ${shownName(same)}`;
    const both = this.#folders.get(folded(name)) ?? foldersOf(name).map((folder) => this.#files.get(folded(folder))).find((file) => file !== undefined);
    return both === undefined ? undefined : `${shownName(both)} is a file and a folder`;
  }
}

/** The folders that a name goes through: `a` and `a/b` of `a/b/c`. */
function foldersOf(name: string): readonly string[] {
  const parts = name.split('/');
  return parts.slice(1).map((_, index) => parts.slice(0, index + 1).join('/'));
}

function listed(names: readonly string[]): string {
  if (names.length > LISTED + 1) return `${names.slice(0, LISTED).join(', ')} and ${names.length - LISTED} more`;
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1) ?? ''}`;
}

/** A file's name as a part of an address. */
export function encodedName(name: string): string {
  return name.split('/').map(encodeURIComponent).join('/');
}
