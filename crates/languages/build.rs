//! Writes the list of languages from the dependencies in `Cargo.toml`, so that a language is one line there.

use std::fs;
use std::path::Path;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    println!("cargo::rerun-if-changed=Cargo.toml");
    let manifest = fs::read_to_string("Cargo.toml")?;
    let crates: Vec<String> = languages(&manifest).collect();
    let list = |what: &str, of: &str| {
        let entries: String = crates.iter().map(|name| format!("&{name}::{what}, ")).collect();
        format!("pub static {what}S: &[&luminara_script::{of}] = &[{entries}];\n")
    };
    let text = format!(
        "/// Every language as an engine is handed it; the first is the one that examples are in.\n{}\n\
         /// Every language as people see it, in the same order.\n{}",
        list("LANGUAGE", "LanguageDef"),
        list("DESCRIPTION", "Description"),
    );
    fs::write(Path::new(&std::env::var("OUT_DIR")?).join("list.rs"), text)?;
    Ok(())
}

/// The crates of languages, as Rust names them: the dependencies of ours but the interface, and of those that are optional the ones that are on.
fn languages(manifest: &str) -> impl Iterator<Item = String> {
    let lines = manifest.lines().skip_while(|line| *line != "[dependencies]").skip(1);
    let lines = lines.take_while(|line| !line.starts_with('['));
    lines.filter_map(|line| {
        let name = line.split(['.', ' ', '=']).next()?;
        let is_language = name.starts_with("luminara-") && name != "luminara-script";
        let name = name.replace('-', "_");
        let feature = format!("CARGO_FEATURE_{}", name.to_uppercase());
        let is_there = !line.contains("optional = true") || std::env::var_os(feature).is_some();
        (is_language && is_there).then_some(name)
    })
}
