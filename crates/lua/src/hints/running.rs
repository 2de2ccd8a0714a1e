//! What to write instead where a script failed while it ran: read from the message, which names the operand as PUC-Lua's
//! do, and the text at its position.

use luminara_script::nearest::{nearest, question, suggested};
use luminara_script::{Hook, Registry, ScriptError, Source};

use super::code::Code;
use super::names::{REPLACED, SAID};
use super::warnings::signature;
use super::{Change, Hint};
use crate::lexer::{Position, Tok};
use crate::library_docs::LIBRARY;

/// What a rule sees.
struct Failure<'a> {
    code: &'a Code<'a>,
    /// The token at which it happened.
    at: usize,
    error: &'a ScriptError,
    /// What the message calls the operand: `global`, `x`.
    operand: Option<(&'a str, &'a str)>,
    registry: &'a Registry,
}

/// A rule; its message goes behind the error's.
type Rule = fn(&Failure<'_>) -> Option<Hint>;

const RULES: &[Rule] = &[
    foreign_name,
    list_from_zero,
    hook_parameter,
    method_by_dot,
    stray_self,
    joined_texts,
    comment_by_slashes,
    loop_over_table,
    called_by_dot,
    required,
    constructor,
    unknown_name,
    renamed,
];

/// Adds to a failed script's error what to write instead, where that can be told.
pub(crate) fn advise(source: &Source, registry: &Registry, error: &mut ScriptError) {
    let code = Code::of(&source.bytes, &source.file);
    let Some(at) = place(&code, error) else { return };
    let message = error.message.clone();
    let failure = Failure { code: &code, at, error, operand: operand(&message), registry };
    let Some(hint) = RULES.iter().find_map(|rule| rule(&failure)) else { return };
    if !hint.message.is_empty() {
        // Where a module was looked for matters no more.
        if let Some(end) = error.message.find(":\n\t") {
            error.message.truncate(end);
        }
        let parts = if hint.message.starts_with(';') { "" } else { "; " };
        error.message.push_str(parts);
        error.message.push_str(&hint.message);
    }
    error.fix = hint.fix.map(|change: Change| code.fix(change));
}

/// The token at an error's position; the first of the line where the column isn't known.
fn place(code: &Code<'_>, error: &ScriptError) -> Option<usize> {
    let (line, column) = (error.position.line, error.position.column);
    (line > 0).then(|| code.token_at(Position { line, column }))
}

/// The operand that a message names at its end: `… (global 'x')`.
fn operand(message: &str) -> Option<(&str, &str)> {
    let rest = message.strip_suffix("')")?;
    let (before, name) = rest.rsplit_once(" '")?;
    let (_, kind) = before.rsplit_once('(')?;
    Some((kind, name))
}

impl Failure<'_> {
    fn message(&self) -> &str {
        &self.error.message
    }

    /// Whether the message is of an operation on nil.
    fn is_of_nil(&self) -> bool {
        self.message().contains("a nil value")
            || self.message().contains("can't take nil")
            || self.message().contains("and nil")
    }

    /// The nearest token of the error's line that is a name.
    fn token_of(&self, name: &str) -> Option<usize> {
        let line = self.code.line_tokens(self.code.line(self.at));
        line.filter(|&i| self.code.is_name(i) && self.code.text(i) == name)
            .min_by_key(|i| i.abs_diff(self.at))
    }

    /// The function around the error: its keyword, and the tokens of its parameter list.
    fn function(&self) -> Option<Function> {
        let mut open: Vec<Option<Function>> = Vec::new();
        for i in 0..=self.at {
            match self.code.tok(i) {
                Tok::Function => open.push(Function::at(self.code, i)),
                Tok::If | Tok::Do | Tok::Repeat => open.push(None),
                Tok::End | Tok::Until => drop(open.pop()),
                _ => {}
            }
        }
        open.into_iter().flatten().next_back()
    }
}

/// A function's head.
#[derive(Clone, Debug)]
struct Function {
    /// Its name, as it is written; empty where it has none.
    name: String,
    /// Whether that has a colon in it.
    is_method: bool,
    params: Vec<String>,
    /// The tokens `(` and `)`.
    open: usize,
    close: usize,
}

impl Function {
    fn at(code: &Code<'_>, keyword: usize) -> Option<Self> {
        let open = (keyword + 1..code.tokens.len()).find(|&i| code.text(i) == "(")?;
        let close = code.closing(open)?;
        let name = code.slice(code.end(keyword)..code.start(open)).trim().to_owned();
        let params =
            (open + 1..close).filter(|&i| code.is_name(i)).map(|i| code.text(i).to_owned()).collect();
        Some(Self { is_method: name.contains(':'), name, params, open, close })
    }

