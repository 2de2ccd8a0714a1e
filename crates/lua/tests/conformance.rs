//! Runs the programs of `tests/lua` and compares what they print with what PUC-Lua 5.4 printed. The expected output
//! lies beside each program; `tests/lua/regenerate.sh` makes it anew where `lua5.4` is installed.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use luminara_lua::Program;
use luminara_script::Limits;

/// Enough for every program here, and an end for one that goes wrong.
const LIMITS: Limits =
    Limits { work: 2_000_000_000, memory: 1 << 30, string_bytes: 256 << 20, ..Limits::UNLIMITED };

/// A line on which ours differs on purpose.
struct Different {
    file: &'static str,
    expected: &'static str,
    printed: &'static str,
    /// Why.
    _reason: &'static str,
}

const DIFFERENT: &[Different] = &[
    Different {
        file: "3.3-syntax-errors.lua",
        expected: r#"the line of a goto without a label: nil, "s:4: no visible label 'nowhere' for <goto> at line 3""#,
        printed: r#"the line of a goto without a label: nil, "s:3: no visible label 'nowhere' for <goto> at line 3""#,
        _reason: "ours is the goto's line",
    },
    Different {
        file: "6.6-table.lua",
        expected: r#"sort with an invalid order function: false, "invalid order function for sorting""#,
        printed: "sort with an invalid order function: true, nil",
        _reason: "a merge sort: any function gives some order",
    },
];

/// So many programs there are at least: one that is lost is noticed.
const PROGRAMS: usize = 56;

#[test]
fn prints_what_puc_lua_prints() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/lua");
    let with_extension = |extension: &str| -> BTreeSet<PathBuf> {
        let entries =
            fs::read_dir(&folder).expect("tests/lua is there").filter_map(|entry| Some(entry.ok()?.path()));
        entries.filter(|path| path.extension().is_some_and(|found| found == extension)).collect()
    };
    let (files, outputs) = (with_extension("lua"), with_extension("out"));
    assert!(files.len() >= PROGRAMS, "{} programs are left of {PROGRAMS}", files.len());
    let mut failures = Vec::new();
    for output in &outputs {
        if !files.contains(&output.with_extension("lua")) {
            failures.push(format!("{} belongs to no program", output.display()));
        }
    }
    let mut met = 0;
    for file in &files {
        let name = file.file_name().map_or(String::new(), |name| name.to_string_lossy().into_owned());
        let Ok(expected) = fs::read_to_string(file.with_extension("out")) else {
            failures.push(format!("{name} has no expected output: tests/lua/regenerate.sh makes it"));
            continue;
        };
        let source = fs::read(file).expect("it can be read");
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
            if let Some(known) = known.find(|known| known.file == name && known.expected == expected)
                && known.printed == printed
            {
                met += 1;
                continue;
            }
            // PUC-Lua shows NaN's sign, which depends on the machine.
            let expected = expected.replace("-nan", "nan");
            if expected != printed {
                failures.push(format!(
                    "{name}, line {} of the output:\n  expected {expected}\n  printed  {printed}",
                    i + 1
                ));
            }
        }
    }
    if met != DIFFERENT.len() {
        failures.push(format!("{met} of {} known differences were met", DIFFERENT.len()));
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}
