//! WebAssembly guests: each function takes any bytes and panics where the sandbox breaks a promise.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use luminara_abi::signature::Number;
use luminara_engine::{Engine, Options};
use luminara_project::Project;
use luminara_script::{ErrorKind, Limits, ScriptError};
use luminara_wasm::imports::{Import, Imports};

/// Enough for any honest work of a small guest, and over within milliseconds.
const LIMITS: Limits = Limits { memory: 8 << 20, work: 100_000, work_per_frame: 150_000, ..UNBOUND };
const UNBOUND: Limits = Limits { spawns_per_frame: 100, entities: 1_000, bodies: 100, ..Limits::UNLIMITED };

const FRAMES: u32 = 2;

/// A guest that is added when the others have run: it says `fine`.
const NEXT: &str = r#"(module
  (import "env" "log" (func $log (param i32 i32)))
  (memory (export "memory") 1)
  (data (i32.const 0) "fine")
  (func (export "on_init") (param i64) (call $log (i32.const 0) (i32.const 4))))"#;

/// The bytes as a module: it is refused with a reason, or runs to its end or to an error of its own.
pub fn module(data: &[u8]) {
    for problem in run(&[("guest.wasm".to_owned(), data.to_vec())]) {
        assert!(!problem.message.is_empty(), "an error without a message");
        assert!(problem.position.file == "guest.wasm", "a problem of another file: {problem}");
    }
}

/// Bytes that each say an import and with what it is called, as guests of one scene: whatever the arguments are, the call gives a value or
/// an error that names what was wrong.
pub fn host_calls(imports: &Imports, inputs: &[&[u8]]) {
    let guests: Vec<_> = inputs
        .iter()
        .enumerate()
        .map(|(i, data)| (format!("guest{i}.wat"), caller(imports, data).into_bytes()))
        .collect();
    for problem in run(&guests) {
        assert!(problem.kind != ErrorKind::Syntax, "the caller itself is wrong: {problem}");
        assert!(!problem.message.is_empty(), "an error without a message");
    }
}

/// Runs guests, and then another one, which has to find the engine well. Gives what went wrong.
fn run(guests: &[(String, Vec<u8>)]) -> Vec<ScriptError> {
    let options = Options { limits: LIMITS, ..Options::default() };
    let mut engine = Engine::new(options, &[&luminara_wasm::LANGUAGE]);
    engine.load(Project { files: guests.iter().cloned().collect() });
    for _ in 0..FRAMES {
        engine.tick();
    }
    let problems = engine.problems().to_vec();
    engine.take_output();
    engine.put_files(BTreeMap::from([("next.wat".to_owned(), NEXT.as_bytes().to_vec())]));
    engine.tick();
    assert_eq!(engine.stats().frame, FRAMES + 1);
    let lines = engine.take_output().console;
    assert!(lines.iter().any(|line| line.text == "fine"), "the next guest didn't run: {lines:?}");
    problems
}

/// A module that calls one import several times, errors caught or not. The bytes say which, what is in memory, and the arguments.
fn caller(imports: &Imports, data: &[u8]) -> String {
    let mut bytes = Bytes(data);
    let count = imports.iter().count().max(1);
    let Some(import) = imports.get(usize::from(bytes.word()) % count) else { return "(module)".to_owned() };
    let catches = bytes.next() % 2;
    let memory: String = (0..64).fold(String::new(), |text, _| format!("{text}\\{:02x}", bytes.next()));
    let mut text = format!(
        r#"(module
  (import "luminara" "{}" (func $import {}))
  (import "luminara" "catch_errors" (func $catch (param i32) (result i32)))
  (import "luminara" "spawn_entity" (func $spawn (result i64)))
  (memory (export "memory") 1 4)
  (table (export "table") 3 funcref)
  (elem (i32.const 0) $plain $with)
  (data (i32.const 0) "{memory}")
  (data (i32.const 65472) "{memory}")
  (func $plain (param i32))
  (func $with (param i32 i32 i32))
  (func (export "on_init") (param i64)
    (drop (call $catch (i32.const {catches})))
"#,
        import.name,
        of_type(import)
    );
    for _ in 0..4 {
        let args: Vec<String> =
            import.signature.params.iter().map(|number| argument(&mut bytes, *number)).collect();
        let call = format!("(call $import {})", args.join(" "));
        let _ = match import.signature.result {
            Some(_) => writeln!(text, "    (drop {call})"),
            None => writeln!(text, "    {call}"),
        };
    }
    text.push_str("))\n");
    text
}

fn of_type(import: &Import) -> String {
    let params: Vec<String> = import.signature.params.iter().map(ToString::to_string).collect();
    let result = import.signature.result.map_or(String::new(), |number| format!(" (result {number})"));
    format!("(param {}){result}", params.join(" "))
}

/// An argument: one that has something about it, or any.
fn argument(bytes: &mut Bytes<'_>, number: Number) -> String {
    /// Lengths, ends of ranges, pointers near the memory's ends.
    const WORDS: [i32; 24] = [
        0,
        1,
        2,
        3,
        4,
        5,
        7,
        8,
        12,
        16,
        40,
        64,
        255,
        1_000,
        4_096,
        65_472,
        65_520,
        65_535,
        65_536,
        65_537,
        -1,
        -8,
        i32::MAX,
        i32::MIN,
    ];
    const ENTITIES: [i64; 8] = [0, 1, 2, -1, 1 << 32, 7 << 32 | 1, i64::MAX, i64::MIN];
    const FLOATS: [&str; 10] = ["0", "-0", "1", "-1.5", "0.001", "1e30", "-1e30", "inf", "-inf", "nan"];
    let choice = usize::from(bytes.next());
    let is_any = choice >= 192;
    match number {
        Number::I32 if is_any => format!("(i32.const {})", bytes.long() as i32),
        Number::I32 => format!("(i32.const {})", WORDS.get(choice % 24).copied().unwrap_or_default()),
        Number::I64 if is_any => format!("(i64.const {})", bytes.long()),
        Number::I64 if choice % 3 == 0 => "(call $spawn)".to_owned(),
        Number::I64 => format!("(i64.const {})", ENTITIES.get(choice % 8).copied().unwrap_or_default()),
        Number::F32 if is_any => format!("(f32.reinterpret_i32 (i32.const {}))", bytes.long() as i32),
        Number::F64 if is_any => format!("(f64.reinterpret_i64 (i64.const {}))", bytes.long()),
        number => format!("({number}.const {})", FLOATS.get(choice % 10).copied().unwrap_or_default()),
    }
}

/// Bytes that are taken one after the other; behind the last there are zeros.
struct Bytes<'a>(&'a [u8]);

impl Bytes<'_> {
    fn next(&mut self) -> u8 {
        let Some((first, rest)) = self.0.split_first() else { return 0 };
        self.0 = rest;
        *first
    }

    fn word(&mut self) -> u16 {
        u16::from_le_bytes([self.next(), self.next()])
    }

    fn long(&mut self) -> i64 {
        i64::from_le_bytes(std::array::from_fn(|_| self.next()))
    }
}
