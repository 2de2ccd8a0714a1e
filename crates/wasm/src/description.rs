//! What is written and shown about WebAssembly guests.

use luminara_script::{
    Abilities, CommentSyntax, Description, Highlight, LanguageDef, LanguageExample, LanguageInfo, Registry,
    Starter, ready,
};

use crate::bindings::Kit;
use crate::guest::LANGUAGE as ID;
use crate::language::Wasm;
use crate::text::PART;

/// WebAssembly as an engine is handed it.
pub static LANGUAGE: LanguageDef = LanguageDef {
    info: LanguageInfo {
        id: ID,
        name: "WebAssembly",
        version: "2.0",
        extensions: &["wasm", "wat"],
        abilities: Abilities { debugger: false, profiler: false, pausing: true, shared_instances: true },
    },
    make: |host| ready(Wasm::new(host)),
};

/// WebAssembly as people see it: its text is written by hand, its modules come from compilers.
pub static DESCRIPTION: Description = Description {
    info: &LANGUAGE.info,
    comment: CommentSyntax { line: ";;", block: Some(("(;", ";)")) },
    highlight: Highlight::Mode("wast"),
    parts: &[("wat", PART)],
    library: &[],
    starter: Some(Starter { extension: "wat", text: STARTER }),
    examples: &[LanguageExample { of: "on_update", code: STARTER }],
    kit,
    program: None,
};

const STARTER: &str = r#"(module
  (import "luminara" "entity.rotation=" (func $set_rotation (param i64 f32 f32 f32 f32)))
  (func (export "on_update") (param $entity i64) (param $dt f32)
    (call $set_rotation (local.get $entity) (f32.const 0) (f32.const 0.38) (f32.const 0) (f32.const 0.92))))
"#;

fn kit(registry: &Registry) -> Vec<(String, String)> {
    Kit::of(registry).files().into()
}
