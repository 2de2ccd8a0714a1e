//! What to write instead: a change of a file's text that an editor can make at a press of a button.

use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

/// A change that mends an error.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Fix {
    /// What it does, as a button says it: `Change to '~='`.
    pub label: String,
    /// The file that it changes.
    #[cfg_attr(feature = "typescript", ts(type = "string"))]
    pub file: SmolStr,
    /// The stretches that it replaces, in the order of the text; none overlaps another.
    pub edits: Vec<Edit>,
}

/// A stretch of text and what takes its place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Edit {
    /// Where it starts.
    pub from: TextPlace,
    /// Where it ends: the place behind its last character.
    pub to: TextPlace,
    /// What takes its place.
    pub insert: String,
}

/// A place between the characters of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct TextPlace {
    /// The line, from 1.
    pub line: u32,
    /// The column in characters, from 1.
    pub column: u32,
}

impl Fix {
    /// The text with the change made; `None` where it doesn't fit the text.
    pub fn apply(&self, text: &str) -> Option<String> {
        let mut result = String::with_capacity(text.len());
        let mut done = 0;
        for edit in &self.edits {
            let (from, to) = (offset_of(text, edit.from)?, offset_of(text, edit.to)?);
            result.push_str(text.get(done..from)?);
            result.push_str(&edit.insert);
            done = to.max(from);
        }
        result.push_str(text.get(done..)?);
        Some(result)
    }
}

/// The byte at which a place lies.
fn offset_of(text: &str, place: TextPlace) -> Option<usize> {
    let mut start = 0;
    for _ in 1..place.line {
        start += text.get(start..)?.find('\n')? + 1;
    }
    let line = text.get(start..)?.split('\n').next()?;
    let column = place.column.saturating_sub(1) as usize;
    let mut places = line.char_indices().map(|(at, _)| at).chain([line.len()]);
    Some(start + places.nth(column)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn edit(from: (u32, u32), to: (u32, u32), insert: &str) -> Edit {
        let place = |(line, column)| TextPlace { line, column };
        Edit { from: place(from), to: place(to), insert: insert.into() }
    }

    #[test]
    fn changes_the_text() {
        let fix = |edits| Fix { label: String::new(), file: "main.lua".into(), edits };
        let text = "größe = 1\nif a != b then";
        assert_eq!(
            fix(vec![edit((2, 6), (2, 8), "~=")]).apply(text).as_deref(),
            Some("größe = 1\nif a ~= b then")
        );
        assert_eq!(
            fix(vec![edit((1, 1), (1, 6), "size"), edit((2, 15), (2, 15), " end")]).apply(text).as_deref(),
            Some("size = 1\nif a != b then end")
        );
        assert_eq!(fix(vec![edit((9, 1), (9, 1), "")]).apply(text), None);
        assert_eq!(fix(vec![edit((1, 99), (1, 99), "")]).apply(text), None);
    }
}
