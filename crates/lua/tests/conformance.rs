//! Runs the programs of `tests/lua` and compares what they print with what PUC-Lua 5.4 printed. The expected output
//! lies beside each program; `scripts/lua-expectations` makes it anew where `lua5.4` is installed.

use std::fs;
use std::path::Path;

use luminara_lua::Program;
use luminara_script::Limits;

/// Enough for every program here, and an end for one that goes wrong.
const LIMITS: Limits =
    Limits { instructions: 2_000_000_000, memory: 1 << 30, string_bytes: 256 << 20, ..Limits::UNLIMITED };

/// Lines on which ours differs on purpose: file, start of the line, why.
const DIFFERENT: &[(&str, &str, &str)] = &[
    ("2.4-metatables.lua", "metatable", "debug.setmetatable would reach into other scripts"),
    ("2.6-coroutines.lua", "yield inside a", "natives can be yielded across"),
    ("6.2-coroutine-library.lua", "isyieldable in a sort", "natives can be yielded across"),
    ("3.3-syntax-errors.lua", "the line of a goto", "ours is the goto's line"),
    ("6.6-table.lua", "sort with an invalid order function", "a merge sort: any function gives some order"),
];

#[test]
fn prints_what_puc_lua_prints() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/lua");
    let mut files: Vec<_> = fs::read_dir(&folder)
        .expect("tests/lua is there")
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.extension().is_some_and(|extension| extension == "lua"))
        .collect();
    files.sort();
    let mut failures = Vec::new();
    for file in &files {
        let Ok(expected) = fs::read_to_string(file.with_extension("out")) else { continue };
        let source = fs::read(file).expect("it can be read");
        let name = file.file_name().map_or(String::new(), |name| name.to_string_lossy().into_owned());
        let mut program = Program::new(LIMITS);
        let root = folder.clone();
        program.set_reader(move |file| fs::read(root.join(file)).ok());
        let result = program.run(&source, &name);
        let mut printed = String::from_utf8_lossy(&program.take_output()).into_owned();
        if let Err(error) = result {
            printed.push_str(&format!("{}\n", error.message));
        }
        if expected.lines().count() != printed.lines().count() {
            let (a, b) = (expected.lines().count(), printed.lines().count());
            failures.push(format!("{name}: {a} lines expected, {b} printed"));
        }
        for (i, (expected, printed)) in expected.lines().zip(printed.lines()).enumerate() {
            let mut known = DIFFERENT.iter();
            let is_known = known.any(|(file, start, _)| *file == name && expected.starts_with(start));
            // PUC-Lua shows NaN's sign, which depends on the machine.
            let expected = expected.replace("-nan", "nan");
            if expected != printed && !is_known {
                failures.push(format!(
                    "{name}, line {} of the output:\n  expected {expected}\n  printed  {printed}",
                    i + 1
                ));
            }
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}
