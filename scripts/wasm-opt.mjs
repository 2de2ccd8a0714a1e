// wasm-opt on the engine, from npm's binaryen: Debian's is too old and writes a broken module.
import { renameSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './paths.mjs';
import { mustRun } from './process.mjs';

// By name: with --all-features it writes a module that Chromium rejects.
const FEATURES = [
  'bulk-memory', 'bulk-memory-opt', 'nontrapping-float-to-int', 'sign-ext', 'mutable-globals', 'reference-types', 'multivalue',
  'call-indirect-overlong', 'extended-const',
];

/** Optimises the site's engine in place. Takes minutes. */
export async function optimiseEngine(site) {
  const engine = join(site, 'engine_bg.wasm');
  const optimised = `${engine}.optimised`;
  const tool = join(root, 'node_modules/binaryen/bin/wasm-opt');
  const args = [tool, engine, '-O3', ...FEATURES.map((name) => `--enable-${name}`), '-o', optimised];
  const result = await mustRun('wasm-opt', process.execPath, args, {
    label: 'wasm-opt -O3',
    advice: 'if it names an unknown feature, compare FEATURES in scripts/wasm-opt.mjs with what rustc now emits',
  });
  renameSync(optimised, engine);
  return result;
}
