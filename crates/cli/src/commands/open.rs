//! `luminara open`.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Args;
use luminara_project::{Caps, link, zip};

use crate::folder;

/// The arguments of `luminara open`.
#[derive(Args)]
pub struct Open {
    /// A link, the part of it behind '#', or the path of a zip archive.
    link: String,
    /// The folder to write to; it is made.
    #[arg(long)]
    out: PathBuf,
}

impl Open {
    /// Writes the files.
    pub fn execute(self) -> Result<ExitCode, String> {
        let project = if Path::new(&self.link).is_file() {
            let bytes =
                std::fs::read(&self.link).map_err(|error| format!("can't read {}: {error}", self.link))?;
            zip::decode(&bytes, &Caps::default()).map_err(|error| error.to_string())?
        } else {
            let fragment = self.link.rsplit('#').next().unwrap_or_default();
            link::decode(fragment).map_err(|error| error.to_string())?
        };
        folder::write(&project, &self.out)?;
        for name in project.files.keys() {
            println!("{}", self.out.join(name).display());
        }
        Ok(ExitCode::SUCCESS)
    }
}
