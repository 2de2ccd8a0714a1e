//! The messages between the page and the Worker. Nothing else crosses.

use std::collections::BTreeMap;

use luminara_engine::audio::StampedAudio;
use luminara_engine::input::TouchControls;
use luminara_engine::{ConsoleLine, InputEvent, Reloaded, TestCase, TestResult};
use luminara_script::ScriptError;
use serde::{Deserialize, Serialize};
use serde_bytes::ByteBuf;

/// A project's files by name; text is UTF-8.
pub type Files = BTreeMap<String, ByteBuf>;

/// Something that the user did, and the frame in which it counts.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct StampedInput {
    /// The frame's number; the first frame is 1.
    pub frame: u32,
    /// What.
    pub event: InputEvent,
}

/// What the page tells the engine.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum Command {
    /// Starts a project.
    Load {
        /// All of its files.
        #[cfg_attr(feature = "typescript", ts(type = "Files"))]
        files: Files,
        /// Whether time passes.
        running: bool,
    },
    /// Adds files or replaces their content, keeping state.
    PutFiles {
        /// The changed ones.
        #[cfg_attr(feature = "typescript", ts(type = "Files"))]
        files: Files,
    },
    /// Takes a file out of the project.
    RemoveFile {
        /// Its name.
        name: String,
    },
    /// Lets time pass.
    Run,
    /// Stops time.
    Pause,
    /// Stops time and does some frames at once.
    Step {
        /// How many.
        frames: u32,
        /// What the user does in them.
        inputs: Vec<StampedInput>,
    },
    /// Starts the project anew.
    Reset,
    /// The user did something.
    Input {
        /// What.
        event: InputEvent,
        /// When, in milliseconds of the clock that `frame` is told; without it, now.
        #[serde(default)]
        #[cfg_attr(feature = "typescript", ts(optional))]
        time: Option<f64>,
    },
    /// The canvas has another size.
    Resize {
        /// Device pixels.
        width: u32,
        /// Device pixels.
        height: u32,
        /// Device pixels in a CSS pixel.
        pixel_ratio: f32,
    },
    /// Asks for the state hash.
    Hash,
    /// Asks for the tests that the project's scripts have.
    ListTests,
    /// Runs a test in a fresh copy of the project; the scene isn't touched.
    RunTest {
        /// Which.
        case: TestCase,
    },
    /// Asks for the project as a link's fragment.
    Link,
    /// Asks for the files in a link's fragment.
    Open {
        /// With or without the '#'.
        fragment: String,
    },
    /// Asks for the project as a zip archive.
    Zip,
    /// Asks for the files in a zip archive.
    OpenZip {
        /// The archive.
        #[cfg_attr(feature = "typescript", ts(type = "Uint8Array"))]
        bytes: ByteBuf,
    },
    /// Fails in some way, so that a test can see what the page does then.
    Fail {
        /// How.
        how: Failure,
    },
}

/// What takes an engine down. Whoever asks for one only loses the engine that was asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Failure {
    /// A panic.
    Panic,
    /// An endless loop.
    Hang,
    /// More memory than there is.
    Memory,
}

/// Numbers for the status bar.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Stats {
    /// Frames of the simulation since the start.
    pub frame: u32,
    /// Simulated seconds since the start.
    pub time: f64,
    /// Pictures of the last second; 0 while there are fewer than two.
    pub fps: f64,
    /// Sides of the last picture by the sides of the place that it is shown in: below 1 where the GPU is slow.
    pub scale: f32,
    /// Time in scripts in the last frame, milliseconds.
    pub script_ms: f64,
    /// Time of the whole last frame of the simulation, milliseconds.
    pub engine_ms: f64,
    /// Time to hand the last picture to the GPU, milliseconds.
    pub render_ms: f64,
    /// Entities alive.
    pub entities: u32,
    /// Scripts that run.
    pub scripts: u32,
    /// Memory of the whole engine, bytes.
    pub memory: f64,
}

/// What a project says of itself.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct ProjectInfo {
    /// From game.toml.
    pub name: String,
    /// From game.toml.
    pub description: String,
    /// The scripts that it runs, in order.
    pub scripts: Vec<String>,
}

/// The tests that a project's scripts have.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct TestList {
    /// By file, in the order of the text.
    pub cases: Vec<TestCase>,
    /// What is wrong in files of tests and in the scripts.
    pub problems: Vec<ScriptError>,
}

/// A built-in sound's samples, told once, before it is played for the first time.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct SoundSamples {
    /// What scripts call it.
    pub name: String,
    /// Samples a second.
    pub rate: u32,
    /// 32-bit floats, little-endian, from -1 to 1.
    #[cfg_attr(feature = "typescript", ts(type = "Uint8Array"))]
    pub samples: ByteBuf,
}

/// What the engine says after a command or a frame. Absent parts did not change.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(optional_fields))]
pub struct Report {
    /// What was said.
    pub console: Vec<ConsoleLine>,
    /// All problems there are now; absent when they are as before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub problems: Option<Vec<ScriptError>>,
    /// Files whose new code runs.
    pub reloaded: Vec<Reloaded>,
    /// What is to be heard.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub audio: Option<Vec<StampedAudio>>,
    /// The controls for thumbs, when they changed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub controls: Option<TouchControls>,
    /// Whether the scene wants the mouse for itself, when that changed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub wants_mouse: Option<bool>,
    /// Whether the scene reads what is typed, when that changed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub wants_text: Option<bool>,
    /// Built-in sounds that `audio` plays for the first time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sounds: Option<Vec<SoundSamples>>,
    /// Numbers for the status bar.
    pub stats: Stats,
    /// Whether time passes.
    pub running: bool,
    /// What the project says of itself, after it was loaded or changed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub project: Option<ProjectInfo>,
    /// Answers `hash`: 16 hexadecimal digits.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hash: Option<String>,
    /// Answers `link`: the fragment, without '#'.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub link: Option<String>,
    /// Answers `zip`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "typescript", ts(type = "Uint8Array", optional))]
    pub zip: Option<ByteBuf>,
    /// With `open`'s answer: the version of the engine that made the link, where it is newer than this one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub newer_engine: Option<String>,
    /// Answers `open` and `open_zip`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "typescript", ts(type = "Files", optional))]
    pub files: Option<Files>,
    /// Answers `load`, `put_files`, `open` and `open_zip`: what was left out, such as hidden files, a sentence for each reason.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub left_out: Option<Vec<String>>,
    /// Answers `list_tests`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tests: Option<TestList>,
    /// Answers `run_test`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tested: Option<TestResult>,
    /// The command could not be carried out: what was wrong and what to do.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub refused: Option<String>,
}
