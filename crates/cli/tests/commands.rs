//! The command line as a user types it.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

fn luminara(args: &[&str]) -> Output {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    Command::new(env!("CARGO_BIN_EXE_luminara")).args(args).current_dir(root).output().unwrap()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

#[test]
fn run_prints_the_same_hash_each_time() {
    let run = || text(&luminara(&["run", "static/examples/boids", "--frames", "30", "--hash"]).stdout);
    let hash = run();
    assert_eq!(hash.trim().len(), 16, "{hash}");
    assert_eq!(hash, run());
    let other = luminara(&["run", "static/examples/boids", "--frames", "30", "--hash", "--seed", "5"]);
    assert_ne!(hash, text(&other.stdout));
}

#[test]
fn strict_fails_where_a_script_fails() {
    let scene = "tests/scenes/errors-stay-apart";
    assert_eq!(luminara(&["run", scene, "--frames", "1"]).status.code(), Some(0));
    let strict = luminara(&["run", scene, "--frames", "1", "--strict"]);
    assert_eq!(strict.status.code(), Some(1));
    assert!(text(&strict.stdout).contains("broken.lua:2"), "{}", text(&strict.stdout));
}

#[test]
fn check_says_what_is_wrong() {
    assert_eq!(luminara(&["check", "static/examples/wave"]).status.code(), Some(0));
    let check = luminara(&["check", "tests/scenes/syntax-error", "--json"]);
    assert_eq!(check.status.code(), Some(1));
    let problems: serde_json::Value = serde_json::from_slice(&check.stdout).unwrap();
    assert_eq!(problems[0]["position"]["file"], "b.lua");
    assert_eq!(problems[0]["position"]["line"], 2);
    assert_eq!(problems[0]["kind"], "syntax");
    let empty = tempfile::tempdir().unwrap();
    assert_eq!(luminara(&["check", empty.path().to_str().unwrap()]).status.code(), Some(2));
}

#[test]
fn test_runs_each_test_apart_and_says_what_is_wrong() {
    let project = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| {
        let path = project.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    };
    write(
        "main.lua",
        "cube = world.spawn { name = 'cube', velocity = vec3(1, 0, 0) }
test('moves', function()
  test.after(60, function() test.near(cube.position, vec3(1, 0, 0), 0.01) end)
end)",
    );
    write(
        "tests/world.lua",
        "test('spawns', function() world.spawn(); test.equal(world.count(), 2) end)
test('is alone', function() test.equal(world.count(), 1) end)",
    );
    let path = project.path().to_str().unwrap();
    let good = luminara(&["test", path]);
    assert_eq!(good.status.code(), Some(0), "{}", text(&good.stdout));
    assert!(text(&good.stdout).ends_with("3 passed, 0 failed\n"), "{}", text(&good.stdout));

    write(
        "bad_test.lua",
        "test('differs', function()
  print('here')
  test.equal({ 1, 'a' }, { 1, 'b' }, 'lists')
end)
test('late', function() test.after(3, function() world.find_by_name('cube').x = 1 end) end)
test('caught', function() test.error('no such', pcall(function() end)) end)",
    );
    let bad = luminara(&["test", path]);
    let said = text(&bad.stdout);
    assert_eq!(bad.status.code(), Some(1), "{said}");
    assert!(
        said.contains("bad_test.lua:3:") && said.contains("lists: expected {1, b}, got {1, a}"),
        "{said}"
    );
    assert!(said.contains("| here"), "{said}");
    assert!(said.contains("bad_test.lua:5:") && said.contains("has no field 'x'"), "{said}");
    assert!(said.contains("expected an error with \"no such\", but there was none"), "{said}");
    assert!(said.ends_with("3 passed, 3 failed\n"), "{said}");

    let some = luminara(&["test", path, "spawns", "--json"]);
    let report: serde_json::Value = serde_json::from_slice(&some.stdout).unwrap();
    assert_eq!(report["results"].as_array().unwrap().len(), 1);
    assert_eq!(report["results"][0]["case"]["position"]["line"], 1);

    // Tests change nothing where the project runs as it is, and a file of tests isn't run at all.
    let run = luminara(&["run", path, "--frames", "1", "--strict"]);
    assert_eq!((run.status.code(), text(&run.stdout).as_str()), (Some(0), ""));

    write("broken_test.lua", "test(");
    assert_eq!(luminara(&["test", path, "spawns"]).status.code(), Some(1));
    assert_eq!(luminara(&["test", "static/examples/wave"]).status.code(), Some(2));
}

