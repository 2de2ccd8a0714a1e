//! A text to a module.

use std::path::Path;

use wast::core::{EncodeOptions, GenerateDwarf};
use wast::parser::{self, ParseBuffer};
use wast::token::Span;

use crate::parts::parts_of;
use crate::{Compiled, Place, TextError};

/// Compiles a text, whose lines are said to be of `file`. Fails at what is no WebAssembly text; whether the module is valid is not looked at.
pub fn compile(file: &str, text: &str) -> Result<Compiled, TextError> {
    let lines = Lines::of(text);
    let at = |error: wast::Error| {
        let mut message = error.message();
        if message.contains("unexpected token")
            && let Some(token) = token(text, error.span())
        {
            message.push_str(&format!(" '{token}'"));
        }
        TextError { message, place: lines.place(error.span()) }
    };
    let mut buffer = ParseBuffer::new(text).map_err(at)?;
    buffer.track_instr_spans(true);
    let mut wat = parser::parse::<wast::Wat<'_>>(&buffer).map_err(at)?;
    // Encoding orders a module anew.
    let parts = parts_of(&wat, &|span| lines.place(span));
    let mut options = EncodeOptions::new();
    options.dwarf(Path::new(file), text, GenerateDwarf::Lines);
    let module = options.encode_wat(&mut wat).map_err(at)?;
    Ok(Compiled { module, parts })
}

/// The word at a place of the text.
fn token(text: &str, span: Span) -> Option<String> {
    const LONGEST: usize = 40;
    let rest = text.get(span.offset()..)?;
    let ends = |letter: char| letter.is_whitespace() || matches!(letter, '(' | ')' | '"' | ';');
    let word = rest.split(ends).next().filter(|word| !word.is_empty())?;
    Some(word.chars().take(LONGEST).collect())
}

/// Where the lines of a text begin, found once: a text of many parts is asked for the place of each.
struct Lines<'a> {
    text: &'a str,
    starts: Vec<usize>,
}

impl<'a> Lines<'a> {
    fn of(text: &'a str) -> Self {
        let after = text.match_indices('\n').map(|(at, _)| at + 1);
        Self { text, starts: std::iter::once(0).chain(after).collect() }
    }

    /// A place of the text as line and column.
    fn place(&self, span: Span) -> Place {
        let line = self.starts.partition_point(|start| *start <= span.offset());
        let start = line.checked_sub(1).and_then(|i| self.starts.get(i)).copied().unwrap_or_default();
        let before = self.text.get(start..span.offset()).unwrap_or_default();
        Place { line: line as u32, column: before.chars().count() as u32 + 1 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_those_of_the_parser() {
        for text in ["", "\n", "a", "a\nb\r\n\nä\u{20ac}c\n", "\r\n\r\nxy", "one line without an end"] {
            let lines = Lines::of(text);
            for offset in (0..=text.len()).filter(|offset| text.is_char_boundary(*offset)) {
                let span = Span::from_offset(offset);
                let (line, _) = span.linecol_in(text);
                let column = text[..offset].rsplit('\n').next().unwrap_or_default().chars().count();
                let expected = Place { line: line as u32 + 1, column: column as u32 + 1 };
                assert_eq!(lines.place(span), expected, "{offset} in {text:?}");
            }
        }
    }
}
