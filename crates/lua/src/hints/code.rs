//! A text and its tokens, as the rules look at them.

use std::borrow::Cow;
use std::ops::Range;

use luminara_script::{Edit, ErrorKind, Fix, Position as Place, ScriptError, TextPlace};
use smol_str::SmolStr;

use super::Hint;
use crate::lexer::{Lexer, Position, Tok, Token};

/// A text and its tokens.
pub(super) struct Code<'a> {
    pub source: &'a [u8],
    pub tokens: Vec<Token>,
    file: SmolStr,
}

impl<'a> Code<'a> {
    pub fn of(source: &'a [u8], file: &str) -> Self {
        let mut lexer = Lexer::new(source, true);
        let mut tokens = Vec::new();
        // What is no token is left out.
        while tokens.last().is_none_or(|token: &Token| token.tok != Tok::Eof) {
            tokens.extend(lexer.next_token());
        }
        Self { source, tokens, file: file.into() }
    }

    /// The first token at or behind a position.
    pub fn token_at(&self, position: Position) -> usize {
        let key = (position.line, position.column);
        let at = self.tokens.partition_point(|token| (token.position.line, token.position.column) < key);
        at.min(self.tokens.len().saturating_sub(1))
    }

    pub fn tok(&self, i: usize) -> &Tok {
        self.tokens.get(i).map_or(&Tok::Eof, |token| &token.tok)
    }

    /// A token as it is written; nothing at the end.
    pub fn text(&self, i: usize) -> &str {
        self.tokens.get(i).map_or("", |token| self.slice(token.start..token.end))
    }

    /// The token before; nothing before the first.
    pub fn before(&self, i: usize) -> &str {
        i.checked_sub(1).map_or("", |before| self.text(before))
    }

    /// A stretch of the text, where it is UTF-8.
    pub fn slice(&self, range: Range<usize>) -> &str {
        self.source.get(range).and_then(|bytes| std::str::from_utf8(bytes).ok()).unwrap_or_default()
    }

    pub fn start(&self, i: usize) -> usize {
        self.tokens.get(i).map_or(self.source.len(), |token| token.start)
    }

    pub fn end(&self, i: usize) -> usize {
        self.tokens.get(i).map_or(self.source.len(), |token| token.end)
    }

    /// The bytes of a token.
    pub fn range(&self, i: usize) -> Range<usize> {
        self.start(i)..self.end(i)
    }

    pub fn line(&self, i: usize) -> u32 {
        self.tokens.get(i).map_or(u32::MAX, |token| token.position.line)
    }

    pub fn is_name(&self, i: usize) -> bool {
        matches!(self.tok(i), Tok::Name(_))
    }

    /// Whether no space is between a token and the next.
    pub fn touches_next(&self, i: usize) -> bool {
        self.end(i) == self.start(i + 1)
    }

    pub fn same_line(&self, i: usize, j: usize) -> bool {
        self.line(i) == self.line(j)
    }

    /// Whether a token is the first of its line.
    pub fn starts_line(&self, i: usize) -> bool {
        i == 0 || !self.same_line(i - 1, i)
    }

    /// Whether a token is the last of its line.
    pub fn ends_line(&self, i: usize) -> bool {
        !self.same_line(i, i + 1) || *self.tok(i + 1) == Tok::Eof
    }

    /// The tokens of a line.
    pub fn line_tokens(&self, line: u32) -> Range<usize> {
        let from = self.tokens.partition_point(|token| token.position.line < line);
        let to = self.tokens.partition_point(|token| token.position.line <= line);
        // The end of the text is no token of its line.
        from..to.min(self.tokens.len().saturating_sub(1))
    }

    /// Whether a statement may begin at a token: it is the first of its line, or stands behind what ends one.
    pub fn starts_statement(&self, i: usize) -> bool {
        self.starts_line(i)
            || matches!(self.before(i), ";" | "then" | "do" | "else" | "end" | "repeat" | "{" | "}" | ")")
    }

    /// Whether an expression may begin with a token.
    pub fn starts_value(&self, i: usize) -> bool {
        matches!(self.tok(i), Tok::Name(_) | Tok::Str(_) | Tok::Int(_) | Tok::Float(_))
            || matches!(self.text(i), "{" | "function" | "nil" | "true" | "false" | "not" | "#")
    }

    /// Whether an expression may end with a token.
    pub fn ends_value(&self, i: usize) -> bool {
        matches!(self.tok(i), Tok::Name(_) | Tok::Str(_) | Tok::Int(_) | Tok::Float(_))
            || matches!(self.text(i), ")" | "]" | "}" | "end" | "nil" | "true" | "false" | "...")
    }

    /// The first token of the variable, field or call that ends with a token: of `a.b[c]` the `a`.
    pub fn operand_start(&self, end: usize) -> usize {
        let mut i = end;
        loop {
            if matches!(self.text(i), ")" | "]") {
                let Some(open) = self.opening(i) else { return i };
                i = open;
                // What is called or indexed stands before.
                match i.checked_sub(1) {
                    Some(before) if self.is_name(before) || matches!(self.text(before), ")" | "]") => {
                        i = before
                    }
                    _ => return i,
                }
                continue;
            }
            match (i.checked_sub(2), self.before(i)) {
                (Some(owner), "." | ":") if self.is_name(i) => i = owner,
                _ => return i,
            }
        }
    }

