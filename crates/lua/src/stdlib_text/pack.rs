//! `string.pack`, `string.unpack` and `string.packsize` (manual §6.4.2).
//!
//! Sizes are those of a 64-bit Linux wherever this runs, and the native byte order is little-endian, so that what one machine
//! packs another reads.

use super::TextError;
use super::position::start_position;

/// A value to pack, or one that was unpacked.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum PackValue<'a> {
    /// For `b B h H i I l L j J T`.
    Int(i64),
    /// For `f d n`.
    Float(f64),
    /// For `s z c`.
    Bytes(&'a [u8]),
}

/// The kind of value that an option takes; the caller coerces its argument to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wanted {
    /// [`PackValue::Int`].
    Int,
    /// [`PackValue::Float`].
    Float,
    /// [`PackValue::Bytes`].
    Bytes,
}

/// The largest size that a format can ask for (`MAXSIZE` in PUC-Lua, an `int` there).
const MAX_SIZE: usize = i32::MAX as usize;
const MAX_INTEGER_SIZE: usize = 16;
const LUA_INTEGER_SIZE: usize = 8;
const NATIVE_ALIGNMENT: usize = 8;
const PADDING_BYTE: u8 = 0;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum OptionKind {
    Signed,
    Unsigned,
    /// `f`.
    Single,
    /// `d` and `n`.
    Double,
    /// `c[n]`: a string of that size.
    Fixed,
    /// `s[n]`: a string behind its length.
    Counted,
    /// `z`: a string before a zero byte.
    ZeroEnded,
    /// `x`.
    Padding,
    /// `X`.
    AlignOnly,
    /// Changes how others are read.
    Setting,
}

/// One option as it stands in the data: `align` bytes of padding, then `size` bytes.
#[derive(Debug, Clone, Copy)]
struct Item {
    kind: OptionKind,
    size: usize,
    align: usize,
}

/// Reads a format string option by option.
struct Format<'a> {
    rest: &'a [u8],
    big_endian: bool,
    max_alignment: usize,
}

impl<'a> Format<'a> {
    fn new(format: &'a [u8]) -> Self {
        Self { rest: format, big_endian: false, max_alignment: 1 }
    }

    /// The next option, given that `offset` bytes stand before it.
    fn next_item(&mut self, offset: usize) -> Result<Option<Item>, TextError> {
        let Some((kind, size)) = self.next_option()? else {
            return Ok(None);
        };
        let mut alignment = size;
        if kind == OptionKind::AlignOnly {
            alignment = match self.next_option()? {
                Some((next, size)) if next != OptionKind::Fixed && size > 0 => size,
                _ => return Err(TextError::argument(1, "invalid next option for option 'X'")),
            };
        }
        if alignment <= 1 || kind == OptionKind::Fixed {
            return Ok(Some(Item { kind, size, align: 0 }));
        }
        let alignment = alignment.min(self.max_alignment);
        if !alignment.is_power_of_two() {
            return Err(TextError::argument(1, "format asks for alignment not power of 2"));
        }
        let align = offset.wrapping_neg() & (alignment - 1);
        Ok(Some(Item { kind, size, align }))
    }

    fn next_option(&mut self) -> Result<Option<(OptionKind, usize)>, TextError> {
        let Some((&letter, rest)) = self.rest.split_first() else {
            return Ok(None);
        };
        self.rest = rest;
        let option = match letter {
            b'b' => (OptionKind::Signed, 1),
            b'B' => (OptionKind::Unsigned, 1),
            b'h' => (OptionKind::Signed, 2),
            b'H' => (OptionKind::Unsigned, 2),
            b'l' | b'j' => (OptionKind::Signed, 8),
            b'L' | b'J' | b'T' => (OptionKind::Unsigned, 8),
            b'i' => (OptionKind::Signed, self.integer_size(4)?),
            b'I' => (OptionKind::Unsigned, self.integer_size(4)?),
            b'f' => (OptionKind::Single, 4),
            b'd' | b'n' => (OptionKind::Double, 8),
            b's' => (OptionKind::Counted, self.integer_size(8)?),
            b'c' => {
                let size = self
                    .take_number()
                    .ok_or_else(|| TextError::message("missing size for format option 'c'"))?;
                (OptionKind::Fixed, size)
            }
            b'z' => (OptionKind::ZeroEnded, 0),
            b'x' => (OptionKind::Padding, 1),
            b'X' => (OptionKind::AlignOnly, 0),
            b' ' => (OptionKind::Setting, 0),
            b'<' | b'=' => {
                self.big_endian = false;
                (OptionKind::Setting, 0)
            }
            b'>' => {
                self.big_endian = true;
                (OptionKind::Setting, 0)
            }
            b'!' => {
                self.max_alignment = self.integer_size(NATIVE_ALIGNMENT)?;
                (OptionKind::Setting, 0)
            }
            _ => {
                let shown = String::from_utf8_lossy(std::slice::from_ref(&letter)).into_owned();
                return Err(TextError::message(format!("invalid format option '{shown}'")));
            }
        };
        Ok(Some(option))
    }

