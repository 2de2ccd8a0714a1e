//! From data to values.

use std::collections::BTreeMap;

use glam::{Quat, Vec2, Vec3, Vec4};
use luminara_project::Data;
use luminara_script::{Color, EntityId, ScriptStruct, StructDef, StructValue, Table, Type, Value};
use smol_str::SmolStr;

use crate::world::components::Environment;

/// Data as it stands: tables, lists, text and numbers.
pub fn plain(data: &Data) -> Value {
    match data {
        Data::Null => Value::Nil,
        Data::Bool(value) => Value::Bool(*value),
        Data::Int(value) => Value::Int(*value),
        Data::Float(value) => Value::Float(*value),
        Data::Text(text) => Value::string(text.as_str()),
        Data::List(items) => Value::Array(items.iter().map(plain).collect::<Vec<_>>().into()),
        Data::Table(entries) => {
            let fields = entries.iter().map(|(name, data)| (SmolStr::from(name), plain(data)));
            Value::Table(Table { fields: fields.collect(), list: Vec::new() }.into())
        }
    }
}

/// What data says of the environment.
pub fn environment_of(data: &Data) -> Value {
    fit(data, Some(&Type::Struct(Environment::def())), &|_| None)
}

/// What data says of an entity: its components by name, and the short forms of `world.spawn`.
pub fn fields_of(
    fields: &BTreeMap<String, Data>,
    def_of: &dyn Fn(&str) -> Option<&'static StructDef>,
) -> Table {
    let fields = fields.iter().map(|(name, data)| {
        let value = match (name.as_str(), data) {
            ("children", Data::List(children)) => {
                let of = |child: &Data| match child {
                    Data::Table(fields) => Value::Table(fields_of(fields, def_of).into()),
                    other => plain(other),
                };
                Value::Array(children.iter().map(of).collect::<Vec<_>>().into())
            }
            ("position" | "scale" | "velocity", data) => fit(data, Some(&Type::Vec3), def_of),
            ("rotation", data) => fit(data, Some(&Type::Quat), def_of),
            ("color", data) => fit(data, Some(&Type::Color), def_of),
            (name, data) => fit(data, def_of(name).map(Type::Struct).as_ref(), def_of),
        };
        (SmolStr::from(name), value)
    });
    Table { fields: fields.collect(), list: Vec::new() }
}

/// Data as a type wants it, as far as it can be; what doesn't fit stays as it is, for the error of who takes it.
fn fit(data: &Data, wanted: Option<&Type>, def_of: &dyn Fn(&str) -> Option<&'static StructDef>) -> Value {
    let wanted = match wanted {
        Some(Type::Optional(of)) => Some(&**of),
        wanted => wanted,
    };
    match (data, wanted) {
        (Data::List(items), wanted) => {
            if let Some(vector) = wanted.and_then(|wanted| vector(items, wanted)) {
                return vector;
            }
            let each = match wanted {
                Some(Type::Array(of)) => Some(&**of),
                _ => None,
            };
            Value::Array(items.iter().map(|item| fit(item, each, def_of)).collect::<Vec<_>>().into())
        }
        (Data::Table(entries), wanted) => {
            if let Some(value) = tagged(entries, def_of) {
                return value;
            }
            let def = match wanted {
                Some(Type::Struct(def)) => Some(*def),
                _ => None,
            };
            let fields = entries.iter().map(|(name, data)| {
                let field = def.and_then(|def| def.fields.iter().find(|field| field.name == name));
                (SmolStr::from(name), fit(data, field.map(|field| &field.ty), def_of))
            });
            Value::Table(Table { fields: fields.collect(), list: Vec::new() }.into())
        }
        (data, _) => plain(data),
    }
}

/// A list of as many numbers as a type has.
fn vector(items: &[Data], wanted: &Type) -> Option<Value> {
    let numbers: Vec<f32> = items.iter().map(number).collect::<Option<_>>()?;
    match (wanted, numbers.as_slice()) {
        (Type::Vec2, &[x, y]) => Some(Value::Vec2(Vec2::new(x, y))),
        (Type::Vec3, &[x, y, z]) => Some(Value::Vec3(Vec3::new(x, y, z))),
        (Type::Vec4, &[x, y, z, w]) => Some(Value::Vec4(Vec4::new(x, y, z, w))),
        (Type::Quat, &[x, y, z, w]) => Some(Value::Quat(Quat::from_xyzw(x, y, z, w))),
        (Type::Color, &[r, g, b]) => Some(Value::Color(Color::new(r, g, b, 1.0))),
        (Type::Color, &[r, g, b, a]) => Some(Value::Color(Color::new(r, g, b, a))),
        _ => None,
    }
}

fn number(data: &Data) -> Option<f32> {
    match data {
        Data::Int(number) => Some(*number as f32),
        Data::Float(number) => Some(*number as f32),
        _ => None,
    }
}

/// What a table with one tag says.
fn tagged(
    entries: &BTreeMap<String, Data>,
    def_of: &dyn Fn(&str) -> Option<&'static StructDef>,
) -> Option<Value> {
    let mut entries = entries.iter();
    let (Some((tag, data)), None) = (entries.next(), entries.next()) else { return None };
    match (tag.as_str(), data) {
        ("vec2", Data::List(items)) => vector(items, &Type::Vec2),
        ("vec3", Data::List(items)) => vector(items, &Type::Vec3),
        ("vec4", Data::List(items)) => vector(items, &Type::Vec4),
        ("quat", Data::List(items)) => vector(items, &Type::Quat),
        ("color", Data::List(items)) => vector(items, &Type::Color),
        ("entity", Data::Int(id)) => Some(Value::Entity(EntityId(*id as u64))),
        ("float", Data::Text(text)) => match text.as_str() {
            "nan" => Some(Value::Float(f64::NAN)),
            "inf" => Some(Value::Float(f64::INFINITY)),
            "-inf" => Some(Value::Float(f64::NEG_INFINITY)),
            _ => None,
        },
        ("table", Data::Table(parts)) => table(parts, def_of),
        ("struct", Data::Table(parts)) => structure(parts, def_of),
        _ => None,
    }
}

/// A table with a list part, or one whose only name is a tag.
fn table(
    parts: &BTreeMap<String, Data>,
    def_of: &dyn Fn(&str) -> Option<&'static StructDef>,
) -> Option<Value> {
    let value = |data: &Data| fit(data, None, def_of);
    let mut table = Table::default();
    for (part, data) in parts {
        match (part.as_str(), data) {
            ("fields", Data::Table(fields)) => {
                table.fields = fields.iter().map(|(name, data)| (name.into(), value(data))).collect();
            }
            ("list", Data::List(list)) => table.list = list.iter().map(value).collect(),
            _ => return None,
        }
    }
    Some(Value::Table(table.into()))
}

/// A component's value that a script keeps.
fn structure(
    parts: &BTreeMap<String, Data>,
    def_of: &dyn Fn(&str) -> Option<&'static StructDef>,
) -> Option<Value> {
    let (Some(Data::Text(name)), Some(Data::Table(given)), 2) =
        (parts.get("name"), parts.get("fields"), parts.len())
    else {
        return None;
    };
    let def = def_of(name)?;
    let of = |field: &luminara_script::FieldDef| match given.get(field.name) {
        Some(data) => fit(data, Some(&field.ty), def_of),
        None => field.default.clone(),
    };
    Some(Value::Struct(StructValue { def, fields: def.fields.iter().map(of).collect() }.into()))
}
