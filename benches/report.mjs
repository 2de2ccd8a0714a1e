// What all benchmarks share: medians aside, how they are written to docs/benchmarks.md.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { dirname, join } from 'node:path';
import { root } from '../scripts/paths.mjs';

const PATH = join(root, 'docs/benchmarks.md');
const HEAD = '# Benchmarks\n\nWritten by `npm run bench`, `npm run bench:lua`, `npm run bench:wasm`, `npm run bench:reload` and `npm run bench:visits`. Machines differ; the ratios within a run are what counts.\n';

/** When, and on what machine. */
export function machine() {
  return `${new Date().toISOString().slice(0, 10)}, ${cpus()[0]?.model.trim()}, ${cpus().length} cores`;
}

/** A Markdown table. */
export function table(head, rows) {
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`);
}

/**
 * Writes a section of docs/benchmarks.md in the place of the one of that title; those of other benchmarks stay.
 * @param {string} title
 * @param {string[]} lines
 */
export function writeSection(title, lines) {
  const section = [`## ${title}`, '', ...lines, ''].join('\n');
  console.log(section);
  const old = existsSync(PATH) ? readFileSync(PATH, 'utf8') : '';
  const sections = old.split(/^(?=## )/m).filter((text) => text.startsWith('## '));
  const at = sections.findIndex((text) => text.startsWith(`## ${title}\n`));
  if (at < 0) sections.push(section);
  else sections[at] = section;
  mkdirSync(dirname(PATH), { recursive: true });
  writeFileSync(PATH, [HEAD, ...sections.map((text) => `${text.trimEnd()}\n`)].join('\n'));
}
