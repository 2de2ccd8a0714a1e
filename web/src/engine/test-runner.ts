// Runs the tests that a project's scripts have, one after the other between the scene's frames; each in a fresh copy of the project.
import type { Command, Report, TestCase, TestResult } from './protocol.js';
import type { State } from '../state/state.js';
import type { Store } from '../state/store.js';

/** A test and what came of it; without a result, it has not run yet. */
export interface TestRow {
  readonly case: TestCase;
  readonly result?: TestResult;
}

export class TestRunner {
  readonly #store: Store<State>;
  readonly #send: (command: Command) => Promise<Report>;
  /** Which run is the latest: an older one ends where it is. */
  #run = 0;

  constructor(store: Store<State>, send: (command: Command) => Promise<Report>) {
    this.#store = store;
    this.#send = send;
  }

  /** Finds all tests and runs them. */
  async runAll(): Promise<void> {
    const run = ++this.#run;
    this.#store.update({ testing: true });
    try {
      const { tests } = await this.#send({ type: 'list_tests' });
      if (run !== this.#run || tests === undefined) return;
      // What is known stays to be seen until there is something newer.
      this.#store.update({ tests: tests.cases.map((found) => ({ ...this.#known(found), case: found })), testProblems: tests.problems });
      for (const found of tests.cases) {
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
    const { tested: result } = await this.#send({ type: 'run_test', case: found });
    if (result === undefined) return;
    this.#store.update({ tests: this.#store.state.tests.map((row) => (isSame(row.case, found) ? { case: row.case, result } : row)) });
  }

  #known(found: TestCase): Partial<TestRow> {
    return this.#store.state.tests.find((row) => isSame(row.case, found)) ?? {};
  }
}

const isSame = (a: TestCase, b: TestCase): boolean => a.file === b.file && a.name === b.name;
