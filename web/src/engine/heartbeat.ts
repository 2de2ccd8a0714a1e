// Whether the Worker still lives: its silence is counted while the page is awake and seen, since a machine that slept, a page in the
// background and a processor that has no time for anybody are no sign of a hang.

/** How often the page looks, milliseconds. */
export const LOOK_EVERY_MS = 500;
/** A look that comes later than this found the page itself asleep or held up: the time before it doesn't count. */
const LATE_MS = 2 * LOOK_EVERY_MS;

/** What the Worker is doing, as far as it is known. */
export type Work =
  /** It takes commands and runs the scene. */
  | 'running'
  /** It has a command that does much at once. */
  | 'much'
  /** It is being loaded and compiled, and looks for a GPU. */
  | 'starting'
  /** It gives the GPU a picture; a slow GPU is waited for. */
  | 'drawing';

/** After how much silence the Worker is given up, milliseconds. Never, while the GPU may be what holds it up. */
const MOST_SILENCE_MS: Readonly<Record<Work, number>> = { running: 5000, much: 15_000, starting: 60_000, drawing: Infinity };
/** After how much time without an answer the person is told, be it the GPU or a long command that goes on. */
const MOST_WAIT_MS = 8000;

export class Heartbeat {
  #silence = 0;
  #wait = 0;
  #lookedAt: number | undefined;

  /** An answer came: nobody waits any more. */
  answered(): void {
    this.#silence = 0;
    this.#wait = 0;
  }

  /** The Worker said that it goes on with what it is at. */
  goesOn(): void {
    this.#silence = 0;
  }

  /** Forgets what was: another Worker is listened to, or the same after a rest. */
  restart(): void {
    this.answered();
    this.#lookedAt = undefined;
  }

  /**
   * The page's look at `now`, milliseconds of its clock.
   * @param isSeen whether the page is seen
   * @returns `hung` where the Worker is to be given up; `slow` where the person is to be told that it doesn't answer
   */
  look(now: number, isSeen: boolean, work: Work): 'well' | 'slow' | 'hung' {
    const since = now - (this.#lookedAt ?? now);
    this.#lookedAt = now;
    if (!isSeen) this.answered();
    else if (since <= LATE_MS) {
      this.#silence += since;
      this.#wait += since;
    }
    if (this.#silence >= MOST_SILENCE_MS[work]) return 'hung';
    return this.#wait >= MOST_WAIT_MS && work !== 'starting' ? 'slow' : 'well';
  }

  /** How long a Worker that was given up had been silent, in words. */
  static silenceText(work: Work): string {
    return `${MOST_SILENCE_MS[work] / 1000} seconds`;
  }
}
