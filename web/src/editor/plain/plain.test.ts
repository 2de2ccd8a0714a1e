// A language that the editor has nothing of its own for: coloured and completed from its description.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CompletionContext } from '@codemirror/autocomplete';
import { StringStream } from '@codemirror/language';
import { EditorState } from '@codemirror/state';
import { interfaceOf } from '../interface.js';
import data from '../interface.json';
import type { Language } from '../../project/language-list.js';
import { plainCompletion } from './completion.js';
import { plainMode } from './mode.js';

const TOY: Language = {
  id: 'toy', name: 'Toy', version: '1', extensions: ['toy'],
  abilities: { debugger: false, profiler: false, pausing: false, shared_instances: false },
  comment: { line: '#', block: ['#[', ']#'] },
  highlight: { keywords: ['on', 'end'] },
  parts: {},
  starter: { extension: 'toy', text: '' },
};

const WITH_TOY = { ...data, languages: { ...data.languages, toy: {
  name: 'Toy',
  globals: { print: { params: [{ name: '...', type: 'any' }], type: 'nil', doc: 'Says it.' } },
  modules: {},
  examples: { on_update: 'on on_update(entity, dt)\nend', 'world.spawn': 'world.spawn()' },
} } };

function styles(...lines: string[]): string[] {
  const mode = plainMode(TOY);
  const state = mode.startState?.(2) ?? { inBlock: false };
  return lines.flatMap((line) => {
    const stream = new StringStream(line, 2, 2);
    const found: string[] = [];
    while (!stream.eol()) {
      stream.start = stream.pos;
      const style = mode.token(stream, state);
      if (style !== null) found.push(`${stream.current()} ${style}`);
    }
    return found;
  });
}

test('comments, texts, numbers and words are coloured', () => {
  assert.deepEqual(styles('on x = 1.5 # two'), ['on keyword', 'x variableName', '1.5 number', '# two comment']);
  assert.deepEqual(styles('print("# no")'), ['print variableName', '"# no" string']);
  assert.deepEqual(styles('#[ one', 'two ]# end'), ['#[ one comment', 'two ]# comment', 'end keyword']);
});

function completions(text: string, explicit = false): string[] {
  const context = new CompletionContext(EditorState.create({ doc: text }), text.length, explicit);
  return plainCompletion(interfaceOf(WITH_TOY, 'toy'), TOY)(context)?.options.map(({ label }) => label) ?? [];
}

test('what all scripts can use is completed, and its own library and words', () => {
  const names = completions('w');
  for (const name of ['world', 'print', 'on_update', 'end']) assert.ok(names.includes(name), name);
  assert.ok(!names.includes('coroutine'), 'Lua’s own library is not there');
  assert.ok(completions('world.sp').includes('spawn'));
  assert.ok(completions('entity.').includes('position'));
  assert.deepEqual(completions('# w'), []);
  assert.deepEqual(completions('print("w'), []);
  assert.deepEqual(completions(''), []);
  assert.ok(completions('', true).includes('world'));
});

test('its own examples stand in the place of Lua’s, and Lua’s where it has none', () => {
  const api = interfaceOf(WITH_TOY, 'toy');
  assert.match(api.hooks['on_update']?.doc ?? '', /```toy\non on_update\(entity, dt\)\nend\n```$/);
  assert.doesNotMatch(api.hooks['on_update']?.doc ?? '', /```lua/);
  assert.match(api.modules['world']?.members['spawn']?.doc ?? '', /```toy\nworld\.spawn\(\)\n```$/);
  assert.match(api.hooks['on_init']?.doc ?? '', /```lua/);
});
