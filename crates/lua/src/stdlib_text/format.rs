//! `string.format` (manual §6.4): reads a format string, and writes one value as one of its directives says.
//!
//! The caller walks the pieces, fetches the argument that each directive wants and coerces it as [`Spec::kind`] asks.

use super::TextError;
use super::float_text::{FloatStyle, write_fixed, write_general, write_hexadecimal, write_scientific};
use super::number::{non_finite_word, write_integer};

/// A part of a format string.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece<'a> {
    /// Bytes to copy as they are. `%%` has become `%`.
    Literal(&'a [u8]),
    /// A directive, which takes one argument. A malformed one holds the error to raise, which PUC-Lua does only after it has
    /// seen that there is an argument ("no value" otherwise).
    Directive(Result<Spec, TextError>),
}

/// The argument that a directive takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// `%c`: an integer; [`Spec::format_char`].
    Char,
    /// `%d %i %u %o %x %X`: an integer; [`Spec::format_int`].
    Int,
    /// `%a %A %e %E %f %g %G`: a float; [`Spec::format_float`].
    Float,
    /// `%p`: the address of anything that has one; [`Spec::format_pointer`].
    Pointer,
    /// `%q`: nil, a boolean, a number or a string; [`quote_string`], [`quote_int`], [`quote_float`].
    Quoted,
    /// `%s`: anything, through `tostring`; [`Spec::format_string`].
    String,
}

/// A directive that was checked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Spec {
    /// The letter that ends it.
    pub conversion: u8,
    /// `-`: padded on the right.
    pub left: bool,
    /// `+`: a sign also where positive.
    pub plus: bool,
    /// A space in place of a `+`.
    pub space: bool,
    /// `#`.
    pub alternate: bool,
    /// `0`: padded with zeros.
    pub zero: bool,
    /// The least width, up to 99.
    pub width: usize,
    /// The precision, up to 99.
    pub precision: Option<usize>,
}

/// The flags, width and precision of a directive can't be longer than this.
const MAX_MODIFIERS: usize = 20;

/// Splits a format string into its pieces.
pub fn parse(format: &[u8]) -> Pieces<'_> {
    Pieces { rest: format }
}

/// The iterator that [`parse`] gives.
#[derive(Debug, Clone)]
pub struct Pieces<'a> {
    rest: &'a [u8],
}

impl<'a> Iterator for Pieces<'a> {
    type Item = Piece<'a>;

    fn next(&mut self) -> Option<Piece<'a>> {
        let (piece, rest) = match self.rest {
            [] => return None,
            [b'%', b'%', rest @ ..] => (Piece::Literal(b"%"), rest),
            [b'%', directive @ ..] => {
                let (spec, rest) = parse_directive(directive);
                (Piece::Directive(spec), rest)
            }
            text => {
                let end = text.iter().position(|&byte| byte == b'%').unwrap_or(text.len());
                let (literal, rest) = text.split_at(end);
                (Piece::Literal(literal), rest)
            }
        };
        self.rest = rest;
        Some(piece)
    }
}

/// Reads a directive from behind its `%`; gives what follows it too.
fn parse_directive(text: &[u8]) -> (Result<Spec, TextError>, &[u8]) {
    let modifiers_end = text.iter().position(|byte| !b"-+#0 123456789.".contains(byte)).unwrap_or(text.len());
    let (modifiers, tail) = text.split_at(modifiers_end);
    if modifiers.len() > MAX_MODIFIERS {
        return (Err(TextError::message("invalid format (too long)")), tail);
    }
    let Some((&conversion, rest)) = tail.split_first() else {
        return (Err(invalid_conversion(text)), tail);
    };
    let written = text.get(..=modifiers_end).unwrap_or(text);
    (parse_spec(modifiers, conversion, written), rest)
}

