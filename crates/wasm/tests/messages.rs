//! Runs the guests of `tests/guest-messages`: what is said of each has to be what its first lines say, of the text and of the binary that it
//! compiles to.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod scene;

use std::fs;
use std::path::Path;

use luminara_script::{ErrorKind, LogLevel};
use scene::Scene;

fn kind_name(kind: ErrorKind) -> &'static str {
    match kind {
        ErrorKind::Timeout => "timeout",
        ErrorKind::OutOfMemory => "out_of_memory",
        ErrorKind::Limit => "limit",
        ErrorKind::Runtime => "runtime",
        ErrorKind::Syntax => "syntax",
        ErrorKind::Host => "host",
        ErrorKind::Warning => "warning",
    }
}

/// What a case says under a key, in its first lines.
fn said<'a>(text: &'a str, key: &str) -> Vec<&'a str> {
    let prefix = format!(";; {key}: ");
    let head = text.lines().take_while(|line| line.starts_with(";; "));
    head.filter_map(|line| line.strip_prefix(&prefix)).collect()
}

fn check(text: &str, file: &str, bytes: &[u8]) -> Result<(), String> {
    let is_text = file.ends_with(".wat");
    let first = |key: &str| said(text, key).first().copied();
    let expected = first("expect").ok_or("it doesn't say what to expect")?;
    let scene = Scene::run_bytes(&[(file, bytes)], 3);
    let problem = scene.problems.first();
    let kind = problem.map_or("ok", |problem| kind_name(problem.kind));
    if kind != expected {
        return Err(format!("expected {expected}, ended with {kind}: {problem:?}"));
    }
    let count = first("count").map_or(usize::from(expected != "ok"), |count| count.parse().unwrap());
    if scene.problems.len() != count {
        return Err(format!("{} problems and not {count}: {:?}", scene.problems.len(), scene.problems));
    }
    for line in said(text, "says") {
        if scene.lines.iter().filter(|said| said.text == line).count() != 1 {
            return Err(format!("it didn't say '{line}' once, but {:?}", scene.said()));
        }
    }
    let (Some(problem), Some(last)) = (problem, scene.problems.last()) else { return Ok(()) };
    let of_binary = if is_text { Vec::new() } else { said(text, "binary") };
    for part in said(text, "message").into_iter().chain(of_binary) {
        if !problem.message.contains(part) {
            return Err(format!("without '{part}': {}", problem.message));
        }
    }
    if let Some(part) = first("last")
        && !last.message.contains(part)
    {
        return Err(format!("the last is '{}'", last.message));
    }
    if problem.position.file != file {
        return Err(format!("the problem is of {problem:?}"));
    }
    for (key, is) in [("line", problem.position.line), ("column", problem.position.column)] {
        if let Some(expected) = first(key).filter(|_| is_text)
            && is.to_string() != expected
        {
            return Err(format!("it is at {} and not at {key} {expected}", problem.position));
        }
    }
    // It is said on the console too, and once.
    let level = if problem.kind == ErrorKind::Warning { LogLevel::Warn } else { LogLevel::Error };
    let is_it =
        |line: &&luminara_engine::ConsoleLine| line.level == level && line.text.contains(&problem.message);
    match scene.lines.iter().filter(is_it).count() {
        1 => Ok(()),
        count => Err(format!("it was said {count} times: {:?}", scene.lines)),
    }
}

/// The text as a binary; `None` where it is no text of a module.
fn compiled(text: &str) -> Option<Vec<u8>> {
    let buffer = wast::parser::ParseBuffer::new(text).ok()?;
    let mut wat = wast::parser::parse::<wast::Wat<'_>>(&buffer).ok()?;
    wat.encode().ok()
}

#[test]
fn what_is_said_of_a_guest_helps() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/guest-messages");
    let mut failed = Vec::new();
    let mut count = 0;
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_none_or(|extension| extension != "wat") {
            continue;
        }
        count += 1;
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let text = fs::read_to_string(&path).unwrap();
        if let Err(why) = check(&text, "a.wat", text.as_bytes()) {
            failed.push(format!("{name}: {why}"));
        }
        if let Some(binary) = compiled(&text)
            && let Err(why) = check(&text, "a.wasm", &binary)
        {
            failed.push(format!("{name} as a binary: {why}"));
        }
    }
    failed.sort();
    assert!(count >= 100, "only {count} guests were found");
    assert!(failed.is_empty(), "{} failed\n{}", failed.len(), failed.join("\n"));
}
