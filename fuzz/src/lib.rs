//! What the fuzz targets do with their bytes. `crates/lua/tests/fuzz_rounds.rs` does the same with bytes of its own, on a
//! stable compiler and with each `npm test`.
#![forbid(unsafe_code)]

pub mod lua;
