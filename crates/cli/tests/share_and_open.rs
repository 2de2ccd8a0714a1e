//! What `luminara share` makes, `luminara open` takes; and nothing of a stranger's is written where tools would obey it.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use luminara_project::{Project, link};
use tempfile::{TempDir, tempdir};

fn luminara(args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_luminara")).args(args).output().unwrap()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

fn path(path: &Path) -> &str {
    path.to_str().unwrap()
}

/// Shares a folder as a link and as a zip, opens both, and compares. The error, where sharing is refused.
fn round(folder: &TempDir) -> Result<(), String> {
    let out = tempdir().unwrap();
    let zip = out.path().join("shared.zip");
    let link = luminara(&["share", path(folder.path()), "--base", "https://example.org/play/"]);
    let zipped = luminara(&["share", path(folder.path()), "--zip", path(&zip)]);
    assert_eq!(link.status.success(), zipped.status.success());
    if !link.status.success() {
        assert_eq!(text(&link.stderr), text(&zipped.stderr));
        return Err(text(&link.stderr));
    }
    let sent = luminara_folder::read(folder.path()).unwrap().project;
    for (name, shared) in [("link", text(&link.stdout).trim()), ("zip", path(&zip))] {
        let there = out.path().join(name);
        // A link of megabytes is no argument that a system takes; its reader is the same.
        if shared.len() < 100_000 {
            let opened = luminara(&["open", shared, "--out", path(&there)]);
            assert!(opened.status.success(), "{}", text(&opened.stderr));
            assert_eq!(luminara_folder::read(&there).unwrap().project, sent);
        } else {
            assert_eq!(link::decode(shared.rsplit('#').next().unwrap()).as_ref(), Ok(&sent));
        }
    }
    Ok(())
}

fn many(files: usize) -> TempDir {
    let folder = tempdir().unwrap();
    for number in 0..files {
        fs::write(folder.path().join(format!("{number}.lua")), format!("x = {number}")).unwrap();
    }
    folder
}

fn sized(sizes: &[u64]) -> TempDir {
    let folder = tempdir().unwrap();
    for (number, size) in sizes.iter().enumerate() {
        fs::File::create(folder.path().join(format!("{number}.bin"))).unwrap().set_len(*size).unwrap();
    }
    folder
}

#[test]
fn what_is_shared_can_be_opened_at_each_cap_and_is_refused_above() {
    const MEGABYTE: u64 = 1 << 20;
    for files in [1, 255, 256] {
        assert_eq!(round(&many(files)), Ok(()));
    }
    for files in [257, 301] {
        let error = round(&many(files)).unwrap_err();
        assert!(error.contains("more than the 256 files that a project may have"), "{error}");
    }
    assert_eq!(round(&sized(&[8 * MEGABYTE - 1, 8 * MEGABYTE])), Ok(()));
    for size in [8 * MEGABYTE + 1, 9_961_472] {
        let error = round(&sized(&[size])).unwrap_err();
        assert!(error.contains("a file may have"), "{error}");
    }
    assert_eq!(round(&sized(&[7 * MEGABYTE; 3])), Ok(()));
    assert_eq!(round(&sized(&[8 * MEGABYTE; 4])), Ok(()));
    let error = round(&sized(&[8 * MEGABYTE, 8 * MEGABYTE, 8 * MEGABYTE, 8 * MEGABYTE, 1])).unwrap_err();
    assert!(error.contains("together, and may have"), "{error}");
}

#[test]
fn a_link_that_would_be_too_long_is_not_made() {
    let folder = tempdir().unwrap();
    let mut state = 1_u64;
    let noise: Vec<u8> = (0..4 << 20)
        .map(|_| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (state >> 56) as u8
        })
        .collect();
    fs::write(folder.path().join("noise.bin"), noise).unwrap();
    let link = luminara(&["share", path(folder.path()), "--base", "x"]);
    assert!(!link.status.success());
    assert!(
        text(&link.stderr).contains("may have 4194304. Share a zip of the project instead"),
        "{}",
        text(&link.stderr)
    );
    assert!(
        luminara(&["share", path(folder.path()), "--zip", path(&folder.path().join("../noise.zip"))])
            .status
            .success()
    );
    fs::remove_file(folder.path().join("../noise.zip")).unwrap();
}

