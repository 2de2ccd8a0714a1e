//! `luminara share`.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;
use luminara_project::{link, zip};

/// The arguments of `luminara share`.
#[derive(Args)]
pub struct Share {
    /// A project's folder, or a single script.
    project: PathBuf,
    /// The playground's address.
    #[arg(long, required_unless_present = "zip")]
    base: Option<String>,
    /// Write the project as a zip archive instead.
    #[arg(long, value_name = "FILE", conflicts_with = "base")]
    zip: Option<PathBuf>,
}

impl Share {
    /// Prints the link, or writes the archive.
    pub fn execute(self) -> Result<ExitCode, String> {
        let project = luminara_folder::read_project(&self.project)?;
        if let Some(path) = self.zip {
            let bytes = zip::encode(&project).map_err(|error| error.to_string())?;
            std::fs::write(&path, bytes)
                .map_err(|error| format!("can't write {}: {error}", path.display()))?;
            return Ok(ExitCode::SUCCESS);
        }
        let base = self.base.as_deref().and_then(|base| base.split('#').next()).unwrap_or_default();
        let link = link::encode(&project).map_err(|error| error.to_string())?;
        println!("{base}#{link}");
        Ok(ExitCode::SUCCESS)
    }
}
