// Images of the project in the scene: decoded by the browser, changed while it runs, said when they are broken, and there again with another GPU.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { call, nextEvent, openReady, seesColour, setFiles } from './page.mjs';

const square = (colour) => `<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"><rect width="10" height="10" fill="${colour}"/></svg>`;
/** A scene that is one image all over. */
const covering = (image, options = '') =>
  `function on_update() draw.set_view(vec2(100, 60)) draw.image("${image}", vec2(0, 0), { size = vec2(100, 60)${options} }) end`;
const asset = (name) => readFileSync(new URL(`../scenes/sprites/${name}`, import.meta.url));

/** Opens the page with text files and with files of bytes, paused after a frame. */
async function openWithImages(texts, binary = {}) {
  const opened = await openReady();
  await setFiles(opened.page, texts, Object.fromEntries(Object.entries(binary).map(([name, bytes]) => [name, [...bytes]])));
  await call(opened.page, 'step', 1);
  return opened;
}

const KINDS = [
  // The middle of each.
  ['png', 'frame.png', [0x28, 0x32, 0x50]],
  ['jpeg', 'photo.jpg', [130, 130, 128]],
  ['webp', 'photo.webp', [130, 130, 128]],
];
for (const [kind, name, colour] of KINDS) {
  test(`a ${kind} is shown in its colours`, async () => {
    const { page, complaints } = await openWithImages({ 'main.lua': covering(name) }, { [name]: asset(name) });
    await seesColour(page, colour);
    assert.deepEqual(complaints, []);
  });
}

test('a photograph that is stored on its side is shown upright', async () => {
  const { page } = await openWithImages({ 'main.lua': covering('turned.jpg') }, { 'turned.jpg': asset('turned.jpg') });
  await seesColour(page, [220, 60, 60], [0.3, 0.6]);
  await seesColour(page, [60, 60, 220], [0.7, 0.6]);
});

test('of a gif the first frame is shown', async () => {
  const { page } = await openWithImages({ 'main.lua': covering('first.gif') }, { 'first.gif': asset('first.gif') });
  // A white line goes through its middle; beside it it is red.
  await seesColour(page, [220, 60, 60], [0.5, 0.3]);
});

test('a drawing is shown, another when it changes, and again when the graphics device was lost', async () => {
  const { page, complaints } = await openWithImages({ 'main.lua': covering('a.svg'), 'a.svg': square('#20c040') });
  await seesColour(page, [0x20, 0xc0, 0x40]);
  await call(page, 'edit', 'a.svg', square('#c04020'));
  await seesColour(page, [0xc0, 0x40, 0x20]);
  await call(page, 'loseGpu');
  await page.getByText('The graphics device was lost and is back').waitFor();
  await seesColour(page, [0xc0, 0x40, 0x20]);
  assert.deepEqual(complaints, []);
});

test('a drawing that says no size but its viewBox is shown', async () => {
  const { page } = await openWithImages({
    'main.lua': covering('a.svg'),
    'a.svg': '<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg" viewBox="10 10 4 2"><path d="M10 10h4v2h-4z" fill="#8020c0"/></svg>',
  });
  await seesColour(page, [0x80, 0x20, 0xc0]);
});

test('an image that is cut off is said, something stands in its place, and the scene goes on', async () => {
  const { page } = await openReady();
  const said = nextEvent(page, 'console', /'a\.png' can't be shown: .*decode/);
  const bytes = [...asset('photo.webp')];
  // Its size can be read, and nothing else.
  const png = [...asset('frame.png').subarray(0, 40)];
  await setFiles(page, { 'main.lua': covering('a.png') }, { 'a.png': png, 'b.webp': bytes });
  await call(page, 'step', 1);
  await said;
  // Eight by eight squares of two colours; this is in the fifth of the fifth row.
  await seesColour(page, [0xff, 0x2b, 0xd6], [0.55, 0.55]);
  await call(page, 'edit', 'main.lua', covering('b.webp'));
  await call(page, 'step', 1);
  await seesColour(page, [130, 130, 128]);
});

test('an image that a script names for the first time while it runs is shown', async () => {
  const { page } = await openWithImages({
    'main.lua': 'local e = world.spawn { Sprite = { facing = "billboard", size = vec2(50, 50) } }\nfunction on_update() if time.frame() == 3 then e:set_component("Sprite", { image = "a.svg" }) end end',
    'a.svg': square('#2040c0'),
  });
  await call(page, 'step', 3);
  await seesColour(page, [0x20, 0x40, 0xc0]);
});
