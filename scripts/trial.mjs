// Whether a site's engine runs: every scene of tests/scenes for two seconds, without a picture. What is emptied of it must not be reached.
import { readFileSync, readdirSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Failure } from './failure.mjs';
import { root } from './paths.mjs';

const FRAMES = 120;

/** @throws Failure where the engine falls */
export async function tryEngine(site) {
  const started = Date.now();
  globalThis.luminaraBeat = () => undefined;
  globalThis.luminaraPart = () => undefined;
  const { default: init, Playground } = await import(pathToFileURL(join(site, 'engine.js')).href);
  await init({ module_or_path: readFileSync(join(site, 'engine_bg.wasm')) });
  const scenes = join(root, 'tests/scenes');
  for (const name of readdirSync(scenes)) {
    try {
      const playground = new Playground(320, 200);
      playground.handle({ type: 'load', files: filesOf(join(scenes, name)), running: false });
      playground.handle({ type: 'step', frames: FRAMES, inputs: [] });
      playground.free();
    } catch (error) {
      const advice = 'if that is a function of a library, it may be one that scripts/engine.mjs has emptied';
      throw new Failure(`the engine fell over the scene ${name}`, { output: String(error?.stack ?? error), advice });
    }
  }
  return { milliseconds: Date.now() - started };
}

function filesOf(folder) {
  const paths = readdirSync(folder, { recursive: true }).map((name) => join(folder, name)).filter((path) => statSync(path).isFile());
  return Object.fromEntries(paths.map((path) => [relative(folder, path).replaceAll('\\', '/'), new Uint8Array(readFileSync(path))]));
}
