//! Words of other languages that begin statements.

use super::Hint;
use super::code::Code;
use crate::lexer::SyntaxError;

/// Words that declare a variable elsewhere.
const DECLARATIONS: [&str; 15] = [
    "let", "var", "const", "auto", "int", "float", "double", "bool", "string", "String", "number", "char",
    "long", "final", "dim",
];

/// Words that begin a function elsewhere.
const FUNCTIONS: [&str; 7] = ["def", "func", "fn", "fun", "void", "proc", "sub"];

/// `let x = 1`, `int x = 1`.
pub(super) fn declarations(code: &Code<'_>, at: usize, _: &SyntaxError) -> Option<Hint> {
    let before = at.checked_sub(1)?;
    let word = code.text(before);
    if !DECLARATIONS.contains(&word) || !code.same_line(before, at) || !code.starts_statement(before) {
        return None;
    }
    if !code.is_name(at) || code.text(at + 1) == "(" {
        return None;
    }
    let hint = Hint::new(format!("'{word}' isn't in Lua; a variable is made by local {} = …", code.text(at)));
    Some(hint.at(code.start(before)).fix("Change to local", vec![(code.range(before), "local".into())]))
}

/// `def f():`, `func f() {`, `void f()`.
pub(super) fn functions(code: &Code<'_>, at: usize, _: &SyntaxError) -> Option<Hint> {
    let before = at.checked_sub(1)?;
    let is_named = code.is_name(at) && code.same_line(before, at) && code.text(at + 1) == "(";
    let word = code.text(before);
    let is_known = FUNCTIONS.contains(&word) || DECLARATIONS.contains(&word);
    if !is_named || !is_known || !code.starts_statement(before) {
        return None;
    }
    let name = code.text(at);
    let close = code.closing(at + 1)?;
    let hint = Hint::new(format!("'{word}' isn't in Lua; a function is written function {name}(…) … end"));
    let mut edits = vec![(code.range(before), "function".to_owned())];
    match code.text(close + 1) {
        ":" if code.ends_line(close + 1) => edits.push((code.range(close + 1), String::new())),
        "{" => {
            edits.push((code.end(close)..code.end(close + 1), String::new()));
            edits.extend(code.closing(close + 1).map(|brace| (code.range(brace), "end".to_owned())));
        }
        _ => {}
    }
    Some(hint.at(code.start(before)).fix("Change to function", edits))
}

/// What to write instead of a word that begins a statement elsewhere.
const OTHERS: &[(&[&str], &str)] = &[
    (
        &["import", "using", "include", "from"],
        "another file of the project is loaded by local other = require(\"other\"); what the engine offers is there already",
    ),
    (
        &["class", "struct", "interface", "enum", "extends"],
        "'{}' isn't in Lua; a table holds what belongs together: local Player = {}, and its functions are function Player:jump() … end",
    ),
    (
        &["public", "private", "protected", "static", "export", "override", "async", "readonly"],
        "'{}' isn't in Lua; leave it out",
    ),
    (&["throw", "raise"], "'{}' isn't in Lua; an error is raised by error(\"…\")"),
    (
        &["try", "catch", "except", "finally"],
        "'{}' isn't in Lua; errors are caught by local ok, message = pcall(function() … end)",
    ),
    (&["await", "yield"], "'{}' isn't in Lua; to wait, use a timer, such as time.after(1, function() … end)"),
    (
        &["delete", "del"],
        "'{}' isn't in Lua; a field goes when it is set to nil, an entity by entity:destroy()",
    ),
    (&["foreach"], "'{}' isn't in Lua; a list is gone through by for i, item in ipairs(list) do … end"),
    (&["unless"], "'{}' isn't in Lua; write if not … then"),
    (&["pass"], "'{}' isn't needed: an empty block is just closed by end"),
    (&["new"], "'{}' isn't in Lua; call what makes it, as in vec3(1, 2, 3)"),
];

