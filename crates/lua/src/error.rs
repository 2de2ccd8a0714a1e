//! Errors on their way through the VM.

use luminara_script::{ErrorKind, TraceFrame};
use piccolo::Value;

use crate::stdlib_text::TextError;

/// What is thrown.
pub(crate) enum Thrown<'gc> {
    /// A Lua error value; `pcall` catches it.
    Value(Value<'gc>),
    /// A Lua error value that a message handler has already seen.
    Handled(Value<'gc>),
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
