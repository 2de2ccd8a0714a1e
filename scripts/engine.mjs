// Building the site by trunk: the engine from Rust, then (by trunk's hook) the shell.
import { join, relative } from 'node:path';
import { hasWasmTarget, wasmEnvironment } from './cargo-environment.mjs';
import { devSite, releaseSite, root } from './paths.mjs';
import { mustRun } from './process.mjs';

const ADVICE = 'mend what the last lines name; if they name nothing of yours: npm run setup, then again';

/** Builds the site of the edit loop. */
export function buildDevSite() {
  return trunkBuild('build-dev', devSite, ['--cargo-profile', 'web-dev']);
}

/** Builds the site to be shipped, not yet optimised by wasm-opt. */
export function buildReleaseSite() {
  return trunkBuild('build-release', releaseSite, ['--release']);
}

async function trunkBuild(name, site, options) {
  // Without trunk's own backtrace, cargo's message is what a failure ends with.
  const env = { ...wasmEnvironment(), RUST_BACKTRACE: '0' };
  // Offline keeps trunk from looking for tools to download. The standard library's own crates, which the fallback of the wasm32
  // target builds, may have to be fetched though.
  const offline = String(hasWasmTarget(env));
  const args = ['build', '--config', join(root, 'Trunk.toml'), '--offline', offline, '--dist', relative(root, site), ...options];
  return mustRun(name, 'trunk', args, { env, label: 'engine and page', advice: ADVICE });
}
