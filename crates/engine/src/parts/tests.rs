//! Tests that scripts name, and what a running one waits for.

use luminara_script::{FunctionHandle, HostError, Position};
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

/// Frames that one test may take.
const MOST_FRAMES: u32 = 36_000;

/// Tests that one project may have.
const MOST_TESTS: usize = 1_000;

/// A test, by what names it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct TestCase {
    /// The file that is run for it: a file of tests, or the project's script.
    pub file: String,
    /// What the script calls it; one file has no two of a name.
    pub name: String,
    /// Where it stands.
    pub position: Position,
}

/// What scripts registered; empty, and staying so, where no tests are run.
#[derive(Debug, Default)]
pub struct Tests {
    /// Whether tests are wanted.
    pub is_on: bool,
    /// Those that scripts named, each with its function.
    pub cases: Vec<(TestCase, FunctionHandle)>,
    /// What the running test waits for: from which frame on, and what is called then.
    pub waiting: Vec<(u32, FunctionHandle)>,
}

impl Tests {
    /// Keeps a test that a script names.
    pub fn register(
        &mut self,
        name: SmolStr,
        position: Option<Position>,
        function: FunctionHandle,
    ) -> Result<(), HostError> {
        if !self.is_on {
            return Ok(());
        }
        if self.cases.len() >= MOST_TESTS {
            return Err(HostError::limit(format!("there are {MOST_TESTS} tests already")));
        }
        let position = position.unwrap_or_else(|| Position::line("", 0));
        if let Some((other, _)) =
            self.cases.iter().find(|(case, _)| case.position.file == position.file && case.name == name)
        {
            return Err(HostError::new(format!("there is a test \"{name}\" already, at {}", other.position)));
        }
        let case = TestCase { file: position.file.to_string(), name: name.to_string(), position };
        self.cases.push((case, function));
        Ok(())
    }

    /// Keeps what a test wants to do `frames` from now.
    pub fn wait(&mut self, now: u32, frames: u32, function: FunctionHandle) -> Result<(), HostError> {
        if !self.is_on {
            return Ok(());
        }
        let due = now.saturating_add(frames);
        if due > MOST_FRAMES {
            return Err(HostError::limit(format!("a test may take {MOST_FRAMES} frames")));
        }
        self.waiting.push((due, function));
        Ok(())
    }

    /// Takes what is due.
    pub fn due(&mut self, now: u32) -> Vec<FunctionHandle> {
        let (due, later) =
            std::mem::take(&mut self.waiting).into_iter().partition(|(frame, _)| *frame <= now);
        self.waiting = later;
        let due: Vec<(u32, FunctionHandle)> = due;
        due.into_iter().map(|(_, function)| function).collect()
    }
}
