// The types of the embed kit, for pages that drive it from TypeScript.
import { join, relative } from 'node:path';
import { root } from '../paths.mjs';
import { mustRun } from '../process.mjs';

/** Writes the declarations of the embed's element and messages into the site's types/. */
export async function writeTypes(site) {
  const out = join(site, 'types');
  const tsc = join(root, 'node_modules/typescript/bin/tsc');
  await mustRun('embed-types', process.execPath, [tsc, '--project', 'web/tsconfig.embed.json', '--outDir', out], { label: `writing ${relative(root, out)}` });
}
