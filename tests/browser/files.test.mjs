// Files come and go: dropped, added, renamed, removed and brought back.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { call, COUNTER, drop, files, nextEvent, openWith } from './page.mjs';

test('a dropped file is added, dropped again it reloads', async () => {
  const { page, complaints } = await openWith(COUNTER);
  const added = nextEvent(page, 'console', /hello from a drop/);
  await drop(page, [{ name: 'dropped.lua', content: 'print("hello from a drop")\n' }]);
  await added;
  await page.getByText('Added dropped.lua.').waitFor();
  await page.getByRole('tab', { name: 'dropped.lua', selected: true }).waitFor();

  const again = nextEvent(page, 'console', /hello again/);
  await drop(page, [{ name: 'dropped.lua', content: 'print("hello again")\n' }]);
  await again;
  await page.getByText('Reloaded dropped.lua.').waitFor();
  assert.equal((await files(page))['dropped.lua'], 'print("hello again")\n');
  assert.deepEqual(complaints, []);
});

test('a drop of 100 MB is refused with its name, and the rest is taken', async () => {
  const { page } = await openWith(COUNTER);
  await drop(page, [{ name: 'movie.mp4', megabytes: 100 }, { name: 'small.lua', content: '-- small\n' }]);
  await page.getByText(/movie\.mp4 has 100 MB; a file can have 8\.0 MB/).waitFor();
  assert.deepEqual(Object.keys(await files(page)).sort(), ['game.toml', 'main.lua', 'small.lua']);
});

test('a file that is no text is shown with its size, and goes along', async () => {
  const { page } = await openWith(COUNTER);
  await page.evaluate(() => {
    const transfer = new DataTransfer();
    transfer.items.add(new File([new Uint8Array([0x89, 0x50, 0, 255])], 'lamp.png'));
    document.querySelector('luminara-playground').shadowRoot.querySelector('.page').dispatchEvent(new DragEvent('drop', { dataTransfer: transfer, bubbles: true, cancelable: true }));
  });
  await page.getByText('4 bytes, no text').waitFor();
  const { frame } = await call(page, 'step', 1);
  assert.equal(frame, 1);
});

test('a file is added, renamed, removed and brought back', async () => {
  const { page } = await openWith(COUNTER);
  await page.getByRole('button', { name: 'New file' }).click();
  await page.getByRole('textbox', { name: 'File name' }).fill('../up.lua');
  await page.keyboard.press('Enter');
  await page.getByText("'..' is no name of a file or folder").waitFor();
  await page.getByRole('textbox', { name: 'File name' }).fill('enemy.lua');
  await page.keyboard.press('Enter');
  await page.getByRole('tab', { name: 'enemy.lua', selected: true }).waitFor();

  await page.getByRole('tab', { name: 'enemy.lua' }).dblclick();
  await page.getByRole('textbox', { name: 'File name' }).fill('bat.lua');
  await page.keyboard.press('Enter');
  await page.getByRole('tab', { name: 'bat.lua', selected: true }).waitFor();
  assert.deepEqual(Object.keys(await files(page)).sort(), ['bat.lua', 'game.toml', 'main.lua']);

  await page.getByRole('button', { name: 'Remove bat.lua' }).click();
  assert.deepEqual(Object.keys(await files(page)).sort(), ['game.toml', 'main.lua']);
  await page.getByRole('button', { name: 'Undo' }).click();
  assert.deepEqual(Object.keys(await files(page)).sort(), ['bat.lua', 'game.toml', 'main.lua']);
});

test('a project without a script runs, and says nothing is wrong with the page', async () => {
  const { page, complaints } = await openWith({ 'notes.txt': 'nothing to run' });
  const { frame } = await call(page, 'step', 2);
  assert.equal(frame, 2);
  assert.deepEqual(complaints, []);
});

test('hidden files of a drop are left out, and the console says so', async () => {
  const { page } = await openWith(COUNTER);
  await drop(page, [{ name: '.env', content: 'SECRET=1' }, { name: 'Main.lua', content: '-- another' }, { name: 'fine.lua', content: '-- fine\n' }, { name: '.DS_Store', content: 'x' }]);
  await page.getByText('Left out .env: names that begin with a dot are hidden, and no part of a project.').waitFor();
  await page.getByText('Left out Main.lua: on some systems it is the same file as main.lua.').waitFor();
  assert.deepEqual(Object.keys(await files(page)).sort(), ['fine.lua', 'game.toml', 'main.lua']);
});
