//! `luminara bindings` and `luminara docs`: what is generated from the scripting interface.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Args;
use luminara_bindings::{REFERENCE, SCHEMAS, kit_folder};
use luminara_languages::DESCRIPTIONS;

/// The arguments of `luminara bindings` and of `luminara docs`.
#[derive(Args)]
pub struct Bindings {
    /// The repository's root, or another folder to write into.
    #[arg(long, default_value = ".")]
    out: PathBuf,
    /// Write nothing; say which files are not as they would be written, and exit with 1 if there are any.
    #[arg(long)]
    check: bool,
}

/// The generated files, by path in the repository.
pub fn generated() -> BTreeMap<String, String> {
    let registry = luminara_engine::api::registry();
    luminara_bindings::generate(&registry, DESCRIPTIONS)
}

/// The folders that hold nothing but what is generated, beside the reference's.
pub fn folders() -> Vec<String> {
    let kits = DESCRIPTIONS.iter().map(|description| kit_folder(description.info.id));
    kits.chain([SCHEMAS.to_owned()]).collect()
}

impl Bindings {
    /// Writes the editor's data, the schemas and the languages' kits.
    pub fn execute(self) -> Result<ExitCode, String> {
        self.write(|path| !is_in(REFERENCE, path), &folders())
    }

    /// Writes the reference.
    pub fn execute_docs(self) -> Result<ExitCode, String> {
        self.write(|path| is_in(REFERENCE, path), &[REFERENCE.to_owned()])
    }

    fn write(self, is_wanted: impl Fn(&str) -> bool, folders: &[String]) -> Result<ExitCode, String> {
        let mut files = generated();
        files.retain(|path, _| is_wanted(path));
        let differences = differences(&self.out, &files, folders);
        if self.check {
            differences.iter().for_each(|difference| println!("{difference}"));
            return Ok(if differences.is_empty() { ExitCode::SUCCESS } else { ExitCode::from(1) });
        }
        for difference in &differences {
            difference.mend(&self.out, &files)?;
            println!("{difference}");
        }
        println!("{} files, {} of them changed", files.len(), differences.len());
        Ok(ExitCode::SUCCESS)
    }
}

fn is_in(folder: &str, path: &str) -> bool {
    Path::new(path).starts_with(folder)
}

/// A generated file that is not as it would be written.
#[derive(Debug, PartialEq, Eq)]
pub enum Difference {
    /// It isn't there, or has another content.
    Stale(String),
    /// It lies in a generated folder and is made no longer.
    Superfluous(String),
}

impl std::fmt::Display for Difference {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Difference::Stale(path) => write!(f, "{path}"),
            Difference::Superfluous(path) => write!(f, "{path} (no longer made)"),
        }
    }
}

impl Difference {
    fn mend(&self, root: &Path, files: &BTreeMap<String, String>) -> Result<(), String> {
        match self {
            Difference::Superfluous(path) => {
                let path = root.join(path);
                fs::remove_file(&path).map_err(|error| format!("can't remove {}: {error}", path.display()))
            }
            Difference::Stale(name) => {
                let path = root.join(name);
                let text = files.get(name).map(String::as_str).unwrap_or_default();
                let folder = path.parent().unwrap_or(root);
                fs::create_dir_all(folder)
                    .and_then(|()| fs::write(&path, text))
                    .map_err(|error| format!("can't write {}: {error}", path.display()))
            }
        }
    }
}

/// Compares what is generated with what lies under `root`; `folders` hold nothing else.
pub fn differences(root: &Path, files: &BTreeMap<String, String>, folders: &[String]) -> Vec<Difference> {
    let is_stale = |(path, text): &(&String, &String)| {
        fs::read_to_string(root.join(path)).map_or(true, |old| old != **text)
    };
    let stale = files.iter().filter(is_stale).map(|(path, _)| Difference::Stale(path.clone()));
    let there: BTreeSet<String> = folders.iter().flat_map(|folder| names(root, folder)).collect();
    let superfluous = there.into_iter().filter(|path| !files.contains_key(path)).map(Difference::Superfluous);
    stale.chain(superfluous).collect()
}

fn names(root: &Path, folder: &str) -> Vec<String> {
    let Ok(entries) = fs::read_dir(root.join(folder)) else { return Vec::new() };
    let names = entries.filter_map(|entry| entry.ok()?.file_name().into_string().ok());
    names.map(|name| format!("{folder}/{name}")).collect()
}
