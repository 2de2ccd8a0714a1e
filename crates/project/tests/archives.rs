//! Archives as tools write them, in `archives/`: Info-ZIP (`zip`), 7-Zip, libarchive's `bsdtar`, Python's `zipfile`,
//! and what Finder, old Windows tools and odd comments make of one. Each holds the same project.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::fs;
use std::path::{Path, PathBuf};

use luminara_project::{Caps, left_out, zip};

fn archive(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/archives").join(name)
}

#[test]
fn all_of_them_open() {
    let mut count = 0;
    for entry in fs::read_dir(archive("")).unwrap() {
        let path = entry.unwrap().path();
        let unpacked = zip::decode(&fs::read(&path).unwrap(), &Caps::PROJECT);
        let files = unpacked.unwrap_or_else(|error| panic!("{}: {error}", path.display())).project.files;
        let names: Vec<&str> = files.keys().map(String::as_str).collect();
        assert!(
            matches!(
                names.as_slice(),
                ["game.toml", "main.lua"] | ["art/größe.txt", "game.toml", "main.lua"]
            ) || names == ["art_größe.txt", "game.toml", "main.lua"],
            "{}: {names:?}",
            path.display()
        );
        assert!(files.get("main.lua").unwrap().starts_with(b"print"), "{}", path.display());
        count += 1;
    }
    assert!(count >= 20, "{count} archives");
}

#[test]
fn hidden_files_and_links_are_left_out_and_said() {
    let bytes = fs::read(archive("hidden-files-and-links.zip")).unwrap();
    let unpacked = zip::decode(&bytes, &Caps::PROJECT).unwrap();
    assert_eq!(
        left_out::tell(&unpacked.left_out),
        [
            "left out .git, .gitignore and lib/.env: names that begin with a dot are hidden, and no part of a project",
            "left out again.lua, etc and host.txt: it is a link, not a file",
        ]
    );
    // What macOS adds is no news to anybody.
    let bytes = fs::read(archive("macos-finder.zip")).unwrap();
    assert_eq!(zip::decode(&bytes, &Caps::PROJECT).unwrap().left_out, []);
}
