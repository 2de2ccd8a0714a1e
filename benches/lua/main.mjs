// `npm run bench:lua`: Lua programs in our VM and in its peers, in one process, in node and in headless Chromium; and what crossing between
// the engine and scripts costs. Written to docs/benchmarks.md. With names of programs (`npm run bench:lua -- fib sort`) only those run, and
// nothing is written; with `--built` too, what was built last is run.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runMain } from '../../scripts/failure.mjs';
import { root } from '../../scripts/paths.mjs';
import { serve } from '../../scripts/serve.mjs';
import { withChromium } from '../open-playground.mjs';
import { machine, table, writeSection } from '../report.mjs';
import { buildModule, buildPage, site } from './build.mjs';

const ROUNDS = 5;
const PEERS = ['wasmoon', 'piccolo', 'fengari'];
const FOLDER = join(root, 'benches/lua/programs');

await runMain(async () => {
  const names = process.argv.slice(2).filter((argument) => !argument.startsWith('--'));
  if (!process.argv.includes('--built')) await buildModule();
  await buildPage();
  const programs = readPrograms(names);
  const hosts = [await inNode(programs), await inChromium(programs)];
  const text = hosts.flatMap(describe);
  if (names.length > 0) {
    console.log(text.join('\n'));
    return;
  }
  writeSection('Lua beside its peers', [
    'Each program checks its own result and runs in a fresh VM, in one process, one VM after the other: once to warm up, then five rounds,'
      + ' of which the medians count. Ours is metered as scripts are (instructions, memory). The columns of peers are our time divided by'
      + ' theirs: below 1 we are faster. `—`: the peer lacks what the program needs.',
    '',
    `${machine()}; wasmoon ${version('wasmoon')} (PUC-Lua 5.4 as WebAssembly), piccolo ${piccoloVersion()} (its own interpreter, as WebAssembly),`
      + ` fengari ${version('fengari')} (Lua in JavaScript); release builds.`,
    ...text,
  ]);
});

function readPrograms(names) {
  const files = readdirSync(FOLDER).filter((file) => file.endsWith('.lua')).sort();
  const all = files.map((file) => [file.slice(0, -4), readFileSync(join(FOLDER, file), 'utf8')]);
  return Object.fromEntries(all.filter(([name]) => names.length === 0 || names.includes(name)));
}

function version(name) {
  return JSON.parse(readFileSync(join(root, 'node_modules', name, 'package.json'), 'utf8')).version;
}

function piccoloVersion() {
  return readFileSync(join(root, 'Cargo.lock'), 'utf8').match(/name = "piccolo"\nversion = "(.*)"/)[1];
}

async function inNode(programs) {
  const { makeVms } = await import('./vms.mjs');
  const { timeCrossings, timePrograms } = await import('./measure.mjs');
  const engine = readFileSync(join(site, 'engine_bg.wasm'));
  const vms = await makeVms({ engine, wasmoon: join(root, 'node_modules/wasmoon/dist/glue.wasm') });
  // The processor's time, so that other processes don't count.
  const clock = () => {
    const { user, system } = process.cpuUsage();
    return (user + system) / 1000;
  };
  const times = await timePrograms(vms, programs, ROUNDS, clock);
  return { host: `node ${process.version}`, times, crossings: timeCrossings(ROUNDS, clock) };
}

function inChromium(programs) {
  return withChromium(() => serve(site), ['--no-sandbox'], async (browser, { url }) => {
    const page = await browser.newPage();
    page.on('pageerror', (error) => console.error(error));
    await page.goto(url);
    await page.waitForFunction(() => globalThis.bench !== undefined);
    const times = {};
    for (const [name, source] of Object.entries(programs)) {
      Object.assign(times, await page.evaluate(([one, rounds]) => globalThis.bench.programs(one, rounds), [{ [name]: source }, ROUNDS]));
    }
    const crossings = await page.evaluate((rounds) => globalThis.bench.crossings(rounds), ROUNDS);
    return { host: `Chromium ${browser.version()}`, times, crossings };
  });
}

function describe({ host, times, crossings }) {
  const ratio = (results, peer) => (results[peer].error === undefined ? results.ours.ms / results[peer].ms : NaN);
  const show = (value) => (Number.isNaN(value) ? '—' : value.toFixed(2));
  const rows = Object.entries(times).map(([name, results]) => {
    if (results.ours.error !== undefined) throw new Error(`${name}: ${results.ours.error}`);
    return [name, results.ours.ms.toFixed(1), ...PEERS.map((peer) => show(ratio(results, peer)))];
  });
  const means = PEERS.map((peer) => geometricMean(Object.values(times).map((results) => ratio(results, peer)).filter((value) => !Number.isNaN(value))));
  return [
    '',
    `### ${host}`,
    '',
    ...table(['program', 'ours, ms', ...PEERS.map((peer) => `/ ${peer}`)], [...rows, ['**geometric mean**', '', ...means.map((mean) => `**${show(mean)}**`)]]),
    '',
    'Crossing between the engine and a script, nanoseconds each, net of the loop:',
    '',
    ...table(['what', 'ns'], Object.entries(crossings).map(([what, ns]) => [what, ns.toFixed(0)])),
  ];
}

function geometricMean(ratios) {
  return Math.exp(ratios.reduce((sum, ratio) => sum + Math.log(ratio), 0) / ratios.length);
}
