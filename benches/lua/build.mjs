// Builds what the benchmarks of Lua run: the WebAssembly module, and the page with the VMs bundled.
import { copyFileSync, mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { bindgen } from '../../scripts/bindgen.mjs';
import { WASM_TARGET, compiledModule, wasmEnvironment } from '../../scripts/cargo-environment.mjs';
import { root, scratch } from '../../scripts/paths.mjs';
import { mustRun } from '../../scripts/process.mjs';
import { setUp } from '../../scripts/setup/all.mjs';
import { optimise } from '../../scripts/wasm-opt.mjs';

/** Where it is built, and served from. */
export const site = join(scratch, 'bench-lua');

/** The module, built as the engine that is shipped. */
export async function buildModule() {
  await setUp(['build']);
  const env = wasmEnvironment();
  const cargo = ['build', '--release', '--target', WASM_TARGET, '-p', 'luminara-lua-bench', '--lib'];
  await mustRun('bench-lua-cargo', 'cargo', cargo, { env, label: 'building the VMs' });
  await bindgen(compiledModule(env, 'release', 'luminara-lua-bench'), 'engine', site);
  const module = join(site, 'engine_bg.wasm');
  const optimised = join(site, 'engine_bg.optimised.wasm');
  await optimise(module, optimised);
  renameSync(optimised, module);
}

/** The page: what node imports, in one file. */
export async function buildPage() {
  mkdirSync(site, { recursive: true });
  await build({
    entryPoints: [join(root, 'benches/lua/page.mjs')],
    outfile: join(site, 'page.js'),
    bundle: true,
    format: 'esm',
    // Both libraries ask whether they are in node, and load its modules only there.
    define: { 'process.env.FENGARICONF': 'undefined' },
    external: ['child_process', 'crypto', 'fs', 'module', 'os', 'path', 'readline-sync', 'tmp', 'url'],
    logLevel: 'error',
  });
  copyFileSync(join(root, 'node_modules/wasmoon/dist/glue.wasm'), join(site, 'glue.wasm'));
  writeFileSync(join(site, 'index.html'), '<!doctype html><script type="module" src="page.js"></script>\n');
}
