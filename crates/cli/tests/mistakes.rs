//! Runs every script of `tests/mistakes`, each a newcomer's wrong line, and compares what is said of it, and what its quick fix
//! makes of the text, with the `.txt` beside it. A fix has to do away with what it is offered for. Renew the expectations by
//! `LUMINARA_BLESS=1 cargo test -p luminara-cli --test mistakes`, and read the difference before you keep it.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use luminara_cli::scenario::Scenario;
use luminara_engine::Options;
use luminara_project::Project;
use luminara_script::{ErrorKind, ScriptError};

/// Enough for `on_update`, and for what it does to be seen in the next frame.
const FRAMES: u32 = 3;
const FILE: &str = "main.lua";

fn problems(text: &str) -> Vec<ScriptError> {
    let files = [(FILE.to_owned(), text.as_bytes().to_vec())];
    let project = Project { files: files.into() };
    let engine = Scenario::idle(FRAMES).run(project, Options::default(), |_, _| {}).unwrap();
    engine.problems().to_vec()
}

/// What changed from one text to another: the lines that went and those that came.
fn difference(before: &str, after: &str) -> String {
    let (before, after): (Vec<&str>, Vec<&str>) = (before.lines().collect(), after.lines().collect());
    let same = before.iter().zip(&after).take_while(|(a, b)| a == b).count();
    let rest = before.len().min(after.len()) - same;
    let same_end = before.iter().rev().zip(after.iter().rev()).take(rest).take_while(|(a, b)| a == b).count();
    let mut text = String::new();
    for line in &before[same..before.len() - same_end] {
        writeln!(text, "  - {line}").unwrap();
    }
    for line in &after[same..after.len() - same_end] {
        writeln!(text, "  + {line}").unwrap();
    }
    text
}

/// What is said of a text, as the expectations have it.
fn told(text: &str) -> Result<String, String> {
    let mut told = String::new();
    for problem in problems(text) {
        let level = if problem.kind == ErrorKind::Warning { "warning: " } else { "" };
        writeln!(told, "{}: {level}{}", problem.position, problem.message).unwrap();
        let Some(fix) = &problem.fix else { continue };
        writeln!(told, "  [{}]", fix.label).unwrap();
        let mended = fix.apply(text).ok_or_else(|| format!("'{}' doesn't fit the text", fix.label))?;
        told.push_str(&difference(text, &mended));
        if problems(&mended)
            .iter()
            .any(|left| left.message == problem.message && left.position == problem.position)
        {
            return Err(format!("'{}' leaves it as it was: {}", fix.label, problem.message));
        }
    }
    Ok(told)
}

#[test]
fn every_mistake_is_told_what_to_write_instead() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/mistakes");
    let bless = std::env::var_os("LUMINARA_BLESS").is_some();
    let entries = fs::read_dir(&root).unwrap().map(|entry| entry.unwrap().path());
    let mut scripts: Vec<PathBuf> =
        entries.filter(|path| path.extension().is_some_and(|end| end == "lua")).collect();
    scripts.sort();
    assert!(!scripts.is_empty());
    let mut failures = Vec::new();
    for script in scripts {
        let name = script.file_stem().unwrap().to_string_lossy().into_owned();
        let expectation = script.with_extension("txt");
        let told = match told(&fs::read_to_string(&script).unwrap()) {
            Ok(told) => told,
            Err(error) => {
                failures.push(format!("{name}: {error}"));
                continue;
            }
        };
        if bless {
            fs::write(&expectation, &told).unwrap();
        }
        match fs::read_to_string(&expectation) {
            Ok(expected) if expected == told => {}
            Ok(expected) => failures.push(format!("{name}: expected\n{expected}but was told\n{told}")),
            Err(_) => failures.push(format!("{name}: there is no {name}.txt; it was told\n{told}")),
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}
