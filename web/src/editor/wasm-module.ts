// What a WebAssembly module says of itself: its imports, exports, memory and size, read from its bytes for the tab that shows it.
import { sizeText } from '../project/files.js';

/** A module's parts, as lines for a person. */
export interface ModuleSummary {
  readonly size: string;
  readonly memory: string;
  readonly imports: readonly string[];
  readonly exports: readonly string[];
}

const MAGIC = [0, 0x61, 0x73, 0x6d, 1, 0, 0, 0];
const PAGE = 65_536;
const KINDS = ['function', 'table', 'memory', 'global', 'tag'];
const TYPES: Readonly<Record<number, string>> = { 0x7f: 'i32', 0x7e: 'i64', 0x7d: 'f32', 0x7c: 'f64', 0x7b: 'v128', 0x70: 'funcref', 0x6f: 'externref' };

/** Whether bytes begin as a module does. */
export function isWasmModule(bytes: Uint8Array): boolean {
  return MAGIC.every((byte, index) => bytes[index] === byte);
}

/** Reads a module; undefined where the bytes are none, or end too early. */
export function summariseModule(bytes: Uint8Array): ModuleSummary | undefined {
  if (!isWasmModule(bytes)) return undefined;
  try {
    return new Reader(bytes).module();
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

class Reader {
  readonly #bytes: Uint8Array;
  #at = MAGIC.length;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  module(): ModuleSummary {
    const types: string[] = [];
    const functions: string[] = [];
    const imports: string[] = [];
    const exports: string[] = [];
    let memory = 'no memory';
    while (this.#at < this.#bytes.length) {
      const id = this.#byte();
      const end = this.#number() + this.#at;
      if (id === 1) this.#list(() => types.push(this.#functionType()));
      if (id === 2) this.#list(() => { memory = this.#import(types, functions, imports) ?? memory; });
      if (id === 3) this.#list(() => functions.push(types[this.#number()] ?? ''));
      if (id === 5) this.#list(() => { memory = this.#limits(); });
      if (id === 7) this.#list(() => exports.push(this.#export(functions)));
      this.#at = end;
    }
    return { size: sizeText(this.#bytes.length), memory, imports, exports };
  }

  #byte(): number {
    const byte = this.#bytes[this.#at++];
    if (byte === undefined) throw new RangeError('the module ends too early');
    return byte;
  }

  #number(): number {
    let value = 0;
    for (let shift = 0; shift < 35; shift += 7) {
      const byte = this.#byte();
      value += (byte & 0x7f) * 2 ** shift;
      if (byte < 0x80) return value;
    }
    throw new RangeError('a number is too long');
  }

  #list(each: () => void): void {
    for (let count = this.#number(); count > 0; count--) each();
  }

  #text(): string {
    const length = this.#number();
    const text = new TextDecoder().decode(this.#bytes.subarray(this.#at, this.#at + length));
    this.#at += length;
    return text;
  }

  #type(): string {
    return TYPES[this.#byte()] ?? '?';
  }

  #functionType(): string {
    this.#byte();
    const parts = [[], []] as [string[], string[]];
    for (const part of parts) this.#list(() => part.push(this.#type()));
    const [params, results] = parts;
    return `(${params.join(', ')})${results.length > 0 ? ` -> ${results.join(', ')}` : ''}`;
  }

  #limits(): string {
    const flags = this.#byte();
    const least = this.#number();
    const most = (flags & 1) === 1 ? this.#number() : undefined;
    const of = (pages: number) => sizeText(pages * PAGE);
    return most === undefined ? `${of(least)} at first` : `${of(least)} at first, ${of(most)} at most`;
  }

  /** Gives the memory's size where a memory is imported. */
  #import(types: readonly string[], functions: string[], imports: string[]): string | undefined {
    const name = `${this.#text()} ${this.#text()}`;
    const kind = this.#byte();
    if (kind === 0) {
      const type = types[this.#number()] ?? '';
      functions.push(type);
      imports.push(`${name}${type}`);
      return undefined;
    }
    imports.push(`${name}: ${KINDS[kind] ?? '?'}`);
    if (kind === 2) return this.#limits();
    if (kind === 3) {
      this.#type();
      this.#byte();
    } else {
      this.#byte();
      this.#limits();
    }
    return undefined;
  }

  #export(functions: readonly string[]): string {
    const name = this.#text();
    const kind = this.#byte();
    const index = this.#number();
    return kind === 0 ? `${name}${functions[index] ?? ''}` : `${name}: ${KINDS[kind] ?? '?'}`;
  }
}
