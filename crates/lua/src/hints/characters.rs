//! Signs that no token begins with, comments of other languages, and what is wrong within a text or a number.

use super::Hint;
use super::code::Code;
use crate::lexer::{SyntaxError, Tok};

/// What stands for a sign that looks like one of Lua's.
fn plain_sign(c: char) -> Option<String> {
    Some(match c {
        '“' | '”' | '„' | '‟' | '«' | '»' | '＂' => "\"".into(),
        '‘' | '’' | '‚' | '‛' | '´' => "'".into(),
        '\u{A0}' | '\u{2000}'..='\u{200A}' | '\u{202F}' | '\u{205F}' | '\u{3000}' => " ".into(),
        '\u{200B}'..='\u{200D}' | '\u{2060}' | '\u{FEFF}' => String::new(),
        '−' | '–' | '—' => "-".into(),
        '×' | '·' => "*".into(),
        '÷' => "/".into(),
        '≠' => "~=".into(),
        '≤' => "<=".into(),
        '≥' => ">=".into(),
        '…' => "...".into(),
        '、' => ",".into(),
        '。' => ".".into(),
        '！'..='～' => char::from_u32(c as u32 - 0xFEE0)?.to_string(),
        _ => return None,
    })
}

/// A sign's name, in words.
fn describe(c: char) -> String {
    match c {
        '\u{A0}' | '\u{2000}'..='\u{200A}' | '\u{202F}' | '\u{205F}' | '\u{3000}' => {
            "a special space (one that doesn't break lines, or a wide one)".into()
        }
        '\u{200B}'..='\u{200D}' | '\u{2060}' | '\u{FEFF}' => "an invisible sign".into(),
        '“' | '”' | '„' | '‟' | '‘' | '’' | '‚' | '‛' => format!("a curly quote ({c})"),
        '！'..='～' => format!("a full-width sign ({c})"),
        c => format!("'{c}'"),
    }
}

/// The character that begins at a byte.
fn character(code: &Code<'_>, byte: usize) -> Option<char> {
    let bytes = code.source.get(byte..code.source.len().min(byte + 4))?;
    let valid = match std::str::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) => std::str::from_utf8(bytes.get(..error.valid_up_to())?).ok()?,
    };
    valid.chars().next()
}

/// Curly quotes, special spaces, full-width signs, mathematical signs; letters that no name may have.
pub(super) fn characters(code: &Code<'_>, _: usize, error: &SyntaxError) -> Option<Hint> {
    let on_line = code.line_tokens(error.position.line);
    let strange = |i: &usize| match code.tok(*i) {
        Tok::Unknown(byte) if !byte.is_ascii() => character(code, code.start(*i)),
        _ => None,
    };
    let (first, sign) = on_line.clone().find_map(|i| Some((i, strange(&i)?)))?;
    if sign.is_alphabetic() && plain_sign(sign).is_none() {
        let message =
            format!("'{sign}' can't be in a name: names are made of the letters a to z, digits and _");
        return Some(Hint::new(message).at(code.start(first)));
    }
    // All of them in the text at once: they came with one paste.
    let mut edits = Vec::new();
    for i in 0..code.tokens.len() {
        if let Some(sign) = strange(&i)
            && let Some(plain) = plain_sign(sign)
        {
            edits.push((code.start(i)..code.start(i) + sign.len_utf8(), plain));
        }
    }
    plain_sign(sign).map(|plain| {
        let instead = match plain.as_str() {
            "" | " " => String::new(),
            plain => format!("; write {plain} instead"),
        };
        Hint::new(format!("{} is no sign of Lua{instead}", describe(sign)))
            .at(code.start(first))
            .fix("Replace such signs by plain ones", edits)
    })
}

/// `//`, `/* */` and `#` in place of `--`.
pub(super) fn comments(code: &Code<'_>, at: usize, _: &SyntaxError) -> Option<Hint> {
    if code.text(at) == "/" && code.text(at + 1) == "*" && code.touches_next(at) {
        let start = code.start(at);
        let rest = code.source.get(start..).unwrap_or_default();
        let close = rest.windows(2).position(|pair| pair == b"*/").map(|close| start + close);
        let edits = close.map_or(Vec::new(), |close| {
            vec![(start..close + 2, format!("--[[{}]]", code.slice(start + 2..close)))]
        });
        let hint = Hint::new("a comment over several lines is written --[[ … ]], not /* … */");
        return Some(hint.fix("Change to --[[ … ]]", edits));
    }
    // The sign may lie before the token at which the parser gave up, since `//` divides and `#` counts.
    let candidates = [Some(at), at.checked_sub(1)];
    let mut lines = candidates.into_iter().flatten().map(|i| code.line_tokens(code.line(i)));
    let sign = lines.find_map(|mut line| line.find(|&i| i <= at && is_comment(code, i)))?;
    let text = code.text(sign);
    let mut edits = Vec::new();
    for i in 0..code.tokens.len() {
        if i == sign || (code.text(i) == text && code.starts_line(i) && is_comment(code, i)) {
            edits.push((code.range(i), "--".to_owned()));
        }
    }
    let hint = Hint::new(format!("a comment begins with --, not with {text}")).at(code.start(sign));
    Some(hint.fix("Change to --", edits))
}

