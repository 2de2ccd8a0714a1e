// `npm run bench`: a thousand entities with a Lua `on_update` each (static/examples/wave), natively and in Chromium, against the same
// work written in the page's own JavaScript. Medians of whole frames, in one run; written to docs/benchmarks.md.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { cargoEnvironment } from '../scripts/cargo-environment.mjs';
import { findChromium } from '../scripts/chromium.mjs';
import { Failure, runMain } from '../scripts/failure.mjs';
import { releaseSite, root } from '../scripts/paths.mjs';
import { ask, mustRun } from '../scripts/process.mjs';
import { serve } from '../scripts/serve.mjs';
import { GPU_FLAGS } from '../tests/browser/harness-flags.mjs';
import { machine, table, writeSection } from './report.mjs';

const FRAMES = 300;
const ENTITIES = 1000;

await runMain(async () => {
  if (!existsSync(join(releaseSite, 'index.html'))) throw new Failure('there is no release bundle', { advice: 'npm run build' });
  const native = await measureNative();
  const browser = await measureBrowser();
  const rows = [
    ['Lua, natively', native],
    ['Lua, in Chromium', browser.lua],
    ['JavaScript closures, in the same page', browser.peer],
  ];
  writeSection('A thousand scripted entities', [
    `${ENTITIES} entities, a Lua \`on_update\` each that reads the time, its \`this\` and writes a part of its position`
      + ` (\`static/examples/wave\`). Median of ${FRAMES} frames. The peer does the same work in the page's own JavaScript: a closure for each entity that`
      + ' writes to a plain object, which is as fast as a script in a page can be.',
    '',
    `${machine()}, ${browser.version}, release builds.`,
    '',
    ...table(
      ['', 'script ms a frame', 'µs a script', 'against JavaScript'],
      rows.map(([what, ms]) => [what, ms.toFixed(3), (ms * 1000 / ENTITIES).toFixed(2), (ms / browser.peer).toFixed(1)]),
    ),
  ]);
});

async function measureNative() {
  const env = cargoEnvironment();
  await mustRun('bench-native', 'cargo', ['build', '--profile', 'bench-native', '-p', 'luminara-cli'], { env, label: 'building luminara' });
  const binary = join(env.CARGO_TARGET_DIR ?? join(root, 'target'), 'bench-native/luminara');
  const { ok, output } = ask(binary, ['run', 'static/examples/wave', '--frames', String(FRAMES), '--json']);
  if (!ok) throw new Failure('luminara run failed');
  return JSON.parse(output).script_ms;
}

async function measureBrowser() {
  const server = await serve(releaseSite, { base: '/' });
  const browser = await chromium.launch({ executablePath: findChromium(), args: GPU_FLAGS });
  try {
    const page = await browser.newPage({ viewport: { width: 640, height: 400 } });
    await page.goto(`${server.url}?example=wave`);
    const { lua, peer } = await page.evaluate(measureInPage, { frames: FRAMES, entities: ENTITIES });
    return { lua, peer, version: `Chromium ${browser.version()}` };
  } finally {
    await browser.close();
    await server.close();
  }
}

/** Runs in the page. */
async function measureInPage({ frames, entities }) {
  const median = (list) => list.sort((a, b) => a - b)[list.length >> 1];
  await customElements.whenDefined('luminara-playground');
  const element = document.querySelector('luminara-playground');
  await element.ready;
  await element.pause();
  await element.reset();
  const lua = [];
  for (let i = 0; i < frames; i += 1) lua.push((await element.step(1)).script_ms);

  let time = 0;
  const things = Array.from({ length: entities }, (_, i) => {
    const entity = { position: { x: i, y: 0, z: 0 } };
    const own = { phase: i * 0.1 };
    return () => { entity.position.y = Math.sin(time * 2 + own.phase) * 0.8; };
  });
  // A single frame is below the clock's grain.
  const BATCH = 50;
  const peer = [];
  for (let i = 0; i < frames; i += 1) {
    const began = performance.now();
    for (let frame = 0; frame < BATCH; frame += 1) {
      time += 1 / 60;
      for (const update of things) update();
    }
    peer.push((performance.now() - began) / BATCH);
  }
  return { lua: median(lua), peer: median(peer) };
}
