// The checks in a real browser: one bundle, then the tests that drive it.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildDevSite } from '../engine.mjs';
import { root } from '../paths.mjs';
import { run } from '../process.mjs';
import { buildPrograms } from '../programs.mjs';
import { nodeCounts } from './counts.mjs';

/** The checks; `filter` chooses test files by a part of their name. */
export function browserChecks(filter) {
  const files = testFiles(filter);
  const needPrograms = files.some((file) => readFileSync(join(root, file), 'utf8').includes("'./programs.mjs'"));
  return [
    bundle,
    ...(needPrograms ? [programs] : []),
    { name: 'browser tests', advice: 'npm test -- browser NAME runs the files of that name only', perform: () => drive(files) },
  ];
}

function testFiles(filter = '') {
  const names = readdirSync(join(root, 'tests/browser')).filter((name) => name.endsWith('.test.mjs') && name.includes(filter));
  return names.map((name) => join('tests/browser', name));
}

const bundle = { name: 'browser bundle', perform: buildDevSite };
const programs = { name: 'programs', perform: buildPrograms };

// The software GPU now and then holds a page up for longer than a test waits. What fails for that reason passes at another try.
const MORE_TRIES = 2;

async function drive(files) {
  const first = await runFiles('browser-tests', files);
  let result = { ...first, ...nodeCounts(first.output) };
  for (let more = 1; more <= MORE_TRIES; more += 1) {
    const failing = failingFiles(result.output);
    if (result.ok || failing.length === 0) break;
    console.log(`  ${result.failed} failed; once more: ${failing.join(', ')}`);
    const again = await runFiles(`browser-tests-${more + 1}`, failing);
    const { failed } = nodeCounts(again.output);
    result = { ...again, passed: result.passed + result.failed - failed, failed };
  }
  return result;
}

function runFiles(name, files) {
  // One file at a time: SwiftShader takes every core it finds.
  return run(name, process.execPath, ['--test', '--test-concurrency=1', '--test-reporter=spec', ...files]);
}

/** The files that the list of failures at a run's end names: `test at tests/browser/smoke.test.mjs:12:1`. */
function failingFiles(output) {
  return [...new Set([...output.matchAll(/^test at (tests\/browser\/[\w-]+\.test\.mjs):/gm)].map((match) => match[1]))];
}
