// Noticing changed files by looking at their times: it works the same on every system and on mounted folders.
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

const EVERY_MS = 400;

/**
 * Calls back with the paths that changed, appeared or vanished, once they have rested for one look.
 * @param {string[]} paths files and folders
 * @param {(changed: string[]) => Promise<void>} onChange awaited before the next look
 */
export async function watch(paths, onChange) {
  let before = timesOf(paths);
  let pending = new Set();
  for (;;) {
    await new Promise((resolve) => setTimeout(resolve, EVERY_MS));
    const now = timesOf(paths);
    const changed = differences(before, now);
    before = now;
    for (const path of changed) pending.add(path);
    if (changed.length > 0 || pending.size === 0) continue;
    const settled = [...pending];
    pending = new Set();
    await onChange(settled);
  }
}

function timesOf(paths) {
  const times = new Map();
  const visit = (path) => {
    const stat = statSync(path, { throwIfNoEntry: false });
    if (stat?.isFile()) times.set(path, stat.mtimeMs);
    if (stat?.isDirectory()) for (const name of readdirSync(path)) visit(join(path, name));
  };
  paths.forEach(visit);
  return times;
}

function differences(before, now) {
  const paths = new Set([...before.keys(), ...now.keys()]);
  return [...paths].filter((path) => before.get(path) !== now.get(path));
}
