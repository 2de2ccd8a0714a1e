// What strangers, full disks and other tabs do: handled, said, and nothing lost.
import assert from 'node:assert/strict';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { test } from 'node:test';
import { address } from './harness.mjs';
import { call, COUNTER, drop, files, HELLO_IN_TEXT, nextEvent, openPage, openReady, openWith, ready, retype, setFiles } from './page.mjs';

test('a page that stands alone runs from a disk, without a network', async () => {
  const { page, context } = await openWith(COUNTER);
  await page.getByRole('button', { name: 'More' }).click();
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Save as a web page' }).click()]);
  const path = join(mkdtempSync(join(tmpdir(), 'luminara-page-')), download.suggestedFilename());
  await download.saveAs(path);
  await context.setOffline(true);
  const alone = await context.newPage();
  const complaints = [];
  alone.on('pageerror', (error) => complaints.push(error.message));
  alone.on('console', (message) => { if (message.type() === 'error') complaints.push(message.text()); });
  await alone.goto(pathToFileURL(path).href);
  await ready(alone);
  assert.deepEqual(await files(alone), COUNTER);
  await call(alone, 'pause');
  const { frame } = await call(alone, 'step', 2);
  assert.ok(frame >= 2);
  // What a served page fetches when a file needs it is inside, too.
  const said = nextEvent(alone, 'console', /hello from text/);
  await setFiles(alone, { 'main.wat': HELLO_IN_TEXT });
  await call(alone, 'step', 1);
  await said;
  assert.deepEqual(complaints, []);
});

test('a full disk is said, and the work goes on', async () => {
  const { page } = await openWith(COUNTER);
  await page.evaluate(() => {
    IDBObjectStore.prototype.put = () => { throw new DOMException('full', 'QuotaExceededError'); };
    Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); };
  });
  const reloaded = nextEvent(page, 'reloaded');
  await retype(page, '-- more than fits\n');
  await reloaded;
  await page.getByText('This browser keeps nothing here').waitFor();
  assert.equal((await files(page))['main.lua'], '-- more than fits\n');
});

test('a browser that keeps nothing still opens, edits and runs', async () => {
  const { page, context } = await openPage('icons/icon.svg', { viewport: { width: 760, height: 420 } });
  await context.addInitScript(() => {
    const blocked = () => { throw new DOMException('blocked', 'SecurityError'); };
    Object.defineProperty(window, 'localStorage', { get: blocked });
    Object.defineProperty(window, 'indexedDB', { get: blocked });
  });
  await page.goto(address('?example=sunflower'));
  await ready(page);
  await setFiles(page, COUNTER);
  await call(page, 'edit', 'main.lua', 'print("without storage")\n');
  assert.equal((await files(page))['main.lua'], 'print("without storage")\n');
});

test('two tabs with one project: each keeps its own work', async () => {
  const { page, context } = await openReady('?example=sunflower');
  await call(page, 'pause');
  const other = await context.newPage();
  await other.goto(address('?example=sunflower'));
  await ready(other);
  await call(other, 'pause');
  await call(page, 'edit', 'main.lua', '-- first tab\n');
  await call(other, 'edit', 'main.lua', '-- second tab\n');
  await other.getByText('is open in another tab').waitFor();
  const kept = await other.evaluate(async () => {
    const read = () => new Promise((resolve) => {
      const opening = indexedDB.open('luminara-playground');
      opening.onsuccess = () => {
        const all = opening.result.transaction('projects').objectStore('projects').getAll();
        all.onsuccess = () => { resolve(all.result.map((saved) => new Map(saved.files).get('main.lua')).sort()); };
      };
    });
    // Saving follows a moment after the edit.
    for (let tries = 0; tries < 200; tries++) {
      if ((await read()).length === 2) break;
      await new Promise((resolve) => { setTimeout(resolve, 25); });
    }
    return read();
  });
  assert.deepEqual(kept, ['-- first tab\n', '-- second tab\n']);
});

test('hostile names and ten thousand files are refused with a reason', async () => {
  const { page } = await openWith(COUNTER);
  await drop(page, Array.from({ length: 10_000 }, (_, index) => ({ name: `f${index}.lua`, content: '' })));
  await page.getByText(/a project can have 256 files/).first().waitFor();
  assert.ok(Object.keys(await files(page)).length <= 256);
  await setFiles(page, COUNTER);
  await drop(page, [{ name: 'bell\u0007.lua', content: 'print(1)' }, { name: 'fine.lua', content: '-- fine\n' }]);
  await page.getByText(/can't be a file's name/).waitFor();
  const { frame } = await call(page, 'step', 1);
  assert.ok(frame >= 1);
  assert.deepEqual(Object.keys(await files(page)).sort(), ['fine.lua', 'game.toml', 'main.lua']);
});

test('a frame without an origin says what it lacks', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'luminara-sandbox-'));
  writeFileSync(join(folder, 'host.html'), `<!doctype html><iframe sandbox="allow-scripts" width="700" height="400" src="${address('?embed&example=sunflower')}"></iframe>`);
  const { page } = await openPage('icons/icon.svg');
  await page.goto(pathToFileURL(join(folder, 'host.html')).href);
  await page.frameLocator('iframe').getByText(/allow-same-origin/).waitFor();
});
