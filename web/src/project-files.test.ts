import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decodeContent, decodeFiles, encodeFiles, freeName, hostileName, nameProblem, sizeText, sortedNames } from './project-files.js';

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

test('names that no project can have are refused as the engine does', () => {
  for (const name of ['../a', 'a/../b', '/a', 'a//b', 'a\\b', 'a\u0007', '\u202eaul.txt', 'C:/a', 'a*', 'con.lua', 'a/NUL', 'a.', ' a', 'é'.repeat(61), '']) {
    assert.match(hostileName(name) ?? '', /can't be a file's name/, JSON.stringify(name));
  }
  for (const name of ['main.lua', 'enemies/boss 2.lua', '.gitignore', '日本語/ファイル.lua', 'console.lua', 'com10.lua', "it's (1) [final] #3 & 100%.txt"]) {
    assert.equal(hostileName(name), undefined, name);
  }
});
