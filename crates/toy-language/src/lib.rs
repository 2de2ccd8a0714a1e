//! A small language that shows, and proves, how one is plugged in: `crates/languages/Cargo.toml` has one line for it, and nothing else of the
//! project knows it. That line is optional, so the engine that is shipped goes without it.
//!
//! ```text
//! # A cube that rises.
//! let cube = world.spawn("riser")
//! cube.color = color.red
//! let height = 0
//!
//! on on_update(entity, dt)
//!   height = height + dt
//!   cube.position = vec3(0, height, 0)
//! end
//! ```
//!
//! A line is a statement. Variables belong to the script and are its state: when the code is replaced, `let` leaves alone what there is already.
//! `repeat 3 … end` does something so many times. What a script can use is the registry, with Lua's dots and colons.
#![forbid(unsafe_code)]

mod language;
mod run;
mod syntax;

use luminara_script::{
    Abilities, CommentSyntax, Description, Highlight, LanguageDef, LanguageExample, LanguageInfo,
    LibraryEntry, Starter, no_kit,
};

/// Toy as an engine is handed it.
pub static LANGUAGE: LanguageDef = LanguageDef {
    info: LanguageInfo {
        id: "toy",
        name: "Toy",
        version: "1",
        extensions: &["toy"],
        abilities: Abilities { debugger: false, profiler: false, pausing: false, shared_instances: false },
    },
    make: language::make,
};

/// Toy as people see it.
pub static DESCRIPTION: Description = Description {
    info: &LANGUAGE.info,
    comment: CommentSyntax { line: "#", block: None },
    highlight: Highlight::Keywords(&["end", "false", "let", "nil", "on", "repeat", "true"]),
    parts: &[],
    library: &[LibraryEntry {
        name: "print",
        params: Some("...: any"),
        ty: "nil",
        doc: "Says its arguments on the console.",
    }],
    starter: Some(Starter {
        extension: "toy",
        text: "on on_update(entity, dt)\n  entity.position = entity.position + vec3(0, dt, 0)\nend\n",
    }),
    examples: &[LanguageExample {
        of: "on_update",
        code: "on on_update(entity, dt)\n  entity.position = entity.position + vec3(0, dt, 0)\nend",
    }],
    kit: no_kit,
    program: None,
};
