//! Numbers: reading numerals (manual §3.1), writing them (`tostring`, §6.1), converting and comparing integers and floats
//! exactly (§3.4.3, §3.4.4), and the arithmetic that Rust's operators do differently (§3.4.1, §3.4.2).

use super::float_text::{FloatStyle, write_general};
use super::is_space;

/// A Lua number: one of the two subtypes of §2.1.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Number {
    /// A 64-bit integer.
    Int(i64),
    /// A double-precision float.
    Float(f64),
}

/// 2^63 as a float: the first one that no integer reaches.
const TWO_63: f64 = 9_223_372_036_854_775_808.0;

// ---- Reading -------------------------------------------------------------------------------------------------------------

/// Reads a whole string as a numeral (§3.4.3): whitespace around it and one sign before it are allowed. Decimal integers that
/// don't fit become floats; hexadecimal ones wrap around.
pub fn parse_number(text: &[u8]) -> Option<Number> {
    let text = trim(text);
    if let Some(integer) = parse_integer(text) {
        return Some(Number::Int(integer));
    }
    parse_float(text).map(Number::Float)
}

/// Reads a whole string as an integer in `base` (`tonumber(s, base)`, §6.1); it wraps around. `None` where `base` isn't in
/// 2..=36.
pub fn parse_integer_base(text: &[u8], base: u32) -> Option<i64> {
    if !(2..=36).contains(&base) {
        return None;
    }
    let (negative, digits) = split_sign(trim(text));
    let magnitude = parse_digits_wrapping(digits, base)?;
    Some(signed(magnitude, negative))
}

fn trim(text: &[u8]) -> &[u8] {
    let Some(first) = text.iter().position(|&byte| !is_space(byte)) else {
        return &[];
    };
    let last = text.iter().rposition(|&byte| !is_space(byte)).unwrap_or(first);
    text.get(first..=last).unwrap_or(&[])
}

fn split_sign(text: &[u8]) -> (bool, &[u8]) {
    match text {
        [b'-', rest @ ..] => (true, rest),
        [b'+', rest @ ..] => (false, rest),
        _ => (false, text),
    }
}

fn signed(magnitude: u64, negative: bool) -> i64 {
    (if negative { magnitude.wrapping_neg() } else { magnitude }) as i64
}

fn parse_integer(text: &[u8]) -> Option<i64> {
    let (negative, digits) = split_sign(text);
    if let [b'0', b'x' | b'X', digits @ ..] = digits {
        return parse_digits_wrapping(digits, 16).map(|magnitude| signed(magnitude, negative));
    }
    if digits.is_empty() {
        return None;
    }
    let mut magnitude = 0_u64;
    for &byte in digits {
        if !byte.is_ascii_digit() {
            return None;
        }
        magnitude = magnitude.checked_mul(10)?.checked_add(u64::from(byte - b'0'))?;
    }
    let limit = i64::MAX as u64 + u64::from(negative);
    (magnitude <= limit).then(|| signed(magnitude, negative))
}

fn parse_digits_wrapping(digits: &[u8], base: u32) -> Option<u64> {
    if digits.is_empty() {
        return None;
    }
    digits.iter().try_fold(0_u64, |value, &byte| {
        let digit = char::from(byte).to_digit(base)?;
        Some(value.wrapping_mul(u64::from(base)).wrapping_add(u64::from(digit)))
    })
}

fn parse_float(text: &[u8]) -> Option<f64> {
    let (negative, body) = split_sign(text);
    let magnitude = match body {
        [b'0', b'x' | b'X', digits @ ..] => parse_hexadecimal_float(digits)?,
        _ => parse_decimal_float(body)?,
    };
    Some(if negative { -magnitude } else { magnitude })
}

fn parse_decimal_float(body: &[u8]) -> Option<f64> {
    // Rust's parser is correctly rounded as `strtod` is, but also reads "inf" and "nan"; every numeral of Lua starts with a
    // digit or a point, and has only these bytes.
    let plain = |&byte: &u8| matches!(byte, b'0'..=b'9' | b'.' | b'e' | b'E' | b'+' | b'-');
    if !matches!(body.first(), Some(b'0'..=b'9' | b'.')) || !body.iter().all(plain) {
        return None;
    }
    std::str::from_utf8(body).ok()?.parse().ok()
}

