//! `luminara lua`, and the like for each language that runs programs by themselves.

use std::ffi::OsString;
use std::fs;
use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Instant;

use clap::Parser;
use luminara_languages::DESCRIPTIONS;
use luminara_project::check_name;
use luminara_script::{Description, Limits, Program, RunProgram};

/// The arguments of `luminara lua` and its like.
#[derive(Parser)]
struct Arguments {
    /// Run without the sandbox's limits.
    #[arg(long)]
    no_limits: bool,
    /// The program.
    file: PathBuf,
    /// What the program gets.
    #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
    args: Vec<String>,
}

/// The languages that run programs, with how.
fn runners() -> impl Iterator<Item = (&'static Description, RunProgram)> {
    DESCRIPTIONS.iter().filter_map(|description| Some((*description, description.program?)))
}

/// What the help says of these commands.
pub fn help() -> String {
    runners()
        .map(|(of, _)| format!("luminara {} FILE runs a {} program: no scene.\n", of.info.id, of.info.name))
        .collect()
}

/// Runs a program; the first word is the language's id. Exits with 1 and a traceback on an error.
pub fn execute(words: Vec<OsString>) -> Result<ExitCode, String> {
    let id = words.first().map(|word| word.to_string_lossy().into_owned()).unwrap_or_default();
    let Some((_, run)) = runners().find(|(of, _)| of.info.id == id) else {
        return Err(format!("there is no command '{id}'; `luminara --help` lists them"));
    };
    let Arguments { no_limits, file, args } = match Arguments::try_parse_from(words) {
        Ok(arguments) => arguments,
        Err(error) => error.exit(),
    };
    let source = fs::read(&file).map_err(|error| format!("can't read {}: {error}", file.display()))?;
    let folder = file.parent().map(PathBuf::from).unwrap_or_default();
    let started = Instant::now();
    let program = Program {
        source,
        name: file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default(),
        args,
        limits: if no_limits { Limits::UNLIMITED } else { Limits::default() },
        read: Box::new(move |name| {
            let is_inside = check_name(name).is_ok();
            is_inside.then(|| fs::read(folder.join(name)).ok()).flatten()
        }),
        clock: Box::new(move || started.elapsed().as_secs_f64()),
        // A reader that is gone (`| head`) is no reason to stop.
        write: Box::new(|bytes| drop(std::io::stdout().write_all(bytes))),
    };
    let error = match run(program) {
        Ok(status) => return Ok(ExitCode::from(status)),
        Err(error) => error,
    };
    eprintln!("luminara: {}", error.message);
    for frame in &error.trace {
        eprintln!("    {} in {}", frame.position, frame.function);
    }
    Ok(ExitCode::from(1))
}
