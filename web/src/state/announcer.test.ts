import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Announcer } from './announcer.js';
import { initialState } from './state.js';
import { Store } from './store.js';

function announced() {
  const store = new Store(initialState);
  const announcer = new Announcer(store);
  announcer.say({ tone: 'bad', text: 'This link could not be opened.' });
  announcer.cover({ tone: 'warn', text: 'silent' });
  return { announcer, shown: () => store.state.banner?.text };
}

test('what a passing banner covers is seen again when it is over, or dismissed', () => {
  const first = announced();
  assert.equal(first.shown(), 'silent');
  assert.equal(first.announcer.takeBack('silent'), true);
  assert.equal(first.shown(), 'This link could not be opened.');
  assert.equal(first.announcer.takeBack('silent'), false);

  const second = announced();
  second.announcer.dismissBanner();
  assert.equal(second.shown(), 'This link could not be opened.');
  second.announcer.dismissBanner();
  assert.equal(second.shown(), undefined);
});

test('passing banners end in any order, and none is there twice', () => {
  const { announcer, shown } = announced();
  announcer.cover({ tone: 'info', text: 'lost' });
  announcer.cover({ tone: 'warn', text: 'silent' });
  assert.equal(shown(), 'silent');
  announcer.takeBack('lost');
  assert.equal(shown(), 'silent');
  announcer.takeBack('silent');
  assert.equal(shown(), 'This link could not be opened.');
});

test('a lasting banner takes the place of all', () => {
  const { announcer, shown } = announced();
  announcer.say({ tone: 'bad', text: 'The engine stopped.' });
  announcer.dismissBanner();
  assert.equal(shown(), undefined);
});
