//! A project: files by name.

use std::collections::BTreeMap;

use crate::manifest::{Manifest, ManifestError};

/// A project. Ordered by name, so that what is made from it is the same every time.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Project {
    /// The content of each file, by its name (see [`check_name`](crate::check_name)).
    pub files: BTreeMap<String, Vec<u8>>,
}

impl Project {
    /// What `game.toml` says; the default when there is none.
    ///
    /// # Errors
    /// `game.toml` is no TOML, or has a key that isn't known or a value of the wrong type.
    pub fn manifest(&self) -> Result<Manifest, ManifestError> {
        match self.files.get(Manifest::FILE) {
            Some(bytes) => Manifest::parse(bytes),
            None => Ok(Manifest::default()),
        }
    }

    /// The [files of tests](is_test_file), alphabetically; of those, the manifest may list some as scripts too.
    pub fn test_files(&self, extensions: &[&str]) -> Vec<String> {
        let names = self.files.keys().filter(|name| has_extension(name, extensions));
        names.filter(|name| is_test_file(name)).cloned().collect()
    }
}

/// The scripts of a project with files of these names, in the order in which they are loaded: the manifest's list as it is, files that
/// are missing included; when that is empty, every file with one of the `extensions` (`"lua"`, without the dot) that isn't a
/// [file of tests](is_test_file), in the order of the names.
pub fn scripts<'a>(
    names: impl Iterator<Item = &'a str>,
    manifest: &Manifest,
    extensions: &[&str],
) -> Vec<String> {
    if !manifest.scripts.is_empty() {
        return manifest.scripts.clone();
    }
    let scripts = names.filter(|name| has_extension(name, extensions) && !is_test_file(name));
    scripts.map(str::to_owned).collect()
}

fn has_extension(name: &str, extensions: &[&str]) -> bool {
    extension(name).is_some_and(|it| extensions.contains(&it))
}

/// Whether a file is run for its tests alone: `player_test.lua`, `test_player.lua`, or anything in a folder `tests`.
pub fn is_test_file(name: &str) -> bool {
    let (folders, file) = name.rsplit_once('/').unwrap_or(("", name));
    let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
    stem.ends_with("_test") || stem.starts_with("test_") || folders.split('/').any(|folder| folder == "tests")
}

/// What follows the last dot of the file's own name, when something stands before it too.
fn extension(name: &str) -> Option<&str> {
    let file = name.rsplit('/').next()?;
    file.rsplit_once('.').filter(|(stem, _)| !stem.is_empty()).map(|(_, extension)| extension)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scripts_of(project: &Project, manifest: &Manifest, extensions: &[&str]) -> Vec<String> {
        scripts(project.files.keys().map(String::as_str), manifest, extensions)
    }

    fn project(names: &[&str]) -> Project {
        Project { files: names.iter().map(|name| (name.to_string(), Vec::new())).collect() }
    }

    #[test]
    fn lists_every_script_alphabetically() {
        let project = project(&["b.lua", "a/z.lua", "c.rhai", "lua", ".lua", "x.lua/readme", "picture.png"]);
        let manifest = project.manifest().unwrap();
        assert_eq!(scripts_of(&project, &manifest, &["lua", "rhai"]), ["a/z.lua", "b.lua", "c.rhai"]);
        assert_eq!(scripts_of(&project, &manifest, &["lua"]), ["a/z.lua", "b.lua"]);
        assert!(scripts_of(&project, &manifest, &[]).is_empty());
    }

    #[test]
    fn keeps_tests_apart() {
        let project = project(&[
            "a.lua",
            "a_test.lua",
            "test_a.lua",
            "latest_a.lua",
            "tests/b.lua",
            "lib/tests/c.lua",
            "contests/d.lua",
            "tests/x.png",
        ]);
        let manifest = Manifest::default();
        assert_eq!(scripts_of(&project, &manifest, &["lua"]), ["a.lua", "contests/d.lua", "latest_a.lua"]);
        assert_eq!(
            project.test_files(&["lua"]),
            ["a_test.lua", "lib/tests/c.lua", "test_a.lua", "tests/b.lua"]
        );
    }

    #[test]
    fn keeps_the_order_of_the_manifest() {
        let project = project(&["a.lua", "b.lua", "c.lua"]);
        let scripts = ["c.lua", "gone.lua", "a.lua"].map(String::from).to_vec();
        let manifest = Manifest { scripts, ..Manifest::default() };
        assert_eq!(scripts_of(&project, &manifest, &["lua"]), ["c.lua", "gone.lua", "a.lua"]);
    }
}
