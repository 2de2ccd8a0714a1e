// Whether the open project is the one that took the engine or the page down: a mark is set while it runs, and taken away once it has run for
// a while or was left in peace.
import { isUnsettled, markSettled, markUnsettled } from './start-guard.js';

const SETTLED_AFTER_MS = 3000;

export class Suspicion {
  /** An embed keeps nothing in the browser. */
  readonly #isKept: boolean;
  #key: string | undefined;
  #runningSince: number | undefined;
  /** The project took the engine down, and hasn't run well since. */
  #fell = false;

  constructor(isKept: boolean) {
    this.#isKept = isKept;
  }

  /** Another project is opened. Gives whether it took the engine or the page down before. */
  open(key: string): boolean {
    this.#key = key;
    this.#fell = this.#isKept && isUnsettled(key);
    return this.#fell;
  }

  /** The project goes on under another key. */
  rename(key: string): void {
    this.#key = key;
  }

  /** If the page or the engine goes down from here on, this project is the one that may have done it. */
  suspect(): void {
    if (this.#key !== undefined && this.#isKept) markUnsettled(this.#key);
  }

  /** The engine fell, or answers no more: whoever leaves now finds the project paused the next time. */
  fell(): void {
    this.suspect();
    this.#fell = true;
  }

  /** Its running time counts from the next report on. */
  startAnew(): void {
    this.#runningSince = undefined;
  }

  /** The engine reported that the scene runs or is paused. */
  reported(running: boolean): void {
    if (!running) {
      this.#runningSince = undefined;
      return;
    }
    this.#runningSince ??= performance.now();
    if (performance.now() - this.#runningSince < SETTLED_AFTER_MS || this.#key === undefined) return;
    markSettled(this.#key);
    this.#fell = false;
    // Once is enough until it is paused and run again.
    this.#runningSince = Infinity;
  }

  /** The page is left: a project that did no harm is not suspected later. */
  leave(): void {
    if (this.#key !== undefined && !this.#fell) markSettled(this.#key);
  }
}
