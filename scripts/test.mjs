// `npm test`: sets up and checks everything. `npm test -- rust|web|browser [NAME]` checks a part, or in it the tests of that name.
import { Failure, report, runMain } from './failure.mjs';
import { browserChecks } from './checks/browser.mjs';
import { rustChecks } from './checks/rust.mjs';
import { webChecks } from './checks/web.mjs';
import { duration } from './progress.mjs';
import { setUp } from './setup/all.mjs';

const PARTS = { rust: rustChecks, web: webChecks, browser: browserChecks };

await runMain(async () => {
  const [part, filter] = process.argv.slice(2);
  if (part && !(part in PARTS)) throw new Failure(`no part called '${part}'`, { advice: `npm test -- ${Object.keys(PARTS).join('|')} [NAME]` });
  const parts = part ? [part] : Object.keys(PARTS);
  const started = Date.now();
  await setUp(parts);
  const rows = [{ name: 'set-up', passed: 0, failed: 0, skipped: 0, milliseconds: Date.now() - started }];
  for (const check of parts.flatMap((name) => PARTS[name](filter))) rows.push(await performCheck(check));
  summarise(rows, Date.now() - started);
  process.exitCode = rows.some(({ failed }) => failed > 0) ? 1 : 0;
});

// A check that counts no tests counts as one itself; one that fails has failed, whatever it counted.
async function performCheck({ name, advice, perform }) {
  console.log(`• ${name}`);
  const started = Date.now();
  const result = await attempt(perform);
  const { ok, passed = ok ? 1 : 0, skipped = 0 } = result;
  const failed = Math.max(result.failed ?? 0, ok ? 0 : 1);
  const milliseconds = Date.now() - started;
  if (!ok) report(result.failure ?? new Failure(`${name} failed`, { ...result, advice, lines: 150 }));
  else console.log(`✓ ${name.padEnd(18)} ${duration(milliseconds)}`);
  return { name, passed, failed, skipped, milliseconds };
}

async function attempt(perform) {
  try {
    return await perform();
  } catch (failure) {
    return { ok: false, failure };
  }
}

function summarise(rows, milliseconds) {
  const sum = (key) => rows.reduce((total, row) => total + row[key], 0);
  const line = (name, ...rest) => console.log(name.padEnd(20) + rest.map((text) => text.padStart(13)).join(''));
  console.log('');
  line('check', 'passed', 'failed', 'skipped', 'time');
  for (const row of rows) line(row.name, String(row.passed), String(row.failed), String(row.skipped), duration(row.milliseconds));
  line('', '', '', duration(milliseconds));
  console.log(`\n${sum('passed')} passed, ${sum('failed')} failed, ${sum('skipped')} skipped`);
}
