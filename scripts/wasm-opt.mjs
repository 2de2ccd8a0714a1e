// wasm-opt on the engine, from npm's binaryen: Debian's is too old and writes a broken module.
import { renameSync } from 'node:fs';
import { join } from 'node:path';
import { PARTS } from './engine.mjs';
import { root } from './paths.mjs';
import { mustRun } from './process.mjs';

// By name: with --all-features it writes a module that Chromium rejects.
const FEATURES = [
  'bulk-memory', 'bulk-memory-opt', 'nontrapping-float-to-int', 'sign-ext', 'mutable-globals', 'reference-types', 'multivalue',
  'call-indirect-overlong', 'extended-const',
];

/** Optimises the site's engine and its parts in place. Takes minutes. */
export async function optimiseEngine(site) {
  const started = Date.now();
  for (const name of ['engine', ...Object.keys(PARTS)]) {
    const module = join(site, `${name}_bg.wasm`);
    await optimise(module, `${module}.optimised`);
    renameSync(`${module}.optimised`, module);
  }
  return { milliseconds: Date.now() - started };
}

// Else it puts the Lua interpreter's loop into its only caller, piccolo's executor, where the browser's compiler keeps the loop's
// variables in memory.
const MOST_INLINED = 300;

/** Optimises a module into another file. */
export function optimise(module, optimised) {
  const tool = join(root, 'node_modules/binaryen/bin/wasm-opt');
  const args = [tool, module, '-O3', `-ocimfs=${MOST_INLINED}`, ...FEATURES.map((name) => `--enable-${name}`), '-o', optimised];
  return mustRun('wasm-opt', process.execPath, args, {
    label: 'wasm-opt -O3',
    advice: 'if it names an unknown feature, compare FEATURES in scripts/wasm-opt.mjs with what rustc now emits',
  });
}
