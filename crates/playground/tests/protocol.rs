//! `web/src/engine/protocol.ts` says what the Rust types say. Renew it by `LUMINARA_BLESS=1 cargo test -p luminara-playground`.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::path::Path;

use luminara_engine::audio::{AudioCommand, DistanceModel, Place, StampedAudio};
use luminara_engine::input::{MouseButton, TouchControls, TouchPhase};
use luminara_engine::{ConsoleLine, InputEvent, Reloaded, TestCase, TestResult};
use luminara_playground::protocol::{
    Answer, Answered, Command, Failure, News, Outcome, Refusal, SoundSamples, StampedInput, Stats,
};
use luminara_script::{Edit, ErrorKind, Fix, LogLevel, Position, ScriptError, TextPlace, TraceFrame};
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
