//! The half of Lua's standard library that is only bytes and numbers (manual §6.4 `string`, §6.5 `utf8`, parts of §6.6
//! `table` and §6.9 `os`, and the number rules of §3.4).
//!
//! It knows no virtual machine: functions take byte slices and numbers, and give back byte vectors, numbers and a [`TextError`].
//! The library functions that scripts see fetch and coerce their arguments, call down here, and turn a `TextError` into a Lua
//! error. Nothing here panics on any input, and whatever can take longer than its input is long is charged to a [`Budget`].

pub mod date;
pub mod float_text;
pub mod format;
pub mod number;
pub mod pack;
pub mod pattern;
pub mod position;
pub mod sort;
pub mod utf8;

use std::borrow::Cow;
use std::fmt;

/// Why a library function could not do its work.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TextError {
    /// An error with a plain message, as `luaL_error` raises; the caller puts the script's position before it.
    Message(Cow<'static, str>),
    /// A complaint about one argument, as `luaL_argerror` raises:
    /// ``bad argument #<position> to '<function>' (<message>)``.
    Argument {
        /// The argument, counted from 1.
        position: usize,
        /// What is wrong with it.
        message: Cow<'static, str>,
    },
    /// A string would outgrow the memory that it may have. A script must not be able to catch this.
    TooLong,
    /// The [`Budget`] ran out. A script must not be able to catch this.
    BudgetExhausted,
}

impl TextError {
    /// An error with a plain message.
    pub fn message(message: impl Into<Cow<'static, str>>) -> Self {
        Self::Message(message.into())
    }

    /// A complaint about the argument at `position`, counted from 1.
    pub fn argument(position: usize, message: impl Into<Cow<'static, str>>) -> Self {
        Self::Argument { position, message: message.into() }
    }
}

impl fmt::Display for TextError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Message(message) => formatter.write_str(message),
            Self::Argument { position, message } => write!(formatter, "bad argument #{position} ({message})"),
            Self::TooLong => formatter.write_str("resulting string too large"),
            Self::BudgetExhausted => formatter.write_str("the step budget is exhausted"),
        }
    }
}

impl std::error::Error for TextError {}

/// How many elementary steps a call may still take. A step is about one byte looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Budget {
    remaining: u64,
}

impl Budget {
    /// A budget of `steps`.
    pub fn new(steps: u64) -> Self {
        Self { remaining: steps }
    }

    /// The steps that are left.
    pub fn remaining(&self) -> u64 {
        self.remaining
    }

    /// Takes `steps` away.
    ///
    /// # Errors
    ///
    /// [`TextError::BudgetExhausted`] where fewer are left; nothing is left then.
    #[inline]
    pub fn charge(&mut self, steps: u64) -> Result<(), TextError> {
        match self.remaining.checked_sub(steps) {
            Some(remaining) => {
                self.remaining = remaining;
                Ok(())
            }
            None => {
                self.remaining = 0;
                Err(TextError::BudgetExhausted)
            }
        }
    }
}

/// Bytes that a message shows of a name or an option that a script gave.
const SHOWN: usize = 200;

/// What a message shows of a text that a script gave, which may be of any length.
pub fn shown(text: &[u8]) -> String {
    match text.get(..SHOWN) {
        Some(start) if text.len() > SHOWN => {
            // A character that is cut in two isn't shown.
            let start = String::from_utf8_lossy(start);
            format!("{}...", start.trim_end_matches(char::REPLACEMENT_CHARACTER))
        }
        _ => String::from_utf8_lossy(text).into_owned(),
    }
}

/// `isspace` of the C locale: what Lua skips around numerals and what `%s` matches.
const fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t'..=b'\r')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_budget_ends_empty() {
        let mut budget = Budget::new(3);
        assert_eq!(budget.charge(2), Ok(()));
        assert_eq!(budget.charge(2), Err(TextError::BudgetExhausted));
        assert_eq!(budget.remaining(), 0);
    }
}
