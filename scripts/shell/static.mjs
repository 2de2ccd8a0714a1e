// The files of static/ that go into the site as they are: styles, icons, examples, further pages.
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../paths.mjs';

const folder = join(root, 'static');

/** Copies static/ into the site. */
export function copyStatic(site) {
  cpSync(folder, site, { recursive: true });
}