    fn integer_size(&mut self, default: usize) -> Result<usize, TextError> {
        let size = self.take_number().unwrap_or(default);
        if !(1..=MAX_INTEGER_SIZE).contains(&size) {
            let message = format!("integral size ({size}) out of limits [1,{MAX_INTEGER_SIZE}]");
            return Err(TextError::message(message));
        }
        Ok(size)
    }

    /// The decimal number that stands here. It ends where one more digit could take it beyond [`MAX_SIZE`].
    fn take_number(&mut self) -> Option<usize> {
        let mut number = None;
        while let [digit @ b'0'..=b'9', rest @ ..] = self.rest
            && number.unwrap_or(0) <= (MAX_SIZE - 9) / 10
        {
            number = Some(number.unwrap_or(0) * 10 + usize::from(digit - b'0'));
            self.rest = rest;
        }
        number
    }
}

/// `string.packsize(format)`: how many bytes the format packs into.
///
/// # Errors
///
/// A malformed format, one with a string of variable length, or one too large.
pub fn packsize(format: &[u8]) -> Result<usize, TextError> {
    let mut format = Format::new(format);
    let mut total = 0_usize;
    while let Some(item) = format.next_item(total)? {
        if matches!(item.kind, OptionKind::Counted | OptionKind::ZeroEnded) {
            return Err(TextError::argument(1, "variable-length format"));
        }
        total = total.saturating_add(item.size + item.align);
        if total > MAX_SIZE {
            return Err(TextError::argument(1, "format result too large"));
        }
    }
    Ok(total)
}

/// `string.pack(format, …)`. `next_value` is asked for each argument in turn: its position (the format being the first, the
/// values start at 2) and what it is wanted as.
///
/// # Errors
///
/// A malformed format, a value that doesn't fit, [`TextError::TooLong`] beyond `max_length` bytes, and what `next_value`
/// raises.
pub fn pack<'v, E: From<TextError>>(
    format: &[u8],
    max_length: usize,
    mut next_value: impl FnMut(usize, Wanted) -> Result<PackValue<'v>, E>,
) -> Result<Vec<u8>, E> {
    let mut format = Format::new(format);
    let mut out = Vec::new();
    let mut position = 1;
    while let Some(item) = format.next_item(out.len())? {
        let needed = item.align.saturating_add(item.size);
        ensure_room(&out, needed, max_length)?;
        out.resize(out.len() + item.align, PADDING_BYTE);
        let wanted = match item.kind {
            OptionKind::Signed | OptionKind::Unsigned => Wanted::Int,
            OptionKind::Single | OptionKind::Double => Wanted::Float,
            OptionKind::Fixed | OptionKind::Counted | OptionKind::ZeroEnded => Wanted::Bytes,
            OptionKind::Padding => {
                out.push(PADDING_BYTE);
                continue;
            }
            OptionKind::AlignOnly | OptionKind::Setting => continue,
        };
        position += 1;
        match (wanted, next_value(position, wanted)?) {
            (Wanted::Int, PackValue::Int(value)) => {
                check_int(item, value).map_err(|message| TextError::argument(position, message))?;
                let negative = value < 0 && item.kind == OptionKind::Signed;
                push_int(&mut out, value, negative, item.size, format.big_endian);
            }
            (Wanted::Float, PackValue::Float(value)) => {
                push_float(&mut out, value, item.kind, format.big_endian)
            }
            (Wanted::Bytes, PackValue::Bytes(bytes)) => {
                check_bytes(item, bytes).map_err(|message| TextError::argument(position, message))?;
                ensure_room(&out, item.size.saturating_add(bytes.len()).saturating_add(1), max_length)?;
                push_bytes(&mut out, bytes, item, format.big_endian);
            }
            (Wanted::Bytes, _) => return Err(TextError::argument(position, "string expected").into()),
            _ => return Err(TextError::argument(position, "number expected").into()),
        }
    }
    Ok(out)
}

