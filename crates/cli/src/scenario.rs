//! What happens in a run: how many frames, what the user does in them, which files change. The `scene.toml` of a scene test
//! is one, and so is the file of `luminara run --input`.

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use luminara_engine::audio::StampedAudio;
use luminara_engine::{ConsoleLine, Engine, InputEvent, Options, Output};
use luminara_languages::LANGUAGES;
use luminara_project::Project;
use serde::{Deserialize, Serialize};

use crate::commands::line_text;

/// What happens in a run.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Scenario {
    /// Frames to run.
    #[serde(default = "one_second")]
    pub frames: u32,
    /// The seed; the project's own without it.
    pub seed: Option<u64>,
    /// What the user does.
    #[serde(default)]
    pub input: Vec<StampedInput>,
    /// Files that change.
    #[serde(default)]
    pub edit: Vec<Edit>,
    /// Whether the last frame's picture is compared with `expected.png`.
    #[serde(default)]
    pub picture: bool,
}

fn one_second() -> u32 {
    60
}

/// Something that the user does.
#[derive(Clone, Debug, Deserialize)]
pub struct StampedInput {
    /// The frame in which it counts; the first is 1.
    pub frame: u32,
    /// What the page would have told.
    #[serde(flatten)]
    pub event: InputEvent,
}

/// A file that changes before a frame.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Edit {
    /// Before which; the first is 1.
    pub frame: u32,
    /// The file.
    pub file: String,
    /// Text in it that is replaced. Without it, the whole file is.
    pub replace: Option<String>,
    /// What comes in its place; without it, the file goes.
    pub with: Option<String>,
}

/// What came of a run: the `expected.toml` of a scene test.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Outcome {
    /// The state hash of the last frame, 16 hexadecimal digits.
    pub hash: String,
    /// What was said, a line each: its frame, its level and position where it is a warning or an error, and its text.
    pub console: Vec<String>,
    /// What was wrong at the end, as `file:line: message`.
    pub problems: Vec<String>,
    /// What was to be heard, a command each: its frame and the command as JSON.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub audio: Vec<String>,
}

impl Outcome {
    /// What came of an engine's run that said `lines`.
    pub fn of(engine: &Engine, lines: &[ConsoleLine], audio: &[StampedAudio]) -> Self {
        Self {
            hash: format!("{:016x}", engine.state_hash()),
            console: lines.iter().map(|line| format!("{} {}", line.frame, line_text(line))).collect(),
            problems: engine.problems().iter().map(ToString::to_string).collect(),
            audio: audio.iter().map(heard).collect(),
        }
    }
}

fn heard(StampedAudio { frame, command }: &StampedAudio) -> String {
    format!("{frame} {}", serde_json::to_string(command).unwrap_or_default())
}

impl Scenario {
    /// Reads a scenario; the error names the line.
    pub fn parse(text: &str) -> Result<Self, String> {
        toml::from_str(text).map_err(|error| error.to_string())
    }

    /// Nothing but a number of frames.
    pub fn idle(frames: u32) -> Self {
        Self { frames, seed: None, input: Vec::new(), edit: Vec::new(), picture: false }
    }

    /// Runs a project through it. `each` hears what is said and what is to be heard after the load (frame 0) and after every frame.
    pub fn run(
        &self,
        project: Project,
        options: Options,
        mut each: impl FnMut(&Engine, Output),
    ) -> Result<Engine, String> {
        let options = Options { seed: self.seed.or(options.seed), ..options };
        let mut engine = Engine::new(options, LANGUAGES);
        engine.load(project);
        let said = engine.take_output();
        each(&engine, said);
        wait_for_languages(&mut engine)?;
        for frame in 1..=self.frames {
            for edit in self.edit.iter().filter(|edit| edit.frame == frame) {
                apply(edit, &mut engine)?;
                wait_for_languages(&mut engine)?;
            }
            for input in self.input.iter().filter(|input| input.frame == frame) {
                engine.input(input.event.clone());
            }
            engine.tick();
            let said = engine.take_output();
            each(&engine, said);
        }
        Ok(engine)
    }
}

/// Waits for the languages that scripts need and that take a while, so that a run comes out the same however long that is; no frame passes.
fn wait_for_languages(engine: &mut Engine) -> Result<(), String> {
    const PATIENCE: Duration = Duration::from_secs(60);
    const BETWEEN: Duration = Duration::from_millis(5);
    let began = Instant::now();
    loop {
        let loading = engine.loading_languages();
        if loading.is_empty() {
            return Ok(());
        }
        if began.elapsed() > PATIENCE {
            return Err(format!("{} is still loading after {} s", loading.join(" and "), PATIENCE.as_secs()));
        }
        std::thread::sleep(BETWEEN);
        engine.poll_languages();
    }
}

fn apply(edit: &Edit, engine: &mut Engine) -> Result<(), String> {
    let Some(with) = &edit.with else {
        engine.remove_file(&edit.file);
        return Ok(());
    };
    let text = match &edit.replace {
        None => with.clone(),
        Some(old) => {
            let bytes = engine.file(&edit.file);
            let text = bytes.map(|bytes| String::from_utf8_lossy(&bytes).into_owned()).unwrap_or_default();
            if !text.contains(old.as_str()) {
                return Err(format!("edit at frame {}: {} has no '{old}'", edit.frame, edit.file));
            }
            text.replace(old.as_str(), with)
        }
    };
    engine.put_files(BTreeMap::from([(edit.file.clone(), text.into_bytes())]));
    Ok(())
}
