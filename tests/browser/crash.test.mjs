// The engine can fall; the text can't.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { PATIENCE_MS, picture } from './harness.mjs';
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

for (const [what, plant, reason] of [
  ['hangs', 'plantHang', /The engine stopped: it didn't answer for (?:5|15) seconds\. It was started again, paused/],
  ['takes more memory than there is', 'plantExhaustion', /The engine stopped: it ran out of memory\. It was started again, paused/],
]) {
  test(`an engine that ${what} is ended and started again, paused, with the text kept`, async () => {
    const { page } = await openWith(COUNTER);
    await call(page, 'run');
    await retype(page, COUNTER['main.lua'].replace('"count "', '"survived "'));
    // Nothing comes back from an engine that hangs but its end.
    const planted = call(page, plant);
    await page.getByRole('alert').getByText(reason).waitFor();
    await planted;
    await page.locator('luminara-status').getByText('paused').waitFor();
    assert.match((await files(page))['main.lua'], /survived/);
    // The page itself is as quick as before, and so is the new engine.
    assert.equal((await call(page, 'step', 3)).frame, 3);
    const said = nextEvent(page, 'console', /survived 4"/);
    await page.getByRole('button', { name: 'Run again' }).click();
    await said;
    assert.equal(await page.getByRole('alert').count(), 0);
    // And again: it isn't the first time only.
    await call(page, plant);
    await page.getByRole('alert').getByText(reason).waitFor();
    assert.equal((await call(page, 'step', 2)).frame, 2);
    await page.reload();
    await ready(page);
    assert.match((await files(page))['main.lua'], /survived/);
  });
}

test('many frames at once are no hang, however long they take', async () => {
  const { page } = await openWith({ 'main.lua': 'function on_update() for i = 1, 300000 do end end\n' });
  const began = await page.evaluate(() => performance.now());
  const { frame } = await call(page, 'step', 3000);
  assert.equal(frame, 3000);
  const { frame: next } = await call(page, 'step', 1);
  assert.equal(next, 3001, `the engine is the same after ${await page.evaluate((start) => performance.now() - start, began)} ms`);
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

/** A red cube fills the middle; the page's own sky behind the canvas is no red. */
const RED = { ...COUNTER, 'cube.lua': 'world.spawn { shape = "cube", scale = 6, color = "#e02020" }\n' };

async function seeRed(page) {
  const end = Date.now() + PATIENCE_MS;
  for (;;) {
    const { width, height, at } = await picture(page.locator('luminara-viewport .scene'));
    const [red, green] = at(width >> 1, height >> 1);
    if (red > 2 * green) return;
    assert.ok(Date.now() < end, `the middle is not red: ${red}, ${green}`);
  }
}

for (const running of [true, false]) {
  test(`a ${running ? 'running' : 'paused'} scene whose graphics device is lost goes on with another, its state kept`, async () => {
    const { page, complaints } = await openWith(RED);
    await call(page, 'step', 5);
    if (running) await call(page, 'run');
    await seeRed(page);
    await call(page, 'loseGpu');
    await page.getByText('The graphics device was lost and is back').waitFor();
    assert.equal(await page.getByRole('alert').count(), 0);
    await seeRed(page);
    if (running) await call(page, 'pause');
    const said = nextEvent(page, 'console', /count/);
    const { frame } = await call(page, 'step', 1);
    assert.ok(running ? frame > 6 : frame === 6);
    assert.equal((await said).text, `count ${frame}`);
    assert.deepEqual(await files(page), RED);
    assert.deepEqual(complaints, []);
  });
}

test('after the fall of the browser\'s graphics process the scene is seen again, its state kept', async () => {
  const { page, context } = await openWith(RED);
  await call(page, 'step', 5);
  await seeRed(page);
  const browser = await context.browser().newBrowserCDPSession();
  // The answer never comes: whoever would give it is gone.
  void browser.send('Browser.crashGpuProcess').catch(() => undefined);
  await page.getByText('The graphics device was lost and is back').waitFor();
  await seeRed(page);
  assert.equal((await call(page, 'step', 1)).frame, 6);
});

test('a graphics device that is lost again at once is not taken again by itself', async () => {
  const { page } = await openWith(RED);
  await call(page, 'step', 3);
  await call(page, 'loseGpu');
  await page.getByText('The graphics device was lost and is back').waitFor();
  await call(page, 'loseGpu');
  await page.getByText(/lost twice in a short time/).waitFor();
  // Scripts run all the same.
  assert.equal((await call(page, 'step', 2)).frame, 5);
  await page.getByRole('button', { name: 'Try again' }).click();
  await seeRed(page);
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
