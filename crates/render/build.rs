//! Takes out of the shaders what only people read: they are downloaded as they are.

use std::path::Path;
use std::{env, fs, io};

fn main() -> io::Result<()> {
    let from = Path::new("src/shaders");
    println!("cargo::rerun-if-changed={}", from.display());
    let to = env::var_os("OUT_DIR").ok_or_else(|| io::Error::other("OUT_DIR is not set"))?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let text = fs::read_to_string(entry.path())?;
        fs::write(Path::new(&to).join(entry.file_name()), without_comments(&text))?;
    }
    Ok(())
}

/// The text without comments, indentation and empty lines. WGSL has no strings that could hold `//`; block comments aren't used here.
fn without_comments(text: &str) -> String {
    let lines = text.lines().map(|line| line.split("//").next().unwrap_or_default().trim());
    lines.filter(|line| !line.is_empty()).flat_map(|line| [line, "\n"]).collect()
}
