// How much the browser downloads, and whether that is within the budget.
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';
import { Failure } from './failure.mjs';
import { root } from './paths.mjs';

const REST = 'everything else';

/**
 * Prints the size of each file of a first visit, as it is and by brotli, beside budget.json (bytes by brotli).
 * @throws Failure where a file or the total is over its budget
 */
export function checkSizes(site) {
  const budget = JSON.parse(readFileSync(join(root, 'budget.json'), 'utf8'));
  const files = filesOf(site).filter((name) => !budget.not_counted.some((pattern) => new RegExp(pattern).test(name)));
  const rows = sum(files.map((name) => ({ name: budgetName(name, budget.files), ...measure(join(site, name)) })));
  const total = rows.reduce((all, row) => ({ name: 'total', raw: all.raw + row.raw, brotli: all.brotli + row.brotli }), { raw: 0, brotli: 0 });
  const limit = ({ name }) => (name === 'total' ? budget.total : budget.files[name]);

  console.log(`\n${'file'.padEnd(44)}${'bytes'.padStart(12)}${'brotli'.padStart(12)}${'budget'.padStart(12)}`);
  for (const row of [...rows, total]) {
    console.log(row.name.padEnd(44) + [row.raw, row.brotli, limit(row)].map((bytes) => grouped(bytes).padStart(12)).join(''));
  }
  const over = [...rows, total].filter((row) => row.brotli > limit(row));
  if (over.length === 0) return;
  throw new Failure('over the size budget', {
    output: over.map((row) => `${row.name}: ${grouped(row.brotli - limit(row))} bytes over its ${grouped(limit(row))}`).join('\n'),
    advice: 'find what grew (a dependency, a feature), or raise the figure in budget.json and say why in the commit',
  });
}

function filesOf(site) {
  return readdirSync(site, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(site, join(entry.parentPath ?? entry.path, entry.name)).split(sep).join('/'));
}

// What main.js shares with modules that come later is a chunk of its own, loaded with it.
function budgetName(name, files) {
  if (name in files) return name;
  return name.startsWith('chunk-') ? 'main.js' : REST;
}

function sum(measured) {
  const byName = new Map();
  for (const { name, raw, brotli } of measured) {
    const before = byName.get(name) ?? { raw: 0, brotli: 0 };
    byName.set(name, { name, raw: before.raw + raw, brotli: before.brotli + brotli });
  }
  return [...byName.values()].sort((a, b) => b.brotli - a.brotli);
}

function measure(path) {
  const content = readFileSync(path);
  // Fonts are brotli inside.
  if (path.endsWith('.woff2')) return { raw: content.length, brotli: content.length };
  const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: content.length };
  return { raw: content.length, brotli: brotliCompressSync(content, { params }).length };
}

const grouped = (bytes) => (bytes === undefined ? '' : bytes.toLocaleString('en'));
