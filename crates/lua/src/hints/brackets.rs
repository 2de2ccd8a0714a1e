//! Brackets, commas, and what stands between them.

use super::Hint;
use super::code::Code;
use crate::lexer::{SyntaxError, Tok};

/// `{ name: 1 }` and `{ "name": 1 }`.
pub(super) fn fields_with_colons(code: &Code<'_>, at: usize, _: &SyntaxError) -> Option<Hint> {
    let open = (at.saturating_sub(3)..=at).rev().find_map(|i| {
        let open = code.enclosing(i)?;
        (code.text(open) == "{").then_some(open)
    })?;
    // The whole of the outermost table at once.
    let mut outermost = open;
    while let Some(further) = code.enclosing(outermost) {
        if !matches!(code.text(further), "{" | "[") {
            break;
        }
        outermost = further;
    }
    let close = code.closing(outermost).unwrap_or(code.tokens.len());
    let mut edits = Vec::new();
    let mut first = None;
    for i in outermost..close {
        let is_key = matches!(code.text(i), "{" | "," | ";")
            && code.text(i + 2) == ":"
            && (code.is_name(i + 1) || matches!(code.tok(i + 1), Tok::Str(_)))
            // A method's call has no space behind its colon.
            && (code.text(i + 4) != "(" || !code.touches_next(i + 2));
        if !is_key {
            continue;
        }
        first.get_or_insert(i + 1);
        match code.is_name(i + 1) {
            true => edits.push((code.range(i + 2), " =".to_owned())),
            false => {
                let key = code.text(i + 1).trim_matches(['"', '\'']);
                let is_plain = key.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
                    && key.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
                let key = if is_plain { key.to_owned() } else { format!("[{}]", code.text(i + 1)) };
                edits.push((code.start(i + 1)..code.end(i + 2), format!("{key} =")));
            }
        }
    }
    let first = first?;
    let hint =
        Hint::new("a field of a table is written name = value, not name: value").at(code.start(first + 1));
    Some(hint.fix("Change ':' to '='", edits))
}

/// `[1, 2, 3]`
pub(super) fn lists_in_brackets(code: &Code<'_>, at: usize, _: &SyntaxError) -> Option<Hint> {
    let is_value = matches!(code.before(at), "=" | "(" | "," | "return" | "in" | "{" | "[" | "..");
    if code.text(at) != "[" || !is_value {
        return None;
    }
    let mut edits = vec![(code.range(at), "{".to_owned())];
    edits.extend(code.closing(at).map(|close| (code.range(close), "}".to_owned())));
    Some(Hint::new("a list is written {1, 2, 3}, not [1, 2, 3]").fix("Change to { … }", edits))
}

/// `local x: number`, `function f(a: number)`, `function f(a = 1)`, `f() -> int`.
pub(super) fn types(code: &Code<'_>, at: usize, error: &SyntaxError) -> Option<Hint> {
    let before = at.checked_sub(1)?;
    if code.text(at) == "->" || (code.text(at) == "-" && code.text(at + 1) == ">" && code.touches_next(at)) {
        return Some(Hint::new("types aren't written in Lua: leave '->' and what follows out"));
    }
    if !code.is_name(before) {
        return None;
    }
    let in_parameters = code.enclosing(at).is_some_and(|open| {
        code.before(open) == "function" || (open >= 2 && code.text(open - 2) == "function")
    });
    match code.text(at) {
        ":" if in_parameters || code.before(before) == "local" => {
            let mut last = at + 1;
            if code.is_name(last) && code.text(last + 1) == "." {
                last += 2;
            }
            let hint = Hint::new("types aren't written in Lua: leave ':' and the type out");
            Some(hint.fix("Remove the type", vec![(code.start(at)..code.end(last), String::new())]))
        }
        "=" if in_parameters && error.message.starts_with("')' expected") => {
            let name = code.text(before);
            let value = code.text(at + 1);
            Some(Hint::new(format!(
                "a parameter has no default in Lua; begin the function with {name} = {name} or {value}"
            )))
        }
        _ => None,
    }
}

