// Trunk's post_build hook: finishes the site that trunk has staged.
import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runMain } from './failure.mjs';
import { assembleShell } from './shell/assemble.mjs';

// Trunk names a Worker's files after its package; the page knows them as the engine.
const PACKAGE = 'luminara-playground';

await runMain(async () => {
  const site = process.env.TRUNK_STAGING_DIR;
  const file = (name) => join(site, name);
  renameSync(file(`${PACKAGE}_bg.wasm`), file('engine_bg.wasm'));
  const loader = readFileSync(file(`${PACKAGE}.js`), 'utf8').replaceAll(`${PACKAGE}_bg.wasm`, 'engine_bg.wasm');
  writeFileSync(file('engine.js'), loader);
  rmSync(file(`${PACKAGE}.js`));
  await assembleShell(site, { release: process.env.TRUNK_PROFILE === 'release' });
});
