// A project that took the engine or the page down isn't run again by itself: a mark is set before a project runs, and taken away
// once it has run for a while or the page was left in peace. Who finds it, opens the project paused.
import { readPreference, writePreference } from '../state/preferences.js';

const NAME = 'unsettled';
/** Several tabs run a project each; more marks than this are of long ago. */
const KEPT = 16;

/** True where the project with this key was running when the engine or the page went down. */
export function isUnsettled(key: string): boolean {
  return marked().includes(key);
}

/** Marks a project that is about to run. */
export function markUnsettled(key: string): void {
  const others = marked().filter((other) => other !== key);
  writePreference(NAME, [...others, key].slice(-KEPT).join('\n'));
}

/** Takes the mark away. */
export function markSettled(key: string): void {
  const others = marked().filter((other) => other !== key);
  writePreference(NAME, others.length === 0 ? undefined : others.join('\n'));
}

function marked(): readonly string[] {
  return readPreference(NAME)?.split('\n') ?? [];
}
