// The tool written in Rust that the builds need, compiled into the cache.
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { folder, isInstalled, source } from '../bindgen.mjs';
import { cargoEnvironment } from '../cargo-environment.mjs';
import { Failure } from '../failure.mjs';
import { cache } from '../paths.mjs';
import { mustRun } from '../process.mjs';
import { wasmBindgenVersions } from '../versions.mjs';

/** Makes the engine loadable by a page. */
export const bindgenTool = {
  name: 'bindgen',
  purpose: 'compiles tools/bindgen into the cache; about a minute, once',
  satisfied: () => isInstalled() && isOfOneVersion(),
  async perform() {
    if (!isOfOneVersion()) {
      const { crate, tool } = wasmBindgenVersions();
      throw new Failure(`Cargo.lock has wasm-bindgen ${crate}, and tools/bindgen ${tool}`, {
        advice: 'name the same version in tools/bindgen/Cargo.toml, and run cargo update there',
      });
    }
    const target = join(cache, 'tool-build');
    const args = ['install', '--locked', '--force', '--path', source, '--root', folder()];
    await mustRun('install-bindgen', 'cargo', args, {
      env: { ...cargoEnvironment(), CARGO_TARGET_DIR: target },
      advice: 'check that cargo reaches its registry and that a C compiler is installed',
    });
    rmSync(target, { recursive: true, force: true });
  },
};

function isOfOneVersion() {
  const { crate, tool } = wasmBindgenVersions();
  return crate === tool;
}
