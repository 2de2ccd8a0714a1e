//! What to write instead: the errors of a script, in words for who writes it, with the change that mends it where that
//! is mechanical.
//!
//! The parser and the interpreter know none of this. They say what PUC-Lua says, which is what `load` and `pcall` give a
//! script; only what the host is told goes through here, once for each error, with the text in hand. A rule looks at the
//! tokens around an error and recognises a habit of another language or a slip; the first that does speaks.

mod blocks;
mod brackets;
mod characters;
mod code;
mod languages;
mod names;
mod operators;
mod running;
mod warnings;
mod words;

use luminara_script::{ErrorKind, Fix, ScriptError, Source};

use self::code::Code;
use crate::lexer::SyntaxError;

pub(crate) use running::advise;
pub(crate) use warnings::warnings;

/// What a rule says of an error.
struct Hint {
    /// What is wrong and what to write instead.
    message: String,
    /// The byte where that is, if it isn't where the parser gave up.
    at: Option<usize>,
    /// The change that mends it.
    fix: Option<Change>,
}

/// A change of the text: what a button says, and the bytes that are replaced by what.
struct Change {
    label: String,
    edits: Vec<(std::ops::Range<usize>, String)>,
}

impl Hint {
    fn new(message: impl Into<String>) -> Self {
        Self { message: message.into(), at: None, fix: None }
    }

    /// Said of another place.
    fn at(self, byte: usize) -> Self {
        Self { at: Some(byte), ..self }
    }

    /// With the change that mends it.
    fn fix(self, label: impl Into<String>, edits: Vec<(std::ops::Range<usize>, String)>) -> Self {
        if edits.is_empty() {
            return self;
        }
        Self { fix: Some(Change { label: label.into(), edits }), ..self }
    }
}

/// A rule: the text, the token at which the parser gave up, and what it said of it.
type Rule = fn(&Code<'_>, usize, &SyntaxError) -> Option<Hint>;

/// In the order in which they are asked: what recognises more of the text goes first.
const RULES: &[Rule] = &[
    characters::characters,
    characters::comments,
    characters::backticks,
    characters::strings,
    characters::numbers,
    operators::compound_assignment,
    operators::steps,
    operators::logic,
    operators::comparison,
    operators::conditional,
    words::declarations,
    words::functions,
    words::other_words,
    blocks::counting_loops,
    blocks::braces,
    blocks::continue_statement,
    blocks::switch_statement,
    blocks::else_if,
    brackets::fields_with_colons,
    brackets::lists_in_brackets,
    brackets::types,
    brackets::quote_in_text,
    brackets::missing_comma,
    brackets::missing_parentheses,
    brackets::missing_bracket,
    blocks::missing_word,
    blocks::after_return,
    words::keyword_as_name,
    blocks::missing_end,
    blocks::surplus_end,
];

/// The errors of a text that is no program, for who wrote it.
pub(crate) fn explain(source: &Source, errors: Vec<SyntaxError>) -> Vec<ScriptError> {
    let code = Code::of(&source.bytes, &source.file);
    if let Some(hint) = languages::foreign(&code)
        && let Some(first) = errors.first()
    {
        return vec![code.error(ErrorKind::Syntax, first.position, hint)];
    }
    let mut told: Vec<ScriptError> = Vec::new();
    let mut unread = None;
    for error in errors {
        let at = code.token_at(error.position);
        // Where the lexer gave up, the parser lacks what stands there, and says so too.
        let is_echo = unread.is_some_and(|line| at > 0 && code.line(at - 1) <= line);
        // Nor can the ends of blocks be counted behind a head that wasn't understood.
        let counts_ends =
            ["<eof> expected", "'end' expected"].iter().any(|start| error.message.starts_with(start));
        if is_echo || (counts_ends && !told.is_empty()) {
            continue;
        }
        if is_lexers(&error) {
            unread = Some(error.position.line);
        }
        let hint = RULES.iter().find_map(|rule| rule(&code, at, &error));
        let error =
            code.error(ErrorKind::Syntax, error.position, hint.unwrap_or_else(|| Hint::new(error.message)));
        // What an earlier change mends too needn't be said.
        let is_mended = told.iter().any(|earlier| {
            earlier.position == error.position
                || earlier
                    .fix
                    .as_ref()
                    .is_some_and(|fix| mends(fix, &error) || Some(fix) == error.fix.as_ref())
        });
        if !is_mended {
            told.push(error);
        }
    }
    told
}

/// Whether an error is the lexer's.
fn is_lexers(error: &SyntaxError) -> bool {
    ["unfinished ", "malformed number", "invalid escape"].iter().any(|start| error.message.starts_with(start))
}

/// Whether a change replaces what another error is about.
fn mends(fix: &Fix, error: &ScriptError) -> bool {
    let (line, column) = (error.position.line, error.position.column);
    fix.edits.iter().any(|edit| {
        (edit.from.line, edit.from.column) <= (line, column)
            && (line, column) < (edit.to.line, edit.to.column)
    })
}
