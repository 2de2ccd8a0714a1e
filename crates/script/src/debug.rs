//! What a debugger asks of a language, whatever the language: breakpoints, stops, frames, variables.
//!
//! A language that can be debugged implements [`Debugger`]. A call into a script that stops returns at once, with nil;
//! from then on [`Debugger::stop`] says where it stands, and [`Debugger::resume`] goes on with it. Between the two no
//! other call into the language is made.

use serde::{Deserialize, Serialize};

use crate::error::{Position, ScriptError};
use crate::language::Outcome;
use crate::value::InstanceId;

/// A line to stop at.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(optional_fields))]
pub struct Breakpoint {
    /// The line, from 1.
    pub line: u32,
    /// Stops only where this expression is true. It is evaluated in the frame; one that fails stops too, and says so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub condition: Option<String>,
    /// Stops only from this arrival on, counted from 1 and of those where the condition holds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hit_count: Option<u32>,
    /// Says this on the console instead of stopping. An expression in braces is replaced by its value: `x is {x}`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub log_message: Option<String>,
}

impl Breakpoint {
    /// Stops at a line whenever it is reached.
    pub fn at(line: u32) -> Self {
        Self { line, ..Self::default() }
    }
}

/// Which errors stop.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum BreakOnError {
    /// None.
    #[default]
    Never,
    /// Those that nothing catches.
    Uncaught,
    /// All, also those that the script catches.
    All,
}

/// Why a script stopped.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum StopReason {
    /// A breakpoint.
    Breakpoint,
    /// A step is done.
    Step,
    /// The script asked for it: `debug.break_here()`.
    BreakHere,
    /// The user asked for it: [`Debugger::pause`].
    Pause,
    /// An error is about to be thrown.
    Error,
}

/// Where a script stopped, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stop {
    /// Why.
    pub reason: StopReason,
    /// The line that comes next; at an error and at `debug.break_here()` the line that did it.
    pub position: Position,
    /// The script that stopped.
    pub instance: InstanceId,
    /// The error's message, or what was wrong with the breakpoint's condition.
    pub message: Option<String>,
    /// How many frames there are.
    pub depth: u32,
}

/// How a stopped script goes on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Resume {
    /// To the next breakpoint.
    Continue,
    /// To the next line, in whatever function.
    StepIn,
    /// To the next line of this function, or of a caller.
    StepOver,
    /// Back to the caller.
    StepOut,
}

/// What a frame is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum FrameKind {
    /// A file's top level.
    Main,
    /// A function of the script.
    Function,
    /// A function of the host or of the language's library that waits for what it called.
    Native,
}

/// A function that was running when the script stopped.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct StackFrame {
    /// The function as its language names it.
    pub function: String,
    /// What it is.
    pub kind: FrameKind,
    /// Where it is; a native function's line is 0.
    pub position: Position,
}

/// Which variables of a frame.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum ScopeKind {
    /// The function's own, outermost block first; a later one shadows an earlier one of its name.
    Locals,
    /// What `...` holds.
    Varargs,
    /// The locals of the functions around it that it uses.
    Upvalues,
    /// The script's globals.
    Globals,
}

/// Variables of a frame.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Scope {
    /// Which.
    pub kind: ScopeKind,
    /// They, as far as there is room. A variable's index is its place here.
    pub variables: Vec<Variable>,
    /// How many there are.
    pub total: u32,
}

/// Names a value with parts, for [`Debugger::children`]. Valid until the script goes on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct VariableId(pub u32);

/// A value with its name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(optional_fields))]
pub struct Variable {
    /// The variable's name, or a table's key as its language writes it.
    pub name: String,
    /// The value as text, cut where it is long.
    pub value: String,
    /// The value's type.
    #[serde(rename = "type")]
    pub type_name: String,
    /// Asks for the value's parts, if it has any.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub children: Option<VariableId>,
}

/// Variables and parts that one question may get. What a question asks for beyond is left out.
pub const MOST_VARIABLES: u32 = 200;

/// A language that can be debugged.
pub trait Debugger {
    /// Replaces a file's breakpoints. Gives the line that each one stands at now, which is the next one with code; `None`
    /// where there is none. As long as the file isn't loaded, the line that was asked for.
    fn set_breakpoints(&mut self, file: &str, breakpoints: &[Breakpoint]) -> Vec<Option<u32>>;

    /// Which errors stop.
    fn set_break_on_error(&mut self, which: BreakOnError);

    /// Stops at the next line that runs.
    fn pause(&mut self);

    /// Where a script is stopped, if one is.
    fn stop(&self) -> Option<Stop>;

    /// Goes on with the stopped call. Gives what came of it; `None` when it stopped again, or when none was stopped.
    fn resume(&mut self, how: Resume) -> Option<Outcome>;

    /// The frames of the stopped call, innermost first: at most `count` and [`MOST_VARIABLES`] from `start` on.
    fn frames(&self, start: u32, count: u32) -> Vec<StackFrame>;

    /// A frame's variables; the frames are counted from 0, the innermost.
    fn scopes(&mut self, frame: u32) -> Vec<Scope>;

    /// A value's parts: at most `count` and [`MOST_VARIABLES`] from `start` on.
    fn children(&mut self, of: VariableId, start: u32, count: u32) -> Vec<Variable>;

    /// Gives a variable the value of an expression, which is evaluated in its frame. `index`: its place in its scope.
    fn set_variable(
        &mut self,
        frame: u32,
        scope: ScopeKind,
        index: u32,
        expression: &str,
    ) -> Result<Variable, ScriptError>;

    /// Evaluates an expression, or runs statements, in a frame. Assignments change the frame's variables.
    fn evaluate(&mut self, frame: u32, text: &str) -> Result<Variable, ScriptError>;
}
