// The loader that wasm-bindgen makes of crates/wat-module. It lies beside the Worker in the site, not here.

/** Compiles the part, where it is not compiled yet; before anything else. */
export default function init(options: { module_or_path: ArrayBuffer | Response }): Promise<unknown>;

/** What it makes of some bytes. */
export function answer(question: Uint8Array): Uint8Array;
