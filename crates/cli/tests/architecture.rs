//! The arrows between the crates, as ARCHITECTURE.md draws them.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::collections::{BTreeMap, BTreeSet};
use std::process::Command;

/// Each crate and all that it may know of ours.
const MAY_KNOW: &[(&str, &[&str])] = &[
    ("script", &["script-macros"]),
    ("script-macros", &[]),
    ("abi", &["script"]),
    ("lua", &["script"]),
    ("wasm", &["abi", "script", "wat"]),
    ("wat", &[]),
    ("wat-module", &["wat"]),
    ("toy-language", &["script"]),
    ("languages", &["lua", "script", "toy-language", "wasm"]),
    ("guest", &["guest-macros"]),
    ("guest-macros", &[]),
    ("project", &[]),
    ("folder", &["project"]),
    ("image", &["project"]),
    ("render", &[]),
    ("engine", &["image", "project", "render", "script"]),
    ("playground", &["engine", "languages", "project", "render", "script"]),
    ("bindings", &["project", "script"]),
    ("cli", &["bindings", "engine", "folder", "image", "languages", "project", "render", "script"]),
    ("mdbook", &["folder", "languages", "project"]),
    ("lua-bench", &["engine", "lua", "project", "script"]),
];

/// Crates that only some of ours may use: what a crate doesn't know is what keeps it simple.
const ONLY_IN: &[(&str, &[&str])] = &[
    ("bevy_ecs", &["engine"]),
    ("piccolo", &["lua", "lua-bench"]),
    ("wasmi", &["wasm"]),
    ("wgpu", &["render", "playground"]),
    ("wasm-bindgen", &["playground", "lua-bench", "wat-module"]),
    ("wast", &["wat"]),
    ("web-sys", &["playground"]),
    ("js-sys", &["playground"]),
];

#[test]
fn crates_know_only_what_they_may() {
    let output = Command::new(env!("CARGO"))
        .args(["metadata", "--format-version", "1", "--no-deps", "--offline"])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let metadata: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let mut known: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for package in metadata["packages"].as_array().unwrap() {
        let name = package["name"].as_str().unwrap().trim_start_matches("luminara-").to_owned();
        let dependencies = package["dependencies"].as_array().unwrap();
        let of = dependencies
            .iter()
            .filter(|dependency| dependency["kind"].as_str() != Some("dev"))
            .map(|dependency| dependency["name"].as_str().unwrap().to_owned());
        known.insert(name, of.collect());
    }

    let allowed: BTreeMap<&str, &[&str]> = MAY_KNOW.iter().copied().collect();
    for (name, dependencies) in &known {
        let allowed =
            allowed.get(name.as_str()).unwrap_or_else(|| panic!("draw the arrows of the new crate {name}"));
        for dependency in dependencies {
            if let Some(ours) = dependency.strip_prefix("luminara-") {
                assert!(allowed.contains(&ours), "{name} must not know {ours}");
            }
            if let Some((_, only)) = ONLY_IN.iter().find(|(crate_name, _)| crate_name == dependency) {
                assert!(only.contains(&name.as_str()), "{name} must not know {dependency}");
            }
        }
    }
    assert_eq!(known.len(), MAY_KNOW.len(), "a crate is gone; take its arrows away");
}
