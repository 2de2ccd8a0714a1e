import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Heartbeat, LOOK_EVERY_MS, type Work } from './heartbeat.js';

/** Looks every half second of a clock that nothing holds up; gives after how many seconds the answer is no longer `well`. */
function secondsUntil(wanted: 'slow' | 'hung', work: Work, before: (second: number, heart: Heartbeat) => void = () => undefined, isSeen = true): number | undefined {
  const heart = new Heartbeat();
  for (let now = 0; now <= 120_000; now += LOOK_EVERY_MS) {
    before(now / 1000, heart);
    if (heart.look(now, isSeen, work) === wanted) return now / 1000;
  }
  return undefined;
}

test('a Worker that answers nothing is given up after five seconds, one that does much after fifteen', () => {
  assert.equal(secondsUntil('hung', 'running'), 5);
  assert.equal(secondsUntil('hung', 'much'), 15);
  assert.equal(secondsUntil('hung', 'starting'), 60);
});

test('a GPU that holds it up is waited for, and the person is told', () => {
  assert.equal(secondsUntil('hung', 'drawing'), undefined);
  assert.equal(secondsUntil('slow', 'drawing'), 8);
  assert.equal(secondsUntil('slow', 'starting'), undefined);
});

test('an answer, however late, is one', () => {
  assert.equal(secondsUntil('hung', 'running', (second, heart) => { if (second % 4.5 === 0) heart.answered(); }), undefined);
  assert.equal(secondsUntil('hung', 'running', (second, heart) => { if (second === 4.5) heart.answered(); }), 9);
});

test('a long command that goes on is not given up, but the person is told', () => {
  const beats = (second: number, heart: Heartbeat) => { if (second < 30) heart.goesOn(); };
  assert.equal(secondsUntil('slow', 'running', beats), 8);
  assert.equal(secondsUntil('hung', 'running', beats), 34);
});

test('a page that nobody sees gives nothing up', () => {
  assert.equal(secondsUntil('hung', 'running', undefined, false), undefined);
  const heart = new Heartbeat();
  const look = (now: number, isSeen: boolean) => heart.look(now, isSeen, 'running');
  for (let now = 0; now <= 4500; now += 500) look(now, true);
  assert.equal(look(5000, false), 'well');
  for (let now = 5500; now < 10_000; now += 500) assert.equal(look(now, true), 'well');
  assert.equal(look(10_000, true), 'hung');
});

test('time that the page slept through, or was held up in, counts for nothing', () => {
  const heart = new Heartbeat();
  heart.look(0, true, 'running');
  // An hour of sleep.
  assert.equal(heart.look(3_600_000, true, 'running'), 'well');
  assert.equal(heart.look(3_600_500, true, 'running'), 'well');
  // Timers that come each second and a half: the machine has no time, for the Worker neither.
  for (let now = 3_602_000; now < 3_700_000; now += 1500) assert.equal(heart.look(now, true, 'running'), 'well');
});
