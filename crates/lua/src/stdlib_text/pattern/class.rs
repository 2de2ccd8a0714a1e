//! Character classes and sets (manual §6.4.1).

use super::super::is_space;
use super::ESCAPE;

/// What one character of the subject is matched by.
#[derive(Debug, Clone, Copy)]
pub(super) enum Single<'a> {
    /// `.`
    Any,
    /// A byte that stands for itself.
    Byte(u8),
    /// `%a` and the like: one of the flags of [`CLASSES`], or none of them.
    Class { flag: u16, negated: bool },
    /// A set, with both its brackets.
    Set(&'a [u8]),
}

impl Single<'_> {
    /// `%letter`. A letter in upper case is the complement; any byte that is no class stands for itself.
    #[inline]
    pub fn class(letter: u8) -> Self {
        let lower = letter.to_ascii_lowercase();
        match CLASS_LETTERS.iter().position(|&class| class == lower) {
            Some(bit) => Single::Class { flag: 1 << bit, negated: letter != lower },
            None => Single::Byte(letter),
        }
    }

    /// Steps that a comparison is charged.
    #[inline]
    pub fn price(self) -> u64 {
        match self {
            Single::Set(set) => 1 + set.len() as u64 / 4,
            _ => 1,
        }
    }

    #[inline]
    pub fn contains(self, byte: u8) -> bool {
        match self {
            Single::Any => true,
            Single::Byte(literal) => literal == byte,
            Single::Class { flag, negated } => (CLASSES[usize::from(byte)] & flag != 0) != negated,
            Single::Set(set) => set_contains(set, byte),
        }
    }

    /// Where in `text` the first byte that matches stands; its end if there is none.
    pub fn find(self, text: &[u8]) -> usize {
        let at = match self {
            Single::Any => return 0,
            Single::Byte(literal) => text.iter().position(|&byte| byte == literal),
            Single::Class { flag, negated } => {
                text.iter().position(|&byte| (CLASSES[usize::from(byte)] & flag != 0) != negated)
            }
            Single::Set(set) => text.iter().position(|&byte| set_contains(set, byte)),
        };
        at.unwrap_or(text.len())
    }

    /// How many bytes at the start of `text` match.
    pub fn prefix(self, text: &[u8]) -> usize {
        let count = |end: Option<usize>| end.unwrap_or(text.len());
        match self {
            Single::Any => text.len(),
            Single::Byte(literal) => count(text.iter().position(|&byte| byte != literal)),
            Single::Class { flag, negated } => {
                count(text.iter().position(|&byte| (CLASSES[usize::from(byte)] & flag != 0) == negated))
            }
            Single::Set(set) => count(text.iter().position(|&byte| !set_contains(set, byte))),
        }
    }
}

/// What every match of a pattern starts with, where its first item is a character that has to be there.
pub(super) fn first_of(mut pattern: &[u8]) -> Option<Single<'_>> {
    while let [b'(', rest @ ..] = pattern {
        pattern = rest.strip_prefix(b")").unwrap_or(rest);
    }
    let (single, rest) = match pattern {
        [] | [b'.' | b')' | b'[', ..] | [b'$'] | [ESCAPE] | [ESCAPE, b'b' | b'f' | b'0'..=b'9', ..] => {
            return None;
        }
        [ESCAPE, class, rest @ ..] => (Single::class(*class), rest),
        [literal, rest @ ..] => (Single::Byte(*literal), rest),
    };
    (!matches!(rest, [b'*' | b'?' | b'-', ..])).then_some(single)
}

/// The classes of the manual, §6.4.1, and `z` of Lua 5.1, which 5.4 still has.
const CLASS_LETTERS: [u8; 11] = *b"acdglpsuwxz";

/// Which classes a byte belongs to: a bit each, in the order of [`CLASS_LETTERS`].
static CLASSES: [u16; 256] = {
    let mut classes = [0; 256];
    let mut byte = 0;
    while byte < 256 {
        let (mut bit, c) = (0, byte as u8);
        while bit < CLASS_LETTERS.len() {
            let belongs = match CLASS_LETTERS[bit] {
                b'a' => c.is_ascii_alphabetic(),
                b'c' => c.is_ascii_control(),
                b'd' => c.is_ascii_digit(),
                b'g' => c.is_ascii_graphic(),
                b'l' => c.is_ascii_lowercase(),
                b'p' => c.is_ascii_punctuation(),
                b's' => is_space(c),
                b'u' => c.is_ascii_uppercase(),
                b'w' => c.is_ascii_alphanumeric(),
                b'x' => c.is_ascii_hexdigit(),
                _ => c == 0,
            };
            if belongs {
                classes[byte] |= 1 << bit;
            }
            bit += 1;
        }
        byte += 1;
    }
    classes
};

/// Whether `byte` belongs to `set`, which is written with both its brackets.
#[inline]
pub(super) fn set_contains(set: &[u8], byte: u8) -> bool {
    let inner = set.strip_prefix(b"[").and_then(|inner| inner.strip_suffix(b"]")).unwrap_or(&[]);
    let (negated, mut rest) = match inner {
        [b'^', rest @ ..] => (true, rest),
        _ => (false, inner),
    };
    loop {
        rest = match rest {
            [] => return negated,
            [ESCAPE, class, tail @ ..] => {
                if Single::class(*class).contains(byte) {
                    return !negated;
                }
                tail
            }
            [low, b'-', high, tail @ ..] => {
                if (*low..=*high).contains(&byte) {
                    return !negated;
                }
                tail
            }
            [literal, tail @ ..] => {
                if *literal == byte {
                    return !negated;
                }
                tail
            }
        };
    }
}
