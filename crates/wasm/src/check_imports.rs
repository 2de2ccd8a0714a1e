//! What of a module's imports isn't there, or is of another type, and what to do about it.

use std::collections::BTreeMap;

use luminara_script::{ErrorKind, Position, ScriptError};
use wasmi::{ExternType, FuncType, Module};

use crate::fields::Fields;
use crate::func_types::{signature_of, type_shown};
use crate::imports::{Import, Imports, MODULE, PLAIN_MODULE};
use crate::naming::{listed, meant, shown};
use crate::toolchains::Toolchain;
use crate::unsupported::Place;

/// The most wrong imports that are told one by one.
const MOST_TOLD: usize = 20;

/// What is wrong with the imports: one error for each, and one for all that a foreign runtime would have.
pub fn wrong_imports(file: &str, module: &Module, imports: &Imports, fields: &Fields) -> Vec<ScriptError> {
    let at = |index: usize| {
        fields.position(Place::Import(index as u32)).unwrap_or_else(|| Position::line(file, 0))
    };
    let mut wrong: Vec<(usize, String)> = Vec::new();
    let mut foreign: BTreeMap<Toolchain, Foreign> = BTreeMap::new();
    let mut left_out = 0;
    for (index, import) in module.imports().enumerate() {
        let (from, name) = (import.module(), import.name());
        let known = imports.find(from, name);
        if known.is_none()
            && let Some(toolchain) = Toolchain::of(from, name)
        {
            let foreign = foreign.entry(toolchain).or_insert_with(|| Foreign::new(index));
            foreign.add(from, name);
            continue;
        }
        let message = match (import.ty(), known) {
            (ExternType::Func(ty), Some((_, known))) => wrong_type(name, known, ty),
            (ExternType::Func(_), None) if wrong.len() < MOST_TOLD => Some(missing(from, name, imports)),
            (ExternType::Func(_), None) => Some(String::new()),
            (ExternType::Memory(_), _) => Some(no_function(from, name, "its memory", "memory")),
            (ExternType::Table(_), _) => Some(no_function(from, name, "its table", "table")),
            (ExternType::Global(_), _) => Some(no_function(from, name, "a global", "")),
        };
        match message {
            Some(message) if wrong.len() < MOST_TOLD => wrong.push((index, message)),
            Some(_) => left_out += 1,
            None => {}
        }
    }
    merge(&mut foreign);
    wrong.extend(foreign.into_iter().map(|(toolchain, foreign)| (foreign.first, foreign.told(toolchain))));
    wrong.sort_by_key(|(index, _)| *index);
    let error = |(index, message): (usize, String)| ScriptError::new(ErrorKind::Syntax, message, at(index));
    let mut errors: Vec<ScriptError> = wrong.into_iter().map(error).collect();
    if left_out > 0 {
        let message = format!("{left_out} more imports are wrong");
        errors.push(ScriptError::new(ErrorKind::Syntax, message, Position::line(file, 0)));
    }
    errors
}

/// The imports that one foreign runtime would have.
struct Foreign {
    /// The index of the first.
    first: usize,
    modules: Vec<String>,
    names: Vec<String>,
    /// Those beyond the first few.
    more: usize,
}

impl Foreign {
    fn new(first: usize) -> Self {
        Self { first, modules: Vec::new(), names: Vec::new(), more: 0 }
    }

    fn add(&mut self, module: &str, name: &str) {
        const MOST_KEPT: usize = 4;
        if !self.modules.iter().any(|known| known == module) && self.modules.len() < MOST_KEPT {
            self.modules.push(module.to_owned());
        }
        match self.names.len() < MOST_KEPT {
            true => self.names.push(name.to_owned()),
            false => self.more += 1,
        }
    }

    fn told(&self, toolchain: Toolchain) -> String {
        let names = match self.more {
            0 => listed(self.names.iter().map(String::as_str)),
            more => {
                let names: Vec<String> = self.names.iter().map(|name| format!("'{}'", shown(name))).collect();
                format!("{} and {more} more", names.join(", "))
            }
        };
        let modules = listed(self.modules.iter().map(String::as_str));
        let is_ours = self.modules.iter().any(|module| module == MODULE || module == PLAIN_MODULE);
        let what = match (is_ours, self.modules.len()) {
            (true, _) => format!("there is no import {names} in {modules}"),
            (false, 1) => format!("there is no module {modules} ({names})"),
            (false, _) => format!("there are no modules {modules} ({names})"),
        };
        format!("{what}: {}", toolchain.advice())
    }
}

