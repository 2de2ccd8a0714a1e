//! The guest kit's generated files are what the registry says. Renew them by `LUMINARA_BLESS=1 cargo test -p luminara-wasm --test bindings`.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use luminara_wasm::bindings::Kit;
use luminara_wasm::imports::Imports;

const MARK: &str = "<!-- generated from here -->\n";

#[test]
fn the_guest_kit_says_what_the_registry_says() {
    let kit = Kit::of(&luminara_engine::api::registry());
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let document = fs::read_to_string(root.join("docs/wasm-abi.md")).unwrap();
    let (by_hand, _) = document.split_once(MARK).unwrap();
    let document = ("docs/wasm-abi.md".to_owned(), format!("{by_hand}{MARK}\n{}", kit.markdown()));
    let mut stale = Vec::new();
    for (name, text) in kit.files().into_iter().chain([document]) {
        let path = root.join(&name);
        if std::env::var_os("LUMINARA_BLESS").is_some() {
            fs::write(&path, &text).unwrap();
        }
        if fs::read_to_string(&path).unwrap_or_default() != text {
            stale.push(name);
        }
    }
    assert!(stale.is_empty(), "renew {stale:?}");
}

#[test]
fn every_import_has_a_name_of_its_own() {
    let imports = Imports::of(&luminara_engine::api::registry());
    let mut names = BTreeSet::new();
    for import in imports.iter() {
        assert!(names.insert(&import.name), "{} is there twice", import.name);
        assert_eq!(import.names.len(), import.signature.params.len(), "{}", import.name);
        assert!(import.signature.params.len() <= 24, "{}", import.name);
    }
    assert!(names.len() > 150, "only {} imports", names.len());
}
