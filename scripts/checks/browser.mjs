// The checks in a real browser: one bundle, then the tests that drive it.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { buildDevSite } from '../engine.mjs';
import { root } from '../paths.mjs';
import { run } from '../process.mjs';
import { nodeCounts } from './counts.mjs';

/** The checks; `filter` chooses test files by a part of their name. */
export function browserChecks(filter) {
  return [bundle, { name: 'browser tests', advice: 'npm test -- browser NAME runs the files of that name only', perform: () => drive(filter) }];
}

const bundle = { name: 'browser bundle', perform: buildDevSite };

async function drive(filter = '') {
  const files = readdirSync(join(root, 'tests/browser')).filter((name) => name.endsWith('.test.mjs') && name.includes(filter));
  // One file at a time: SwiftShader takes every core it finds.
  const args = ['--test', '--test-concurrency=1', '--test-reporter=spec', ...files.map((name) => join('tests/browser', name))];
  const result = await run('browser-tests', process.execPath, args);
  return { ...result, ...nodeCounts(result.output) };
}
