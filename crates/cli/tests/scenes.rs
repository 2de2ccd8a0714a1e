//! Runs every folder of `tests/scenes`, a test each: a project, `scene.toml` (what happens), `expected.toml` (what comes of it) and, where the
//! scene asks for one, `expected.png`. The browser's tests run the same folders. Renew the expectations by
//! `LUMINARA_BLESS=1 cargo test -p luminara-cli --test scenes`, and read the difference before you keep it.
//!
//! Where there is no GPU, the pictures are tests of their own that are ignored, and so counted; with `LUMINARA_REQUIRE_GPU` they fail.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use libtest_mimic::{Arguments, Failed, Trial};
use luminara_cli::picture;
use luminara_cli::scenario::{Outcome, Scenario};
use luminara_engine::{Options, Screen};

const WIDTH: u32 = 320;
const HEIGHT: u32 = 200;
/// The part of a picture that may differ: rasterizers disagree at edges.
const TOLERANCE: f64 = 0.005;

fn main() -> ExitCode {
    let scenes = folders("tests/scenes", |path| path.join("scene.toml").exists());
    let examples = folders("static/examples", Path::is_dir);
    let gpu = picture::is_possible();
    let is_required = std::env::var_os("LUMINARA_REQUIRE_GPU").is_some();
    let mut trials = vec![
        Trial::test("guests_of_every_language_do_the_same", guests_of_every_language_do_the_same),
        Trial::test("there_are_as_many_as_there_were", {
            let counts = (scenes.len(), examples.len());
            move || match counts {
                (78.., 12..) => Ok(()),
                _ => Err(format!("only {} scenes and {} examples were found", counts.0, counts.1).into()),
            }
        }),
    ];
    for path in scenes {
        let name = format!("scene::{}", path.file_name().unwrap().to_string_lossy());
        if let Err(why) = &gpu
            && has_picture(&path)
        {
            let why = format!("no picture can be drawn: {why}");
            let trial = Trial::test(format!("{name}::picture"), move || Err(why.into()));
            trials.push(trial.with_ignored_flag(!is_required));
        }
        let draws = gpu.is_ok();
        trials.push(Trial::test(name, move || check(&path, draws).map_err(Failed::from)));
    }
    for path in examples {
        let name = format!("example::{}", path.file_name().unwrap().to_string_lossy());
        trials.push(Trial::test(name, move || runs_without_a_problem(&path)));
    }
    libtest_mimic::run(&Arguments::from_args(), trials).exit_code()
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn folders(below: &str, is_one: impl Fn(&Path) -> bool) -> Vec<PathBuf> {
    let entries = fs::read_dir(root().join(below)).unwrap();
    let mut folders: Vec<PathBuf> =
        entries.map(|entry| entry.unwrap().path()).filter(|path| is_one(path)).collect();
    folders.sort();
    folders
}

/// Whether a scene asks for a picture; one that can't be read says so when it runs.
fn has_picture(scene: &Path) -> bool {
    let text = fs::read_to_string(scene.join("scene.toml")).unwrap_or_default();
    Scenario::parse(&text).is_ok_and(|scenario| scenario.picture)
}

/// Scripts see the size of the pictures.
fn options() -> Options {
    Options { screen: Screen::new(WIDTH as f32, HEIGHT as f32, 1.0), ..Options::default() }
}

/// Runs a scene, with its picture where one can be drawn, and says what is not as expected.
fn check(scene: &Path, draws: bool) -> Result<(), String> {
    let bless = std::env::var_os("LUMINARA_BLESS").is_some();
    let text = fs::read_to_string(scene.join("scene.toml")).map_err(|error| error.to_string())?;
    let scenario = Scenario::parse(&text)?;
    let mut project = luminara_folder::read(scene)?.project;
    project.files.retain(|name, _| {
        !matches!(name.as_str(), "scene.toml" | "expected.toml" | "expected.png" | "actual.png")
    });

    let (mut lines, mut audio) = (Vec::new(), Vec::new());
    let mut engine = scenario.run(project, options(), |_, said| {
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
    if !(scenario.picture && draws) {
        return Ok(());
    }

    let actual = picture::draw(&mut engine, WIDTH, HEIGHT)?;
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

fn runs_without_a_problem(example: &Path) -> Result<(), Failed> {
    let project = luminara_folder::read(example)?.project;
    let engine = Scenario::idle(120).run(project, Options::default(), |_, _| {})?;
    if !engine.problems().is_empty() {
        return Err(format!("{:#?}", engine.problems()).into());
    }
    match engine.stats().entities > 1 {
        true => Ok(()),
        false => Err("it made no scene".into()),
    }
}

/// The same script in several languages says the same and leaves the same entities where they are.
fn guests_of_every_language_do_the_same() -> Result<(), Failed> {
    let outcome = |language: &str| {
        let text =
            fs::read_to_string(root().join(format!("tests/scenes/guest-{language}/expected.toml"))).unwrap();
        toml::from_str::<Outcome>(&text).unwrap()
    };
    let rust = outcome("rust");
    assert!(!rust.console.is_empty());
    for language in ["c", "assemblyscript", "zig"] {
        assert_eq!(outcome(language), rust, "{language}");
    }
    // Its file has another name, which the hash knows.
    assert_eq!(outcome("wat").console, rust.console);
    Ok(())
}
