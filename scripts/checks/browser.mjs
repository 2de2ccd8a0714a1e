// The checks in a real browser: one bundle, then the tests that drive it.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildDevSite, buildPlugSite } from '../engine.mjs';
import { root } from '../paths.mjs';
import { run } from '../process.mjs';
import { buildPrograms } from '../programs.mjs';
import { nodeCounts } from './counts.mjs';

/** The checks; `filter` chooses test files by a part of their name. */
export function browserChecks(filter) {
  const files = testFiles(filter);
  const need = (what) => files.some((file) => readFileSync(join(root, file), 'utf8').includes(what));
  return [
    bundle,
    ...(need('plugSite') ? [plugBundle] : []),
    ...(need("'./programs.mjs'") ? [programs] : []),
    { name: 'browser tests', advice: 'npm test -- browser NAME runs the files of that name only', perform: () => drive(files) },
  ];
}

function testFiles(filter = '') {
  const names = readdirSync(join(root, 'tests/browser')).filter((name) => name.endsWith('.test.mjs') && name.includes(filter));
  return names.map((name) => join('tests/browser', name));
}

const bundle = { name: 'browser bundle', perform: buildDevSite };
const plugBundle = { name: 'a language more', perform: buildPlugSite };
const programs = { name: 'programs', perform: buildPrograms };

async function drive(files) {
  // One file at a time: SwiftShader takes every core it finds.
  const args = ['--test', '--test-concurrency=1', '--test-reporter=spec', ...files];
  const result = await run('browser-tests', process.execPath, args);
  return { ...result, ...nodeCounts(result.output) };
}