fn parse_spec(modifiers: &[u8], conversion: u8, written: &[u8]) -> Result<Spec, TextError> {
    let (flags, takes_precision): (&[u8], bool) = match conversion {
        b'c' | b'p' => (b"-", false),
        b's' => (b"-", true),
        b'd' | b'i' => (b"-+0 ", true),
        b'u' => (b"-0", true),
        b'o' | b'x' | b'X' => (b"-#0", true),
        b'a' | b'A' | b'e' | b'E' | b'f' | b'g' | b'G' => (b"-+#0 ", true),
        b'q' if modifiers.is_empty() => (b"", false),
        b'q' => return Err(TextError::message("specifier '%q' cannot have modifiers")),
        _ => return Err(invalid_conversion(written)),
    };
    let mut spec = Spec {
        conversion,
        left: false,
        plus: false,
        space: false,
        alternate: false,
        zero: false,
        width: 0,
        precision: None,
    };
    let mut rest = modifiers;
    while let [flag, tail @ ..] = rest
        && flags.contains(flag)
    {
        match flag {
            b'-' => spec.left = true,
            b'+' => spec.plus = true,
            b' ' => spec.space = true,
            b'#' => spec.alternate = true,
            _ => spec.zero = true,
        }
        rest = tail;
    }
    // A zero here is one that isn't allowed as a flag; a width can't start with it.
    if rest.first() != Some(&b'0') {
        (spec.width, rest) = take_two_digits(rest);
        if takes_precision && let [b'.', tail @ ..] = rest {
            let precision;
            (precision, rest) = take_two_digits(tail);
            spec.precision = Some(precision);
        }
    }
    if !rest.is_empty() {
        let shown = String::from_utf8_lossy(written);
        return Err(TextError::message(format!("invalid conversion specification: '%{shown}'")));
    }
    Ok(spec)
}

fn invalid_conversion(written: &[u8]) -> TextError {
    let shown = written.split(|&byte| byte == 0).next().unwrap_or(&[]);
    TextError::message(format!("invalid conversion '%{}' to 'format'", String::from_utf8_lossy(shown)))
}

fn take_two_digits(text: &[u8]) -> (usize, &[u8]) {
    let length = text.iter().take(2).take_while(|byte| byte.is_ascii_digit()).count();
    let (digits, rest) = text.split_at(length);
    (digits.iter().fold(0, |value, &byte| value * 10 + usize::from(byte - b'0')), rest)
}

impl Spec {
    /// The argument that this directive takes, and so the method that writes it.
    pub fn kind(&self) -> Kind {
        match self.conversion {
            b'c' => Kind::Char,
            b'd' | b'i' | b'u' | b'o' | b'x' | b'X' => Kind::Int,
            b'p' => Kind::Pointer,
            b'q' => Kind::Quoted,
            b's' => Kind::String,
            _ => Kind::Float,
        }
    }

    /// Whether it is the letter alone.
    fn is_plain(&self) -> bool {
        !self.left && self.width == 0 && self.precision.is_none()
    }

    /// Writes `%c`: the lowest byte of `value`.
    pub fn format_char(&self, value: i64, out: &mut Vec<u8>) {
        self.pad(out, "", &[value as u8], false);
    }

    /// Writes one of `%d %i %u %o %x %X`.
    pub fn format_int(&self, value: i64, out: &mut Vec<u8>) {
        let bits = value as u64;
        let (mut prefix, digits) = match self.conversion {
            b'o' => ("", format!("{bits:o}")),
            b'x' => (if self.alternate { "0x" } else { "" }, format!("{bits:x}")),
            b'X' => (if self.alternate { "0X" } else { "" }, format!("{bits:X}")),
            b'u' => ("", format!("{bits}")),
            _ => (self.sign(value < 0), format!("{}", value.unsigned_abs())),
        };
        let unsigned_prefix = matches!(self.conversion, b'x' | b'X');
        if value == 0 && unsigned_prefix {
            prefix = "";
        }
        let digits = if value == 0 && self.precision == Some(0) { String::new() } else { digits };
        let mut zeros = self.precision.unwrap_or(0).saturating_sub(digits.len());
        if self.conversion == b'o' && self.alternate && zeros == 0 && !digits.starts_with('0') {
            zeros = 1;
        }
        let mut body = vec![b'0'; zeros];
        body.extend_from_slice(digits.as_bytes());
        self.pad(out, prefix, &body, self.zero && self.precision.is_none());
    }

