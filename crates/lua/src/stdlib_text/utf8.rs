//! UTF-8 as Lua sees it (manual §6.5): strict by default, and a lax form that goes up to 2^31 in six bytes and lets surrogates
//! through.
//!
//! Positions are those of scripts: counted from 1, negative ones from the end.

use super::{Budget, TextError};

/// The greatest code that the lax form holds.
pub const MAX_CODE: u32 = 0x7fff_ffff;

/// `utf8.charpattern`: matches one sequence, given that the subject is valid.
pub const CHAR_PATTERN: &[u8] = b"[\0-\x7f\xc2-\xfd][\x80-\xbf]*";

const INVALID: &str = "invalid UTF-8 code";

/// Appends the sequence of one code (`utf8.char`, §6.5; `\u{…}`, §3.1).
///
/// # Errors
///
/// "value out of range" where it isn't in 0..=[`MAX_CODE`]: a complaint about the argument at `position`, counted from 1.
pub fn encode(code: i64, position: usize, out: &mut Vec<u8>) -> Result<(), TextError> {
    let in_range = u32::try_from(code).ok().filter(|&code| code <= MAX_CODE);
    let code = in_range.ok_or_else(|| TextError::argument(position, "value out of range"))?;
    push_code(code, out);
    Ok(())
}

/// Appends the sequence of one code. Bits above [`MAX_CODE`] are dropped.
pub fn push_code(code: u32, out: &mut Vec<u8>) {
    let continuation = |shift: u32| 0x80 | ((code >> shift) & 0x3f) as u8;
    let (lead, first_shift) = match code {
        0..=0x7f => (code as u8, 0),
        0x80..=0x7ff => (0xc0 | (code >> 6) as u8, 6),
        0x800..=0xffff => (0xe0 | (code >> 12) as u8, 12),
        0x1_0000..=0x1f_ffff => (0xf0 | (code >> 18) as u8, 18),
        0x20_0000..=0x3ff_ffff => (0xf8 | (code >> 24) as u8, 24),
        _ => (0xfc | ((code >> 30) & 1) as u8, 30),
    };
    out.push(lead);
    let mut shift = first_shift;
    while shift > 0 {
        shift -= 6;
        out.push(continuation(shift));
    }
}

/// The code at the start of `bytes`, and how many bytes it takes. `None` where they are invalid: overlong, cut off, and, where
/// not `lax`, a surrogate or beyond 10FFFF.
pub fn decode(bytes: &[u8], lax: bool) -> Option<(u32, usize)> {
    let (&lead, rest) = bytes.split_first()?;
    let (continuations, lead_bits, least) = match lead {
        0..=0x7f => return Some((u32::from(lead), 1)),
        0xc0..=0xdf => (1, lead & 0x1f, 0x80),
        0xe0..=0xef => (2, lead & 0x0f, 0x800),
        0xf0..=0xf7 => (3, lead & 0x07, 0x1_0000),
        0xf8..=0xfb => (4, lead & 0x03, 0x20_0000),
        0xfc..=0xfd => (5, lead & 0x01, 0x400_0000),
        _ => return None,
    };
    let mut code = u32::from(lead_bits);
    for &byte in rest.get(..continuations)? {
        if !is_continuation(byte) {
            return None;
        }
        code = (code << 6) | u32::from(byte & 0x3f);
    }
    let scalar = code <= 0x10_ffff && !(0xd800..=0xdfff).contains(&code);
    (code >= least && (lax || scalar)).then_some((code, continuations + 1))
}

fn is_continuation(byte: u8) -> bool {
    byte & 0xc0 == 0x80
}

fn continues_at(bytes: &[u8], index: i64) -> bool {
    usize::try_from(index).ok().and_then(|index| bytes.get(index)).is_some_and(|&byte| is_continuation(byte))
}

/// A script's position as one from 1; 0 where it lies before the string (`u_posrelat` in PUC-Lua).
fn relative(position: i64, length: i64) -> i64 {
    if position >= 0 { position } else { (length.saturating_add(position) + 1).max(0) }
}

fn length_of(bytes: &[u8]) -> i64 {
    i64::try_from(bytes.len()).unwrap_or(i64::MAX)
}

/// The rest of `bytes` from an index that was checked to be in it.
fn tail(bytes: &[u8], index: i64) -> &[u8] {
    usize::try_from(index).ok().and_then(|index| bytes.get(index..)).unwrap_or(&[])
}

/// How many bytes the characters between two positions of a script take at most.
pub fn range(bytes: &[u8], first: i64, last: i64) -> usize {
    let length = length_of(bytes);
    let (first, last) = (relative(first, length), relative(last, length).min(length));
    usize::try_from(last.saturating_sub(first).saturating_add(1)).unwrap_or(0)
}

/// What [`len`] counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Length {
    /// That many characters.
    Characters(i64),
    /// The position, from 1, of the first byte that is not valid. `utf8.len` gives nil (`fail`) and this.
    InvalidAt(i64),
}

