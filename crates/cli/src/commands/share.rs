//! `luminara share`.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;
use luminara_project::link;

use crate::folder;

/// The arguments of `luminara share`.
#[derive(Args)]
pub struct Share {
    /// A project's folder, or a single script.
    project: PathBuf,
    /// The playground's address.
    #[arg(long)]
    base: String,
}

impl Share {
    /// Prints the link.
    pub fn execute(self) -> Result<ExitCode, String> {
        let project = folder::read(&self.project)?;
        let base = self.base.split('#').next().unwrap_or_default();
        println!("{base}#{}", link::encode(&project));
        Ok(ExitCode::SUCCESS)
    }
}
