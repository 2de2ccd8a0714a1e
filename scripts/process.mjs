// Running other programs: quietly with a progress line, or just to ask them something.
import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { Failure } from './failure.mjs';
import { logs, root } from './paths.mjs';
import { startProgress } from './progress.mjs';

/** cargo's bar (`Building [==>  ] 12/345: wasmi`): how far it is belongs in the progress line, not in the log. */
const CARGO_BAR = /^\s*Building \[[=> ]*\] (.*)/;

/** Runs a program to its end and returns what it said, without showing anything. */
export function ask(command, args, env = process.env) {
  const result = spawnSync(command, args, { cwd: root, env, encoding: 'utf8', maxBuffer: 64 << 20 });
  return { ok: result.status === 0, output: result.stdout ?? '' };
}

/**
 * Runs a program with a progress line, its whole output kept in `.build/logs/<name>.log`.
 * @param {string} name what the log is called
 * @param {string} command
 * @param {string[]} args
 * @param {{env?: NodeJS.ProcessEnv, cwd?: string, label?: string}} options
 * @returns {Promise<{ok: boolean, output: string, log: string, milliseconds: number}>} `ok` is false too where the program is missing
 */
export function run(name, command, args, { env = process.env, cwd = root, label = name } = {}) {
  const progress = startProgress(label);
  return new Promise((resolve) => {
    let output = '';
    const take = (line) => {
      const [, done] = CARGO_BAR.exec(line) ?? [];
      if (done === undefined) output += `${line}\n`;
      const said = (done ?? line).trim();
      if (said) progress.said(said);
    };
    const end = (ok) => {
      mkdirSync(logs, { recursive: true });
      const log = join(logs, `${name}.log`);
      writeFileSync(log, output);
      resolve({ ok, output, log, milliseconds: progress.end() });
    };
    const child = spawn(command, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
    for (const stream of [child.stdout, child.stderr]) eachLine(stream, take);
    child.on('error', (error) => {
      output += error.message;
      end(false);
    });
    child.on('close', (code) => end(code === 0));
  });
}

/** Calls back with each line that a stream says, be it written over the one before; without colours. */
function eachLine(stream, take) {
  let rest = '';
  stream.setEncoding('utf8');
  stream.on('data', (chunk) => {
    const lines = (rest + chunk).split(/\r\n|[\r\n]/);
    rest = lines.pop() ?? '';
    for (const line of lines) take(stripVTControlCharacters(line));
  });
  stream.on('end', () => { if (rest !== '') take(stripVTControlCharacters(rest)); });
}

/** As `run`, but a program that fails is a `Failure` with this advice. */
export async function mustRun(name, command, args, { advice, ...options } = {}) {
  const result = await run(name, command, args, options);
  if (result.ok) return result;
  const what = `${[command, ...args].join(' ')} failed after ${Math.round(result.milliseconds / 1000)} s`;
  throw new Failure(what, { advice, output: result.output, log: result.log });
}
