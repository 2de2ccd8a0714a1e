// The engine can fall; the text can't.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { call, compare, COUNTER, files, nextEvent, openPage, openReady, openWith, pictureThat, ready, retype } from './page.mjs';

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

const colours = async (page, shot) => (await compare(page, shot, shot)).colours;

for (const running of [true, false]) {
  test(`a ${running ? 'running' : 'paused'} scene whose graphics device is lost goes on with another, its state kept`, async () => {
    const { page, complaints } = await openWith(COUNTER);
    if (running) await call(page, 'run');
    const { frame: before } = await call(page, 'step', 5);
    if (running) await call(page, 'run');
    await pictureThat(page, async (shot) => await colours(page, shot) > 8);
    await call(page, 'loseGpu');
    await page.getByText('The graphics device was lost and is back').waitFor();
    assert.equal(await page.getByRole('alert').count(), 0);
    await pictureThat(page, async (shot) => await colours(page, shot) > 8);
    const said = nextEvent(page, 'console', /count/);
    const { frame } = await call(page, 'step', 1);
    assert.ok(running ? frame > before : frame === before + 1);
    assert.equal((await said).text, `count ${frame}`);
    assert.deepEqual(await files(page), COUNTER);
    assert.deepEqual(complaints, []);
  });
}

test('a graphics device that is lost again at once is not taken again by itself', async () => {
  const { page } = await openWith(COUNTER);
  await call(page, 'step', 3);
  await call(page, 'loseGpu');
  await page.getByText('The graphics device was lost and is back').waitFor();
  await call(page, 'loseGpu');
  await page.getByText(/lost twice in a short time/).waitFor();
  // Scripts run all the same.
  assert.equal((await call(page, 'step', 2)).frame, 5);
  await page.getByRole('button', { name: 'Try again' }).click();
  await pictureThat(page, async (shot) => await colours(page, shot) > 8);
  assert.equal((await call(page, 'step', 1)).frame, 6);
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
