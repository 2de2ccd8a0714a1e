//! A language is a plug: one crate, one line, and nothing else changes. Toy is plugged in for this test alone:
//! `cargo test --workspace --features luminara-languages/luminara-toy-language --test plug`.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use luminara_bindings::{EDITOR_DATA, LANGUAGE_LIST};
use luminara_cli::commands::bindings::generated;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn luminara(command: &str, project: &Path) -> (Output, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_luminara")).arg(command).arg(project).output().unwrap();
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    (output, said)
}

fn project(files: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        fs::write(folder.path().join(name), text).unwrap();
    }
    folder
}

/// The text files under a folder whose names end so.
fn texts(folder: &Path, ends: &[&str], found: &mut Vec<(PathBuf, String)>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if path.is_dir() {
            let is_other = ["node_modules", "target", "toy-language"].contains(&name.as_str());
            if !is_other {
                texts(&path, ends, found);
            }
        } else if ends.iter().any(|end| name.ends_with(end)) {
            let text = fs::read_to_string(&path).unwrap();
            found.push((path, text));
        }
    }
}

#[test]
fn it_is_one_line() {
    let mut sources = Vec::new();
    for folder in ["crates", "web/src", "scripts"] {
        texts(&root().join(folder), &[".rs", ".ts", ".mjs", ".toml"], &mut sources);
    }
    assert!(sources.len() > 300, "only {} files were found", sources.len());
    let is_of_test = |path: &Path| {
        path.ends_with("crates/cli/tests/plug.rs") || path.ends_with("crates/cli/tests/architecture.rs")
    };
    let names = |line: &str| {
        let line = line.to_lowercase();
        line.contains("toy-language")
            || line.contains("toy_language")
            || line.contains("\"toy\"")
            || line.contains(".toy")
    };
    let mut lines = Vec::new();
    for (path, text) in sources.iter().filter(|(path, _)| !is_of_test(path)) {
        // How this test is asked for is no part of the plug.
        let is_test = |line: &str| line.contains("luminara-languages/luminara-toy-language");
        lines.extend(text.lines().filter(|line| names(line) && !is_test(line)).map(|line| (path, line)));
    }
    assert_eq!(lines.len(), 1, "{lines:#?}");
    assert!(lines[0].0.ends_with("crates/languages/Cargo.toml"), "{lines:#?}");
}

#[test]
fn it_runs_on_the_command_line() {
    let text = "on on_init(entity)\n  print(\"hello from\", entity:is_valid())\nend\n";
    let folder = project(&[("main.toy", text)]);
    let (output, said) = luminara("run", folder.path());
    assert!(output.status.success() && said.contains("hello from true"), "{output:?}");
}

#[test]
fn it_is_checked() {
    let folder = project(&[("main.toy", "let x = 1\n"), ("beside.lua", "local y = 2")]);
    let (output, said) = luminara("check", folder.path());
    assert!(output.status.success() && said.contains("2 scripts, no problem"), "{output:?}");
    let folder = project(&[("main.toy", "let x = 1\nlet y = z\n")]);
    let (output, said) = luminara("check", folder.path());
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(said, "main.toy:2: there is no variable 'z'\n");
}

#[test]
fn it_is_documented() {
    let files = generated();
    let languages = &files["docs/api/languages.md"];
    assert!(languages.contains("## Toy 1") && languages.contains("| `print(...: any)` |"), "{languages}");
    let hooks = &files["docs/api/hooks-of-a-script.md"];
    assert!(hooks.contains("In Toy:\n\n```toy\non on_update(entity, dt)\n"), "{hooks}");
}

#[test]
fn the_page_knows_it() {
    let files = generated();
    let data: serde_json::Value = serde_json::from_str(&files[EDITOR_DATA]).unwrap();
    let toy = &data["languages"]["toy"];
    assert_eq!(toy["globals"]["print"]["params"][0]["name"], "...");
    assert!(toy["examples"]["on_update"].as_str().unwrap().starts_with("on on_update"));
    let list = &files[LANGUAGE_LIST];
    let line = list.lines().find(|line| line.contains("\"id\":\"toy\"")).unwrap();
    let entry: serde_json::Value = serde_json::from_str(line.trim().trim_end_matches(',')).unwrap();
    assert_eq!(entry["starter"]["extension"], "toy");
    assert_eq!(entry["comment"]["line"], "#");
    assert_eq!(entry["highlight"]["keywords"][0], "end");
}
