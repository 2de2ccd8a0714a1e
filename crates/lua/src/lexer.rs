//! Text to tokens: all of Lua 5.4's lexical rules (manual §3.1).

use std::rc::Rc;

use crate::stdlib_text::number::{Number, parse_number};
use crate::stdlib_text::utf8::push_code;

/// A place in a source text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Position {
    /// From 1.
    pub line: u32,
    /// In characters, from 1.
    pub column: u32,
}

/// An error of the lexer, the parser or the compiler.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SyntaxError {
    /// Worded as PUC-Lua words it, without the position.
    pub message: String,
    /// Where.
    pub position: Position,
}

/// What a token is.
#[derive(Clone, Debug, PartialEq)]
pub enum Tok {
    And,
    Break,
    Do,
    Else,
    Elseif,
    End,
    False,
    For,
    Function,
    Goto,
    If,
    In,
    Local,
    Nil,
    Not,
    Or,
    Repeat,
    Return,
    Then,
    True,
    Until,
    While,
    Plus,
    Minus,
    Star,
    Slash,
    DoubleSlash,
    Percent,
    Caret,
    Hash,
    Ampersand,
    Tilde,
    Pipe,
    ShiftLeft,
    ShiftRight,
    Equal,
    NotEqual,
    LessEqual,
    GreaterEqual,
    Less,
    Greater,
    Assign,
    LeftParen,
    RightParen,
    LeftBrace,
    RightBrace,
    LeftBracket,
    RightBracket,
    DoubleColon,
    Semicolon,
    Colon,
    Comma,
    Dot,
    Concat,
    Ellipsis,
    Name(Rc<str>),
    Str(Rc<[u8]>),
    Int(i64),
    Float(f64),
    /// A byte that starts no token.
    Unknown(u8),
    Eof,
}

impl Tok {
    /// The token as messages show it; names and literals by their source text instead.
    pub fn symbol(&self) -> &'static str {
        match self {
            Tok::And => "and",
            Tok::Break => "break",
            Tok::Do => "do",
            Tok::Else => "else",
            Tok::Elseif => "elseif",
            Tok::End => "end",
            Tok::False => "false",
            Tok::For => "for",
            Tok::Function => "function",
            Tok::Goto => "goto",
            Tok::If => "if",
            Tok::In => "in",
            Tok::Local => "local",
            Tok::Nil => "nil",
            Tok::Not => "not",
            Tok::Or => "or",
            Tok::Repeat => "repeat",
            Tok::Return => "return",
            Tok::Then => "then",
            Tok::True => "true",
            Tok::Until => "until",
            Tok::While => "while",
            Tok::Plus => "+",
            Tok::Minus => "-",
            Tok::Star => "*",
            Tok::Slash => "/",
            Tok::DoubleSlash => "//",
            Tok::Percent => "%",
            Tok::Caret => "^",
            Tok::Hash => "#",
            Tok::Ampersand => "&",
            Tok::Tilde => "~",
            Tok::Pipe => "|",
            Tok::ShiftLeft => "<<",
            Tok::ShiftRight => ">>",
            Tok::Equal => "==",
            Tok::NotEqual => "~=",
            Tok::LessEqual => "<=",
            Tok::GreaterEqual => ">=",
            Tok::Less => "<",
            Tok::Greater => ">",
            Tok::Assign => "=",
            Tok::LeftParen => "(",
            Tok::RightParen => ")",
            Tok::LeftBrace => "{",
            Tok::RightBrace => "}",
            Tok::LeftBracket => "[",
            Tok::RightBracket => "]",
            Tok::DoubleColon => "::",
            Tok::Semicolon => ";",
            Tok::Colon => ":",
            Tok::Comma => ",",
            Tok::Dot => ".",
            Tok::Concat => "..",
            Tok::Ellipsis => "...",
            Tok::Name(_) => "<name>",
            Tok::Str(_) => "<string>",
            Tok::Int(_) => "<integer>",
            Tok::Float(_) => "<number>",
            Tok::Unknown(_) => "<byte>",
            Tok::Eof => "<eof>",
        }
    }
}

fn keyword(word: &[u8]) -> Option<Tok> {
    Some(match word {
        b"and" => Tok::And,
        b"break" => Tok::Break,
        b"do" => Tok::Do,
        b"else" => Tok::Else,
        b"elseif" => Tok::Elseif,
        b"end" => Tok::End,
        b"false" => Tok::False,
        b"for" => Tok::For,
        b"function" => Tok::Function,
        b"goto" => Tok::Goto,
        b"if" => Tok::If,
        b"in" => Tok::In,
        b"local" => Tok::Local,
        b"nil" => Tok::Nil,
        b"not" => Tok::Not,
        b"or" => Tok::Or,
        b"repeat" => Tok::Repeat,
        b"return" => Tok::Return,
        b"then" => Tok::Then,
        b"true" => Tok::True,
        b"until" => Tok::Until,
        b"while" => Tok::While,
        _ => return None,
    })
}

