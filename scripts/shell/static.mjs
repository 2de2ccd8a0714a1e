// The files of static/ that go into the site as they are: styles, icons, examples, further pages.
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../paths.mjs';

const folder = join(root, 'static');
const madeByTrunk = join(folder, 'index.html');

/** Copies static/ into the site, without index.html. */
export function copyStatic(site) {
  cpSync(folder, site, { recursive: true, filter: (source) => source !== madeByTrunk });
}
