//! Limits the memory that the engine may take in a browser: a tab that takes more than its machine has is ended as a whole, page
//! and all, while an engine that gets no more ends alone and is started again.

/// Bytes; a multiple of WebAssembly's pages.
const MOST_MEMORY: u64 = 1 << 30;

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    if std::env::var("CARGO_CFG_TARGET_ARCH").is_ok_and(|it| it == "wasm32") {
        println!("cargo::rustc-link-arg-cdylib=--max-memory={MOST_MEMORY}");
    }
}
