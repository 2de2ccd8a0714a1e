//! A project that runs in an engine, for the tests.

use std::collections::BTreeMap;

use luminara_engine::{ConsoleLine, Engine, Options};
use luminara_project::Project;
use luminara_script::{Limits, ScriptError};

/// What a project's run came to.
#[allow(dead_code, reason = "not every test looks at everything")]
pub struct Scene {
    pub engine: Engine,
    pub lines: Vec<ConsoleLine>,
    pub problems: Vec<ScriptError>,
}

#[allow(dead_code, reason = "not every test does everything")]
impl Scene {
    /// Runs files for some frames.
    pub fn run(files: &[(&str, &str)], frames: u32) -> Self {
        let files: Vec<(&str, &[u8])> = files.iter().map(|(name, text)| (*name, text.as_bytes())).collect();
        Self::run_bytes(&files, frames)
    }

    /// Runs files within limits of their own.
    pub fn limited(files: &[(&str, &str)], limits: Limits, frames: u32) -> Self {
        let files = files.iter().map(|(name, text)| ((*name).to_owned(), text.as_bytes().to_vec())).collect();
        Self::start(files, limits, frames)
    }

    /// Runs files that need not be text.
    pub fn run_bytes(files: &[(&str, &[u8])], frames: u32) -> Self {
        let files = files.iter().map(|(name, bytes)| ((*name).to_owned(), bytes.to_vec())).collect();
        Self::start(files, Limits::default(), frames)
    }

    fn start(files: BTreeMap<String, Vec<u8>>, limits: Limits, frames: u32) -> Self {
        let options = Options { limits, ..Options::default() };
        let mut engine = Engine::new(options, &[&luminara_wasm::LANGUAGE]);
        engine.load(Project { files });
        let mut scene = Self { engine, lines: Vec::new(), problems: Vec::new() };
        scene.go_on(frames);
        scene
    }

    /// Runs some more frames.
    pub fn go_on(&mut self, frames: u32) {
        for _ in 0..frames {
            self.engine.tick();
        }
        self.lines.extend(self.engine.take_output().console);
        self.problems = self.engine.problems().to_vec();
    }

    /// Replaces a file's text.
    pub fn edit(&mut self, name: &str, text: &str) {
        self.engine.put_files(BTreeMap::from([(name.to_owned(), text.as_bytes().to_vec())]));
    }

    /// What was said, without what went wrong.
    pub fn said(&self) -> Vec<&str> {
        self.lines.iter().map(|line| line.text.as_str()).collect()
    }
}
