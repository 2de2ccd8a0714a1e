// Rust: the pinned toolchain, the wasm32 target, the crates of Cargo.lock.
import { WASM_TARGET, cargoEnvironment, hasDebianFallback, hasWasmTarget } from '../cargo-environment.mjs';
import { Failure } from '../failure.mjs';
import { ask, mustRun, run } from '../process.mjs';
import { rustVersion } from '../versions.mjs';
import { aptInstall, canInstallByApt } from './debian.mjs';

const env = cargoEnvironment();
const answers = (command, ...args) => ask(command, args, env).ok;

/** rustc, rustfmt and clippy of rust-toolchain.toml. `RUSTUP_AUTO_INSTALL=0` may be set, so each is installed by name. */
export const toolchain = {
  name: `Rust ${rustVersion()}`,
  purpose: 'rustup toolchain install: compiler, formatter, lints',
  satisfied: () => ask('rustc', ['--version'], env).output.includes(` ${rustVersion()} `)
    && answers('cargo', 'fmt', '--version') && answers('cargo', 'clippy', '--version'),
  async perform() {
    if (!answers('rustup', '--version')) {
      throw new Failure('Rust is missing', {
        advice: `install rustup (rust-lang.org/tools/install), open a new shell, and run this again; it installs Rust ${rustVersion()} itself`,
      });
    }
    const args = ['toolchain', 'install', rustVersion(), '--profile', 'minimal', '--component', 'rustfmt', '--component', 'clippy'];
    await mustRun('rust-toolchain', 'rustup', args, { env, advice: `check the network, then try: rustup ${args.join(' ')}` });
  },
};

/** The standard library for wasm32: rustup's, else Debian's compiler with the standard library's source. */
export const wasmTarget = {
  name: 'wasm32 target',
  purpose: `rustup target add ${WASM_TARGET}`,
  satisfied: () => hasWasmTarget(env) || hasDebianFallback(),
  async perform() {
    const args = ['target', 'add', '--toolchain', rustVersion(), WASM_TARGET];
    const added = await run('wasm-target', 'rustup', args, { env });
    if (added.ok && hasWasmTarget(env)) return;
    if (!canInstallByApt()) {
      throw new Failure(`rustup ${args.join(' ')} failed`, {
        output: added.output,
        advice: 'check the network and run it again; on Debian as root, the set-up falls back to the packages rustc-web and rust-web-src',
      });
    }
    console.log('  rustup could not add it; Debian\'s compiler and standard library source stand in (rustc-web, rust-web-src)');
    await aptInstall(['rustc-web', 'rust-web-src']);
  },
};

/** The crates' sources, so that a network that fails is told apart from code that does. */
export const crates = {
  name: 'crates',
  purpose: 'cargo fetch: the sources of the dependencies in Cargo.lock',
  satisfied: () => answers('cargo', 'metadata', '--offline', '--format-version=1'),
  async perform() {
    await mustRun('cargo-fetch', 'cargo', ['fetch'], { env, advice: 'check that cargo reaches crates.io, and that every Cargo.toml parses' });
  },
};
