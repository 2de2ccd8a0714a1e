// `npm run fuzz:lua -- [--seed S] [--count N] [--ours COMMAND] [--reference COMMAND] [--show]`: random Lua programs, by the reference
// interpreter and by ours. What differs is minimised and kept in `tests/lua-fuzz`. `--show` prints the program of a seed and runs nothing.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Failure, runMain } from './failure.mjs';
import { generateProgram } from './lua-fuzz/program.mjs';
import { dropEach, render } from './lua-fuzz/statements.mjs';
import { root } from './paths.mjs';

const kept = join(root, 'tests', 'lua-fuzz');
/** Milliseconds that a program may take: ours in a debug build is slow, but not that slow. */
const patience = 20_000;
/** Programs that a minimisation may try. */
const most = 1500;

await runMain(() => {
  const { values } = parseArgs({
    options: {
      seed: { type: 'string', default: String(Date.now() % 1_000_000) },
      count: { type: 'string', default: '500' },
      ours: { type: 'string', default: `${join(root, 'target/debug/luminara')} lua --no-limits` },
      reference: { type: 'string', default: 'lua5.4' },
      show: { type: 'boolean', default: false },
    },
  });
  const [seed, count] = [Number(values.seed), Number(values.count)];
  if (!Number.isInteger(seed) || !Number.isInteger(count)) throw new Failure('--seed and --count want whole numbers');
  if (values.show) {
    console.log(render(generateProgram(seed)));
    return;
  }
  const folder = mkdtempSync(join(tmpdir(), 'lua-fuzz-'));
  try {
    const differs = comparison(folder, values.reference.split(' '), values.ours.split(' '));
    const failures = [...recheckKept(differs), ...tryRandom(seed, count, differs)];
    console.log(`${count} programs from seed ${seed}: ${failures.length} differ`);
    process.exitCode = failures.length > 0 ? 1 : 0;
  } finally {
    rmSync(folder, { recursive: true });
  }
});

function recheckKept(differs) {
  const names = readdirSync(kept).filter((name) => name.endsWith('.lua'));
  return names.filter((name) => {
    const difference = differs(readFileSync(join(kept, name), 'utf8'));
    if (difference) console.log(`✗ ${name}: ${difference.text}`);
    return difference;
  });
}

function tryRandom(seed, count, differs) {
  const failures = [];
  for (let number = seed; number < seed + count; number++) {
    const program = generateProgram(number);
    const difference = differs(render(program));
    if (!difference) continue;
    const small = minimise(program, differs);
    const text = render(small);
    const { text: what, expected } = differs(text) ?? difference;
    writeFileSync(join(kept, `seed-${number}.lua`), text);
    writeFileSync(join(kept, `seed-${number}.out`), expected);
    console.log(`✗ seed ${number}: ${what}`);
    failures.push(number);
  }
  return failures;
}

// A function that runs a program both ways: what differs, or nothing.
function comparison(folder, reference, ours) {
  return (text) => {
    writeFileSync(join(folder, 'program.lua'), text);
    const expected = outcome(folder, reference);
    const got = outcome(folder, ours);
    if (expected.ended && expected.whole === got.whole) return undefined;
    if (!expected.ended) throw new Failure('the reference did not end', { output: text });
    return { text: firstDifference(expected.whole, got.whole), expected: expected.printed };
  };
}

// What a run shows: its output, then how it ended, with the error's first line but not the interpreter's name before it.
function outcome(cwd, [command, ...args]) {
  const result = spawnSync(command, [...args, 'program.lua'], { cwd, timeout: patience, encoding: 'latin1', maxBuffer: 64 << 20 });
  if (result.error?.code === 'ENOENT') throw new Failure(`no ${command} here`, { advice: 'apt-get install lua5.4; cargo build -p luminara-cli' });
  const ended = result.status !== null;
  const message = result.status === 0 ? '' : result.stderr.split('\n')[0].replace(/^[^: ]+: /, '');
  const ending = ended ? `ended ${result.status === 0 ? 'well' : `with ${message}`}` : `did not end (${result.signal})`;
  // The sign of a nan is the machine's.
  return { ended, printed: result.stdout, whole: `${result.stdout}\n${ending}`.replaceAll('-nan', 'nan') };
}

function firstDifference(expected, got) {
  const [left, right] = [expected.split('\n'), got.split('\n')];
  const at = left.findIndex((line, index) => line !== right[index]);
  return `line ${at + 1} of the output\n    reference: ${left[at]}\n    ours:      ${right[at]}`;
}

// Drops statements as long as a difference remains.
function minimise(program, differs) {
  let best = program;
  let tried = 0;
  for (let smaller = true; smaller && tried < most;) {
    smaller = false;
    for (const candidate of dropEach(best)) {
      if (++tried >= most) break;
      if (!differs(render(candidate))) continue;
      best = candidate;
      smaller = true;
      break;
    }
  }
  return best;
}
