//! Operators of other languages.

use super::Hint;
use super::code::Code;
use crate::lexer::SyntaxError;

/// An edit that puts a word in the place of signs, with a space on each side where there is none.
fn word(code: &Code<'_>, first: usize, last: usize, word: &str) -> (std::ops::Range<usize>, String) {
    let range = code.start(first)..code.end(last);
    let blank = |byte: Option<&u8>| byte.is_none_or(|byte| byte.is_ascii_whitespace());
    let before = if blank(range.start.checked_sub(1).and_then(|at| code.source.get(at))) { "" } else { " " };
    let after = if blank(code.source.get(range.end)) { "" } else { " " };
    (range, format!("{before}{word}{after}"))
}

/// What is shown of a piece of program in a message.
fn shown(text: &str) -> String {
    const MOST: usize = 60;
    match text.char_indices().nth(MOST) {
        Some((at, _)) => format!("{}…", text.get(..at).unwrap_or_default()),
        None => text.to_owned(),
    }
}

/// `x += 1` and its like.
pub(super) fn compound_assignment(code: &Code<'_>, at: usize, _: &SyntaxError) -> Option<Hint> {
    let op = code.text(at);
    let before = at.checked_sub(1)?;
    // `||=` and `&&=` are three tokens.
    let (lua, equals) = match op {
        "+" | "-" | "*" | "/" | "//" | "%" | "^" | ".." | "&" | "|" | "<<" | ">>"
            if code.text(at + 1) == "=" =>
        {
            (op, at + 1)
        }
        "*" if code.text(at + 1) == "*" && code.text(at + 2) == "=" => ("^", at + 2),
        "|" if code.text(at + 1) == "|" && code.text(at + 2) == "=" => ("or", at + 2),
        "&" if code.text(at + 1) == "&" && code.text(at + 2) == "=" => ("and", at + 2),
        _ => return None,
    };
    let is_whole = (at..equals).all(|i| code.touches_next(i));
    if !is_whole || !(code.is_name(before) || code.text(before) == "]") {
        return None;
    }
    let start = code.operand_start(before);
    let target = code.slice(code.start(start)..code.end(before));
    let (first, end) = (equals + 1, code.value_end(equals + 1));
    let written = code.slice(code.start(at)..code.end(equals));
    if first >= end {
        return Some(Hint::new(format!("'{written}' isn't in Lua; write {target} = {target} {lua} …")));
    }
    let value = code.slice(code.start(first)..code.end(end - 1));
    // Whatever binds less than the operator itself goes into parentheses.
    let is_split = |text: &str| match lua {
        "+" => is_looser_than_sum(text),
        "-" => is_looser_than_sum(text) || matches!(text, "+" | "-"),
        ".." => is_looser_than_sum(text) && text != "..",
        _ => is_operator(text),
    };
    let value = if (first + 1..end).any(|i| is_split(code.text(i))) {
        format!("({value})")
    } else {
        value.to_owned()
    };
    let instead = format!("{target} = {target} {lua} {value}");
    let hint = Hint::new(format!("'{written}' isn't in Lua; write {}", shown(&instead)));
    let mut until = code.end(end - 1);
    if code.text(end) == ";" && code.ends_line(end) {
        until = code.end(end);
    }
    Some(hint.fix(format!("Change to {}", shown(&instead)), vec![(code.start(start)..until, instead)]))
}

fn is_operator(text: &str) -> bool {
    matches!(text, "+" | "-" | "*" | "/" | "//" | "%" | "^") || is_looser_than_sum(text)
}

fn is_looser_than_sum(text: &str) -> bool {
    matches!(
        text,
        ".." | "&"
            | "|"
            | "~"
            | "<<"
            | ">>"
            | "=="
            | "~="
            | "<"
            | ">"
            | "<="
            | ">="
            | "and"
            | "or"
            | "?"
            | "!"
    )
}

