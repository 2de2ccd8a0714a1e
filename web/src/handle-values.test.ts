import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readFileName, readFiles, readFrames, readInputs, readText } from './handle-values.js';
import { CAPS } from './project/rules.js';

const thrower = { get 'main.lua'(): string { throw new Error('no'); } };
const { proxy: revoked, revoke } = Proxy.revocable({}, {});
revoke();
const trap = new Proxy({}, { ownKeys() { throw new Error('no'); } });
const cyclic: Record<string, unknown> = {};
cyclic['main.lua'] = cyclic;
class Files {
  readonly 'main.lua' = 'x';
}

test('files are an object of texts and bytes, and nothing else', () => {
  const hostile: readonly unknown[] = [
    undefined, null, 5, NaN, 'main.lua', true, Symbol('x'), 10n, () => 1, ['main.lua'], new Map([['main.lua', 'x']]), new Set(), new Files(), new Date(0),
    new Uint8Array(3), Promise.resolve({}), revoked, trap, thrower, cyclic, [], /x/,
    { 'main.lua': 5 }, { 'main.lua': null }, { 'main.lua': undefined }, { 'main.lua': ['x'] }, { 'main.lua': { text: 'x' } }, { 'main.lua': new Uint16Array(2) },
    { 'main.lua': new ArrayBuffer(2) }, { 'main.lua': new DataView(new ArrayBuffer(2)) }, { 'main.lua': Object('x') as unknown }, { 'main.lua': new Proxy(new Uint8Array(2), {}) },
    { '../up.lua': 'x' }, { '': 'x' }, { '/etc/passwd': 'x' }, { 'a\\b': 'x' }, { 'a\u202eb': 'x' },
  ];
  for (const value of hostile) {
    assert.throws(() => readFiles(value), (error: unknown) => error instanceof TypeError && /files|file's name/.test(error.message) && error.message.length < 300);
  }
  assert.throws(() => readFiles(new Map()), /got a Map\. Object\.fromEntries makes one of it/);
  assert.throws(() => readFiles({ 'a.lua': 5 }), /files\['a\.lua'\] is to be text or a Uint8Array, got 5/);
});

test('files that are one are taken', () => {
  const bytes = new Uint8Array([1, 2]);
  const { files, leftOut } = readFiles({ 'main.lua': 'x', 'a.bin': bytes, '.env': 'x', 'Main.lua': 'y', '__proto__x': '' });
  assert.deepEqual([...files], [['main.lua', 'x'], ['a.bin', new Uint8Array([1, 2])], ['__proto__x', '']]);
  assert.equal(leftOut.length, 2);
  bytes[0] = 9;
  assert.deepEqual(files.get('a.bin'), new Uint8Array([1, 2]));
  assert.equal(readFiles(Object.assign(Object.create(null) as object, { 'a.lua': '' })).files.size, 1);
  assert.equal(readFiles({}).files.size, 0);
});

test('too much is a RangeError', () => {
  assert.throws(() => readFiles({ 'a.bin': new Uint8Array(CAPS.fileBytes + 1) }), RangeError);
  const many = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, n) => [`${n}.lua`, '']));
  assert.equal(readFiles(many(256)).files.size, 256);
  assert.throws(() => readFiles(many(257)), RangeError);
});

test('texts, names, frames and inputs', () => {
  for (const value of [undefined, null, 5, {}, ['x'], Symbol('x')]) assert.throws(() => readText(value, 'the text'), /^TypeError: the text is to be a text/);
  const files = new Map([['.old', '']]);
  assert.equal(readFileName('.old', 'the name', files), '.old');
  assert.equal(readFileName('new.lua', 'the name', files), 'new.lua');
  for (const name of ['.new', '../x', 'con', 'Thumbs.db', '']) assert.throws(() => readFileName(name, 'the name', files), TypeError, name);
  for (const value of ['1', null, undefined, NaN, Infinity, 1.5, [1], {}, 1n]) assert.throws(() => readFrames(value), TypeError);
  for (const value of [-1, 100_001, 2 ** 53]) assert.throws(() => readFrames(value), RangeError);
  assert.deepEqual([readFrames(0), readFrames(100_000)], [0, 100_000]);
  const event = { type: 'key_down', code: 'KeyA' };
  assert.deepEqual(readInputs([{ frame: 1, event }]), [{ frame: 1, event }]);
  for (const value of [null, 5, {}, 'x', [5], [null], [{ frame: 1 }], [{ event }], [{ frame: -1, event }], [{ frame: 1, event: 'x' }], [{ frame: 1, event: {} }], [{ frame: 1, event: { type: 'x', run: () => 1 } }], trap]) {
    assert.throws(() => readInputs(value), TypeError);
  }
});