/// The digits after `0x`: `hhh.hhhp±ddd`, of which the point and the exponent may be missing, correctly rounded.
fn parse_hexadecimal_float(text: &[u8]) -> Option<f64> {
    let mut mantissa = 0_u64;
    let mut exponent = 0_i64;
    let mut lost = false;
    let mut any_digit = false;
    let mut after_point = false;
    let mut rest = text;
    while let [byte, tail @ ..] = rest {
        if *byte == b'.' && !after_point {
            after_point = true;
        } else if let Some(digit) = char::from(*byte).to_digit(16) {
            any_digit = true;
            if mantissa >> 60 == 0 {
                mantissa = (mantissa << 4) | u64::from(digit);
                exponent -= if after_point { 4 } else { 0 };
            } else {
                lost |= digit != 0;
                exponent += if after_point { 0 } else { 4 };
            }
        } else {
            break;
        }
        rest = tail;
    }
    if !any_digit {
        return None;
    }
    if let [b'p' | b'P', tail @ ..] = rest {
        let (negative, digits) = split_sign(tail);
        if digits.is_empty() || !digits.iter().all(u8::is_ascii_digit) {
            return None;
        }
        let power = digits
            .iter()
            .fold(0_i64, |power, &byte| power.saturating_mul(10).saturating_add(i64::from(byte - b'0')));
        exponent = exponent.saturating_add(if negative { -power } else { power });
    } else if !rest.is_empty() {
        return None;
    }
    Some(scale_by_power_of_two(mantissa, lost, exponent))
}

/// `mantissa * 2^exponent` rounded half to even; `lost` says that bits below the mantissa were cut off.
fn scale_by_power_of_two(mantissa: u64, lost: bool, exponent: i64) -> f64 {
    if mantissa == 0 {
        return 0.0;
    }
    let shift = mantissa.leading_zeros();
    let mantissa = mantissa << shift;
    // The value is 1.f * 2^top, its first bit being bit 63 of the mantissa.
    let top = exponent.saturating_add(63 - i64::from(shift));
    if top > 1023 {
        return f64::INFINITY;
    }
    let kept = if top >= -1022 { 53 } else { 53 + (top + 1022) };
    if kept < 0 {
        return 0.0;
    }
    let dropped = (64 - kept) as u32;
    let (base, below, half) = if dropped == 64 {
        (0, mantissa, 1_u64 << 63)
    } else {
        (mantissa >> dropped, mantissa & ((1_u64 << dropped) - 1), 1_u64 << (dropped - 1))
    };
    let up = below > half || (below == half && (lost || base & 1 == 1));
    let rounded = base + u64::from(up);
    // The exponent field is added, not or-ed: a carry out of the mantissa then raises the exponent by itself.
    let field = if top >= -1022 { (top + 1022) as u64 } else { 0 };
    f64::from_bits((field << 52) + rounded)
}

// ---- Writing -------------------------------------------------------------------------------------------------------------

/// Writes an integer as `tostring` does (§6.1).
pub fn write_integer(out: &mut Vec<u8>, value: i64) {
    // Enough for the sign and 19 digits.
    let mut digits = [0_u8; 20];
    let mut length = 0;
    let mut rest = value.unsigned_abs();
    for slot in digits.iter_mut().rev() {
        *slot = b'0' + (rest % 10) as u8;
        length += 1;
        rest /= 10;
        if rest == 0 {
            break;
        }
    }
    if value < 0 {
        out.push(b'-');
    }
    out.extend(digits.iter().skip(digits.len() - length));
}

/// Writes a float as `tostring` does (§6.1): `%.14g`, and `.0` where that would read as an integer. NaN is `nan` whatever
/// its sign bit, which is not the same on every machine: PUC-Lua prints `-nan` for `0/0` on x86.
pub fn write_float(out: &mut Vec<u8>, value: f64) {
    if !value.is_finite() {
        out.extend_from_slice(non_finite_word(value).as_bytes());
        return;
    }
    if value.is_sign_negative() {
        out.push(b'-');
    }
    let magnitude = value.abs();
    // The common case, which needs no float formatting: whole numbers of up to 14 digits.
    if magnitude < 1e14 && magnitude.trunc() == magnitude {
        write_integer(out, magnitude as i64);
        out.extend_from_slice(b".0");
        return;
    }
    let start = out.len();
    write_general(out, magnitude, FloatStyle { precision: Some(14), alternate: false, upper: false });
    if out.iter().skip(start).all(u8::is_ascii_digit) {
        out.extend_from_slice(b".0");
    }
}

