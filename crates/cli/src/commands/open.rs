//! `luminara open`.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;
use luminara_project::link;

use crate::folder;

/// The arguments of `luminara open`.
#[derive(Args)]
pub struct Open {
    /// A link, or the part of it behind '#'.
    link: String,
    /// The folder to write to; it is made.
    #[arg(long)]
    out: PathBuf,
}

impl Open {
    /// Writes the link's files.
    pub fn execute(self) -> Result<ExitCode, String> {
        let fragment = self.link.rsplit('#').next().unwrap_or_default();
        let project = link::decode(fragment).map_err(|error| error.to_string())?;
        folder::write(&project, &self.out)?;
        for name in project.files.keys() {
            println!("{}", self.out.join(name).display());
        }
        Ok(ExitCode::SUCCESS)
    }
}
