//! `luminara check`.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;
use luminara_engine::Options;
use luminara_script::ErrorKind;

use crate::scenario::Scenario;

/// The arguments of `luminara check`.
#[derive(Args)]
pub struct Check {
    /// A project's folder, or a single script.
    project: PathBuf,
    /// Print the problems as a JSON list.
    #[arg(long)]
    json: bool,
}

impl Check {
    /// Loads the project and runs one frame of it. Exits with 1 when something is wrong.
    pub fn execute(self) -> Result<ExitCode, String> {
        let project = luminara_folder::read_project(&self.project)?;
        let is_script = |name: &&String| luminara_languages::of_file(name).is_some();
        let scripts = project.files.keys().filter(is_script).count();
        let engine = Scenario::idle(1).run(project, Options::default(), |_, _| {})?;
        let problems = engine.problems();
        // Where game.toml names files that are none, that says more.
        if scripts == 0 && problems.is_empty() {
            let first = luminara_languages::first_file();
            return Err(format!("{} has no script; add a file such as {first}", self.project.display()));
        }
        if self.json {
            let text = serde_json::to_string_pretty(problems).map_err(|error| error.to_string())?;
            println!("{text}");
        } else {
            for problem in problems {
                let level = if problem.kind == ErrorKind::Warning { "warning: " } else { "" };
                println!("{}: {level}{}", problem.position, problem.message);
                if let Some(fix) = &problem.fix {
                    println!("    fix: {}", fix.label);
                }
            }
            if problems.is_empty() {
                println!("{scripts} scripts, no problem");
            }
        }
        let is_wrong = problems.iter().any(|problem| problem.kind != ErrorKind::Warning);
        Ok(if is_wrong { ExitCode::from(1) } else { ExitCode::SUCCESS })
    }
}
