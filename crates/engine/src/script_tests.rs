//! Tests that a project's scripts have: found, and run each in an engine of its own.

use luminara_project::Project;
use luminara_script::{ErrorKind, FunctionHandle, HostError, Position, ScriptError};
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

use crate::console::ConsoleLine;
use crate::engine::{Engine, LanguageFactory, Options};

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
    /// Its name.
    pub name: String,
    /// Where it stands.
    pub position: Position,
}

/// What came of a test.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(optional_fields))]
pub struct TestResult {
    /// Which test.
    pub case: TestCase,
    /// What was wrong, if anything was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub error: Option<ScriptError>,
    /// What was said.
    pub console: Vec<ConsoleLine>,
    /// Frames that it took.
    pub frames: u32,
}

/// What scripts registered; empty, and staying so, where no tests are run.
#[derive(Debug, Default)]
pub struct Tests {
    /// Whether tests are wanted.
    pub is_on: bool,
    cases: Vec<(TestCase, FunctionHandle)>,
    waiting: Vec<(u32, FunctionHandle)>,
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
    fn due(&mut self, now: u32) -> Vec<FunctionHandle> {
        let (due, later) =
            std::mem::take(&mut self.waiting).into_iter().partition(|(frame, _)| *frame <= now);
        self.waiting = later;
        let due: Vec<(u32, FunctionHandle)> = due;
        due.into_iter().map(|(_, function)| function).collect()
    }
}

/// The tests of a project, by file, and what is wrong in files of tests.
pub fn list(
    project: &Project,
    options: &Options,
    factories: &[LanguageFactory],
) -> (Vec<TestCase>, Vec<ScriptError>) {
    let (mut cases, mut problems) = (Vec::new(), Vec::new());
    let files = Engine::new(options.clone(), factories).test_files(project);
    for file in std::iter::once(None).chain(files.iter().map(Some)) {
        let engine = load(project, file.map(String::as_str), options, factories);
        for (case, _) in &engine.scene().borrow().tests.cases {
            // The project's own scripts run for every file; theirs are listed once.
            if file.is_none_or(|file| case.position.file == *file) && !cases.contains(case) {
                cases.push(case.clone());
            }
        }
        for problem in engine.problems() {
            if !problems.contains(problem) {
                problems.push(problem.clone());
            }
        }
    }
    (cases, problems)
}

/// Runs a test in a fresh engine with the project in it: its scripts, and the file of tests.
pub fn run(
    project: &Project,
    case: &TestCase,
    options: &Options,
    factories: &[LanguageFactory],
) -> TestResult {
    let is_own_file = luminara_project::is_test_file(&case.file);
    let mut engine = load(project, is_own_file.then_some(case.file.as_str()), options, factories);
    let function = {
        let scene = engine.scene().borrow();
        let cases = &scene.tests.cases;
        cases.iter().find(|(known, _)| known.file == case.file && known.name == case.name).cloned()
    };
    let mut frames = 0;
    let error = match (engine.problems().first().cloned(), function) {
        (Some(problem), _) => Some(problem),
        (None, None) => {
            let message = format!("{} has no test \"{}\" any more", case.file, case.name);
            Some(ScriptError::new(ErrorKind::Host, message, case.position.clone()))
        }
        (None, Some((_, function))) => {
            engine.call(&function);
            go_on(&mut engine, &mut frames)
        }
    };
    let console = engine.take_output().console;
    TestResult { case: case.clone(), error, console, frames }
}

/// Runs frames as long as the test waits for some; gives the first problem.
fn go_on(engine: &mut Engine, frames: &mut u32) -> Option<ScriptError> {
    loop {
        if let Some(problem) = engine.problems().first() {
            return Some(problem.clone());
        }
        let is_over = engine.scene().borrow().tests.waiting.is_empty();
        if is_over {
            return None;
        }
        let due = {
            let mut scene = engine.scene().borrow_mut();
            let now = scene.time.frame;
            scene.tests.due(now)
        };
        if due.is_empty() {
            engine.tick();
            *frames += 1;
        }
        for function in due {
            engine.call(&function);
        }
    }
}

fn load(project: &Project, file: Option<&str>, options: &Options, factories: &[LanguageFactory]) -> Engine {
    let mut engine = Engine::new(options.clone(), factories);
    engine.load_for_tests(project.clone(), file);
    engine
}
