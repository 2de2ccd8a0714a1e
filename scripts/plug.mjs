// One language more than what is shipped: a plug is tried on the command line, in the docs and in the page.
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { cargoEnvironment } from './cargo-environment.mjs';
import { scratch } from './paths.mjs';
import { mustRun } from './process.mjs';
import { programFile } from './programs.mjs';

/** What plugs it in, for cargo. */
export const PLUG = ['--features', 'luminara-languages/luminara-toy-language'];

/** Writes what is generated from the languages' descriptions, as the project's own files are, and gives the folder that it lies in. */
export async function writeGenerated() {
  const folder = join(scratch, 'plug');
  rmSync(folder, { recursive: true, force: true });
  // Of the whole workspace, as its tests are built: chosen alone, crates have other features and are compiled again.
  const args = ['build', '--workspace', ...PLUG, '--bin', 'luminara'];
  await mustRun('build-plug-program', 'cargo', args, { env: cargoEnvironment(), label: 'building luminara with a language more' });
  await mustRun('plug-bindings', programFile('luminara'), ['bindings', '--out', folder]);
  return folder;
}
