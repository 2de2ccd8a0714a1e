//! Components as bytes: each built-in component is a C struct, laid out from its definition in the registry.

use std::sync::Arc;

use glam::{Quat, Vec2, Vec3, Vec4};
use luminara_script::{Color, EntityId, HostError, StructDef, StructValue, Type, Value};

use crate::wire;

/// How a field is stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// `i32`: 0 or 1.
    Bool,
    /// `i64`.
    Int,
    /// `f32`.
    Float,
    /// `i32`: the index of one of the words; -1 for none.
    Word(&'static [&'static str]),
    /// `f32` times two.
    Vec2,
    /// `f32` times three.
    Vec3,
    /// `f32` times four.
    Vec4,
    /// `f32` times four: x, y, z, w.
    Quat,
    /// `f32` times four: red, green, blue, alpha.
    Color,
    /// `i64`; -1 for none.
    Entity,
    /// Two `u32`: where its bytes begin, counted from the struct's first byte, and how many there are.
    Text,
    /// As text; the bytes are a value's, as [`wire`] has them.
    Value,
}

impl Kind {
    /// The kind of a type.
    pub fn of(ty: &Type) -> Self {
        match ty {
            Type::Bool => Kind::Bool,
            Type::Int => Kind::Int,
            Type::Float => Kind::Float,
            Type::Word(words) => Kind::Word(words),
            Type::Vec2 => Kind::Vec2,
            Type::Vec3 => Kind::Vec3,
            Type::Vec4 => Kind::Vec4,
            Type::Quat => Kind::Quat,
            Type::Color => Kind::Color,
            Type::Entity => Kind::Entity,
            Type::Str => Kind::Text,
            Type::Optional(inner) => match Kind::of(inner) {
                kind @ (Kind::Entity | Kind::Word(_)) => kind,
                _ => Kind::Value,
            },
            _ => Kind::Value,
        }
    }

    /// Its size, bytes.
    pub fn size(self) -> u32 {
        match self {
            Kind::Bool | Kind::Float | Kind::Word(_) => 4,
            Kind::Int | Kind::Entity | Kind::Vec2 | Kind::Text | Kind::Value => 8,
            Kind::Vec3 => 12,
            Kind::Vec4 | Kind::Quat | Kind::Color => 16,
        }
    }

    /// Its alignment in a struct, bytes. Nothing that a guest gives has to be aligned.
    pub fn align(self) -> u32 {
        if matches!(self, Kind::Int | Kind::Entity) { 8 } else { 4 }
    }

    /// Whether all of it lies in the struct itself.
    pub fn is_fixed(self) -> bool {
        !matches!(self, Kind::Text | Kind::Value)
    }

    /// Its name in the documentation.
    pub fn name(self) -> &'static str {
        match self {
            Kind::Bool => "bool",
            Kind::Int => "i64",
            Kind::Float => "f32",
            Kind::Word(_) => "word",
            Kind::Vec2 => "vec2",
            Kind::Vec3 => "vec3",
            Kind::Vec4 => "vec4",
            Kind::Quat => "quat",
            Kind::Color => "color",
            Kind::Entity => "entity",
            Kind::Text => "text",
            Kind::Value => "value",
        }
    }
}

/// A field of a [`Layout`].
#[derive(Clone, Copy, Debug)]
pub struct Field {
    /// Its name.
    pub name: &'static str,
    /// Where it begins, bytes.
    pub offset: u32,
    /// How it is stored.
    pub kind: Kind,
}

/// A component as a C struct.
#[derive(Clone, Debug)]
pub struct Layout {
    /// What it is.
    pub def: &'static StructDef,
    /// Its fields in order.
    pub fields: Vec<Field>,
    /// The size of the fixed part, bytes.
    pub size: u32,
}

impl Layout {
    /// Lays a definition out by the rules of C.
    pub fn of(def: &'static StructDef) -> Self {
        let mut size = 0u32;
        let mut most = 4;
        let mut fields = Vec::with_capacity(def.fields.len());
        for field in &def.fields {
            let kind = Kind::of(&field.ty);
            size = size.next_multiple_of(kind.align());
            most = most.max(kind.align());
            fields.push(Field { name: field.name, offset: size, kind });
            size += kind.size();
        }
        Self { def, fields, size: size.next_multiple_of(most) }
    }

