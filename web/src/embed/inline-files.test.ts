import assert from 'node:assert/strict';
import { test } from 'node:test';
import { filesOf, isHidden } from './inline-files.js';

test('blocks become files by their names; one without a name goes on with the one before', () => {
  const { files } = filesOf([{ name: undefined, text: 'a' }, { name: 'b.lua', text: 'b' }, { name: undefined, text: 'c' }]);
  assert.deepEqual(files, { 'main.lua': 'a\n', 'b.lua': 'b\nc\n' });
});

test('hidden lines are a part of the program, in ranges', () => {
  const { files, hidden } = filesOf([{ name: undefined, text: '--# local x = 1\n--#\nprint(x)\n--# end' }]);
  assert.deepEqual(files, { 'main.lua': 'local x = 1\n\nprint(x)\nend\n' });
  assert.deepEqual(hidden, { 'main.lua': [[1, 2], [4, 4]] });
  assert.equal(isHidden('--#not'), false);
  assert.equal(isHidden('-- # comment'), false);
});
