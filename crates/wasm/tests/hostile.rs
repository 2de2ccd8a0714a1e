//! Runs the guests of `tests/hostile/wasm`: each has to end in the error that its first lines say, and to leave a scene in which another
//! script goes on.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod scene;

use std::fs;
use std::path::Path;

use luminara_script::{ErrorKind, Limits};
use scene::Scene;

/// Frames of a guest that doesn't say how many.
const FRAMES: u32 = 3;

/// Logs every frame's number.
const FINE: &str = r#"(module
  (import "env" "log" (func $log (param i32 i32)))
  (memory (export "memory") 1)
  (data (i32.const 0) "fine")
  (func (export "on_update") (param i64 f32) (call $log (i32.const 0) (i32.const 4))))"#;

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

fn check(text: &str) -> Result<(), String> {
    let says = |key: &str| {
        let prefix = format!(";; {key}: ");
        text.lines().find_map(|line| line.strip_prefix(&prefix))
    };
    let expected = says("expect").ok_or("it doesn't say what to expect")?;
    let frames = says("frames").map_or(Ok(FRAMES), str::parse).map_err(|error| error.to_string())?;
    let mut limits = Limits::default();
    if let Some(fuel) = says("fuel") {
        let fuel: u64 = fuel.parse().map_err(|error| format!("{fuel}: {error}"))?;
        limits.work = fuel / 2;
        limits.work_per_frame = fuel;
    }
    let manifest = says("over_budget").map_or(String::new(), |what| format!("over_budget = \"{what}\""));
    let files = [("a.wat", text), ("fine.wat", FINE), ("game.toml", &manifest)];
    let scene = Scene::limited(&files, limits, frames);
    let problem = scene.problems.first();
    let kind = problem.map_or("ok", |problem| kind_name(problem.kind));
    if kind != expected {
        return Err(format!("expected {expected}, ended with {kind}: {problem:?}"));
    }
    if let (Some(part), Some(problem)) = (says("message"), problem)
        && !problem.message.contains(part)
    {
        return Err(format!("the message is '{}'", problem.message));
    }
    if let (Some(line), Some(problem)) = (says("line"), problem)
        && problem.position.line.to_string() != line
    {
        return Err(format!("it is at {} and not at line {line}: {}", problem.position, problem.message));
    }
    if problem.is_some_and(|problem| problem.position.file != "a.wat") {
        return Err(format!("the problem is of {problem:?}"));
    }
    if let Some(said) = says("says")
        && scene.lines.iter().filter(|line| line.text == said).count() != 1
    {
        return Err(format!("it didn't say '{said}' once, but {:?}; {problem:?}", scene.said()));
    }
    let went_on = scene.lines.iter().filter(|line| line.text == "fine").count();
    if went_on != frames as usize {
        return Err(format!("the other script ran {went_on} times"));
    }
    Ok(())
}

#[test]
fn guests_that_mean_harm_are_stopped() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/hostile/wasm");
    let mut failed = Vec::new();
    let mut count = 0;
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_none_or(|extension| extension != "wat") {
            continue;
        }
        count += 1;
        let text = fs::read_to_string(&path).unwrap();
        if let Err(why) = check(&text) {
            failed.push(format!("{}: {why}", path.file_name().unwrap().to_string_lossy()));
        }
    }
    failed.sort();
    assert!(count >= 60, "only {count} guests were found");
    assert!(failed.is_empty(), "{}", failed.join("\n"));
}
