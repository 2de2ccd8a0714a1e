// A browser without the File System Access API, as Firefox and Safari are: everything is done all the same.
import assert from 'node:assert/strict';
import { mkdtempSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { address } from './harness.mjs';
import { call, COUNTER, drop, files, nextEvent, openPage, openReady, ready, retype } from './page.mjs';

const GONE = ['showOpenFilePicker', 'showSaveFilePicker', 'showDirectoryPicker', 'FileSystemObserver', 'FileSystemHandle', 'FileSystemFileHandle', 'FileSystemDirectoryHandle'];

test('without File System Access a project is opened, edited, run, shared, dropped and saved', async (t) => {
  const { page, context, complaints } = await openPage('icons/icon.svg', { viewport: { width: 900, height: 480 } });
  await context.addInitScript((names) => {
    for (const name of names) delete window[name];
    delete DataTransferItem.prototype.getAsFileSystemHandle;
    delete StorageManager.prototype.getDirectory;
  }, GONE);
  await page.goto(address('?example=sunflower'));
  await ready(page);
  assert.deepEqual(await page.evaluate((names) => names.filter((name) => name in window), GONE), []);

  // Open: a folder, chosen as the browser lets a page choose one.
  const folder = join(mkdtempSync(join(tmpdir(), 'luminara-folder-')), 'my game');
  t.after(() => { rmSync(folder, { recursive: true }); });
  mkdirSync(folder);
  for (const [name, text] of Object.entries(COUNTER)) writeFileSync(join(folder, name), text);
  await page.getByRole('button', { name: 'More' }).click();
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), page.getByRole('button', { name: 'Open a folder…' }).click()]);
  const first = nextEvent(page, 'console', /count 1"/);
  await chooser.setFiles(folder);
  await first;
  assert.deepEqual(await files(page), COUNTER);

  // Run and edit: the state is kept.
  await call(page, 'pause');
  const { frame } = await call(page, 'step', 1);
  const reloaded = nextEvent(page, 'reloaded', /main\.lua/);
  const mine = COUNTER['main.lua'].replace('"count "', '"mine "');
  await retype(page, mine);
  await reloaded;
  const said = nextEvent(page, 'console', new RegExp(`mine ${frame + 1}"`));
  await call(page, 'step', 1);
  await said;

  // Drop.
  await drop(page, [{ name: 'part.lua', content: 'return "a part"\n' }]);
  await page.getByText('Added part.lua.').waitFor();
  const whole = { ...COUNTER, 'main.lua': mine, 'part.lua': 'return "a part"\n' };
  assert.deepEqual(await files(page), whole);

  // Share: by link, and as a zip.
  const other = await openReady((await call(page, 'link')).slice(address().length));
  assert.deepEqual(await files(other.page), whole);
  await page.getByRole('button', { name: 'Share' }).click();
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Save as zip' }).click()]);
  assert.equal(readFileSync(await download.path()).subarray(0, 2).toString(), 'PK');
  assert.deepEqual(complaints.filter((complaint) => !complaint.includes('favicon.ico')), []);
});