/// `'it's'`
pub(super) fn quote_in_text(code: &Code<'_>, at: usize, _: &SyntaxError) -> Option<Hint> {
    let before = at.checked_sub(1)?;
    let text = code.text(before);
    let is_cut = matches!(code.tok(before), Tok::Str(_)) && code.is_name(at) && code.touches_next(before);
    if !is_cut || !text.starts_with('\'') {
        return None;
    }
    let start = code.start(before);
    let hint = Hint::new("the text ends at its second '; a text with a ' in it is written in \"");
    let rest = code.slice(code.end(before)..code.line_end(start));
    let close = rest.find('\'').map(|at| code.end(before) + at);
    let Some(close) = close else { return Some(hint.at(start)) };
    if code.slice(start..close).contains('"') {
        return Some(hint.at(start));
    }
    Some(
        hint.at(start)
            .fix("Change to \"…\"", vec![(start..start + 1, "\"".into()), (close..close + 1, "\"".into())]),
    )
}

/// `{ a = 1 b = 2 }` and `vec3(1 2 3)`.
pub(super) fn missing_comma(code: &Code<'_>, at: usize, error: &SyntaxError) -> Option<Hint> {
    let before = at.checked_sub(1)?;
    let open = code.enclosing(at)?;
    let where_ = match code.text(open) {
        "{" if error.message.starts_with("'}' expected") => "the items of a table",
        "(" if error.message.starts_with("')' expected") && code.same_line(before, at) => {
            "what a function is called with"
        }
        _ => return None,
    };
    let begins = code.starts_value(at) || code.text(at) == "[" || code.text(at) == "-";
    if !begins || !code.ends_value(before) {
        return None;
    }
    // On a new line it may be the program that goes on: then no bracket closes what is open.
    if !code.same_line(before, at) && code.closing(open).is_none() {
        return None;
    }
    let place = code.end(before);
    let hint = Hint::new(format!("a comma is missing before {}: it parts {where_}", code.text(at)));
    Some(hint.at(code.start(at)).fix("Insert a comma", vec![(place..place, ",".into())]))
}

/// `foo bar` as a call, a bare value as a statement.
pub(super) fn missing_parentheses(code: &Code<'_>, at: usize, error: &SyntaxError) -> Option<Hint> {
    if !error.message.starts_with("syntax error near") {
        return None;
    }
    let before = at.checked_sub(1)?;
    let start = code.operand_start(before);
    if !code.starts_statement(start) || !code.ends_value(before) {
        return None;
    }
    let written = code.slice(code.start(start)..code.end(before));
    let is_call = code.starts_value(at) && code.same_line(before, at);
    if is_call {
        return Some(Hint::new(format!(
            "a call has parentheses, as in {written}({}), and a variable is set by =, as in {written} = {0}",
            code.text(at)
        )));
    }
    let ends = !code.same_line(before, at) || matches!(code.tok(at), Tok::Eof) || code.text(at) == "end";
    (ends && matches!(code.tok(before), Tok::Name(_))).then(|| {
        let end = code.end(before);
        let hint = Hint::new(format!("'{written}' alone does nothing; to call it, write {written}()"));
        hint.at(code.start(start)).fix(format!("Change to {written}()"), vec![(end..end, "()".into())])
    })
}

/// A bracket that is open at the end of its line.
pub(super) fn missing_bracket(code: &Code<'_>, at: usize, error: &SyntaxError) -> Option<Hint> {
    let close = ["')'", "']'", "'}'"]
        .into_iter()
        .find(|close| error.message.starts_with(&format!("{close} expected")))?;
    let close = close.trim_matches('\'');
    let before = at.checked_sub(1)?;
    let open = code.enclosing(at)?;
    let end = code.end(before);
    let (sign, line) = (code.text(open), code.line(open));
    let hint = Hint::new(format!("the '{sign}' of line {line} isn't closed: a '{close}' is missing"))
        .at(end.saturating_sub(1));
    // Elsewhere than at a line's end nobody can say where it belongs.
    if code.same_line(before, at) && !matches!(code.text(at), "then" | "do" | "end" | "") {
        return Some(hint);
    }
    Some(hint.fix(format!("Insert '{close}'"), vec![(end..end, close.to_owned())]))
}
