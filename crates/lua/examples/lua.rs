//! Runs a Lua file: `cargo run -p luminara-lua --example lua -- FILE`.
use std::io::Write;

fn main() {
    let file = std::env::args().nth(1).unwrap_or_default();
    let source = std::fs::read(&file).unwrap_or_default();
    let name = file.rsplit('/').next().unwrap_or(&file).to_owned();
    let mut program = luminara_lua::Program::new(luminara_script::Limits::UNLIMITED);
    program.set_reader(|file| std::fs::read(file).ok());
    let result = program.run(&source, &name);
    let _ = std::io::stdout().write_all(&program.take_output());
    if let Err(error) = result {
        eprintln!("lua: {}", error.message);
        for frame in error.trace {
            eprintln!("  {}: in {}", frame.position, frame.function);
        }
        std::process::exit(1);
    }
}
