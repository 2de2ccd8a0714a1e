//! Modules that are valid, whatever the bytes: made by wasm-smith, with the engine's imports to call and its exports to be called by.

use std::sync::LazyLock;

use arbitrary::Unstructured;
use luminara_wasm::imports::Imports;
use wasm_smith::{Config, Module};

/// What the module exports: what the engine calls.
const EXPORTS: &str = r#"(module
  (memory (export "memory") 1)
  (func (export "on_init") (param i64))
  (func (export "on_update") (param i64 f32))
  (func (export "on_event") (param i32 i32 i32))
  (func (export "alloc") (param i32) (result i32) (i32.const 0)))"#;

/// A module that imports everything there is.
static IMPORTS: LazyLock<Vec<u8>> = LazyLock::new(|| {
    let imports = Imports::of(&luminara_engine::api::registry());
    let line = |import: &luminara_wasm::imports::Import| {
        let params: Vec<String> = import.signature.params.iter().map(ToString::to_string).collect();
        let result = import.signature.result.map_or(String::new(), |number| format!("(result {number})"));
        format!("(import \"luminara\" \"{}\" (func (param {}) {result}))\n", import.name, params.join(" "))
    };
    let lines: String = imports.iter().map(line).collect();
    wat::parse_str(format!("(module {lines})")).expect("the imports are a module")
});

static EXPORTED: LazyLock<Vec<u8>> = LazyLock::new(|| wat::parse_str(EXPORTS).expect("a module"));

/// The module of some bytes, if they are enough for one.
pub fn module(data: &[u8]) -> Option<Vec<u8>> {
    let config = Config {
        available_imports: Some(IMPORTS.clone()),
        exports: Some(EXPORTED.clone()),
        min_imports: 4,
        max_memories: 1,
        max_memory32_bytes: 4 << 20,
        exceptions_enabled: false,
        gc_enabled: false,
        memory64_enabled: false,
        relaxed_simd_enabled: false,
        shared_everything_threads_enabled: false,
        simd_enabled: false,
        threads_enabled: false,
        custom_page_sizes_enabled: false,
        wide_arithmetic_enabled: false,
        ..Config::default()
    };
    Module::new(config, &mut Unstructured::new(data)).ok().map(|module| module.to_bytes())
}