fn ensure_room(out: &[u8], needed: usize, max_length: usize) -> Result<(), TextError> {
    if out.len().saturating_add(needed) > max_length {
        return Err(TextError::TooLong);
    }
    Ok(())
}

fn check_int(item: Item, value: i64) -> Result<(), &'static str> {
    if item.size >= LUA_INTEGER_SIZE {
        return Ok(());
    }
    let bits = item.size * 8;
    if item.kind == OptionKind::Signed {
        let limit = 1_i64 << (bits - 1);
        return if (-limit..limit).contains(&value) { Ok(()) } else { Err("integer overflow") };
    }
    if (value as u64) < 1 << bits { Ok(()) } else { Err("unsigned overflow") }
}

fn check_bytes(item: Item, bytes: &[u8]) -> Result<(), &'static str> {
    match item.kind {
        OptionKind::Fixed if bytes.len() > item.size => Err("string longer than given size"),
        OptionKind::Counted if item.size < 8 && bytes.len() as u64 >= 1 << (item.size * 8) => {
            Err("string length does not fit in given size")
        }
        OptionKind::ZeroEnded if bytes.contains(&0) => Err("string contains zeros"),
        _ => Ok(()),
    }
}

fn push_int(out: &mut Vec<u8>, value: i64, negative: bool, size: usize, big_endian: bool) {
    let fill = if negative { 0xff } else { 0 };
    let start = out.len();
    out.extend(value.to_le_bytes().into_iter().chain(std::iter::repeat(fill)).take(size));
    if big_endian && let Some(written) = out.get_mut(start..) {
        written.reverse();
    }
}

fn push_float(out: &mut Vec<u8>, value: f64, kind: OptionKind, big_endian: bool) {
    let start = out.len();
    // NaN's bits differ between machines.
    let value = if value.is_nan() { f64::NAN } else { value };
    if kind == OptionKind::Single {
        out.extend_from_slice(&(value as f32).to_le_bytes());
    } else {
        out.extend_from_slice(&value.to_le_bytes());
    }
    if big_endian && let Some(written) = out.get_mut(start..) {
        written.reverse();
    }
}

fn push_bytes(out: &mut Vec<u8>, bytes: &[u8], item: Item, big_endian: bool) {
    if item.kind == OptionKind::Counted {
        push_int(out, i64::try_from(bytes.len()).unwrap_or(i64::MAX), false, item.size, big_endian);
    }
    out.extend_from_slice(bytes);
    match item.kind {
        OptionKind::Fixed => out.resize(out.len() + item.size.saturating_sub(bytes.len()), PADDING_BYTE),
        OptionKind::ZeroEnded => out.push(0),
        _ => {}
    }
}

