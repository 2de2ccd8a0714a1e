// Open and see: the scene moves, the controls control it.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { call, compare, COUNTER, eventAfter, nextEvent, openPage, openReady, openWith, picture, pictureThat } from './page.mjs';

test('the default example is seen moving', async () => {
  const { page, complaints } = await openReady();
  assert.equal(await page.getByRole('button', { name: 'Pause', exact: true }).count(), 1, 'it runs by itself');
  await call(page, 'pause');
  const before = await pictureThat(page, async (shot) => (await compare(page, shot, shot)).colours > 16);
  const { frame } = await call(page, 'step', 20);
  const after = await pictureThat(page, async (shot) => (await compare(page, before, shot)).different > 0.002);
  assert.ok(frame >= 20);
  assert.ok((await compare(page, before, after)).colours > 16);
  assert.deepEqual(complaints, []);
});

test('the code can be read before the engine is there', async () => {
  const { page, context } = await openPage();
  await context.route('**/engine_bg.wasm', () => {});
  await page.reload();
  await page.locator('.cm-content').getByText('local').first().waitFor();
  await page.locator('luminara-viewport progress').waitFor();
  assert.equal(await page.getByRole('button', { name: 'Run', exact: true }).isDisabled(), true);
});

test('the buttons run, pause, step and start over', async () => {
  const { page } = await openWith(COUNTER);
  const scene = page.locator('luminara-viewport');
  await scene.hover();

  const first = nextEvent(page, 'console', /count 1"/);
  await scene.getByRole('button', { name: 'Step one frame' }).click();
  await first;

  const running = nextEvent(page, 'console', /count 3"/);
  await scene.getByRole('button', { name: 'Run', exact: true }).click();
  await running;
  await scene.getByRole('button', { name: 'Pause', exact: true }).click();
  await page.locator('luminara-status').getByText('paused').waitFor();

  const again = nextEvent(page, 'console', /count 1"/);
  await scene.getByRole('button', { name: 'Start over' }).click();
  await scene.getByRole('button', { name: 'Step one frame' }).click();
  await again;
});

test('the same steps give the same state', async () => {
  const { page } = await openWith(COUNTER);
  await call(page, 'step', 10);
  const hash = await call(page, 'stateHash');
  assert.match(hash, /^[0-9a-f]{16}$/);
  await call(page, 'step', 1);
  assert.notEqual(await call(page, 'stateHash'), hash);
  await call(page, 'reset');
  await call(page, 'step', 10);
  assert.equal(await call(page, 'stateHash'), hash);
});

test('keys and the mouse go to the scene while it has the focus', async () => {
  const { page } = await openWith({
    'main.lua': `function on_update()
  if input.is_key_just_pressed("Space") then print("space") end
  if input.is_mouse_button_just_pressed("left") then print("at " .. math.floor(input.mouse_position().x)) end
end
`,
  });
  await call(page, 'run');
  const clicked = nextEvent(page, 'console', /at (39|40)"/);
  await page.locator('luminara-viewport .scene').click({ position: { x: 40, y: 30 } });
  await clicked;
  await eventAfter(page, () => page.keyboard.press('Space', { delay: 200 }), 'console', /space/);
});

test('without WebGPU the page says so and scripts run', async () => {
  const { page, context } = await openPage();
  await context.route('**/worker.js', async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: `Object.defineProperty(navigator, 'gpu', { value: undefined });\n${await response.text()}` });
  });
  await page.reload();
  await page.getByRole('heading', { name: 'No picture' }).waitFor();
  await page.evaluate(() => document.querySelector('luminara-playground').ready);
  const { frame } = await call(page, 'step', 3);
  assert.ok(frame >= 3);
});

test('the scene fills the canvas at every size', async () => {
  const { page } = await openReady();
  await page.setViewportSize({ width: 500, height: 700 });
  const shot = await pictureThat(page, async (candidate) => (await compare(page, candidate, candidate)).colours > 16);
  assert.ok(shot.length > 0);
  assert.ok((await picture(page)).length > 0);
});
