// Runs the tests that a project's scripts have, one after the other between the scene's frames; each in a fresh copy of the project.
import type { AnswerTo } from './calls.js';
import type { Command, TestCase, TestResult } from './protocol.js';
import type { State } from '../state/state.js';
import type { Store } from '../state/store.js';

/** A test and what came of it; without a result, it has not run yet. */
export interface TestRow {
  readonly case: TestCase;
  readonly result?: TestResult;
}

type TestCommand = Extract<Command, { type: 'list_tests' | 'run_test' }>;
export type AskForTests = <C extends TestCommand>(command: C) => Promise<AnswerTo<C['type']>>;

export class TestRunner {
  readonly #store: Store<State>;
  readonly #ask: AskForTests;
  /** Which run is the latest: an older one ends where it is. */
  #run = 0;

  constructor(store: Store<State>, ask: AskForTests) {
    this.#store = store;
    this.#ask = ask;
  }

  /** Finds all tests and runs them. */
  async runAll(): Promise<void> {
    const run = ++this.#run;
    this.#store.update({ testing: true });
    try {
      const { cases, problems } = await this.#ask({ type: 'list_tests' });
      if (run !== this.#run) return;
      // What is known stays to be seen until there is something newer.
      this.#store.update({ tests: cases.map((found) => ({ ...this.#known(found), case: found })), testProblems: problems });
      for (const found of cases) {
        await this.#runOne(found);
        if (run !== this.#run) return;
      }
    } finally {
      if (run === this.#run) this.#store.update({ testing: false });
    }
  }

  /** Runs one test again. */
  async runOne(found: TestCase): Promise<void> {
    const run = ++this.#run;
    this.#store.update({ testing: true });
    try {
      await this.#runOne(found);
    } finally {
      if (run === this.#run) this.#store.update({ testing: false });
    }
  }

  async #runOne(found: TestCase): Promise<void> {
    const { result } = await this.#ask({ type: 'run_test', case: found });
    this.#store.update({ tests: this.#store.state.tests.map((row) => (isSame(row.case, found) ? { case: row.case, result } : row)) });
  }

  #known(found: TestCase): Partial<TestRow> {
    return this.#store.state.tests.find((row) => isSame(row.case, found)) ?? {};
  }
}

const isSame = (a: TestCase, b: TestCase): boolean => a.file === b.file && a.name === b.name;
