//! [`Value`]: what crosses between a script and its host.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::{Arc, Mutex};

use glam::{Quat, Vec2, Vec3, Vec4};
use smol_str::SmolStr;

use crate::structure::StructValue;

/// An entity of the world, as scripts hold it. The bits are the engine's own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EntityId(pub u64);

/// One running script: a file on an entity, or a game script.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct InstanceId(pub u64);

/// A colour as screens name it (sRGB) with straight alpha, each channel nominally 0 to 1.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Color {
    /// Red.
    pub r: f32,
    /// Green.
    pub g: f32,
    /// Blue.
    pub b: f32,
    /// Opacity: 0 is clear, 1 is solid.
    pub a: f32,
}

impl Color {
    /// Opaque white.
    pub const WHITE: Color = Color::new(1.0, 1.0, 1.0, 1.0);

    /// A colour from its channels.
    pub const fn new(r: f32, g: f32, b: f32, a: f32) -> Self {
        Self { r, g, b, a }
    }

    /// A colour from text such as `#ffb454`, `#fb5` or, with alpha, `#ffb45480`; the `#` may be left out.
    pub fn from_hex(text: &str) -> Option<Self> {
        let digits = text.strip_prefix('#').unwrap_or(text);
        let digits: Vec<u32> = digits.chars().map(|c| c.to_digit(16)).collect::<Option<_>>()?;
        let byte = |i: usize| Some((digits.get(i * 2)? * 16 + digits.get(i * 2 + 1)?) as f32 / 255.0);
        let nibble = |i: usize| digits.get(i).map(|digit| (digit * 17) as f32 / 255.0);
        match digits.len() {
            3 => Some(Self::new(nibble(0)?, nibble(1)?, nibble(2)?, 1.0)),
            6 => Some(Self::new(byte(0)?, byte(1)?, byte(2)?, 1.0)),
            8 => Some(Self::new(byte(0)?, byte(1)?, byte(2)?, byte(3)?)),
            _ => None,
        }
    }

    /// A colour from text in any form that CSS has: `tomato`, `#ffb454`, `rgb(255 180 84)`, `hsl(30deg 100% 65%)`.
    pub fn parse(text: &str) -> Option<Self> {
        crate::color_names::parse(text)
    }

    /// The colour as light: linear channels (the inverse of IEC 61966-2-1's transfer function) and alpha.
    pub fn to_linear(self) -> [f32; 4] {
        let linear = |channel: f32| match channel <= 0.040_45 {
            true => channel / 12.92,
            false => libm::powf((channel + 0.055) / 1.055, 2.4),
        };
        [linear(self.r), linear(self.g), linear(self.b), self.a]
    }

    /// The channels in order.
    pub fn to_array(self) -> [f32; 4] {
        [self.r, self.g, self.b, self.a]
    }

    /// A colour from its channels in order.
    pub fn from_array([r, g, b, a]: [f32; 4]) -> Self {
        Self { r, g, b, a }
    }
}

/// What crosses between a script and its host. Numbers, vectors and entities are copied; strings up to 23
/// bytes are inline; structs, arrays and tables are shared and copied when they are changed. It can go into a
/// component of the world, hence `Arc`.
#[derive(Clone, Debug, Default)]
pub enum Value {
    /// Nothing.
    #[default]
    Nil,
    /// True or false.
    Bool(bool),
    /// A 64-bit integer.
    Int(i64),
    /// A 64-bit float.
    Float(f64),
    /// UTF-8 text.
    Str(SmolStr),
    /// Two floats.
    Vec2(Vec2),
    /// Three floats.
    Vec3(Vec3),
    /// Four floats.
    Vec4(Vec4),
    /// A rotation.
    Quat(Quat),
    /// A colour.
    Color(Color),
    /// An entity.
    Entity(EntityId),
    /// A typed component struct, by value.
    Struct(Arc<StructValue>),
    /// A list.
    Array(Arc<Vec<Value>>),
    /// A table with named fields and, perhaps, a list part.
    Table(Arc<Table>),
    /// A function of a script, held by the host.
    Function(FunctionHandle),
}