/// Other words that begin statements, or stand between two values.
pub(super) fn other_words(code: &Code<'_>, at: usize, error: &SyntaxError) -> Option<Hint> {
    let before = at.checked_sub(1)?;
    if error.message.starts_with("'then' expected") || error.message.starts_with("'do' expected") {
        match code.text(at) {
            "is" => {
                let (last, lua) = match code.text(at + 1) {
                    "not" => (at + 1, "~="),
                    _ => (at, "=="),
                };
                let hint = Hint::new(format!("'is' isn't in Lua; to compare, write {lua}"));
                return Some(
                    hint.fix(format!("Change to {lua}"), vec![(code.start(at)..code.end(last), lua.into())]),
                );
            }
            "in" => {
                return Some(Hint::new(
                    "'in' only stands in loops; to look something up in a table, write if list[key] then",
                ));
            }
            _ => {}
        }
    }
    if let word @ ("elif" | "elsif" | "elseIf" | "ElseIf" | "elsif_") = code.text(before) {
        let mut edits = vec![(code.range(before), "elseif".to_owned())];
        let last = code.line_tokens(code.line(before)).next_back()?;
        if code.text(last) == ":" {
            edits.push((code.range(last), " then".into()));
        }
        let hint = Hint::new(format!("'{word}' isn't in Lua; write elseif")).at(code.start(before));
        return Some(hint.fix("Change to elseif", edits));
    }
    if !code.same_line(before, at) {
        let is_alone = code.starts_statement(before) && matches!(code.text(before), "pass");
        return is_alone.then(|| said_of(code, before)).flatten();
    }
    let (word, is_start) = (code.text(before), code.starts_statement(before));
    // `print x`, `echo "hi"`
    if is_start && matches!(word, "print" | "puts" | "echo" | "error" | "warn") && code.starts_value(at) {
        let end = code.value_end(at);
        let value = code.slice(code.start(at)..code.end(end.saturating_sub(1)));
        let name = if matches!(word, "puts" | "echo") { "print" } else { word };
        let hint =
            Hint::new(format!("what a function is called with stands in parentheses: {name}({value})"));
        return Some(hint.fix(
            format!("Change to {name}(…)"),
            vec![(code.start(before)..code.end(end.saturating_sub(1)), format!("{name}({value})"))],
        ));
    }
    if is_start { said_of(code, before) } else { None }
}

/// What is said of a word that begins a statement elsewhere.
fn said_of(code: &Code<'_>, i: usize) -> Option<Hint> {
    let word = code.text(i);
    let (_, message) = OTHERS.iter().find(|(words, _)| words.contains(&word))?;
    let hint = Hint::new(message.replacen("'{}'", &format!("'{word}'"), 1)).at(code.start(i));
    let is_droppable = message.ends_with("leave it out");
    let edits =
        if is_droppable { vec![(code.start(i)..code.start(i + 1), String::new())] } else { Vec::new() };
    Some(hint.fix(format!("Remove '{word}'"), edits))
}

/// A word of Lua's in the place of a name.
pub(super) fn keyword_as_name(code: &Code<'_>, at: usize, error: &SyntaxError) -> Option<Hint> {
    const KEYWORDS: [&str; 22] = [
        "and", "break", "do", "else", "elseif", "end", "false", "for", "function", "goto", "if", "in",
        "local", "nil", "not", "or", "repeat", "return", "then", "true", "until", "while",
    ];
    if code.text(at) == "(" && code.before(at) == "function" {
        return Some(Hint::new("a function that stands by itself has a name: function name(…) … end"));
    }
    if code.before(at) == "goto" && code.text(at) == "=" {
        return Some(Hint::new("'goto' is a word of Lua's own and can't be a name").at(code.start(at - 1)));
    }
    let word = code.text(at);
    if !KEYWORDS.contains(&word) {
        return None;
    }
    let message = format!("'{word}' is a word of Lua's own and can't be a name");
    let is_field = code.text(at + 1) == "=" && matches!(code.before(at), "{" | "," | ";");
    if is_field {
        let instead = format!("[\"{word}\"]");
        let hint = Hint::new(format!("{message}; as a field it is written {instead}"));
        return Some(hint.fix(format!("Change to {instead}"), vec![(code.range(at), instead)]));
    }
    if !error.message.starts_with("<name> expected") {
        return None;
    }
    match (code.before(at), at.checked_sub(1)) {
        (".", Some(dot)) => {
            let instead = format!("[\"{word}\"]");
            let hint = Hint::new(format!("{message}; as a field it is written {instead}"));
            Some(hint.fix(format!("Change to {instead}"), vec![(code.start(dot)..code.end(at), instead)]))
        }
        ("local" | "," | "(" | "function" | "for" | ":", _) => Some(Hint::new(message)),
        _ => None,
    }
}