/// `x++`, `++x`, `x--`.
pub(super) fn steps(code: &Code<'_>, at: usize, _: &SyntaxError) -> Option<Hint> {
    let ends_target = |i: usize| code.is_name(i) || code.text(i) == "]";
    let before = at.checked_sub(1);
    if let Some(before) = before
        && ends_target(before)
    {
        let start = code.operand_start(before);
        let end = code.end(before);
        let rest = code.slice(end..code.line_end(end));
        // `--` begins a comment; with something else behind it, it is meant as one.
        let is_down = rest.starts_with("--") && rest.trim_end().trim_end_matches(';') == "--";
        if code.starts_statement(start) && is_down {
            return Some(step(code, start, before, end..end + rest.trim_end().len(), "-"));
        }
    }
    // In front of a name the second sign is the one that is wrong.
    let at = match before {
        Some(before) if code.text(before) == "+" && code.touches_next(before) => before,
        _ => at,
    };
    let before = at.checked_sub(1);
    if code.text(at) != "+" || code.text(at + 1) != "+" || !code.touches_next(at) {
        return None;
    }
    if let Some(before) = before
        && ends_target(before)
        && code.same_line(before, at)
    {
        let start = code.operand_start(before);
        let semicolon = usize::from(code.text(at + 2) == ";" && code.ends_line(at + 2));
        return Some(step(code, start, before, code.start(at)..code.end(at + 1 + semicolon), "+"));
    }
    code.is_name(at + 2).then(|| {
        let mut last = at + 2;
        while matches!(code.text(last + 1), ".") && code.is_name(last + 2) {
            last += 2;
        }
        let name = code.slice(code.start(at + 2)..code.end(last));
        let instead = format!("{name} = {name} + 1");
        let hint = Hint::new(format!("'++' isn't in Lua; write {instead}")).at(code.start(at));
        // Within an expression it would have to be taken apart.
        match code.starts_statement(at) {
            true => hint.fix(format!("Change to {instead}"), vec![(code.start(at)..code.end(last), instead)]),
            false => hint,
        }
    })
}

fn step(code: &Code<'_>, start: usize, last: usize, signs: std::ops::Range<usize>, op: &str) -> Hint {
    let target = code.slice(code.start(start)..code.end(last));
    let instead = format!("{target} = {target} {op} 1");
    let message = match op {
        "-" => format!("'--' begins a comment; to count down, write {instead}"),
        _ => format!("'++' isn't in Lua; write {instead}"),
    };
    let hint = Hint::new(message).at(code.start(start));
    hint.fix(format!("Change to {instead}"), vec![(code.start(start)..signs.end, instead)])
}

/// `!=`, `!`, `&&`, `||`.
pub(super) fn logic(code: &Code<'_>, at: usize, _: &SyntaxError) -> Option<Hint> {
    let pair =
        |i: usize, sign: &str| code.text(i) == sign && code.text(i + 1) == sign && code.touches_next(i);
    let change = |at: usize, last: usize, lua: &str, edit| {
        let written = code.slice(code.start(at)..code.end(last));
        let hint = Hint::new(format!("'{written}' isn't in Lua; write {lua}")).at(code.start(at));
        hint.fix(format!("Change to {lua}"), vec![edit])
    };
    match code.text(at) {
        "!" if code.touches_next(at) && matches!(code.text(at + 1), "=" | "==") => {
            Some(change(at, at + 1, "~=", (code.start(at)..code.end(at + 1), "~=".into())))
        }
        "!" => Some(change(at, at, "not", word(code, at, at, "not"))),
        sign @ ("&" | "|") => {
            let first = match at.checked_sub(1) {
                Some(before) if pair(before, sign) => before,
                _ if pair(at, sign) => at,
                _ => return None,
            };
            let lua = if sign == "&" { "and" } else { "or" };
            Some(change(first, first + 1, lua, word(code, first, first + 1, lua)))
        }
        _ => None,
    }
}