/// A zip whose entries are stored, which any tool could have made.
fn zip_of(files: &[(&str, &str)]) -> Vec<u8> {
    fn push(bytes: &mut Vec<u8>, numbers: &[(u64, usize)]) {
        for (number, width) in numbers {
            bytes.extend_from_slice(&number.to_le_bytes()[..*width]);
        }
    }
    let crc = |bytes: &[u8]| {
        !bytes.iter().fold(!0_u32, |crc, byte| {
            (0..8).fold(crc ^ u32::from(*byte), |crc, _| (crc >> 1) ^ (0xedb8_8320 * (crc & 1)))
        })
    };
    let (mut bytes, mut directory) = (Vec::new(), Vec::new());
    for (name, content) in files {
        let (length, offset) = (content.len() as u64, bytes.len() as u64);
        let common = [
            (20, 2),
            (0, 2),
            (0, 2),
            (0, 4),
            (crc(content.as_bytes()).into(), 4),
            (length, 4),
            (length, 4),
            (name.len() as u64, 2),
            (0, 2),
        ];
        bytes.extend_from_slice(b"PK\x03\x04");
        push(&mut bytes, &common);
        bytes.extend_from_slice(name.as_bytes());
        bytes.extend_from_slice(content.as_bytes());
        directory.extend_from_slice(b"PK\x01\x02\x14\x03");
        push(&mut directory, &common);
        push(&mut directory, &[(0, 2), (0, 2), (0, 2), (0o100_644 << 16, 4), (offset, 4)]);
        directory.extend_from_slice(name.as_bytes());
    }
    let (count, offset, size) = (files.len() as u64, bytes.len() as u64, directory.len() as u64);
    bytes.extend_from_slice(&directory);
    bytes.extend_from_slice(b"PK\x05\x06");
    push(&mut bytes, &[(0, 4), (count, 2), (count, 2), (size, 4), (offset, 4), (0, 2)]);
    bytes
}

#[test]
fn what_tools_would_obey_is_not_written() {
    let folder = tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    let config = "[core]\n\tfsmonitor = touch stranger\n";
    let files = [
        ("main.lua", "print(1)"),
        (".git/config", config),
        (".git/HEAD", "ref: refs/heads/main\n"),
        ("lib/.GIT/config", config),
        (".g\u{200c}it/config", config),
        ("\u{ff0e}git/config", config),
        ("GIT~1/config", config),
        (".envrc", "touch stranger"),
        (".vscode/tasks.json", "{}"),
        ("bare/HEAD", "ref: refs/heads/main\n"),
        ("bare/config", config),
        ("node_modules/x/index.js", ""),
        ("__MACOSX/._main.lua", ""),
    ];
    fs::write(at("strange.zip"), zip_of(&files)).unwrap();
    let opened = luminara(&["open", path(&at("strange.zip")), "--out", path(&at("out"))]);
    assert!(opened.status.success(), "{}", text(&opened.stderr));
    let warned = text(&opened.stderr);
    assert!(
        warned
            .contains("warning: left out .envrc, .git, .g\u{200c}it and 3 more: names that begin with a dot"),
        "{warned}"
    );
    assert!(warned.contains("left out bare/HEAD: git would") && warned.contains("'GIT~1'"), "{warned}");
    assert!(!warned.contains("MACOSX"), "{warned}");
    let there: Vec<String> = luminara_folder::read(&at("out")).unwrap().project.files.into_keys().collect();
    assert_eq!(there, ["bare/config", "main.lua"]);
    assert_eq!(fs::read_dir(at("out")).unwrap().count(), 2);

    for name in ["../up.lua", "/tmp/up.lua", "a/../../up.lua"] {
        fs::write(at("strange.zip"), zip_of(&[("main.lua", ""), (name, "")])).unwrap();
        let opened = luminara(&["open", path(&at("strange.zip")), "--out", path(&at("none"))]);
        assert!(!opened.status.success() && !at("none").exists(), "{name}");
    }
}

#[cfg(unix)]
#[test]
fn sharing_packs_only_what_lies_in_the_folder() {
    let folder = many(1);
    let at = |name: &str| folder.path().join(name);
    std::os::unix::fs::symlink("/etc/passwd", at("notes.txt")).unwrap();
    std::os::unix::fs::symlink("/etc", at("etc")).unwrap();
    std::os::unix::fs::symlink("gone", at("dead.txt")).unwrap();
    fs::write(at(".env"), "SECRET=1").unwrap();
    assert!(Command::new("mkfifo").arg(at("pipe")).status().unwrap().success());
    let out = tempdir().unwrap();
    let zip = out.path().join("x.zip");
    for args in [
        &["share", path(folder.path()), "--zip", path(&zip)][..],
        &["share", path(folder.path()), "--base", "x"],
        &["check", path(folder.path())],
        &["run", path(folder.path()), "--frames", "1"],
    ] {
        let done = luminara(args);
        let warned = text(&done.stderr);
        assert!(done.status.success(), "{args:?}: {warned}");
        assert!(
            warned.contains("left out etc and notes.txt: it is a link out of the project's folder"),
            "{warned}"
        );
        assert!(warned.contains("left out dead.txt: it is a link to nothing"), "{warned}");
        assert!(warned.contains("left out pipe: it is no plain file"), "{warned}");
        assert!(warned.contains("left out .env: "), "{warned}");
        assert!(!text(&done.stdout).contains("left out"));
    }
    let bytes = fs::read(zip).unwrap();
    let project: Project =
        luminara_project::zip::decode(&bytes, &luminara_project::Caps::PROJECT).unwrap().project;
    assert_eq!(project.files.into_keys().collect::<Vec<_>>(), ["0.lua"]);
}
