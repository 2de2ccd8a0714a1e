// `npm run bench:visits`: a first visit over slow networks, and ten embeds on one page: bytes, memory, time to the first picture. Written to
// docs/benchmarks.md. LUMINARA_SITE names another built site than dist/; nothing is written then.
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { cpus, loadavg, tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { runMain } from '../scripts/failure.mjs';
import { releaseSite, root } from '../scripts/paths.mjs';
import { serve } from '../scripts/serve.mjs';
import { GPU_FLAGS } from '../tests/browser/harness-flags.mjs';
import { siteToMeasure, withChromium } from './open-playground.mjs';

const HEADINGS = { visits: '## First visits', embeds: '## Ten embeds on a page' };
/** What browsers' own tools call these, in bits a second and milliseconds. */
const NETWORKS = [['20 Mbit/s', { bits: 20e6, latency: 20 }], ['fast 3G', { bits: 1.6e6, latency: 150 }]];
const TYPES = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css', '.wasm': 'application/wasm', '.json': 'application/json', '.svg': 'image/svg+xml', '.woff2': 'font/woff2', '.webp': 'image/webp', '.lua': 'text/plain', '.toml': 'text/plain', '.png': 'image/png' };
const EMBEDS = 10;

await runMain(async () => {
  const site = siteToMeasure();
  const text = await withChromium(() => serveCompressed(site), [...GPU_FLAGS, '--enable-precise-memory-info'], async (browser, server) => {
    const visits = [];
    for (const [name, network] of NETWORKS) visits.push([name, await visit(browser, server, network)]);
    return describe(visits, await tenEmbeds(browser, server), browser.version());
  });
  console.log(text);
  if (site === releaseSite) write(text);
});

/** A host as they are: brotli, and files that are kept until they are asked for again. */
async function serveCompressed(folder) {
  const compressed = new Map();
  const bytesOf = (name) => {
    if (!compressed.has(name)) compressed.set(name, brotliCompressSync(readFileSync(join(folder, name))));
    return compressed.get(name);
  };
  // Compressing takes longer than serving: it is done before anybody waits.
  for (const name of ['index.html', 'main.js', 'worker.js', 'engine.js', 'engine_bg.wasm', 'embed.js']) bytesOf(name);
  const server = createServer((request, response) => {
    const name = decodeURIComponent(new URL(request.url, 'http://x').pathname).slice(1) || 'index.html';
    const path = join(folder, name);
    if (!path.startsWith(folder) || !existsSync(path)) return response.writeHead(404).end();
    response.writeHead(200, { 'Content-Type': TYPES[extname(name)] ?? 'application/octet-stream', 'Content-Encoding': 'br', 'Cache-Control': 'max-age=600' });
    return response.end(bytesOf(name));
  });
  await new Promise((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  return { url: `http://127.0.0.1:${server.address().port}/`, sizeOf: (name) => bytesOf(name).length, close: () => { server.closeAllConnections(); return new Promise((resolve) => { server.close(resolve); }); } };
}

/** Counts the bytes that a page and all in it load. */
async function countBytes(page) {
  const session = await page.context().newCDPSession(page);
  await session.send('Network.enable');
  const count = { bytes: 0, requests: 0 };
  session.on('Network.loadingFinished', ({ encodedDataLength }) => { count.bytes += encodedDataLength; count.requests += 1; });
  return { session, count };
}

async function visit(browser, { url, sizeOf }, { bits, latency }) {
  const context = await browser.newContext({ viewport: { width: 1000, height: 640 } });
  const page = await context.newPage();
  const { session, count } = await countBytes(page);
  await session.send('Network.emulateNetworkConditions', { offline: false, latency, downloadThroughput: bits / 8, uploadThroughput: bits / 8 });
  // The Worker's own requests go over the same network, which only the page's session slows down.
  await page.route('**/engine_bg.wasm', async (route) => {
    const response = await route.fetch();
    const body = await response.body();
    const size = sizeOf('engine_bg.wasm');
    await new Promise((resolve) => { setTimeout(resolve, latency + size * 8000 / bits); });
    await route.fulfill({ response, body, headers: { 'Content-Type': 'application/wasm' } });
    count.bytes += size;
  });
  await page.goto(url, { waitUntil: 'commit' });
  const times = await page.evaluate(() => new Promise((resolve) => {
    const poll = async () => {
      const element = document.querySelector('luminara-playground');
      if (element?.ready === undefined) return setTimeout(poll, 5);
      const shell = performance.now();
      await element.ready;
      const ready = performance.now();
      await new Promise((done) => { element.addEventListener('frame', done, { once: true }); });
      const picture = performance.now();
      const name = Object.keys(element.files).find((file) => file.endsWith('.lua'));
      const reloaded = new Promise((done) => { element.addEventListener('reloaded', done, { once: true }); });
      await element.edit(name, `${element.files[name]}\n-- edited\n`);
      await reloaded;
      return resolve({ shell, ready, picture, reload: performance.now() });
    };
    void poll();
  }));
  await context.close();
  return { ...times, ...count };
}

async function tenEmbeds(browser, server) {
  const folder = mkdtempSync(join(tmpdir(), 'luminara-ten-'));
  const embeds = Array.from({ length: EMBEDS }, (_, index) => `<luminara-playground id="e${index}" project="spinning-cubes" height="150"></luminara-playground>`).join('\n');
  writeFileSync(join(folder, 'index.html'), `<!doctype html><meta charset="utf-8"><title>Ten</title><script src="${server.url}embed.js"></script>${embeds}`);
  const host = await serve(folder);
  const context = await browser.newContext({ viewport: { width: 800, height: 1900 } });
  try {
    const page = await context.newPage();
    const { session, count } = await countBytes(page);
    await session.send('Target.setAutoAttach', { autoAttach: true, waitForDebuggerOnStart: false, flatten: true });
    await page.goto(host.url, { waitUntil: 'load' });
    const idle = { ...count };
    const before = await cpuTime(browser);
    await page.waitForTimeout(2000);
    const idleCpu = await cpuTime(browser) - before;
    const rows = [];
    for (let index = 0; index < EMBEDS; index += 1) {
      const requested = count.bytes;
      const ms = await page.evaluate((which) => new Promise((resolve) => {
        const element = document.querySelector(`#e${which}`);
        const began = performance.now();
        // Running comes with the first picture; the others rest meanwhile, as unseen ones do.
        element.addEventListener('ready', () => { resolve(performance.now() - began); element.pause(); }, { once: true });
        element.start();
      }), index);
      rows.push({ ms, bytes: count.bytes - requested });
    }
    const memory = await page.evaluate(() => performance.memory.usedJSHeapSize);
    return { idle, idleCpu, rows, memory, process: await rendererMemory(browser) };
  } finally {
    await context.close();
    await host.close();
    rmSync(folder, { recursive: true });
  }
}

/** Seconds of CPU that the browser's renderers have used. */
async function cpuTime(browser) {
  const processes = await renderers(browser);
  return processes.reduce((sum, { cpuTime: seconds }) => sum + seconds, 0);
}

async function renderers(browser) {
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  await session.detach();
  return processInfo.filter(({ type }) => type === 'renderer');
}

/** Resident bytes of the renderers, where the system tells. */
async function rendererMemory(browser) {
  let bytes = 0;
  for (const { id } of await renderers(browser)) {
    if (!readdirSync('/proc').includes(String(id))) continue;
    bytes += Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${id}/status`, 'utf8'))?.[1] ?? 0) * 1024;
  }
  return bytes;
}

function describe(visits, embeds, version) {
  const kb = (bytes) => Math.round(bytes / 1000).toLocaleString('en');
  const seconds = (ms) => (ms / 1000).toFixed(2);
  const machine = `${new Date().toISOString().slice(0, 10)}, ${cpus()[0]?.model.trim()}, ${cpus().length} cores at a load of ${loadavg()[0].toFixed(0)}, Chromium ${version}, release build, brotli, software GPU.`;
  const first = embeds.rows[0];
  const last = embeds.rows.at(-1);
  const rest = embeds.rows.slice(1);
  return [
    `${HEADINGS.visits}\n`,
    'Nothing in the cache, the default example. The shell is the page with the code readable; the first picture is the first frame of the scene; the first reload is an edit that runs.'
      + ' Written by `npm run bench:visits`.\n',
    `${machine}\n`,
    '| network | KB moved | shell, s | first picture, s | first reload, s |', '| --- | --- | --- | --- | --- |',
    ...visits.map(([name, row]) => `| ${name} | ${kb(row.bytes)} | ${seconds(row.shell)} | ${seconds(row.picture)} | ${seconds(row.reload)} |`),
    '', `${HEADINGS.embeds}\n`,
    'Ten `<luminara-playground>` of one example, started one after the other; each is paused once it has its picture. Before a start there is no frame, no Worker and no engine.\n',
    '| | |', '| --- | --- |',
    `| before any start: requests, KB | ${embeds.idle.requests}, ${kb(embeds.idle.bytes)} |`,
    `| CPU of two idle seconds | ${(embeds.idleCpu * 1000).toFixed(0)} ms |`,
    `| first picture of the first, s | ${seconds(first.ms)} |`,
    `| first picture of the tenth, s | ${seconds(last.ms)} |`,
    `| median of the second to the tenth, s | ${seconds(rest.map(({ ms }) => ms).sort((a, b) => a - b)[rest.length >> 1])} |`,
    `| memory of the renderers with all ten, MB | ${Math.round(embeds.process / 1e6)} |`,
    '',
  ].join('\n');
}

function write(text) {
  const path = join(root, 'docs/benchmarks.md');
  const others = readFileSync(path, 'utf8').split(/^(?=## )/m).filter((section) => !Object.values(HEADINGS).some((heading) => section.startsWith(heading)));
  writeFileSync(path, `${others.join('').trimEnd()}\n\n${text}`);
}