/// Emscripten, Go and C++ import of WASI too; one piece of advice is enough, and it is theirs.
fn merge(foreign: &mut BTreeMap<Toolchain, Foreign>) {
    let runtime = [Toolchain::Emscripten, Toolchain::Go].into_iter().find(|of| foreign.contains_key(of));
    let Some(runtime) = runtime else { return };
    for other in [Toolchain::Wasi, Toolchain::CppRuntime, Toolchain::LibC] {
        let Some(merged) = foreign.remove(&other) else { continue };
        let Some(kept) = foreign.get_mut(&runtime) else { return };
        kept.first = kept.first.min(merged.first);
        kept.more += merged.more + merged.names.len();
        let new = merged.modules.into_iter().filter(|module| !kept.modules.contains(module));
        let new: Vec<String> = new.collect();
        kept.modules.extend(new);
    }
}

/// That an import is no function.
fn no_function(from: &str, name: &str, what: &str, kind: &str) -> String {
    let advice = match kind {
        "" => String::new(),
        kind => {
            let asc = format!(
                "{}{}",
                kind.get(..1).unwrap_or_default().to_uppercase(),
                &kind.get(1..).unwrap_or_default()
            );
            format!(
                ": build without wasm-ld's and Zig's `--import-{kind}`, AssemblyScript's `--import{asc}` and Emscripten's `-sIMPORTED_{}`",
                kind.to_uppercase()
            )
        }
    };
    let export = if kind == "memory" { " and exports it as 'memory'" } else { "" };
    format!(
        "the import '{}' of '{}' is no function; a guest defines {what} itself{export}{advice}",
        shown(name),
        shown(from)
    )
}

/// What is wrong with the type of an import that is there.
fn wrong_type(name: &str, import: &Import, ty: &FuncType) -> Option<String> {
    let got = signature_of(ty);
    if got.as_ref() == Some(&import.signature) {
        return None;
    }
    let expected = &import.signature;
    let shown = type_shown(ty);
    let why = expected.difference(&import.names, got.as_ref());
    Some(format!("the import '{name}' is {expected}, got {shown}; it is {}{why}", import.declaration()))
}

/// What is said of a function that isn't there.
fn missing(from: &str, name: &str, imports: &Imports) -> String {
    let (from_shown, name_shown) = (shown(from), shown(name));
    let declared = |name: &str| imports.find(MODULE, name).map(|(_, import)| import.declaration());
    // Another module has it.
    if from != MODULE
        && let Some(declaration) = declared(name)
    {
        return format!(
            "'{name_shown}' is in '{MODULE}', not in '{from_shown}': import {declaration} from there"
        );
    }
    if from != MODULE && from != PLAIN_MODULE {
        let hint = match meant(from, &[MODULE, PLAIN_MODULE]) {
            Some(module) => format!("; did you mean '{module}'?"),
            None => String::new(),
        };
        return format!(
            "there is no module '{from_shown}' (imports come from '{MODULE}' or '{PLAIN_MODULE}'){hint}; '{name_shown}' is not there"
        );
    }
    let names: Vec<&str> = imports.iter().map(|import| import.name.as_str()).collect();
    let hint = match meant(name, &names) {
        Some(near) => {
            let is_plain = imports.find(PLAIN_MODULE, near).is_some();
            let module = if from == PLAIN_MODULE && !is_plain { format!(" of '{MODULE}'") } else { String::new() };
            let declaration = declared(near).unwrap_or_default();
            format!("; did you mean '{near}'{module}? It is {declaration}")
        }
        None if from == PLAIN_MODULE => {
            "; what a linker finds nowhere becomes an import of 'env': link what has it, and leave `--allow-undefined` out to be told".to_owned()
        }
        None => "; docs/wasm-abi.md lists what there is".to_owned(),
    };
    format!("there is no import '{name_shown}' in '{from_shown}'{hint}")
}
