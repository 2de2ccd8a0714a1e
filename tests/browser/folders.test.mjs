// A watched folder: saved by another program, it reloads; edited in the page, it is written when that is asked for.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { call, COUNTER, files, nextEvent, openPage, ready, retype } from './page.mjs';

const SMALL = { width: 900, height: 480 };

/** The page with a folder opened: the browser's private file system stands in for the one that a person would choose. */
async function openFolder({ observer }) {
  const { page, context, complaints } = await openPage('icons/icon.svg', { viewport: SMALL });
  await context.addInitScript((hasObserver) => {
    window.showDirectoryPicker = async () => (await navigator.storage.getDirectory()).getDirectoryHandle('my game', { create: true });
    if (!hasObserver) delete window.FileSystemObserver;
  }, observer);
  await page.goto(page.url().replace('icons/icon.svg', '?example=sunflower'));
  await ready(page);
  await write(page, COUNTER);
  await page.getByRole('button', { name: 'More' }).click();
  await page.getByRole('button', { name: 'Open a folder…' }).click();
  await page.getByRole('button', { name: 'In step with the folder my game' }).waitFor();
  await call(page, 'pause');
  return { page, complaints };
}

/** Saves files in the folder, as another program would. Null removes. */
const write = (page, contents) => page.evaluate(async (wanted) => {
  const folder = await (await navigator.storage.getDirectory()).getDirectoryHandle('my game', { create: true });
  for (const [name, text] of Object.entries(wanted)) {
    if (text === null) {
      await folder.removeEntry(name);
      continue;
    }
    const stream = await (await folder.getFileHandle(name, { create: true })).createWritable();
    await stream.write(text);
    await stream.close();
  }
}, contents);

const read = (page, name) => page.evaluate(async (wanted) => {
  const folder = await (await navigator.storage.getDirectory()).getDirectoryHandle('my game');
  return (await (await folder.getFileHandle(wanted)).getFile()).text();
}, name);

for (const observer of [true, false]) {
  test(`a folder is watched ${observer ? 'by the browser' : 'by looking'}, and written when that is asked for`, async () => {
    const { page, complaints } = await openFolder({ observer });
    assert.deepEqual(await files(page), COUNTER);
    // It may have counted a frame before it was paused.
    const counting = nextEvent(page, 'console', /count \d+"/);
    await call(page, 'step', 1);
    const count = Number(/count (\d+)"/.exec(JSON.stringify(await counting))[1]);

    const reloaded = nextEvent(page, 'reloaded', /main\.lua/);
    await write(page, { 'main.lua': COUNTER['main.lua'].replace('"count "', '"saved outside "'), 'notes.txt': 'new\n' });
    const { latency } = await reloaded;
    assert.ok(latency >= 0);
    const said = nextEvent(page, 'console', new RegExp(`saved outside ${count + 1}"`));
    await call(page, 'step', 1);
    await said;

    // A version that doesn't compile leaves the old one running.
    const failed = nextEvent(page, 'error', /main\.lua/);
    await write(page, { 'main.lua': 'function on_update(' });
    await failed;
    const goesOn = nextEvent(page, 'console', new RegExp(`saved outside ${count + 2}"`));
    await call(page, 'step', 1);
    await goesOn;

    const mine = COUNTER['main.lua'].replace('"count "', '"mine "');
    await retype(page, mine);
    await page.getByRole('button', { name: /differs? from the folder/ }).waitFor();
    assert.equal(await read(page, 'main.lua'), 'function on_update(');
    // Saved elsewhere in the meantime: the text in the page stays, and the other can be taken.
    await write(page, { 'main.lua': '-- theirs\n' });
    await page.getByText('main.lua changed in the folder too').waitFor();
    assert.equal((await files(page))['main.lua'], mine);
    await page.keyboard.press('Control+s');
    await page.getByText('Saved main.lua to my game.').waitFor();
    assert.equal(await read(page, 'main.lua'), mine);
    await page.getByRole('button', { name: 'In step with the folder my game' }).waitFor();
    assert.deepEqual(complaints.filter((complaint) => !complaint.includes('favicon.ico')), []);
  });
}

test('several files saved at once are one reload', async () => {
  const { page } = await openFolder({ observer: true });
  const both = page.evaluate(() => new Promise((resolve) => {
    const element = document.querySelector('luminara-playground');
    const latencies = new Map();
    element.addEventListener('reloaded', ({ detail }) => {
      latencies.set(detail.file, detail.latency);
      if (latencies.size === 2) resolve([...latencies.values()]);
    });
  }));
  await page.evaluate(() => document.querySelector('luminara-playground').edit('part.lua', 'return 1\n'));
  await page.evaluate(async (text) => {
    const element = document.querySelector('luminara-playground');
    void element.edit('part.lua', 'return 2\n');
    await element.edit('main.lua', text);
  }, `${COUNTER['main.lua']}require("part")\n`);
  assert.equal((await both).length, 2);
});

test('without folder access a folder is dropped, and dropped again it is brought up to date', async () => {
  const { page } = await openPage('icons/icon.svg', { viewport: SMALL });
  await page.addInitScript(() => { delete window.showDirectoryPicker; });
  await page.goto(page.url().replace('icons/icon.svg', '?example=sunflower'));
  await ready(page);
  const dropFolder = (contents) => page.evaluate((wanted) => {
    const root = document.querySelector('luminara-playground').shadowRoot.querySelector('.page');
    // A drop that a script makes has no entries of a folder: what the page asks of them stands in for them.
    const entries = Object.entries(wanted).map(([name, text]) => ({ name, isFile: true, isDirectory: false, file: (done) => { done(new File([text], name)); } }));
    const folder = { name: 'dropped game', isFile: false, isDirectory: true, createReader: () => { const some = [entries, []]; return { readEntries: (done) => { done(some.shift()); } }; } };
    const event = new DragEvent('drop', { bubbles: true, cancelable: true });
    Object.defineProperty(event, 'dataTransfer', { value: { types: ['Files'], files: [], items: [{ webkitGetAsEntry: () => folder }] } });
    root.dispatchEvent(event);
  }, contents);
  const first = nextEvent(page, 'console', /count 1"/);
  await dropFolder(COUNTER);
  await first;
  await call(page, 'pause');
  const before = Number((await call(page, 'step', 1)).frame);
  const reloaded = nextEvent(page, 'reloaded', /main\.lua/);
  await dropFolder({ ...COUNTER, 'main.lua': COUNTER['main.lua'].replace('"count "', '"again "') });
  await reloaded;
  const said = nextEvent(page, 'console', new RegExp(`again ${before + 1}"`));
  await call(page, 'step', 1);
  await said;
});
