//! WebAssembly's text format: compiled, with a line table, so that what goes wrong is shown where it is written.
//!
//! The parser is a fifteenth of the engine, and few projects have such a file. So the engine that a page loads goes without it: there
//! [`ask`] and [`answer`] are the two sides of the way to a module that has it. Whoever has the parser calls [`compile`].
//!
//! ```
//! let compiled = luminara_wat::compile("a.wat", "(module\n  (memory 1))").unwrap();
//! assert!(compiled.module.starts_with(b"\0asm"));
//! assert_eq!(compiled.parts[0].place, luminara_wat::Place { line: 2, column: 4 });
//! let asked = luminara_wat::ask("a.wat", "(module", |question| Some(luminara_wat::answer(question)));
//! assert_eq!(asked.unwrap().unwrap_err().place.line, 1);
//! ```
#![forbid(unsafe_code)]

mod compiler;
mod parts;

use serde::{Deserialize, Serialize};

pub use compiler::compile;

/// A place in a text: line and column from 1, the column in characters.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// From 1.
    pub line: u32,
    /// From 1.
    pub column: u32,
}

/// A text, compiled.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Compiled {
    /// The module, with a line table of DWARF.
    pub module: Vec<u8>,
    /// What it is made of that has no code, or whose code has no line, in the order of the text.
    pub parts: Vec<Part>,
}

/// A part of a module: for what is wrong with one that has no code.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Part {
    /// What it is.
    pub kind: Kind,
    /// Where it is written.
    pub place: Place,
    /// Whether it is imported; those come first in the counting of their kind.
    pub is_import: bool,
    /// The names under which it is exported.
    pub exports: Vec<String>,
}

/// What a [`Part`] is. Each kind is counted for itself, from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs, reason = "the standard's own words")]
pub enum Kind {
    Type,
    Function,
    Table,
    Memory,
    Global,
    Tag,
    Elements,
    /// An export that stands by itself.
    Export,
}

/// Why a text can't be compiled.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TextError {
    /// What is wrong.
    pub message: String,
    /// Where.
    pub place: Place,
}

/// Compiles by the means of a module that has the parser: `part` gives its answer, `None` where it isn't there or gives none that can be read.
pub fn ask(
    file: &str,
    text: &str,
    part: impl FnOnce(&[u8]) -> Option<Vec<u8>>,
) -> Option<Result<Compiled, TextError>> {
    let question = postcard::to_allocvec(&(file, text)).ok()?;
    postcard::from_bytes(&part(&question)?).ok()
}

/// Answers a question of [`ask`]; with nothing, which is no answer, where it can't be read.
pub fn answer(question: &[u8]) -> Vec<u8> {
    let read = postcard::from_bytes::<(&str, &str)>(question).ok();
    let compiled = read.map(|(file, text)| compile(file, text));
    compiled.and_then(|compiled| postcard::to_allocvec(&compiled).ok()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_asked_is_what_is_compiled() {
        let texts = [
            "(module)",
            "(module (func $f (export \"f\") (export \"g\")) (table 3 funcref) (memory (export \"m\") 1))",
            "(module (import \"a\" \"b\" (func)) (rec (type (func)) (type (func (param i32)))) (elem func))",
            "(module (func (result i32) i32.const 1)\n  (export \"x\" (func 0)) (global i32 (i32.const 7)))",
            "(module\n  (func\n    i32.nonsense))",
            "(modul",
            "",
            "(component)",
            "\u{feff}(module)",
        ];
        for text in texts {
            let asked = ask("dir/ä.wat", text, |question| Some(answer(question)));
            assert_eq!(asked, Some(compile("dir/ä.wat", text)), "{text}");
        }
    }

    #[test]
    fn what_is_no_answer_is_none() {
        assert_eq!(ask("a.wat", "(module)", |_| None), None);
        assert_eq!(ask("a.wat", "(module)", |_| Some(Vec::new())), None);
        assert_eq!(ask("a.wat", "(module)", |_| Some(vec![7; 40])), None);
        assert_eq!(answer(&[255; 9]), Vec::<u8>::new());
    }

    #[test]
    fn parts_have_their_kinds_places_and_names() {
        let text = "(module\n  (import \"a\" \"b\" (global i32))\n  (func (export \"f\") (export \"g\"))\n  (export \"h\" (func 0)))";
        let parts = compile("a.wat", text).unwrap().parts;
        let shown: Vec<_> = parts
            .iter()
            .map(|part| (part.kind, part.place.line, part.is_import, part.exports.join(" ")))
            .collect();
        assert_eq!(
            shown,
            [
                (Kind::Global, 2, true, String::new()),
                (Kind::Function, 3, false, "f g".into()),
                (Kind::Export, 4, false, "h".into()),
            ]
        );
    }
}
