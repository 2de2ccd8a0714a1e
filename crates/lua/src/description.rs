//! What is written and shown about Lua.

use luminara_script::{
    Abilities, CommentSyntax, Description, Highlight, LanguageDef, LanguageInfo, ScriptError, Starter, ready,
};

use crate::language::Lua;
use crate::library_docs::LIBRARY;
use crate::program::Program;

/// Lua as an engine is handed it.
pub static LANGUAGE: LanguageDef = LanguageDef {
    info: LanguageInfo {
        id: "lua",
        name: "Lua",
        version: "5.4",
        extensions: &["lua"],
        abilities: Abilities { debugger: true, profiler: true, pausing: true, shared_instances: false },
    },
    make: |host| ready(Lua::new(host)),
};

/// Lua as people see it.
pub static DESCRIPTION: Description = Description {
    info: &LANGUAGE.info,
    comment: CommentSyntax { line: "--", block: Some(("--[[", "]]")) },
    highlight: Highlight::Mode("lua"),
    parts: &[],
    library: LIBRARY,
    starter: Some(Starter { extension: "lua", text: "" }),
    // The registry's own are in Lua.
    examples: &[],
    kit: crate::luals::stubs,
    program: Some(run_program),
};

fn run_program(program: luminara_script::Program) -> Result<u8, ScriptError> {
    let mut vm = Program::new(program.limits);
    vm.set_reader(program.read);
    vm.set_clock(program.clock);
    vm.set_output(program.write);
    vm.run_with_args(&program.source, &program.name, &program.args).map_err(|error| {
        let mut told = ScriptError::new(error.kind, error.message, error.position);
        told.trace = error.trace;
        told
    })
}
