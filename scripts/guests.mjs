// `npm run guests [-- NAME]`: builds the guests of tests/guests and of the examples from their sources, each by its own compiler, into the `.wasm` that is
// checked in. A compiler that isn't here is said and left out; the page and the tests need none of them.
import { copyFileSync, existsSync, mkdirSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { wasmEnvironment } from './cargo-environment.mjs';
import { runMain } from './failure.mjs';
import { root } from './paths.mjs';
import { ask, mustRun } from './process.mjs';

const work = mkdtempSync(join(tmpdir(), 'guests-'));

const GUESTS = [
  { name: 'ring-rust', build: rust('tests/guests/rust', 'ring'), into: 'tests/scenes/guest-rust/main.wasm' },
  { name: 'ring-c', build: c('tests/guests/c/ring.c'), into: 'tests/scenes/guest-c/main.wasm' },
  { name: 'ring-assemblyscript', build: assemblyscript('tests/guests/assemblyscript/ring.ts'), into: 'tests/scenes/guest-assemblyscript/main.wasm' },
  { name: 'ring-zig', build: zig('tests/guests/zig/ring.zig'), into: 'tests/scenes/guest-zig/main.wasm' },
  { name: 'ring-wat', build: copy('tests/guests/wat/ring.wat'), into: 'tests/scenes/guest-wat/main.wat' },
  { name: 'trap-rust', build: lines(rust('tests/guests/rust-trap', 'trap')), into: 'tests/scenes/guest-traps/rust.wasm' },
  { name: 'trap-c', build: lines(c('tests/guests/c/trap.c', ['-g'])), into: 'tests/scenes/guest-traps/c.wasm' },
  { name: 'flock', build: rust('static/examples/guest-flock/source', 'flock'), into: 'static/examples/guest-flock/flock.wasm' },
];

await runMain(async () => {
  const [wanted = ''] = process.argv.slice(2);
  for (const { name, build, into } of GUESTS.filter((guest) => guest.name.includes(wanted))) {
    const built = await build();
    if (built.missing !== undefined) {
      console.log(`- ${name}: left out, ${built.missing}`);
      continue;
    }
    mkdirSync(join(root, into, '..'), { recursive: true });
    copyFileSync(built.file, join(root, into));
    console.log(`✓ ${into}`);
  }
});

// A guest of 16 KiB of stack fits into a memory of two pages with its data.
function rust(folder, library) {
  return async () => {
    const target = join(work, 'target');
    // Where the line table is kept, it names files as the repository does.
    const flags = `-C link-arg=-zstack-size=16384 -C link-arg=--export-table --remap-path-prefix=${root}/=`;
    const env = { ...wasmEnvironment(), CARGO_TARGET_DIR: target, RUSTFLAGS: flags };
    const args = ['build', '--release', '--target', 'wasm32-unknown-unknown', '--manifest-path', join(root, folder, 'Cargo.toml')];
    await mustRun(`guest-${library}`, 'cargo', args, { env, label: library });
    return { file: join(target, `wasm32-unknown-unknown/release/${library}.wasm`) };
  };
}

function c(source, more = []) {
  return async () => {
    if (!ask('clang', ['--version']).ok || !ask('wasm-ld', ['--version']).ok) return { missing: 'apt-get install clang lld' };
    const file = join(work, 'c.wasm');
    const args = ['--target=wasm32', '-Os', '-nostdlib', '-ffreestanding', '-mbulk-memory', '-Wall', '-Wextra', '-Werror', `-I${join(root, 'crates/guest/c')}`,
      '-Wl,--no-entry', '-Wl,-z,stack-size=16384', `-ffile-prefix-map=${root}/=`, '-fdebug-compilation-dir=.', ...more, '-o', file, join(root, source)];
    // clang has the code optimised once more by a wasm-opt that it finds, npm's say, which would leave a line table behind that is of other code.
    const path = process.env.PATH.split(delimiter).filter((folder) => more.length === 0 || !existsSync(join(folder, 'wasm-opt')));
    await mustRun('guest-c', 'clang', args, { label: source, env: { ...process.env, PATH: path.join(delimiter) } });
    return { file };
  };
}

/** Leaves of what a debugger would read the line table alone. */
function lines(build) {
  return async () => {
    if (!ask('llvm-objcopy', ['--version']).ok) return { missing: 'apt-get install llvm' };
    const built = await build();
    if (built.missing !== undefined) return built;
    const file = join(work, 'lines.wasm');
    const sections = ['.debug_abbrev', '.debug_info', '.debug_loc', '.debug_loclists', '.debug_ranges', '.debug_rnglists', '.debug_str', '.debug_str_offsets', '.debug_addr', '.debug_aranges',
      '.debug_pubnames', '.debug_pubtypes', 'producers', 'target_features'];
    const args = sections.map((name) => `--remove-section=${name}`);
    await mustRun('guest-lines', 'llvm-objcopy', [...args, built.file, file], { label: 'line table' });
    return { file };
  };
}

function assemblyscript(source) {
  return async () => {
    const compiler = process.env.ASC ?? 'asc';
    if (!ask(compiler, ['--version']).ok) return { missing: 'npm install assemblyscript somewhere, and name its bin/asc.js as ASC' };
    const file = join(work, 'as.wasm');
    // The minimal runtime: it allocates and never collects by itself; no start code runs beyond what the file has.
    await mustRun('guest-as', compiler, [join(root, source), '--outFile', file, '-O3s', '--runtime', 'minimal', '--noAssert'], { label: source });
    return { file };
  };
}

function zig(source) {
  return async () => {
    const [compiler, ...first] = (process.env.ZIG ?? 'zig').split(' ');
    if (!ask(compiler, [...first, 'version']).ok) return { missing: 'pip install ziglang, and ZIG="python -m ziglang"' };
    const file = join(work, 'zig.wasm');
    const args = [...first, 'build-exe', join(root, source), '-target', 'wasm32-freestanding', '-O', 'ReleaseSmall', '-fno-entry', '-rdynamic', '--stack', '16384',
      `-femit-bin=${file}`];
    await mustRun('guest-zig', compiler, args, { label: source });
    return { file };
  };
}

function copy(source) {
  return async () => (existsSync(join(root, source)) ? { file: join(root, source) } : { missing: `${source} is gone` });
}