/// A token and where it stands.
#[derive(Clone, Debug)]
pub struct Token {
    /// What it is.
    pub tok: Tok,
    /// Where it starts.
    pub position: Position,
    /// Its bytes in the source: start.
    pub start: usize,
    /// Its bytes in the source: end.
    pub end: usize,
}

impl Token {
    /// The end of a text.
    pub fn end(position: Position, at: usize) -> Self {
        Token { tok: Tok::Eof, position, start: at, end: at }
    }
}

/// Reads a text token by token.
pub struct Lexer<'a> {
    source: &'a [u8],
    at: usize,
    line: u32,
    /// Where `column` was last counted to, on this line.
    column_at: usize,
    column: u32,
}

impl<'a> Lexer<'a> {
    /// At a text's start. Of a file, a byte order mark and then a first line with `#` are skipped.
    pub fn new(source: &'a [u8], is_file: bool) -> Self {
        let mut lexer = Lexer { source, at: 0, line: 1, column_at: 0, column: 1 };
        if is_file {
            lexer.skip_byte_order_mark();
            lexer.skip_shebang();
        }
        lexer
    }
}

impl Lexer<'_> {
    fn peek(&self, ahead: usize) -> u8 {
        self.source.get(self.at + ahead).copied().unwrap_or(0)
    }

    fn is_end(&self) -> bool {
        self.at >= self.source.len()
    }

    fn position(&mut self) -> Position {
        let slice = self.source.get(self.column_at..self.at).unwrap_or_default();
        self.column += slice.iter().filter(|&&b| b & 0xC0 != 0x80).count() as u32;
        self.column_at = self.at;
        Position { line: self.line, column: self.column }
    }

    fn error<T>(&mut self, message: &str, from: usize) -> Result<T, SyntaxError> {
        let near = String::from_utf8_lossy(self.source.get(from..self.at).unwrap_or_default());
        let message = if self.is_end() && near.is_empty() {
            format!("{message} near <eof>")
        } else {
            format!("{message} near '{near}'")
        };
        Err(SyntaxError { message, position: self.position() })
    }

    /// Editors put it at the start of a file in UTF-8.
    fn skip_byte_order_mark(&mut self) {
        const MARK: &[u8] = b"\xEF\xBB\xBF";
        if self.source.starts_with(MARK) {
            (self.at, self.column_at) = (MARK.len(), MARK.len());
        }
    }

    fn skip_shebang(&mut self) {
        if self.peek(0) == b'#' {
            while !self.is_end() && self.peek(0) != b'\n' {
                self.at += 1;
            }
        }
    }

    /// Steps over a line break of any kind; `\r\n` and `\n\r` count as one.
    fn newline(&mut self) {
        let first = self.peek(0);
        self.at += 1;
        let second = self.peek(0);
        if !self.is_end() && (second == b'\n' || second == b'\r') && second != first {
            self.at += 1;
        }
        self.line += 1;
        self.column = 1;
        self.column_at = self.at;
    }

    /// The next token; after the last one, [`Tok::Eof`] for ever.
    pub fn next_token(&mut self) -> Result<Token, SyntaxError> {
        loop {
            match self.peek(0) {
                b'\n' | b'\r' => self.newline(),
                b' ' | b'\t' | 0x0B | 0x0C => self.at += 1,
                b'-' if self.peek(1) == b'-' => self.comment()?,
                _ => break,
            }
        }
        let position = self.position();
        let start = self.at;
        if self.is_end() {
            return Ok(Token::end(position, start));
        }
        let tok = self.scan(start)?;
        Ok(Token { tok, position, start, end: self.at })
    }

    fn comment(&mut self) -> Result<(), SyntaxError> {
        let start = self.at;
        self.at += 2;
        if self.peek(0) == b'['
            && let Some(level) = self.long_bracket()
        {
            self.long_text(level, start, "unfinished long comment")?;
            return Ok(());
        }
        while !self.is_end() && !matches!(self.peek(0), b'\n' | b'\r') {
            self.at += 1;
        }
        Ok(())
    }

    /// The level of a long bracket that opens here.
    fn long_bracket(&self) -> Option<usize> {
        let mut level = 0;
        while self.peek(1 + level) == b'=' {
            level += 1;
        }
        (self.peek(1 + level) == b'[').then_some(level)
    }

    fn long_text(&mut self, level: usize, start: usize, unfinished: &str) -> Result<Vec<u8>, SyntaxError> {
        let line = self.line;
        self.at += level + 2;
        if matches!(self.peek(0), b'\n' | b'\r') && !self.is_end() {
            self.newline();
        }
        let mut text = Vec::new();
        loop {
            if self.is_end() {
                let message = format!("{unfinished} (starting at line {line}) near <eof>");
                let _ = start;
                return Err(SyntaxError { message, position: self.position() });
            }
            match self.peek(0) {
                b']' => {
                    let mut n = 0;
                    while self.peek(1 + n) == b'=' {
                        n += 1;
                    }
                    if n == level && self.peek(1 + n) == b']' {
                        self.at += level + 2;
                        return Ok(text);
                    }
                    text.push(b']');
                    self.at += 1;
                }
                b'\n' | b'\r' => {
                    text.push(b'\n');
                    self.newline();
                }
                byte => {
                    text.push(byte);
                    self.at += 1;
                }
            }
        }
    }

    fn scan(&mut self, start: usize) -> Result<Tok, SyntaxError> {
        let byte = self.peek(0);
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'_' => {
                while matches!(self.peek(0), b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'_') {
                    self.at += 1;
                }
                let word = self.source.get(start..self.at).unwrap_or_default();
                return Ok(
                    keyword(word).unwrap_or_else(|| Tok::Name(String::from_utf8_lossy(word).as_ref().into()))
                );
            }
            b'0'..=b'9' => return self.number(start),
            b'.' if self.peek(1).is_ascii_digit() => return self.number(start),
            b'"' | b'\'' => return self.quoted(start, byte),
            b'[' => {
                if let Some(level) = self.long_bracket() {
                    let text = self.long_text(level, start, "unfinished long string")?;
                    return Ok(Tok::Str(text.into()));
                }
                if self.peek(1) == b'=' {
                    self.at += 1;
                    while self.peek(0) == b'=' {
                        self.at += 1;
                    }
                    return self.error("invalid long string delimiter", start);
                }
            }
            _ => {}
        }
        let next = self.peek(1);
        let (tok, length) = match (byte, next) {
            (b'.', b'.') if self.peek(2) == b'.' => (Tok::Ellipsis, 3),
            (b'.', b'.') => (Tok::Concat, 2),
            (b'.', _) => (Tok::Dot, 1),
            (b'=', b'=') => (Tok::Equal, 2),
            (b'=', _) => (Tok::Assign, 1),
            (b'~', b'=') => (Tok::NotEqual, 2),
            (b'~', _) => (Tok::Tilde, 1),
            (b'<', b'=') => (Tok::LessEqual, 2),
            (b'<', b'<') => (Tok::ShiftLeft, 2),
            (b'<', _) => (Tok::Less, 1),
            (b'>', b'=') => (Tok::GreaterEqual, 2),
            (b'>', b'>') => (Tok::ShiftRight, 2),
            (b'>', _) => (Tok::Greater, 1),
            (b'/', b'/') => (Tok::DoubleSlash, 2),
            (b'/', _) => (Tok::Slash, 1),
            (b':', b':') => (Tok::DoubleColon, 2),
            (b':', _) => (Tok::Colon, 1),
            (b'+', _) => (Tok::Plus, 1),
            (b'-', _) => (Tok::Minus, 1),
            (b'*', _) => (Tok::Star, 1),
            (b'%', _) => (Tok::Percent, 1),
            (b'^', _) => (Tok::Caret, 1),
            (b'#', _) => (Tok::Hash, 1),
            (b'&', _) => (Tok::Ampersand, 1),
            (b'|', _) => (Tok::Pipe, 1),
            (b'(', _) => (Tok::LeftParen, 1),
            (b')', _) => (Tok::RightParen, 1),
            (b'{', _) => (Tok::LeftBrace, 1),
            (b'}', _) => (Tok::RightBrace, 1),
            (b'[', _) => (Tok::LeftBracket, 1),
            (b']', _) => (Tok::RightBracket, 1),
            (b';', _) => (Tok::Semicolon, 1),
            (b',', _) => (Tok::Comma, 1),
            _ => (Tok::Unknown(byte), 1),
        };
        self.at += length;
        Ok(tok)
    }

    fn number(&mut self, start: usize) -> Result<Tok, SyntaxError> {
        let hex = self.peek(0) == b'0' && matches!(self.peek(1), b'x' | b'X');
        if hex {
            self.at += 2;
        }
        loop {
            match self.peek(0) {
                b'e' | b'E' if !hex => self.exponent(),
                b'p' | b'P' if hex => self.exponent(),
                b'0'..=b'9' | b'a'..=b'f' | b'A'..=b'F' | b'.' => self.at += 1,
                // One letter too many is part of the malformed number.
                b'g'..=b'z' | b'G'..=b'Z' | b'_' => {
                    self.at += 1;
                    break;
                }
                _ => break,
            }
        }
        let text = self.source.get(start..self.at).unwrap_or_default();
        match parse_number(text) {
            Some(Number::Int(value)) => Ok(Tok::Int(value)),
            Some(Number::Float(value)) => Ok(Tok::Float(value)),
            None => self.error("malformed number", start),
        }
    }

    fn exponent(&mut self) {
        self.at += 1;
        if matches!(self.peek(0), b'+' | b'-') {
            self.at += 1;
        }
    }

    fn quoted(&mut self, start: usize, quote: u8) -> Result<Tok, SyntaxError> {
        self.at += 1;
        let mut text = Vec::new();
        loop {
            if self.is_end() {
                let position = self.position();
                return Err(SyntaxError { message: "unfinished string near <eof>".into(), position });
            }
            match self.peek(0) {
                b'\n' | b'\r' => return self.error("unfinished string", start),
                b'\\' => {
                    if let Err(error) = self.escape(start, &mut text) {
                        self.skip_string(quote);
                        return Err(error);
                    }
                }
                byte if byte == quote => {
                    self.at += 1;
                    return Ok(Tok::Str(text.into()));
                }
                byte => {
                    text.push(byte);
                    self.at += 1;
                }
            }
        }
    }

    /// After a bad escape: to the string's end, so that the rest is not taken for program text.
    fn skip_string(&mut self, quote: u8) {
        while !self.is_end() && !matches!(self.peek(0), b'\n' | b'\r') {
            let byte = self.peek(0);
            self.at += if byte == b'\\' { 2 } else { 1 };
            if byte == quote {
                break;
            }
        }
        self.at = self.at.min(self.source.len());
    }

    fn escape(&mut self, start: usize, text: &mut Vec<u8>) -> Result<(), SyntaxError> {
        self.at += 1;
        if self.is_end() {
            let position = self.position();
            return Err(SyntaxError { message: "unfinished string near <eof>".into(), position });
        }
        let byte = self.peek(0);
        let simple = match byte {
            b'n' => b'\n',
            b't' => b'\t',
            b'r' => b'\r',
            b'a' => 7,
            b'b' => 8,
            b'f' => 12,
            b'v' => 11,
            b'\\' | b'"' | b'\'' => byte,
            b'\n' | b'\r' => {
                text.push(b'\n');
                self.newline();
                return Ok(());
            }
            b'x' => {
                self.at += 1;
                let mut value = 0u32;
                for _ in 0..2 {
                    let Some(digit) = char::from(self.peek(0)).to_digit(16) else {
                        self.at += usize::from(!self.is_end());
                        return self.error("hexadecimal digit expected", start);
                    };
                    value = value * 16 + digit;
                    self.at += 1;
                }
                text.push(value as u8);
                return Ok(());
            }
            b'z' => {
                self.at += 1;
                loop {
                    match self.peek(0) {
                        b'\n' | b'\r' => self.newline(),
                        b' ' | b'\t' | 0x0B | 0x0C => self.at += 1,
                        _ => return Ok(()),
                    }
                }
            }
            b'u' => return self.unicode_escape(start, text),
            b'0'..=b'9' => {
                let mut value = 0u32;
                for _ in 0..3 {
                    let Some(digit) = char::from(self.peek(0)).to_digit(10) else { break };
                    value = value * 10 + digit;
                    self.at += 1;
                }
                if value > 255 {
                    self.at += usize::from(!self.is_end());
                    return self.error("decimal escape too large", start);
                }
                text.push(value as u8);
                return Ok(());
            }
            _ => {
                self.at += usize::from(!self.is_end());
                return self.error("invalid escape sequence", start);
            }
        };
        text.push(simple);
        self.at += 1;
        Ok(())
    }

    fn unicode_escape(&mut self, start: usize, text: &mut Vec<u8>) -> Result<(), SyntaxError> {
        self.at += 1;
        if self.peek(0) != b'{' {
            self.at += usize::from(!self.is_end());
            return self.error("missing '{'", start);
        }
        self.at += 1;
        let mut value = 0u64;
        let mut digits = 0;
        while let Some(digit) = char::from(self.peek(0)).to_digit(16) {
            value = value * 16 + u64::from(digit);
            digits += 1;
            self.at += 1;
            if value > 0x7FFF_FFFF {
                return self.error("UTF-8 value too large", start);
            }
        }
        if digits == 0 {
            self.at += usize::from(!self.is_end());
            return self.error("hexadecimal digit expected", start);
        }
        if self.peek(0) != b'}' {
            self.at += usize::from(!self.is_end());
            return self.error("missing '}'", start);
        }
        self.at += 1;
        push_code(value as u32, text);
        Ok(())
    }
}
