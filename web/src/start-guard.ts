// A project that took the engine or the page down isn't run again by itself: a mark is set before a project runs, and taken away
// once it has run for a while or the page was left in peace. Who finds it, opens the project paused.
import { readPreference, writePreference } from './preferences.js';

const NAME = 'unsettled';

/** True where the project with this key was open when the engine or the page went down. */
export function isUnsettled(key: string): boolean {
  return readPreference(NAME) === key;
}

/** Marks a project that is about to run. */
export function markUnsettled(key: string): void {
  writePreference(NAME, key);
}

/** Takes the mark away. */
export function markSettled(key: string): void {
  if (isUnsettled(key)) writePreference(NAME, undefined);
}
