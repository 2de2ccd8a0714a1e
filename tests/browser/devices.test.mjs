// Keyboard, mouse, touch, gamepads, sound and drawing, from the browser's events to the script and back.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { PATIENCE_MS } from './harness.mjs';
import { call, eventAfter, nextEvent, openWith, ready, seesColour, setFiles } from './page.mjs';

const SCENE = 'luminara-viewport .scene';

test('what is drawn is seen, in the colours that it was given', async () => {
  const { page, complaints } = await openWith({
    'main.lua': 'function on_update() draw.set_view(vec2(100, 60)) draw.rect(vec2(0, 0), vec2(100, 60), "#ff6b6b") draw.circle(vec2(50, 30), 20, "#3060c0") end',
  });
  await call(page, 'step', 1);
  await seesColour(page, [0x30, 0x60, 0xc0]);
  assert.deepEqual(complaints, []);
});

test('keys by place and by character, and text', async () => {
  const { page } = await openWith({
    'main.lua': `function on_update()
  if input.is_key_just_pressed("Q") and input.is_character_just_pressed("a") then print("azerty") end
  if input.text() ~= "" then print("typed " .. input.text()) end
end`,
  });
  await call(page, 'run');
  await page.locator(SCENE).click();
  const heard = [nextEvent(page, 'console', /azerty/), nextEvent(page, 'console', /typed a/)];
  await page.locator(SCENE).dispatchEvent('keydown', { code: 'KeyQ', key: 'a' });
  await Promise.all(heard);
});

test('fingers are touches, and the first is the mouse too', async () => {
  const { page } = await openWith({
    'main.lua': `function on_update()
  for _, touch in ipairs(input.touches()) do
    if touch.just_pressed then print("touch " .. touch.id .. " " .. math.floor(touch.position.x + 0.5)) end
  end
  if input.is_mouse_button_just_pressed("left") then print("mouse too") end
end`,
  });
  await call(page, 'run');
  const heard = [nextEvent(page, 'console', /touch 7 30/), nextEvent(page, 'console', /touch 8 60/), nextEvent(page, 'console', /mouse too/)];
  await page.locator(SCENE).evaluate((scene) => {
    const { left, top } = scene.getBoundingClientRect();
    // A synthetic finger can't be captured.
    scene.setPointerCapture = () => undefined;
    for (const [pointerId, x] of [[7, 30], [8, 60]]) {
      scene.dispatchEvent(new PointerEvent('pointerdown', {
        pointerId, pointerType: 'touch', isPrimary: pointerId === 7, clientX: left + x, clientY: top + 20, bubbles: true,
      }));
    }
  });
  await Promise.all(heard);
});

test('several gamepads, their buttons and sticks', async () => {
  const { page } = await openWith({
    'main.lua': `function on_update()
  if input.is_gamepad_button_just_pressed(1, "A") then print("pad 1 A") end
  if input.gamepad_axis(0, "LeftStick").x > 0.9 then print("pad 0 right") end
end`,
  });
  await call(page, 'run');
  const heard = [nextEvent(page, 'console', /pad 1 A/), nextEvent(page, 'console', /pad 0 right/)];
  await page.evaluate(() => {
    const pad = (index, pressed, x) => ({
      index, connected: true, mapping: 'standard', axes: [x, 0, 0, 0],
      buttons: Array.from({ length: 17 }, (_, i) => ({ value: i === 0 && pressed ? 1 : 0, pressed: i === 0 && pressed })),
    });
    navigator.getGamepads = () => [pad(0, false, 1), pad(1, true, 0), null, null];
    dispatchEvent(new Event('gamepadconnected'));
  });
  await Promise.all(heard);
});

test('the scene asks for the mouse and a click gives it', async () => {
  const { page } = await openWith({
    'main.lua': `input.lock_mouse()
function on_update() if input.is_mouse_locked() then print("locked") end end`,
  });
  const { x, y } = await page.locator(SCENE).boundingBox();
  await call(page, 'run');
  await eventAfter(page, () => page.mouse.click(x + 20, y + 20), 'console', /locked/);
});

test('a phone shows a stick and a button for each action', async () => {
  const files = {
    'game.toml': 'name = "Pad"\n[actions]\nmove = ["Right", "-Left"]\njump = ["Space", "Pad:A"]\n',
    'main.lua': `function on_update()
  if input.is_action_just_pressed("jump") then print("jump") end
  if input.action_value("move") > 0.9 then print("right") end
end`,
  };
  const { page } = await openWith(files, { viewport: { width: 400, height: 720 }, hasTouch: true, isMobile: true });
  await call(page, 'run');
  const pad = page.locator('luminara-touch-pad');
  await pad.getByRole('button', { name: 'jump' }).waitFor();
  const jumped = nextEvent(page, 'console', /jump/);
  await pad.getByRole('button', { name: 'jump' }).dispatchEvent('pointercancel', { pointerId: 1 });
  // A tap while SwiftShader is at its first picture may be lost.
  const taps = setInterval(() => { void pad.getByRole('button', { name: 'jump' }).tap().catch(() => undefined); }, 500);
  await jumped.finally(() => { clearInterval(taps); });
  await setFiles(page, { 'main.lua': 'print("no actions")' });
  await call(page, 'run');
  await pad.waitFor({ state: 'detached' });
});

