//! The built-in font: Inter, Latin letters only, digits of one width. See `font/subset.py`.
//!
//! Lengths are in ems: a text of size 20 has ems of 20 units.

use std::sync::LazyLock;

use ttf_parser::{Face, GlyphId};

/// The font's file.
static FILE: &[u8] = include_bytes!("../font/font.ttf");

/// Which letters there are and how wide they are.
#[derive(Debug)]
pub struct Font {
    /// Sorted; a letter's place is its glyph, less one.
    letters: Vec<char>,
    /// By glyph. The first is the box that stands for letters that are missing.
    advances: Vec<f32>,
    /// By glyph: the file's own number for it.
    #[cfg_attr(not(feature = "gpu"), allow(dead_code, reason = "only outlines need it"))]
    pub(crate) ids: Vec<GlyphId>,
}

impl Font {
    /// How far a line's letters reach above the baseline, ems.
    pub const ASCENT: f32 = 0.97;
    /// From one baseline to the next, ems.
    pub const LINE_HEIGHT: f32 = 1.21;

    /// The built-in font.
    pub fn get() -> &'static Font {
        static FONT: LazyLock<Font> = LazyLock::new(Font::read);
        &FONT
    }

    fn read() -> Font {
        let mut font = Font { letters: Vec::new(), advances: vec![0.0], ids: vec![GlyphId(0)] };
        let Some(face) = face() else { return font };
        let mut letters: Vec<(char, GlyphId)> = Vec::new();
        for table in
            face.tables().cmap.iter().flat_map(|cmap| cmap.subtables).filter(|table| table.is_unicode())
        {
            table.codepoints(|code| {
                if let (Some(letter), Some(id)) = (char::from_u32(code), table.glyph_index(code)) {
                    letters.push((letter, id));
                }
            });
        }
        letters.sort_unstable_by_key(|(letter, _)| *letter);
        letters.dedup_by_key(|(letter, _)| *letter);
        let em = f32::from(face.units_per_em());
        let advance = |id| f32::from(face.glyph_hor_advance(id).unwrap_or(0)) / em;
        font.advances = vec![advance(GlyphId(0))];
        for (letter, id) in letters {
            font.letters.push(letter);
            font.advances.push(advance(id));
            font.ids.push(id);
        }
        font
    }

    /// The glyph of a letter; 0, a box, where the font has none.
    pub fn glyph(&self, letter: char) -> u16 {
        self.letters.binary_search(&letter).map_or(0, |place| place as u16 + 1)
    }

    /// How far the pen moves on after a glyph, ems.
    pub fn advance(&self, glyph: u16) -> f32 {
        self.advances.get(usize::from(glyph)).copied().unwrap_or(0.0)
    }

    /// The width of one line, ems.
    pub fn width(&self, line: &str) -> f32 {
        line.chars().map(|letter| self.advance(self.glyph(letter))).sum()
    }
}

/// The font's file, opened.
pub(crate) fn face() -> Option<Face<'static>> {
    Face::parse(FILE, 0).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn latin_letters_are_there_and_others_are_a_box() {
        let font = Font::get();
        assert!("AZaz09 éßÿŁž€…↑−".chars().all(|letter| font.glyph(letter) > 0));
        assert_eq!(font.glyph('語'), 0);
        assert!(font.advance(0) > 0.0);
    }

    #[test]
    fn digits_have_one_width_and_letters_their_own() {
        let font = Font::get();
        let width = |letter| font.advance(font.glyph(letter));
        assert!(('0'..='9').all(|digit| width(digit) == width('0')));
        assert!(width('i') < width('W'));
        assert_eq!(font.width("12"), 2.0 * width('0'));
    }
}
