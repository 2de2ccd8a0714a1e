// How many tests a runner says passed, failed and were skipped.

/** cargo test: one `test result:` line for each binary. */
export function cargoCounts(output) {
  const results = [...output.matchAll(/^test result: .*? (\d+) passed; (\d+) failed; (\d+) ignored/gm)];
  return { passed: total(results, 1), failed: total(results, 2), skipped: total(results, 3) };
}

/** cargo nextest: `Summary [ 0.5s] 12 tests run: 10 passed, 1 failed, 1 timed out, 0 skipped`. */
export function nextestCounts(output) {
  const summary = [...output.matchAll(/Summary \[.*?\] .*? tests? run: (.*)/g)].at(-1)?.[1] ?? '';
  const count = (what) => Number(summary.match(new RegExp(`(\\d+) ${what}`))?.[1] ?? 0);
  return { passed: count('passed'), failed: count('failed') + count('timed out'), skipped: count('skipped') };
}

/** node --test: `ℹ pass 3`, `ℹ fail 0`, `ℹ cancelled 0`. */
export function nodeCounts(output) {
  const count = (what) => total([...output.matchAll(new RegExp(`^(?:ℹ|#) ${what} (\\d+)`, 'gm'))], 1);
  return { passed: count('pass'), failed: count('fail') + count('cancelled'), skipped: count('skipped') };
}

const total = (matches, group) => matches.reduce((sum, match) => sum + Number(match[group]), 0);
