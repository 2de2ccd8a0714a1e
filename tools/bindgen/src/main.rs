//! `luminara-bindgen MODULE NAME FOLDER [UNUSED...]` writes `NAME.js` and `NAME_bg.wasm` into a folder: what a page's Worker imports of a module
//! that Rust compiled. `wasm-bindgen`'s own command does the same and more, of six times as many crates.
//!
//! A function whose path has one of `UNUSED` in it is emptied: it traps where it is called. So what a library brings along, and what only
//! its own data can tell that nobody uses, needn't be downloaded.
#![forbid(unsafe_code)]

use std::process::ExitCode;

use rustc_demangle::demangle;
use walrus::ir::{InstrLocId, Unreachable};
use walrus::{FunctionKind, Module};
use wasm_bindgen_cli_support::Bindgen;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let [module, name, folder, unused @ ..] = &arguments[..] else {
        eprintln!("luminara-bindgen expects three arguments or more: MODULE NAME FOLDER [UNUSED...]");
        return ExitCode::from(2);
    };
    match generate(module, name, folder, unused) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{module}: {error}");
            ExitCode::FAILURE
        }
    }
}

fn generate(path: &str, name: &str, folder: &str, unused: &[&str]) -> Result<(), String> {
    let text = |error| format!("{error:#}");
    let mut module = Module::from_file(path).map_err(text)?;
    for path in unused {
        if empty(&mut module, path) == 0 {
            return Err(format!(
                "no function has {path} in its path, and they were to be emptied; are they called differently by now?"
            ));
        }
    }
    Bindgen::new()
        .input_bytes(name, module.emit_wasm())
        .web(true)
        .and_then(|bindgen| bindgen.typescript(false).generate(folder))
        .map_err(text)
}

/// The compiler makes one of functions with the same code, under either name. What is as long as this is nobody else's.
const LEAST_INSTRUCTIONS: u64 = 64;

/// Empties the functions that have this in their path, such as `soft_body::tearing::`. Gives how many there are.
fn empty(module: &mut Module, path: &str) -> usize {
    let mut count = 0;
    for function in module.funcs.iter_mut() {
        let is_unused = function.name.as_deref().is_some_and(|name| {
            let name = format!("{:#}", demangle(name));
            // What drops such a thing is made of what drops others.
            name.contains(path) && !name.starts_with("core::ptr::drop_in_place")
        });
        if let (true, FunctionKind::Local(local)) = (is_unused, &mut function.kind) {
            count += 1;
            if local.size() >= LEAST_INSTRUCTIONS {
                let entry = local.entry_block();
                local.block_mut(entry).instrs = vec![(Unreachable {}.into(), InstrLocId::default())];
            }
        }
    }
    count
}