    /// The bytes of a component.
    pub fn encode(&self, value: &StructValue, out: &mut Vec<u8>) {
        let start = out.len();
        out.resize(start + self.size as usize, 0);
        for (field, value) in self.fields.iter().zip(&value.fields) {
            let mut part = Vec::new();
            encode_field(field.kind, value, &mut part);
            if !field.kind.is_fixed() {
                let (at, len) = ((out.len() - start) as u32, part.len() as u32);
                out.append(&mut part);
                part.extend_from_slice(&at.to_le_bytes());
                part.extend_from_slice(&len.to_le_bytes());
            }
            let at = start + field.offset as usize;
            if let Some(place) = out.get_mut(at..at + part.len()) {
                place.copy_from_slice(&part);
            }
        }
    }

    /// A component from its bytes. Fields beyond the bytes' end stay as they are: a guest may know fewer of them.
    pub fn decode(&self, bytes: &[u8], depth: u32) -> Result<Vec<(usize, Value)>, HostError> {
        let mut values = Vec::with_capacity(self.fields.len());
        for (i, field) in self.fields.iter().enumerate() {
            let range = field.offset as usize..(field.offset + field.kind.size()) as usize;
            let Some(part) = bytes.get(range) else { break };
            let part = match field.kind.is_fixed() {
                true => part,
                false => {
                    let at = u32_at(part, 0) as usize;
                    bytes.get(at..at.saturating_add(u32_at(part, 4) as usize)).ok_or_else(|| {
                        HostError::new(format!(
                            "'{}.{}' lies outside of the bytes that were given for it",
                            self.def.name, field.name
                        ))
                    })?
                }
            };
            values.push((i, decode_field(field.kind, part, depth)?));
        }
        Ok(values)
    }

    /// All of a component from its bytes, with the defaults for what is missing.
    pub fn decode_whole(&self, bytes: &[u8], depth: u32) -> Result<Value, HostError> {
        let mut fields: Vec<Value> = self.def.fields.iter().map(|field| field.default.clone()).collect();
        for (i, value) in self.decode(bytes, depth)? {
            if let Some(field) = fields.get_mut(i) {
                *field = value;
            }
        }
        Ok(Value::Struct(Arc::new(StructValue { def: self.def, fields })))
    }
}

/// The bytes of one value of a kind; of text and values, their own bytes alone.
pub fn encode_field(kind: Kind, value: &Value, out: &mut Vec<u8>) {
    let floats = |out: &mut Vec<u8>, values: &[f32]| {
        values.iter().for_each(|value| out.extend_from_slice(&value.to_le_bytes()));
    };
    match (kind, value) {
        (Kind::Bool, value) => out.extend_from_slice(&i32::from(*value == Value::Bool(true)).to_le_bytes()),
        (Kind::Int, Value::Int(value)) => out.extend_from_slice(&value.to_le_bytes()),
        (Kind::Int, Value::Float(value)) => out.extend_from_slice(&(*value as i64).to_le_bytes()),
        (Kind::Float, Value::Float(value)) => floats(out, &[*value as f32]),
        (Kind::Float, Value::Int(value)) => floats(out, &[*value as f32]),
        (Kind::Word(words), value) => out.extend_from_slice(&word_index(words, value).to_le_bytes()),
        (Kind::Vec2, Value::Vec2(v)) => floats(out, &v.to_array()),
        (Kind::Vec3, Value::Vec3(v)) => floats(out, &v.to_array()),
        (Kind::Vec4, Value::Vec4(v)) => floats(out, &v.to_array()),
        (Kind::Quat, Value::Quat(q)) => floats(out, &q.to_array()),
        (Kind::Color, Value::Color(c)) => floats(out, &c.to_array()),
        (Kind::Entity, Value::Entity(EntityId(id))) => out.extend_from_slice(&id.to_le_bytes()),
        (Kind::Entity, _) => out.extend_from_slice(&u64::MAX.to_le_bytes()),
        (Kind::Text, Value::Str(text)) => out.extend_from_slice(text.as_bytes()),
        (Kind::Text, _) => {}
        (Kind::Value, value) => wire::encode(value, out),
        (kind, _) => out.resize(out.len() + kind.size() as usize, 0),
    }
}

/// A value of a kind from its bytes, which are as many as the kind's size, or text's or a value's own.
pub fn decode_field(kind: Kind, bytes: &[u8], depth: u32) -> Result<Value, HostError> {
    Ok(match kind {
        Kind::Bool => Value::Bool(u32_at(bytes, 0) != 0),
        Kind::Int => Value::Int(u64_at(bytes) as i64),
        Kind::Float => Value::Float(f64::from(f32_at(bytes, 0))),
        Kind::Word(words) => word(words, u32_at(bytes, 0) as i32)?,
        Kind::Vec2 => Value::Vec2(Vec2::from_array(floats_at(bytes))),
        Kind::Vec3 => Value::Vec3(Vec3::from_array(floats_at(bytes))),
        Kind::Vec4 => Value::Vec4(Vec4::from_array(floats_at(bytes))),
        Kind::Quat => Value::Quat(Quat::from_array(floats_at(bytes))),
        Kind::Color => Value::Color(Color::from_array(floats_at(bytes))),
        Kind::Entity => entity(u64_at(bytes)),
        Kind::Text => {
            let text = std::str::from_utf8(bytes).map_err(|_| HostError::new("text is not UTF-8"))?;
            Value::string(text)
        }
        Kind::Value if bytes.is_empty() => Value::Nil,
        Kind::Value => wire::decode(bytes, depth, &mut |_| Value::Nil)?,
    })
}