    fn hook(&self) -> Option<Hook> {
        Hook::ALL
            .into_iter()
            .find(|hook| hook.name() == self.name || hook.alias() == Some(self.name.as_str()))
    }
}

/// `console.log(…)`, `Vector3.new(…)`: names of other engines.
fn foreign_name(failure: &Failure<'_>) -> Option<Hint> {
    let ("global", name) = failure.operand? else { return None };
    let code = failure.code;
    if !failure.is_of_nil() {
        return None;
    }
    let token = failure.token_of(name)?;
    let is_dotted = code.text(token + 1) == "." && code.is_name(token + 2);
    let dotted = is_dotted.then(|| format!("{name}.{}", code.text(token + 2)));
    let find = |wanted: &str| REPLACED.iter().find(|(other, _)| *other == wanted).map(|(_, lua)| *lua);
    let (last, lua) = match dotted.as_deref().and_then(find) {
        Some(lua) => (token + 2, lua),
        None => match find(name) {
            Some(lua) => (token, lua),
            None => {
                let (_, said) = SAID.iter().find(|(other, _)| *other == name)?;
                return Some(Hint::new(*said));
            }
        },
    };
    // `new Vector3(1, 2, 3)` is two statements in Lua.
    let first = if code.before(token) == "new" { token - 1 } else { token };
    let hint = Hint::new(format!("write {lua}"));
    Some(hint.fix(format!("Change to {lua}"), vec![(code.start(first)..code.end(last), lua.to_owned())]))
}

/// `list[0]`, and loops from 0 over a list.
fn list_from_zero(failure: &Failure<'_>) -> Option<Hint> {
    let code = failure.code;
    let (kind, name) = failure.operand?;
    if !failure.is_of_nil() {
        return None;
    }
    let is_zero =
        |i: usize| code.text(i) == "[" && code.text(i + 1) == "0" && code.text(i + 2) == "]" && i > 0;
    let zero = match (kind, name) {
        ("field", "integer index" | "?") => {
            let line = code.line_tokens(code.line(failure.at));
            line.filter(|&i| is_zero(i)).min_by_key(|i| i.abs_diff(failure.at))
        }
        // The variable was read from there before.
        ("local" | "upvalue" | "global", name) => {
            let set = (0..failure.at).rev().find(|&i| code.text(i) == name && code.text(i + 1) == "=");
            set.and_then(|set| {
                (set + 2..code.value_end(set + 2)).find(|&i| is_zero(i) && code.line(i) == code.line(set))
            })
        }
        _ => None,
    };
    if let Some(open) = zero {
        let list = code.slice(code.start(code.operand_start(open - 1))..code.end(open - 1));
        let hint = Hint::new(format!("a list begins at 1: its first item is {list}[1]"));
        return Some(hint.fix("Change to [1]", vec![(code.range(open + 1), "1".into())]));
    }
    if (kind, name) != ("field", "?") {
        return None;
    }
    // `for i = 0, #list do … list[i]`
    let line = code.line_tokens(code.line(failure.at));
    let index = line.clone().find_map(|i| {
        let is_index = code.text(i) == "[" && code.is_name(i + 1) && code.text(i + 2) == "]";
        is_index.then(|| code.text(i + 1))
    })?;
    let from = (0..failure.at).rev().find(|&i| {
        code.text(i) == "for"
            && code.text(i + 1) == index
            && code.text(i + 2) == "="
            && code.text(i + 3) == "0"
    })?;
    let hint = Hint::new(format!("a list begins at 1: the loop is for {index} = 1, … do"));
    Some(hint.fix("Begin at 1", vec![(code.range(from + 3), "1".into())]))
}

