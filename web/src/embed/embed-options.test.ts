import assert from 'node:assert/strict';
import { test } from 'node:test';
import { embedOptions, lineNumbers } from './embed-options.js';

const read = (query: string) => embedOptions(new URLSearchParams(query));

test('a page without ?embed is none', () => {
  assert.equal(read('?theme=dark'), undefined);
});

test('what is not known is as if it were not there', () => {
  const { panes, autorun, readonly } = read('?embed&panes=moon,,&autorun=never') ?? {};
  assert.deepEqual({ panes: [...panes ?? []], autorun, readonly }, { panes: ['scene'], autorun: 'load', readonly: false });
  const all = read('?embed&panes=console, code&autorun=visible&readonly&lines=2-3');
  assert.deepEqual([[...all?.panes ?? []], all?.autorun, all?.readonly, all?.lines], [['code', 'console'], 'visible', true, '2-3']);
});

test('lines are numbers and ranges', () => {
  assert.deepEqual(lineNumbers('3-5, 8,4', 100), [3, 4, 5, 8]);
  assert.deepEqual(lineNumbers('', 100), []);
  assert.deepEqual(lineNumbers('0-2,x,7-,-1,9999999999', 5), [1, 2]);
  assert.deepEqual(lineNumbers('2-999999999999', 4), [2, 3, 4]);
});
