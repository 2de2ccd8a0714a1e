import assert from 'node:assert/strict';
import { test } from 'node:test';
import { coarseness, framesPerSecond, freshProblems, milliseconds, saidIn } from './news-reading.js';
import type { News, Problem } from './protocol.js';

const stats = { frame: 1, time: 0, fps: 60, scale: 1, script_ms: 0, engine_ms: 0, render_ms: 0, entities: 0, scripts: 0, memory: 0 };
const news = (parts: Partial<News>): News => ({ console: [], reloaded: [], audio: [], sounds: [], images: [], stats, running: true, ...parts });
const problem = (line: number): Problem => ({ kind: 'runtime', message: 'oh', position: { file: 'main.lua', line, column: 1 }, trace: [] });

test('only problems that were not there are fresh', () => {
  assert.deepEqual(freshProblems([problem(1)], news({ problems: [problem(1), problem(2)] })), [problem(2)]);
  assert.deepEqual(freshProblems([problem(1)], news({})), []);
});

test('a reload is said with its time', () => {
  const said = saidIn(news({ reloaded: [{ file: 'player.lua', ms: 12.3 }] }), []);
  assert.deepEqual(said.map(({ text }) => text), ['reloaded player.lua in 12 ms']);
});

test('a problem that the engine printed already is not said twice', () => {
  const line = { level: 'error' as const, text: 'main.lua:1: oh', position: problem(1).position, frame: 1 };
  assert.equal(saidIn(news({ console: [line] }), [problem(1)]).length, 1);
  assert.equal(saidIn(news({}), [problem(1)]).length, 1);
});

test('a warning is said as one, and once', () => {
  const warning: Problem = { ...problem(1), kind: 'warning' };
  assert.deepEqual(saidIn(news({}), [warning]).map(({ level }) => level), ['warn']);
  const line = { level: 'warn' as const, text: 'oh', position: warning.position, frame: 1 };
  assert.equal(saidIn(news({ console: [line] }), [warning]).length, 1);
});

test('short times have a decimal', () => {
  assert.deepEqual([0.44, 9.96, 12.3].map(milliseconds), ['0.4 ms', '10.0 ms', '12 ms']);
});

test('pictures a second are said while there are any', () => {
  assert.equal(framesPerSecond(true, { ...stats, fps: 59.7 }), '60 fps');
  assert.equal(framesPerSecond(true, { ...stats, fps: 0.23 }), '0.2 fps');
  assert.deepEqual([framesPerSecond(false, stats), framesPerSecond(true, { ...stats, fps: 0 }), framesPerSecond(true, undefined)], ['– fps', '– fps', '– fps']);
});

test('pictures that are coarser than their place are said to be', () => {
  assert.equal(coarseness(stats), undefined);
  const coarse = coarseness({ ...stats, scale: 0.625 });
  assert.ok(coarse);
  assert.equal(coarse.mark, 'at 63 %');
  assert.match(coarse.why, /slow.*63 %/);
});
