// Small things that the browser remembers between visits: the theme, the splits, the last project.

const PREFIX = 'luminara.';

/** What was remembered; undefined where nothing was or the browser keeps nothing. */
export function readPreference(name: string): string | undefined {
  try {
    return localStorage.getItem(PREFIX + name) ?? undefined;
  } catch {
    // Storage can be forbidden (private windows, sandboxed frames). Everything works without.
    return undefined;
  }
}

/** Remembers a value, or forgets it where it is undefined. */
export function writePreference(name: string, value: string | undefined): void {
  try {
    if (value === undefined) localStorage.removeItem(PREFIX + name);
    else localStorage.setItem(PREFIX + name, value);
  } catch {
    // As above: then it is forgotten.
  }
}
