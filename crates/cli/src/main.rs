//! The command line of `luminara`.
#![forbid(unsafe_code)]

use std::ffi::OsString;
use std::process::ExitCode;

use clap::{Parser, Subcommand};
use luminara_cli::commands;

/// Luminara Playground, headless: run, check and share projects.
#[derive(Parser)]
#[command(name = "luminara", version, about, after_help = commands::program::help())]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Run a project and print what its scripts say.
    Run(commands::run::Run),
    /// Compile a project's scripts and run their first frame; say what is wrong.
    Check(commands::check::Check),
    /// Run the tests that a project's scripts have.
    Test(commands::test::Test),
    /// Print a link that carries the whole project.
    Share(commands::share::Share),
    /// Write the project in a link to a folder.
    Open(commands::open::Open),
    /// Serve a project to the page and tell it what changes.
    Serve(commands::serve::Serve),
    /// Print everything that scripts can use.
    Api(commands::api::Api),
    /// Write what is generated from the scripting interface: the editor's data, the languages' kits, JSON schemas.
    Bindings(commands::bindings::Bindings),
    /// Write the reference of the scripting interface.
    Docs(commands::bindings::Bindings),
    /// A language's id: run a program of that language.
    #[command(external_subcommand)]
    Program(Vec<OsString>),
}

fn main() -> ExitCode {
    let result = match Arguments::parse().command {
        Command::Run(run) => run.execute(),
        Command::Check(check) => check.execute(),
        Command::Test(test) => test.execute(),
        Command::Share(share) => share.execute(),
        Command::Open(open) => open.execute(),
        Command::Serve(serve) => serve.execute(),
        Command::Api(api) => api.execute(),
        Command::Bindings(bindings) => bindings.execute(),
        Command::Docs(docs) => docs.execute_docs(),
        Command::Program(words) => commands::program::execute(words),
    };
    match result {
        Ok(code) => code,
        Err(message) => {
            eprintln!("luminara: {message}");
            ExitCode::from(2)
        }
    }
}
