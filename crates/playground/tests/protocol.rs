//! `web/src/engine/protocol.ts` says what the Rust types say. Renew it by `LUMINARA_BLESS=1 cargo test -p luminara-playground`.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::collections::BTreeSet;
use std::path::Path;

use luminara_engine::audio::{AudioCommand, DistanceModel, Place, StampedAudio};
use luminara_engine::input::{MouseButton, TouchControls, TouchPhase};
use luminara_engine::{ConsoleLine, InputEvent, Reloaded, TestCase, TestResult};
use luminara_playground::protocol::{
    Answer, Answered, Command, Failure, Files, News, Outcome, Refusal, SoundSamples, StampedInput, Stats,
    WantedImage,
};
use luminara_playground::session::Session;
use luminara_script::{Edit, ErrorKind, Fix, LogLevel, Position, ScriptError, TextPlace, TraceFrame};
use serde::Serialize;
use serde_bytes::ByteBuf;
use ts_rs::TS;

fn declare<T: TS>(out: &mut String) {
    out.push_str("\nexport ");
    out.push_str(&T::decl(&ts_rs::Config::default()));
    out.push('\n');
}

#[test]
fn the_pages_types_are_up_to_date() {
    let mut text = String::from(
        "// Generated from crates/playground/src/protocol.rs by its tests. Don't edit it; renew it by\n\
         // `LUMINARA_BLESS=1 cargo test -p luminara-playground`.\n\
         \n/** A project's files by name; text is UTF-8. */\n\
         export type Files = { [name: string]: Uint8Array };\n",
    );
    declare::<Position>(&mut text);
    declare::<ErrorKind>(&mut text);
    declare::<TraceFrame>(&mut text);
    declare::<TextPlace>(&mut text);
    declare::<Edit>(&mut text);
    declare::<Fix>(&mut text);
    declare::<ScriptError>(&mut text);
    declare::<LogLevel>(&mut text);
    declare::<ConsoleLine>(&mut text);
    declare::<Reloaded>(&mut text);
    declare::<DistanceModel>(&mut text);
    declare::<Place>(&mut text);
    declare::<AudioCommand>(&mut text);
    declare::<StampedAudio>(&mut text);
    declare::<SoundSamples>(&mut text);
    declare::<WantedImage>(&mut text);
    declare::<MouseButton>(&mut text);
    declare::<TouchPhase>(&mut text);
    declare::<TouchControls>(&mut text);
    declare::<InputEvent>(&mut text);
    declare::<StampedInput>(&mut text);
    declare::<TestCase>(&mut text);
    declare::<TestResult>(&mut text);
    declare::<Failure>(&mut text);
    declare::<Command>(&mut text);
    declare::<Stats>(&mut text);
    declare::<Answer>(&mut text);
    declare::<Refusal>(&mut text);
    declare::<Outcome>(&mut text);
    declare::<News>(&mut text);
    declare::<Answered>(&mut text);
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../web/src/engine/protocol.ts");
    if std::env::var_os("LUMINARA_BLESS").is_some() {
        std::fs::write(&path, &text).unwrap();
    }
    let committed = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(committed == text, "web/src/engine/protocol.ts is out of date; run with LUMINARA_BLESS=1");
}

/// The names of an enum's variants, as they are in messages.
fn names<T: TS>() -> BTreeSet<String> {
    let declaration = T::decl(&ts_rs::Config::default());
    let variants = declaration.split("\"type\": \"").skip(1);
    variants.filter_map(|variant| variant.split('"').next()).map(str::to_owned).collect()
}

fn name_of(message: &impl Serialize) -> String {
    serde_json::to_value(message).unwrap()["type"].as_str().unwrap().to_owned()
}

fn answer_to(session: &mut Session, command: Command) -> Answer {
    match session.handle(command).outcome {
        Outcome::Answer(answer) => answer,
        Outcome::Refusal(refusal) => panic!("refused: {}", refusal.message),
    }
}

/// The page's types rely on it (`AnswerTo` in `web/src/engine/calls.ts`).
#[test]
fn each_command_is_answered_by_the_answer_of_its_name() {
    let mut session = Session::new(|| 0.0);
    let script = ByteBuf::from("test('one', function() end)".as_bytes());
    let files = Files::from([("main.lua".to_owned(), script)]);
    answer_to(&mut session, Command::Load { files: files.clone(), running: false });
    let Answer::ListTests { cases, .. } = answer_to(&mut session, Command::ListTests) else {
        panic!("tests were asked for");
    };
    let Answer::Link { fragment } = answer_to(&mut session, Command::Link) else {
        panic!("a link was asked for");
    };
    let Answer::Zip { bytes } = answer_to(&mut session, Command::Zip) else {
        panic!("an archive was asked for");
    };
    let commands = [
        Command::Load { files: files.clone(), running: false },
        Command::PutFiles { files },
        Command::Run,
        Command::Pause,
        Command::Step { frames: 1, inputs: Vec::new() },
        Command::Reset,
        Command::Input { event: InputEvent::Blur, time: None },
        Command::Resize { width: 1, height: 1, pixel_ratio: 1.0 },
        Command::Hash,
        Command::ListTests,
        Command::RunTest { case: cases[0].clone() },
        Command::Link,
        Command::Open { fragment },
        Command::Zip,
        Command::OpenZip { bytes },
        Command::RemoveFile { name: "main.lua".into() },
    ];
    let asked: BTreeSet<String> = commands.iter().map(name_of).chain(["fail".to_owned()]).collect();
    assert_eq!(asked, names::<Command>());
    let answers = names::<Answer>();
    for command in commands {
        let name = name_of(&command);
        let expected = if answers.contains(&name) { name.as_str() } else { "done" };
        assert_eq!(name_of(&answer_to(&mut session, command)), expected, "{name}");
    }
}
