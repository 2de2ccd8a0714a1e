//! A text as statements.

use std::collections::BTreeMap;

use luminara_script::{ErrorKind, Hook, Position, ScriptError, Value};
use smol_str::SmolStr;

/// A file's code.
pub struct Code {
    /// Its file.
    pub file: SmolStr,
    /// What runs when it is attached.
    pub top: Vec<Statement>,
    /// What is called later: the parameters' names and the body.
    pub hooks: BTreeMap<Hook, (Vec<SmolStr>, Vec<Statement>)>,
}

/// A statement and its line.
pub struct Statement {
    /// From 1.
    pub line: u32,
    /// What it does.
    pub what: What,
}

/// What a statement does.
pub enum What {
    /// `let name = value`: sets a variable that isn't there yet.
    Let(SmolStr, Expression),
    /// `name = value`.
    Set(SmolStr, Expression),
    /// `entity.position = value`.
    SetField(Expression, SmolStr, Expression),
    /// A call.
    Do(Expression),
    /// `repeat count … end`.
    Repeat(Expression, Vec<Statement>),
}

/// What has a value.
pub enum Expression {
    /// A number, a text, `true`, `false`, `nil`.
    Constant(Value),
    /// A variable, or a module.
    Name(SmolStr),
    /// `of.name`.
    Field(Box<Expression>, SmolStr),
    /// `function(…)` or `module.function(…)`.
    Call(Box<Expression>, Vec<Expression>),
    /// `receiver:method(…)`.
    Method(Box<Expression>, SmolStr, Vec<Expression>),
    /// `a + b`; also `-`, `*` and `/`.
    Binary(Box<Expression>, char, Box<Expression>),
}

#[derive(Clone, Debug, PartialEq)]
enum Token {
    Word(SmolStr),
    Number(f64),
    Text(SmolStr),
    Sign(char),
}

/// The longest line; what it says nests no deeper.
const MOST_TOKENS: usize = 200;

/// The deepest that parentheses and blocks nest.
const MOST_DEPTH: u32 = 50;

/// Reads a file; an error is where it is wrong.
pub fn parse(file: &str, text: &str) -> Result<Code, ScriptError> {
    let mut lines = Vec::new();
    for (index, line) in text.lines().enumerate() {
        let tokens = tokens(line).map_err(|message| wrong(file, index as u32 + 1, message))?;
        if !tokens.is_empty() {
            lines.push((index as u32 + 1, tokens));
        }
    }
    let mut reader = Lines {
        file,
        lines: lines.into_iter(),
        code: Code { file: file.into(), top: Vec::new(), hooks: BTreeMap::new() },
    };
    reader.code.top = reader.block(None, 0)?;
    Ok(reader.code)
}

fn wrong(file: &str, line: u32, message: impl Into<String>) -> ScriptError {
    ScriptError::new(ErrorKind::Syntax, message, Position::line(file, line))
}

fn tokens(line: &str) -> Result<Vec<Token>, String> {
    let mut out = Vec::new();
    let mut rest = line.trim_start();
    while let Some(first) = rest.chars().next() {
        let length = |is_part: fn(char) -> bool| rest.find(|c| !is_part(c)).unwrap_or(rest.len());
        let (token, length) = match first {
            '#' => break,
            '"' => {
                let text = rest.get(1..).and_then(|text| text.split_once('"'));
                let (text, _) = text.ok_or("a text ends with \" in its own line")?;
                (Token::Text(text.into()), text.len() + 2)
            }
            _ if first.is_ascii_digit() => {
                let length = length(|c| c.is_ascii_digit() || c == '.');
                let number = rest.get(..length).unwrap_or_default();
                (Token::Number(number.parse().map_err(|_| format!("'{number}' is no number"))?), length)
            }
            _ if first.is_alphabetic() || first == '_' => {
                let length = length(|c| c.is_alphanumeric() || c == '_');
                (Token::Word(rest.get(..length).unwrap_or_default().into()), length)
            }
            '=' | '(' | ')' | ',' | '.' | ':' | '+' | '-' | '*' | '/' => (Token::Sign(first), 1),
            other => return Err(format!("'{other}' means nothing here")),
        };
        out.push(token);
        if out.len() > MOST_TOKENS {
            return Err(format!("a line has {MOST_TOKENS} words and signs at most"));
        }
        rest = rest.get(length..).unwrap_or_default().trim_start();
    }
    Ok(out)
}

struct Lines<'a> {
    file: &'a str,
    lines: std::vec::IntoIter<(u32, Vec<Token>)>,
    code: Code,
}

impl Lines<'_> {
    /// The statements up to `end`, or up to the file's end at the top; `opened`: the line of what they belong to.
    fn block(&mut self, opened: Option<u32>, depth: u32) -> Result<Vec<Statement>, ScriptError> {
        let mut out = Vec::new();
        while let Some((line, tokens)) = self.lines.next() {
            let mut reader = Reader { tokens: &tokens, at: 0 };
            let at = |message: String| wrong(self.file, line, message);
            let what = match reader.word() {
                Some("end") if opened.is_some() => return Ok(out),
                Some("on") => {
                    let (hook, params) = reader.hook().map_err(at)?;
                    reader.end().map_err(at)?;
                    if opened.is_some() {
                        return Err(at("'on' stands at the top of a file".into()));
                    }
                    let body = self.block(Some(line), depth + 1)?;
                    self.code.hooks.insert(hook, (params, body));
                    continue;
                }
                Some("repeat") => {
                    let count =
                        reader.expression(0).and_then(|count| reader.end().map(|()| count)).map_err(at)?;
                    if depth > MOST_DEPTH {
                        return Err(at("blocks are nested too deep".into()));
                    }
                    What::Repeat(count, self.block(Some(line), depth + 1)?)
                }
                Some("let") => reader.assignment().map_err(at)?,
                _ => {
                    reader.at = 0;
                    reader.statement().map_err(at)?
                }
            };
            out.push(Statement { line, what });
        }
        match opened {
            Some(line) => Err(wrong(self.file, line, "there is no 'end' for this")),
            None => Ok(out),
        }
    }
}