/// Whether `//` or `#` begins what reads as a comment: it is the first of its line, or stands behind a whole statement
/// and before words.
fn is_comment(code: &Code<'_>, i: usize) -> bool {
    match code.text(i) {
        "//" if code.starts_line(i) => true,
        "//" => {
            let mut words = code.line_tokens(code.line(i)).filter(|&j| j > i);
            let follows = words.clone().next().is_some_and(|j| code.is_name(j));
            let is_prose = |j: usize| code.is_name(j) && code.is_name(j + 1) && code.same_line(j, j + 1);
            follows && words.any(is_prose)
        }
        "#" => code.starts_line(i) || i.checked_sub(1).is_some_and(|before| code.ends_value(before)),
        _ => false,
    }
}

/// `` `a text` ``
pub(super) fn backticks(code: &Code<'_>, at: usize, _: &SyntaxError) -> Option<Hint> {
    if code.text(at) != "`" {
        return None;
    }
    let start = code.start(at);
    let hint =
        Hint::new("a text stands in \" or ', and values are put into it by '..', as in \"x is \" .. x");
    let rest = code.slice(start + 1..code.line_end(start));
    match rest.split_once('`') {
        Some((text, _)) if !text.contains("${") && !text.contains('"') => {
            let end = start + 1 + text.len();
            let edits = vec![(start..start + 1, "\"".into()), (end..end + 1, "\"".into())];
            Some(hint.fix("Change to \"…\"", edits))
        }
        _ => Some(hint),
    }
}

/// A text without its closing quote, and a backslash too many.
pub(super) fn strings(code: &Code<'_>, _: usize, error: &SyntaxError) -> Option<Hint> {
    if let Some(near) = error.message.strip_prefix("unfinished string near ") {
        let end = byte_of(code, error)?;
        let line = code.slice(code.line_start(end)..code.line_end(end));
        let quote = match near.trim_start_matches('\'').chars().next() {
            Some(quote @ '"') => quote,
            _ if near == "<eof>" => line.chars().rev().find(|c| matches!(c, '"' | '\''))?,
            _ => '\'',
        };
        // Brackets and signs at the end belong to the program.
        let written = line.trim_end().trim_end_matches([')', ';', ',', '}']);
        let close = code.line_start(end) + written.len();
        let hint = Hint::new(format!("this text has no closing {quote}"));
        return Some(
            hint.at(close.saturating_sub(1))
                .fix(format!("Close it with {quote}"), vec![(close..close, quote.to_string())]),
        );
    }
    if error.message.starts_with("invalid escape sequence") {
        let end = byte_of(code, error)?;
        let start = code.source.get(..end)?.iter().rposition(|&b| b == b'\\')?;
        let hint = Hint::new(
            "a backslash in a text begins a special sign, such as \\n; a plain one is written \\\\",
        );
        return Some(hint.at(start).fix("Change to \\\\", vec![(start..start, "\\".into())]));
    }
    None
}

/// Digits with a unit or a suffix, ranges of other languages.
pub(super) fn numbers(code: &Code<'_>, _: usize, error: &SyntaxError) -> Option<Hint> {
    let near = error.message.strip_prefix("malformed number near '")?.strip_suffix('\'')?;
    let end = byte_of(code, error)?;
    let start = end.checked_sub(near.len())?;
    if near.contains("..") {
        return Some(Hint::new("a range is written in the loop itself: for i = 1, 10 do").at(start));
    }
    let digits: usize = near.bytes().take_while(|b| b.is_ascii_digit() || *b == b'.').count();
    let rest = code.source.get(start + digits..).unwrap_or_default();
    let unit = rest.iter().take_while(|b| b.is_ascii_alphanumeric() || **b == b'_').count();
    let (number, suffix) =
        (code.slice(start..start + digits), code.slice(start + digits..start + digits + unit));
    if number.is_empty() || suffix.is_empty() {
        return None;
    }
    if suffix.starts_with('_') {
        let all = code.slice(start..start + digits + unit).replace('_', "");
        let hint = Hint::new(format!("digits are written without '_' between: {all}")).at(start);
        return Some(hint.fix(format!("Change to {all}"), vec![(start..start + digits + unit, all)]));
    }
    let hint = Hint::new(format!("a number has no letters behind it; write {number}")).at(start);
    Some(
        hint.fix(format!("Change to {number}"), vec![(start + digits..start + digits + unit, String::new())]),
    )
}

/// The byte at which the lexer gave up.
fn byte_of(code: &Code<'_>, error: &SyntaxError) -> Option<usize> {
    let mut start = 0;
    for _ in 1..error.position.line {
        start += code.source.get(start..)?.iter().position(|&b| b == b'\n')? + 1;
    }
    let line = code.slice(start..code.line_end(start));
    let column = error.position.column.saturating_sub(1) as usize;
    Some(start + line.char_indices().map(|(at, _)| at).chain([line.len()]).nth(column)?)
}
