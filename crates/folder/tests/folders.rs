//! Odd folders, and strangers' projects that are written into one.
#![cfg(unix)]
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::ffi::OsStr;
use std::fs;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::symlink;
use std::os::unix::net::UnixListener;
use std::path::Path;
use std::process::Command;

use luminara_folder::{file, read, stamps, write};
use luminara_project::{Project, left_out};
use tempfile::{TempDir, tempdir};

fn folder(files: &[&str]) -> TempDir {
    let folder = tempdir().unwrap();
    for name in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, name).unwrap();
    }
    folder
}

fn project(files: &[(&str, &str)]) -> Project {
    Project { files: files.iter().map(|(name, text)| ((*name).into(), text.as_bytes().to_vec())).collect() }
}

fn names(path: &Path) -> (Vec<String>, Vec<String>) {
    let contents = read(path).unwrap();
    let files: Vec<String> = contents.project.files.into_keys().collect();
    let (stamps, told) = stamps(path).unwrap();
    assert_eq!((stamps.into_keys().collect::<Vec<_>>(), &told), (files.clone(), &contents.left_out));
    (files, left_out::tell(&contents.left_out))
}

#[test]
fn only_plain_files_inside_are_read() {
    let outside = folder(&["secret.txt", "lib/a.lua"]);
    let inside = folder(&["main.lua", "lib/b.lua", ".env", "lib/.cache/x"]);
    let at = |name: &str| inside.path().join(name);
    symlink(outside.path().join("secret.txt"), at("readme.txt")).unwrap();
    symlink("/etc/passwd", at("lib/passwd")).unwrap();
    symlink(outside.path().join("lib"), at("shared")).unwrap();
    symlink("..", at("up")).unwrap();
    symlink(".", at("lib/loop")).unwrap();
    symlink("circle", at("circle")).unwrap();
    symlink("gone.lua", at("dead.lua")).unwrap();
    symlink(".env", at("settings.txt")).unwrap();
    symlink("main.lua", at("same.lua")).unwrap();
    symlink("../main.lua", at("lib/up.lua")).unwrap();
    symlink("/dev/zero", at("zeros.bin")).unwrap();
    assert!(Command::new("mkfifo").arg(at("pipe.lua")).status().unwrap().success());
    symlink("pipe.lua", at("to-pipe.lua")).unwrap();
    let _listener = UnixListener::bind(at("socket")).unwrap();
    fs::write(at("x".repeat(130).as_str()), "").unwrap();
    fs::write(inside.path().join(OsStr::from_bytes(b"no\xfftext.lua")), "").unwrap();
    fs::write(at("con.lua"), "").unwrap();

    let (files, told) = names(inside.path());
    assert_eq!(files, ["lib/b.lua", "lib/up.lua", "main.lua", "same.lua"]);
    let expected = [
        "left out .env and lib/.cache: names that begin with a dot are hidden, and no part of a project",
        "left out con.lua: 'con.lua' is a device on Windows",
        &format!("left out {}…: it is 130 bytes long, and may have 120", "x".repeat(60)),
        "left out no\u{fffd}text.lua: its name is no text",
        "left out lib/loop: it is a link, not a file",
        "left out lib/passwd, readme.txt, settings.txt and 3 more: it is a link out of the project's folder",
        "left out circle and dead.lua: it is a link to nothing",
        "left out pipe.lua, socket and to-pipe.lua: it is no plain file",
    ];
    for text in &expected {
        assert!(told.iter().any(|it| it == text), "{text}\n{told:#?}");
    }
    assert_eq!(told.len(), expected.len(), "{told:#?}");

    assert_eq!(file(inside.path(), "lib/up.lua").unwrap(), b"main.lua");
    for name in ["lib/passwd", "settings.txt", "pipe.lua", ".env", "lib/../main.lua", "shared/a.lua", "gone"]
    {
        assert_eq!(file(inside.path(), name), None, "{name}");
    }
}

#[test]
fn a_link_to_the_folder_itself_is_the_persons_own() {
    let inside = folder(&["main.lua"]);
    let outside = tempdir().unwrap();
    symlink(inside.path(), outside.path().join("game")).unwrap();
    assert_eq!(names(&outside.path().join("game")).0, ["main.lua"]);
    symlink(inside.path().join("main.lua"), outside.path().join("one.lua")).unwrap();
    assert_eq!(names(&outside.path().join("one.lua")).0, ["one.lua"]);
}

#[test]
fn names_that_are_one_file_elsewhere_are_read_once() {
    let inside =
        folder(&["Main.lua", "main.lua", "node_modules/a/b.lua", "HEAD", ".git/config", "Thumbs.db"]);
    let (files, told) = names(inside.path());
    assert_eq!(files, ["Main.lua"]);
    assert_eq!(
        told,
        [
            "left out .git: names that begin with a dot are hidden, and no part of a project",
            "left out node_modules: it belongs to tools, not to a project",
            "left out HEAD: git would take its folder for a repository, and obey what lies beside it",
            "left out main.lua: on some systems it is the same file as Main.lua",
        ]
    );
}