/// `on_update(dt)`, whose first parameter is the entity, and hooks that use a parameter that they don't name.
fn hook_parameter(failure: &Failure<'_>) -> Option<Hint> {
    let code = failure.code;
    let function = failure.function()?;
    let hook = function.hook()?;
    let definition = hook.definition();
    let wanted: Vec<&str> = definition.params.iter().map(|param| param.name).collect();
    let whole = code.end(function.open)..code.start(function.close);
    let message = failure.message();
    let first = function.params.first().map(String::as_str).unwrap_or_default();
    let is_entity = wanted.first() == Some(&"entity")
        && first != "entity"
        && (message.contains(&format!("an entity (local '{first}')"))
            || message.contains(&format!("entity value (local '{first}')"))
            || message.contains(&format!("entity (local '{first}')"))
            || message.starts_with("bad 'for'") && message.contains("entity"));
    if is_entity {
        let hint = Hint::new(format!("the first parameter is the entity: {}", signature(hook)));
        // Where it stands at another's place, the entity goes before it.
        let is_shifted =
            wanted.iter().skip(1).any(|name| *name == first) || function.params.len() < wanted.len();
        let list = ["entity".to_owned()].into_iter().chain(function.params.iter().cloned());
        let list = list.collect::<Vec<_>>().join(", ");
        return match is_shifted {
            true => Some(hint.fix(format!("Change to {}({list})", function.name), vec![(whole, list)])),
            false => Some(hint),
        };
    }
    let ("global", name) = failure.operand? else { return None };
    let position = wanted.iter().position(|param| *param == name)?;
    if !failure.is_of_nil() || function.params.iter().any(|param| param == name) {
        return None;
    }
    // The parameters before it stay, under the names that they have.
    let list: Vec<String> = (0..=position)
        .map(|i| match function.params.get(i) {
            Some(own) if i < position => own.clone(),
            _ => wanted.get(i).copied().unwrap_or_default().to_owned(),
        })
        .collect();
    let list = list.join(", ");
    let hint = Hint::new(format!("'{name}' is a parameter: {}({list})", function.name));
    Some(hint.fix(format!("Change to {}({list})", function.name), vec![(whole, list)]))
}

/// `player.hit(5)` for `player:hit(5)`.
fn method_by_dot(failure: &Failure<'_>) -> Option<Hint> {
    let Some(("local", "self")) = failure.operand else { return None };
    let function = failure.function().filter(|function| function.is_method)?;
    let name = function.name.rsplit(':').next()?.to_owned();
    let caller = failure.error.trace.get(1).map(|frame| &frame.position);
    let hint = Hint::new(format!("'{name}' is a method: it is called with ':', which gives it its self"));
    let caller = caller.filter(|caller| caller.file == failure.error.position.file)?;
    let code = failure.code;
    let call = code.token_at(Position { line: caller.line, column: caller.column });
    let line = code.line_tokens(code.line(call));
    let call =
        line.filter(|&i| code.text(i) == name && code.before(i) == ".").min_by_key(|i| i.abs_diff(call));
    let Some(dot) = call.and_then(|call| call.checked_sub(1)) else { return Some(hint) };
    let written = code
        .slice(code.start(code.operand_start(dot + 1))..code.end(dot + 1))
        .replace(&format!(".{name}"), &format!(":{name}"));
    Some(hint.fix(format!("Change to {written}(…)"), vec![(code.range(dot), ":".into())]))
}

/// `self` in a function that has none.
fn stray_self(failure: &Failure<'_>) -> Option<Hint> {
    let Some(("global", "self")) = failure.operand else { return None };
    let token = failure.token_of("self")?;
    let function = failure.function();
    let hook = function.as_ref().and_then(Function::hook);
    let entity = function.as_ref().and_then(|function| function.params.first());
    match (hook, entity) {
        (Some(_), Some(entity)) => {
            let hint = Hint::new(format!(
                "'self' is only in functions with a ':' in their name; the entity is '{entity}' here, and what the script keeps is in 'this'"
            ));
            // What an entity has is meant of it, all else is the script's own.
            let field = failure.code.text(token + 2);
            let ty = failure.registry.types.iter().find(|ty| ty.name == "entity");
            let is_entitys = ty.is_some_and(|ty| {
                let mut properties = ty.properties.iter().map(|property| property.name);
                properties.any(|name| name == field) || ty.methods.iter().any(|method| method.name == field)
            });
            let meant = if is_entitys { entity.as_str() } else { "this" };
            Some(hint.fix(format!("Change to {meant}"), vec![(failure.code.range(token), meant.to_owned())]))
        }
        _ => {
            let hint = Hint::new(
                "'self' is only in functions with a ':' in their name, as in function Player:jump(); what a script keeps is in 'this'",
            );
            Some(hint.fix("Change to this", vec![(failure.code.range(token), "this".into())]))
        }
    }
}

