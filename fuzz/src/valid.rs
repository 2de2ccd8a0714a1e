//! Modules that are valid, whatever the bytes: made by wasm-smith, with the engine's imports to call and its exports to be called by.

use std::ops::Range;
use std::sync::LazyLock;

use arbitrary::Unstructured;
use luminara_wasm::imports::Imports;
use wasm_smith::{Config, Module};
use wasmparser::{Parser, Payload};

/// What the module exports: what the engine calls.
const EXPORTS: &str = r#"(module
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
        min_memories: 1,
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
    let module = Module::new(config, &mut Unstructured::new(data)).ok()?;
    with_memory(&module.to_bytes())
}

/// The module with its memory exported, which wasm-smith doesn't do where it is told what to export.
fn with_memory(module: &[u8]) -> Option<Vec<u8>> {
    let exports = Parser::new(0).parse_all(module).flatten().find_map(|payload| match payload {
        Payload::ExportSection(exports) => Some(exports),
        _ => None,
    })?;
    let Range { start, end } = exports.range();
    let count = leb(exports.count() as usize).len();
    let mut content = leb(exports.count() as usize + 1);
    content.extend_from_slice(module.get(start + count..end)?);
    content.extend_from_slice(b"\x06memory\x02\x00");
    // The section's number and length stand before it.
    let head = start.checked_sub(leb(end - start).len())?;
    Some([module.get(..head)?, &leb(content.len()), &content, module.get(end..)?].concat())
}

/// A number in the form in which modules have theirs.
fn leb(mut value: usize) -> Vec<u8> {
    let mut bytes = Vec::new();
    loop {
        let low = (value & 0x7f) as u8;
        value >>= 7;
        if value == 0 {
            bytes.push(low);
            return bytes;
        }
        bytes.push(low | 0x80);
    }
}