/// `string.unpack(format, data, init)`: the values, and the position from 1 of the first byte that was not read. `init` is a
/// script's position, by default 1.
///
/// # Errors
///
/// A malformed format; data that is too short or doesn't fit a Lua value.
pub fn unpack<'d>(format: &[u8], data: &'d [u8], init: i64) -> Result<(Vec<PackValue<'d>>, i64), TextError> {
    let mut position = start_position(init, data.len()) - 1;
    if position > data.len() {
        return Err(TextError::argument(3, "initial position out of string"));
    }
    let too_short = || TextError::argument(2, "data string too short");
    let mut format = Format::new(format);
    let mut values = Vec::new();
    while let Some(item) = format.next_item(position)? {
        let start = position.saturating_add(item.align);
        let end = start.saturating_add(item.size);
        let bytes = data.get(start..end).ok_or_else(too_short)?;
        position = end;
        match item.kind {
            OptionKind::Signed | OptionKind::Unsigned => {
                values.push(PackValue::Int(read_int(
                    bytes,
                    item.kind == OptionKind::Signed,
                    format.big_endian,
                )?));
            }
            OptionKind::Single | OptionKind::Double => {
                values.push(PackValue::Float(read_float(bytes, format.big_endian)))
            }
            OptionKind::Fixed => values.push(PackValue::Bytes(bytes)),
            OptionKind::Counted => {
                let length = read_int(bytes, false, format.big_endian)? as u64;
                let end = usize::try_from(length)
                    .ok()
                    .and_then(|length| end.checked_add(length))
                    .ok_or_else(too_short)?;
                values.push(PackValue::Bytes(data.get(position..end).ok_or_else(too_short)?));
                position = end;
            }
            OptionKind::ZeroEnded => {
                let rest = data.get(start..).unwrap_or(&[]);
                let unfinished = || TextError::argument(2, "unfinished string for format 'z'");
                let length = rest.iter().position(|&byte| byte == 0).ok_or_else(unfinished)?;
                values.push(PackValue::Bytes(rest.get(..length).unwrap_or(&[])));
                position = start + length + 1;
            }
            OptionKind::Padding | OptionKind::AlignOnly | OptionKind::Setting => {}
        }
    }
    Ok((values, i64::try_from(position).unwrap_or(i64::MAX).saturating_add(1)))
}

fn read_int(bytes: &[u8], signed: bool, big_endian: bool) -> Result<i64, TextError> {
    let byte_from_least = |index: usize| {
        let index = if big_endian { bytes.len() - 1 - index } else { index };
        bytes.get(index).copied().unwrap_or(0)
    };
    let size = bytes.len();
    let kept = size.min(LUA_INTEGER_SIZE);
    let bits = (0..kept).rev().fold(0_u64, |bits, index| (bits << 8) | u64::from(byte_from_least(index)));
    if size < LUA_INTEGER_SIZE {
        if !signed {
            return Ok(bits as i64);
        }
        let unused = 64 - 8 * size as u32;
        return Ok(((bits << unused) as i64) >> unused);
    }
    let fill = if signed && (bits as i64) < 0 { 0xff } else { 0 };
    if (kept..size).any(|index| byte_from_least(index) != fill) {
        return Err(TextError::message(format!("{size}-byte integer does not fit into Lua Integer")));
    }
    Ok(bits as i64)
}

