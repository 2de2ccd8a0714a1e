import assert from 'node:assert/strict';
import { test } from 'node:test';
import { StringStream } from '@codemirror/language';
import { luaMode } from './mode.js';

/** Words and their styles; what has none is left out. */
function styles(text: string): [string, string][] {
  const state = luaMode.startState?.(2);
  assert.ok(state);
  return text.split('\n').flatMap((line) => {
    const stream = new StringStream(line, 2, 2);
    const found: [string, string][] = [];
    while (!stream.eol()) {
      stream.start = stream.pos;
      const style = luaMode.token(stream, state);
      assert.ok(stream.pos > stream.start, `stands still in: ${line}`);
      if (style !== null) found.push([line.slice(stream.start, stream.pos), style]);
    }
    return found;
  });
}

test('a minus stands between two names', () => {
  assert.deepEqual(styles('a-b'), [['a', 'variableName'], ['b', 'variableName']]);
});

test('fields, methods and calls are told apart', () => {
  assert.deepEqual(styles('e.position.x = vec3(1)'), [
    ['e', 'variableName'], ['position', 'propertyName'], ['x', 'propertyName'], ['vec3', 'variableName.function'], ['1', 'number'],
  ]);
  assert.deepEqual(styles('e:destroy{}').at(-1), ['destroy', 'variableName.function']);
});

test('a function has a name, also below a table', () => {
  assert.deepEqual(styles('function m.n.go(x)').map(([word]) => word), ['function', 'm', 'n', 'go', 'x']);
  assert.deepEqual(styles('function on_update(e)')[1], ['on_update', 'variableName.function.definition']);
});

test('long strings and comments go over lines, with their level', () => {
  assert.deepEqual(styles('--[==[\n]] b\n]==] end').map(([, style]) => style), ['comment', 'comment', 'comment', 'keyword']);
  assert.deepEqual(styles('x = [[\na ]] nil').map(([, style]) => style), ['variableName', 'string', 'string', 'atom']);
});

test('numbers of every kind, and two dots are not one of them', () => {
  assert.deepEqual(styles('0x1F 3.5e-2 1 .. 2').map(([word]) => word), ['0x1F', '3.5e-2', '1', '2']);
});

test('goto and attributes of 5.4', () => {
  assert.deepEqual(styles('local x <const> = 1').map(([, style]) => style), ['keyword', 'variableName', 'modifier', 'number']);
  assert.deepEqual(styles('goto done')[0], ['goto', 'keyword']);
});

test('a string that is not closed ends with its line', () => {
  assert.deepEqual(styles('x = "abc\nend').at(-1), ['end', 'keyword']);
});
