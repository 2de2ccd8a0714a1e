//! What the registry says, read for those who write it down: doc comments in their parts, the structs that there are, defaults in a script's words.

use crate::registry::{FunctionDef, Registry, Type};
use crate::structure::StructDef;
use crate::value::Value;

/// A doc comment in its parts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Doc {
    /// What it says, Markdown, examples and errors left out.
    pub text: String,
    /// The paragraphs that begin with "Fails": when it is an error.
    pub errors: String,
    /// The ```` ```lua ```` blocks.
    pub examples: Vec<String>,
}

/// Takes a doc comment apart.
pub fn parse(doc: &str) -> Doc {
    let (mut text, mut errors, mut examples) = (Vec::new(), Vec::new(), Vec::new());
    let mut paragraph: Vec<&str> = Vec::new();
    let mut example: Option<Vec<&str>> = None;
    let mut finish = |paragraph: &mut Vec<&str>| {
        if let Some(first) = paragraph.first() {
            let list = if first.starts_with("Fails") { &mut errors } else { &mut text };
            list.push(paragraph.join("\n"));
            paragraph.clear();
        }
    };
    for line in doc.lines() {
        match (&mut example, line.trim()) {
            (Some(lines), "```") => {
                examples.push(lines.join("\n"));
                example = None;
            }
            (Some(lines), _) => lines.push(line),
            (None, "```lua") => {
                finish(&mut paragraph);
                example = Some(Vec::new());
            }
            (None, "") => finish(&mut paragraph),
            (None, _) => paragraph.push(line),
        }
    }
    finish(&mut paragraph);
    Doc { text: text.join("\n\n"), errors: errors.join("\n\n"), examples }
}

/// A doc comment's first paragraph, in a line.
pub fn opening(doc: &str) -> String {
    let lines = doc.lines().map(str::trim).take_while(|line| !line.is_empty() && !line.starts_with("```"));
    lines.collect::<Vec<_>>().join(" ")
}

/// A default in a script's words: Rust's `Vec3::Y` is a constant of a module, `0.0` a number.
pub fn default_text(default: &str) -> String {
    let text = default.replace(' ', "");
    match text.split_once('.') {
        Some(("Vec3", "Y")) => "vec3.up".into(),
        Some(("Vec3", constant)) => format!("vec3.{}", constant.to_lowercase()),
        Some(("Color", constant)) => format!("color.{}", constant.to_lowercase()),
        _ => text.strip_suffix(".0").unwrap_or(&text).to_owned(),
    }
}

/// A field's default as a script writes it. Most fields are 32 bits wide, so 0.1 is not 0.10000000149011612.
pub fn written(value: &Value) -> String {
    match value {
        Value::Float(number) => (*number as f32).to_string(),
        Value::Str(text) => format!("\"{text}\""),
        other => other.to_string(),
    }
}

/// The structs that scripts see: the components, then what functions, properties and fields name beside them, by name.
pub fn structs(registry: &Registry) -> Vec<&'static StructDef> {
    let mut found = registry.components.clone();
    let components = found.len();
    for function in functions(registry) {
        collect(&function.returns, &mut found);
        function.params.iter().for_each(|param| collect(&param.ty, &mut found));
    }
    for property in registry.types.iter().flat_map(|ty| &ty.properties) {
        collect(&property.ty, &mut found);
    }
    let mut i = 0;
    while let Some(def) = found.get(i).copied() {
        def.fields.iter().for_each(|field| collect(&field.ty, &mut found));
        i += 1;
    }
    if let Some(others) = found.get_mut(components..) {
        others.sort_by_key(|def| def.name);
    }
    found
}

/// The structs of options that functions take, in the order of the functions.
pub fn options(registry: &Registry) -> Vec<&'static StructDef> {
    let mut found = Vec::new();
    for def in functions(registry).flat_map(|function| &function.params).filter_map(|param| param.options) {
        if !found.contains(&def) {
            found.push(def);
        }
    }
    found
}

fn functions(registry: &Registry) -> impl Iterator<Item = &FunctionDef> {
    let modules = registry.modules.iter().flat_map(|module| module.call.iter().chain(&module.functions));
    modules.chain(registry.types.iter().flat_map(|ty| &ty.methods))
}

fn collect(ty: &Type, found: &mut Vec<&'static StructDef>) {
    match ty {
        Type::Struct(def) if !found.iter().any(|known| known.name == def.name) => found.push(def),
        Type::Array(of) | Type::Optional(of) => collect(of, found),
        Type::Either(first, second) => {
            collect(first, found);
            collect(second, found);
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn takes_a_doc_comment_apart() {
        let doc = parse(
            "Turns it.\nQuickly.\n\n```lua\nturn(1)\n\nturn(2) --> 3\n```\n\nFails when stuck.\n\nMore.",
        );
        assert_eq!(doc.text, "Turns it.\nQuickly.\n\nMore.");
        assert_eq!(doc.errors, "Fails when stuck.");
        assert_eq!(doc.examples, ["turn(1)\n\nturn(2) --> 3"]);
    }

    #[test]
    fn shows_defaults_as_scripts_write_them() {
        assert_eq!(default_text("0.0"), "0");
        assert_eq!(default_text("0.25"), "0.25");
        assert_eq!(default_text("Vec3.Y"), "vec3.up");
        assert_eq!(default_text("Color.WHITE"), "color.white");
    }
}
