// examples/index.json: what the examples menu shows, read from each example's game.toml.
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { parse } from 'smol-toml';
import { Failure } from '../failure.mjs';
import { root } from '../paths.mjs';

const folder = join(root, 'static/examples');

/** Writes examples/index.json into the site: for each example its folder, name, description and files. */
export function writeExampleIndex(site) {
  mkdirSync(join(site, 'examples'), { recursive: true });
  writeFileSync(join(site, 'examples/index.json'), `${JSON.stringify(listExamples(), null, 2)}\n`);
}

function listExamples() {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort()
    .map(describe);
}

function describe(name) {
  const game = readGame(name);
  return { folder: name, name: game.name ?? name, description: game.description ?? '', default: game.default === true, files: filesOf(name) };
}

function readGame(name) {
  const path = join('static/examples', name, 'game.toml');
  const advice = `give the example a ${path} with at least a name and a description`;
  if (!existsSync(join(root, path))) throw new Failure(`${path} is missing`, { advice });
  try {
    return parse(readFileSync(join(root, path), 'utf8'));
  } catch (error) {
    throw new Failure(`${path} is no TOML`, { output: error.message, advice });
  }
}

function filesOf(name) {
  const example = join(folder, name);
  return readdirSync(example, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(example, join(entry.parentPath ?? entry.path, entry.name)).split(sep).join('/'))
    .sort();
}
