// The pinned versions, each read from the one place that states it.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Failure } from './failure.mjs';
import { root } from './paths.mjs';

/** The Rust version of rust-toolchain.toml. */
export function rustVersion() {
  return inFile('rust-toolchain.toml', /^channel\s*=\s*"([^"]+)"/m);
}

/** The wasm-bindgen that the engine is compiled with, and the one that makes it loadable: they have to be the same. */
export function wasmBindgenVersions() {
  return {
    crate: inFile('Cargo.lock', /name = "wasm-bindgen"\nversion = "([^"]+)"/),
    tool: inFile('tools/bindgen/Cargo.toml', /wasm-bindgen-cli-support = "=([^"]+)"/),
  };
}

function inFile(file, pattern) {
  const found = readFileSync(join(root, file), 'utf8').match(pattern);
  if (!found) throw new Failure(`no version found in ${file}`, { advice: `restore ${file}: git checkout ${file}` });
  return found[1];
}
