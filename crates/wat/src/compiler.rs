//! A text to a module.

use std::path::Path;

use wast::core::{EncodeOptions, GenerateDwarf};
use wast::parser::{self, ParseBuffer};
use wast::token::Span;

use crate::parts::parts_of;
use crate::{Compiled, Place, TextError};

/// Compiles a text, whose lines are said to be of `file`. Fails at what is no WebAssembly text; whether the module is valid is not looked at.
pub fn compile(file: &str, text: &str) -> Result<Compiled, TextError> {
    let at = |error: wast::Error| {
        let mut message = error.message();
        if message.contains("unexpected token")
            && let Some(token) = token(text, error.span())
        {
            message.push_str(&format!(" '{token}'"));
        }
        TextError { message, place: place(text, error.span()) }
    };
    let mut buffer = ParseBuffer::new(text).map_err(at)?;
    buffer.track_instr_spans(true);
    let mut wat = parser::parse::<wast::Wat<'_>>(&buffer).map_err(at)?;
    // Encoding orders a module anew.
    let parts = parts_of(&wat, &|span| place(text, span));
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

/// A place of the text as line and column.
fn place(text: &str, span: Span) -> Place {
    let (line, _) = span.linecol_in(text);
    let before = text.get(..span.offset()).unwrap_or(text);
    let column = before.rsplit('\n').next().unwrap_or_default().chars().count();
    Place { line: line as u32 + 1, column: column as u32 + 1 }
}
