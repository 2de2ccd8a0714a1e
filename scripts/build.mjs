// `npm run build`: the site to be shipped, in dist/, its sizes held against budget.json. `npm run build -- dev`: the site of the
// edit loop, in .build/site/.
import { relative } from 'node:path';
import { buildDevSite, buildReleaseSite } from './engine.mjs';
import { Failure, runMain } from './failure.mjs';
import { devSite, releaseSite, root } from './paths.mjs';
import { duration } from './progress.mjs';
import { setUp } from './setup/all.mjs';
import { checkSizes } from './sizes.mjs';
import { tryEngine } from './trial.mjs';
import { optimiseEngine } from './wasm-opt.mjs';

const KINDS = { release, dev };

await runMain(async () => {
  const kind = process.argv[2] ?? 'release';
  if (!(kind in KINDS)) throw new Failure(`no build called '${kind}'`, { advice: `npm run build -- ${Object.keys(KINDS).join('|')}` });
  await setUp(['build']);
  await KINDS[kind]();
});

async function dev() {
  done('built', await buildDevSite(), devSite);
}

async function release() {
  done('built', await buildReleaseSite(), releaseSite);
  done('optimised', await optimiseEngine(releaseSite), releaseSite);
  done('tried', await tryEngine(releaseSite), releaseSite);
  checkSizes(releaseSite);
}

function done(what, { milliseconds }, site) {
  console.log(`✓ ${what} ${relative(root, site)}/ in ${duration(milliseconds)}`);
}
