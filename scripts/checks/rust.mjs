// The checks of the Rust half: format, lints, dependency policy, tests.
import { cargoEnvironment } from '../cargo-environment.mjs';
import { findLavapipe } from '../lavapipe.mjs';
import { PLUG } from '../plug.mjs';
import { ask, run } from '../process.mjs';
import { cargoCounts, nextestCounts } from './counts.mjs';

const env = cargoEnvironment();

/** The checks; `filter` chooses tests by a part of their name. */
export function rustChecks(filter) {
  return [format, lints, ...policy(), ...tests(filter)];
}

const format = {
  name: 'cargo fmt',
  advice: 'npm run fmt',
  perform: () => run('cargo-fmt', 'cargo', ['fmt', '--all', '--check'], { env }),
};

const lints = {
  name: 'clippy',
  advice: 'mend what the lint names, or allow it beside the code with a reason',
  perform: () => run('clippy', 'cargo', ['clippy', '--workspace', '--all-targets', '--', '-D', 'warnings'], { env }),
};

function policy() {
  if (!ask('cargo', ['deny', '--version'], env).ok) return [];
  return [{
    name: 'cargo deny',
    advice: 'choose another dependency, or widen deny.toml and say why in the commit',
    perform: () => run('cargo-deny', 'cargo', ['deny', 'check', 'licenses', 'bans', 'sources'], { env }),
  }];
}

// One more language is plugged in for this test alone.
const WITH_PLUG = ['--workspace', ...PLUG, '--test', 'plug'];

function tests(filter) {
  const names = filter ? [filter] : [];
  const advice = 'cargo test NAME runs one; a picture that differs lies beside its expected.png as .actual.png';
  const perform = (name, args, counts) => run(name, 'cargo', args, { env: withLavapipe(env) }).then((result) => ({ ...result, ...counts(result.output) }));
  if (!ask('cargo', ['nextest', '--version'], env).ok) {
    const args = ['test', '--workspace', '--no-fail-fast', ...names];
    return [
      { name: 'Rust tests', advice, perform: () => perform('cargo-test', args, cargoCounts) },
      { name: 'a language more', advice, perform: () => perform('cargo-test-plug', ['test', ...WITH_PLUG], cargoCounts) },
    ];
  }
  const nextest = ['nextest', 'run', '--workspace', '--no-fail-fast', '--no-tests=pass', '--failure-output=final', ...names];
  const doc = ['test', '--doc', '--workspace', '--no-fail-fast', ...names];
  return [
    { name: 'Rust tests', advice, perform: () => perform('nextest', nextest, nextestCounts) },
    { name: 'a language more', advice, perform: () => perform('nextest-plug', ['nextest', 'run', ...WITH_PLUG], nextestCounts) },
    { name: 'Rust doc tests', advice, perform: () => perform('cargo-test-doc', doc, cargoCounts) },
  ];
}

// Pictures are compared with ones that lavapipe drew; where it is there, a test that finds no GPU fails instead of being skipped.
function withLavapipe(base) {
  const driver = findLavapipe();
  return driver ? { ...base, VK_ICD_FILENAMES: driver, LUMINARA_REQUIRE_GPU: '1' } : base;
}