#[test]
fn deep_folders_are_left_out() {
    let deep = |depth: usize| format!("{}x.lua", "d/".repeat(depth));
    let inside = folder(&[&deep(16), &deep(17), "main.lua"]);
    let (files, told) = names(inside.path());
    assert_eq!(files, [deep(16), "main.lua".into()]);
    assert_eq!(told.len(), 1);
    assert!(told[0].ends_with("it is nested too deep"), "{told:?}");
}

#[test]
fn more_than_a_project_may_have_is_an_error() {
    let many: Vec<String> = (0..256).map(|number| format!("{number}.lua")).collect();
    let inside = folder(&many.iter().map(String::as_str).collect::<Vec<_>>());
    assert_eq!(read(inside.path()).unwrap().project.files.len(), 256);
    // What is left out doesn't count.
    fs::write(inside.path().join(".hidden"), "").unwrap();
    assert!(read(inside.path()).is_ok());
    fs::write(inside.path().join("one-more.lua"), "").unwrap();
    let error = read(inside.path()).unwrap_err();
    assert!(error.contains("more than the 256 files that a project may have"), "{error}");

    let sized = |sizes: &[u64]| {
        let inside = tempdir().unwrap();
        for (index, size) in sizes.iter().enumerate() {
            fs::File::create(inside.path().join(format!("{index}.bin"))).unwrap().set_len(*size).unwrap();
        }
        read(inside.path()).map(|contents| contents.project.files.len())
    };
    let most = 8 << 20;
    assert_eq!(sized(&[most - 1]), Ok(1));
    assert_eq!(sized(&[most, most, most, most]), Ok(4));
    assert_eq!(
        sized(&[most + 1]).unwrap_err(),
        "0.bin has 8388609 bytes, and a file may have 8388608 bytes. Make it smaller"
    );
    assert!(sized(&[most, most, most, most, 1]).unwrap_err().contains("33554433 bytes together"));
    assert!(sized(&[1 << 42]).is_err());
}

#[test]
fn a_project_is_written_and_reads_the_same() {
    let out = tempdir().unwrap();
    let wanted = project(&[("main.lua", "x"), ("a/b/c.lua", "y"), ("größe.txt", "")]);
    write(&wanted, &out.path().join("new/folder")).unwrap();
    assert_eq!(read(&out.path().join("new/folder")).unwrap().project, wanted);
    // Again, as nothing changes.
    write(&wanted, &out.path().join("new/folder")).unwrap();
}

#[test]
fn nothing_is_written_through_what_lies_there() {
    let outside = folder(&["target.lua", "lib/x"]);
    let out = tempdir().unwrap();
    let at = |name: &str| out.path().join(name);
    symlink(outside.path(), at("folder")).unwrap();
    symlink(outside.path().join("target.lua"), at("file.lua")).unwrap();
    symlink(outside.path().join("not-there.lua"), at("dangling.lua")).unwrap();
    symlink(outside.path().join("made"), at("dangling-folder")).unwrap();
    assert!(Command::new("mkfifo").arg(at("pipe.lua")).status().unwrap().success());
    fs::write(at("plain"), "").unwrap();
    for name in [
        "folder/new.lua",
        "folder/lib/new.lua",
        "file.lua",
        "dangling.lua",
        "dangling-folder/a.lua",
        "pipe.lua",
        "plain/a.lua",
        "folder",
    ] {
        // The first is written only when nothing is wrong with the others.
        let error = write(&project(&[("0.lua", ""), (name, "new")]), out.path()).unwrap_err();
        assert!(error.contains("choose another"), "{name}: {error}");
        assert!(!at("0.lua").exists(), "{name}");
    }
    // The same bytes as the link's target has: it is still no file of the folder.
    assert!(write(&project(&[("file.lua", "target.lua")]), out.path()).is_err());
    assert_eq!(fs::read_dir(outside.path()).unwrap().count(), 2);
    assert_eq!(fs::read_to_string(outside.path().join("target.lua")).unwrap(), "target.lua");
}

#[test]
fn names_that_tools_obey_are_never_written() {
    for name in [
        ".git/config",
        "a/.git/hooks/x",
        ".envrc",
        "GIT~1/config",
        "HEAD",
        "../x",
        "/tmp/x",
        "a\\..\\x",
        "\u{200c}.git/config",
    ] {
        let out = tempdir().unwrap();
        assert!(write(&project(&[("0.lua", ""), (name, "")]), &out.path().join("out")).is_err(), "{name}");
        assert_eq!(fs::read_dir(out.path()).unwrap().count(), 0, "{name}");
    }
    let out = tempdir().unwrap();
    let both = project(&[("a", ""), ("a/b", "")]);
    assert!(write(&both, out.path()).unwrap_err().contains("a is a file and a folder"));
}
