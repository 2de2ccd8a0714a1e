//! Runs the scripts of `tests/hostile/lua`, which mean harm: each has to end in the error that its first lines say, and
//! to leave a process in which the next program runs.

#![expect(clippy::expect_used, reason = "a test that can't read its files fails")]

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use luminara_lua::{Program, RunError};
use luminara_script::{ErrorKind, Limits};

/// The limits of a game's script. The length of one string is left to the limit of memory.
const LIMITS: Limits =
    Limits { memory: 64 << 20, instructions: 1_000_000, string_bytes: 64 << 20, ..Limits::UNLIMITED };

/// After this the harness gives a script up as hanging.
const HANGS: Duration = Duration::from_secs(120);

/// What a script's leading comments say of it.
#[derive(Default)]
struct Expected {
    kinds: Vec<String>,
    message: Option<String>,
    line: Option<u32>,
    prints: Vec<String>,
}

fn expected(source: &str) -> Expected {
    let mut expected = Expected::default();
    for line in source.lines() {
        let Some((key, value)) = line.strip_prefix("-- ").and_then(|line| line.split_once(": ")) else {
            break;
        };
        match key {
            "expect" => expected.kinds = value.split(" or ").map(str::to_owned).collect(),
            "message" => expected.message = Some(value.to_owned()),
            "line" => expected.line = value.parse().ok(),
            "prints" => expected.prints.push(value.to_owned()),
            _ => break,
        }
    }
    expected
}

fn kind_name(result: &Result<(), RunError>) -> &'static str {
    match result {
        Ok(()) => "ok",
        Err(error) => match error.kind {
            ErrorKind::Timeout => "timeout",
            ErrorKind::OutOfMemory => "out_of_memory",
            ErrorKind::Limit => "limit",
            ErrorKind::Runtime => "runtime",
            ErrorKind::Syntax => "syntax",
            ErrorKind::Host => "host",
            ErrorKind::Warning => "warning",
        },
    }
}

/// Runs a script; what was wrong with how it ended.
fn run(source: &str, name: &str) -> Vec<String> {
    let expected = expected(source);
    let mut program = Program::new(LIMITS);
    let result = program.run(source.as_bytes(), name);
    let printed = String::from_utf8_lossy(&program.take_output()).into_owned();
    let mut wrong = Vec::new();
    let kind = kind_name(&result);
    if !expected.kinds.iter().any(|expected| expected == kind) {
        let expected = expected.kinds.join(" or ");
        let message = result.as_ref().err().map_or("", |error| error.message.as_str());
        let message: String = message.chars().take(200).collect();
        wrong.push(format!("{name}: expected {expected}, ended with {kind} {message}"));
    }
    if let Err(error) = &result {
        if error.kind == ErrorKind::Runtime
            && let Some(expected) = &expected.message
            && !error.message.contains(expected)
        {
            wrong.push(format!("{name}: message {:?}, expected {expected:?}", error.message));
        }
        let is_limit = error.kind != ErrorKind::Runtime;
        if let Some(line) = expected.line
            && error.position.line != line
            // A limit may stop any of the functions that are running there.
            && !(is_limit && error.trace.iter().any(|frame| frame.position.line == line))
        {
            wrong.push(format!("{name}: stopped at {}, expected line {line}", error.position));
        }
    }
    let mut lines = printed.lines();
    for expected in &expected.prints {
        if !lines.any(|line| line == expected) {
            wrong.push(format!("{name}: didn't print {expected:?} where it should"));
        }
    }
    if printed.lines().any(|line| line == "escaped") {
        wrong.push(format!("{name}: got past a limit"));
    }
    let mut next = Program::new(LIMITS);
    if next.run(b"local t = {} for i = 1, 100 do t[i] = i end print(#t)", "next.lua").is_err()
        || next.take_output() != b"100\n"
    {
        wrong.push(format!("{name}: the next program doesn't run"));
    }
    wrong
}

fn run_all(files: &[PathBuf]) -> Vec<String> {
    let mut wrong = Vec::new();
    for file in files {
        let source = fs::read_to_string(file).expect("it can be read");
        let name = file.file_name().map_or(String::new(), |name| name.to_string_lossy().into_owned());
        let (send, receive) = mpsc::channel();
        let for_thread = name.clone();
        let thread = thread::spawn(move || send.send(run(&source, &for_thread)));
        match receive.recv_timeout(HANGS) {
            Ok(faults) => wrong.extend(faults),
            Err(mpsc::RecvTimeoutError::Timeout) => wrong.push(format!("{name}: hangs")),
            Err(mpsc::RecvTimeoutError::Disconnected) => {
                let _ = thread.join();
                wrong.push(format!("{name}: panicked"));
            }
        }
    }
    wrong
}

#[test]
fn scripts_that_mean_harm_are_stopped() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/hostile/lua");
    let mut files: Vec<_> = fs::read_dir(&folder)
        .expect("tests/hostile/lua is there")
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.extension().is_some_and(|extension| extension == "lua"))
        .collect();
    files.sort();
    assert!(files.len() >= 40, "only {} scripts", files.len());
    let (left, right) = files.split_at(files.len() / 2);
    let wrong: Vec<_> = thread::scope(|scope| {
        let left = scope.spawn(|| run_all(left));
        let mut wrong = run_all(right);
        wrong.extend(left.join().expect("the harness doesn't panic"));
        wrong
    });
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