/// A table with named fields, in the order of their names so that iteration is the same everywhere, and a list part.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Table {
    /// The named fields.
    pub fields: BTreeMap<SmolStr, Value>,
    /// The list part: what Lua has at 1, 2, 3 and so on.
    pub list: Vec<Value>,
}

impl Value {
    /// A string value.
    pub fn string(text: impl Into<SmolStr>) -> Self {
        Value::Str(text.into())
    }

    /// The value's type as a script author says it: `number`, `vec3`, `Transform`.
    pub fn type_name(&self) -> &'static str {
        match self {
            Value::Nil => "nil",
            Value::Bool(_) => "boolean",
            Value::Int(_) | Value::Float(_) => "number",
            Value::Str(_) => "string",
            Value::Vec2(_) => "vec2",
            Value::Vec3(_) => "vec3",
            Value::Vec4(_) => "vec4",
            Value::Quat(_) => "quat",
            Value::Color(_) => "color",
            Value::Entity(_) => "entity",
            Value::Struct(value) => value.def.name,
            Value::Array(_) => "array",
            Value::Table(_) => "table",
            Value::Function(_) => "function",
        }
    }

    /// The value as an error message shows it: its type, and what it is where that is short.
    /// `a number (3.5)`, `a string ("far")`, `nil`.
    pub fn describe(&self) -> String {
        match self {
            Value::Nil => "nil".into(),
            Value::Bool(_) | Value::Int(_) | Value::Float(_) => {
                format!("a {} ({self})", self.type_name())
            }
            Value::Str(text) if text.chars().count() <= 40 => format!("a string (\"{text}\")"),
            Value::Entity(_) | Value::Array(_) => format!("an {}", self.type_name()),
            _ => format!("a {}", self.type_name()),
        }
    }

    /// Whether the value is `nil`.
    pub fn is_nil(&self) -> bool {
        matches!(self, Value::Nil)
    }
}

impl PartialEq for Value {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Value::Nil, Value::Nil) => true,
            (Value::Bool(a), Value::Bool(b)) => a == b,
            (Value::Int(a), Value::Int(b)) => a == b,
            (Value::Float(a), Value::Float(b)) => a == b,
            (Value::Int(a), Value::Float(b)) | (Value::Float(b), Value::Int(a)) => *a as f64 == *b,
            (Value::Str(a), Value::Str(b)) => a == b,
            (Value::Vec2(a), Value::Vec2(b)) => a == b,
            (Value::Vec3(a), Value::Vec3(b)) => a == b,
            (Value::Vec4(a), Value::Vec4(b)) => a == b,
            (Value::Quat(a), Value::Quat(b)) => a == b,
            (Value::Color(a), Value::Color(b)) => a == b,
            (Value::Entity(a), Value::Entity(b)) => a == b,
            (Value::Struct(a), Value::Struct(b)) => a == b,
            (Value::Array(a), Value::Array(b)) => a == b,
            (Value::Table(a), Value::Table(b)) => a == b,
            (Value::Function(a), Value::Function(b)) => a == b,
            _ => false,
        }
    }
}

/// As a script prints it: `vec3(1, 2.5, 3)`, `entity(4)`, `Transform { position = …, … }`.
impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Value::Nil => f.write_str("nil"),
            Value::Bool(value) => write!(f, "{value}"),
            Value::Int(value) => write!(f, "{value}"),
            Value::Float(value) => write!(f, "{value}"),
            Value::Str(text) => f.write_str(text),
            Value::Vec2(v) => write!(f, "vec2({}, {})", v.x, v.y),
            Value::Vec3(v) => write!(f, "vec3({}, {}, {})", v.x, v.y, v.z),
            Value::Vec4(v) => write!(f, "vec4({}, {}, {}, {})", v.x, v.y, v.z, v.w),
            Value::Quat(q) => write!(f, "quat({}, {}, {}, {})", q.x, q.y, q.z, q.w),
            Value::Color(c) => write!(f, "color({}, {}, {}, {})", c.r, c.g, c.b, c.a),
            Value::Entity(entity) => write!(f, "{entity}"),
            Value::Struct(value) => {
                write!(f, "{} {{", value.def.name)?;
                for (i, (field, value)) in value.def.fields.iter().zip(&value.fields).enumerate() {
                    write!(f, "{} {} = {value}", if i > 0 { "," } else { "" }, field.name)?;
                }
                f.write_str(" }")
            }
            Value::Array(values) => write_list(f, values),
            Value::Table(table) => {
                f.write_str("{")?;
                for (i, (name, value)) in table.fields.iter().enumerate() {
                    write!(f, "{}{name} = {value}", if i > 0 { ", " } else { "" })?;
                }
                if !table.fields.is_empty() && !table.list.is_empty() {
                    f.write_str(", ")?;
                }
                for (i, value) in table.list.iter().enumerate() {
                    write!(f, "{}{value}", if i > 0 { ", " } else { "" })?;
                }
                f.write_str("}")
            }
            Value::Function(_) => f.write_str("function"),
        }
    }
}

