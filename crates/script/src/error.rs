//! What goes wrong in a script, and where.

use std::fmt;

use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

/// What sort of thing went wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum ErrorKind {
    /// The text is no program.
    Syntax,
    /// The program did something that its language forbids.
    Runtime,
    /// It used up its instructions.
    Timeout,
    /// It used up its memory.
    OutOfMemory,
    /// It used up something else: spawns, calls, recursion, a size.
    Limit,
    /// It called the host wrongly: an unknown component, an entity that is gone, a wrong type.
    Host,
    /// Nothing failed, but it is hardly what was meant: a hook whose name is misspelt. What is warned of runs.
    Warning,
}

impl ErrorKind {
    /// The kind in words.
    pub fn name(self) -> &'static str {
        match self {
            ErrorKind::Syntax => "syntax error",
            ErrorKind::Runtime => "runtime error",
            ErrorKind::Timeout => "timeout",
            ErrorKind::OutOfMemory => "out of memory",
            ErrorKind::Limit => "limit exceeded",
            ErrorKind::Host => "error",
            ErrorKind::Warning => "warning",
        }
    }
}

/// A place in a project's file.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Position {
    /// The file's name in the project.
    #[cfg_attr(feature = "typescript", ts(type = "string"))]
    pub file: SmolStr,
    /// The line, from 1. 0 where it isn't known.
    pub line: u32,
    /// The column in characters, from 1. 0 where it isn't known.
    pub column: u32,
}

impl Position {
    /// A line of a file, its column unknown.
    pub fn line(file: impl Into<SmolStr>, line: u32) -> Self {
        Self { file: file.into(), line, column: 0 }
    }
}

/// `file:line:column`, without the parts that aren't known.
impl fmt::Display for Position {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.line, self.column) {
            (0, _) => write!(f, "{}", self.file),
            (line, 0) => write!(f, "{}:{line}", self.file),
            (line, column) => write!(f, "{}:{line}:{column}", self.file),
        }
    }
}

/// One function that was running when a script failed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct TraceFrame {
    /// The function as its language names it: `function 'on_update'`, `main chunk`.
    #[cfg_attr(feature = "typescript", ts(type = "string"))]
    pub function: SmolStr,
    /// Where in it.
    pub position: Position,
}

/// An error of a script.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[cfg_attr(feature = "typescript", ts(rename = "Problem"))]
pub struct ScriptError {
    /// What sort.
    pub kind: ErrorKind,
    /// What was wrong and, where that is known, what would have been right. Without the position.
    pub message: String,
    /// Where.
    pub position: Position,
    /// The functions that were running, innermost first.
    pub trace: Vec<TraceFrame>,
}

impl ScriptError {
    /// An error without a trace.
    pub fn new(kind: ErrorKind, message: impl Into<String>, position: Position) -> Self {
        Self { kind, message: message.into(), position, trace: Vec::new() }
    }
}

/// `player.lua:12: message`.
impl fmt::Display for ScriptError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.position, self.message)
    }
}

impl std::error::Error for ScriptError {}

/// An error of a host function. The language that called it adds the position.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HostError {
    /// What sort: [`ErrorKind::Host`], or [`ErrorKind::Limit`] and the like, which a script can't catch.
    pub kind: ErrorKind,
    /// What was wrong and what would have been right.
    pub message: String,
}

impl HostError {
    /// A wrong call.
    pub fn new(message: impl Into<String>) -> Self {
        Self { kind: ErrorKind::Host, message: message.into() }
    }

    /// Too much of something.
    pub fn limit(message: impl Into<String>) -> Self {
        Self { kind: ErrorKind::Limit, message: message.into() }
    }

    /// Whether `pcall` and the like may catch it. An exceeded limit ends the script's turn whatever it does.
    pub fn is_catchable(&self) -> bool {
        matches!(self.kind, ErrorKind::Host | ErrorKind::Runtime | ErrorKind::Syntax)
    }
}

impl fmt::Display for HostError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for HostError {}
