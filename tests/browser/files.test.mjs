// Files come and go: dropped, added, renamed, removed and brought back.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { strToU8, zipSync } from 'fflate';
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

test('a project of as many files as there may be is edited in the page, and one more is refused', async () => {
  const others = Object.fromEntries(Array.from({ length: 254 }, (_, index) => [`data/${index}.txt`, String(index)]));
  const { page, complaints } = await openWith({ ...COUNTER, ...others });
  const edited = nextEvent(page, 'console', /as edited/);
  await call(page, 'edit', 'main.lua', 'print("as edited")\n');
  await edited;
  await drop(page, [{ name: 'one-more.lua', content: 'print("too many")\n' }]);
  await page.getByText(/256 files/).waitFor();
  const names = Object.keys(await files(page));
  assert.equal(names.length, 256);
  assert.ok(!names.includes('one-more.lua'));
  assert.deepEqual(complaints, []);
});

/** An archive with a comment at its end, as some tools write one. */
function withComment(archive, comment) {
  const whole = Buffer.concat([archive, comment]);
  whole.writeUInt16LE(comment.length, archive.length - 2);
  return whole;
}

test('archives as other tools write them open, dropped one after the other', async () => {
  const { page, complaints } = await openWith(COUNTER);
  const dots = zipSync({ './game.toml': strToU8('name = "Dots"\n'), './main.lua': strToU8('print("names with dots")\n') });
  const plain = zipSync({ 'main.lua': strToU8('print("a comment with a signature")\n') });
  // What marks an archive's end stands in the comment, too.
  const archives = [[dots, /names with dots/], [withComment(Buffer.from(plain), Buffer.from('PK\x05\x06 is how it ends')), /a comment with a signature/]];
  for (const [archive, said] of archives) {
    const line = nextEvent(page, 'console', said);
    await page.evaluate((base64) => {
      const bytes = Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
      const transfer = new DataTransfer();
      transfer.items.add(new File([bytes], 'strange.zip'));
      const element = document.querySelector('luminara-playground');
      element.shadowRoot.querySelector('.page').dispatchEvent(new DragEvent('drop', { dataTransfer: transfer, bubbles: true, cancelable: true }));
    }, Buffer.from(archive).toString('base64'));
    await line;
    assert.ok('main.lua' in await files(page));
  }
  assert.deepEqual(complaints, []);
});
