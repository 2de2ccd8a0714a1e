// Where things lie: the clone, what is built in it, and the cache that outlives a clone.
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The root of the clone. */
export const root = resolve(fileURLToPath(import.meta.url), '../..');

/** What the scripts build on the way: logs, the site of the edit loop, bundled tests. Never committed. */
export const scratch = join(root, '.build');

/** Whole logs of long commands, one file a command. */
export const logs = join(scratch, 'logs');

/** The site of the edit loop (`npm start`, `npm test`). */
export const devSite = join(scratch, 'site');

/** The same with one more language, for its test. */
export const plugSite = join(scratch, 'plug-site');

/** The site that `npm run build` makes to be shipped. */
export const releaseSite = join(root, 'dist');

/** Tools and, in CI, compiled crates: shared by every clone on this machine. */
export const cache = process.env.LUMINARA_CACHE
  || join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'luminara-playground');

/** The folder of one tool at one version. */
export const toolFolder = (name, version) => join(cache, 'tools', `${name}-${version}`);
