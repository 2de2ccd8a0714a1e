import assert from 'node:assert/strict';
import { test } from 'node:test';
import { docBlocks } from './doc-text.js';

test('paragraphs and blocks of code follow each other as they stand', () => {
  const blocks = docBlocks('Puts it\nthere.\n\nAnd:\n```lua\nlocal a = `1`\n\nprint(a)\n```\nDone.');
  assert.deepEqual(blocks, [
    { kind: 'paragraph', parts: [{ kind: 'text', text: 'Puts it there.' }] },
    { kind: 'paragraph', parts: [{ kind: 'text', text: 'And:' }] },
    { kind: 'code', text: 'local a = `1`\n\nprint(a)' },
    { kind: 'paragraph', parts: [{ kind: 'text', text: 'Done.' }] },
  ]);
});

test('a paragraph has code and bold words; stars in code are only stars', () => {
  assert.deepEqual(docBlocks('`a **b**` is **not** <i>bold</i>'), [{
    kind: 'paragraph',
    parts: [
      { kind: 'code', text: 'a **b**' }, { kind: 'text', text: ' is ' }, { kind: 'strong', text: 'not' }, { kind: 'text', text: ' <i>bold</i>' },
    ],
  }]);
});
