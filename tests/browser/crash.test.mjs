// The engine can fall; the text can't.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { call, COUNTER, files, nextEvent, openPage, openReady, openWith, ready, retype } from './page.mjs';

test('after a panic the engine is started again with the text kept', async () => {
  const { page } = await openWith(COUNTER);
  await call(page, 'run');
  // Typed, and not even applied yet.
  await retype(page, COUNTER['main.lua'].replace('"count "', '"survived "'));
  await call(page, 'plantPanic');
  await page.getByRole('alert').getByText(/The engine stopped: .*It was started again/).waitFor();
  await page.locator('luminara-status').getByText('paused').waitFor();
  assert.match((await files(page))['main.lua'], /survived/);

  const said = nextEvent(page, 'console', /survived 1"/);
  await page.getByRole('button', { name: 'Run again' }).click();
  await said;
  assert.equal(await page.getByRole('alert').count(), 0);
});

test('a project that took the engine down is opened paused', async () => {
  const { page } = await openReady();
  await call(page, 'plantPanic');
  await page.getByRole('alert').getByText(/The engine stopped/).waitFor();
  await page.reload();
  await ready(page);
  await page.getByRole('alert').getByText(/so it is paused/).waitFor();
  await page.locator('luminara-status').getByText('paused').waitFor();
});

test('an engine that can\'t be loaded is said, and can be tried again', async () => {
  const { page, context } = await openPage();
  await context.route('**/engine_bg.wasm', (route) => route.fulfill({ status: 503, body: '' }));
  await page.reload();
  await page.getByRole('alert').getByText(/The engine could not start.*503/).waitFor();
  await page.locator('.cm-content').getByText('local').first().waitFor();
  await context.unroute('**/engine_bg.wasm');
  await page.getByRole('button', { name: 'Try again' }).click();
  await page.locator('luminara-status').getByText('paused').waitFor();
  const { frame } = await call(page, 'step', 2);
  assert.equal(frame, 2);
});
