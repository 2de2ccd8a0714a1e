//! Runs a Lua file: `cargo run -p luminara-lua --example lua -- [--limits] FILE [ARGUMENTS]`. `--limits`: under those that a
//! game's scripts have by default.
use std::io::Write;
use std::process::ExitCode;

use luminara_script::Limits;

fn main() -> ExitCode {
    let mut args = std::env::args().skip(1).peekable();
    let limits = match args.next_if_eq("--limits") {
        Some(_) => Limits::default(),
        None => Limits::UNLIMITED,
    };
    let file = args.next().unwrap_or_default();
    let args: Vec<String> = args.collect();
    let Ok(source) = std::fs::read(&file) else {
        eprintln!("lua: cannot open {file}");
        return ExitCode::from(1);
    };
    let name = file.rsplit('/').next().unwrap_or(&file).to_owned();
    let mut program = luminara_lua::Program::new(limits);
    program.set_reader(|file| std::fs::read(file).ok());
    let started = std::time::Instant::now();
    program.set_clock(move || started.elapsed().as_secs_f64());
    program.set_output(|bytes| {
        let _ = std::io::stdout().write_all(bytes);
    });
    match program.run_with_args(&source, &name, &args) {
        Ok(status) => ExitCode::from(status),
        Err(error) => {
            eprintln!("lua: {}", error.message);
            for frame in error.trace {
                eprintln!("  {}: in {}", frame.position, frame.function);
            }
            ExitCode::from(1)
        }
    }
}
