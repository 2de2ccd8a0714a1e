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

test('paths start in the dropped folder, and what is hidden stays out', async () => {
  const found = [file('game/main.lua', 1, 'a'), file('game/game.toml', 1, 'b'), file('game/.git/config', 1, 'c')];
  const { files, project } = await readFound(found, 'game');
  assert.deepEqual([...files.keys()], ['main.lua', 'game.toml']);
  assert.equal(project, 'game');
});

test('a folder without a game.toml is no project of its own', async () => {
  assert.equal((await readFound([file('art/hit.wav', 1, '\u0000')], 'art')).project, undefined);
});
