//! What of a module's exports that the host calls has another type, and which were hardly meant as they are: a hook whose name is misspelt is never
//! called, and nothing would say so.

use luminara_abi::signature::{of_export, params_of_export};
use luminara_script::{ErrorKind, Hook, Position, ScriptError};
use wasmi::{ExternType, Module};

use crate::demangle::demangled;
use crate::fields::Fields;
use crate::func_types::{signature_of, type_shown};
use crate::naming::{letters, listed, meant, shown};

/// The most exports that are warned of.
const MOST_WARNED: usize = 10;

/// What a program exports, which begins by itself and ends.
const PROGRAM: [&str; 4] = ["_start", "main", "_main", "__main_void"];

/// Names that other engines have for hooks of ours.
const SYNONYMS: [(&str, Hook); 20] = [
    ("tick", Hook::Update),
    ("frame", Hook::Update),
    ("step", Hook::Update),
    ("process", Hook::Update),
    ("loop", Hook::Update),
    ("physicsprocess", Hook::FixedUpdate),
    ("fixedtick", Hook::FixedUpdate),
    ("ready", Hook::Init),
    ("awake", Hook::Init),
    ("setup", Hook::Init),
    ("load", Hook::Init),
    ("create", Hook::Init),
    ("begin", Hook::Init),
    ("collide", Hook::Collision),
    ("collisionenter", Hook::Collision),
    ("collisionexit", Hook::CollisionEnd),
    ("triggerenter", Hook::Trigger),
    ("triggerexit", Hook::TriggerEnd),
    ("message", Hook::Event),
    ("end", Hook::Destroy),
];

/// What of the exports that the host calls has another type.
pub fn wrong_exports(file: &str, module: &Module, fields: &Fields) -> Vec<ScriptError> {
    let mut wrong = Vec::new();
    for export in module.exports() {
        let name = export.name();
        let Some(expected) = of_export(name) else { continue };
        let declaration = declaration(name);
        let message = match export.ty() {
            ExternType::Func(ty) => {
                let got = signature_of(ty);
                if got.as_ref() == Some(&expected) {
                    continue;
                }
                let why = expected.difference(&params_of_export(name), got.as_ref());
                let shown = type_shown(ty);
                format!(
                    "the export '{name}' is expected to be {expected}, got {shown}; write {declaration}{why}"
                )
            }
            other => {
                let what = match other {
                    ExternType::Global(_) => "a global",
                    ExternType::Memory(_) => "a memory",
                    ExternType::Table(_) => "a table",
                    ExternType::Func(_) => "a function",
                };
                format!(
                    "the export '{name}' is expected to be a function {expected}, got {what}; write {declaration}"
                )
            }
        };
        let position = fields.export(name).unwrap_or_else(|| Position::line(file, 0));
        wrong.push(ScriptError::new(ErrorKind::Syntax, message, position));
    }
    wrong
}

/// What is warned of, for a module that begins by itself (`starts`) or not.
pub fn warnings(file: &str, module: &Module, fields: &Fields, starts: bool) -> Vec<ScriptError> {
    let functions: Vec<&str> = module
        .exports()
        .filter(|export| matches!(export.ty(), ExternType::Func(_)))
        .map(|export| export.name())
        .collect();
    let exports = |name: &str| functions.contains(&name);
    let has = |hook: Hook| exports(hook.name()) || hook.alias().is_some_and(exports);
    let hooks: Vec<&str> = Hook::ALL.into_iter().filter(|hook| has(*hook)).map(Hook::name).collect();
    let found = match hooks.is_empty() {
        true => "no hook is found in this module".to_owned(),
        false => format!("the hooks that are found are {}", listed(hooks.iter().copied())),
    };
    let mut warnings = Vec::new();
    let mut warn = |name: Option<&str>, message: String| {
        let position = name.and_then(|name| fields.export(name)).unwrap_or_else(|| Position::line(file, 0));
        warnings.push(ScriptError::new(ErrorKind::Warning, message, position));
    };
    for hook in Hook::ALL {
        if let Some(alias) = hook.alias().filter(|alias| exports(alias) && exports(hook.name())) {
            let message = format!(
                "'{alias}' is another name of '{}', and only '{}' is called; put both into one",
                hook.name(),
                hook.name()
            );
            warn(Some(alias), message);
        }
    }
    let mut count = 0;
    for name in &functions {
        let Some((hook, written)) = meant_hook(name, hooks.is_empty()).filter(|(hook, _)| !has(*hook)) else {
            continue;
        };
        count += 1;
        if count > MOST_WARNED {
            break;
        }
        let how = match written == *name {
            true => String::new(),
            false => {
                format!(
                    "; it is {written} with its name mangled: put extern \"C\" before it in C++, #[no_mangle] in Rust"
                )
            }
        };
        let message = format!(
            "'{}' is exported, and no hook is called so; did you mean '{}'? Export {}{how}; {found}",
            shown(name),
            hook.name(),
            declaration(hook.name())
        );
        warn(Some(name), message);
    }
    if hooks.is_empty() && count == 0 && !starts {
        let exported = match functions.is_empty() {
            true => "it exports no function".to_owned(),
            false => format!("the functions that it exports are {}", listed(functions.iter().copied())),
        };
        let program = match PROGRAM.into_iter().any(exports) {
            true => {
                ". It was built as a program: build a library (rustc `--crate-type=cdylib`, clang `-mexec-model=reactor` or `-Wl,--no-entry`, Emscripten `--no-entry`, Zig `-fno-entry`)"
            }
            false => "",
        };
        let message = format!(
            "this module has no hook, so nothing of it is ever called: export one, such as {}; {exported}{program}",
            declaration("on_update")
        );
        warn(None, message);
    }
    warnings
}

/// The hook that an export of another name was probably meant to be, and the name without a compiler's mangling.
fn meant_hook(name: &str, has_none: bool) -> Option<(Hook, String)> {
    const LONGEST: usize = 200;
    if of_export(name).is_some() || name.len() > LONGEST || PROGRAM.contains(&name) {
        return None;
    }
    let plain = demangled(name);
    let last = plain.rsplit("::").next().unwrap_or(&plain);
    let own = letters(last);
    let without_on = own.strip_prefix("on").unwrap_or(&own);
    let names_of = |hook: Hook| [Some(hook.name()), hook.alias()].into_iter().flatten();
    let is_same = |hook: &Hook| {
        names_of(*hook).any(|name| {
            let hook = letters(name);
            own == hook || hook.strip_prefix("on") == Some(without_on)
        })
    };
    let hook = Hook::ALL.into_iter().find(is_same).or_else(|| {
        let synonym = SYNONYMS.into_iter().find(|(synonym, _)| *synonym == without_on);
        if let Some((_, hook)) = synonym.filter(|_| has_none || own.starts_with("on")) {
            return Some(hook);
        }
        // What isn't called as hooks are is no slip, unless it is near the whole of a name.
        let names: Vec<&str> = Hook::ALL.into_iter().flat_map(names_of).collect();
        let near = meant(last, &names)?;
        Hook::ALL.into_iter().find(|hook| names_of(*hook).any(|name| name == near))
    })?;
    Some((hook, if plain == name { name.to_owned() } else { plain.clone() }))
}

/// How an export that the host calls is declared: `on_update(entity: i64, dt: f32)`.
fn declaration(name: &str) -> String {
    let signature = of_export(name).unwrap_or_default();
    signature.declared(name, &params_of_export(name))
}