    /// Writes one of `%a %A %e %E %f %g %G`, with the digits that C gives.
    pub fn format_float(&self, value: f64, out: &mut Vec<u8>) {
        let upper = self.conversion.is_ascii_uppercase();
        let sign = self.sign(value.is_sign_negative() && !value.is_nan());
        if !value.is_finite() {
            let word = non_finite_word(value.copysign(1.0));
            let word = if upper { word.to_ascii_uppercase() } else { word.to_owned() };
            self.pad(out, sign, word.as_bytes(), false);
            return;
        }
        let style = FloatStyle { precision: self.precision, alternate: self.alternate, upper };
        let write = match self.conversion {
            b'a' | b'A' => write_hexadecimal,
            b'e' | b'E' => write_scientific,
            b'f' => write_fixed,
            _ => write_general,
        };
        let mut body = Vec::new();
        write(&mut body, value.abs(), style);
        // Zeros go behind the prefix of a hexadecimal float.
        let is_hexadecimal = matches!(self.conversion, b'a' | b'A');
        let (prefix, body) = body.split_at(if is_hexadecimal { 2.min(body.len()) } else { 0 });
        let prefix = format!("{sign}{}", String::from_utf8_lossy(prefix));
        self.pad(out, &prefix, body, self.zero);
    }

    /// Writes `%s`. `position` is the argument's, counted from 1 with the format string as the first.
    ///
    /// # Errors
    ///
    /// "string contains zeros" where there is a width or a precision and `text` has a zero byte.
    pub fn format_string(&self, text: &[u8], position: usize, out: &mut Vec<u8>) -> Result<(), TextError> {
        if self.is_plain() {
            out.extend_from_slice(text);
            return Ok(());
        }
        if text.contains(&0) {
            return Err(TextError::argument(position, "string contains zeros"));
        }
        let length = self.precision.unwrap_or(text.len()).min(text.len());
        self.pad(out, "", text.get(..length).unwrap_or(text), false);
        Ok(())
    }

    /// Writes `%p`: an address, or `(null)` for what has none (nil, booleans, numbers).
    pub fn format_pointer(&self, address: Option<u64>, out: &mut Vec<u8>) {
        let text = address.map_or_else(|| "(null)".to_owned(), |address| format!("{address:#x}"));
        self.pad(out, "", text.as_bytes(), false);
    }

    fn sign(&self, negative: bool) -> &'static str {
        match (negative, self.plus, self.space) {
            (true, ..) => "-",
            (_, true, _) => "+",
            (_, _, true) => " ",
            _ => "",
        }
    }

    /// Writes `prefix` and `body` at the least width; zeros go between the two.
    fn pad(&self, out: &mut Vec<u8>, prefix: &str, body: &[u8], with_zeros: bool) {
        let missing = self.width.saturating_sub(prefix.len() + body.len());
        let fill = |byte| std::iter::repeat_n(byte, missing);
        match (self.left, with_zeros) {
            (true, _) => {
                out.extend_from_slice(prefix.as_bytes());
                out.extend_from_slice(body);
                out.extend(fill(b' '));
            }
            (false, true) => {
                out.extend_from_slice(prefix.as_bytes());
                out.extend(fill(b'0'));
                out.extend_from_slice(body);
            }
            (false, false) => {
                out.extend(fill(b' '));
                out.extend_from_slice(prefix.as_bytes());
                out.extend_from_slice(body);
            }
        }
    }
}

/// What `%q` says to a value other than nil, a boolean, a number or a string. `position` is the argument's, counted from 1.
pub fn no_literal_form(position: usize) -> TextError {
    TextError::argument(position, "value has no literal form")
}

