//! WebAssembly's text format: compiled here, with a line table, so that what goes wrong is shown where it is written.

use std::path::Path;

use luminara_script::{ErrorKind, Position, ScriptError};
use wast::core::EncodeOptions;
use wast::parser::{self, ParseBuffer};
use wast::token::Span;

use crate::proposals::Proposal;

/// What a module begins with.
pub const MAGIC: &[u8] = b"\0asm";

/// The most bytes of a text.
const MOST_TEXT: usize = 2 << 20;

/// A module's bytes: as they are where they are a module already, else compiled.
pub fn compile(file: &str, bytes: &[u8]) -> Result<Vec<u8>, ScriptError> {
    if bytes.starts_with(MAGIC) {
        return Ok(bytes.to_vec());
    }
    let whole = Position { file: file.into(), line: 0, column: 0 };
    let is_binary = file.ends_with(".wasm");
    let text = std::str::from_utf8(bytes).ok().filter(|_| !is_binary).ok_or_else(|| {
        let message = "this is no WebAssembly: a module begins with \\0asm, and a text is UTF-8 in a file that ends in .wat";
        ScriptError::new(ErrorKind::Syntax, message, whole.clone())
    })?;
    if text.len() > MOST_TEXT {
        let message = format!("the text has {} bytes; the most is {MOST_TEXT}", text.len());
        return Err(ScriptError::new(ErrorKind::Limit, message, whole));
    }
    let at = |error: wast::Error| {
        let mut message = error.message();
        if message.contains("parsing components") {
            message = Proposal::Components.refusal("");
        }
        if message.contains("unexpected token")
            && let Some(token) = token(text, error.span())
        {
            message.push_str(&format!(" '{token}'"));
        }
        ScriptError::new(ErrorKind::Syntax, message, position(file, text, error.span()))
    };
    let mut buffer = ParseBuffer::new(text).map_err(at)?;
    buffer.track_instr_spans(true);
    let mut wat = parser::parse::<wast::Wat<'_>>(&buffer).map_err(at)?;
    let mut options = EncodeOptions::new();
    options.dwarf(Path::new(file), text, wast::core::GenerateDwarf::Lines);
    options.encode_wat(&mut wat).map_err(at)
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
pub fn position(file: &str, text: &str, span: Span) -> Position {
    let (line, _) = span.linecol_in(text);
    let before = text.get(..span.offset()).unwrap_or(text);
    let column = before.rsplit('\n').next().unwrap_or_default().chars().count();
    Position { file: file.into(), line: line as u32 + 1, column: column as u32 + 1 }
}
