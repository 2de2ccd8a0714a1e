//! `luminara test`.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;
use luminara_engine::{Options, TestResult, list_tests, run_test};
use luminara_languages::LANGUAGES;

use super::line_text;

/// The arguments of `luminara test`.
#[derive(Args)]
pub struct Test {
    /// A project's folder, or a single script.
    project: PathBuf,
    /// Only tests whose file or name contains this.
    filter: Option<String>,
    /// Print the results as a JSON list.
    #[arg(long)]
    json: bool,
}

impl Test {
    /// Runs the tests of a project's scripts, each in a fresh engine. Exits with 1 when one fails, or a file of tests does.
    pub fn execute(self) -> Result<ExitCode, String> {
        let project = luminara_folder::read_project(&self.project)?;
        let options = Options::default();
        let (mut cases, problems) = list_tests(&project, &options, LANGUAGES);
        if let Some(filter) = &self.filter {
            cases.retain(|case| case.file.contains(filter) || case.name.contains(filter));
        }
        if cases.is_empty() && problems.is_empty() {
            return Err(
                "there are no such tests; a script names one by test(\"name\", function() … end)".into()
            );
        }
        let results: Vec<TestResult> =
            cases.iter().map(|case| run_test(&project, case, &options, LANGUAGES)).collect();
        let failed = results.iter().filter(|result| result.error.is_some()).count();
        if self.json {
            let report = serde_json::json!({ "results": results, "problems": problems });
            println!("{report:#}");
        } else {
            print_results(&results);
            problems.iter().for_each(|problem| println!("✗ {problem}"));
            println!("{} passed, {failed} failed", results.len() - failed);
        }
        Ok(if failed == 0 && problems.is_empty() { ExitCode::SUCCESS } else { ExitCode::from(1) })
    }
}

/// A line for each test under its file; under one that failed, why, where, and what was said.
fn print_results(results: &[TestResult]) {
    let mut file = "";
    for result in results {
        if result.case.file != file {
            file = &result.case.file;
            println!("{file}");
        }
        println!("  {} {}", if result.error.is_none() { "✓" } else { "✗" }, result.case.name);
        let Some(error) = &result.error else { continue };
        println!("      {error}");
        for frame in error.trace.iter().skip(1) {
            println!("        {} in {}", frame.position, frame.function);
        }
        // The last line is the error again.
        let said = result.console.iter().filter(|line| !line.text.starts_with(&error.message));
        said.for_each(|line| println!("      | {}", line_text(line)));
    }
}
