// The TypeScript of web/src as modules that the browser loads.
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { basename, extname, join, relative, resolve } from 'node:path';
import { build, transform } from 'esbuild';
import { Failure } from '../failure.mjs';
import { root } from '../paths.mjs';

// Each is a module of the same name in the site.
const ENTRIES = ['main.ts', 'worker.ts'];

// Classic scripts for other people's pages, each whole in one file.
const FOREIGN_ENTRIES = ['embed/embed.ts', 'embed/luminara-docs.ts'];

/** What a page loads before anybody starts an engine, in bytes as they are. */
const FOREIGN_BUDGET = 10_240;

// What wasm-bindgen makes, the loaders of the engine and of its parts.
const LOADERS = /\/(?:engine|wat)\.js$/;

// They lie beside the modules in the site, so they stay imports.
const engineStaysOutside = {
  name: 'engine-stays-outside',
  setup(builder) {
    builder.onResolve({ filter: LOADERS }, ({ path }) => ({ path: `./${basename(path)}`, external: true }));
  },
};

const stylesAsText = {
  name: 'styles-as-text',
  setup(builder) {
    builder.onLoad({ filter: /\.css$/ }, async ({ path }) => {
      const { code } = await transform(readFileSync(path, 'utf8'), { loader: 'css', minify: true });
      return { contents: code.trim(), loader: 'text' };
    });
  },
};

// Takes the files that lie under a folder in place of the project's.
const replacedBy = (folder) => ({
  name: 'replaced',
  setup(builder) {
    builder.onLoad({ filter: /\.(ts|json)$/ }, ({ path }) => {
      const other = join(folder, relative(root, path));
      return existsSync(other) ? { contents: readFileSync(other, 'utf8'), loader: extname(path).slice(1) } : undefined;
    });
  },
});

/** Bundles the shell's entries into the site's folder. */
export async function bundleScripts(site, { release, generated }) {
  await bundleForeign(site, { release });
  await bundleStandAlone(site);
  const entries = ENTRIES.map((name) => join(root, 'web/src', name));
  try {
    const { metafile } = await build({
      entryPoints: entries,
      outdir: site,
      bundle: true,
      format: 'esm',
      splitting: true,
      // Beside the entries, so that `./engine.js` means the same file in every module.
      // `chunk-script-tools-…` and `chunk-finding-…` are what the page loads later; the budget doesn't count them.
      chunkNames: 'chunk-[name]-[hash]',
      target: 'es2022',
      minify: release,
      sourcemap: release ? false : 'linked',
      legalComments: release ? 'none' : 'inline',
      define: { 'process.env.NODE_ENV': release ? '"production"' : '"development"' },
      conditions: release ? ['production'] : ['development'],
      tsconfig: join(root, 'tsconfig.json'),
      absWorkingDir: root,
      plugins: [engineStaysOutside, ...(generated ? [replacedBy(generated)] : [])],
      metafile: true,
      logLevel: 'silent',
    });
    removeOldChunks(site, Object.keys(metafile.outputs));
  } catch (error) {
    throw new Failure('the shell does not bundle', { output: messages(error), advice: 'mend the file and line above' });
  }
}

/** The page and the Worker as one classic script each, for "save as a web page". */
async function bundleStandAlone(site) {
  const engineIsInside = {
    name: 'engine-is-inside',
    setup(builder) {
      builder.onResolve({ filter: LOADERS }, ({ path }) => ({ path: resolve(site, basename(path)) }));
    },
  };
  try {
    await build({
      entryPoints: [{ in: join(root, 'web/src/main.ts'), out: 'stand-alone-page' }, { in: join(root, 'web/src/worker.ts'), out: 'stand-alone-worker' }],
      outdir: site,
      bundle: true,
      format: 'iife',
      target: 'es2022',
      minify: true,
      legalComments: 'none',
      define: { 'process.env.NODE_ENV': '"production"', 'import.meta.url': 'location.href' },
      conditions: ['production'],
      tsconfig: join(root, 'tsconfig.json'),
      absWorkingDir: root,
      plugins: [engineIsInside],
      logLevel: 'silent',
    });
  } catch (error) {
    throw new Failure('the stand-alone page does not bundle', { output: messages(error), advice: 'mend the file and line above' });
  }
}

async function bundleForeign(site, { release }) {
  try {
    const { metafile } = await build({
      entryPoints: FOREIGN_ENTRIES.map((name) => join(root, 'web/src', name)),
      outdir: site,
      bundle: true,
      format: 'iife',
      target: 'es2022',
      // They are small either way, and always held to what is shipped.
      minify: true,
      sourcemap: release ? false : 'linked',
      legalComments: 'none',
      tsconfig: join(root, 'tsconfig.json'),
      absWorkingDir: root,
      metafile: true,
      logLevel: 'silent',
      plugins: [stylesAsText],
    });
    for (const [path, { bytes }] of Object.entries(metafile.outputs)) {
      if (path.endsWith('.js') && bytes > FOREIGN_BUDGET) throw new Failure(`${path} has ${bytes} bytes`, { advice: `it is loaded by other people's pages: keep it under ${FOREIGN_BUDGET}` });
    }
  } catch (error) {
    if (error instanceof Failure) throw error;
    throw new Failure('the embed scripts do not bundle', { output: messages(error), advice: 'mend the file and line above' });
  }
}

// A chunk's name changes with its content: the ones of earlier bundles would pile up.
function removeOldChunks(site, outputs) {
  const written = new Set(outputs.map((path) => basename(path)));
  for (const name of readdirSync(site)) {
    if (/^chunk-.*\.js(\.map)?$/.test(name) && !written.has(name)) rmSync(join(site, name));
  }
}

function messages(error) {
  if (!error.errors) return String(error);
  return error.errors
    .map(({ text, location }) => (location ? `${location.file}:${location.line}:${location.column}: ${text}` : text))
    .join('\n');
}