    /// The token that opens the bracket that a token closes.
    pub fn opening(&self, close: usize) -> Option<usize> {
        let mut depth = 0usize;
        for i in (0..=close).rev() {
            match self.text(i) {
                ")" | "]" | "}" => depth += 1,
                "(" | "[" | "{" => {
                    depth = depth.saturating_sub(1);
                    if depth == 0 {
                        return Some(i);
                    }
                }
                _ => {}
            }
        }
        None
    }

    /// The token that closes the bracket that a token opens.
    pub fn closing(&self, open: usize) -> Option<usize> {
        let mut depth = 0usize;
        for i in open..self.tokens.len() {
            match self.text(i) {
                "(" | "[" | "{" => depth += 1,
                ")" | "]" | "}" => {
                    depth = depth.saturating_sub(1);
                    if depth == 0 {
                        return Some(i);
                    }
                }
                _ => {}
            }
        }
        None
    }

    /// The bracket that is open around a token.
    pub fn enclosing(&self, i: usize) -> Option<usize> {
        let mut depth = 0usize;
        for j in (0..i).rev() {
            match self.text(j) {
                ")" | "]" | "}" => depth += 1,
                "(" | "[" | "{" if depth == 0 => return Some(j),
                "(" | "[" | "{" => depth -= 1,
                _ => {}
            }
        }
        None
    }

    /// The token behind an expression that begins at a token: where its line ends, outside of brackets, or a word or a
    /// sign that no expression goes over.
    pub fn value_end(&self, start: usize) -> usize {
        let mut depth = 0usize;
        for i in start..self.tokens.len() {
            if depth == 0 && i > start && !self.same_line(i - 1, i) {
                return i;
            }
            match self.text(i) {
                "(" | "[" | "{" => depth += 1,
                ")" | "]" | "}" if depth == 0 => return i,
                ")" | "]" | "}" => depth -= 1,
                ";" | "," | "then" | "do" | "end" | "else" | "elseif" | "until" | "=" if depth == 0 => {
                    return i;
                }
                _ => {}
            }
        }
        self.tokens.len().saturating_sub(1)
    }

    /// The byte where a line begins, the line of a byte.
    pub fn line_start(&self, byte: usize) -> usize {
        let before = self.source.get(..byte).unwrap_or_default();
        before.iter().rposition(|&b| b == b'\n').map_or(0, |at| at + 1)
    }

    /// The byte where a line ends, the line of a byte.
    pub fn line_end(&self, byte: usize) -> usize {
        let rest = self.source.get(byte..).unwrap_or_default();
        let end = rest.iter().position(|&b| b == b'\n').map_or(self.source.len(), |at| byte + at);
        if end > byte && self.source.get(end - 1) == Some(&b'\r') { end - 1 } else { end }
    }

    /// What a line begins with, up to its first sign.
    pub fn indent(&self, byte: usize) -> &str {
        let start = self.line_start(byte);
        let blank = self.source.get(start..).unwrap_or_default();
        let n = blank.iter().take_while(|b| matches!(b, b' ' | b'\t')).count();
        self.slice(start..start + n)
    }

    /// The text line by line.
    pub fn lines(&self) -> impl Iterator<Item = Cow<'a, str>> {
        self.source.split(|&b| b == b'\n').map(String::from_utf8_lossy)
    }

    /// The place of a byte.
    pub fn place(&self, byte: usize) -> TextPlace {
        let byte = byte.min(self.source.len());
        let before = self.source.get(..byte).unwrap_or_default();
        let line = before.iter().filter(|&&b| b == b'\n').count() as u32 + 1;
        let start = self.line_start(byte);
        let characters = self.source.get(start..byte).unwrap_or_default();
        let column = characters.iter().filter(|&&b| b & 0xC0 != 0x80).count() as u32 + 1;
        TextPlace { line, column }
    }

    /// A change for who asked.
    pub fn fix(&self, change: super::Change) -> Box<Fix> {
        let mut edits = change.edits;
        edits.sort_by_key(|(range, _)| (range.start, range.end));
        let edits = edits.into_iter().map(|(range, insert)| Edit {
            from: self.place(range.start),
            to: self.place(range.end),
            insert,
        });
        Box::new(Fix { label: change.label, file: self.file.clone(), edits: edits.collect() })
    }

    /// An error at a position, or where the hint says that it is.
    pub fn error(&self, kind: ErrorKind, position: Position, hint: Hint) -> ScriptError {
        let place = match hint.at {
            Some(byte) => self.place(byte),
            None => TextPlace { line: position.line, column: position.column },
        };
        let position = Place { file: self.file.clone(), line: place.line, column: place.column };
        let fix = hint.fix.map(|change| self.fix(change));
        ScriptError { fix, ..ScriptError::new(kind, hint.message, position) }
    }
}
