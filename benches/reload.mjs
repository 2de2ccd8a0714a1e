// `npm run bench:reload`: how long a reload takes from the save to the new code running, in Chromium: a hundred each of a small and a
// large script, with the longest frame of our own. Written to docs/benchmarks.md.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { findChromium } from '../scripts/chromium.mjs';
import { Failure, runMain } from '../scripts/failure.mjs';
import { releaseSite, root } from '../scripts/paths.mjs';
import { serve } from '../scripts/serve.mjs';
import { GPU_FLAGS } from '../tests/browser/harness-flags.mjs';

const RELOADS = 100;
const HEADING = '## Reloads';

await runMain(async () => {
  if (!existsSync(join(releaseSite, 'index.html'))) throw new Failure('there is no release bundle', { advice: 'npm run build' });
  const server = await serve(releaseSite);
  const browser = await chromium.launch({ executablePath: findChromium(), args: GPU_FLAGS });
  try {
    const page = await browser.newPage({ viewport: { width: 640, height: 400 } });
    await page.goto(`${server.url}?example=sunflower`);
    const rows = [];
    for (const [name, text] of [['Lua, 40 lines', script(8)], ['Lua, 2,000 lines', script(500)]]) {
      rows.push({ name, bytes: text.length, ...await page.evaluate(measure, { text, reloads: RELOADS }) });
    }
    write(rows, browser.version());
  } finally {
    await browser.close();
    await server.close();
  }
});

/** A script of so many functions, each of four lines, that does its work in `on_update`. */
function script(functions) {
  const parts = Array.from({ length: functions }, (_, index) => `local function part_${index}(x)\n  local y = math.sin(x * ${index + 1}) + 1\n  return y * 0.5, vec3(x, y, ${index})\nend\n`);
  // Lua has at most 200 locals in a function: each part is in a block of its own.
  const blocks = Array.from({ length: Math.ceil(functions / 100) }, (_, block) => `do\n${parts.slice(block * 100, block * 100 + 100).join('\n')}end\n`);
  return `${blocks.join('')}this.count = this.count or 0\nfunction on_update(entity, dt)\n  this.count = this.count + 1\nend\nlocal version = 0\n`;
}

function write(rows, version) {
  const ms = (value) => value.toFixed(1);
  const text = [
    `${HEADING}\n`,
    'From the moment at which an edit is saved (handed over, once typing has rested) to the report that the new code runs, state kept, the scene running all the'
      + ` while. ${RELOADS} reloads each in Chromium. The longest frame is our own CPU time of a frame: scripts, engine, the draw list handed to the GPU, and the reload itself where it fell into`
      + ' that frame. Written by `npm run bench:reload`.\n',
    `${new Date().toISOString().slice(0, 10)}, ${cpus()[0]?.model.trim()}, ${cpus().length} cores at a load of ${loadavg()[0].toFixed(0)}, Chromium ${version}, release build, software GPU.\n`,
    '| | bytes | p50 ms | p95 ms | of it compiling, p95 ms | longest frame, ms |',
    '| --- | --- | --- | --- | --- | --- |',
    ...rows.map((row) => `| ${row.name} | ${row.bytes.toLocaleString('en')} | ${ms(row.p50)} | ${ms(row.p95)} | ${ms(row.engine)} | ${ms(row.frame)} |`),
    '',
  ].join('\n');
  console.log(text);
  const path = join(root, 'docs/benchmarks.md');
  const sections = readFileSync(path, 'utf8').split(/^(?=## )/m).filter((section) => !section.startsWith(HEADING));
  writeFileSync(path, `${sections.join('').trimEnd()}\n\n${text}`);
}

/** Runs in the page. */
async function measure({ text, reloads }) {
  const element = document.querySelector('luminara-playground');
  await customElements.whenDefined('luminara-playground');
  await element.ready;
  element.files = { 'main.lua': text };
  await element.run();
  const latencies = [];
  const engine = [];
  let longest = 0;
  let reload = 0;
  const frame = ({ detail }) => {
    longest = Math.max(longest, detail.engine_ms + detail.render_ms + reload);
    reload = 0;
  };
  element.addEventListener('frame', frame);
  for (let index = 1; index <= reloads; index += 1) {
    const reloaded = new Promise((resolve) => { element.addEventListener('reloaded', ({ detail }) => { resolve(detail); }, { once: true }); });
    await element.edit('main.lua', text.replace('local version = 0', `local version = ${index}`));
    const { latency, ms } = await reloaded;
    latencies.push(latency);
    engine.push(ms);
    reload = ms;
    await new Promise((resolve) => { element.addEventListener('frame', resolve, { once: true }); });
  }
  element.removeEventListener('frame', frame);
  const part = (list, share) => list.sort((a, b) => a - b)[Math.ceil(list.length * share) - 1];
  return { p50: part(latencies, 0.5), p95: part(latencies, 0.95), engine: part(engine, 0.95), frame: longest };
}
