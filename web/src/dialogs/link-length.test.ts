import assert from 'node:assert/strict';
import { test } from 'node:test';
import { describeLength, LINK_MARKS, meterPosition } from './link-length.js';

test('a link is good up to the chat mark, bad beyond the last', () => {
  assert.deepEqual([2000, 2001, 8001, 32_001].map((length) => describeLength(length).tone), ['good', 'warn', 'warn', 'bad']);
});

test('the meter grows with the length and stays within its ends', () => {
  const positions = [0, 50, 500, ...LINK_MARKS.map(({ length }) => length), 10_000_000].map(meterPosition);
  assert.deepEqual(positions, [...positions].sort((a, b) => a - b));
  assert.equal(positions[0], 0);
  assert.equal(positions.at(-1), 1);
});
