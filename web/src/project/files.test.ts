import assert from 'node:assert/strict';
import { test } from 'node:test';
import { amountOf, decodeContent, decodeFiles, encodeFiles, freeName, nameProblem, sizeText, sortedNames, tooMuch } from './files.js';
import { CAPS } from './rules.js';

const bytes = (...values: number[]) => new Uint8Array(values);

test('UTF-8 text is text, everything else stays bytes', () => {
  assert.equal(decodeContent(new TextEncoder().encode('print("blåbær")')), 'print("blåbær")');
  assert.deepEqual(decodeContent(bytes(0x89, 0x50, 0x4e, 0x47)), bytes(0x89, 0x50, 0x4e, 0x47));
  assert.deepEqual(decodeContent(bytes(65, 0, 66)), bytes(65, 0, 66));
  assert.equal(decodeContent(bytes()), '');
});

test('files go to the engine and come back the same', () => {
  const files = new Map<string, string | Uint8Array>([['main.lua', 'x = 1'], ['hit.wav', bytes(0, 255)], ['__proto__', 'only a name']]);
  assert.deepEqual(decodeFiles(encodeFiles(files)), files);
});

test('tabs stand main script, scripts, game.toml, the rest', () => {
  const files = new Map(['readme.md', 'game.toml', 'b.lua', 'main.lua', 'a.lua', 'hit.wav'].map((name) => [name, '']));
  assert.deepEqual(sortedNames(files), ['main.lua', 'a.lua', 'b.lua', 'game.toml', 'hit.wav', 'readme.md']);
});

test('a name that would lead out of the project is refused', () => {
  const files = new Map([['main.lua', '']]);
  for (const name of ['', '../x.lua', 'a//b.lua', '/etc/passwd', 'a\\b.lua', 'x\u0000.lua', 'main.lua', 'x'.repeat(121)]) {
    assert.ok(nameProblem(name, files), JSON.stringify(name));
  }
  assert.equal(nameProblem('enemies/größe 2.lua', files), undefined);
});

test('a taken name gets a number', () => {
  const files = new Map([['script.lua', ''], ['script-2.lua', '']]);
  assert.equal(freeName('script.lua', files), 'script-3.lua');
  assert.equal(freeName('other.lua', files), 'other.lua');
  assert.equal(freeName('script', files), 'script');
});

test('sizes are said as a person says them', () => {
  assert.deepEqual([12, 14_400, 8 * 1024 * 1024, 100 * 1024 * 1024].map(sizeText), ['12 bytes', '14 KB', '8.0 MB', '100 MB']);
});

test('a name that is no part of a project, or one file with another, is refused', () => {
  const files = new Map([['main.lua', ''], ['lib/a.lua', '']]);
  for (const name of ['.git/config', '.env', 'con.lua', 'a /b', 'GIT~1', 'HEAD', 'Thumbs.db', 'Main.lua', 'lib', 'LIB', 'main.lua/x']) {
    assert.match(nameProblem(name, files) ?? '', /^[A-Z].*\.$/, name);
  }
  assert.equal(nameProblem('lib/b.lua', files), undefined);
});

test('what is too much is said by name and cap', () => {
  const present = amountOf(new Map<string, string | Uint8Array>([['a', 'é'], ['b', new Uint8Array(10)]]));
  assert.deepEqual(present, { files: 2, bytes: 12 });
  assert.equal(tooMuch('x', CAPS.fileBytes, present), undefined);
  assert.match(tooMuch('x', CAPS.fileBytes + 1, present) ?? '', /^x has 8\.0 MB/);
  assert.equal(tooMuch('x', 1, { files: CAPS.files - 1, bytes: CAPS.totalBytes - 1 }), undefined);
  assert.match(tooMuch('x', 2, { files: 0, bytes: CAPS.totalBytes - 1 }) ?? '', /together can have 32 MB/);
  assert.match(tooMuch('x', 0, { files: CAPS.files, bytes: 0 }) ?? '', /can have 256 files/);
});
