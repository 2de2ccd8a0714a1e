// The checks of the TypeScript half: types, lints, unit tests.
import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { root, scratch } from '../paths.mjs';
import { run } from '../process.mjs';
import { nodeCounts } from './counts.mjs';

const PROJECTS = ['tsconfig.json', 'web/tsconfig.worker.json', 'web/tsconfig.test.json'];
const npmTool = (path, ...args) => [process.execPath, [join(root, 'node_modules', path), ...args]];

/** The checks; `filter` chooses test files by a part of their name. */
export function webChecks(filter) {
  return [types, lints, { ...tests, perform: () => unitTests(filter) }];
}

const types = {
  name: 'TypeScript types',
  advice: 'mend the file and line above',
  async perform() {
    const results = [];
    for (const project of PROJECTS) {
      const name = `tsc-${project.replaceAll(/[^a-z]+/g, '-')}`;
      results.push(await run(name, ...npmTool('typescript/bin/tsc', '--project', project, '--noEmit', '--pretty', 'false')));
    }
    return {
      ok: results.every(({ ok }) => ok),
      output: results.map(({ output }) => output).join(''),
      milliseconds: results.reduce((sum, { milliseconds }) => sum + milliseconds, 0),
    };
  },
};

const lints = {
  name: 'eslint',
  advice: 'npx eslint --fix mends some; the rest by hand',
  perform: () => run('eslint', ...npmTool('eslint/bin/eslint.js', '--max-warnings', '0', '.')),
};

const tests = { name: 'TypeScript tests', advice: 'mend the test that the last lines name' };

// Node 20 runs no TypeScript: each test is bundled with what it imports.
async function unitTests(filter = '') {
  const source = join(root, 'web/src');
  const files = readdirSync(source, { recursive: true }).filter((name) => name.endsWith('.test.ts') && name.includes(filter));
  if (files.length === 0) return { ok: true, output: '', milliseconds: 0, passed: 0, failed: 0 };
  const outdir = join(scratch, 'unit-tests');
  rmSync(outdir, { recursive: true, force: true });
  const { build } = await import('esbuild');
  await build({
    entryPoints: files.map((name) => join(source, name)),
    outdir,
    outbase: source,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    sourcemap: 'inline',
    tsconfig: join(root, 'tsconfig.json'),
    logLevel: 'silent',
  });
  const bundled = files.map((name) => join(outdir, name.replace(/\.ts$/, '.mjs')));
  const result = await run('unit-tests', process.execPath, ['--enable-source-maps', '--test', '--test-reporter=spec', ...bundled]);
  return { ...result, ...nodeCounts(result.output) };
}
