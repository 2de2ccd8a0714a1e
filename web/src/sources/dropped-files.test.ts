import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readFound, type Found } from './dropped-files.js';

const MB = 1024 * 1024;

/** A file that says a size without having it. */
function file(name: string, size: number, content = ''): Found {
  const made = new File([content], name);
  Object.defineProperty(made, 'size', { value: size });
  return { name, file: made };
}

test('a file of 100 MB is refused by name, size and cap, and the others are taken', async () => {
  const { files, refused } = await readFound([file('movie.mp4', 100 * MB), file('main.lua', 5, 'x = 1')], undefined);
  assert.deepEqual([...files], [['main.lua', 'x = 1']]);
  assert.equal(refused.length, 1);
  assert.match(refused[0] ?? '', /movie\.mp4 has 100 MB.*8\.0 MB/);
});

test('all files together have a cap', async () => {
  const { files, refused } = await readFound(Array.from({ length: 6 }, (_, n) => file(`${n}.bin`, 7 * MB)), undefined);
  assert.equal(files.size, 4);
  assert.match(refused[0] ?? '', /4\.bin is left out.*32 MB/);
});

test('what is there counts too, but for what is replaced', async () => {
  const present = new Map(Array.from({ length: 256 }, (_, n): [string, Uint8Array] => [`${n}.lua`, new Uint8Array(n === 0 ? 7 * MB : 0)]));
  const names = async (found: readonly Found[]) => [...(await readFound(found, undefined, present)).files.keys()];
  assert.deepEqual(await names([file('3.lua', 1), file('new.lua', 1)]), ['3.lua']);
  const large = [1, 2, 3].map((n) => file(`${n}.lua`, 8 * MB));
  assert.deepEqual(await names([...large, file('4.lua', MB)]), ['1.lua', '2.lua', '3.lua', '4.lua']);
  assert.deepEqual(await names([...large, file('4.lua', MB + 1)]), ['1.lua', '2.lua', '3.lua']);
  assert.deepEqual(await names([...large, file('0.lua', 8 * MB)]), ['1.lua', '2.lua', '3.lua', '0.lua']);
  // A dropped project takes the place of all.
  assert.equal((await readFound([file('new.lua', 1), file('game.toml', 1)], 'game', present)).files.size, 2);
});

test('what is hidden stays out, and is said', async () => {
  const found = [file('main.lua', 1, 'a'), file('game.toml', 1, 'b'), file('.git/config', 1, 'c'), file('Main.lua', 1, 'd'), file('.DS_Store', 1)];
  const { files, project, leftOut } = await readFound(found, 'game');
  assert.deepEqual([...files.keys()], ['main.lua', 'game.toml']);
  assert.equal(project, 'game');
  assert.deepEqual(leftOut, [
    'Left out .git: names that begin with a dot are hidden, and no part of a project.',
    'Left out Main.lua: on some systems it is the same file as main.lua.',
  ]);
});

test('a folder without a game.toml is no project of its own', async () => {
  assert.equal((await readFound([file('hit.wav', 1, '\u0000')], 'art')).project, undefined);
});
