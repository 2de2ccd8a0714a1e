//! `luminara-mdbook`, as mdBook calls it: `luminara-mdbook supports RENDERER`, or a book on the standard input.
#![forbid(unsafe_code)]

use std::io::Read;
use std::process::ExitCode;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["supports", renderer] => return ExitCode::from(u8::from(renderer != "html")),
        [] => {}
        _ => {
            eprintln!(
                "luminara-mdbook is called by mdBook; name it in book.toml: [preprocessor.luminara] command = \"luminara-mdbook\""
            );
            return ExitCode::from(2);
        }
    }
    let mut input = String::new();
    let read = std::io::stdin().read_to_string(&mut input).map_err(|error| error.to_string());
    match read.and_then(|_| luminara_mdbook::preprocess(&input)) {
        Ok(book) => {
            println!("{book}");
            ExitCode::SUCCESS
        }
        Err(message) => {
            eprintln!("luminara-mdbook: {message}");
            ExitCode::FAILURE
        }
    }
}