/// Reads a line.
struct Reader<'a> {
    tokens: &'a [Token],
    at: usize,
}

impl Reader<'_> {
    fn take(&mut self) -> Option<&Token> {
        self.at += 1;
        self.tokens.get(self.at - 1)
    }

    fn word(&mut self) -> Option<&str> {
        match self.take() {
            Some(Token::Word(word)) => Some(word),
            _ => None,
        }
    }

    fn name(&mut self) -> Result<SmolStr, String> {
        self.word().map(SmolStr::new).ok_or_else(|| "a name is missing".to_owned())
    }

    fn takes(&mut self, sign: char) -> bool {
        let is_there = self.tokens.get(self.at) == Some(&Token::Sign(sign));
        self.at += usize::from(is_there);
        is_there
    }

    fn expect(&mut self, sign: char) -> Result<(), String> {
        self.takes(sign).then_some(()).ok_or_else(|| format!("'{sign}' is missing"))
    }

    fn end(&self) -> Result<(), String> {
        match self.at >= self.tokens.len() {
            true => Ok(()),
            false => Err("the line goes on where its statement is over".into()),
        }
    }

    fn hook(&mut self) -> Result<(Hook, Vec<SmolStr>), String> {
        let name = self.name()?;
        let hook = Hook::ALL.into_iter().find(|hook| hook.name() == name);
        let hook = hook.ok_or_else(|| format!("there is no hook '{name}'"))?;
        let mut params = Vec::new();
        self.expect('(')?;
        while !self.takes(')') {
            params.push(self.name()?);
            self.takes(',');
        }
        Ok((hook, params))
    }

    fn assignment(&mut self) -> Result<What, String> {
        let name = self.name()?;
        self.expect('=')?;
        let value = self.expression(0)?;
        self.end().map(|()| What::Let(name, value))
    }

    fn statement(&mut self) -> Result<What, String> {
        let first = self.expression(0)?;
        let what = match (first, self.takes('=')) {
            (Expression::Name(name), true) => What::Set(name, self.expression(0)?),
            (Expression::Field(of, name), true) => What::SetField(*of, name, self.expression(0)?),
            (call @ (Expression::Call(..) | Expression::Method(..)), false) => What::Do(call),
            (_, true) => return Err("only a variable and a field can be set".into()),
            (_, false) => return Err("a statement sets something or calls something".into()),
        };
        self.end().map(|()| what)
    }

    fn expression(&mut self, depth: u32) -> Result<Expression, String> {
        let mut left = self.product(depth)?;
        while let Some(sign) = ['+', '-'].into_iter().find(|sign| self.takes(*sign)) {
            left = Expression::Binary(left.into(), sign, self.product(depth)?.into());
        }
        Ok(left)
    }

    fn product(&mut self, depth: u32) -> Result<Expression, String> {
        let mut left = self.chain(depth)?;
        while let Some(sign) = ['*', '/'].into_iter().find(|sign| self.takes(*sign)) {
            left = Expression::Binary(left.into(), sign, self.chain(depth)?.into());
        }
        Ok(left)
    }

    /// A value and what follows it: `world.spawn("x"):destroy()`.
    fn chain(&mut self, depth: u32) -> Result<Expression, String> {
        if depth > MOST_DEPTH {
            return Err("this is nested too deep".into());
        }
        let mut of = match self.take().cloned() {
            Some(Token::Number(number)) => Expression::Constant(Value::Float(number)),
            Some(Token::Text(text)) => Expression::Constant(Value::Str(text)),
            Some(Token::Word(word)) => match word.as_str() {
                "nil" => Expression::Constant(Value::Nil),
                "true" => Expression::Constant(Value::Bool(true)),
                "false" => Expression::Constant(Value::Bool(false)),
                _ => Expression::Name(word),
            },
            Some(Token::Sign('-')) => {
                let zero = Expression::Constant(Value::Float(0.0));
                return Ok(Expression::Binary(zero.into(), '-', self.chain(depth + 1)?.into()));
            }
            Some(Token::Sign('(')) => {
                let inner = self.expression(depth + 1)?;
                self.expect(')')?;
                inner
            }
            _ => return Err("a value is missing".into()),
        };
        loop {
            of = if self.takes('.') {
                Expression::Field(of.into(), self.name()?)
            } else if self.takes(':') {
                let name = self.name()?;
                self.expect('(')?;
                Expression::Method(of.into(), name, self.arguments(depth)?)
            } else if self.takes('(') {
                Expression::Call(of.into(), self.arguments(depth)?)
            } else {
                return Ok(of);
            };
        }
    }

    fn arguments(&mut self, depth: u32) -> Result<Vec<Expression>, String> {
        let mut arguments = Vec::new();
        while !self.takes(')') {
            if !arguments.is_empty() {
                self.expect(',')?;
            }
            arguments.push(self.expression(depth + 1)?);
        }
        Ok(arguments)
    }
}
