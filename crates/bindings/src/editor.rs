//! What the editor shows: completion, hovers, signatures. One JSON file that the page loads with the editor's tools.
//! `web/src/editor/interface.ts` says its type.

use luminara_script::docs::{default_text, options, parse, structs, written};
use luminara_script::{
    Description, FieldDef, FunctionDef, LibraryEntry, ParamDef, Registry, StructDef, Type, math,
};
use serde_json::{Map, Value, json};

/// The data, as JSON.
pub fn data(registry: &Registry, languages: &[&Description]) -> String {
    let mut modules = Map::new();
    for module in &registry.modules {
        modules.insert(module.name.into(), self::module(module));
    }
    let of_languages: Map<String, Value> =
        languages.iter().map(|language| (language.info.id.into(), self::language(language))).collect();
    let hooks: Map<String, Value> = registry
        .hooks
        .iter()
        .map(|hook| (hook.name.into(), json!({ "doc": text(hook.doc), "params": params(&hook.params) })))
        .collect();
    let mut words: Map<String, Value> =
        registry.words.iter().map(|list| (list.param.into(), json!(list.words))).collect();
    words.insert("component".into(), registry.components.iter().map(|def| def.name).collect());
    let options: Map<String, Value> =
        options(registry).into_iter().map(|def| (def.name.into(), structure(def))).collect();
    let data = json!({
        "modules": modules,
        "types": types(registry),
        "options": options,
        "languages": of_languages,
        "hooks": hooks,
        "words": words,
    });
    // One entry a line, so that a change of one is one line of a difference.
    format!("{data:#}\n")
}

/// A language's own library, and its examples of the registry.
fn language(language: &Description) -> Value {
    let (mut globals, mut modules) = (Map::new(), Map::new());
    for entry in language.library {
        let made = library_entry(entry);
        let Some((owner, name)) = entry.name.split_once('.') else {
            globals.insert(entry.name.into(), made);
            continue;
        };
        let members = modules.entry(owner).or_insert_with(|| json!({}));
        if let Some(members) = members.as_object_mut() {
            members.insert(name.into(), made);
        }
    }
    let examples: Map<String, Value> =
        language.examples.iter().map(|example| (example.of.into(), example.code.trim_end().into())).collect();
    json!({ "name": language.info.name, "globals": globals, "modules": modules, "examples": examples })
}

fn module(module: &luminara_script::Module) -> Value {
    let mut members = Map::new();
    for function in &module.functions {
        members.insert(function.name.into(), self::function(function));
    }
    for constant in &module.constants {
        let made = json!({ "type": constant.value.type_name(), "doc": constant.doc, "value": constant.value.to_string() });
        members.insert(constant.name.into(), made);
    }
    let mut out = json!({ "doc": text(module.doc), "members": members });
    if let (Some(call), Some(object)) = (&module.call, out.as_object_mut()) {
        object.insert("call".into(), function(call));
    }
    out
}

/// The types with methods and the structs, by name.
fn types(registry: &Registry) -> Map<String, Value> {
    let mut types = Map::new();
    for def in structs(registry) {
        types.insert(def.name.into(), structure(def));
    }
    for ty in &registry.types {
        let made = types.entry(ty.name).or_insert_with(|| json!({ "members": {} }));
        let Some(made) = made.as_object_mut() else { continue };
        made.insert("doc".into(), text(ty.doc).into());
        let Some(members) = made.get_mut("members").and_then(Value::as_object_mut) else { continue };
        for part in math::component_names(ty.name) {
            members.insert((*part).into(), json!({ "type": "number", "doc": "" }));
        }
        for property in &ty.properties {
            let mut made = json!({ "type": type_name(&property.ty), "doc": text(property.doc) });
            if let (None, Some(object)) = (property.set, made.as_object_mut()) {
                object.insert("readOnly".into(), true.into());
            }
            members.insert(property.name.into(), made);
        }
        for method in &ty.methods {
            let mut made = function(method);
            if let Some(object) = made.as_object_mut() {
                object.insert("isMethod".into(), true.into());
            }
            members.insert(method.name.into(), made);
        }
    }
    types
}

fn structure(def: &StructDef) -> Value {
    let members: Map<String, Value> =
        def.fields.iter().map(|field| (field.name.into(), self::field(field))).collect();
    json!({ "doc": text(def.doc), "members": members })
}

fn field(field: &FieldDef) -> Value {
    let default = written(&field.default);
    let mut made = json!({ "type": type_name(&field.ty), "doc": field.doc, "default": default });
    if let (Some(range), Some(object)) = (field.range, made.as_object_mut()) {
        object.insert("range".into(), range.to_string().into());
    }
    made
}

fn function(function: &FunctionDef) -> Value {
    json!({ "params": params(&function.params), "type": type_name(&function.returns), "doc": text(function.doc) })
}

fn params(params: &[ParamDef]) -> Vec<Value> {
    let param = |param: &ParamDef| {
        let name = if param.ty == Type::Rest { "..." } else { param.name };
        let mut made = json!({ "name": name, "type": type_name(&param.ty) });
        if let (Some(default), Some(object)) = (param.default, made.as_object_mut()) {
            object.insert("default".into(), default_text(default).into());
        }
        if let (Some(def), Some(object)) = (param.options, made.as_object_mut()) {
            object.insert("options".into(), def.name.into());
        }
        made
    };
    params.iter().map(param).collect()
}

fn type_name(ty: &Type) -> String {
    match ty {
        Type::Rest => "any".into(),
        ty => ty.to_string(),
    }
}

/// What a hover shows: the text, the errors, the first example.
fn text(doc: &str) -> String {
    let doc = parse(doc);
    let example = doc.examples.first().map(|code| format!("```lua\n{code}\n```")).unwrap_or_default();
    let parts = [doc.text, doc.errors, example];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("\n\n")
}

fn library_entry(entry: &LibraryEntry) -> Value {
    let Some(list) = entry.params else {
        return json!({ "type": entry.ty, "doc": entry.doc });
    };
    let params: Vec<Value> = list
        .split(", ")
        .filter(|param| !param.is_empty())
        .map(|param| {
            let (name, ty) = param.split_once(": ").unwrap_or((param, "any"));
            json!({ "name": name, "type": ty })
        })
        .collect();
    json!({ "params": params, "type": entry.ty, "doc": entry.doc })
}
