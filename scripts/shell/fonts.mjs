// The fonts, from their npm packages: the Latin subset of the variable faces, and their licences.
import { cpSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../paths.mjs';

const FACES = { inter: 'inter-latin-wght-normal.woff2', 'jetbrains-mono': 'jetbrains-mono-latin-wght-normal.woff2' };

/** Copies the fonts into the site's fonts/. */
export function copyFonts(site) {
  const target = join(site, 'fonts');
  mkdirSync(target, { recursive: true });
  for (const [family, face] of Object.entries(FACES)) {
    const source = join(root, 'node_modules/@fontsource-variable', family);
    cpSync(join(source, 'files', face), join(target, face));
    cpSync(join(source, 'LICENSE'), join(target, `${family}-LICENSE.txt`));
  }
}
