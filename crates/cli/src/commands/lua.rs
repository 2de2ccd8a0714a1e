//! `luminara lua`.

use std::fs;
use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Instant;

use clap::Args;
use luminara_lua::Program;
use luminara_project::check_name;
use luminara_script::Limits;

/// The arguments of `luminara lua`.
#[derive(Args)]
pub struct Lua {
    /// Run without the sandbox's limits.
    #[arg(long)]
    no_limits: bool,
    /// The program.
    file: PathBuf,
    /// What the program gets as `arg` and `...`.
    #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
    args: Vec<String>,
}

impl Lua {
    /// Runs it. Exits with 1 and a traceback on an error.
    pub fn execute(self) -> Result<ExitCode, String> {
        let source =
            fs::read(&self.file).map_err(|error| format!("can't read {}: {error}", self.file.display()))?;
        let limits = if self.no_limits { Limits::UNLIMITED } else { Limits::default() };
        let name = self.file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let mut program = Program::new(limits);
        let folder = self.file.parent().map(PathBuf::from).unwrap_or_default();
        program.set_reader(move |name| {
            let is_inside = check_name(name).is_ok();
            is_inside.then(|| fs::read(folder.join(name)).ok()).flatten()
        });
        let started = Instant::now();
        program.set_clock(move || started.elapsed().as_secs_f64());
        // A reader that is gone (`| head`) is no reason to stop.
        program.set_output(|bytes| drop(std::io::stdout().write_all(bytes)));
        let error = match program.run_with_args(&source, &name, &self.args) {
            Ok(status) => return Ok(ExitCode::from(status)),
            Err(error) => error,
        };
        eprintln!("luminara: {}", error.message);
        for frame in &error.trace {
            eprintln!("    {} in {}", frame.position, frame.function);
        }
        Ok(ExitCode::from(1))
    }
}
