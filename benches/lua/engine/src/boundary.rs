//! The engine with a script whose `on_update` does one thing many times.

use std::collections::BTreeMap;

use luminara_engine::{Engine, Options};
use luminara_project::Project;
use luminara_script::Limits;
use wasm_bindgen::prelude::wasm_bindgen;

/// An engine that runs.
#[wasm_bindgen]
pub struct Boundary(Engine);

#[wasm_bindgen]
impl Boundary {
    /// Starts a project: its script, and one that it may attach, `hook.lua`.
    #[wasm_bindgen(constructor)]
    pub fn new(main: &str, hook: Option<String>) -> Self {
        let limits = Limits { work: u64::MAX, ..Limits::default() };
        let mut engine = Engine::new(Options { limits, ..Options::default() }, &[&luminara_lua::LANGUAGE]);
        let mut files = BTreeMap::from([
            ("game.toml".to_owned(), b"scripts = [\"main.lua\"]".to_vec()),
            ("main.lua".to_owned(), main.as_bytes().to_vec()),
        ]);
        if let Some(hook) = hook {
            files.insert("hook.lua".to_owned(), hook.into_bytes());
        }
        engine.load(Project { files });
        Self(engine)
    }

    /// Runs a frame; what went wrong, if something did.
    pub fn tick(&mut self) -> Option<String> {
        self.0.tick();
        let problems = self.0.take_output().problems?;
        problems.first().map(ToString::to_string)
    }
}