/// The most bytes that [`quote_string`] writes.
pub fn quoted_length(text: &[u8]) -> usize {
    let escapes: usize = text
        .iter()
        .map(|byte| match byte {
            b'"' | b'\\' | b'\n' => 1,
            byte if byte.is_ascii_control() => 3,
            _ => 0,
        })
        .sum();
    text.len().saturating_add(escapes).saturating_add(2)
}

/// Writes a string as `%q` does: a literal that Lua reads back.
pub fn quote_string(text: &[u8], out: &mut Vec<u8>) {
    out.push(b'"');
    for (index, &byte) in text.iter().enumerate() {
        match byte {
            b'"' | b'\\' | b'\n' => out.extend_from_slice(&[b'\\', byte]),
            _ if byte.is_ascii_control() => {
                // Three digits where the next byte would be read as one more of them.
                let before_digit = text.get(index + 1).is_some_and(u8::is_ascii_digit);
                let digits = [byte / 100, byte / 10 % 10, byte % 10].map(|digit| b'0' + digit);
                let needed = if before_digit || byte >= 100 { 3 } else { 1 + usize::from(byte >= 10) };
                out.push(b'\\');
                out.extend(digits.iter().skip(3 - needed));
            }
            _ => out.push(byte),
        }
    }
    out.push(b'"');
}

/// Writes an integer as `%q` does. The least one is in hexadecimal, as its decimal digits would be read as a float.
pub fn quote_int(value: i64, out: &mut Vec<u8>) {
    if value == i64::MIN {
        out.extend_from_slice(b"0x8000000000000000");
    } else {
        write_integer(out, value);
    }
}

