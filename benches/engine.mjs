// `npm run bench:engine`: the scenes of benches/engine, natively (with the allocations of a steady frame) and in Chromium, against the
// same work in the page's own JavaScript where that makes sense. Medians of whole frames, in one run; written to docs/benchmarks.md.
// `npm run bench:engine -- dev` tries it on the site of the edit loop and writes nothing.
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { cargoEnvironment, targetFolder } from '../scripts/cargo-environment.mjs';
import { Failure, runMain } from '../scripts/failure.mjs';
import { devSite, releaseSite, root } from '../scripts/paths.mjs';
import { ask, mustRun } from '../scripts/process.mjs';
import { mustHaveSite, withPlayground } from './open-playground.mjs';
import { machine, table, writeSection } from './report.mjs';

const FOLDER = join(root, 'benches/engine');
const FRAMES = { before: 60, counted: 120 };
const ORDER = ['batch.lua', 'scripts.lua', 'heap.lua', 'asleep.lua', 'draw.lua', 'radius.lua', 'query.lua'];

const isTrial = process.argv[2] === 'dev';
const site = isTrial ? devSite : releaseSite;
const profile = isTrial ? 'dev' : 'bench-native';

await runMain(async () => {
  mustHaveSite(site);
  const native = await measureNative();
  const { frames, peers, version } = await measureBrowser();
  const rows = ORDER.map((scene) => {
    const { ms, allocations, bytes } = native.get(scene);
    const peer = peers[scene];
    return [
      titleOf(scene), ms.toFixed(3), allocations, (bytes / 1024).toFixed(1), frames[scene].toFixed(2),
      peer === undefined ? '–' : peer.toFixed(3), peer === undefined ? '–' : (frames[scene] / peer).toFixed(1),
    ];
  });
  const head = ['a frame of', 'natively, ms', 'allocations', 'KB allocated', 'in Chromium, ms', 'JavaScript, ms', 'against JavaScript'];
  const lines = [
    `The engine without a picture: the scenes of \`benches/engine\`, medians of ${FRAMES.counted} frames after ${FRAMES.before}. Allocations are those of a`
      + ' steady frame, natively. The peer does the same to plain objects and arrays in the page\'s own JavaScript, without a script in between; there is'
      + ' none for physics. Written by `npm run bench:engine`.',
    '',
    `${machine()}, ${version}, ${isTrial ? 'builds of the edit loop' : 'release builds'}.`,
    '',
    ...table(head, rows),
  ];
  if (isTrial) console.log(lines.join('\n'));
  else writeSection('The engine', lines);
});

/** What a scene's first line says. */
function titleOf(scene) {
  return readFileSync(join(FOLDER, scene), 'utf8').split('\n')[0].replace(/^-- /, '');
}

async function measureNative() {
  const env = cargoEnvironment();
  const build = ['build', '--profile', profile, '-p', 'luminara-cli', '--example', 'bench_engine'];
  await mustRun('bench-engine', 'cargo', build, { env, label: 'building the benchmark' });
  const folder = isTrial ? 'debug' : profile;
  const binary = join(targetFolder(env), folder, 'examples/bench_engine');
  const { ok, output } = ask(binary, ORDER);
  if (!ok) throw new Failure(`the benchmark failed:\n${output}`);
  return new Map(output.trim().split('\n').map((line) => JSON.parse(line)).map((result) => [result.scene, result]));
}

function measureBrowser() {
  const files = Object.fromEntries(
    readdirSync(FOLDER).filter((name) => name.endsWith('.lua')).map((name) => [name, readFileSync(join(FOLDER, name), 'utf8')]),
  );
  return withPlayground(site, 'wave', async (page, version) => {
    await page.evaluate(() => document.querySelector('luminara-playground').pause());
    const frames = {};
    for (const scene of ORDER) {
      frames[scene] = await page.evaluate(measureScene, { scene, files, ...FRAMES });
    }
    const peers = await page.evaluate(measurePeers, FRAMES.counted);
    return { frames, peers, version: `Chromium ${version}` };
  });
}

/** Runs in the page. */
async function measureScene({ scene, files, before, counted }) {
  const element = document.querySelector('luminara-playground');
  element.files = { ...files, 'game.toml': `scripts = ['${scene}']` };
  await element.step(before);
  const times = [];
  for (let i = 0; i < counted; i += 1) times.push((await element.step(1)).engine_ms);
  return times.sort((a, b) => a - b)[times.length >> 1];
}

/** Runs in the page: what the scripts do, to plain objects. */
function measurePeers(frames) {
  let time = 0;
  let sink = 0;
  const grid = (count) => Array.from({ length: count }, (_, i) => ({ x: (i + 1) % 100, y: 0, z: Math.floor((i + 1) / 100) }));

  const places = grid(10_000);
  const batch = () => places.forEach((place, i) => { place.y = Math.sin(time + i); });

  const movers = grid(1000).map((place, i) => () => { place.y = Math.sin(time * 2 + i * 0.1) * 0.8; });
  const scripts = () => movers.forEach((update) => update());

  let drawn = [];
  const red = { color: 'red', thickness: 2 };
  const draw = () => {
    drawn = [];
    for (let i = 1; i <= 5000; i += 1) drawn.push({ from: [i % 100, i / 100], to: [i % 100 + 5, i / 100], style: red });
    sink += drawn.length;
  };

  const wanderers = grid(10_000).map((place, i) => ({ ...place, dx: Math.sin(i) / 60, dz: Math.cos(i) / 60 }));
  const radius = () => {
    for (const one of wanderers) {
      one.x += one.dx;
      one.z += one.dz;
    }
    for (let i = 1; i <= 100; i += 1) {
      sink += wanderers.filter(({ x, z }) => (x - i) ** 2 + (z - 50) ** 2 <= 4).length;
    }
  };

  const tagged = grid(2000).map((place) => ({ ...place, tag: 'a', velocity: {} }));
  const query = () => {
    for (let i = 0; i < 100; i += 1) sink += tagged.filter((one) => 'tag' in one && 'velocity' in one).length;
  };

  const works = { 'batch.lua': batch, 'scripts.lua': scripts, 'draw.lua': draw, 'radius.lua': radius, 'query.lua': query };
  const result = {};
  for (const [scene, work] of Object.entries(works)) {
    // A single frame is below the clock's grain.
    const grain = 10;
    const times = [];
    for (let i = 0; i < frames; i += 1) {
      const began = performance.now();
      for (let frame = 0; frame < grain; frame += 1) {
        time += 1 / 60;
        work();
      }
      times.push((performance.now() - began) / grain);
    }
    result[scene] = times.sort((a, b) => a - b)[times.length >> 1];
  }
  return sink > 0 ? result : {};
}