/// `=` in a condition, `==` to assign, `===`, `<>`, `=>`, `**`, `:=`.
pub(super) fn comparison(code: &Code<'_>, at: usize, error: &SyntaxError) -> Option<Hint> {
    let before = at.checked_sub(1);
    let touches_before = before.is_some_and(|before| code.touches_next(before));
    let touches_next = code.touches_next(at);
    let instead = |from: usize, to: usize, message: &str, lua: &str| {
        let hint = Hint::new(message).at(code.start(from));
        Some(hint.fix(format!("Change to {lua}"), vec![(code.start(from)..code.end(to), lua.to_owned())]))
    };
    match (code.before(at), code.text(at), code.text(at + 1)) {
        ("==", "=", _) if touches_before => instead(at - 1, at, "'===' isn't in Lua; write ==", "=="),
        ("<", ">", _) if touches_before => instead(at - 1, at, "'<>' isn't in Lua; write ~=", "~="),
        (_, "<", ">") if touches_next => instead(at, at + 1, "'<>' isn't in Lua; write ~=", "~="),
        ("*", "*", _) if touches_before => {
            instead(at - 1, at, "'**' isn't in Lua; a power is written ^", "^")
        }
        (":", "=", _) if touches_before => {
            instead(at - 1, at, "':=' isn't in Lua; write = (and local before a new variable)", "=")
        }
        ("=", "<" | ">", _) if touches_before && in_condition(code, at) => {
            let lua = format!("{}=", code.text(at));
            instead(at - 1, at, &format!("'={}' isn't in Lua; write {lua}", code.text(at)), &lua)
        }
        (_, "=", sign @ ("<" | ">")) if touches_next && in_condition(code, at) => {
            instead(at, at + 1, &format!("'={sign}' isn't in Lua; write {sign}="), &format!("{sign}="))
        }
        (_, "=", ">") if touches_next => {
            Some(Hint::new("'=>' isn't in Lua; a function is written function(x) … end").at(code.start(at)))
        }
        ("(", ")", "=") if code.text(at + 2) == ">" => Some(
            Hint::new("'=>' isn't in Lua; a function is written function() … end").at(code.start(at + 1)),
        ),
        (_, "=", _) if in_condition(code, at) => {
            instead(at, at, "'=' sets a variable; to compare, write ==", "==")
        }
        (_, "==", _) if error.message.starts_with("syntax error") || is_after_local(code, at) => {
            instead(at, at, "'==' compares; to set a variable, write =", "=")
        }
        _ => None,
    }
}

fn is_after_local(code: &Code<'_>, at: usize) -> bool {
    at >= 2 && code.is_name(at - 1) && code.text(at - 2) == "local"
}

/// Whether a token stands in the condition of an `if`, `elseif`, `while` or `until`.
fn in_condition(code: &Code<'_>, at: usize) -> bool {
    for i in (0..at).rev() {
        match code.text(i) {
            "if" | "elseif" | "while" | "until" => return true,
            "then" | "do" | "end" | "=" | "local" | "return" | "function" | "{" => return false,
            _ if code.line(i) + 3 < code.line(at) => return false,
            _ => {}
        }
    }
    false
}

/// `condition ? a : b`.
pub(super) fn conditional(code: &Code<'_>, at: usize, _: &SyntaxError) -> Option<Hint> {
    if code.text(at) != "?" {
        return None;
    }
    if code.text(at + 1) == "." || code.text(at + 1) == "?" {
        return Some(Hint::new(format!("'?{}' isn't in Lua; write a and a.b, or a or b", code.text(at + 1))));
    }
    let hint = Hint::new("'? :' isn't in Lua; write condition and a or b");
    let colon = code.line_tokens(code.line(at)).find(|&i| i > at && code.text(i) == ":");
    let Some(colon) = colon else { return Some(hint) };
    Some(hint.fix("Change to and … or", vec![word(code, at, at, "and"), word(code, colon, colon, "or")]))
}
