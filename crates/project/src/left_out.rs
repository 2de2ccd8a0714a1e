//! What is left out of a project when it is read, from a folder, a link or an archive: told, and nothing else comes of it.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use crate::name::{NameError, NameProblem, folded, left_out_part, problem, shown};

/// Names that a message lists; of more it says how many.
const LISTED: usize = 3;

/// A file or folder that is no part of the project.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct LeftOut {
    /// Its name, fit to be shown.
    pub name: String,
    /// The rule that it breaks.
    pub why: Why,
}

/// Why a file or folder is no part of the project.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, thiserror::Error)]
pub enum Why {
    /// A part of its name begins with a dot.
    #[error("names that begin with a dot are hidden, and no part of a project")]
    Hidden,
    /// It is a folder of a tool.
    #[error("it belongs to tools, not to a project")]
    Tool,
    /// It would make its folder a repository of git.
    #[error("git would take its folder for a repository, and obey what lies beside it")]
    Repository,
    /// Its name can't be a file's in a project.
    #[error("{0}")]
    Name(String),
    /// Another file has the same name on systems that take no notice of upper and lower case.
    #[error("on some systems it is the same file as {0}")]
    SameFile(String),
    /// A file has the name of a folder.
    #[error("{0} is a file and a folder")]
    FileAndFolder(String),
    /// It is a link.
    #[error("it is a link, not a file")]
    Link,
    /// It is a link to what is no part of the project.
    #[error("it is a link out of the project's folder")]
    LinkOut,
    /// It is a link, and nothing is where it leads.
    #[error("it is a link to nothing")]
    DeadLink,
    /// It is a device, a pipe or a socket.
    #[error("it is no plain file")]
    NoFile,
    /// Folders are nested deeper than they are read.
    #[error("it is nested too deep")]
    TooDeep,
    /// The system doesn't let it be read.
    #[error("it can't be read: {0}")]
    Unreadable(String),
}

/// Lets files into a project by their names, and notes what it leaves out.
#[derive(Debug, Default)]
pub struct Sieve {
    /// What is taken, by its folded name.
    files: BTreeMap<String, String>,
    /// The folders of what is taken, by folded name.
    folders: BTreeMap<String, String>,
    left_out: BTreeSet<LeftOut>,
}

impl Sieve {
    /// Whether a file of that name is taken. What isn't, is noted.
    ///
    /// # Errors
    /// The name leads out of the project or is made to look like another one: whoever made it meant harm.
    pub fn takes(&mut self, name: &str) -> Result<bool, NameError> {
        let why = match problem(name) {
            None => match self.collision(name) {
                None => {
                    self.take(name);
                    return Ok(true);
                }
                Some(why) => why,
            },
            Some(NameProblem::Litter(_)) => return Ok(false),
            Some(NameProblem::Hidden(_)) => Why::Hidden,
            Some(NameProblem::Tool(_)) => Why::Tool,
            Some(NameProblem::Repository(_)) => Why::Repository,
            Some(problem) if problem.is_hostile() => return Err(NameError { name: shown(name), problem }),
            Some(problem) => {
                self.leave_out(name, Why::Name(problem.to_string()));
                return Ok(false);
            }
        };
        self.leave_out(left_out_part(name), why);
        Ok(false)
    }

    /// Whether a file of that name is taken. Whatever is wrong with its name, it is noted.
    pub fn takes_any(&mut self, name: &str) -> bool {
        self.takes(name).unwrap_or_else(|NameError { problem, .. }| {
            self.leave_out(name, Why::Name(problem.to_string()));
            false
        })
    }

    /// Whether files of that folder may be taken. Where none is, the folder is noted, and needn't be looked into.
    pub fn enters(&mut self, folder: &str) -> bool {
        let why = match problem(folder) {
            None | Some(NameProblem::Repository(_)) => return true,
            Some(NameProblem::Litter(_)) => return false,
            Some(NameProblem::Hidden(_)) => Why::Hidden,
            Some(NameProblem::Tool(_)) => Why::Tool,
            Some(problem) => Why::Name(problem.to_string()),
        };
        self.leave_out(folder, why);
        false
    }

    /// Notes that something is left out.
    pub fn leave_out(&mut self, name: &str, why: Why) {
        self.left_out.insert(LeftOut { name: shown(name), why });
    }

    /// What is left out, by name.
    pub fn left_out(self) -> Vec<LeftOut> {
        self.left_out.into_iter().collect()
    }

    fn take(&mut self, name: &str) {
        for folder in folders(name) {
            self.folders.entry(folded(folder)).or_insert_with(|| folder.to_owned());
        }
        self.files.insert(folded(name), name.to_owned());
    }

