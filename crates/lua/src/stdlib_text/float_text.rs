//! Floats as text exactly as C's `printf` writes them: the digits are correctly rounded for any precision.
//!
//! These functions write only the body of a finite, non-negative number; sign, width and the words for infinities belong to
//! the caller ([`super::format`], [`super::number`]).

/// How the body is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FloatStyle {
    /// Digits after the point, or significant ones for [`write_general`]. `None` is C's default: 6, or as many as are needed
    /// for [`write_hexadecimal`].
    pub precision: Option<usize>,
    /// C's `#` flag: always a point, and `%g` keeps its trailing zeros.
    pub alternate: bool,
    /// Letters in upper case.
    pub upper: bool,
}

const DEFAULT_PRECISION: usize = 6;

/// `%f`.
pub fn write_fixed(out: &mut Vec<u8>, value: f64, style: FloatStyle) {
    let precision = style.precision.unwrap_or(DEFAULT_PRECISION);
    out.extend_from_slice(format!("{value:.precision$}").as_bytes());
    if precision == 0 && style.alternate {
        out.push(b'.');
    }
}

/// `%e` and `%E`.
pub fn write_scientific(out: &mut Vec<u8>, value: f64, style: FloatStyle) {
    let precision = style.precision.unwrap_or(DEFAULT_PRECISION);
    let (digits, exponent) = significant_digits(value, precision);
    write_with_exponent(out, &digits, exponent, style);
}

/// `%g` and `%G`.
pub fn write_general(out: &mut Vec<u8>, value: f64, style: FloatStyle) {
    let precision = style.precision.unwrap_or(DEFAULT_PRECISION).max(1);
    let (mut digits, exponent) = significant_digits(value, precision - 1);
    if !style.alternate {
        let kept = digits.iter().rposition(|&digit| digit != b'0').map_or(1, |last| last + 1);
        digits.truncate(kept);
    }
    let whole = i32::try_from(precision).is_ok_and(|precision| exponent < precision);
    if exponent < -4 || !whole {
        write_with_exponent(out, &digits, exponent, style);
        return;
    }
    let Ok(point) = usize::try_from(exponent + 1) else {
        write_below_one(out, &digits, exponent);
        return;
    };
    if point == 0 {
        write_below_one(out, &digits, exponent);
        return;
    }
    let (before, after) = digits.split_at(point.min(digits.len()));
    out.extend_from_slice(before);
    out.extend(std::iter::repeat_n(b'0', point - before.len()));
    if !after.is_empty() || style.alternate {
        out.push(b'.');
        out.extend_from_slice(after);
    }
}

/// `0.000ddd`: digits whose first stands `-exponent` places after the point.
fn write_below_one(out: &mut Vec<u8>, digits: &[u8], exponent: i32) {
    out.extend_from_slice(b"0.");
    let zeros = usize::try_from(-exponent - 1).unwrap_or(0);
    out.extend(std::iter::repeat_n(b'0', zeros));
    out.extend_from_slice(digits);
}

/// `d.ddde±xx` from the digits alone.
fn write_with_exponent(out: &mut Vec<u8>, digits: &[u8], exponent: i32, style: FloatStyle) {
    let (first, rest) = digits.split_at(digits.len().min(1));
    out.extend_from_slice(first);
    if !rest.is_empty() || style.alternate {
        out.push(b'.');
        out.extend_from_slice(rest);
    }
    let letter = if style.upper { 'E' } else { 'e' };
    let sign = if exponent < 0 { '-' } else { '+' };
    out.extend_from_slice(format!("{letter}{sign}{:02}", exponent.unsigned_abs()).as_bytes());
}

/// The first `after + 1` significant decimal digits, rounded, and the decimal exponent of the first one.
fn significant_digits(value: f64, after: usize) -> (Vec<u8>, i32) {
    // Rust's own `{:e}` is exact for any precision; only its layout differs from C's.
    let mut text = format!("{value:.after$e}").into_bytes();
    let Some(letter) = text.iter().position(|&byte| byte == b'e') else {
        return (text, 0);
    };
    let exponent = text
        .get(letter + 1..)
        .and_then(|digits| std::str::from_utf8(digits).ok())
        .and_then(|digits| digits.parse().ok());
    text.truncate(letter);
    text.retain(|&byte| byte != b'.');
    (text, exponent.unwrap_or(0))
}

const MANTISSA_BITS: u32 = 52;
const MANTISSA_NIBBLES: usize = 13;

