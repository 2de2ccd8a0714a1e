// `npm run bench:reload`: how long a reload takes from the save, or of a module from the drop, to the new code running, in Chromium: a
// hundred each of a small and a large script of Lua and of WebAssembly, with the longest frame of our own. Written to docs/benchmarks.md.
// LUMINARA_SITE names another built site than dist/; nothing is written then.
import { readFileSync, writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import { runMain } from '../scripts/failure.mjs';
import { releaseSite, root } from '../scripts/paths.mjs';
import { siteToMeasure, withPlayground } from './open-playground.mjs';
import { VERSION, largeModule } from './wasm/modules.mjs';

const RELOADS = 100;
const HEADING = '## Reloads';
/** Functions of the large module; it comes to 250 KB. */
const FUNCTIONS = 1780;

const SCRIPTS = [
  { name: 'Lua, 40 lines', file: 'main.lua', content: Buffer.from(script(8)) },
  { name: 'Lua, 2,000 lines', file: 'main.lua', content: Buffer.from(script(500)) },
  { name: 'WebAssembly, a text of 10 lines', file: 'main.wat', content: Buffer.from(smallText()) },
  { name: `WebAssembly, a module of ${FUNCTIONS.toLocaleString('en')} functions`, file: 'main.wasm', content: largeModule(FUNCTIONS) },
];

await runMain(async () => {
  const site = siteToMeasure();
  const text = await withPlayground(site, 'sunflower', async (page, version) => {
    const rows = [];
    for (const { name, file, content } of SCRIPTS) {
      const base64 = content.toString('base64');
      rows.push({ name, bytes: content.length, ...await page.evaluate(measure, { file, base64, version: VERSION, reloads: RELOADS }) });
    }
    return describe(rows, version);
  });
  console.log(text);
  if (site === releaseSite) write(text);
});

/** A script of so many functions, each of four lines, that does its work in `on_update`. */
function script(functions) {
  const parts = Array.from({ length: functions }, (_, index) => `local function part_${index}(x)\n  local y = math.sin(x * ${index + 1}) + 1\n  return y * 0.5, vec3(x, y, ${index})\nend\n`);
  // Lua has at most 200 locals in a function: each part is in a block of its own.
  const blocks = Array.from({ length: Math.ceil(functions / 100) }, (_, block) => `do\n${parts.slice(block * 100, block * 100 + 100).join('\n')}end\n`);
  return `${blocks.join('')}this.count = this.count or 0\nfunction on_update(entity, dt)\n  this.count = this.count + 1\nend\nlocal version = '${VERSION}'\n`;
}

/** A module's text that counts its frames and keeps the count. */
function smallText() {
  return `(module
  (memory (export "memory") 1)
  (global (export "state_version") i32 (i32.const 1))
  (global $count (export "count") (mut i32) (i32.const 0))
  (data (i32.const 0) "${VERSION}")
  (func (export "on_update") (param $entity i64) (param $dt f32)
    (global.set $count (i32.add (global.get $count) (i32.const 1)))
    (f32.store (i32.const 16) (f32.add (f32.load (i32.const 16)) (local.get $dt)))
    (if (i32.gt_u (global.get $count) (i32.const 1000)) (then (f32.store (i32.const 16) (f32.const 0))))))
`;
}

function describe(rows, version) {
  const ms = (value) => value.toFixed(1);
  return [
    `${HEADING}\n`,
    'From the moment at which an edit is saved (handed over, once typing has rested), or of a module at which its file is dropped on the page, to the report that the new code runs, state kept, the scene running all the'
      + ` while. ${RELOADS} reloads each in Chromium. The longest frame is our own CPU time of a frame: scripts, engine, the draw list handed to the GPU, and the reload itself where it fell into`
      + ' that frame. Written by `npm run bench:reload`.\n',
    `${new Date().toISOString().slice(0, 10)}, ${cpus()[0]?.model.trim()}, ${cpus().length} cores at a load of ${loadavg()[0].toFixed(0)}, Chromium ${version}, release build, software GPU.\n`,
    '| | bytes | p50 ms | p95 ms | of it compiling, p95 ms | longest frame, ms |',
    '| --- | --- | --- | --- | --- | --- |',
    ...rows.map((row) => `| ${row.name} | ${row.bytes.toLocaleString('en')} | ${ms(row.p50)} | ${ms(row.p95)} | ${ms(row.engine)} | ${ms(row.frame)} |`),
    '',
  ].join('\n');
}

function write(text) {
  const path = join(root, 'docs/benchmarks.md');
  const sections = readFileSync(path, 'utf8').split(/^(?=## )/m).filter((section) => !section.startsWith(HEADING));
  writeFileSync(path, `${sections.join('').trimEnd()}\n\n${text}`);
}

/** Runs in the page. */
async function measure({ file, base64, version, reloads }) {
  const element = document.querySelector('luminara-playground');
  const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
  const text = file.endsWith('.wasm') ? undefined : new TextDecoder().decode(bytes);
  const letters = [...version].map((letter) => letter.charCodeAt(0));
  const at = bytes.findIndex((_, start) => letters.every((letter, index) => bytes[start + index] === letter));
  element.files = { [file]: text ?? bytes };
  await element.run();
  const failed = [];
  const note = ({ detail }) => { failed.push(detail.message); };
  element.addEventListener('error', note);
  const latencies = [];
  const engine = [];
  let longest = 0;
  let reload = 0;
  const frame = ({ detail }) => {
    longest = Math.max(longest, detail.engine_ms + detail.render_ms + reload);
    reload = 0;
  };
  element.addEventListener('frame', frame);
  const target = element.shadowRoot.querySelector('.page');
  /** Drops the file on the page, as a person does after building it; a script's text is put in place as if it had been typed. */
  function put(number) {
    const digits = String(number).padStart(version.length, '0');
    if (text !== undefined) return element.edit(file, text.replace(version, digits));
    const newer = Uint8Array.from(bytes);
    newer.set([...digits].map((digit) => digit.charCodeAt(0)), at);
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(new File([newer], file));
    return target.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }));
  }
  for (let index = 1; index <= reloads; index += 1) {
    const reloaded = new Promise((resolve) => { element.addEventListener('reloaded', ({ detail }) => { resolve(detail); }, { once: true }); });
    const began = performance.now();
    await put(index);
    const { ms } = await reloaded;
    latencies.push(performance.now() - began);
    engine.push(ms);
    reload = ms;
    await new Promise((resolve) => { element.addEventListener('frame', resolve, { once: true }); });
  }
  element.removeEventListener('frame', frame);
  element.removeEventListener('error', note);
  if (failed.length > 0) throw new Error(failed[0]);
  const part = (list, share) => list.sort((a, b) => a - b)[Math.ceil(list.length * share) - 1];
  return { p50: part(latencies, 0.5), p95: part(latencies, 0.95), engine: part(engine, 0.95), frame: longest };
}
