import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Calls, CommandError, type AnswerTo } from './calls.js';

test('each command gets its own answer, in whatever order they come', async () => {
  const calls = new Calls();
  const hash = calls.open({ type: 'hash' });
  const run = calls.open({ type: 'run' });
  calls.settle(run.id, { answer: { type: 'done' } });
  calls.settle(hash.id, { answer: { type: 'hash', hash: '0123456789abcdef' } });
  assert.equal((await hash.answer).hash, '0123456789abcdef');
  assert.deepEqual(await run.answer, { type: 'done' });
});

test('a refusal says why, and whether the command could be read at all', async () => {
  const calls = new Calls();
  const { id, answer } = calls.open({ type: 'step', frames: 1, inputs: [] });
  calls.settle(id, { refusal: { message: 'unknown variant `x`', is_unreadable: true } });
  await assert.rejects(answer, (error) => error instanceof CommandError && error.unreadable === 'unknown variant `x`' && error.message.includes('can\'t read the command'));
});

test('a command waits until it is answered or everything fails', async () => {
  const calls = new Calls();
  const { id, answer } = calls.open({ type: 'zip' });
  const much = new Set(['zip', 'link'] as const);
  assert.equal(calls.commandOf(id), 'zip');
  assert.ok(calls.hasAnyOf(much));
  calls.failAll('The engine stopped.');
  await assert.rejects(answer, new CommandError('The engine stopped.'));
  assert.equal(calls.commandOf(id), undefined);
  assert.ok(!calls.hasAnyOf(much));
});

test('a command is answered in its own type, and by `done` where it has nothing to tell', () => {
  const loaded: AnswerTo<'load'> = { type: 'load', left_out: [] };
  const paused: AnswerTo<'pause'> = { type: 'done' };
  // @ts-expect-error: only `hash` is answered with a hash.
  const wrong: AnswerTo<'link'> = { type: 'hash', hash: '' };
  assert.deepEqual([loaded.type, paused.type, wrong.type], ['load', 'done', 'hash']);
});