/// Writes a number as `tostring` does (§6.1).
pub fn write_number(out: &mut Vec<u8>, value: Number) {
    match value {
        Number::Int(value) => write_integer(out, value),
        Number::Float(value) => write_float(out, value),
    }
}

/// The word for an infinity or a NaN, with its sign.
pub(super) fn non_finite_word(value: f64) -> &'static str {
    match (value.is_nan(), value.is_sign_negative()) {
        (true, _) => "nan",
        (false, true) => "-inf",
        (false, false) => "inf",
    }
}

// ---- Converting and comparing --------------------------------------------------------------------------------------------

/// The integer that a float is exactly, where it is one (§3.4.3).
#[inline]
pub fn float_to_int_exact(value: f64) -> Option<i64> {
    ((-TWO_63..TWO_63).contains(&value) && value.trunc() == value).then_some(value as i64)
}

/// The greatest integer not above `value` (`math.floor`, §6.7), where it fits.
pub fn float_to_int_floor(value: f64) -> Option<i64> {
    float_to_int_exact(value.floor())
}

/// The least integer not below `value` (`math.ceil`, §6.7), where it fits.
pub fn float_to_int_ceil(value: f64) -> Option<i64> {
    float_to_int_exact(value.ceil())
}

/// Whether an integer and all that are nearer to 0 are floats too: then it compares as one.
#[inline]
fn is_exact(int: i64) -> bool {
    const TWO_53: i64 = 1 << 53;
    (-TWO_53..=TWO_53).contains(&int)
}

/// `int == float`, by mathematical value (§3.4.4).
pub fn int_eq_float(int: i64, float: f64) -> bool {
    float_to_int_exact(float) == Some(int)
}

/// `int < float`, by mathematical value (§3.4.4); false for NaN.
pub fn int_lt_float(int: i64, float: f64) -> bool {
    if is_exact(int) {
        return (int as f64) < float;
    }
    // int < float exactly where int < ceil(float), as int is whole. What doesn't fit lies beyond every integer.
    float_to_int_ceil(float).map_or(float > 0.0, |ceiling| int < ceiling)
}

/// `int <= float`, by mathematical value (§3.4.4); false for NaN.
pub fn int_le_float(int: i64, float: f64) -> bool {
    if is_exact(int) {
        return int as f64 <= float;
    }
    float_to_int_floor(float).map_or(float > 0.0, |floor| int <= floor)
}

/// `float < int`, by mathematical value (§3.4.4); false for NaN.
pub fn float_lt_int(float: f64, int: i64) -> bool {
    if is_exact(int) {
        return float < int as f64;
    }
    float_to_int_floor(float).map_or(float < 0.0, |floor| floor < int)
}

/// `float <= int`, by mathematical value (§3.4.4); false for NaN.
pub fn float_le_int(float: f64, int: i64) -> bool {
    if is_exact(int) {
        return float <= int as f64;
    }
    float_to_int_ceil(float).map_or(float < 0.0, |ceiling| ceiling <= int)
}

// ---- Arithmetic ----------------------------------------------------------------------------------------------------------

/// `a // b` on integers (§3.4.1): rounds down, wraps around. The caller raises the error for `b == 0`; here that gives 0.
#[inline]
pub fn idiv_int(a: i64, b: i64) -> i64 {
    if b == 0 {
        return 0;
    }
    let quotient = a.wrapping_div(b);
    let inexact = a.wrapping_rem(b) != 0;
    if inexact && (a ^ b) < 0 { quotient - 1 } else { quotient }
}

/// `a % b` on integers (§3.4.1): has the sign of `b`. The caller raises the error for `b == 0`; here that gives 0.
#[inline]
pub fn mod_int(a: i64, b: i64) -> i64 {
    if b == 0 {
        return 0;
    }
    let remainder = a.wrapping_rem(b);
    if remainder != 0 && (remainder ^ b) < 0 { remainder + b } else { remainder }
}

