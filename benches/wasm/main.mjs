// `npm run bench:wasm`: modules in our engine (wasmi, itself WebAssembly) and in the browser's own WebAssembly engine, in one page of
// Chromium. The same bytes run in both; what they import is the engine's there, and a few lines of JavaScript over plain arrays here.
// Written to docs/benchmarks.md. LUMINARA_SITE names another built site than dist/; nothing is written then.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runMain } from '../../scripts/failure.mjs';
import { releaseSite, root } from '../../scripts/paths.mjs';
import { siteToMeasure, withPlayground } from '../open-playground.mjs';
import { machine, table, writeSection } from '../report.mjs';
import { measure, measureBudget } from './measure.mjs';
import { program } from './modules.mjs';

/** A program's text, with its `on_update` again and again. */
function endless(name) {
  const text = readFileSync(join(root, 'benches/wasm/programs', `${name}.wat`), 'utf8').replace('(export "on_update")', '$work');
  return text.replace(/\)\s*$/, '\n  (func (export "on_update") (param $entity i64) (param $dt f32)\n    (loop $again (call $work (local.get $entity) (local.get $dt)) (br $again))))\n');
}

/** Entities that have the empty module. */
const INSTANCES = 1000;
const flock = () => readFileSync(join(root, 'static/examples/guest-flock/flock.wasm'));

/** What runs; `units` of it make a frame, of which each is shown in nanoseconds, microseconds or milliseconds. */
const PROGRAMS = [
  { what: 'call of an empty `on_update`', bytes: program('empty'), instances: INSTANCES, units: INSTANCES, unit: 'ns' },
  { what: 'call of a cheap import (`get_time`)', bytes: program('host-call'), units: 20_000, unit: 'ns' },
  { what: '`read_column` of 1,000 positions', bytes: program('column'), units: 20, unit: 'µs' },
  { what: 'flock of 2,000 birds (`static/examples/guest-flock`), a frame', bytes: flock(), units: 1, unit: 'ms' },
  { what: '`fib(23)`, 92,735 calls', bytes: program('fib'), units: 1, unit: 'ms' },
  { what: '49,152 words of memory, read and written', bytes: program('memory'), units: 1, unit: 'ms' },
];
/** Work that never ends: how long it may go on is what a call's budget comes to. */
const ENDLESS = [
  { what: 'Lua: calls', file: 'main.lua', text: 'local function fib(n) if n < 2 then return n end return fib(n - 1) + fib(n - 2) end\nfunction on_update() while true do fib(12) end end\n' },
  { what: 'Lua: numbers in a table', file: 'main.lua', text: 'local t = {}\nfor i = 1, 1000 do t[i] = i end\nfunction on_update() while true do for i = 1, 1000 do t[i] = (t[i] * 3 + i) % 1000 end end end\n' },
  { what: 'Lua: vectors of an entity', file: 'main.lua', text: 'function on_update(entity) while true do entity.position = entity.position + vec3(0.1, 0, 0) * 0.5 end end\n' },
  { what: 'guest: calls', file: 'main.wat', text: endless('fib') },
  { what: 'guest: words of memory', file: 'main.wat', text: endless('memory') },
  { what: 'guest: calls of a cheap import', file: 'main.wat', text: endless('host-call') },
];
const PER_MS = { ns: 1e6, µs: 1e3, ms: 1 };

await runMain(async () => {
  const site = siteToMeasure();
  const lines = await withPlayground(site, 'sunflower', async (page, version) => {
    const rows = [];
    for (const { what, bytes, instances = 1, units, unit } of PROGRAMS) {
      const ms = await page.evaluate(measure, { base64: bytes.toString('base64'), instances });
      const shown = (value) => `${(value / units * PER_MS[unit]).toFixed(unit === 'ns' ? 0 : 2)} ${unit}`;
      rows.push([what, shown(ms.ours), shown(ms.browser), (ms.ours / ms.browser).toFixed(1)]);
    }
    const budgets = [];
    for (const { what, file, text } of ENDLESS) budgets.push([what, `${(await page.evaluate(measureBudget, { file, text })).toFixed(1)} ms`]);
    return describe(rows, budgets, version);
  });
  if (site === releaseSite) writeSection('WebAssembly guests', lines);
  else console.log(lines.join('\n'));
});

function describe(rows, budgets, version) {
  const wasmi = readFileSync(join(root, 'Cargo.lock'), 'utf8').match(/name = "wasmi"\nversion = "(.*)"/)[1];
  return [
    'The same modules in the engine, where wasmi interprets them, metered and within the sandbox, and in the browser\'s own WebAssembly engine, which compiles them to'
      + ' machine code and gives them a few lines of JavaScript over plain arrays for imports. Medians, in one page. Written by `npm run bench:wasm`.',
    '',
    `${machine()}, Chromium ${version}, wasmi ${wasmi}, release build.`,
    '',
    ...table(['', 'here', 'the browser\'s engine', 'times'], rows),
    '',
    'How long a call that never ends goes on until its budget is used up (`Limits::instructions` and `Limits::guest_fuel`); medians.',
    '',
    ...table(['', 'until it is stopped'], budgets),
  ];
}