/// `"score: " + 5`, and `..` with what has no text of its own.
fn joined_texts(failure: &Failure<'_>) -> Option<Hint> {
    let (code, at, message) = (failure.code, failure.at, failure.message());
    let is_text = message.starts_with("attempt to add a 'string'")
        || (message.starts_with("attempt to add a '") && message.ends_with("with a 'string'"))
        || message.starts_with("attempt to perform arithmetic on a string value")
        || (message.starts_with("'+' can't take") && message.contains("a string"));
    if is_text && code.text(at) == "+" {
        let hint = Hint::new("texts are joined by '..'");
        return Some(hint.fix("Change to ..", vec![(code.range(at), "..".into())]));
    }
    let rest = message.strip_prefix("attempt to concatenate a")?;
    let (kind, _) = rest.trim_start_matches('n').trim_start().split_once(" value")?;
    if matches!(kind, "string" | "number") {
        return None;
    }
    let hint = |name: &str| Hint::new(format!("write tostring({name})"));
    let Some(("local" | "global" | "upvalue", name)) = failure.operand else {
        return (kind != "nil").then(|| hint("…"));
    };
    if kind == "nil" {
        return None;
    }
    let line = code.line_tokens(code.line(at));
    let is_operand = |&i: &usize| {
        code.is_name(i) && code.text(i) == name && (code.before(i) == ".." || code.text(i + 1) == "..")
    };
    let token = line.filter(is_operand).min_by_key(|i| i.abs_diff(at))?;
    Some(
        hint(name).fix(
            format!("Change to tostring({name})"),
            vec![(code.range(token), format!("tostring({name})"))],
        ),
    )
}

/// `x = 1 // speed`
fn comment_by_slashes(failure: &Failure<'_>) -> Option<Hint> {
    let (code, at) = (failure.code, failure.at);
    let is_comment = code.text(at) == "//" && failure.is_of_nil() && code.is_name(at + 1);
    is_comment.then(|| {
        let hint = Hint::new("'//' divides; a comment begins with --");
        hint.fix("Change to --", vec![(code.range(at), "--".into())])
    })
}

/// `for x in list do`
fn loop_over_table(failure: &Failure<'_>) -> Option<Hint> {
    let ("for iterator", _) = failure.operand? else { return None };
    let code = failure.code;
    let line = code.line_tokens(code.line(failure.at));
    let for_ = line.clone().find(|&i| code.text(i) == "for")?;
    let in_ = line.clone().find(|&i| i > for_ && code.text(i) == "in")?;
    let do_ = (in_..code.tokens.len()).find(|&i| code.text(i) == "do")?;
    if failure.message().contains("a number value") {
        let name = code.text(for_ + 1);
        let header = format!("{name} = 1, {}", code.slice(code.start(in_ + 1)..code.end(do_ - 1)));
        let hint = Hint::new(format!("a loop that counts is written for {header} do"));
        return Some(hint.fix(
            format!("Change to for {header} do"),
            vec![(code.start(for_ + 1)..code.end(do_ - 1), header)],
        ));
    }
    if !failure.message().contains("a table value") {
        return None;
    }
    let mut names = code.slice(code.start(for_ + 1)..code.end(in_ - 1)).to_owned();
    if !names.contains(',') {
        names = format!("_, {names}");
    }
    let list = code.slice(code.start(in_ + 1)..code.end(do_ - 1));
    let header = format!("{names} in ipairs({list})");
    let hint = Hint::new("a list is gone through by ipairs(list), a table with names by pairs(table)");
    Some(
        hint.fix(
            format!("Change to for {header} do"),
            vec![(code.start(for_ + 1)..code.end(do_ - 1), header)],
        ),
    )
}

/// `text.upper()` for `text:upper()`, and `math:floor(x)` for `math.floor(x)`.
fn called_by_dot(failure: &Failure<'_>) -> Option<Hint> {
    let (code, message) = (failure.code, failure.message());
    let quoted = |start: &str| message.strip_prefix(start)?.split_once('\'').map(|(name, _)| name);
    let change = |sign: &str, i: usize| {
        let dot = i.checked_sub(1)?;
        let start = code.operand_start(i);
        let owner = code.slice(code.start(start)..code.end(dot.checked_sub(1)?));
        let instead = format!("{owner}{sign}{}", code.text(i));
        let hint = Hint::new(format!("write {instead}(…)"));
        Some(hint.fix(format!("Change to {instead}(…)"), vec![(code.range(dot), sign.to_owned())]))
    };
    let line = code.line_tokens(code.line(failure.at));
    let find = |name: &str, sign: &str| {
        line.clone()
            .filter(|&i| code.text(i) == name && code.before(i) == sign)
            .min_by_key(|i| i.abs_diff(failure.at))
    };
    if let Some(name) = quoted("calling '") {
        return change(".", find(name, ":")?);
    }
    if message.contains("got no value") {
        let name = quoted("bad argument #1 to '")?;
        let i = find(name, ".")?;
        let whole = format!("{}.{name}", code.text(i.checked_sub(2)?));
        let is_module = LIBRARY.iter().any(|entry| entry.name == whole);
        return if is_module { None } else { change(":", i) };
    }
    None
}