/// `%a` and `%A` as glibc writes them: one leading digit, 0 only for zero and for subnormals.
pub fn write_hexadecimal(out: &mut Vec<u8>, value: f64, style: FloatStyle) {
    let bits = value.to_bits();
    let fraction = bits & ((1 << MANTISSA_BITS) - 1);
    let biased = ((bits >> MANTISSA_BITS) & 0x7ff) as i32;
    let exponent = match (biased, fraction) {
        (0, 0) => 0,
        (0, _) => -1022,
        _ => biased - 1023,
    };
    let leading = if biased == 0 { 0 } else { 1 << MANTISSA_BITS };
    let mantissa = leading | fraction;

    let (mantissa, nibbles) = match style.precision {
        Some(precision) if precision < MANTISSA_NIBBLES => (round_nibbles(mantissa, precision), precision),
        Some(_) => (mantissa, MANTISSA_NIBBLES),
        None => {
            let zeros = if fraction == 0 { MANTISSA_NIBBLES } else { fraction.trailing_zeros() as usize / 4 };
            (mantissa, MANTISSA_NIBBLES - zeros)
        }
    };
    let first = mantissa >> MANTISSA_BITS;
    let rest = format!("{:013x}", mantissa & ((1 << MANTISSA_BITS) - 1));
    let extra = style.precision.map_or(0, |precision| precision.saturating_sub(nibbles));

    let start = out.len();
    out.extend_from_slice(format!("0x{first}").as_bytes());
    if nibbles + extra > 0 || style.alternate {
        out.push(b'.');
    }
    out.extend(rest.bytes().take(nibbles));
    out.extend(std::iter::repeat_n(b'0', extra));
    out.extend_from_slice(format!("p{exponent:+}").as_bytes());
    if style.upper
        && let Some(written) = out.get_mut(start..)
    {
        written.make_ascii_uppercase();
    }
}

/// Rounds a mantissa (52 bits after its point) half to even, to `kept` hexadecimal digits after the point.
fn round_nibbles(mantissa: u64, kept: usize) -> u64 {
    let dropped = 4 * (MANTISSA_NIBBLES.saturating_sub(kept)) as u32;
    if dropped == 0 {
        return mantissa;
    }
    let unit = 1_u64 << dropped;
    let below = mantissa & (unit - 1);
    let base = mantissa - below;
    let half = unit >> 1;
    let odd = base & unit != 0;
    if below > half || (below == half && odd) { base + unit } else { base }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(
        write: fn(&mut Vec<u8>, f64, FloatStyle),
        value: f64,
        precision: Option<usize>,
        alternate: bool,
    ) -> String {
        let mut out = Vec::new();
        write(&mut out, value, FloatStyle { precision, alternate, upper: false });
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn fixed() {
        assert_eq!(text(write_fixed, 2.5, Some(0), false), "2");
        assert_eq!(text(write_fixed, 3.5, Some(0), true), "4.");
        assert_eq!(text(write_fixed, 0.125, Some(2), false), "0.12");
        assert_eq!(text(write_fixed, 1.0, None, false), "1.000000");
        assert_eq!(text(write_fixed, 1e22, Some(1), false), "10000000000000000000000.0");
    }

    #[test]
    fn scientific() {
        assert_eq!(text(write_scientific, 12345.0, Some(2), false), "1.23e+04");
        assert_eq!(text(write_scientific, 0.0, Some(0), true), "0.e+00");
        assert_eq!(text(write_scientific, 1e-300, None, false), "1.000000e-300");
        assert_eq!(text(write_scientific, 2.5, Some(0), false), "2e+00");
    }

    #[test]
    fn general() {
        assert_eq!(text(write_general, 0.1, Some(17), false), "0.10000000000000001");
        assert_eq!(text(write_general, 0.0, None, false), "0");
        assert_eq!(text(write_general, 0.0, None, true), "0.00000");
        assert_eq!(text(write_general, 100_000.0, None, false), "100000");
        assert_eq!(text(write_general, 1_000_000.0, None, false), "1e+06");
        assert_eq!(text(write_general, 0.0001, None, false), "0.0001");
        assert_eq!(text(write_general, 0.00001, None, false), "1e-05");
        assert_eq!(text(write_general, 999_999.5, None, false), "1e+06");
        assert_eq!(text(write_general, 100.0, Some(3), true), "100.");
        assert_eq!(text(write_general, 123.0, Some(0), false), "1e+02");
    }

    #[test]
    fn hexadecimal() {
        assert_eq!(text(write_hexadecimal, 1.0, None, false), "0x1p+0");
        assert_eq!(text(write_hexadecimal, 0.5, None, true), "0x1.p-1");
        assert_eq!(text(write_hexadecimal, 0.0, Some(2), false), "0x0.00p+0");
        assert_eq!(text(write_hexadecimal, 1.5, Some(0), false), "0x2p+0");
        assert_eq!(text(write_hexadecimal, 2.5, Some(0), false), "0x1p+1");
        assert_eq!(text(write_hexadecimal, 5e-324, None, false), "0x0.0000000000001p-1022");
        assert_eq!(text(write_hexadecimal, 0.1, Some(3), false), "0x1.99ap-4");
        assert_eq!(text(write_hexadecimal, 1.0, Some(15), false), "0x1.000000000000000p+0");
    }
}
