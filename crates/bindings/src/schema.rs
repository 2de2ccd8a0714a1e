//! JSON schemas (draft 2020-12): components, options of functions, `game.toml`.

use luminara_project::{KeyKind, Manifest};
use luminara_script::docs::{options, parse, structs};
use luminara_script::{Registry, StructDef, Type, Value as Script};
use serde_json::{Map, Value, json};

const DRAFT: &str = "https://json-schema.org/draft/2020-12/schema";

/// Every schema with its file name.
pub fn schemas(registry: &Registry) -> Vec<(String, String)> {
    let text = |schema: Value| format!("{schema:#}\n");
    vec![
        ("components.json".into(), text(components(registry))),
        ("game.json".into(), text(manifest())),
        ("options.json".into(), text(function_options(registry))),
    ]
}

/// An entity's components: an object with one property for each that it has.
fn components(registry: &Registry) -> Value {
    let mut properties = Map::new();
    for def in &registry.components {
        properties.insert(def.name.into(), json!({ "$ref": format!("#/$defs/{}", def.name) }));
    }
    let defs: Map<String, Value> =
        structs(registry).into_iter().map(|def| (def.name.into(), structure(def))).collect();
    json!({
        "$schema": DRAFT,
        "title": "The components of an entity",
        "description": "The built-in ones by name; a name with a capital that isn't listed is a component of a script's own.",
        "type": "object",
        "properties": properties,
        "patternProperties": { "^[A-Z]": {} },
        "additionalProperties": false,
        "$defs": defs,
    })
}

/// The options of functions: a definition for each struct of them.
fn function_options(registry: &Registry) -> Value {
    let defs: Map<String, Value> =
        options(registry).into_iter().map(|def| (def.name.into(), structure(def))).collect();
    json!({
        "$schema": DRAFT,
        "title": "The options of functions",
        "description": "What the tables of options hold that functions such as audio.play take.",
        "$defs": defs,
    })
}

fn structure(def: &StructDef) -> Value {
    let mut properties = Map::new();
    for field in &def.fields {
        let mut schema = of_type(&field.ty);
        if let Some(object) = schema.as_object_mut() {
            object.insert("description".into(), field.doc.replace('\n', " ").into());
            if let Some(default) = of_value(&field.default) {
                object.insert("default".into(), default);
            }
            if let Some(range) = field.range {
                let least = if range.is_above { "exclusiveMinimum" } else { "minimum" };
                object.insert(least.into(), range.low.into());
                object.insert("maximum".into(), range.high.into());
            }
        }
        properties.insert(field.name.into(), schema);
    }
    json!({
        "title": def.name,
        "description": parse(def.doc).text.replace('\n', " "),
        "type": "object",
        "properties": properties,
        "additionalProperties": false,
    })
}

/// Vectors, rotations and colours are lists of their parts; a colour may be text as well; an entity is its id.
fn of_type(ty: &Type) -> Value {
    let numbers =
        |n: usize| json!({ "type": "array", "items": { "type": "number" }, "minItems": n, "maxItems": n });
    match ty {
        Type::Any | Type::Rest => json!({}),
        Type::Nil => json!({ "type": "null" }),
        Type::Bool => json!({ "type": "boolean" }),
        Type::Int | Type::Entity => json!({ "type": "integer" }),
        Type::Float => json!({ "type": "number" }),
        Type::Str => json!({ "type": "string" }),
        Type::Word(words) => json!({ "enum": words }),
        Type::Vec2 => numbers(2),
        Type::Vec3 => numbers(3),
        Type::Vec4 | Type::Quat => numbers(4),
        Type::Color => {
            json!({ "anyOf": [numbers(4), { "type": "string", "pattern": "^#([0-9a-fA-F]{3,4}|[0-9a-fA-F]{6}|[0-9a-fA-F]{8})$" }] })
        }
        Type::Struct(def) => json!({ "$ref": format!("#/$defs/{}", def.name) }),
        Type::Array(of) => json!({ "type": "array", "items": of_type(of) }),
        Type::Table => json!({ "type": "object" }),
        // A function can't be written in JSON.
        Type::Function => json!(false),
        Type::Optional(of) => json!({ "anyOf": [of_type(of), { "type": "null" }] }),
        Type::Either(first, second) => json!({ "anyOf": [of_type(first), of_type(second)] }),
    }
}

/// A default as JSON; `None` for what JSON can't say.
fn of_value(value: &Script) -> Option<Value> {
    let list =
        |parts: &[f32]| Some(Value::from(parts.iter().map(|part| shortest(*part)).collect::<Vec<_>>()));
    match value {
        Script::Nil => Some(Value::Null),
        Script::Bool(b) => Some((*b).into()),
        Script::Int(i) => Some((*i).into()),
        Script::Float(f) => Some(shortest(*f as f32).into()),
        Script::Str(text) => Some(text.as_str().into()),
        Script::Vec2(v) => list(&v.to_array()),
        Script::Vec3(v) => list(&v.to_array()),
        Script::Vec4(v) => list(&v.to_array()),
        Script::Quat(q) => list(&q.to_array()),
        Script::Color(c) => list(&c.to_array()),
        Script::Array(values) => values.iter().map(of_value).collect::<Option<Vec<_>>>().map(Value::from),
        _ => None,
    }
}

/// The number that reads the same as an `f32`: 0.45 and not 0.44999998807907104.
fn shortest(number: f32) -> f64 {
    number.to_string().parse().unwrap_or_else(|_| f64::from(number))
}

fn manifest() -> Value {
    let mut properties = Map::new();
    for key in Manifest::KEYS {
        let mut schema = match key.kind {
            KeyKind::Text => json!({ "type": "string" }),
            KeyKind::FileNames => {
                json!({ "type": "array", "items": { "type": "string" }, "uniqueItems": true })
            }
            KeyKind::WholeNumber => json!({ "type": "integer", "minimum": 0, "maximum": u64::MAX }),
            KeyKind::Flag => json!({ "type": "boolean" }),
            KeyKind::Choice(texts) => json!({ "type": "string", "enum": texts }),
            KeyKind::ChoiceByFile(texts) => {
                let choice = json!({ "type": "string", "enum": texts });
                json!({ "anyOf": [choice.clone(), { "type": "object", "additionalProperties": choice }] })
            }
            KeyKind::Actions => actions_schema(),
            KeyKind::Contexts => json!({ "type": "object", "additionalProperties": actions_schema() }),
            KeyKind::Templates => {
                json!({ "type": "object", "additionalProperties": { "type": "object" } })
            }
            KeyKind::Physics => json!({
                "type": "object",
                "properties": { "dimensions": { "enum": [2, 3], "default": 3 } },
                "additionalProperties": false,
            }),
        };
        if let Some(object) = schema.as_object_mut() {
            object.insert("description".into(), key.doc.into());
        }
        properties.insert(key.name.into(), schema);
    }
    json!({
        "$schema": DRAFT,
        "title": "game.toml",
        "description": "What a project says about itself. Every key may be left out.",
        "type": "object",
        "properties": properties,
        "additionalProperties": false,
    })
}

/// A table of actions: each has a binding or a list of them.
fn actions_schema() -> Value {
    let binding = json!({ "type": "string" });
    let list = json!({ "type": "array", "items": binding });
    json!({ "type": "object", "additionalProperties": { "anyOf": [binding, list] } })
}