/// The index of a word; -1 where the value is none of them.
pub fn word_index(words: &[&str], value: &Value) -> i32 {
    let Value::Str(text) = value else { return -1 };
    words.iter().position(|word| word == text).map_or(-1, |index| index as i32)
}

/// The word of an index; nil for -1.
pub fn word(words: &[&'static str], index: i32) -> Result<Value, HostError> {
    if index == -1 {
        return Ok(Value::Nil);
    }
    usize::try_from(index)
        .ok()
        .and_then(|index| words.get(index))
        .map(|word| Value::string(*word))
        .ok_or_else(|| {
            let list: Vec<String> = words.iter().enumerate().map(|(i, word)| format!("{i} {word}")).collect();
            HostError::new(format!("{index} is none of {}", list.join(", ")))
        })
}

/// The entity of an id; nil for -1.
pub fn entity(id: u64) -> Value {
    if id == u64::MAX { Value::Nil } else { Value::Entity(EntityId(id)) }
}

fn u32_at(bytes: &[u8], at: usize) -> u32 {
    bytes.get(at..).and_then(|rest| rest.first_chunk()).map_or(0, |chunk| u32::from_le_bytes(*chunk))
}

fn u64_at(bytes: &[u8]) -> u64 {
    bytes.first_chunk().map_or(0, |chunk| u64::from_le_bytes(*chunk))
}

fn f32_at(bytes: &[u8], at: usize) -> f32 {
    f32::from_bits(u32_at(bytes, at))
}

fn floats_at<const N: usize>(bytes: &[u8]) -> [f32; N] {
    std::array::from_fn(|i| f32_at(bytes, i * 4))
}

#[cfg(test)]
mod tests {
    use super::*;
    use luminara_script::FieldDef;

    fn def(fields: Vec<(&'static str, Type, Value)>) -> &'static StructDef {
        let fields = fields.into_iter().map(|(name, ty, default)| FieldDef {
            name,
            doc: "",
            ty,
            range: None,
            default,
        });
        Box::leak(Box::new(StructDef { name: "Thing", doc: "", fields: fields.collect() }))
    }

    #[test]
    fn fields_lie_where_c_puts_them() {
        let def = def(vec![
            ("on", Type::Bool, Value::Bool(true)),
            ("count", Type::Int, Value::Int(3)),
            ("place", Type::Vec3, Value::Vec3(Vec3::ONE)),
            ("name", Type::Str, Value::string("abc")),
            ("target", Type::Optional(Box::new(Type::Entity)), Value::Nil),
        ]);
        let layout = Layout::of(def);
        let offsets: Vec<u32> = layout.fields.iter().map(|field| field.offset).collect();
        assert_eq!((offsets, layout.size), (vec![0, 8, 16, 28, 40], 48));

        let fields = def.fields.iter().map(|field| field.default.clone()).collect();
        let value = StructValue { def, fields };
        let mut bytes = Vec::new();
        layout.encode(&value, &mut bytes);
        assert_eq!(bytes.len(), 48 + 3);
        assert_eq!(layout.decode_whole(&bytes, 8), Ok(Value::Struct(Arc::new(value))));
        // A guest that knows fewer fields gives fewer bytes.
        assert_eq!(layout.decode(&bytes[..16], 8).unwrap().len(), 2);
        bytes[28..32].copy_from_slice(&u32::MAX.to_le_bytes());
        assert!(layout.decode(&bytes, 8).unwrap_err().message.contains("'Thing.name' lies outside"));
    }

    #[test]
    fn words_are_indices() {
        assert_eq!(word(&["cube", "sphere"], 1), Ok(Value::string("sphere")));
        assert_eq!(word(&["cube"], -1), Ok(Value::Nil));
        assert!(word(&["cube", "sphere"], 2).unwrap_err().message.contains("1 sphere"));
        assert_eq!(word_index(&["cube", "sphere"], &Value::string("sphere")), 1);
    }
}
