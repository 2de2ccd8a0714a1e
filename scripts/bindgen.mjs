// Making a module that Rust compiled loadable by a page: `tools/bindgen`, which the set-up compiles into the cache.
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root, toolFolder } from './paths.mjs';
import { mustRun } from './process.mjs';

/** The tool's own workspace. */
export const source = join(root, 'tools/bindgen');

/** Where it is installed: another source, another folder. */
export function folder() {
  const hash = createHash('sha256');
  for (const file of ['Cargo.toml', 'Cargo.lock', 'src/main.rs']) hash.update(readFileSync(join(source, file)));
  return toolFolder('bindgen', hash.digest('hex').slice(0, 12));
}

const executable = () => join(folder(), 'bin', process.platform === 'win32' ? 'luminara-bindgen.exe' : 'luminara-bindgen');

/** Whether it is there. */
export const isInstalled = () => existsSync(executable());

/** Writes `NAME.js` and `NAME_bg.wasm` into a folder. Functions that have one of `unused` in their path are emptied. */
export function bindgen(module, name, into, unused = []) {
  return mustRun(`bindgen-${name}`, executable(), [module, name, into, ...unused], { label: 'what loads the engine', advice: 'npm run setup, then again' });
}
