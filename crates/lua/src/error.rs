//! Errors on their way through the VM.

use luminara_script::{ErrorKind, Position, ScriptError, TraceFrame};
use piccolo::Value;

use crate::stdlib_text::TextError;
pub(crate) use crate::stdlib_text::shown;
use crate::value::{to_bytes, type_name};
use crate::vm::Vm;

/// What is thrown.
pub(crate) enum Thrown<'gc> {
    /// A Lua error value; `pcall` catches it.
    Value(Value<'gc>),
    /// A Lua error value that a message handler has already seen.
    Handled(Value<'gc>),
    /// The stack is full. It becomes a Lua error where it is caught, or meets a message handler.
    Overflow,
    /// An exceeded limit: nothing catches it.
    Limit(Box<LimitExceeded>),
}

/// Which limit was exceeded.
#[derive(Clone, Debug)]
pub(crate) struct LimitExceeded {
    pub kind: ErrorKind,
    pub message: String,
}

impl Thrown<'_> {
    pub fn limit(kind: ErrorKind, message: impl Into<String>) -> Self {
        Thrown::Limit(Box::new(LimitExceeded { kind, message: message.into() }))
    }
}

/// What went wrong in an operation, before it has a position.
pub(crate) enum Fault<'gc> {
    /// A message; the description of the operand in the slot is appended to it.
    Operand(String, u8),
    /// A message.
    Message(String),
    /// Has a position already, or needs none.
    Thrown(Thrown<'gc>),
    /// A host function's error.
    Host(luminara_script::HostError),
}

impl From<String> for Fault<'_> {
    fn from(message: String) -> Self {
        Fault::Message(message)
    }
}

impl From<&str> for Fault<'_> {
    fn from(message: &str) -> Self {
        Fault::Message(message.into())
    }
}

impl From<luminara_script::HostError> for Fault<'_> {
    fn from(error: luminara_script::HostError) -> Self {
        Fault::Host(error)
    }
}

impl<'gc> From<Thrown<'gc>> for Fault<'gc> {
    fn from(thrown: Thrown<'gc>) -> Self {
        Fault::Thrown(thrown)
    }
}

impl From<TextError> for Fault<'_> {
    fn from(error: TextError) -> Self {
        match error {
            TextError::BudgetExhausted => Fault::Thrown(out_of_fuel()),
            TextError::TooLong => Fault::Thrown(out_of_memory()),
            other => Fault::Message(other.to_string()),
        }
    }
}

/// The error of a call that used up its instructions.
pub(crate) fn out_of_fuel<'gc>() -> Thrown<'gc> {
    Thrown::limit(ErrorKind::Timeout, "the script ran for too long: it used up its instructions")
}

/// The error of scripts that use too much memory.
pub(crate) fn out_of_memory<'gc>() -> Thrown<'gc> {
    Thrown::limit(ErrorKind::OutOfMemory, "not enough memory")
}

/// An error that reached the host, with what was running.
pub(crate) struct Uncaught<'gc> {
    pub thrown: Thrown<'gc>,
    pub trace: Vec<TraceFrame>,
    pub is_host: bool,
}

impl Uncaught<'_> {
    /// The error's text as it was thrown, if it is one.
    pub fn text(&self) -> Option<String> {
        match &self.thrown {
            Thrown::Value(value) | Thrown::Handled(value) => {
                Some(String::from_utf8_lossy(&to_bytes(value)?).into_owned())
            }
            Thrown::Limit(_) | Thrown::Overflow => None,
        }
    }
}

/// An error that nothing caught, for the host. An error object with `__tostring` is kept in the VM, for
/// [`crate::engine::Engine::explain`].
pub(crate) fn script_error<'gc>(vm: &mut Vm<'gc>, uncaught: Uncaught<'gc>) -> ScriptError {
    /// Bytes of a message that the host is told; a script may throw more.
    const LONGEST: usize = 1 << 16;
    let trace = uncaught.trace;
    let first = trace.iter().find(|frame| frame.position.line > 0);
    let position = first.map_or(Position::line("?", 0), |frame| frame.position.clone());
    let value = match uncaught.thrown {
        Thrown::Limit(limit) => {
            return ScriptError { kind: limit.kind, message: limit.message, position, trace };
        }
        Thrown::Value(value) | Thrown::Handled(value) => value,
        Thrown::Overflow => Value::Nil,
    };
    let kind = if uncaught.is_host { ErrorKind::Host } else { ErrorKind::Runtime };
    let Some(text) = to_bytes(&value) else {
        if !matches!(vm.metamethod(&value, vm.names.tostring), Value::Nil) {
            vm.error_object = value;
        }
        let message = format!("(error object is a {} value)", type_name(&value));
        return ScriptError { kind, message, position, trace };
    };
    let text = text.get(..LONGEST).unwrap_or(&text);
    let (message, position) = split_position(&String::from_utf8_lossy(text), &trace, position);
    ScriptError { kind, message, position, trace }
}

/// Takes the `file:line: ` off a message.
pub(crate) fn split_position(text: &str, trace: &[TraceFrame], fallback: Position) -> (String, Position) {
    for frame in trace {
        let position = &frame.position;
        let prefix = format!("{}:{}: ", position.file, position.line);
        if let Some(message) = text.strip_prefix(&prefix) {
            return (message.to_owned(), position.clone());
        }
    }
    if let Some((head, message)) = text.split_once(": ")
        && let Some((file, line)) = head.rsplit_once(':')
        && let Ok(line) = line.parse()
    {
        return (message.to_owned(), Position::line(file, line));
    }
    (text.to_owned(), fallback)
}
