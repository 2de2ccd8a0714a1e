import assert from 'node:assert/strict';
import { test } from 'node:test';
import { appendEntries, ENTRY_CAP, placeText } from './console-entries.js';

const info = (text: string) => ({ level: 'info' as const, text });

test('a line that repeats is counted, not repeated', () => {
  const entries = appendEntries(appendEntries([], [info('a'), info('a'), info('b')], 1), [info('b'), info('a')], 2);
  assert.deepEqual(entries.map(({ text, count }) => [text, count]), [['a', 2], ['b', 2], ['a', 1]]);
});

test('the same words from another place are another line', () => {
  const at = (line: number) => ({ ...info('a'), position: { file: 'main.lua', line, column: 1 } });
  assert.equal(appendEntries([], [at(1), at(2)], 1).length, 2);
});

test('the oldest lines are forgotten, and ids stay in order', () => {
  const many = Array.from({ length: ENTRY_CAP + 10 }, (_, index) => info(String(index)));
  const entries = appendEntries([], many, 1);
  assert.equal(entries.length, ENTRY_CAP);
  assert.equal(entries[0]?.text, '10');
  const more = appendEntries(entries, [info('new')], 2);
  assert.equal(more.at(-1)?.id, (entries.at(-1)?.id ?? 0) + 1);
});

test('a very long line is cut and says so', () => {
  const [entry] = appendEntries([], [info('x'.repeat(100_000))], 1);
  assert.ok((entry?.text.length ?? Infinity) < 5000);
  assert.match(entry?.text ?? '', /100000 characters/);
});

test('nothing said is no change', () => {
  const entries = appendEntries([], [info('a')], 1);
  assert.equal(appendEntries(entries, [], 2), entries);
});

test('a place without a line is its file', () => {
  assert.equal(placeText({ file: 'player.lua', line: 12, column: 3 }), 'player.lua:12');
  assert.equal(placeText({ file: 'game.toml', line: 0, column: 0 }), 'game.toml');
});
