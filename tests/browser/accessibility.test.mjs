// What axe finds in the page's main states: nothing that is serious, and nothing outside of a landmark.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { test } from 'node:test';
import { call, nextEvent, openPage, openReady, openWith, ready } from './page.mjs';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

const PHONE = { viewport: { width: 390, height: 700 }, isMobile: true, hasTouch: true };

const LONG = `local t = 0\n${Array.from({ length: 80 }, (_, i) => `local line_${i} = "${'x'.repeat(150)}"`).join('\n')}\nfunction on_update() error("broken") end\n`;

/** Waits until what comes and goes is there or gone: half faded in, it has half its contrast. */
const settled = (page) => page.evaluate(async () => {
  // For the animations of a change that isn't drawn yet.
  await new Promise((resolve) => { requestAnimationFrame(() => { requestAnimationFrame(resolve); }); });
  const animationsIn = (root) => [
    ...root.getAnimations(),
    ...[...root.querySelectorAll('*')].flatMap(({ shadowRoot }) => (shadowRoot === null ? [] : animationsIn(shadowRoot))),
  ];
  const passing = animationsIn(document).filter((animation) => animation.effect.getComputedTiming().endTime !== Infinity);
  await Promise.allSettled(passing.map(({ finished }) => finished));
});

/** What axe finds, one a line. */
async function findings(page) {
  await settled(page);
  // Not by a script element: the page's policy forbids those.
  await page.evaluate(AXE);
  const { violations } = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ['violations'] }));
  return violations
    .filter(({ id, impact }) => impact === 'serious' || impact === 'critical' || id === 'region')
    .flatMap(({ id, impact, nodes }) => nodes.map(({ target, failureSummary }) => `${impact} ${id}: ${JSON.stringify(target)} ${failureSummary.replaceAll(/\s+/g, ' ')}`));
}

/** Clicks without waiting until nothing moves: a scene moves always. */
const press = (locator) => locator.evaluate((button) => { button.click(); });

const finds = async (page, state) => { assert.deepEqual(await findings(page), [], state); };

for (const colorScheme of ['light', 'dark']) {
  test(`the page in the ${colorScheme} theme`, async () => {
    const { page } = await openReady('', { colorScheme });
    await call(page, 'pause');
    await page.locator('.cm-content').waitFor();
    await finds(page, 'the default example');
    await press(page.getByRole('button', { name: 'Open the console' }));
    await finds(page, 'with the console');
    await press(page.getByRole('tab', { name: 'Tests' }));
    await finds(page, 'with the tests');
    await press(page.getByRole('button', { name: 'Share' }));
    await page.getByText('The whole project is in the link.').waitFor();
    await finds(page, 'with the share dialog');
    await page.keyboard.press('Escape');
  });

  test(`a script with an error in the ${colorScheme} theme`, async () => {
    const { page } = await openWith({ 'main.lua': LONG, 'other.lua': 'log.warn("low on oil") print("hello")', 'notes.txt': 'a text' }, { colorScheme });
    const wrong = nextEvent(page, 'error', /broken/);
    await call(page, 'step', 1);
    await wrong;
    await press(page.getByRole('tab', { name: /Problems/ }));
    await finds(page, 'with a problem');
  });

  test(`a phone in the ${colorScheme} theme`, async () => {
    const { page } = await openReady('', { colorScheme, ...PHONE });
    await call(page, 'pause');
    await page.locator('.cm-content').waitFor();
    const panes = page.getByRole('tablist', { name: 'Panes' });
    for (const pane of ['Code', 'Scene', 'Console']) {
      await press(panes.getByRole('tab', { name: pane }));
      await finds(page, pane);
    }
  });

  test(`an embed in the ${colorScheme} theme`, async () => {
    const { page } = await openPage('?embed', { colorScheme });
    await finds(page, 'as it starts');
    await ready(page);
    await call(page, 'pause');
    await finds(page, 'paused');
    await press(page.getByRole('button', { name: 'Edit' }));
    await page.locator('.cm-content').waitFor();
    await finds(page, 'with its editor');
  });
}

test('an embed that only shows its code', async () => {
  const { page } = await openPage('?embed&readonly&editor');
  await finds(page, 'read only');
});