/// `a // b` on floats (§3.4.1).
#[inline]
pub fn idiv_float(a: f64, b: f64) -> f64 {
    (a / b).floor()
}

/// `a % b` on floats (§3.4.1): has the sign of `b`.
#[inline]
pub fn mod_float(a: f64, b: f64) -> f64 {
    let remainder = a % b;
    let signs_differ = (remainder > 0.0 && b < 0.0) || (remainder < 0.0 && b > 0.0);
    if signs_differ { remainder + b } else { remainder }
}

/// `a << b` (§3.4.2): fills with zeros; a negative `b` shifts right.
#[inline]
pub fn shift_left(a: i64, b: i64) -> i64 {
    let bits = a as u64;
    let shifted = match b {
        0..=63 => bits << b,
        -63..=-1 => bits >> -b,
        _ => 0,
    };
    shifted as i64
}

/// `a >> b` (§3.4.2): fills with zeros, also for negative `a`; a negative `b` shifts left.
#[inline]
pub fn shift_right(a: i64, b: i64) -> i64 {
    shift_left(a, b.saturating_neg())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn int(text: &str) -> Option<i64> {
        match parse_number(text.as_bytes()) {
            Some(Number::Int(value)) => Some(value),
            _ => None,
        }
    }

    fn float(text: &str) -> Option<f64> {
        match parse_number(text.as_bytes()) {
            Some(Number::Float(value)) => Some(value),
            _ => None,
        }
    }

    fn shown(value: f64) -> String {
        let mut out = Vec::new();
        write_float(&mut out, value);
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn reads_integers() {
        assert_eq!(int(" \t\n\x0b\x0c\r12 "), Some(12));
        assert_eq!(int("-0x10"), Some(-16));
        assert_eq!(int("0xffffffffffffffff"), Some(-1));
        assert_eq!(int("0x1ffffffffffffffff"), Some(-1));
        assert_eq!(int("9223372036854775807"), Some(i64::MAX));
        assert_eq!(int("-9223372036854775808"), Some(i64::MIN));
        assert_eq!(float("9223372036854775808"), Some(TWO_63));
        assert_eq!(float("-9223372036854775809"), Some(-TWO_63));
    }

    #[test]
    fn reads_floats() {
        assert_eq!(float("1."), Some(1.0));
        assert_eq!(float(".5e1"), Some(5.0));
        assert_eq!(float("1e400"), Some(f64::INFINITY));
        assert_eq!(float("0x.8"), Some(0.5));
        assert_eq!(float("0xA.8p1"), Some(21.0));
        assert_eq!(float("0x1p-1074"), Some(5e-324));
        assert_eq!(float("0x1p-1075"), Some(0.0));
        assert_eq!(float("0x1.8p-1075"), Some(5e-324));
        assert_eq!(float("0x1.fffffffffffff8p1023"), Some(f64::INFINITY));
        assert_eq!(float("0x1.fffffffffffff7p1023"), Some(f64::MAX));
        assert_eq!(float("0x1p99999999999999999999"), Some(f64::INFINITY));
        assert_eq!(float("0x0p99999999999999999999"), Some(0.0));
        assert!(float("-0.0").unwrap().is_sign_negative());
    }

    #[test]
    fn refuses_what_is_no_numeral() {
        for text in [
            "", " ", "0x", "0xg", "1e", "1e+", ".", "-", "- 1", "--1", "inf", "nan", "0x1p", "0x.p1", "1 2",
            "1_0", "e5", "1.2.3", "0x1.2.3", "1\0", "+-1", "infinity", ".e1",
        ] {
            assert_eq!(parse_number(text.as_bytes()), None, "{text:?}");
        }
    }

    #[test]
    fn reads_other_bases() {
        assert_eq!(parse_integer_base(b" -zZ ", 36), Some(-1295));
        assert_eq!(parse_integer_base(b"102", 2), None);
        assert_eq!(parse_integer_base(b"ffffffffffffffff", 16), Some(-1));
        assert_eq!(parse_integer_base(b"", 10), None);
        assert_eq!(parse_integer_base(b"1", 1), None);
        assert_eq!(parse_integer_base(b"1", 37), None);
    }

    #[test]
    fn writes_numbers_as_tostring_does() {
        let mut out = Vec::new();
        write_integer(&mut out, i64::MIN);
        write_integer(&mut out, 0);
        assert_eq!(out, b"-92233720368547758080");
        assert_eq!(shown(1.0), "1.0");
        assert_eq!(shown(-0.0), "-0.0");
        assert_eq!(shown(1e14), "1e+14");
        assert_eq!(shown(99_999_999_999_999.0), "99999999999999.0");
        assert_eq!(shown(0.1), "0.1");
        assert_eq!(shown(1.0 / 3.0), "0.33333333333333");
        assert_eq!(shown(99_999_999_999_999.9), "1e+14");
        assert_eq!(shown(9_999_999_999_999.99), "10000000000000.0");
        assert_eq!(shown(1e100), "1e+100");
        assert_eq!(shown(f64::NEG_INFINITY), "-inf");
        assert_eq!(shown(f64::NAN.copysign(1.0)), "nan");
        assert_eq!(shown(f64::NAN.copysign(-1.0)), "nan");
    }

    #[test]
    fn compares_by_mathematical_value() {
        let big = 9_007_199_254_740_993; // 2^53 + 1, which no float is
        assert!(!int_le_float(big, 9_007_199_254_740_992.0));
        assert!(float_lt_int(9_007_199_254_740_992.0, big));
        assert!(int_lt_float(i64::MAX, TWO_63));
        assert!(!float_le_int(TWO_63, i64::MAX));
        assert!(float_le_int(-TWO_63, i64::MIN) && int_le_float(i64::MIN, -TWO_63));
        assert!(
            int_lt_float(1, 1.5) && float_lt_int(1.5, 2) && !int_lt_float(2, 1.5) && !float_lt_int(1.5, 1)
        );
        assert!(int_lt_float(0, f64::INFINITY) && float_lt_int(f64::NEG_INFINITY, i64::MIN));
        for compare in [int_lt_float, int_le_float, int_eq_float] {
            assert!(!compare(0, f64::NAN));
        }
        assert!(!float_lt_int(f64::NAN, 0) && !float_le_int(f64::NAN, 0));
        assert!(int_eq_float(0, -0.0) && !int_eq_float(i64::MAX, TWO_63));
    }

    #[test]
    fn divides_downwards() {
        assert_eq!((idiv_int(7, 2), idiv_int(-7, 2), idiv_int(7, -2), idiv_int(-7, -2)), (3, -4, -4, 3));
        assert_eq!((mod_int(7, 3), mod_int(-7, 3), mod_int(7, -3), mod_int(-7, -3)), (1, 2, -2, -1));
        assert_eq!((idiv_int(i64::MIN, -1), mod_int(i64::MIN, -1)), (i64::MIN, 0));
        assert_eq!((idiv_int(i64::MIN, i64::MAX), mod_int(i64::MIN, i64::MAX)), (-2, i64::MAX - 1));
        assert_eq!(
            (mod_float(5.5, 2.0), mod_float(-5.5, 2.0), mod_float(5.5, -2.0), mod_float(-5.5, -2.0)),
            (1.5, 0.5, -0.5, -1.5)
        );
        assert_eq!(
            (mod_float(-1.0, f64::INFINITY), mod_float(1.0, f64::NEG_INFINITY)),
            (f64::INFINITY, f64::NEG_INFINITY)
        );
        assert!(mod_float(-6.0, 2.0).is_sign_negative() && mod_float(1.0, 0.0).is_nan());
        assert_eq!((idiv_float(-7.0, 2.0), idiv_float(1.0, 0.0)), (-4.0, f64::INFINITY));
    }

    #[test]
    fn shifts_without_sign() {
        assert_eq!((shift_left(1, 63), shift_left(1, 64), shift_left(-1, -1)), (i64::MIN, 0, i64::MAX));
        assert_eq!((shift_right(-1, 63), shift_right(-1, 64), shift_right(1, -4)), (1, 0, 16));
        assert_eq!((shift_left(1, i64::MIN), shift_right(1, i64::MIN)), (0, 0));
    }
}