test('a phone shows a button that opens its keyboard while the scene reads text', async () => {
  const files = {
    'main.lua': `local name = ""
function on_update()
  if input.is_key_just_pressed("Backspace") then name = name:sub(1, -2) print("left " .. name) end
  if input.is_key_just_pressed("Enter") then print("entered " .. name) end
  local typed = input.text()
  if typed ~= "" then name = name .. typed print("typed " .. name) end
end`,
  };
  const { page } = await openWith(files, { viewport: { width: 400, height: 720 }, hasTouch: true, isMobile: true });
  await call(page, 'run');
  const keyboard = page.locator('luminara-touch-keyboard');
  const button = keyboard.getByRole('button', { name: 'Open the keyboard' });
  await button.waitFor();
  const { width, height } = await button.boundingBox();
  assert.ok(width >= 44 && height >= 44, `a thumb needs 44 px, not ${width} by ${height}`);
  await button.tap();
  await keyboard.getByRole('button', { name: 'Close the keyboard' }).waitFor();

  const does = (act, heard) => eventAfter(page, act, 'console', heard);
  await does(() => page.keyboard.type('teh'), /typed teh/);
  // The phone puts a word right: it replaces the end of what the field has.
  await does(() => keyboard.locator('input').evaluate((field) => {
    field.value = field.value.replace(/eh$/, 'he');
    field.dispatchEvent(new InputEvent('input', { inputType: 'insertReplacementText', bubbles: true }));
  }), /typed the/);
  // As far back as there are letters, and beyond what the field holds.
  await does(() => page.keyboard.press('Backspace'), /left th/);
  for (const left of ['t', '', '', '', '', '', '']) await does(() => page.keyboard.press('Backspace'), new RegExp(`left ${left}"`));
  await does(() => page.keyboard.type('x'), /typed x/);
  await does(() => page.keyboard.press('Enter'), /entered x/);

  await keyboard.getByRole('button', { name: 'Close the keyboard' }).tap();
  await button.waitFor();
  await setFiles(page, { 'main.lua': 'print("no text")' });
  await call(page, 'run');
  await keyboard.waitFor({ state: 'detached' });
});

test('a computer shows no such button', async () => {
  const { page } = await openWith({ 'main.lua': 'function on_update() input.text() if time.frame() == 3 then print("reads") end end' });
  const read = nextEvent(page, 'console', /reads/);
  await call(page, 'run');
  await read;
  assert.equal(await page.locator('luminara-touch-keyboard').count(), 0);
});

test('a sound goes with its entity and ends with it', async () => {
  const page = await openTapped(`local e = world.spawn { position = vec3(0, 0, 0), AudioSource = { sound = "bass", looping = true, min_distance = 100 } }
function on_update() if input.is_key_just_pressed("X") then e:destroy() end end`);
  await loudnessThat(page, isHeard);
  await page.locator(SCENE).press('x');
  await loudnessThat(page, isSilent);
});

/** Before the page's own scripts: everything that goes to the speakers passes an analyser as well. */
function tapTheSpeakers() {
  const connect = AudioNode.prototype.connect;
  AudioNode.prototype.connect = function connectAndTap(target, ...rest) {
    if (target === this.context.destination) {
      globalThis.speakers = new AnalyserNode(this.context, { fftSize: 2048 });
      connect.call(this, globalThis.speakers);
    }
    return connect.call(this, target, ...rest);
  };
}

/** Waits until the loudest sample of a moment is as wanted; -1 is where nothing plays because the context rests. */
async function loudnessThat(page, isWanted) {
  const deadline = Date.now() + PATIENCE_MS;
  for (;;) {
    const loudness = await page.evaluate(() => {
      const { speakers } = globalThis;
      if (speakers === undefined) return 0;
      if (speakers.context.state !== 'running') return -1;
      const samples = new Float32Array(speakers.fftSize);
      speakers.getFloatTimeDomainData(samples);
      return Math.max(...samples.map(Math.abs));
    });
    if (isWanted(loudness)) return;
    if (Date.now() > deadline) throw new Error(`the loudness stays at ${loudness}`);
    await new Promise((resolve) => { setTimeout(resolve, 50); });
  }
}

const isHeard = (loudness) => loudness > 0.02;
const rests = (loudness) => loudness === -1;
const isSilent = (loudness) => loudness === 0;

async function openTapped(source) {
  const { page, context } = await openWith({ 'main.lua': '' });
  await context.addInitScript(tapTheSpeakers);
  await page.reload();
  await ready(page);
  await setFiles(page, { 'main.lua': source });
  await call(page, 'reset');
  await call(page, 'run');
  return page;
}

test('sounds are heard, and not while the scene is paused or hidden', async () => {
  const page = await openTapped('audio.play("bass", { looping = true })');
  await loudnessThat(page, isHeard);
  await call(page, 'pause');
  await loudnessThat(page, rests);
  await call(page, 'run');
  await loudnessThat(page, isHeard);
  await page.evaluate(() => {
    Object.defineProperty(document, 'hidden', { configurable: true, get: () => true });
    document.dispatchEvent(new Event('visibilitychange'));
  });
  await loudnessThat(page, rests);
});

test('the button takes the sound away', async () => {
  const page = await openTapped('audio.play("bass", { looping = true })');
  await loudnessThat(page, isHeard);
  await page.locator('luminara-viewport').hover();
  await page.getByRole('button', { name: 'Sound off' }).click();
  await loudnessThat(page, isSilent);
  await page.getByRole('button', { name: 'Sound on' }).click();
  await loudnessThat(page, isHeard);
});
