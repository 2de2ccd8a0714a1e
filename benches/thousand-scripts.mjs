// `npm run bench`: a thousand entities with a Lua `on_update` each (static/examples/wave), natively and in Chromium, against the same
// work written in the page's own JavaScript. Medians of whole frames, in one run; written to docs/benchmarks.md.
// LUMINARA_SITE names another built site than dist/; nothing is written then.
import { join } from 'node:path';
import { cargoEnvironment, targetFolder } from '../scripts/cargo-environment.mjs';
import { Failure, runMain } from '../scripts/failure.mjs';
import { releaseSite } from '../scripts/paths.mjs';
import { ask, mustRun } from '../scripts/process.mjs';
import { siteToMeasure, withPlayground } from './open-playground.mjs';
import { machine, table, writeSection } from './report.mjs';

const FRAMES = 300;
const ENTITIES = 1000;

await runMain(async () => {
  const site = siteToMeasure();
  const native = await measureNative();
  const browser = await measureBrowser(site);
  const rows = [
    ['Lua, natively', native],
    ['Lua, in Chromium', browser.lua],
    ['JavaScript closures, in the same page', browser.peer],
  ];
  const lines = [
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
  ];
  if (site === releaseSite) writeSection('A thousand scripted entities', lines);
  else console.log(lines.join('\n'));
});

async function measureNative() {
  const env = cargoEnvironment();
  await mustRun('bench-native', 'cargo', ['build', '--profile', 'bench-native', '-p', 'luminara-cli'], { env, label: 'building luminara' });
  const binary = join(targetFolder(env), 'bench-native/luminara');
  const { ok, output } = ask(binary, ['run', 'static/examples/wave', '--frames', String(FRAMES), '--json']);
  if (!ok) throw new Failure('luminara run failed');
  return JSON.parse(output).script_ms;
}

function measureBrowser(site) {
  return withPlayground(site, 'wave', async (page, version) => {
    const { lua, peer } = await page.evaluate(measureInPage, { frames: FRAMES, entities: ENTITIES });
    return { lua, peer, version: `Chromium ${version}` };
  });
}

/** Runs in the page. */
async function measureInPage({ frames, entities }) {
  const median = (list) => list.sort((a, b) => a - b)[list.length >> 1];
  const element = document.querySelector('luminara-playground');
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
