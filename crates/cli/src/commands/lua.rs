//! `luminara lua`.

use std::fs;
use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;
use luminara_lua::Program;
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
