import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { judgeName, Sieve } from './file-names.js';
import { LEFT_OUT } from './rules.js';

/** The verdict in the words of the list that the engine's test reads too. */
function judged(name: string): string {
  const verdict = judgeName(name);
  if (verdict.kind !== 'left-out') return verdict.kind;
  return Object.entries(LEFT_OUT).find(([, why]) => why === verdict.why)?.[0] ?? 'name';
}

test('names are judged as the engine judges them', () => {
  const list = JSON.parse(readFileSync('crates/project/tests/judged-names.json', 'utf8')) as [string, string][];
  assert.ok(list.length > 100);
  for (const [name, verdict] of list) assert.equal(judged(name), verdict, JSON.stringify(name));
});

test('what is left out is said once for each reason', () => {
  const sieve = new Sieve(['Main.lua']);
  const names = ['a.lua', '.git/config', '.git/HEAD', 'lib/.env', 'main.lua', 'Main.lua', 'node_modules/x/y.js', '.DS_Store', '../up', 'a.lua/b', '__proto__'];
  assert.deepEqual(names.filter((name) => sieve.takes(name)), ['a.lua', 'Main.lua', '__proto__']);
  assert.deepEqual(sieve.leftOut, [
    'Left out .git and lib/.env: names that begin with a dot are hidden, and no part of a project.',
    'Left out main.lua: on some systems it is the same file as Main.lua.',
    'Left out node_modules: it belongs to tools, not to a project.',
    'Left out ../up: this can\'t be a file\'s name, since \'..\' is no name of a file or folder.',
    'Left out a.lua/b: a.lua is a file and a folder.',
  ]);
});

test('folders of tools and hidden ones are not looked into', () => {
  const sieve = new Sieve();
  assert.deepEqual(['.git', 'lib', 'node_modules', '__MACOSX', 'head', 'con', 'lib/.x'].map((folder) => sieve.enters(folder)), [false, true, false, false, true, false, false]);
  assert.equal(sieve.leftOut.length, 3);
});
