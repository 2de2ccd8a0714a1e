//! Runs the scripts of `tests/hostile/lua`, which mean harm: each has to end in the error that its first lines say, with
//! little memory, and to leave a process in which the next program runs. Each is run as a program and in a hook of a script
//! beside another one, under the limits that scripts have by default.

#![expect(clippy::expect_used, reason = "a test that can't read its files fails")]

use std::cell::RefCell;
use std::fs;
use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::sync::{Mutex, mpsc};
use std::thread;
use std::time::Duration;

use luminara_lua::Program;
use luminara_script::*;
use peak_alloc::PeakAlloc;

#[global_allocator]
static MEMORY: PeakAlloc = PeakAlloc;

/// The limits of a game's script. The length of one string is left to the limit of memory.
const LIMITS: Limits =
    Limits { memory: 64 << 20, work: 1_000_000, string_bytes: 64 << 20, ..Limits::UNLIMITED };

/// Bytes that a script may have a process take at once: the limit, half of it as garbage, and what is being made.
const MOST_MEMORY: usize = 160 << 20;

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

fn kind_name(error: Option<ErrorKind>) -> &'static str {
    match error {
        None => "ok",
        Some(ErrorKind::Timeout) => "timeout",
        Some(ErrorKind::OutOfMemory) => "out_of_memory",
        Some(ErrorKind::Limit) => "limit",
        Some(ErrorKind::Runtime) => "runtime",
        Some(ErrorKind::Syntax) => "syntax",
        Some(ErrorKind::Host) => "host",
        Some(ErrorKind::Warning) => "warning",
    }
}

/// How a script ended.
struct End {
    error: Option<(ErrorKind, String, Position)>,
    trace: Vec<TraceFrame>,
    printed: String,
    /// What it did to others.
    others: Option<&'static str>,
}

/// Runs a script as a program.
fn run_program(source: &str, name: &str) -> End {
    let mut program = Program::new(LIMITS);
    let result = program.run(source.as_bytes(), name);
    let printed = String::from_utf8_lossy(&program.take_output()).into_owned();
    let mut next = Program::new(LIMITS);
    let is_fine = next.run(b"local t = {} for i = 1, 100 do t[i] = i end print(#t)", "next.lua").is_ok()
        && next.take_output() == b"100\n";
    let others = (!is_fine).then_some("the next program doesn't run");
    let (error, trace) = match result {
        Ok(()) => (None, Vec::new()),
        Err(error) => (Some((error.kind, error.message, error.position)), error.trace),
    };
    End { error, trace, printed, others }
}

/// What the scripts of a hook print.
struct Lines(Vec<String>);

/// Runs a script in a hook's second call, beside another script.
fn run_hook(source: &str, name: &str) -> End {
    let host = Rc::new(RefCell::new(Lines(Vec::new())));
    let services = Services {
        print: |state, _, text, _, _| {
            state.downcast_mut::<Lines>().expect("the host").0.push(text.to_owned());
        },
        read_file: |_, _| None,
        time: |_| 0.0,
        seed: |_, _| 1,
        read_column: |_, _, _, _, _| Ok(()),
        write_column: |_, _, _, _, _| Ok(()),
        now: || 0.0,
        part: |_, _| None,
    };
    let limits = Limits::default();
    let registry = Rc::new(Registry::default());
    let mut language = luminara_lua::language(Host { registry, state: host.clone(), services, limits });
    let mut load = |name: &str, text: &str, id| {
        let source = Source { file: name.into(), bytes: text.as_bytes().into() };
        let mut script = language.load(&source).expect("it compiles");
        script
            .attach(&Instance { id: InstanceId(id), entity: None, this: Value::Nil })
            .result()
            .expect("its top level runs");
        script
    };
    // The lines keep their numbers.
    let text = format!(
        "local function body(...) {source}\nend local calls = 0 function on_update() calls = calls + 1 \
         if calls == 2 then body() end end"
    );
    let mut script = load(name, &text, 1);
    let mut other =
        load("other.lua", "local n = 0 function on_update() n = n + 1 print('other ' .. n) end", 2);
    let mut result = Ok(Value::Nil);
    for _ in 0..2 {
        result = script.call(InstanceId(1), Hook::Update, &[]).result();
        let _ = other.call(InstanceId(2), Hook::Update, &[]);
    }
    language.end_frame();
    let said = std::mem::take(&mut host.borrow_mut().0);
    let is_fine = said.iter().filter(|line| line.starts_with("other ")).count() == 2;
    let others = (!is_fine).then_some("the other script doesn't go on");
    let printed = said.join("\n");
    let (error, trace) = match result {
        Ok(_) => (None, Vec::new()),
        Err(error) => (Some((error.kind, error.message, error.position)), error.trace),
    };
    End { error, trace, printed, others }
}

