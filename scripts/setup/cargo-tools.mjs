// Tools written in Rust, at pinned versions, in the cache: wasm-bindgen and trunk.
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { cargoEnvironment } from '../cargo-environment.mjs';
import { cache, toolFolder } from '../paths.mjs';
import { ask, mustRun, run } from '../process.mjs';
import { TRUNK, wasmBindgenVersion } from '../versions.mjs';

const env = cargoEnvironment();

// Tools run for seconds and are compiled for minutes: compile them fast instead.
const compileFast = (optLevel) => ({
  CARGO_PROFILE_RELEASE_LTO: 'off',
  CARGO_PROFILE_RELEASE_CODEGEN_UNITS: '16',
  CARGO_PROFILE_RELEASE_DEBUG: '0',
  CARGO_PROFILE_RELEASE_OPT_LEVEL: String(optLevel),
});

/** Generates the JavaScript that loads the engine. Without `--locked`: a registry's mirror can lag behind the lock file it ships. */
export const wasmBindgen = cargoTool({
  name: 'wasm-bindgen', crate: 'wasm-bindgen-cli', version: wasmBindgenVersion(), options: [], optLevel: 1, minutes: 2,
});

/** Builds the engine and the page together. */
export const trunk = cargoTool({ name: 'trunk', crate: 'trunk', version: TRUNK, options: ['--locked'], optLevel: 0, minutes: 3 });

function cargoTool({ name, crate, version, options, optLevel, minutes }) {
  const folder = toolFolder(name, version);
  const isThere = () => ask(name, ['--version'], env).output.split(/\s+/).includes(version);
  return {
    name: `${name} ${version}`,
    purpose: `installs it into the cache; compiling takes about ${minutes} minutes, once`,
    satisfied: isThere,
    async perform() {
      if (await installPrebuilt(crate, version, folder) && isThere()) return;
      const target = join(cache, 'tool-build');
      const args = ['install', ...options, '--force', '--version', version, '--root', folder, crate];
      await mustRun(`install-${name}`, 'cargo', args, {
        env: { ...env, ...compileFast(optLevel), CARGO_TARGET_DIR: target },
        advice: `check that cargo reaches crates.io and that a C compiler is installed; or put ${name} ${version} on your PATH yourself`,
      });
      rmSync(target, { recursive: true, force: true });
    },
  };
}

async function installPrebuilt(crate, version, folder) {
  if (!ask('cargo', ['binstall', '-V'], env).ok) return false;
  const args = ['binstall', '--no-confirm', '--disable-strategies', 'compile', '--root', folder, `${crate}@${version}`];
  const { ok } = await run(`binstall-${crate}`, 'cargo', args, { env });
  if (!ok) console.log('  no prebuilt one could be had; compiling it');
  return ok;
}
