// One step of the set-up: skipped where its result is there already.
import { duration } from '../progress.mjs';

/**
 * @typedef {object} Step
 * @property {string} name
 * @property {string} purpose what it does, as a line
 * @property {() => boolean} satisfied whether its result is there already
 * @property {() => Promise<void>} perform
 */

/** Performs the steps in order; each says its name, what it does and how long it took. */
export async function performSteps(steps) {
  for (const { name, purpose, satisfied, perform } of steps) {
    const label = name.padEnd(18);
    if (satisfied()) {
      console.log(`✓ ${label} there`);
      continue;
    }
    console.log(`• ${label} ${purpose}`);
    const started = Date.now();
    await perform();
    console.log(`✓ ${label} ${duration(Date.now() - started)}`);
  }
}
