//! A language of its own in an engine: its scripts run, are reloaded, and are held to their limits; one that takes a while, and one that never comes.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test fails by panicking")]

use std::cell::Cell;
use std::collections::BTreeMap;
use std::future::poll_fn;
use std::task::Poll;

use luminara_engine::{Engine, Options, list_tests};
use luminara_project::Project;
use luminara_script::{ErrorKind, Host, LanguageDef, Making};

fn project(files: &[(&str, &str)]) -> Project {
    let files = files.iter().map(|(name, text)| ((*name).to_owned(), text.as_bytes().to_vec()));
    Project { files: files.collect() }
}

fn put(engine: &mut Engine, file: &str, text: &str) {
    engine.put_files(BTreeMap::from([(file.to_owned(), text.as_bytes().to_vec())]));
}

/// Runs frames and gives what was said.
fn said(engine: &mut Engine, frames: u32) -> Vec<String> {
    for _ in 0..frames {
        engine.tick();
    }
    engine.take_output().console.into_iter().map(|line| line.text).collect()
}

fn engine(languages: &[&'static LanguageDef], files: &[(&str, &str)]) -> Engine {
    let mut engine = Engine::new(Options::default(), languages);
    engine.load(project(files));
    engine
}

const COUNTER: &str =
    "let count = 0\non on_update(entity, dt)\n  count = count + 1\n  print(\"toy\", count)\nend\n";

#[test]
fn scripts_run_on_entities_and_keep_their_variables() {
    let mut engine = engine(&[&luminara_toy_language::LANGUAGE], &[("main.toy", COUNTER)]);
    assert_eq!(said(&mut engine, 2), ["toy 1", "toy 2"]);
    put(&mut engine, "main.toy", &COUNTER.replace("\"toy\"", "\"new\""));
    assert_eq!(said(&mut engine, 1), ["new 3"], "variables are the state that a reload keeps");
    put(&mut engine, "main.toy", "let other = oops\n");
    assert_eq!(engine.problems().len(), 1);
    let problem = &engine.problems()[0];
    assert_eq!(
        (problem.position.to_string().as_str(), problem.message.as_str()),
        ("main.toy:1", "there is no variable 'oops'")
    );
}

#[test]
fn what_the_registry_has_is_there() {
    let text = "on on_init(entity)\n  entity.position = vec3(1, 2, 3) * 2\n  entity.color = color.red\n  print(entity.position.y, entity:is_valid())\n  entity.name = \"toy\"\nend\n";
    let mut engine = engine(&[&luminara_toy_language::LANGUAGE], &[("main.toy", text)]);
    assert_eq!(said(&mut engine, 1), ["4 true"]);
    assert_eq!(engine.position_of("toy").unwrap().to_array(), [2.0, 4.0, 6.0]);
    assert!(engine.problems().is_empty(), "{:?}", engine.problems());
}

#[test]
fn a_reload_that_begins_anew_says_so() {
    let files = [("main.toy", COUNTER), ("game.toml", "reload = 'reset'")];
    let mut engine = engine(&[&luminara_toy_language::LANGUAGE], &files);
    assert_eq!(said(&mut engine, 2), ["toy 1", "toy 2"]);
    put(&mut engine, "main.toy", &format!("{COUNTER}\non on_init(entity)\n  print(\"again\")\nend\n"));
    assert_eq!(said(&mut engine, 1), ["again", "toy 1"]);
}

#[test]
fn work_is_limited() {
    let text = "on on_update(entity, dt)\n  repeat 1000000000\n  end\nend\n";
    let mut engine = engine(&[&luminara_toy_language::LANGUAGE], &[("main.toy", text)]);
    engine.tick();
    let problem = &engine.problems()[0];
    assert_eq!((problem.kind, problem.position.line), (ErrorKind::Timeout, 2), "{problem}");
}

thread_local! {
    /// Whether the slow language may come.
    static HAS_COME: Cell<bool> = const { Cell::new(false) };
}

/// Toy as it would be with an interpreter that is fetched.
static SLOW: LanguageDef = LanguageDef {
    info: luminara_toy_language::LANGUAGE.info,
    make: |host: Host| -> Making {
        let mut toy = (luminara_toy_language::LANGUAGE.make)(host);
        Box::pin(poll_fn(move |cx| if HAS_COME.get() { toy.as_mut().poll(cx) } else { Poll::Pending }))
    },
};

static GONE: LanguageDef = LanguageDef {
    info: luminara_toy_language::LANGUAGE.info,
    make: |_| Box::pin(std::future::ready(Err("toy.wasm: 404 not found".into()))),
};

const LUA: (&str, &str) = ("beside.lua", "function on_update() print('lua') end");

#[test]
fn scripts_wait_for_a_language_and_the_others_run() {
    let mut engine =
        engine(&[&luminara_lua::LANGUAGE, &SLOW], &[LUA, ("main.toy", COUNTER), ("other.toy", COUNTER)]);
    assert_eq!(engine.loading_languages(), ["Toy"]);
    let waiting = "Toy is loading; its scripts wait until it is there";
    assert_eq!(said(&mut engine, 2), [waiting, "lua", "lua"], "said once, and the rest runs");
    assert!(engine.problems().is_empty());
    // What is edited meanwhile is what runs.
    put(&mut engine, "other.toy", &COUNTER.replace("\"toy\"", "\"edited\""));
    HAS_COME.set(true);
    let mut lines = said(&mut engine, 1);
    lines.sort();
    assert_eq!(lines, ["Toy is ready", "edited 1", "lua", "toy 1"]);
    assert!(engine.loading_languages().is_empty());
}

#[test]
fn a_language_that_comes_while_nothing_moves_is_taken_in() {
    let mut engine = engine(&[&SLOW], &[("main.toy", "print(\"here\")")]);
    engine.poll_languages();
    assert_eq!(engine.loading_languages(), ["Toy"]);
    HAS_COME.set(true);
    engine.poll_languages();
    assert!(said(&mut engine, 0).ends_with(&["Toy is ready".into(), "here".into()]));
}

#[test]
fn tests_don_t_wait_for_a_language_that_is_loading() {
    let files = project(&[("main.toy", COUNTER)]);
    let (cases, problems) = list_tests(&files, &Options::default(), &[&SLOW]);
    assert!(cases.is_empty());
    assert_eq!(problems.len(), 1);
    assert!(problems[0].to_string().contains("Toy is still loading"), "{}", problems[0]);
}

#[test]
fn a_language_that_does_not_come_is_a_problem_of_each_of_its_files() {
    let mut engine =
        engine(&[&luminara_lua::LANGUAGE, &GONE], &[LUA, ("main.toy", COUNTER), ("other.toy", COUNTER)]);
    let problems: Vec<String> = engine.problems().iter().map(ToString::to_string).collect();
    let problem = |file: &str| format!("{file}: Toy could not be loaded: toy.wasm: 404 not found");
    assert_eq!(problems, [problem("main.toy"), problem("other.toy")]);
    engine.take_output();
    assert_eq!(said(&mut engine, 1), ["lua"], "the rest runs");
}

#[test]
fn a_language_without_files_is_not_made() {
    static NEVER: LanguageDef =
        LanguageDef { info: luminara_toy_language::LANGUAGE.info, make: |_| panic!("no file asks for it") };
    let mut engine = engine(&[&luminara_lua::LANGUAGE, &NEVER], &[LUA]);
    assert_eq!(said(&mut engine, 1), ["lua"]);
}
