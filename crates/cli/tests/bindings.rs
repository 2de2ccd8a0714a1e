//! What is generated from the scripting interface: complete, up to date, and true.
//! Renew the files by `LUMINARA_BLESS=1 cargo test -p luminara-cli --test bindings`, or by `luminara bindings` and `luminara docs`.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use luminara_bindings::docs::{Example, examples, missing, names};
use luminara_bindings::{EDITOR_DATA, REFERENCE, SCHEMAS};
use luminara_cli::commands::bindings::{differences, folders, generated};
use luminara_cli::scenario::Scenario;
use luminara_engine::Options;
use luminara_languages::DESCRIPTIONS;
use luminara_project::Project;
use luminara_script::LogLevel;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

#[test]
fn generated_files_are_up_to_date() {
    let files = generated();
    let mut folders = folders();
    folders.push(REFERENCE.into());
    if std::env::var_os("LUMINARA_BLESS").is_some() {
        for folder in &folders {
            let _ = fs::remove_dir_all(root().join(folder));
        }
        for (path, text) in &files {
            let path = root().join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
    }
    let differences = differences(&root(), &files, &folders);
    assert!(differences.is_empty(), "run `luminara bindings` and `luminara docs`: {differences:?}");
}

#[test]
fn everything_is_documented_and_shown() {
    let missing = missing(&luminara_engine::api::registry());
    assert!(missing.is_empty(), "{}", missing.join("\n"));
}

/// Runs an example as a script on an entity, in a scene with a few things in it, for two seconds.
fn run(example: &Example) -> Result<(), String> {
    // On the example's first line, so that errors have its lines.
    let start = "local entity, dt = world.find_by_name('example'), 1 / 60; ";
    let main = "world.spawn({ name = 'example', shape = 'cube', position = vec3(0, 1, 0) }):attach_script('example.lua')
        world.spawn { name = 'player', tag = 'player', shape = 'capsule' }
        for i = 1, 3 do world.spawn { tag = 'enemy', shape = 'sphere', position = vec3(i, 0, 0) } end";
    let orbit = "function on_update(entity, dt) entity.position.x = this.radius * math.cos(time.total() * this.speed) end";
    // Six frames of 16 pixels. A picture is what its content says it is.
    let picture = "<svg xmlns='http://www.w3.org/2000/svg' width='96' height='16'/>";
    let files = [
        ("game.toml", "scripts = ['main.lua']".to_owned()),
        ("main.lua", main.to_owned()),
        ("orbit.lua", orbit.to_owned()),
        ("example.lua", format!("{start}{}", example.code)),
    ];
    let mut files: BTreeMap<String, Vec<u8>> =
        files.into_iter().map(|(name, text)| (name.to_owned(), text.into_bytes())).collect();
    files.extend(
        ["hero.png", "heart.png", "coins.png"]
            .into_iter()
            .filter(|name| example.code.contains(name))
            .map(|name| (name.to_owned(), picture.as_bytes().to_vec())),
    );
    let mut said = Vec::new();
    let engine = Scenario::idle(120)
        .run(Project { files }, Options::default(), |_, output| said.extend(output.console))
        .map_err(|error| format!("{}: {error}", example.of))?;
    let told = |problem: &dyn std::fmt::Display| format!("{}: {problem}\n{}", example.of, example.code);
    if let Some(problem) = engine.problems().first() {
        return Err(told(problem));
    }
    let expected = example.expected();
    if expected.is_empty() {
        return Ok(());
    }
    let printed: Vec<String> = said
        .iter()
        .filter(|line| line.level == LogLevel::Info)
        .map(|line| line.text.split_whitespace().collect::<Vec<_>>().join(" "))
        .collect();
    match printed == expected {
        true => Ok(()),
        false => Err(told(&format!("printed {printed:?}, its comments say {expected:?}"))),
    }
}

#[test]
fn every_example_does_what_it_says() {
    let examples = examples(&luminara_engine::api::registry());
    assert!(examples.len() > 90, "only {} examples were found", examples.len());
    let failed: Vec<String> = examples.iter().filter_map(|example| run(example).err()).collect();
    assert!(failed.is_empty(), "{}", failed.join("\n\n"));
}

/// Runs a file as a project's only script for two seconds; gives what is wrong with it.
fn problems_of(file: String, text: &str) -> Vec<String> {
    let project = Project { files: BTreeMap::from([(file, text.as_bytes().to_vec())]) };
    let engine = Scenario::idle(120).run(project, Options::default(), |_, _| {}).unwrap();
    engine.problems().iter().map(ToString::to_string).collect()
}

#[test]
fn languages_start_files_that_run_and_show_what_there_is() {
    let names = names(&luminara_engine::api::registry());
    for language in DESCRIPTIONS {
        let Some(starter) = language.starter else { continue };
        let file = || format!("main.{}", starter.extension);
        assert!(language.info.has_file(&file()), "{}", language.info.id);
        assert_eq!(problems_of(file(), starter.text), [""; 0], "{}", language.info.id);
        for example in language.examples {
            assert!(names.iter().any(|name| name == example.of), "{}: {}", language.info.id, example.of);
            assert_eq!(problems_of(file(), example.code), [""; 0], "{}: {}", language.info.id, example.of);
        }
    }
}

#[test]
fn a_wrong_example_fails() {
    let example = |code: &str| Example { of: "x".into(), code: code.into() };
    assert!(run(&example("print(1) --> 2")).unwrap_err().contains("printed [\"1\"]"));
    assert!(run(&example("world.spwan()")).unwrap_err().contains("did you mean 'spawn'?"));
}

const STUBS: &str = "bindings/lua";

#[test]
fn stubs_are_lua_and_cover_the_registry() {
    let files = generated();
    let stubs: Vec<(&String, &String)> = files.iter().filter(|(path, _)| path.starts_with(STUBS)).collect();
    for (path, text) in &stubs {
        assert!(text.starts_with("---@meta\n"), "{path}");
        if let Err(error) = luminara_lua::compile(text.as_bytes(), path) {
            panic!("{path}: {error:?}");
        }
    }
    let all: String = stubs.iter().map(|(_, text)| text.as_str()).collect();
    let registry = luminara_engine::api::registry();
    for module in &registry.modules {
        assert!(files.contains_key(&format!("{STUBS}/{}.lua", module.name)), "{}", module.name);
        for function in &module.functions {
            assert!(
                all.contains(&format!("function {}.{}(", module.name, function.name)),
                "{}",
                function.name
            );
        }
    }
    for ty in &registry.types {
        assert!(all.contains(&format!("---@class {}\n", ty.name)), "{}", ty.name);
        for method in &ty.methods {
            assert!(all.contains(&format!("_methods:{}(", method.name)), "{}:{}", ty.name, method.name);
        }
        for property in &ty.properties {
            assert!(all.contains(&format!("---@field {} ", property.name)), "{}.{}", ty.name, property.name);
        }
    }
    for def in luminara_script::docs::options(&registry) {
        assert!(all.contains(&format!("---@class {}\n", def.name)), "{}", def.name);
    }
    assert!(all.contains("---@param options? PlayOptions\n"));
    assert!(all.contains("---@field volume? number "));
    for name in
        registry.components.iter().map(|def| def.name).chain(registry.hooks.iter().map(|hook| hook.name))
    {
        assert!(
            all.contains(&format!("---@class {name}\n")) || all.contains(&format!("---@alias {name} ")),
            "{name}"
        );
    }
}

#[test]
fn the_editor_s_data_covers_the_registry_and_the_library() {
    let data: serde_json::Value = serde_json::from_str(&generated()[EDITOR_DATA]).unwrap();
    let registry = luminara_engine::api::registry();
    for module in &registry.modules {
        for function in &module.functions {
            let made = &data["modules"][module.name]["members"][function.name];
            assert_eq!(made["params"].as_array().unwrap().len(), function.params.len(), "{}", function.name);
        }
    }
    for entry in luminara_lua::LIBRARY {
        let library = &data["languages"]["lua"];
        let made = match entry.name.split_once('.') {
            Some((module, name)) => &library["modules"][module][name],
            None => &library["globals"][entry.name],
        };
        assert_eq!(made["doc"], entry.doc, "{}", entry.name);
    }
    // A type that an entry names is there, so that completion goes on behind it.
    let environment = &data["modules"]["scene"]["members"]["environment"]["type"];
    assert!(data["types"][environment.as_str().unwrap()]["members"]["sky"].is_object());
    let options = &data["modules"]["audio"]["members"]["play"]["params"][1]["options"];
    let volume = &data["options"][options.as_str().unwrap()]["members"]["volume"];
    assert_eq!((&volume["default"], &volume["range"]), (&"1".into(), &"0 to 4".into()));
}

#[test]
fn schemas_say_what_the_engine_takes() {
    let files = generated();
    let schema: serde_json::Value =
        serde_json::from_str(&files[&format!("{SCHEMAS}/components.json")]).unwrap();
    let material = &schema["$defs"]["Material"]["properties"];
    assert_eq!(material["roughness"]["type"], "number");
    assert_eq!(material["roughness"]["default"], 0.45);
    assert_eq!(schema["$defs"]["Mesh"]["properties"]["shape"]["enum"][0], "cube");
    let options: serde_json::Value =
        serde_json::from_str(&files[&format!("{SCHEMAS}/options.json")]).unwrap();
    let play = &options["$defs"]["PlayOptions"]["properties"];
    assert_eq!((&play["volume"]["minimum"], &play["pitch"]["exclusiveMinimum"]), (&0.0.into(), &0.0.into()));
    assert_eq!(options["$defs"]["QueryOptions"]["properties"]["without"]["anyOf"][1]["type"], "integer");
    let game: serde_json::Value = serde_json::from_str(&files[&format!("{SCHEMAS}/game.json")]).unwrap();
    assert_eq!(game["properties"]["seed"]["type"], "integer");
}
