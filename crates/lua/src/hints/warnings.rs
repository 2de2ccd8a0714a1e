//! What runs but is hardly meant: functions that look like hooks and are called by nobody, and names that are nil without
//! an error.

use luminara_script::nearest::misspelt;
use luminara_script::{ErrorKind, Hook, ScriptError, Source};

use super::Hint;
use super::code::Code;
use super::names::{HOOKS, REPLACED};
use crate::lexer::Tok;

/// The warnings for a text that compiles.
pub(crate) fn warnings(source: &Source) -> Vec<ScriptError> {
    let code = Code::of(&source.bytes, &source.file);
    let mut found = Vec::new();
    for i in 0..code.tokens.len() {
        if let Some(hint) = misnamed_hook(&code, i).or_else(|| silent_nil(&code, i)) {
            let position = code.tokens.get(i).map(|token| token.position).unwrap_or_default();
            found.push(code.error(ErrorKind::Warning, position, hint));
        }
    }
    found
}

/// `function update(dt)`: nothing calls it.
fn misnamed_hook(code: &Code<'_>, i: usize) -> Option<Hint> {
    if *code.tok(i) != Tok::Function || code.before(i) == "local" || !code.is_name(i + 1) {
        return None;
    }
    // `function love.update(dt)` too; what a table of the script's own has is its own affair.
    let (last, owner) = match code.text(i + 2) {
        "(" => (i + 1, None),
        "." | ":" if code.is_name(i + 3) && code.text(i + 4) == "(" => (i + 3, Some(code.text(i + 1))),
        _ => return None,
    };
    if owner.is_some_and(|owner| owner != "love") {
        return None;
    }
    let name = code.text(last);
    let hook = hook_like(name)?;
    // Whoever uses the name again calls it. A local of that name isn't found from outside either.
    let uses = (0..code.tokens.len())
        .filter(|&j| code.is_name(j) && code.text(j) == name && !matches!(code.before(j), "." | ":"));
    if owner.is_none() && uses.count() > 1 {
        return None;
    }
    let named = code.text(i + 1);
    let written = if owner.is_some() { format!("{named}.{name}") } else { name.to_owned() };
    let definition = signature(hook);
    let params: Vec<&str> =
        definition.split_once('(').map_or("", |(_, rest)| rest.trim_end_matches(')')).split(", ").collect();
    let close = code.closing(last + 1)?;
    let given: Vec<&str> = (last + 2..close).filter(|&j| code.is_name(j)).map(|j| code.text(j)).collect();
    // The parameters stay as they are called, with the entity before them where it isn't among them.
    let is_whole = given.first().copied() == params.first().copied() || given.is_empty();
    let list = match is_whole {
        true => given.join(", "),
        false if params.first() == Some(&"entity") => {
            ["entity"].into_iter().chain(given).collect::<Vec<_>>().join(", ")
        }
        false => given.join(", "),
    };
    let instead = format!("{}({list})", hook.name());
    let hint =
        Hint::new(format!("nothing calls '{written}'; the engine calls {definition}")).at(code.start(i + 1));
    Some(
        hint.fix(format!("Change to {instead}"), vec![(code.start(i + 1)..code.end(close), instead.clone())]),
    )
}

/// How a hook is defined: `on_update(entity, dt)`.
pub(super) fn signature(hook: Hook) -> String {
    let definition = hook.definition();
    let params: Vec<&str> = definition.params.iter().map(|param| param.name).collect();
    format!("{}({})", definition.name, params.join(", "))
}

/// The hook that a name was probably meant for.
fn hook_like(name: &str) -> Option<Hook> {
    let named =
        |name: &str| Hook::ALL.into_iter().find(|hook| hook.name() == name || hook.alias() == Some(name));
    if named(name).is_some() {
        return None;
    }
    let bare = name.replace('_', "").to_lowercase();
    let exactly = Hook::ALL.into_iter().find(|hook| {
        let own = hook.name().replace('_', "");
        own == bare || own.strip_prefix("on") == Some(&bare)
    });
    let elsewhere = || HOOKS.iter().find(|(other, _)| *other == bare).and_then(|(_, hook)| named(hook));
    // A slip of a hook's whole name; what has no `on` at its start is a word like others.
    let slip = || {
        let names = Hook::ALL.map(Hook::name);
        let is_hook = name.len() >= 5 && bare.starts_with('o');
        if is_hook { misspelt(name, names).and_then(named) } else { None }
    };
    exactly.or_else(elsewhere).or_else(slip)
}

/// `null`, `None`, `True`: variables that nobody set, and so nil.
fn silent_nil(code: &Code<'_>, i: usize) -> Option<Hint> {
    const SILENT: [&str; 10] =
        ["null", "None", "undefined", "nullptr", "NULL", "Nil", "True", "False", "TRUE", "FALSE"];
    let name = code.text(i);
    if !SILENT.contains(&name) || !is_unset(code, i) {
        return None;
    }
    let (_, lua) = REPLACED.iter().find(|(other, _)| *other == name)?;
    let hint = Hint::new(format!("'{name}' is a variable that nothing sets, and so nil; write {lua}"));
    Some(hint.fix(format!("Change to {lua}"), vec![(code.range(i), (*lua).to_owned())]))
}

/// Whether a name is a variable's, and the text sets none of that name.
fn is_unset(code: &Code<'_>, i: usize) -> bool {
    let name = code.text(i);
    if !code.is_name(i) || matches!(code.before(i), "." | ":" | "goto" | "::") {
        return false;
    }
    let sets = |j: usize| {
        let is_field = matches!(code.before(j), "." | ":");
        let is_set = matches!(code.text(j + 1), "=" | ",") && code.text(j + 1) == "=";
        let is_declared = matches!(code.before(j), "local" | "function" | "for")
            || (code.before(j) == "," && matches!(code.text(j + 1), "=" | "," | "in"))
            || code.enclosing(j).is_some_and(|open| {
                code.before(open) == "function" || (open >= 2 && code.text(open - 2) == "function")
            });
        !is_field && (is_set || is_declared)
    };
    !(0..code.tokens.len()).any(|j| code.text(j) == name && sets(j))
}
