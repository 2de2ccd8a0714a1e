//! The subcommands, a file each. `Ok` is the exit code; `Err` is a message for wrong use, with exit code 2.

pub mod api;
pub mod bindings;
pub mod check;
pub mod open;
pub mod program;
pub mod run;
pub mod serve;
pub mod share;
pub mod test;

use luminara_engine::ConsoleLine;
use luminara_script::LogLevel;

/// A console line as a terminal shows it.
pub fn line_text(line: &ConsoleLine) -> String {
    let level = match line.level {
        LogLevel::Info => "",
        LogLevel::Debug => "[debug] ",
        LogLevel::Warn => "[warn] ",
        LogLevel::Error => "[error] ",
    };
    match (&line.position, line.level) {
        (Some(position), LogLevel::Error | LogLevel::Warn) => format!("{level}{position}: {}", line.text),
        _ => format!("{level}{}", line.text),
    }
}
