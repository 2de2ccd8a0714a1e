//! Runs the programs of `tests/lua` and compares what they print with what PUC-Lua 5.4 printed. The expected output
//! lies beside each program; `scripts/lua-expectations` makes it anew where `lua5.4` is installed.

use std::fs;
use std::path::Path;

use luminara_lua::Program;
use luminara_script::Limits;

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
        let mut program = Program::new(Limits::UNLIMITED);
        let result = program.run(&source, &name);
        let mut printed = String::from_utf8_lossy(&program.take_output()).into_owned();
        if let Err(error) = result {
            printed.push_str(&format!("{}\n", error.message));
        }
        let mut lines = expected.lines().zip(printed.lines()).enumerate();
        if let Some((i, (expected, printed))) = lines.find(|(_, (expected, printed))| expected != printed) {
            failures.push(format!(
                "{name}, line {} of the output:\n  expected {expected}\n  printed  {printed}",
                i + 1
            ));
        } else if expected.lines().count() != printed.lines().count() {
            failures.push(format!(
                "{name}: {} lines expected, {} printed",
                expected.lines().count(),
                printed.lines().count()
            ));
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}
