//! What a profiler asks of a language: where time goes, and which lines run.

use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

/// What is recorded.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Recording {
    /// Nothing.
    #[default]
    Off,
    /// How often functions and lines run.
    Counts,
    /// And for how long. Reading the clock makes scripts slower.
    Times,
}

/// A function in a [`Profile`].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct FunctionProfile {
    /// The function as its language names it.
    pub function: String,
    /// Its file; `[native]` for a function of the host or of the language's library.
    #[cfg_attr(feature = "typescript", ts(type = "string"))]
    pub file: SmolStr,
    /// Where it begins, from 1; 0 for a native one.
    pub line: u32,
    /// Calls.
    pub calls: u64,
    /// Real time in it and in what it called, milliseconds. A recursive function's inner calls don't count twice.
    pub total_ms: f64,
    /// Real time in itself, milliseconds.
    pub self_ms: f64,
    /// Instructions of its own. The same in every run.
    pub instructions: u64,
}

/// A line with code in a [`FileProfile`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct LineProfile {
    /// The line, from 1.
    pub line: u32,
    /// How often it was reached.
    pub hits: u64,
    /// Real time in it without the script's functions that it called, milliseconds.
    pub self_ms: f64,
    /// Instructions. The same in every run.
    pub instructions: u64,
}

/// A file in a [`Profile`].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct FileProfile {
    /// Its name in the project.
    #[cfg_attr(feature = "typescript", ts(type = "string"))]
    pub file: SmolStr,
    /// Every line that has code, also those that never ran.
    pub lines: Vec<LineProfile>,
}

impl FileProfile {
    /// Lines that ran, and lines that have code.
    pub fn coverage(&self) -> (usize, usize) {
        (self.lines.iter().filter(|line| line.hits > 0).count(), self.lines.len())
    }
}

/// What was recorded.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Profile {
    /// Every function that ran, the one that took longest by itself first.
    pub functions: Vec<FunctionProfile>,
    /// Every file, by name.
    pub files: Vec<FileProfile>,
}

/// A language that can be profiled.
pub trait Profiler {
    /// Starts and ends recording. What was recorded stays.
    fn set_recording(&mut self, what: Recording);

    /// What was recorded so far.
    fn profile(&self) -> Profile;

    /// Forgets what was recorded.
    fn clear_profile(&mut self);
}