/// `utf8.len(s, i, j, lax)`: the characters that start between the positions `first` (default 1) and `last` (default -1).
///
/// # Errors
///
/// A complaint about argument 2 or 3 where it lies out of bounds.
pub fn len(bytes: &[u8], first: i64, last: i64, lax: bool) -> Result<Length, TextError> {
    let length = length_of(bytes);
    let first = relative(first, length);
    let last = relative(last, length);
    if first < 1 || first - 1 > length {
        return Err(TextError::argument(2, "initial position out of bounds"));
    }
    if last > length {
        return Err(TextError::argument(3, "final position out of bounds"));
    }
    let mut index = first - 1;
    let mut count = 0;
    while index < last {
        let Some((_, size)) = decode(tail(bytes, index), lax) else {
            return Ok(Length::InvalidAt(index + 1));
        };
        index += size as i64;
        count += 1;
    }
    Ok(Length::Characters(count))
}

/// `utf8.codepoint(s, i, j, lax)`: the codes of the characters that start between `first` (default 1) and `last` (default
/// `first`).
///
/// # Errors
///
/// A complaint about argument 2 or 3 where it lies out of bounds; "invalid UTF-8 code".
pub fn codepoint(bytes: &[u8], first: i64, last: i64, lax: bool) -> Result<Vec<u32>, TextError> {
    let length = length_of(bytes);
    let first = relative(first, length);
    let last = relative(last, length);
    if first < 1 {
        return Err(TextError::argument(2, "out of bounds"));
    }
    if last > length {
        return Err(TextError::argument(3, "out of bounds"));
    }
    let mut codes = Vec::new();
    let mut index = first - 1;
    while index < last {
        let (code, size) = decode(tail(bytes, index), lax).ok_or_else(|| TextError::message(INVALID))?;
        codes.push(code);
        index += size as i64;
    }
    Ok(codes)
}

/// `utf8.offset(s, n, i)`: the position where the `n`-th character from `start` starts; `None` where there is none. `start` is
/// by default 1, or behind the end for a negative `n`.
///
/// # Errors
///
/// A complaint about argument 3 where it lies out of bounds; "initial position is a continuation byte"; an exhausted budget.
pub fn offset(
    bytes: &[u8],
    n: i64,
    start: Option<i64>,
    budget: &mut Budget,
) -> Result<Option<i64>, TextError> {
    let length = length_of(bytes);
    let default = if n >= 0 { 1 } else { length + 1 };
    let start = relative(start.unwrap_or(default), length);
    if start < 1 || start - 1 > length {
        return Err(TextError::argument(3, "position out of bounds"));
    }
    let mut index = start - 1;
    let mut left = n;
    if n == 0 {
        while index > 0 && continues_at(bytes, index) {
            budget.charge(1)?;
            index -= 1;
        }
        return Ok(Some(index + 1));
    }
    if continues_at(bytes, index) {
        return Err(TextError::message("initial position is a continuation byte"));
    }
    while left < 0 && index > 0 {
        index -= 1;
        budget.charge(1)?;
        while index > 0 && continues_at(bytes, index) {
            budget.charge(1)?;
            index -= 1;
        }
        left += 1;
    }
    if n > 0 {
        return Ok(forward(bytes, index, n - 1, budget)?.map(|index| index + 1));
    }
    Ok((left == 0).then_some(index + 1))
}

/// The index of the character that is `count` characters behind the one at `index`; the end counts as one.
fn forward(bytes: &[u8], index: i64, count: i64, budget: &mut Budget) -> Result<Option<i64>, TextError> {
    /// Bytes that are paid for at once.
    const CHUNK: usize = 64;
    let (mut at, mut left) = (index, count);
    for chunk in tail(bytes, index + 1).chunks(CHUNK) {
        if left == 0 {
            return Ok(Some(at));
        }
        for &byte in chunk {
            at += 1;
            if !is_continuation(byte) {
                left -= 1;
                if left == 0 {
                    budget.charge((at - index) as u64 % CHUNK as u64)?;
                    return Ok(Some(at));
                }
            }
        }
        budget.charge(chunk.len() as u64)?;
    }
    let length = length_of(bytes);
    Ok(match left {
        0 => Some(at),
        1 if at < length => Some(length),
        _ => None,
    })
}

/// Checks what `utf8.codes(s)` checks when it is called (since Lua 5.4.6).
///
/// # Errors
///
/// A complaint about argument 1 where the string starts with a continuation byte.
pub fn check_codes_subject(bytes: &[u8]) -> Result<(), TextError> {
    if continues_at(bytes, 0) {
        return Err(TextError::argument(1, INVALID));
    }
    Ok(())
}

