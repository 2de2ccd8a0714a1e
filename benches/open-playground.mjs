// A built site open in Chromium, for the benchmarks that drive its element.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { findChromium } from '../scripts/chromium.mjs';
import { Failure } from '../scripts/failure.mjs';
import { devSite, releaseSite } from '../scripts/paths.mjs';
import { serve } from '../scripts/serve.mjs';
import { GPU_FLAGS } from '../tests/browser/harness-flags.mjs';

/** Fails where no site is built in a folder. */
export function mustHaveSite(site) {
  if (existsSync(join(site, 'index.html'))) return;
  throw new Failure(`there is no site in ${site}`, { advice: site === devSite ? 'npm run build -- dev' : 'npm run build' });
}

/** The site that a benchmark measures: the one to be shipped, or another that `LUMINARA_SITE` names, to try the benchmark on. */
export function siteToMeasure() {
  const site = process.env.LUMINARA_SITE ?? releaseSite;
  mustHaveSite(site);
  return site;
}

/**
 * Serves a folder and opens Chromium; both end with `use`.
 * @template T
 * @param {() => Promise<{url: string, close: () => Promise<void>}>} start starts the server
 * @param {string[]} flags Chromium's
 * @param {(browser: import('playwright-core').Browser, server: {url: string}) => Promise<T>} use
 * @returns {Promise<T>} what `use` gives
 */
export async function withChromium(start, flags, use) {
  const server = await start();
  try {
    const browser = await chromium.launch({ executablePath: findChromium(), args: flags });
    try {
      return await use(browser, server);
    } finally {
      await browser.close();
    }
  } finally {
    await server.close();
  }
}

/**
 * Opens an example in a built site, small, and waits until its engine has it: functions that run in the page find the element
 * `luminara-playground` ready.
 * @template T
 * @param {string} site
 * @param {string} example
 * @param {(page: import('playwright-core').Page, version: string) => Promise<T>} use `version`: Chromium's
 * @returns {Promise<T>} what `use` gives
 */
export function withPlayground(site, example, use) {
  return withChromium(() => serve(site), GPU_FLAGS, async (browser, { url }) => {
    const page = await browser.newPage({ viewport: { width: 640, height: 400 } });
    await page.goto(`${url}?example=${example}`);
    await page.evaluate(waitUntilReady);
    return use(page, browser.version());
  });
}

/** Runs in the page. */
async function waitUntilReady() {
  await customElements.whenDefined('luminara-playground');
  await document.querySelector('luminara-playground').ready;
}
