// The pinned versions, each read from the one place that states it.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Failure } from './failure.mjs';
import { root } from './paths.mjs';

/** The newest trunk that the pinned Rust compiles. */
export const TRUNK = '0.21.14';

/** The Rust version of rust-toolchain.toml. */
export function rustVersion() {
  return inFile('rust-toolchain.toml', /^channel\s*=\s*"([^"]+)"/m);
}

/** The wasm-bindgen of Cargo.lock: the tool has to be of the same version as the crate. */
export function wasmBindgenVersion() {
  return inFile('Cargo.lock', /name = "wasm-bindgen"\nversion = "([^"]+)"/);
}

function inFile(file, pattern) {
  const found = readFileSync(join(root, file), 'utf8').match(pattern);
  if (!found) throw new Failure(`no version found in ${file}`, { advice: `restore ${file}: git checkout ${file}` });
  return found[1];
}
