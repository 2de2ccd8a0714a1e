//! Runs every folder of `tests/scenes`: a project, `scene.toml` (what happens), `expected.toml` (what comes of it) and, where the scene
//! asks for one, `expected.png`. The browser's tests run the same folders. Renew the expectations by
//! `LUMINARA_BLESS=1 cargo test -p luminara-cli --test scenes`, and read the difference before you keep it.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::fs;
use std::path::{Path, PathBuf};

use luminara_cli::picture;
use luminara_cli::scenario::{Outcome, Scenario};
use luminara_engine::{Options, Screen};

const WIDTH: u32 = 320;
const HEIGHT: u32 = 200;
/// The part of a picture that may differ: rasterizers disagree at edges.
const TOLERANCE: f64 = 0.005;

/// Scripts see the size of the pictures.
fn options() -> Options {
    Options { screen: Screen::new(WIDTH as f32, HEIGHT as f32, 1.0), ..Options::default() }
}

fn scenes() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/scenes");
    let mut scenes: Vec<PathBuf> = fs::read_dir(root)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.join("scene.toml").exists())
        .collect();
    scenes.sort();
    scenes
}

/// Runs a scene and says what is not as expected.
fn check(scene: &Path) -> Result<(), String> {
    let bless = std::env::var_os("LUMINARA_BLESS").is_some();
    let text = fs::read_to_string(scene.join("scene.toml")).map_err(|error| error.to_string())?;
    let scenario = Scenario::parse(&text)?;
    let mut project = luminara_folder::read(scene)?.project;
    project.files.retain(|name, _| {
        !matches!(name.as_str(), "scene.toml" | "expected.toml" | "expected.png" | "actual.png")
    });

    let (mut lines, mut audio) = (Vec::new(), Vec::new());
    let engine = scenario.run(project, options(), |_, said| {
        lines.extend(said.console);
        audio.extend(said.audio);
    })?;
    let outcome = Outcome::of(&engine, &lines, &audio);

    let expected_file = scene.join("expected.toml");
    if bless {
        fs::write(&expected_file, toml::to_string_pretty(&outcome).unwrap()).unwrap();
    }
    let expected: Outcome = fs::read_to_string(&expected_file)
        .map_err(|error| format!("expected.toml: {error}"))
        .and_then(|text| toml::from_str(&text).map_err(|error| error.to_string()))?;
    if outcome.console != expected.console {
        return Err(format!(
            "the console said\n  {}\nand not\n  {}",
            outcome.console.join("\n  "),
            expected.console.join("\n  ")
        ));
    }
    if outcome.problems != expected.problems {
        return Err(format!(
            "wrong at the end was\n  {}\nand not\n  {}",
            outcome.problems.join("\n  "),
            expected.problems.join("\n  ")
        ));
    }
    if outcome.audio != expected.audio {
        return Err(format!(
            "what was to be heard was\n  {}\nand not\n  {}",
            outcome.audio.join("\n  "),
            expected.audio.join("\n  ")
        ));
    }
    if outcome.hash != expected.hash {
        return Err(format!("the state hash is {} and not {}", outcome.hash, expected.hash));
    }
    if !scenario.picture {
        return Ok(());
    }

    let actual = match picture::draw(&engine, WIDTH, HEIGHT) {
        Ok(actual) => actual,
        Err(error) if std::env::var_os("LUMINARA_REQUIRE_GPU").is_none() => {
            eprintln!("no picture of {}: {error}", scene.display());
            return Ok(());
        }
        Err(error) => return Err(error),
    };
    let expected_file = scene.join("expected.png");
    if bless {
        picture::write(&actual, &expected_file)?;
    }
    let difference = picture::difference(&actual, &picture::read(&expected_file)?);
    if difference > TOLERANCE {
        picture::write(&actual, &scene.join("actual.png"))?;
        return Err(format!(
            "{:.2} % of the picture differ; see actual.png beside expected.png",
            difference * 100.0
        ));
    }
    Ok(())
}

#[test]
fn every_scene_is_as_expected() {
    let scenes = scenes();
    assert!(scenes.len() >= 12, "only {} scenes were found", scenes.len());
    let mut failed = Vec::new();
    for scene in &scenes {
        if let Err(why) = check(scene) {
            failed.push(format!("{}: {why}", scene.file_name().unwrap().to_string_lossy()));
        }
    }
    assert!(failed.is_empty(), "{}", failed.join("\n\n"));
}

#[test]
fn every_example_runs_without_a_problem() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../static/examples");
    let mut count = 0;
    for entry in fs::read_dir(root).unwrap() {
        let path = entry.unwrap().path();
        let project = luminara_folder::read(&path).unwrap().project;
        let engine = Scenario::idle(120).run(project, Options::default(), |_, _| {}).unwrap();
        assert!(engine.problems().is_empty(), "{}: {:#?}", path.display(), engine.problems());
        assert!(engine.stats().entities > 1, "{} made no scene", path.display());
        count += 1;
    }
    assert!(count >= 6);
}

/// The same script in several languages says the same and leaves the same entities where they are.
#[test]
fn guests_of_every_language_do_the_same() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/scenes");
    let outcome = |language: &str| {
        let text = fs::read_to_string(root.join(format!("guest-{language}/expected.toml"))).unwrap();
        toml::from_str::<Outcome>(&text).unwrap()
    };
    let rust = outcome("rust");
    assert!(!rust.console.is_empty());
    for language in ["c", "assemblyscript", "zig"] {
        assert_eq!(outcome(language), rust, "{language}");
    }
    // Its file has another name, which the hash knows.
    assert_eq!(outcome("wat").console, rust.console);
}
