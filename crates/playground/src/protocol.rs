//! The messages between the page and the Worker. Nothing else crosses.
//!
//! The page sends [`Command`]s. One that it wants an answer to is given an [`Outcome`], whose [`Answer`] has the command's
//! name; what happens meanwhile, in a command or in a frame, is [`News`].

use std::collections::BTreeMap;

use luminara_engine::audio::StampedAudio;
use luminara_engine::input::TouchControls;
use luminara_engine::{ConsoleLine, InputEvent, Reloaded, TestCase, TestResult};
use luminara_script::ScriptError;
use serde::{Deserialize, Serialize};
use serde_bytes::ByteBuf;

/// A project's files by name; text is UTF-8.
pub type Files = BTreeMap<String, ByteBuf>;

/// Something that the user does in a certain frame of a [`Command::Step`].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct StampedInput {
    /// The frame's number; the first frame is 1.
    pub frame: u32,
    /// The key, button, movement and so on.
    pub event: InputEvent,
}

/// What the page asks of the engine.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum Command {
    /// Starts a project in place of the one that is there.
    Load {
        /// Every file of it: text is UTF-8.
        #[cfg_attr(feature = "typescript", ts(type = "Files"))]
        files: Files,
        /// False to start it paused.
        running: bool,
    },
    /// Adds files or replaces their content. The scene goes on in its state.
    PutFiles {
        /// The new and the changed ones only.
        #[cfg_attr(feature = "typescript", ts(type = "Files"))]
        files: Files,
    },
    /// Takes a file out of the project; its scripts end.
    RemoveFile {
        /// A name that the project doesn't have changes nothing.
        name: String,
    },
    /// Lets time pass.
    Run,
    /// Stops time.
    Pause,
    /// Stops time and does some frames at once.
    Step {
        /// At most 100,000.
        frames: u32,
        /// What the user does meanwhile.
        inputs: Vec<StampedInput>,
    },
    /// Starts the project anew from its files; it runs or is paused as before.
    Reset,
    /// The user pressed, moved or typed something.
    Input {
        /// The key, button, movement and so on.
        event: InputEvent,
        /// Milliseconds of the clock by which pictures are drawn; without it, now.
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
    /// Asks for the hash of the scene's state.
    Hash,
    /// Asks for the tests that the project's scripts have.
    ListTests,
    /// Runs a test in a fresh copy of the project; the scene isn't touched.
    RunTest {
        /// One that `list_tests` was answered with.
        case: TestCase,
    },
    /// Asks for the project as a link's fragment.
    Link,
    /// Asks for the files in a link's fragment; the project that is loaded stays.
    Open {
        /// With or without the '#'.
        fragment: String,
    },
    /// Asks for the project as a zip archive.
    Zip,
    /// Asks for the files in a zip archive; the project that is loaded stays.
    OpenZip {
        /// The whole archive.
        #[cfg_attr(feature = "typescript", ts(type = "Uint8Array"))]
        bytes: ByteBuf,
    },
    /// Takes the engine down, so that a test can see what the page does then.
    Fail {
        /// Each is met by the page in another way.
        how: Failure,
    },
}

/// What takes an engine down. Whoever asks for one only loses the engine that was asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Failure {
    /// A mistake in the engine itself.
    Panic,
    /// An endless loop.
    Hang,
    /// More memory than there is.
    Memory,
}

/// What a command is answered with once it is carried out. An answer is called as its command is; a command that has nothing
/// to tell is answered by [`Done`](Answer::Done).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum Answer {
    /// The project starts.
    Load {
        /// Files that were not taken, such as hidden ones: a sentence for each reason.
        left_out: Vec<String>,
    },
    /// The files are in the project.
    PutFiles {
        /// Files that were not taken, such as hidden ones: a sentence for each reason.
        left_out: Vec<String>,
    },
    /// The frames are done.
    Step {
        /// As they are after the last frame.
        stats: Stats,
    },
    /// The state of the scene in short.
    Hash {
        /// 16 hexadecimal digits: equal for the same files, seed, inputs and number of frames, here and natively.
        hash: String,
    },
    /// The tests that were found.
    ListTests {
        /// By file, in the order of the text.
        cases: Vec<TestCase>,
        /// What is wrong in files of tests and in the scripts.
        problems: Vec<ScriptError>,
    },
    /// The test ran.
    RunTest {
        /// Whether it passed, and what was said.
        result: TestResult,
    },
    /// The project is in the link.
    Link {
        /// Without the '#'.
        fragment: String,
    },
    /// The link is whole.
    Open {
        /// The project in it: text is UTF-8.
        #[cfg_attr(feature = "typescript", ts(type = "Files"))]
        files: Files,
        /// Files that were not taken, such as hidden ones: a sentence for each reason.
        left_out: Vec<String>,
        /// The version of the engine that made the link, where it is newer than this one.
        newer_engine: Option<String>,
    },
    /// The project is in the archive.
    Zip {
        /// The whole archive.
        #[cfg_attr(feature = "typescript", ts(type = "Uint8Array"))]
        bytes: ByteBuf,
    },
    /// The archive is whole.
    OpenZip {
        /// The project in it: text is UTF-8.
        #[cfg_attr(feature = "typescript", ts(type = "Files"))]
        files: Files,
        /// Files that were not taken, such as hidden ones: a sentence for each reason.
        left_out: Vec<String>,
    },
    /// The command did what it says.
    Done,
}

/// Why a command was not carried out. Nothing has changed then.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Refusal {
    /// What was wrong and what to do.
    pub message: String,
    /// It is no command at all, or has something in it that can't be read; the message is the reader's then.
    pub is_unreadable: bool,
}

/// What came of a command.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// It was carried out.
    Answer(Answer),
    /// It was not.
    Refusal(Refusal),
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

/// An image of the project that the page decodes for the engine's pictures.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct WantedImage {
    /// What the engine calls it.
    pub id: u32,
    /// Of which content; a later one makes it out of date.
    pub revision: u32,
    /// What sort of file it is.
    pub mime: String,
    /// Pixels that it is drawn with.
    pub width: u32,
    /// Pixels that it is drawn with.
    pub height: u32,
    /// The file.
    #[cfg_attr(feature = "typescript", ts(type = "Uint8Array"))]
    pub bytes: ByteBuf,
}

/// What happened since the last news. Absent parts did not change.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(optional_fields))]
pub struct News {
    /// Lines that scripts and the engine said.
    pub console: Vec<ConsoleLine>,
    /// All problems there are now.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub problems: Option<Vec<ScriptError>>,
    /// Files whose new code runs.
    pub reloaded: Vec<Reloaded>,
    /// Sounds that begin, change and end.
    pub audio: Vec<StampedAudio>,
    /// Built-in sounds that `audio` plays for the first time.
    pub sounds: Vec<SoundSamples>,
    /// Images that are to be shown for the first time, or with another content.
    pub images: Vec<WantedImage>,
    /// The controls for thumbs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub controls: Option<TouchControls>,
    /// Whether the scene wants the mouse for itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub wants_mouse: Option<bool>,
    /// Whether the scene reads what is typed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub wants_text: Option<bool>,
    /// The name that the project's game.toml gives it, after it was loaded or changed; absent where it gives none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// As they are now.
    pub stats: Stats,
    /// Whether time passes.
    pub running: bool,
}

/// A command's outcome and what happened meanwhile.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Answered {
    /// Whether it was carried out, and what it asked for.
    pub outcome: Outcome,
    /// All of it up to the command's end: who has the answer knows of what led to it.
    pub news: News,
}
