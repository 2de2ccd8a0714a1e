import assert from 'node:assert/strict';
import { test } from 'node:test';
import { EditorState } from '@codemirror/state';
import { forEachDiagnostic } from '@codemirror/lint';
import { showProblems } from './problem-marks.js';

const TEXT = 'local x = 1\nlocal speed =\n\n';

/** The texts that are marked for a problem at a place of main.lua. */
function marked(line: number, column: number, text = TEXT): string[] {
  const state = EditorState.create({ doc: text });
  const problem = { kind: 'syntax' as const, message: 'oh', position: { file: 'main.lua', line, column }, trace: [] };
  const found: string[] = [];
  forEachDiagnostic(state.update(showProblems(state, 'main.lua', [problem])).state, (_diagnostic, from, to) => {
    found.push(text.slice(from, to));
  });
  return found;
}

test('the word at the column is marked', () => {
  assert.deepEqual(marked(2, 7), ['speed']);
});

test('without a column the line is', () => {
  assert.deepEqual(marked(2, 0), ['local speed =']);
});

test('at the empty end of a file the last thing written is', () => {
  assert.deepEqual(marked(4, 1), ['=']);
  assert.deepEqual(marked(99, 7), ['=']);
});

test('beyond the end of a line its last sign is', () => {
  assert.deepEqual(marked(2, 40), ['=']);
});

test('an empty file has room for a problem', () => {
  assert.deepEqual(marked(1, 1, ''), ['']);
});

test('problems of other files are not shown here', () => {
  const state = EditorState.create({ doc: TEXT });
  const problem = { kind: 'syntax' as const, message: 'oh', position: { file: 'other.lua', line: 1, column: 1 }, trace: [] };
  forEachDiagnostic(state.update(showProblems(state, 'main.lua', [problem])).state, () => { assert.fail('shown'); });
});

test('a warning is marked as one', () => {
  const state = EditorState.create({ doc: TEXT });
  const problems = (['syntax', 'warning'] as const).map((kind, index) => ({ kind, message: 'oh', position: { file: 'main.lua', line: index + 1, column: 1 }, trace: [] }));
  const severities: string[] = [];
  forEachDiagnostic(state.update(showProblems(state, 'main.lua', problems)).state, ({ severity }) => { severities.push(severity); });
  assert.deepEqual(severities, ['error', 'warning']);
});
