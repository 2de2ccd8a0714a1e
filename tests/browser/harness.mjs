// A real Chromium with WebGPU, on the site that `npm test` has built. A test file that imports this gets a server and a browser of
// its own, which end with it.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { after, before } from 'node:test';
import { chromium } from 'playwright-core';
import { findChromium } from '../../scripts/chromium.mjs';
import { devSite } from '../../scripts/paths.mjs';
import { serve } from '../../scripts/serve.mjs';
import { GPU_FLAGS } from './harness-flags.mjs';

const VIEWPORT = { width: 960, height: 600 };

/** Long enough for SwiftShader on a busy machine; a test that waits on events never sees it pass. */
export const PATIENCE_MS = 60_000;

let server;
let browser;

before(async () => {
  const site = process.env.LUMINARA_SITE ?? devSite;
  if (!existsSync(join(site, 'index.html'))) throw new Error(`no site in ${site}: run npm run build -- dev first`);
  // Below a folder, so that an absolute path in the page breaks here and not at a user's host.
  server = await serve(site, { base: '/some/folder/' });
  browser = await chromium.launch({ executablePath: findChromium(), args: GPU_FLAGS });
});

after(async () => {
  await browser?.close();
  await server?.close();
});

/** The address of a path of the site, such as `''`, `'?embed'` or `'#…'`. */
export const address = (path = '') => server.url + path;

/**
 * Opens a path of the site in a fresh profile: nothing is shared with another page.
 * @param {string} path below the site's folder, with query and fragment
 * @param {{viewport?: {width: number, height: number}} & import('playwright-core').BrowserContextOptions} options
 * @returns {Promise<{page: import('playwright-core').Page, context: import('playwright-core').BrowserContext, complaints: string[]}>}
 *   `complaints` grows with every console error, uncaught exception, failed request and broken security policy; a test looks at it
 */
export async function openPage(path = '', { viewport = VIEWPORT, ...options } = {}) {
  const context = await browser.newContext({ viewport, permissions: ['clipboard-read', 'clipboard-write'], ...options });
  context.setDefaultTimeout(PATIENCE_MS);
  const page = await context.newPage();
  const complaints = [];
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(`${message.text()} (${message.location().url})`);
  });
  page.on('pageerror', (error) => complaints.push(`uncaught: ${error.stack ?? error.message}`));
  page.on('requestfailed', (request) => {
    const why = request.failure()?.errorText ?? '';
    // Aborted is what the page or the browser itself did: a Worker ended, a stream of which Chromium heard the end elsewhere.
    if (why !== 'net::ERR_ABORTED') complaints.push(`request failed: ${request.url()} ${why}`);
  });
  page.on('response', (response) => {
    if (response.status() >= 400) complaints.push(`${response.status()}: ${response.url()}`);
  });
  await page.goto(address(path));
  return { page, context, complaints };
}


/**
 * What is really seen of an element: its screenshot, decoded.
 * @param {import('playwright-core').Locator} element
 * @returns {Promise<{width: number, height: number, png: Buffer, at: (x: number, y: number) => [number, number, number]}>} `at` gives
 *   red, green and blue, 0 to 255
 */
export async function picture(element) {
  const png = await element.screenshot({ animations: 'allow' });
  const decoded = await element.page().evaluate(async (bytes) => {
    const bitmap = await createImageBitmap(new Blob([new Uint8Array(bytes)]));
    const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d');
    context.drawImage(bitmap, 0, 0);
    const { data } = context.getImageData(0, 0, bitmap.width, bitmap.height);
    let binary = '';
    for (let start = 0; start < data.length; start += 0x8000) binary += String.fromCharCode(...data.subarray(start, start + 0x8000));
    return { width: bitmap.width, height: bitmap.height, data: btoa(binary) };
  }, [...png]);
  const data = Buffer.from(decoded.data, 'base64');
  const at = (x, y) => [...data.subarray((y * decoded.width + x) * 4).subarray(0, 3)];
  return { width: decoded.width, height: decoded.height, png, at };
}
