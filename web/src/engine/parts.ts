// Parts of the engine that the Worker fetches when a file needs them; the engine asks them through here.
import { wasmResponse } from './wasm-response.js';

interface Part {
  readonly default: (options: { readonly module_or_path: ArrayBuffer | Response }) => Promise<unknown>;
  readonly answer: (question: Uint8Array) => Uint8Array;
}

const LOADERS: Readonly<Record<string, () => Promise<Part>>> = { wat: () => import('../wat.js') };

const there = new Map<string, Part>();

/** What the engine calls. Nothing where a part isn't there. */
(globalThis as { luminaraPart?: (name: string, question: Uint8Array) => Uint8Array | undefined }).luminaraPart =
  (name, question) => there.get(name)?.answer(question);

/** Whether one of them isn't there yet. */
export const areMissing = (names: readonly string[]): boolean => names.some((name) => !there.has(name));

/**
 * Fetches those that aren't there; one that can't be fetched is tried again the next time, and until then the engine says what it lacks.
 * @param carried their bytes, where the page has them in itself
 */
export async function fetchParts(names: readonly string[], carried: Readonly<Record<string, ArrayBuffer>> = {}): Promise<void> {
  await Promise.allSettled(names.filter((name) => !there.has(name)).map(async (name) => {
    const load = LOADERS[name];
    if (load === undefined) return;
    const part = await load();
    const bytes = carried[name] ?? wasmResponse(await fetch(new URL(`./${name}_bg.wasm`, import.meta.url)));
    await part.default({ module_or_path: bytes });
    there.set(name, part);
  }));
}