/// Writes a float as `%q` does: in hexadecimal, so that reading it back gives the same bits.
pub fn quote_float(value: f64, out: &mut Vec<u8>) {
    if value.is_nan() {
        out.extend_from_slice(b"(0/0)");
        return;
    }
    if value.is_sign_negative() {
        out.push(b'-');
    }
    if value.is_infinite() {
        out.extend_from_slice(b"1e9999");
        return;
    }
    write_hexadecimal(out, value.abs(), FloatStyle { precision: None, alternate: false, upper: false });
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spec(format: &str) -> Result<Spec, TextError> {
        match parse(format.as_bytes()).next() {
            Some(Piece::Directive(spec)) => spec,
            other => panic!("{other:?}"),
        }
    }

    fn int(format: &str, value: i64) -> String {
        let mut out = Vec::new();
        spec(format).unwrap().format_int(value, &mut out);
        String::from_utf8(out).unwrap()
    }

    fn float(format: &str, value: f64) -> String {
        let mut out = Vec::new();
        spec(format).unwrap().format_float(value, &mut out);
        String::from_utf8(out).unwrap()
    }

    fn string(format: &str, value: &str) -> String {
        let mut out = Vec::new();
        spec(format).unwrap().format_string(value.as_bytes(), 2, &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    fn error(format: &str) -> String {
        spec(format).unwrap_err().to_string()
    }

    #[test]
    fn splits_into_pieces() {
        let pieces: Vec<_> = parse(b"a%%b%d").collect();
        let literals = [Piece::Literal(b"a"), Piece::Literal(b"%"), Piece::Literal(b"b")];
        assert_eq!(pieces[..3], literals);
        assert!(matches!(&pieces[3..], [Piece::Directive(Ok(spec))] if spec.kind() == Kind::Int));
    }

    #[test]
    fn a_caller_walks_the_pieces() {
        let mut out = Vec::new();
        for piece in parse(b"<%05.1f%%>") {
            match piece {
                Piece::Literal(bytes) => out.extend_from_slice(bytes),
                Piece::Directive(spec) => spec.unwrap().format_float(2.25, &mut out),
            }
        }
        assert_eq!(out, b"<002.2%>");
    }

    #[test]
    fn integers() {
        assert_eq!(int("%5d|", 42), "   42");
        assert_eq!(int("%-5d", -42), "-42  ");
        assert_eq!(int("%+05d", 42), "+0042");
        assert_eq!(int("% .3i", 7), " 007");
        assert_eq!(int("%05.3d", 7), "  007");
        assert_eq!(int("%.0d", 0), "");
        assert_eq!(int("%d", i64::MIN), "-9223372036854775808");
        assert_eq!(int("%x", -1), "ffffffffffffffff");
        assert_eq!(int("%#X", 255), "0XFF");
        assert_eq!(int("%#x", 0), "0");
        assert_eq!(int("%#08x", 255), "0x0000ff");
        assert_eq!(int("%#o", 8), "010");
        assert_eq!(int("%#.0o", 0), "0");
    }

    #[test]
    fn floats() {
        assert_eq!(float("%5.1f", 3.25), "  3.2");
        assert_eq!(float("%g", 1e20), "1e+20");
        assert_eq!(float("%+.3e", 12345.678), "+1.235e+04");
        assert_eq!(float("%08.2f", -3.5), "-0003.50");
        assert_eq!(float("%08f", f64::NEG_INFINITY), "    -inf");
        assert_eq!(float("%G", f64::INFINITY), "INF");
        assert_eq!(float("%a", -1.0), "-0x1p+0");
        assert_eq!(float("%012A", 1.5), "0X00001.8P+0");
        assert_eq!(float("%.99f", 1e308).len(), 309 + 1 + 99);
        assert_eq!(float("%.20f", 0.1), "0.10000000000000000555");
    }

    #[test]
    fn strings() {
        assert_eq!(string("%s", "a\0b"), "a\0b");
        assert_eq!(string("%5.2s", "abc"), "   ab");
        assert_eq!(string("%-5s", "abc"), "abc  ");
        let zeros = spec("%5s").unwrap().format_string(b"a\0", 3, &mut Vec::new());
        assert_eq!(zeros, Err(TextError::argument(3, "string contains zeros")));
        let mut out = Vec::new();
        spec("%3c").unwrap().format_char(0, &mut out);
        spec("%10p").unwrap().format_pointer(None, &mut out);
        spec("%p").unwrap().format_pointer(Some(0x1f), &mut out);
        assert_eq!(out, b"  \0    (null)0x1f");
    }

    #[test]
    fn quotes() {
        let mut out = Vec::new();
        quote_string(b"a\"\\\n\r\x001\x7f\xff", &mut out);
        assert_eq!(out, b"\"a\\\"\\\\\\\n\\13\\0001\\127\xff\"");
        out.clear();
        quote_int(i64::MIN, &mut out);
        quote_float(-0.5, &mut out);
        quote_float(f64::NEG_INFINITY, &mut out);
        quote_float(f64::NAN, &mut out);
        assert_eq!(out, b"0x8000000000000000-0x1p-1-1e9999(0/0)");
    }

    #[test]
    fn refuses_what_puc_lua_refuses() {
        assert_eq!(error("%y"), "invalid conversion '%y' to 'format'");
        assert_eq!(error("%"), "invalid conversion '%' to 'format'");
        assert_eq!(error("%5"), "invalid conversion '%5' to 'format'");
        assert_eq!(error("%F"), "invalid conversion '%F' to 'format'");
        assert_eq!(error("%123d"), "invalid conversion specification: '%123d'");
        assert_eq!(error("%.123d"), "invalid conversion specification: '%.123d'");
        assert_eq!(error("%#d"), "invalid conversion specification: '%#d'");
        assert_eq!(error("%05s"), "invalid conversion specification: '%05s'");
        assert_eq!(error("%.3c"), "invalid conversion specification: '%.3c'");
        assert_eq!(error("%5q"), "specifier '%q' cannot have modifiers");
        assert_eq!(error("%0123456789012345678901234567890d"), "invalid format (too long)");
    }
}