fn write_list(f: &mut fmt::Formatter<'_>, values: &[Value]) -> fmt::Result {
    f.write_str("{")?;
    for (i, value) in values.iter().enumerate() {
        write!(f, "{}{value}", if i > 0 { ", " } else { "" })?;
    }
    f.write_str("}")
}

/// As a script prints it: the slot in the world, and after a `v` how often that slot was used before, if it was.
impl fmt::Display for EntityId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (index, generation) = (self.0 as u32, (self.0 >> 32) as u32);
        match generation {
            0 => write!(f, "entity({index})"),
            _ => write!(f, "entity({index}v{generation})"),
        }
    }
}

/// A function of a script, held by the host (a timer, an event) until the last clone is dropped.
#[derive(Clone)]
pub struct FunctionHandle(Arc<HeldFunction>);

struct HeldFunction {
    language: &'static str,
    instance: InstanceId,
    slot: u64,
    released: Arc<Mutex<Vec<u64>>>,
}

impl FunctionHandle {
    /// Made by a language for a function that it keeps in `slot`. When the last clone is dropped, `slot` is
    /// pushed onto `released`; the language frees it the next time that it runs.
    pub fn new(
        language: &'static str,
        instance: InstanceId,
        slot: u64,
        released: Arc<Mutex<Vec<u64>>>,
    ) -> Self {
        Self(Arc::new(HeldFunction { language, instance, slot, released }))
    }

    /// The name of the language that made it.
    pub fn language(&self) -> &'static str {
        self.0.language
    }

    /// The script that gave it away.
    pub fn instance(&self) -> InstanceId {
        self.0.instance
    }

    /// Where its language keeps it.
    pub fn slot(&self) -> u64 {
        self.0.slot
    }
}

impl PartialEq for FunctionHandle {
    fn eq(&self, other: &Self) -> bool {
        self.0.language == other.0.language && self.0.slot == other.0.slot
    }
}

impl fmt::Debug for FunctionHandle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} function {}", self.0.language, self.0.slot)
    }
}

impl Drop for HeldFunction {
    fn drop(&mut self) {
        if let Ok(mut released) = self.released.lock() {
            released.push(self.slot);
        }
    }
}

// Languages keep values in garbage-collected boxes that are cast to their header; gc-arena 0.5 puts what is aligned more strictly
// than its header elsewhere. Glam's `scalar-math` keeps vectors at 4.
const _: () = assert!(align_of::<Value>() <= 8);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_stay_small() {
        assert!(size_of::<Value>() <= 32, "{} bytes", size_of::<Value>());
    }

    #[test]
    fn prints_as_a_script_would() {
        assert_eq!(Value::Vec3(Vec3::new(1.0, 2.5, 3.0)).to_string(), "vec3(1, 2.5, 3)");
        assert_eq!(EntityId(4).to_string(), "entity(4)");
        assert_eq!(EntityId(4 | 2 << 32).to_string(), "entity(4v2)");
        assert_eq!(Value::Float(3.5).describe(), "a number (3.5)");
        assert_eq!(Value::string("far").describe(), "a string (\"far\")");
    }

    #[test]
    fn a_dropped_handle_is_released_once() {
        let released = Arc::new(Mutex::new(Vec::new()));
        let handle = FunctionHandle::new("lua", InstanceId(1), 7, released.clone());
        drop(handle.clone());
        assert!(released.lock().unwrap().is_empty());
        drop(handle);
        assert_eq!(*released.lock().unwrap(), [7]);
    }
}
