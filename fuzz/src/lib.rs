//! What the fuzz targets do with their bytes. `crates/lua/tests/fuzz_rounds.rs` and `crates/wasm/tests/arguments.rs` do the same with bytes
//! of their own, on a stable compiler and with each `npm test`.
#![forbid(unsafe_code)]

pub mod lua;
pub mod valid;
pub mod wasm;
