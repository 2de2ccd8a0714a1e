// `npm run bench:links`: how long each example's link is, and what other codecs would have given. Written to docs/links.md.
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync, cpSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as zlib from 'node:zlib';
import { cargoEnvironment, targetFolder } from '../scripts/cargo-environment.mjs';
import { Failure, runMain } from '../scripts/failure.mjs';
import { root } from '../scripts/paths.mjs';
import { ask, mustRun } from '../scripts/process.mjs';

const THUMBNAIL = /^thumb\.(png|webp)$/;
const dictionary = readFileSync(join(root, 'crates/project/src/link/dictionary.txt'));

const CODECS = [
  ['deflate-raw', (bytes) => zlib.deflateRawSync(bytes, { level: 9, memLevel: 9 })],
  ['brotli', (bytes) => zlib.brotliCompressSync(bytes, { params: { [zlib.constants.BROTLI_PARAM_QUALITY]: 11, [zlib.constants.BROTLI_PARAM_MODE]: zlib.constants.BROTLI_MODE_TEXT } })],
  // Node has it from 22.15 on.
  ...(zlib.zstdCompressSync === undefined ? [] : [['zstd', (bytes) => zlib.zstdCompressSync(bytes, { params: { [zlib.constants.ZSTD_c_compressionLevel]: 22, [zlib.constants.ZSTD_c_contentSizeFlag]: 0 } })]]),
  ['deflate-raw + dictionary', (bytes) => zlib.deflateRawSync(bytes, { level: 9, memLevel: 9, dictionary })],
];

await runMain(async () => {
  const env = cargoEnvironment();
  await mustRun('build-luminara', 'cargo', ['build', '-p', 'luminara-cli'], { env, label: 'building luminara' });
  const binary = join(targetFolder(env), 'debug/luminara');
  const examples = readdirSync(join(root, 'static/examples'), { withFileTypes: true }).filter((entry) => entry.isDirectory()).map(({ name }) => name).sort();
  const rows = examples.map((name) => measure(name, binary));
  const total = rows.reduce((sum, row) => ['**all**', ...row.slice(1).map((count, index) => count + (sum[index + 1] ?? 0))], ['**all**']);
  const heads = ['example', 'project, bytes', ...CODECS.map(([name]) => name), 'the link'];
  const line = (cells) => `| ${cells.map((cell) => (typeof cell === 'number' ? cell.toLocaleString('en') : cell)).join(' | ')} |`;
  const text = [
    '# Links',
    '',
    'A link carries the whole project behind its `#`: `crates/project/src/link.rs` has the format. This table is written by `npm run bench:links`.',
    '',
    'For each example: the bytes of its files, the characters that each codec would make of them in base64url (4 characters for 3 bytes; nothing else counted), and the'
      + ' characters of the link as it is, with version, length, checksum, file names and engine version.',
    '',
    line(heads),
    line(heads.map(() => '---')),
    ...[...rows, total].map(line),
    '',
    'So: deflate after a preset dictionary of our own words. It makes shorter links than brotli and zstd do without one, and needs nothing that the engine does not have already.'
      + ' Brotli after the same dictionary would save about another tenth, and need an encoder and a decoder in the engine, the latter with 120 KB of its own dictionary.'
      + ' The dictionary is a part of the format: a new one is a new version.',
    '',
  ].join('\n');
  console.log(text);
  writeFileSync(join(root, 'docs/links.md'), text);
});

function measure(name, binary) {
  const folder = mkdtempSync(join(tmpdir(), 'luminara-links-'));
  try {
    cpSync(join(root, 'static/examples', name), folder, { recursive: true, filter: (path) => !THUMBNAIL.test(path.split('/').at(-1)) });
    const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => readFileSync(join(entry.parentPath ?? entry.path, entry.name)));
    const bytes = Buffer.concat(files);
    const { ok, output } = ask(binary, ['share', folder, '--base', 'x']);
    if (!ok) throw new Failure(`luminara share ${name} failed`, { output });
    return [name, bytes.length, ...CODECS.map(([, compress]) => Math.ceil(compress(bytes).length * 4 / 3)), output.trim().length - 'x#'.length];
  } finally {
    rmSync(folder, { recursive: true });
  }
}