/// `require "love"`
fn required(failure: &Failure<'_>) -> Option<Hint> {
    let name = failure.message().strip_prefix("module '")?.split_once("' not found")?.0;
    if let Some((_, said)) = SAID.iter().find(|(other, _)| *other == name) {
        return Some(Hint::new(*said));
    }
    let is_library =
        LIBRARY.iter().any(|entry| entry.name.split('.').next() == Some(name) && entry.name.contains('.'))
            || failure.registry.modules.iter().any(|module| module.name == name);
    is_library.then(|| Hint::new(format!("'{name}' is there already, without require")))
}

/// `vec3.new(1, 2, 3)`
fn constructor(failure: &Failure<'_>) -> Option<Hint> {
    let code = failure.code;
    let module = failure.message().split_once(" has no function 'new'")?.0;
    let module =
        failure.registry.modules.iter().find(|known| known.name == module && known.call.is_some())?.name;
    let line = code.line_tokens(code.line(failure.at));
    let new = line
        .filter(|&i| code.text(i) == "new" && i >= 2 && code.text(i - 2) == module)
        .min_by_key(|i| i.abs_diff(failure.at))?;
    let hint = Hint::new(format!("write {module}(…)"));
    Some(
        hint.fix(format!("Change to {module}(…)"), vec![(code.start(new - 1)..code.end(new), String::new())]),
    )
}

/// The nearest name to one that is nil: of the library, of the engine's modules and of the script itself.
fn unknown_name(failure: &Failure<'_>) -> Option<Hint> {
    let code = failure.code;
    let (kind, name) = failure.operand?;
    if !failure.is_of_nil() {
        return None;
    }
    let token = failure.token_of(name)?;
    let is_field = |i: usize| matches!(code.before(i), "." | ":");
    let names = (0..code.tokens.len()).filter(|&i| code.is_name(i) && code.text(i) != name);
    let mut candidates: Vec<&str> = Vec::new();
    match kind {
        "global" => {
            candidates.extend(LIBRARY.iter().map(|entry| entry.name).filter(|name| !name.contains('.')));
            candidates.extend(
                LIBRARY.iter().filter_map(|entry| entry.name.split_once('.')).map(|(module, _)| module),
            );
            candidates.extend(failure.registry.modules.iter().map(|module| module.name));
            candidates.extend(names.filter(|&i| !is_field(i)).map(|i| code.text(i)));
        }
        "method" | "field" => {
            let owner = token.checked_sub(2).map_or("", |owner| code.text(owner));
            let library = LIBRARY.iter().filter_map(|entry| entry.name.split_once('.'));
            let of_owner: Vec<&str> =
                library.filter(|(module, _)| *module == owner).map(|(_, name)| name).collect();
            if !of_owner.is_empty() {
                candidates = of_owner;
            } else {
                // What is set somewhere is no slip.
                let is_set = |i: usize| code.text(i) == name && code.text(i + 1) == "=";
                if (0..code.tokens.len()).any(is_set) {
                    return None;
                }
                let is_member = |i: &usize| {
                    is_field(*i) || (code.text(i + 1) == "=" && matches!(code.before(*i), "{" | ","))
                };
                candidates.extend(names.filter(is_member).map(|i| code.text(i)));
                if kind == "method" {
                    candidates.extend(LIBRARY.iter().filter_map(|entry| entry.name.strip_prefix("string.")));
                }
            }
        }
        _ => return None,
    }
    let meant = nearest(name, candidates)?;
    Some(
        Hint::new(question(meant))
            .fix(format!("Change to {meant}"), vec![(code.range(token), meant.to_owned())]),
    )
}

/// A message that asks whether another name was meant.
fn renamed(failure: &Failure<'_>) -> Option<Hint> {
    const LINES: u32 = 40;
    let code = failure.code;
    let (wrong, right) = suggested(failure.message())?;
    let range = |i: usize| match code.tok(i) {
        Tok::Name(name) if **name == *wrong => Some(code.range(i)),
        Tok::Str(text) if **text == *wrong.as_bytes() && code.end(i) - code.start(i) == wrong.len() + 2 => {
            Some(code.start(i) + 1..code.end(i) - 1)
        }
        _ => None,
    };
    let line = code.line(failure.at);
    let behind = (failure.at..code.tokens.len()).take_while(|&i| code.line(i) <= line.saturating_add(LINES));
    let before = code.line_tokens(line).rev().filter(|&i| i < failure.at);
    let near = code.line_tokens(line).filter(|&i| range(i).is_some()).min_by_key(|i| i.abs_diff(failure.at));
    let range = near.into_iter().chain(behind).chain(before).find_map(range)?;
    Some(Hint::new("").fix(format!("Change to {right}"), vec![(range, right.to_owned())]))
}
