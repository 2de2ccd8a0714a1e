// `?embed`: the scene, a thin bar, an editor on demand.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { call, COUNTER, files, nextEvent, openReady, retype, setFiles } from './page.mjs';

test('an embed shows the scene and slides the editor in', async () => {
  const { page, complaints } = await openReady('?embed', { viewport: { width: 640, height: 320 } });
  assert.equal(await page.locator('luminara-header').count(), 0);
  assert.equal(await page.locator('luminara-editor').count(), 0);
  const scene = await page.locator('luminara-viewport').boundingBox();
  assert.equal(scene.width, 640);

  await setFiles(page, COUNTER);
  await page.getByRole('button', { name: 'Edit' }).click();
  const reloaded = nextEvent(page, 'reloaded');
  await retype(page, COUNTER['main.lua'].replace('"count "', '"embedded "'));
  await reloaded;
  const said = nextEvent(page, 'console', /embedded 1"/);
  await call(page, 'step', 1);
  await said;
  await page.getByRole('button', { name: 'Close' }).click();
  await page.locator('luminara-editor').waitFor({ state: 'detached' });
  assert.deepEqual(complaints, []);
});

test('an embed opens in the playground with its edits, and keeps nothing itself', async () => {
  const { page, context } = await openReady('?embed', { viewport: { width: 640, height: 320 } });
  await setFiles(page, COUNTER);
  const [opened] = await Promise.all([context.waitForEvent('page'), page.getByRole('button', { name: 'Open in playground' }).click()]);
  await opened.waitForLoadState();
  await opened.evaluate(() => document.querySelector('luminara-playground').ready);
  assert.deepEqual(await files(opened), COUNTER);
  assert.equal(await opened.locator('luminara-header').count(), 1);
  assert.equal(await page.evaluate(() => localStorage.getItem('luminara.last')), null);
});

test('its button runs and pauses', async () => {
  const { page } = await openReady('?embed', { viewport: { width: 640, height: 320 } });
  await page.getByRole('button', { name: 'Pause' }).click();
  await page.getByRole('button', { name: 'Run' }).click();
  await page.getByRole('button', { name: 'Pause' }).waitFor();
});