/// One step of the iterator that `utf8.codes(s, lax)` gives: from the position of the previous character (0 at first) to the
/// position and the code of the next one. `None` at the end.
///
/// # Errors
///
/// "invalid UTF-8 code", also for a stray continuation byte behind a character (since Lua 5.4.6).
pub fn next_code(
    bytes: &[u8],
    previous: i64,
    lax: bool,
    budget: &mut Budget,
) -> Result<Option<(i64, u32)>, TextError> {
    let length = length_of(bytes);
    if previous < 0 || previous >= length {
        return Ok(None);
    }
    // As an index from 0, `previous` is the byte behind the previous character's first one.
    let mut index = previous;
    while continues_at(bytes, index) {
        budget.charge(1)?;
        index += 1;
    }
    if index >= length {
        return Ok(None);
    }
    match decode(tail(bytes, index), lax) {
        Some((code, size)) if !continues_at(bytes, index + size as i64) => Ok(Some((index + 1, code))),
        _ => Err(TextError::message(INVALID)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn moved(bytes: &[u8], n: i64, start: Option<i64>) -> Result<Option<i64>, TextError> {
        offset(bytes, n, start, &mut Budget::new(100))
    }

    fn stepped(bytes: &[u8], previous: i64, lax: bool) -> Result<Option<(i64, u32)>, TextError> {
        next_code(bytes, previous, lax, &mut Budget::new(100))
    }

    fn encoded(code: i64) -> Vec<u8> {
        let mut out = Vec::new();
        encode(code, 1, &mut out).unwrap();
        out
    }

    #[test]
    fn encodes_and_decodes() {
        assert_eq!(encoded(0x24), b"$");
        assert_eq!(encoded(0x20ac), "€".as_bytes());
        assert_eq!(encoded(0x7fff_ffff), b"\xfd\xbf\xbf\xbf\xbf\xbf");
        for code in [
            0,
            0x7f,
            0x80,
            0x7ff,
            0x800,
            0xffff,
            0x1_0000,
            0x1f_ffff,
            0x20_0000,
            0x3ff_ffff,
            0x400_0000,
            0x7fff_ffff,
        ] {
            let bytes = encoded(code);
            assert_eq!(decode(&bytes, true), Some((code as u32, bytes.len())));
            assert_eq!(decode(&bytes[..bytes.len() - 1], true), None);
        }
        assert_eq!(
            encode(0x8000_0000, 2, &mut Vec::new()),
            Err(TextError::argument(2, "value out of range"))
        );
        assert_eq!(encode(-1, 1, &mut Vec::new()), Err(TextError::argument(1, "value out of range")));
    }

    #[test]
    fn strict_refuses_what_lax_takes() {
        for bytes in [&b"\xed\xa0\x80"[..], b"\xf4\x90\x80\x80", b"\xf8\x88\x80\x80\x80"] {
            assert_eq!(decode(bytes, false), None);
            assert!(decode(bytes, true).is_some());
        }
        for bytes in [&b"\xc0\x80"[..], b"\x80", b"\xff", b"\xe0\x80\x80", b""] {
            assert_eq!(decode(bytes, true), None);
        }
    }

    #[test]
    fn counts() {
        let text = "aé€😀".as_bytes();
        assert_eq!(len(text, 1, -1, false), Ok(Length::Characters(4)));
        assert_eq!(len(text, 3, -1, false), Ok(Length::InvalidAt(3)));
        assert_eq!(len(b"", 1, -1, false), Ok(Length::Characters(0)));
        assert_eq!(len(b"a", 3, -1, false), Err(TextError::argument(2, "initial position out of bounds")));
        assert_eq!(len(b"a", 1, 2, false), Err(TextError::argument(3, "final position out of bounds")));
        assert_eq!(codepoint(text, 1, -1, false), Ok(vec![97, 233, 0x20ac, 0x1_f600]));
        assert_eq!(codepoint(text, 3, 3, false), Err(TextError::message(INVALID)));
        assert_eq!(codepoint(text, i64::MIN, 1, false), Err(TextError::argument(2, "out of bounds")));
    }

    #[test]
    fn finds_offsets() {
        let text = "aé€😀".as_bytes();
        assert_eq!(moved(text, 3, None), Ok(Some(4)));
        assert_eq!(moved(text, 5, None), Ok(Some(11)));
        assert_eq!(moved(text, 6, None), Ok(None));
        assert_eq!(moved(text, -1, None), Ok(Some(7)));
        assert_eq!(moved(text, -5, None), Ok(None));
        assert_eq!(moved(text, 0, Some(9)), Ok(Some(7)));
        assert_eq!(
            moved(text, 1, Some(3)),
            Err(TextError::message("initial position is a continuation byte"))
        );
        assert_eq!(moved(text, 1, Some(12)), Err(TextError::argument(3, "position out of bounds")));
    }

    #[test]
    fn iterates() {
        let text = "a€b".as_bytes();
        assert_eq!(stepped(text, 0, false), Ok(Some((1, 97))));
        assert_eq!(stepped(text, 1, false), Ok(Some((2, 0x20ac))));
        assert_eq!(stepped(text, 2, false), Ok(Some((5, 98))));
        assert_eq!(stepped(text, 5, false), Ok(None));
        assert_eq!(stepped(b"\xff", 0, false), Err(TextError::message(INVALID)));
        assert_eq!(stepped(b"a\x80", 0, false), Err(TextError::message(INVALID)));
        assert!(check_codes_subject(b"\x80").is_err() && check_codes_subject(b"").is_ok());
    }
}
