import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Store } from './store.js';

test('a change tells every subscriber once, and makes another object', () => {
  const store = new Store({ a: 1, b: 2 });
  const before = store.state;
  let told = 0;
  store.subscribe(() => { told += 1; });
  store.update({ a: 3 });
  assert.deepEqual(store.state, { a: 3, b: 2 });
  assert.notEqual(store.state, before);
  assert.equal(told, 1);
});

test('what is the same already is no change', () => {
  const store = new Store({ a: 1 });
  store.subscribe(() => { assert.fail('told of nothing'); });
  store.update({ a: 1 });
});

test('who has unsubscribed is not told', () => {
  const store = new Store({ a: 1 });
  const end = store.subscribe(() => { assert.fail('told after the end'); });
  end();
  store.update({ a: 2 });
});
