//! `luminara-bindgen MODULE NAME FOLDER` writes `NAME.js` and `NAME_bg.wasm` into a folder: what a page's Worker imports of a module that Rust
//! compiled. `wasm-bindgen`'s own command does the same and more, of six times as many crates.
#![forbid(unsafe_code)]

use std::process::ExitCode;

use wasm_bindgen_cli_support::Bindgen;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let [module, name, folder] = arguments[..] else {
        eprintln!("luminara-bindgen expects three arguments: MODULE NAME FOLDER");
        return ExitCode::from(2);
    };
    let generated = Bindgen::new()
        .input_path(module)
        .out_name(name)
        .web(true)
        .and_then(|bindgen| bindgen.typescript(false).generate(folder));
    match generated {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{module}: {error:#}");
            ExitCode::FAILURE
        }
    }
}
