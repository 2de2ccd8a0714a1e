// The project's own programs, which tests start as a person would.
import { join } from 'node:path';
import { cargoEnvironment, targetFolder } from './cargo-environment.mjs';
import { mustRun } from './process.mjs';

const NAMES = ['luminara', 'luminara-mdbook'];

/** Builds them as the Rust tests do, of the whole workspace: chosen alone, crates have other features and are compiled again. */
export function buildPrograms() {
  const args = ['build', '--workspace', ...NAMES.flatMap((name) => ['--bin', name])];
  return mustRun('build-programs', 'cargo', args, { env: cargoEnvironment(), label: `building ${NAMES.join(', ')}` });
}

/** Where a built program lies. */
export const programFile = (name) => join(targetFolder(cargoEnvironment()), 'debug', name);
