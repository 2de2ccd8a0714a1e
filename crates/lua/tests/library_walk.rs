//! Calls every function of the library with arguments that mean harm, again and again: no call gets by without paying for
//! what it looks at, and none takes much memory before it ends in an error.

#![expect(clippy::expect_used, reason = "a test whose own script fails has failed")]

use std::sync::Mutex;

use luminara_lua::Program;
use luminara_script::Limits;
use peak_alloc::PeakAlloc;

#[global_allocator]
static MEMORY: PeakAlloc = PeakAlloc;

/// The tests of one process take turns, since its memory is looked at.
static TURN: Mutex<()> = Mutex::new(());

/// Bytes of a huge string.
const SIZE: u64 = 1 << 19;

/// Instructions of one loop of calls: fewer than a huge string has bytes.
const INSTRUCTIONS: u64 = 20_000;

/// Bytes that a call may take before its error.
const MOST_MEMORY: usize = 32 << 20;

/// Bytes that may be looked at in the time of an instruction.
const BYTES: u64 = 64;

/// Functions that take a huge string and needn't look at all of its bytes: they hand it on, ask for its length, its type or
/// one end of it, or ignore an argument there.
const LOOK_AT_NO_BYTE: &[&str] = &[
    "assert",
    "collectgarbage",
    "coroutine.isyieldable",
    "coroutine.running",
    "coroutine.yield",
    "debug.getmetatable",
    "error",
    "getmetatable",
    "io.flush",
    "io.read",
    "io.type",
    "ipairs",
    "math.max",
    "math.min",
    "math.type",
    "os.clock",
    "os.getenv",
    "os.setlocale",
    "pairs",
    "pcall",
    "rawequal",
    "rawlen",
    "require",
    "string.byte",
    "string.find",
    "string.format",
    "string.gmatch",
    "string.len",
    "string.match",
    "string.pack",
    "string.unpack",
    "table.pack",
    "table.unpack",
    "tostring",
    "type",
    "utf8.codepoint",
    "utf8.codes",
    "utf8.offset",
];

fn walk(module: &str) {
    let _turn = TURN.lock();
    let mut program = Program::new(Limits { string_bytes: 16 << 20, ..Limits::default() });
    let mut run = |text: &str, instructions: u64| {
        program.set_instructions(instructions);
        let before = MEMORY.current_usage();
        MEMORY.reset_peak_usage();
        let result = program.run(text.as_bytes(), "walk.lua");
        let memory = MEMORY.peak_usage().saturating_sub(before);
        let printed = String::from_utf8_lossy(&program.take_output()).into_owned();
        (result, printed, memory)
    };
    let prelude = format!("SIZE, MODULE = {SIZE}, '{module}'\n{}", include_str!("library_walk/walk.lua"));
    run(&prelude, 1 << 40).0.expect("the walk is prepared");
    let (_, counts, _) = run("walk_count()", 1 << 20);
    let counts: Vec<usize> = counts.split_whitespace().map(|count| count.parse().expect("a count")).collect();
    let [functions, values, places] = counts[..] else { panic!("three counts") };
    assert!(functions > 0, "{module} has functions");
    let mut wrong = Vec::new();
    for i in 1..=functions {
        for j in 1..=values {
            for k in 1..=places {
                let (result, _, memory) = run(&format!("walk_call({i}, {j}, {k})"), INSTRUCTIONS);
                let (named, said, _) = run(&format!("walk_name({i}, {j}, {k})"), 1 << 20);
                let said: Vec<_> = said.trim_end_matches('\n').split('\t').collect();
                let [name, case, ty, calls, _, message] = said[..] else {
                    panic!("function {i}, value {j}, place {k}: {named:?} {said:?}");
                };
                let error = result.err().map(|error| error.message).unwrap_or_default();
                if error.is_empty() {
                    wrong.push(format!("{name}: {case} went on for ever, and ended"));
                }
                if memory > MOST_MEMORY {
                    wrong.push(format!("{name}: {case} took {} MiB", memory >> 20));
                }
                let calls: u64 = calls.parse().expect("a count");
                // Alone, and twice: elsewhere few functions take it.
                let is_looked_at = [1, 5].contains(&k)
                    && !["expected", "not available"].iter().any(|refusal| message.contains(refusal));
                if ty == "string"
                    && is_looked_at
                    && calls > 2 + INSTRUCTIONS * BYTES / SIZE
                    && !LOOK_AT_NO_BYTE.contains(&name)
                {
                    wrong.push(format!("{name}: {case} was called {calls} times ({message})"));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_basic_functions_pay() {
    walk("_G");
}

#[test]
fn the_functions_of_strings_pay() {
    walk("string");
}

#[test]
fn the_functions_of_tables_pay() {
    walk("table");
    walk("utf8");
}

#[test]
fn the_functions_of_numbers_pay() {
    walk("math");
}

#[test]
fn the_other_functions_pay() {
    for module in ["coroutine", "debug", "io", "os", "package"] {
        walk(module);
    }
}
