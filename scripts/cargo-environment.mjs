// The environment in which cargo runs.
import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';
import { cache, root } from './paths.mjs';
import { ask } from './process.mjs';

/** What the engine is compiled for. */
export const WASM_TARGET = 'wasm32-unknown-unknown';

const DEBIAN_RUSTC = '/usr/bin/rustc';
const DEBIAN_RUST_SOURCE = '/usr/lib/rustlib/src/rust/library/std/Cargo.toml';

/** For native builds and tests. In CI, compiled crates lie outside of the clone, so that the next clone finds them. */
export function cargoEnvironment() {
  const folder = join(process.env.CARGO_HOME ?? join(homedir(), '.cargo'), 'bin');
  const env = {
    ...process.env,
    PATH: [folder, process.env.PATH].join(delimiter),
    CARGO_TERM_COLOR: 'never',
    // How far it is, for the progress line (`run` in process.mjs).
    CARGO_TERM_PROGRESS_WHEN: 'always',
    CARGO_TERM_PROGRESS_WIDTH: '80',
  };
  if (process.env.CI === 'true') {
    env.CARGO_TARGET_DIR ??= join(cache, 'target');
    env.CARGO_INCREMENTAL ??= '0';
  }
  return env;
}

/** Where cargo puts what it builds in an environment. */
export const targetFolder = (env) => env.CARGO_TARGET_DIR ?? join(root, 'target');

/** The WebAssembly module that cargo made of a package in a profile. */
export function compiledModule(env, profile, name) {
  return join(targetFolder(env), WASM_TARGET, profile, `${name.replaceAll('-', '_')}.wasm`);
}

/** True where rustup's own standard library for wasm32 is installed. */
export function hasWasmTarget(env = cargoEnvironment()) {
  const { ok, output } = ask('rustc', ['--print', 'target-libdir', '--target', WASM_TARGET], env);
  return ok && existsSync(output.trim());
}

/** True where Debian's Rust can stand in: its compiler with the source of its standard library. */
export function hasDebianFallback() {
  return existsSync(DEBIAN_RUSTC) && existsSync(DEBIAN_RUST_SOURCE);
}

/**
 * For the engine's build. Where rustup has no wasm32 target, Debian's compiler builds it with a standard library made from source,
 * linked by rustup's `rust-lld`; no committed file knows of it.
 */
export function wasmEnvironment() {
  const env = cargoEnvironment();
  if (hasWasmTarget(env)) return env;
  const sysroot = ask('rustc', ['--print', 'sysroot'], env).output.trim();
  const host = ask('rustc', ['-vV'], env).output.match(/^host: (.*)$/m)?.[1] ?? '';
  return {
    ...env,
    RUSTC: DEBIAN_RUSTC,
    RUSTC_BOOTSTRAP: '1',
    CARGO_UNSTABLE_BUILD_STD: 'std,panic_abort',
    CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER: join(sysroot, 'lib/rustlib', host, 'bin/rust-lld'),
  };
}
