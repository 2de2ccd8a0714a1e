//! What a language is, known without making one: the plug of an engine ([`LanguageDef`]) and what is written and shown about it ([`Description`]).

use std::pin::Pin;

use serde::Serialize;

use crate::error::ScriptError;
use crate::language::{Host, Language};
use crate::limits::Limits;
use crate::registry::{LibraryEntry, Registry};

/// What an engine has to know of a language before there is one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct LanguageInfo {
    /// What it is called where a machine reads it: `lua`.
    pub id: &'static str,
    /// What it is called where a person reads it: `Lua`.
    pub name: &'static str,
    /// The language's version: `5.4`.
    pub version: &'static str,
    /// What its files' names end in, without the dot.
    pub extensions: &'static [&'static str],
    /// What it can do beside running scripts.
    pub abilities: Abilities,
}

impl LanguageInfo {
    /// Whether a file's name is that of a script of this language.
    pub fn has_file(&self, name: &str) -> bool {
        name.rsplit_once('.').is_some_and(|(_, extension)| self.extensions.contains(&extension))
    }
}

/// What not every language can do.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Abilities {
    /// Its scripts stop at breakpoints: [`Language::debugger`] gives something.
    pub debugger: bool,
    /// What its scripts take is measured by function and line: [`Language::profiler`] gives something.
    pub profiler: bool,
    /// A call that used up its frame's work goes on in the next frame: [`crate::OverBudget::Pause`].
    pub pausing: bool,
    /// One instance may serve all entities of a file: [`Language::share_instance`].
    pub shared_instances: bool,
}

/// A language that is being made: at once, or after a module of its own was fetched. The host asks it between frames how far it is (what wakes it
/// makes no difference), and what it gives is the language, or why there is none, in words for who plays.
pub type Making = Pin<Box<dyn Future<Output = Result<Box<dyn Language>, String>>>>;

/// A language that is there at once.
pub fn ready(language: impl Language + 'static) -> Making {
    Box::pin(std::future::ready(Ok(Box::new(language) as Box<dyn Language>)))
}

/// A language as an engine is handed it.
#[derive(Debug)]
pub struct LanguageDef {
    /// What it is.
    pub info: LanguageInfo,
    /// Makes one for a host. Each project starts with a fresh one, which is made when a file of its language turns up.
    pub make: fn(Host) -> Making,
}

/// How comments are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct CommentSyntax {
    /// What begins one that ends with its line: `--`.
    pub line: &'static str,
    /// What begins and ends one of several lines.
    pub block: Option<(&'static str, &'static str)>,
}

/// How the editor colours a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Highlight {
    /// As a mode of the editor's own does, by its name.
    Mode(&'static str),
    /// Comments, texts in quotes, numbers, and these words.
    Keywords(&'static [&'static str]),
}

/// A new file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Starter {
    /// What its name ends in, without the dot.
    pub extension: &'static str,
    /// What it holds.
    pub text: &'static str,
}

/// An example of the registry in this language. The registry's own are in Lua, and are shown where a language has none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LanguageExample {
    /// What it shows, as the docs name it: `world.spawn`, `entity:destroy`, `on_update`.
    pub of: &'static str,
    /// The script.
    pub code: &'static str,
}

/// Reads a file that a program asks for by name.
pub type ReadFile = Box<dyn FnMut(&str) -> Option<Vec<u8>>>;

/// Takes what a program prints.
pub type WriteOutput = Box<dyn FnMut(&[u8])>;

/// A program by itself: no engine around it.
pub struct Program {
    /// Its text.
    pub source: Vec<u8>,
    /// Its file's name.
    pub name: String,
    /// What it is given on a command line.
    pub args: Vec<String>,
    /// What it may use.
    pub limits: Limits,
    /// Reads the files that it asks for.
    pub read: ReadFile,
    /// Seconds that it has run.
    pub clock: Box<dyn FnMut() -> f64>,
    /// Takes what it prints.
    pub write: WriteOutput,
}

/// Runs a program to its end and gives the status that it exits with.
pub type RunProgram = fn(Program) -> Result<u8, ScriptError>;

/// What is written and shown about a language. Apart from [`LanguageDef`], so that an engine that is shipped doesn't carry it.
#[derive(Debug)]
pub struct Description {
    /// What the engine knows of it.
    pub info: &'static LanguageInfo,
    /// How its comments are written.
    pub comment: CommentSyntax,
    /// How the editor colours it.
    pub highlight: Highlight,
    /// What of the engine a page fetches when it has such a file: by what the file's name ends in, without the dot, the part's name.
    pub parts: &'static [(&'static str, &'static str)],
    /// Its own library, which the editor and the docs show beside the registry.
    pub library: &'static [LibraryEntry],
    /// What a new file is; `None` where its files are not written by hand.
    pub starter: Option<Starter>,
    /// Where its idiom differs from Lua's.
    pub examples: &'static [LanguageExample],
    /// What `luminara bindings` writes for those who write in it, by path in the repository: stubs for an editor, a header.
    pub kit: fn(&Registry) -> Vec<(String, String)>,
    /// Runs a program of it on a command line: `luminara lua FILE`. `None` where it has none without an engine.
    pub program: Option<RunProgram>,
}

/// The kit of a language that needs none.
pub fn no_kit(_: &Registry) -> Vec<(String, String)> {
    Vec::new()
}

impl Description {
    /// Its example of an entry of the registry.
    pub fn example(&self, of: &str) -> Option<&'static str> {
        self.examples.iter().find(|example| example.of == of).map(|example| example.code)
    }
}
