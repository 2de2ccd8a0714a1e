// The project's own programs, as a person would run them.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { root } from '../../scripts/paths.mjs';
import { programFile } from '../../scripts/programs.mjs';

/**
 * Starts a program of the workspace, which `npm test` has built.
 * @param {string} name
 * @param {string[]} args
 * @returns {import('node:child_process').ChildProcessWithoutNullStreams} ends when it is killed
 */
export function start(name, args) {
  const file = programFile(name);
  if (!existsSync(file)) throw new Error(`no program ${file}: run cargo build --workspace --bin ${name} first`);
  return spawn(file, args, { cwd: root });
}

/** What a program prints up to the end of its first line. */
export const firstLine = (program) => new Promise((resolve, reject) => {
  let said = '';
  let complaint = '';
  program.stderr.on('data', (chunk) => { complaint += chunk; });
  program.stdout.on('data', (chunk) => {
    said += chunk;
    if (said.includes('\n')) resolve(said.split('\n', 1)[0]);
  });
  program.on('error', reject);
  program.on('close', (code) => { reject(new Error(`it ended with ${code}: ${complaint}`)); });
});

/** What a program prints, given this text; rejects where it fails. */
export const answer = (program, text) => new Promise((resolve, reject) => {
  let said = '';
  let complaint = '';
  program.stdout.on('data', (chunk) => { said += chunk; });
  program.stderr.on('data', (chunk) => { complaint += chunk; });
  program.on('error', reject);
  program.on('close', (code) => {
    if (code === 0) resolve(said);
    else reject(new Error(`it ended with ${code}: ${complaint}`));
  });
  program.stdin.end(text);
});
