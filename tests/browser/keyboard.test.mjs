// Everything by keyboard, and no way to get stuck.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { call, COUNTER, files, eventAfter, openReady, openWith } from './page.mjs';

/** The element that has the focus, inside of however many shadow trees. */
const focused = (page) => page.evaluate(() => {
  let element = document.activeElement;
  while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
  return `${element?.getRootNode().host?.localName ?? ''} ${element?.className ?? ''}`.trim();
});

test('Tab indents; Escape, then Tab leaves the editor', async () => {
  const { page } = await openWith({ 'main.lua': 'print(1)\n' });
  await page.locator('.cm-content').click();
  await page.getByText('Esc, then Tab leaves the code').waitFor();
  await page.keyboard.press('Control+Home');
  await page.keyboard.press('Tab');
  assert.equal((await files(page))['main.lua'], '  print(1)\n');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Tab');
  assert.ok(!(await focused(page)).startsWith('luminara-editor'), await focused(page));
});

test('Escape twice goes from the code to the scene and back', async () => {
  const { page } = await openWith(COUNTER);
  await page.locator('.cm-content').click();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  assert.equal(await focused(page), 'luminara-viewport scene');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  assert.match(await focused(page), /^luminara-editor/);
  await page.keyboard.press('Control+Alt+v');
  assert.equal(await focused(page), 'luminara-viewport scene');
});

test('Tab goes through and past the scene', async () => {
  const { page } = await openWith(COUNTER);
  await page.locator('luminara-viewport .scene').focus();
  await page.keyboard.press('Tab');
  assert.notEqual(await focused(page), 'luminara-viewport scene');
});

test('run, pause, step and the next file have keys', async () => {
  const { page } = await openWith(COUNTER);
  await page.locator('.cm-content').click();
  await eventAfter(page, () => page.keyboard.press('Control+Enter'), 'console', /count 2"/);
  await page.keyboard.press('Control+.');
  await page.locator('luminara-status').getByText('paused').waitFor();
  const { frame } = await call(page, 'step', 0);
  await eventAfter(page, () => page.keyboard.press('Control+Shift+.'), 'frame', new RegExp(`"frame":${frame + 1}\\b`));
  await page.keyboard.press('Control+Alt+ArrowRight');
  await page.getByRole('tab', { name: 'game.toml', selected: true }).waitFor();
  await page.keyboard.press('Control+Alt+ArrowLeft');
  await page.getByRole('tab', { name: 'main.lua', selected: true }).waitFor();
});

test('? shows the keys, but not while something is typed', async () => {
  const { page } = await openWith({ 'main.lua': '' });
  await page.locator('.cm-content').click();
  await page.keyboard.press('?');
  assert.equal((await files(page))['main.lua'], '?');
  assert.equal(await page.getByRole('dialog', { name: 'Keys' }).count(), 0);
  await page.keyboard.press('Escape');
  await page.keyboard.press('Tab');
  await page.keyboard.press('?');
  await page.getByRole('dialog', { name: 'Keys' }).waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('dialog', { name: 'Keys' }).waitFor({ state: 'hidden' });
});

test('the split moves by keys, is remembered, and a double click resets it', async () => {
  const { page } = await openReady();
  const splitter = page.getByRole('separator', { name: 'Width of the code' });
  const width = async () => (await page.locator('luminara-editor').boundingBox()).width;
  const before = await width();
  await splitter.focus();
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('ArrowLeft');
  const moved = await width();
  assert.ok(moved < before);
  await page.reload();
  await page.locator('.cm-content').waitFor();
  assert.equal(await width(), moved);
  const { x, y, height } = await splitter.boundingBox();
  await page.mouse.dblclick(x, y + height / 2);
  assert.equal(await width(), before);
});
