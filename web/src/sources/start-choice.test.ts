import assert from 'node:assert/strict';
import { test } from 'node:test';
import { chooseStart, linkKey } from './start-choice.js';

const choose = (path: string, last?: string) => chooseStart(new URL(path, 'https://example.org/play/'), last);

test('a link comes before an example, an example before the last project', () => {
  assert.deepEqual(choose('?src=https%3A%2F%2Fa.b%2Fc.lua&example=boids', 'own:1'), { kind: 'source', address: 'https://a.b/c.lua' });
  assert.deepEqual(choose('?src=x#1abc'), { kind: 'link', fragment: '1abc' });
  assert.deepEqual(choose('?example=boids#1abc', 'own:1'), { kind: 'link', fragment: '1abc' });
  assert.deepEqual(choose('?example=boids', 'own:1'), { kind: 'example', folder: 'boids' });
  assert.deepEqual(choose('', 'own:1'), { kind: 'saved', key: 'own:1' });
  assert.deepEqual(choose(''), { kind: 'default' });
  assert.deepEqual(choose('#'), { kind: 'default' });
});

test('the same link has the same key, another link another', () => {
  assert.equal(linkKey('1abc'), linkKey('1abc'));
  assert.notEqual(linkKey('1abc'), linkKey('1abd'));
});
