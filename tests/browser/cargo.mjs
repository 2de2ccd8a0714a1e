// The project's own programs, as a person would run them.
import { spawn } from 'node:child_process';
import { cargoEnvironment } from '../../scripts/cargo-environment.mjs';
import { root } from '../../scripts/paths.mjs';

/**
 * Starts a program of the workspace; it is built first where it isn't.
 * @param {string} crate
 * @param {string} name the program's
 * @param {string[]} args
 * @returns {import('node:child_process').ChildProcessWithoutNullStreams} the program itself, which ends when it is killed
 */
export const start = (crate, name, args) =>
  spawn('cargo', ['run', '--quiet', '--package', crate, '--bin', name, '--', ...args], { cwd: root, env: cargoEnvironment() });

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
