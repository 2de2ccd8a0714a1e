//! Where in a text a module's parts are written, for what is wrong with one that has no code.

use luminara_script::Position;
use luminara_wat::{Kind, Part};

use crate::unsupported::Place;

/// The parts of a text. Of a module that was no text nothing is known.
#[derive(Default)]
pub struct Fields {
    file: String,
    parts: Vec<Part>,
}

impl Fields {
    /// Of a file.
    pub fn new(file: &str, parts: Vec<Part>) -> Self {
        Self { file: file.to_owned(), parts }
    }

    /// Where a part is written.
    pub fn position(&self, place: Place) -> Option<Position> {
        let (kind, index) = match place {
            Place::Import(index) => return self.nth(index, |part| part.is_import),
            Place::Function(index) => (Kind::Function, index),
            Place::Type(index) => (Kind::Type, index),
            Place::Table(index) => (Kind::Table, index),
            Place::Memory(index) => (Kind::Memory, index),
            Place::Global(index) => (Kind::Global, index),
            Place::Tag(index) => (Kind::Tag, index),
            Place::Elements(index) => (Kind::Elements, index),
            Place::Code(_) | Place::Module => return None,
        };
        self.nth(index, |part| part.kind == kind)
    }

    /// Where what is exported under a name is written.
    pub fn export(&self, name: &str) -> Option<Position> {
        self.nth(0, |part| part.exports.iter().any(|known| known == name))
    }

    fn nth(&self, index: u32, is_meant: impl Fn(&&Part) -> bool) -> Option<Position> {
        let part = self.parts.iter().filter(is_meant).nth(index as usize)?;
        Some(Position { file: self.file.as_str().into(), line: part.place.line, column: part.place.column })
    }
}
