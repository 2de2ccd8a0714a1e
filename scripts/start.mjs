// `npm start`: sets up, builds, serves, and rebuilds what changes. `npm start -- --port 9000` asks for another port.
import { join, relative } from 'node:path';
import { parseArgs } from 'node:util';
import { buildDevSite } from './engine.mjs';
import { report, runMain } from './failure.mjs';
import { devSite, root } from './paths.mjs';
import { duration } from './progress.mjs';
import { serve } from './serve.mjs';
import { setUp } from './setup/all.mjs';
import { watch } from './watch.mjs';

const DEFAULT_PORT = 8080;
const WATCHED = ['crates', 'web', 'static', 'Cargo.toml', 'Cargo.lock'].map((name) => join(root, name));

await runMain(async () => {
  const { values } = parseArgs({ options: { port: { type: 'string', default: String(DEFAULT_PORT) } } });
  const started = Date.now();
  await setUp(['build']);
  await timed('built', buildDevSite);
  const { url } = await serve(devSite, { port: Number(values.port) });
  console.log(`\n  Luminara Playground: ${url}   (ready in ${duration(Date.now() - started)}; Ctrl-C ends it)\n`);
  await watch(WATCHED, rebuild);
});

async function rebuild(changed) {
  const names = changed.map((path) => relative(root, path));
  const shellOnly = names.every((name) => /^(web|static)\//.test(name));
  console.log(`changed: ${names.slice(0, 3).join(', ')}${names.length > 3 ? ` and ${names.length - 3} more` : ''}`);
  try {
    await timed('rebuilt; reload the page', shellOnly ? assembleDevShell : buildDevSite);
  } catch (error) {
    report(error);
    console.error('  The page stays as it was; the next change is tried again.');
  }
}

async function assembleDevShell() {
  // esbuild is a package: it is there only after the set-up.
  const { assembleShell } = await import('./shell/assemble.mjs');
  await assembleShell(devSite, { release: false });
}

async function timed(what, work) {
  const started = Date.now();
  await work();
  console.log(`✓ ${what} (${duration(Date.now() - started)})`);
}
