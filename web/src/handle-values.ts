// What others set on the element's handle and pass to it: looked at before it is used, since anything may come. What is wrong is said
// as a TypeError with what is wanted, or a RangeError where only the amount is wrong.
import { CommandError } from './engine/calls.js';
import { judgeName, shownName, Sieve } from './project/file-names.js';
import { sizeOf, tooMuch, type FileContent, type ProjectFiles } from './project/files.js';
import type { StampedInput } from './engine/protocol.js';

const FILES = 'files takes an object of file names and contents, such as { \'main.lua\': \'print(1)\' }';
const INPUTS = 'step takes a list of inputs, such as [{ frame: 1, event: { type: \'key_down\', code: \'KeyA\' } }]';
const MOST_STEPS = 100_000;

/** Files that somebody set, and what is left out of them, in words. @throws TypeError or RangeError */
export function readFiles(value: unknown): { readonly files: ProjectFiles; readonly leftOut: readonly string[] } {
  const names = plainKeys(value);
  const files = new Map<string, FileContent>();
  const sieve = new Sieve();
  let bytes = 0;
  for (const name of names) {
    const verdict = judgeName(name);
    if (verdict.kind === 'hostile') throw new TypeError(`'${shownName(name)}' can't be a file's name: ${verdict.why}.`);
    if (!sieve.takes(name)) continue;
    const content = readContent(value as object, name);
    const size = sizeOf(content);
    const why = tooMuch(name, size, { files: files.size, bytes });
    if (why !== undefined) throw new RangeError(why);
    files.set(name, content);
    bytes += size;
  }
  return { files, leftOut: sieve.leftOut };
}

/** The keys of an object that is nothing but one. */
function plainKeys(value: unknown): readonly string[] {
  const found = kindOf(value);
  let keys: readonly string[] | undefined;
  try {
    if (typeof value === 'object' && value !== null && isPlain(value)) keys = Object.keys(value);
  } catch (error) {
    // A proxy may do anything.
    throw new TypeError(`${FILES}; this one can't be read.`, { cause: error });
  }
  if (keys === undefined) throw new TypeError(`${FILES}, got ${found}.${found === 'a Map' ? ' Object.fromEntries makes one of it.' : ''}`);
  return keys;
}

function isPlain(value: object): boolean {
  const prototype = Object.getPrototypeOf(value) as object | null;
  // Another window's objects are plain too.
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

function readContent(files: object, name: string): FileContent {
  let content: unknown;
  try {
    content = (files as Record<string, unknown>)[name];
  } catch (error) {
    throw new TypeError(`files['${shownName(name)}'] can't be read.`, { cause: error });
  }
  if (typeof content === 'string') return content;
  const isBytes = ArrayBuffer.isView(content) && Object.prototype.toString.call(content) === '[object Uint8Array]';
  if (!isBytes) throw new TypeError(`files['${shownName(name)}'] is to be text or a Uint8Array, got ${kindOf(content)}.`);
  // Whoever gave them may go on changing them.
  return Uint8Array.from(content as Uint8Array);
}

/** A value that has to be a text; `what` names it in the error. @throws TypeError */
export function readText(value: unknown, what: string): string {
  if (typeof value === 'string') return value;
  throw new TypeError(`${what} is to be a text, got ${kindOf(value)}.`);
}

/** The name of a file that is there or may be made. @throws TypeError */
export function readFileName(value: unknown, what: string, files: ProjectFiles): string {
  const name = readText(value, what);
  const verdict = judgeName(name);
  if (verdict.kind === 'taken' || files.has(name)) return name;
  throw new TypeError(`'${shownName(name)}' can't be a file's name: ${verdict.kind === 'litter' ? 'systems put such files into folders by themselves' : verdict.why}.`);
}

/** A number of frames. @throws TypeError or RangeError */
export function readFrames(value: unknown): number {
  if (typeof value !== 'number' || !Number.isInteger(value)) throw new TypeError(`step takes a whole number of frames, got ${kindOf(value)}.`);
  if (value < 0 || value > MOST_STEPS) throw new RangeError(`step takes from 0 to ${MOST_STEPS} frames, got ${value}.`);
  return value;
}

/** Inputs of frames; what their events are, the engine looks at. @throws TypeError */
export function readInputs(value: unknown): readonly StampedInput[] {
  let copy: unknown;
  try {
    copy = structuredClone(value);
  } catch (error) {
    throw new TypeError(`${INPUTS}; this has something in it that is no data.`, { cause: error });
  }
  if (!Array.isArray(copy)) throw new TypeError(`${INPUTS}, got ${kindOf(value)}.`);
  const odd = (copy as unknown[]).findIndex((input) => !isInput(input));
  if (odd >= 0) throw new TypeError(`${INPUTS}; item ${odd} is none.`);
  return copy as StampedInput[];
}

/** The error of a step whose inputs the engine could not read, as one of this file's. */
export function asInputError(error: unknown): unknown {
  if (!(error instanceof CommandError) || error.unreadable === undefined) return error;
  return new TypeError(`${INPUTS}; one of these can't be read: ${error.unreadable}.`, { cause: error });
}

function isInput(value: unknown): value is StampedInput {
  const { frame, event } = (typeof value === 'object' && value !== null ? value : {}) as { frame?: unknown; event?: unknown };
  const isFrame = typeof frame === 'number' && Number.isInteger(frame) && frame >= 0 && frame <= 0xffff_ffff;
  return isFrame && typeof event === 'object' && event !== null && typeof (event as { type?: unknown }).type === 'string';
}

/** What a value is, in a message. */
function kindOf(value: unknown): string {
  if (value === null || value === undefined) return String(value);
  if (typeof value === 'number') return `${value}`;
  if (typeof value !== 'object') return `a ${typeof value}`;
  try {
    if (Array.isArray(value)) return 'an array';
    const name = (value.constructor as { readonly name?: unknown } | undefined)?.name;
    if (typeof name !== 'string' || name === '' || name === 'Object') return 'an object';
    return `${/^[aeiou]/i.test(name) ? 'an' : 'a'} ${name.slice(0, 40)}`;
  } catch {
    return 'an object that can\'t be read';
  }
}
