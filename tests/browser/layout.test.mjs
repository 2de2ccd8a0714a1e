// Both themes, and a phone.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { call, COUNTER, openReady, setFiles } from './page.mjs';

const background = (page) => page.evaluate(() => getComputedStyle(document.body).backgroundColor);

test('the theme follows the system until one is chosen, and then stays', async () => {
  const { page } = await openReady('', { colorScheme: 'light' });
  const light = await background(page);
  await page.emulateMedia({ colorScheme: 'dark' });
  const dark = await background(page);
  assert.notEqual(light, dark);
  await page.emulateMedia({ colorScheme: 'light' });
  await page.getByRole('button', { name: /^Theme/ }).click();
  assert.equal(await background(page), dark);
  await page.reload();
  assert.equal(await background(page), dark);
});

test('on a phone the panes are tabs, and nothing sticks out', async () => {
  const { page } = await openReady('', { viewport: { width: 390, height: 700 }, isMobile: true, hasTouch: true });
  // SwiftShader has enough to do with the layout.
  await call(page, 'pause');
  await page.locator('.cm-content').waitFor();
  const panes = page.getByRole('tablist', { name: 'Panes' });
  await panes.getByRole('tab', { name: 'Console' }).click();
  await page.locator('luminara-console').waitFor();
  assert.equal(await page.locator('luminara-editor').isVisible(), false);
  await panes.getByRole('tab', { name: 'Scene' }).click();
  assert.ok((await page.locator('luminara-viewport').boundingBox()).height > 450);
  await panes.getByRole('tab', { name: 'Code' }).click();
  assert.equal(await page.locator('luminara-editor').isVisible(), true);
  assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 390);
  // Its word is left out here; its name isn't.
  await page.getByRole('button', { name: 'Share' }).click();
  await page.getByText('The whole project is in the link.').waitFor();
});

test('the console is a line until something serious is said, and stays closed once it was closed', async () => {
  const { page } = await openReady();
  await setFiles(page, COUNTER);
  const height = async () => (await page.locator('luminara-console').boundingBox()).height;
  await call(page, 'step', 1);
  await page.locator('luminara-console').getByText('count 1').waitFor();
  assert.ok(await height() < 40);
  await setFiles(page, { 'main.lua': 'function on_update()\n  log.warn("low on oil")\nend\n' });
  await call(page, 'step', 1);
  await page.locator('luminara-console').getByText('low on oil').waitFor();
  assert.ok(await height() > 60);
  await page.getByRole('button', { name: 'Close the console' }).click();
  await setFiles(page, { 'main.lua': 'function on_update()\n  log.warn("still low")\nend\n' });
  await call(page, 'step', 1);
  await page.locator('luminara-console').getByText('still low').waitFor();
  assert.ok(await height() < 40);
});
