//! The examples of doc comments, and what lacks a doc comment or an example.

use luminara_script::docs::{default_text, options, parse, structs};
use luminara_script::{FunctionDef, Registry};

/// The first sentence, for lists.
pub fn summary(doc: &str) -> String {
    let text = parse(doc).text.replace('\n', " ");
    let end = text.match_indices('.').find(|(at, mark)| {
        let rest = text.get(at + mark.len()..).unwrap_or_default();
        let first = text.get(..*at).unwrap_or_default();
        rest.is_empty() || (rest.starts_with(' ') && first.matches('`').count().is_multiple_of(2))
    });
    match end {
        Some((at, _)) => format!("{}.", text.get(..at).unwrap_or_default()),
        None => text,
    }
}

/// An example of the docs: a script that runs on an entity. Its top level has `entity`, `dt` and `this`, as a hook has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Example {
    /// What it belongs to: `world.spawn`.
    pub of: String,
    /// The script.
    pub code: String,
}

impl Example {
    /// What it has to print, line by line: what its comments `--> …` say.
    pub fn expected(&self) -> Vec<&str> {
        self.code.lines().filter_map(|line| line.split_once("-->")).map(|(_, text)| text.trim()).collect()
    }
}

/// An entry of the registry with its doc comment.
struct Entry {
    name: String,
    doc: &'static str,
    /// Whether it needs an example.
    is_function: bool,
    /// The doc comment of its module or type, whose examples may show it.
    owner: &'static str,
}

fn entries(registry: &Registry) -> Vec<Entry> {
    let mut out = Vec::new();
    let mut add = |name: String, doc: &'static str, is_function, owner| {
        out.push(Entry { name, doc, is_function, owner });
    };
    for module in &registry.modules {
        add(module.name.into(), module.doc, false, "");
        if let Some(call) = &module.call {
            add(format!("{}(…)", module.name), call.doc, true, "");
        }
        for function in &module.functions {
            add(format!("{}.{}", module.name, function.name), function.doc, true, module.doc);
        }
        for constant in &module.constants {
            add(format!("{}.{}", module.name, constant.name), constant.doc, false, module.doc);
        }
    }
    for ty in &registry.types {
        add(ty.name.into(), ty.doc, false, "");
        for property in &ty.properties {
            add(format!("{}.{}", ty.name, property.name), property.doc, false, ty.doc);
        }
        for method in &ty.methods {
            add(format!("{}:{}", ty.name, method.name), method.doc, true, ty.doc);
        }
    }
    for def in structs(registry).into_iter().chain(options(registry)) {
        add(def.name.into(), def.doc, false, "");
        for field in &def.fields {
            add(format!("{}.{}", def.name, field.name), field.doc, false, def.doc);
        }
    }
    for hook in &registry.hooks {
        add(hook.name.into(), hook.doc, true, "");
    }
    out
}

impl Entry {
    /// Whether an example of its own or of its owner shows it: `world.spawn` and `vec2:length` as `world.spawn…` and `…:length(`.
    fn has_example(&self) -> bool {
        if !parse(self.doc).examples.is_empty() {
            return true;
        }
        let called = match self.name.split_once(':') {
            Some((_, method)) => format!(":{method}("),
            None => self.name.clone(),
        };
        parse(self.owner).examples.iter().any(|code| code.contains(&called))
    }
}

/// The names of all entries, as examples of languages give them: `world.spawn`, `entity:destroy`, `on_update`.
pub fn names(registry: &Registry) -> Vec<String> {
    entries(registry).into_iter().map(|entry| entry.name).collect()
}

/// Every example, in the order of the registry.
pub fn examples(registry: &Registry) -> Vec<Example> {
    let mut out = Vec::new();
    for entry in entries(registry) {
        for code in parse(entry.doc).examples {
            out.push(Example { of: entry.name.clone(), code });
        }
    }
    out
}

/// What lacks a doc comment, and which functions, methods and hooks lack an example, in sentences.
pub fn missing(registry: &Registry) -> Vec<String> {
    let mut out = Vec::new();
    for entry in entries(registry) {
        if parse(entry.doc).text.is_empty() {
            out.push(format!("{} has no doc comment", entry.name));
        }
        if entry.is_function && !entry.has_example() {
            out.push(format!("{} has no example: add a ```lua block to its doc comment", entry.name));
        }
    }
    for hook in &registry.hooks {
        if !hook.doc.starts_with(&format!("`{}(", hook.name)) {
            let name = hook.name;
            out.push(format!(
                "the doc comment of the hook {name} has to begin with its signature, `{name}(…)`"
            ));
        }
    }
    out
}

/// `spawn(fields: table?): entity`, the name in front of it left to the caller.
pub(crate) fn signature(name: &str, function: &FunctionDef) -> String {
    let params: Vec<String> = function
        .params
        .iter()
        .map(|param| match (param.default, &param.ty) {
            (_, luminara_script::Type::Rest) => "...".into(),
            (Some(default), ty) => format!("{}: {ty} = {}", param.name, default_text(default)),
            (None, ty) => format!("{}: {ty}", param.name),
        })
        .collect();
    let returns = match &function.returns {
        luminara_script::Type::Nil => String::new(),
        ty => format!(" → {ty}"),
    };
    format!("{name}({}){returns}", params.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_example_says_what_it_prints() {
        let example = Example { of: "turn".into(), code: "turn(1)\n\nturn(2) --> 3".into() };
        assert_eq!(example.expected(), ["3"]);
    }

    #[test]
    fn sums_up_in_a_sentence() {
        assert_eq!(summary("Moves `a.b` there. Then more."), "Moves `a.b` there.");
        assert_eq!(summary("One thing: another. Third"), "One thing: another.");
        assert_eq!(summary("No stop"), "No stop");
    }
}
