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
/** Milliseconds that a program may take, by the reference and by ours: a debug build is slow, but not that slow. */
const patience = { reference: 2_000, ours: 20_000 };
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
  const known = new Set();
  for (let number = seed; number < seed + count; number++) {
    const program = generateProgram(number);
    const difference = differs(render(program));
    if (!difference) continue;
    failures.push(number);
    const text = render(minimise(program, differs));
    const { text: what, expected } = differs(text) ?? difference;
    // One program of each sort is enough.
    const sort = what.replace(/'\w+'|\d+|\b(?:nil|boolean|number|string|table|function|thread|Object)\b/g, '');
    if (known.has(sort)) continue;
    known.add(sort);
    writeFileSync(join(kept, `seed-${number}.lua`), text);
    writeFileSync(join(kept, `seed-${number}.out`), expected);
    console.log(`✗ seed ${number}: ${what}`);
  }
  return failures;
}

// A function that runs a program both ways: what differs, or nothing.
function comparison(folder, reference, ours) {
  return (text) => {
    writeFileSync(join(folder, 'program.lua'), text);
    const expected = outcome(folder, reference, patience.reference);
    // A minimised program may have lost what ended its loop: no use to us.
    if (!expected.ended) return undefined;
    const got = outcome(folder, ours, patience.ours);
    if (expected.whole === got.whole) return undefined;
    return { text: firstDifference(expected.whole, got.whole), expected: expected.printed };
  };
}

// What a run shows: its output, then how it ended, with the error's first line but not the interpreter's name before it.
function outcome(cwd, [command, ...args], timeout) {
  const result = spawnSync(command, [...args, 'program.lua'], { cwd, timeout, encoding: 'latin1', maxBuffer: 64 << 20 });
  if (result.error?.code === 'ENOENT') throw new Failure(`no ${command} here`, { advice: 'apt-get install lua5.4; cargo build -p luminara-cli' });
  const ended = result.status !== null;
  const message = result.status === 0 ? '' : result.stderr.split('\n')[0].replace(/^[^: ]+: /, '');
  const ending = ended ? `ended ${result.status === 0 ? 'well' : `with ${message}`}` : `did not end (${result.signal})`;
  return { ended, printed: result.stdout, whole: comparable(`${result.stdout}\n${ending}`) };
}

// The sign of a nan is the machine's, and so are addresses, of which a program may have taken the front away or read them
// backwards; Lua 5.4.4 says the wrong line
// for a division by zero with a constant operand.
function comparable(text) {
  return text.replace(/-?nan/gi, 'nan').replace(/x[0-9a-f]{6,}|[0-9a-f]{6,}x/gi, 'x…').replace(/program\.lua:\d+: (?=attempt to (?:divide by zero|perform 'n%0'))/g, '');
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
