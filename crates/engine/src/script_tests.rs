//! Tests that a project's scripts have: found, and run each in an engine of its own.

use luminara_project::Project;
use luminara_script::{ErrorKind, LanguageDef, ScriptError};
use serde::{Deserialize, Serialize};

use crate::engine::{Engine, Options};
use crate::parts::console::ConsoleLine;
use crate::parts::tests::TestCase;

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

/// The tests of a project, by file, and what is wrong in files of tests.
pub fn list(
    project: &Project,
    options: &Options,
    languages: &[&'static LanguageDef],
) -> (Vec<TestCase>, Vec<ScriptError>) {
    let (mut cases, mut problems) = (Vec::new(), Vec::new());
    let files = Engine::new(options.clone(), languages).test_files(project);
    for file in std::iter::once(None).chain(files.iter().map(Some)) {
        let engine = load(project, file.map(String::as_str), options, languages);
        for (case, _) in &engine.scene().borrow().tests.cases {
            // The project's own scripts run for every file; theirs are listed once.
            if file.is_none_or(|file| case.position.file == *file) && !cases.contains(case) {
                cases.push(case.clone());
            }
        }
        for problem in engine.problems().iter().cloned().chain(engine.waiting_files()) {
            if !problems.contains(&problem) {
                problems.push(problem);
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
    languages: &[&'static LanguageDef],
) -> TestResult {
    let is_own_file = luminara_project::is_test_file(&case.file);
    let mut engine = load(project, is_own_file.then_some(case.file.as_str()), options, languages);
    let function = {
        let scene = engine.scene().borrow();
        let cases = &scene.tests.cases;
        cases.iter().find(|(known, _)| known.file == case.file && known.name == case.name).cloned()
    };
    let mut frames = 0;
    let problem = engine.problems().first().cloned().or_else(|| engine.waiting_files().into_iter().next());
    let error = match (problem, function) {
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

fn load(
    project: &Project,
    file: Option<&str>,
    options: &Options,
    languages: &[&'static LanguageDef],
) -> Engine {
    let mut engine = Engine::new(options.clone(), languages);
    engine.load_for_tests(project.clone(), file);
    engine
}
