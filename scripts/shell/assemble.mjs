// The shell of the site: everything but the engine.
import { bundleScripts } from './bundle.mjs';
import { writeExampleIndex } from './examples.mjs';
import { copyFonts } from './fonts.mjs';
import { checkPages } from './pages.mjs';
import { writeReference } from './reference.mjs';
import { copyStatic } from './static.mjs';
import { writeTypes } from './types.mjs';

/**
 * Writes the shell into a site.
 * @param {string} site folder
 * @param {{release: boolean, generated?: string}} options minified and without source maps for a release; a folder whose files are
 *   bundled in place of the project's
 */
export async function assembleShell(site, { release, generated }) {
  copyStatic(site);
  copyFonts(site);
  writeExampleIndex(site);
  writeReference(site);
  await bundleScripts(site, { release, generated });
  if (release) await writeTypes(site);
  checkPages(site);
}