/// What was wrong with how a script ended.
fn faults(source: &str, name: &str, end: &End, memory: usize) -> Vec<String> {
    let expected = expected(source);
    let mut wrong = Vec::new();
    let kind = kind_name(end.error.as_ref().map(|(kind, ..)| *kind));
    if !expected.kinds.iter().any(|expected| expected == kind) {
        let expected = expected.kinds.join(" or ");
        let message = end.error.as_ref().map_or("", |(_, message, _)| message.as_str());
        let message: String = message.chars().take(200).collect();
        wrong.push(format!("{name}: expected {expected}, ended with {kind} {message}"));
    }
    if let Some((kind, message, position)) = &end.error {
        if *kind == ErrorKind::Runtime
            && let Some(expected) = &expected.message
            && !message.contains(expected)
        {
            wrong.push(format!("{name}: message {message:?}, expected {expected:?}"));
        }
        // What it loaded has a name of its own.
        let is_named = |file: &str| file == name || file.starts_with("[string");
        if position.line == 0
            || !is_named(&position.file) && !end.trace.iter().any(|frame| is_named(&frame.position.file))
        {
            wrong.push(format!("{name}: the error is at {position}"));
        }
        let is_limit = *kind != ErrorKind::Runtime;
        if let Some(line) = expected.line
            && position.line != line
            // A limit may stop any of the functions that are running there.
            && !(is_limit && end.trace.iter().any(|frame| frame.position.line == line))
        {
            wrong.push(format!("{name}: stopped at {position}, expected line {line}"));
        }
    }
    let mut lines = end.printed.lines();
    for expected in &expected.prints {
        if !lines.any(|line| line == expected) {
            wrong.push(format!("{name}: didn't print {expected:?} where it should"));
        }
    }
    if end.printed.lines().any(|line| line == "escaped") {
        wrong.push(format!("{name}: got past a limit"));
    }
    wrong.extend(end.others.map(|others| format!("{name}: {others}")));
    if memory > MOST_MEMORY {
        wrong.push(format!("{name}: took {} MiB", memory >> 20));
    }
    wrong
}

/// Runs a script, one at a time since its memory is the process's.
fn run(source: String, name: String, how: fn(&str, &str) -> End) -> Vec<String> {
    let (send, receive) = mpsc::channel();
    let for_thread = name.clone();
    let thread = thread::spawn(move || {
        let before = MEMORY.current_usage();
        MEMORY.reset_peak_usage();
        let end = how(&source, &for_thread);
        let memory = MEMORY.peak_usage().saturating_sub(before);
        send.send(faults(&source, &for_thread, &end, memory))
    });
    match receive.recv_timeout(HANGS) {
        Ok(faults) => faults,
        Err(mpsc::RecvTimeoutError::Timeout) => vec![format!("{name}: hangs")],
        Err(mpsc::RecvTimeoutError::Disconnected) => {
            let _ = thread.join();
            vec![format!("{name}: panicked")]
        }
    }
}

fn files() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/hostile/lua");
    let mut files: Vec<_> = fs::read_dir(&folder)
        .expect("tests/hostile/lua is there")
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.extension().is_some_and(|extension| extension == "lua"))
        .collect();
    files.sort();
    assert!(files.len() >= 200, "only {} scripts", files.len());
    files
}

/// The tests of one process take turns.
static TURN: Mutex<()> = Mutex::new(());

fn run_all(how: fn(&str, &str) -> End) {
    let _turn = TURN.lock();
    let mut wrong = Vec::new();
    for file in files() {
        let source = fs::read_to_string(&file).expect("it can be read");
        let name = file.file_name().map_or(String::new(), |name| name.to_string_lossy().into_owned());
        wrong.extend(run(source, name, how));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn programs_that_mean_harm_are_stopped() {
    run_all(run_program);
}

#[test]
fn hooks_that_mean_harm_are_stopped() {
    run_all(run_hook);
}