    /// What is taken already and can't be beside this one on every system.
    fn collision(&self, name: &str) -> Option<Why> {
        let same = self.files.get(&folded(name)).filter(|other| *other != name);
        let folder = || self.folders.get(&folded(name));
        let file = || folders(name).find_map(|folder| self.files.get(&folded(folder)));
        same.map(|other| Why::SameFile(shown(other)))
            .or_else(|| folder().or_else(file).map(|other| Why::FileAndFolder(shown(other))))
    }
}

/// The folders that a name goes through: `a` and `a/b` of `a/b/c`.
fn folders(name: &str) -> impl Iterator<Item = &str> {
    name.match_indices('/').filter_map(|(at, _)| name.get(..at))
}

/// What was left out as a person is told, a sentence for each reason: `left out .git and .env: names that …`.
pub fn tell(left_out: &[LeftOut]) -> Vec<String> {
    let mut by_reason: BTreeMap<&Why, Vec<&str>> = BTreeMap::new();
    for LeftOut { name, why } in left_out {
        by_reason.entry(why).or_default().push(name);
    }
    by_reason.iter().map(|(why, names)| format!("left out {}: {why}", listed(names))).collect()
}

fn listed(names: &[&str]) -> String {
    let (shown, more) = names.split_at(if names.len() > LISTED + 1 { LISTED } else { names.len() });
    let mut text = String::new();
    for (index, name) in shown.iter().enumerate() {
        let separator = match index {
            0 => "",
            _ if more.is_empty() && index + 1 == shown.len() => " and ",
            _ => ", ",
        };
        let _ = write!(text, "{separator}{name}");
    }
    if !more.is_empty() {
        let _ = write!(text, " and {} more", more.len());
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sifted(names: &[&str]) -> (Vec<String>, Vec<String>) {
        let mut sieve = Sieve::default();
        let taken =
            names.iter().filter(|name| sieve.takes(name).unwrap()).map(|name| (*name).into()).collect();
        (taken, tell(&sieve.left_out()))
    }

    #[test]
    fn hidden_files_are_left_out_and_said() {
        let (taken, said) = sifted(&[
            "main.lua",
            ".git/config",
            ".git/objects/12/34",
            "lib/.cargo/config.toml",
            ".env",
            "lib/a.lua",
            "node_modules/a/b.js",
            "HEAD",
            ".DS_Store",
            "lib/._a.lua",
        ]);
        assert_eq!(taken, ["main.lua", "lib/a.lua"]);
        assert_eq!(
            said,
            [
                "left out .env, .git and lib/.cargo: names that begin with a dot are hidden, and no part of a project",
                "left out node_modules: it belongs to tools, not to a project",
                "left out HEAD: git would take its folder for a repository, and obey what lies beside it",
            ]
        );
    }

    #[test]
    fn one_of_two_that_are_one_file_somewhere_is_left_out() {
        let (taken, said) =
            sifted(&["Main.lua", "main.lua", "a/b.lua", "A", "c", "C/d.lua", "a/B.lua", "e/f", "E/g"]);
        assert_eq!(taken, ["Main.lua", "a/b.lua", "c", "e/f", "E/g"]);
        assert_eq!(
            said,
            [
                "left out main.lua: on some systems it is the same file as Main.lua",
                "left out a/B.lua: on some systems it is the same file as a/b.lua",
                "left out A: a is a file and a folder",
                "left out C/d.lua: c is a file and a folder",
            ]
        );
    }

    #[test]
    fn long_lists_are_cut() {
        let names: Vec<String> = (0..9).map(|number| format!(".{number}")).collect();
        let told = |count: usize| {
            sifted(&names.iter().take(count).map(String::as_str).collect::<Vec<_>>()).1.join("")
        };
        assert!(told(1).starts_with("left out .0: "), "{}", told(1));
        assert!(told(4).starts_with("left out .0, .1, .2 and .3: "), "{}", told(4));
        assert!(told(5).starts_with("left out .0, .1, .2 and 2 more: "), "{}", told(5));
        assert!(told(9).starts_with("left out .0, .1, .2 and 6 more: "), "{}", told(9));
    }

    #[test]
    fn names_of_attackers_are_errors_unless_all_is_taken_as_it_comes() {
        for name in ["../a", "/a", "a/..", "a\\b", "a\u{202e}b"] {
            assert!(Sieve::default().takes(name).is_err());
            let mut sieve = Sieve::default();
            assert!(!sieve.takes_any(name));
            assert_eq!(sieve.left_out().len(), 1);
        }
    }
}
