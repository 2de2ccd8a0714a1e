// Failures that a person reads: what failed, what it said last, what to do.
import { relative } from 'node:path';
import { root } from './paths.mjs';

/** A failure whose cause is known well enough to say what to do about it. */
export class Failure extends Error {
  /**
   * @param {string} what what failed
   * @param {{advice?: string, output?: string, log?: string, lines?: number}} details what to do; what the command said; the file that
   *   has all of it; how many of its last lines are worth showing
   */
  constructor(what, { advice, output, log, lines = 30 } = {}) {
    super(what);
    this.advice = advice;
    this.output = output;
    this.log = log;
    this.lines = lines;
  }
}

/** Prints a failure. */
export function report(error) {
  if (!(error instanceof Failure)) {
    console.error(error);
    return;
  }
  console.error(`\n✗ ${error.message}`);
  const lines = (error.output ?? '').trimEnd().split('\n').filter(Boolean);
  if (lines.length > error.lines) console.error(`  … the last ${error.lines} of ${lines.length} lines:`);
  for (const line of lines.slice(-error.lines)) console.error(`  │ ${line}`);
  if (error.log) console.error(`  All of it: ${relative(root, error.log)}`);
  if (error.advice) console.error(`  What to do: ${error.advice}`);
}

/** Runs a script's main function; a failure is printed and ends the process with status 1. */
export async function runMain(main) {
  try {
    await main();
  } catch (error) {
    report(error);
    process.exit(1);
  }
}