fn read_float(bytes: &[u8], big_endian: bool) -> f64 {
    if let Ok(bytes) = <[u8; 4]>::try_from(bytes) {
        return f64::from(if big_endian { f32::from_be_bytes(bytes) } else { f32::from_le_bytes(bytes) });
    }
    match <[u8; 8]>::try_from(bytes) {
        Ok(bytes) if big_endian => f64::from_be_bytes(bytes),
        Ok(bytes) => f64::from_le_bytes(bytes),
        Err(_) => 0.0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn packed(format: &str, values: &[PackValue<'_>]) -> Result<Vec<u8>, TextError> {
        pack(format.as_bytes(), 1000, |position, _| {
            values.get(position - 2).copied().ok_or_else(|| TextError::argument(position, "no value"))
        })
    }

    fn argument<T>(position: usize, message: &'static str) -> Result<T, TextError> {
        Err(TextError::argument(position, message))
    }

    use PackValue::{Bytes, Float, Int};

    #[test]
    fn packs_integers() {
        assert_eq!(packed("<i3>i3", &[Int(-2), Int(-2)]).unwrap(), b"\xfe\xff\xff\xff\xff\xfe");
        assert_eq!(packed("i16", &[Int(-1)]).unwrap(), [0xff; 16]);
        assert_eq!(packed("I9", &[Int(-1)]).unwrap(), b"\xff\xff\xff\xff\xff\xff\xff\xff\0");
        assert_eq!(packed("b", &[Int(128)]), argument(2, "integer overflow"));
        assert_eq!(packed("bB", &[Int(0), Int(-1)]), argument(3, "unsigned overflow"));
        assert_eq!(packed("!4 b i4 !2 h", &[Int(1), Int(2), Int(3)]).unwrap(), b"\x01\0\0\0\x02\0\0\0\x03\0");
        assert_eq!(packed("!bXi4", &[Int(1)]).unwrap(), b"\x01\0\0\0");
    }

    #[test]
    fn packs_floats_and_strings() {
        assert_eq!(packed("f>d", &[Float(1.0), Float(1.0)]).unwrap(), b"\0\0\x80\x3f\x3f\xf0\0\0\0\0\0\0");
        assert_eq!(
            packed("s1zc5x", &[Bytes(b"ab"), Bytes(b"c"), Bytes(b"def")]).unwrap(),
            b"\x02abc\0def\0\0\0"
        );
        assert_eq!(packed("c1", &[Bytes(b"ab")]), argument(2, "string longer than given size"));
        assert_eq!(
            packed("s1", &[Bytes(&[0; 256])]),
            argument(2, "string length does not fit in given size")
        );
        assert_eq!(packed("z", &[Bytes(b"\0")]), argument(2, "string contains zeros"));
        assert_eq!(packed("c2000000", &[Bytes(b"")]), Err(TextError::TooLong));
        assert_eq!(packed("i", &[Bytes(b"")]), argument(2, "number expected"));
    }

    #[test]
    fn unpacks_what_was_packed() {
        let format = ">!8 b d s2 z c3 I5 n";
        let values =
            [Int(-5), Float(0.1), Bytes(b"hello"), Bytes(b"zz"), Bytes(b"abc"), Int(1 << 39), Float(-2.0)];
        let data = packed(format, &values).unwrap_or_default();
        // `I5` has no alignment under `!8` that is a power of two.
        assert_eq!(data, []);
        let format = ">!4 b d s2 z c3 I4 n";
        let values =
            [Int(-5), Float(0.1), Bytes(b"hello"), Bytes(b"zz"), Bytes(b"abc"), Int(1 << 31), Float(-2.0)];
        let data = packed(format, &values).unwrap();
        let (read, next) = unpack(format.as_bytes(), &data, 1).unwrap();
        assert_eq!(read, values);
        assert_eq!(next, data.len() as i64 + 1);
    }

    #[test]
    fn unpacking_checks_the_data() {
        assert_eq!(unpack(b"i4", b"abc", 1), argument(2, "data string too short"));
        assert_eq!(unpack(b"s1", b"\x05abc", 1), argument(2, "data string too short"));
        assert_eq!(unpack(b"s8", &[0xff; 8], 1), argument(2, "data string too short"));
        assert_eq!(unpack(b"z", b"abc", 1), argument(2, "unfinished string for format 'z'"));
        assert_eq!(unpack(b"b", b"abc", 5), argument(3, "initial position out of string"));
        assert_eq!(unpack(b"b", b"\x01\xff", -1), Ok((vec![Int(-1)], 3)));
        assert_eq!(
            unpack(b"I9", &[1; 9], 1),
            Err(TextError::message("9-byte integer does not fit into Lua Integer"))
        );
        assert_eq!(unpack(b"i9", &[0xff; 9], 1), Ok((vec![Int(-1)], 10)));
    }

    #[test]
    fn sizes_and_malformed_formats() {
        assert_eq!(packsize(b"!8 b i8 d"), Ok(24));
        assert_eq!(packsize(b"<!1 b Xd c10"), Ok(11));
        assert_eq!(packsize(b"s"), argument(1, "variable-length format"));
        assert_eq!(packsize(b"c2147483639c100"), argument(1, "format result too large"));
        assert_eq!(packsize(b"c2147483640"), Err(TextError::message("invalid format option '0'")));
        assert_eq!(packsize(b"i17"), Err(TextError::message("integral size (17) out of limits [1,16]")));
        assert_eq!(packsize(b"i0"), Err(TextError::message("integral size (0) out of limits [1,16]")));
        assert_eq!(packsize(b"c"), Err(TextError::message("missing size for format option 'c'")));
        assert_eq!(packsize(b"y"), Err(TextError::message("invalid format option 'y'")));
        assert_eq!(packsize(b"Xz"), argument(1, "invalid next option for option 'X'"));
        assert_eq!(packsize(b"X"), argument(1, "invalid next option for option 'X'"));
        assert_eq!(packsize(b"!4i3"), argument(1, "format asks for alignment not power of 2"));
    }
}
