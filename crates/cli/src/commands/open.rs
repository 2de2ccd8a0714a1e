//! `luminara open`.

use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Args;
use luminara_project::{Caps, link, zip};

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
        let (project, left_out) = if Path::new(&self.link).is_file() {
            let unpacked =
                zip::decode(&self.archive()?, &Caps::PROJECT).map_err(|error| error.to_string())?;
            (unpacked.project, unpacked.left_out)
        } else {
            let fragment = self.link.rsplit('#').next().unwrap_or_default();
            let opened = link::open(fragment, &Caps::PROJECT).map_err(|error| error.to_string())?;
            (opened.project, opened.left_out)
        };
        luminara_folder::warn(&left_out);
        luminara_folder::write(&project, &self.out)?;
        for name in project.files.keys() {
            println!("{}", self.out.join(name).display());
        }
        Ok(ExitCode::SUCCESS)
    }

    /// The archive's bytes; no more than one may have.
    fn archive(&self) -> Result<Vec<u8>, String> {
        let failed = |error| format!("can't read {}: {error}", self.link);
        let mut bytes = Vec::new();
        let most = Caps::PROJECT.archive_bytes as u64 + 1;
        File::open(&self.link).and_then(|file| file.take(most).read_to_end(&mut bytes)).map_err(failed)?;
        Ok(bytes)
    }
}