#[test]
fn a_link_carries_every_example() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../static/examples");
    for example in fs::read_dir(&root).unwrap() {
        let example = example.unwrap().path();
        let link = luminara(&["share", example.to_str().unwrap(), "--base", "https://example.org/play/"]);
        let link = text(&link.stdout).trim().to_owned();
        assert!(link.starts_with("https://example.org/play/#"), "{link}");
        let out = tempfile::tempdir().unwrap();
        let opened = luminara(&["open", &link, "--out", out.path().to_str().unwrap()]);
        assert_eq!(opened.status.code(), Some(0), "{}", text(&opened.stderr));
        let (sent, got) = (luminara_folder::read(&example), luminara_folder::read(out.path()));
        assert_eq!(sent.unwrap(), got.unwrap());
    }
    let damaged = luminara(&["open", "AAAA", "--out", "/nowhere"]);
    assert_eq!(damaged.status.code(), Some(2));
}

#[test]
fn open_overwrites_nothing() {
    let link = text(&luminara(&["share", "static/examples/wave", "--base", "x"]).stdout);
    let out = tempfile::tempdir().unwrap();
    fs::write(out.path().join("main.lua"), "-- mine").unwrap();
    let opened = luminara(&["open", link.trim(), "--out", out.path().to_str().unwrap()]);
    assert_eq!(opened.status.code(), Some(2));
    assert_eq!(fs::read_to_string(out.path().join("main.lua")).unwrap(), "-- mine");
    assert_eq!(fs::read_dir(out.path()).unwrap().count(), 1);
}

#[test]
fn lua_runs_a_program_with_modules_and_a_traceback() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("helper.lua"), "return { twice = function(x) return x * 2 end }").unwrap();
    let program = folder.path().join("program.lua");
    fs::write(&program, "local helper = require 'helper'\nprint(helper.twice(21), arg[1], ...)\n").unwrap();
    let run = luminara(&["lua", program.to_str().unwrap(), "one", "two"]);
    assert_eq!(text(&run.stdout), "42\tone\tone\ttwo\n", "{}", text(&run.stderr));
    fs::write(&program, "local function f() error('boom') end\nf()\n").unwrap();
    let run = luminara(&["lua", program.to_str().unwrap()]);
    assert_eq!(run.status.code(), Some(1));
    let complaint = text(&run.stderr);
    assert!(complaint.contains("program.lua:1: boom") && complaint.contains("program.lua:2"), "{complaint}");
}

#[test]
fn api_lists_docs_types_and_defaults() {
    let api: serde_json::Value = serde_json::from_slice(&luminara(&["api", "--json"]).stdout).unwrap();
    let world = api["modules"].as_array().unwrap().iter().find(|module| module["name"] == "world").unwrap();
    let spawn =
        world["functions"].as_array().unwrap().iter().find(|function| function["name"] == "spawn").unwrap();
    assert!(spawn["doc"].as_str().unwrap().contains("Makes an entity"));
    assert_eq!(spawn["returns"], "entity");
    let transform = &api["components"][0];
    assert_eq!(transform["name"], "Transform");
    assert_eq!(transform["fields"][2]["default"], "vec3(1, 1, 1)");
    // Whatever scripts see is documented.
    for module in api["modules"].as_array().unwrap() {
        for function in module["functions"].as_array().unwrap() {
            assert_ne!(function["doc"], "", "{}.{}", module["name"], function["name"]);
        }
    }
}

#[test]
fn a_screenshot_is_a_picture() {
    let out = tempfile::tempdir().unwrap();
    let file = out.path().join("out.png");
    let run = luminara(&[
        "run",
        "static/examples/spinning-cubes",
        "--frames",
        "2",
        "--size",
        "160x100",
        "--screenshot",
        file.to_str().unwrap(),
    ]);
    if run.status.code() != Some(0) && std::env::var_os("LUMINARA_REQUIRE_GPU").is_none() {
        eprintln!("no GPU: {}", text(&run.stderr));
        return;
    }
    let image = luminara_cli::picture::read(&file).unwrap();
    assert_eq!((image.width, image.height), (160, 100));
    let colours: std::collections::BTreeSet<&[u8]> = image.rgba8.chunks(4).collect();
    assert!(colours.len() > 100, "{} colours", colours.len());
}
