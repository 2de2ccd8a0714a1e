//! A function of the registry, called with numbers and memory.

use glam::{Quat, Vec2, Vec3, Vec4};
use luminara_abi::layout::{self, Layout};
use luminara_abi::memory;
use luminara_abi::signature::{self, Element, Lowered};
use luminara_abi::wire::{self, Callback};
use luminara_script::{Color, EntityId, FromValue, HostError, HostFn, StructDef, Type, Value};

use crate::guest::{self, Guest, MOST_BYTES, MOST_ELEMENTS};
use crate::imports::Cx;

/// A function of the registry.
pub struct Registered {
    entry: HostFn,
    /// A method's receiver is the first.
    params: Vec<Type>,
    returns: Type,
    lowered: Lowered,
    mutates: bool,
}

/// Reads arguments in order.
struct Args<'a, 'b> {
    cx: &'a mut Cx<'b>,
    next: usize,
}

impl Args<'_, '_> {
    fn bits(&mut self) -> u64 {
        self.next += 1;
        self.cx.arg(self.next - 1)
    }

    fn word(&mut self) -> u32 {
        self.bits() as u32
    }

    fn floats<const N: usize>(&mut self) -> [f32; N] {
        std::array::from_fn(|_| f32::from_bits(self.word()))
    }

    fn bytes(&mut self, what: &str) -> Result<Vec<u8>, HostError> {
        let (at, len) = (self.word(), self.word());
        let bytes = memory::bytes(self.cx.memory, at, len, MOST_BYTES, what)?;
        self.cx.guest.hand_over(bytes.len())?;
        Ok(bytes)
    }

    fn value(&mut self) -> Result<Value, HostError> {
        let bytes = self.bytes("the value")?;
        decode(self.cx.guest, &bytes)
    }

    fn lift(&mut self, ty: &Type) -> Result<Value, HostError> {
        Ok(match ty {
            Type::Nil => Value::Nil,
            Type::Bool => Value::Bool(self.word() != 0),
            Type::Int => Value::Int(self.bits() as i64),
            Type::Float => Value::Float(f64::from_bits(self.bits())),
            Type::Word(words) => layout::word(words, self.word() as i32)?,
            Type::Entity => layout::entity(self.bits()),
            Type::Vec2 => Value::Vec2(Vec2::from_array(self.floats())),
            Type::Vec3 => Value::Vec3(Vec3::from_array(self.floats())),
            Type::Vec4 => Value::Vec4(Vec4::from_array(self.floats())),
            Type::Quat => Value::Quat(Quat::from_array(self.floats())),
            Type::Color => Value::Color(Color::from_array(self.floats())),
            Type::Str => text(self.bytes("the text")?)?,
            Type::Struct(def) => self.structure(def)?,
            Type::Array(of) => match Element::of(of) {
                Some(element) => self.list(of, element)?,
                None => self.value()?,
            },
            Type::Table | Type::Any | Type::Either(..) | Type::Rest => self.value()?,
            Type::Function => {
                let callback = Callback { index: self.word(), data: self.word() as i32 };
                self.cx.guest.hold(callback)?
            }
            Type::Optional(inner) => self.optional(inner)?,
        })
    }

    fn optional(&mut self, inner: &Type) -> Result<Value, HostError> {
        if signature::needs_flag(inner) {
            let is_there = self.word() != 0;
            let mut count = Vec::new();
            signature::lower_param(inner, &mut count);
            if !is_there {
                self.next += count.len();
                return Ok(Value::Nil);
            }
            return self.lift(inner);
        }
        match inner {
            // A null pointer is no text; a function's index of -1 no function.
            Type::Str if self.cx.word(self.next) == 0 => self.skip(2),
            Type::Function if self.cx.word(self.next) == u32::MAX => self.skip(2),
            _ => self.lift(inner),
        }
    }

    fn skip(&mut self, count: usize) -> Result<Value, HostError> {
        self.next += count;
        Ok(Value::Nil)
    }

    fn structure(&mut self, def: &'static StructDef) -> Result<Value, HostError> {
        let bytes = self.bytes(def.name)?;
        let depth = self.cx.guest.shared.host.limits.value_depth;
        match find_layout(self.cx.guest, def.name) {
            Some(layout) => layout.decode_whole(&bytes, depth),
            None => Layout::of(def).decode_whole(&bytes, depth),
        }
    }

    fn list(&mut self, of: &Type, element: Element) -> Result<Value, HostError> {
        let (at, count) = (self.word(), self.word());
        let range = memory::checked(self.cx.memory, at, count, element.size(), "the list")?;
        if count > MOST_ELEMENTS {
            return Err(HostError::limit(format!("a list of {count}; the most is {MOST_ELEMENTS}")));
        }
        self.cx.guest.charge(u64::from(count) * 4)?;
        let mut bytes = vec![0; range.len as usize];
        self.cx.memory.read(range.at, &mut bytes);
        let kind = layout::Kind::of(of);
        let values = bytes.chunks_exact(element.size() as usize).map(|chunk| match element {
            Element::Float => Ok(Value::Float(chunk.first_chunk().map_or(0.0, |c| f64::from_le_bytes(*c)))),
            _ => layout::decode_field(kind, chunk, 1),
        });
        Ok(Value::Array(values.collect::<Result<Vec<_>, _>>()?.into()))
    }
}

/// A value that a guest wrote.
pub fn decode(guest: &mut Guest, bytes: &[u8]) -> Result<Value, HostError> {
    if bytes.is_empty() {
        return Ok(Value::Nil);
    }
    let depth = guest.shared.host.limits.value_depth;
    let mut wrong = None;
    let value = wire::decode(bytes, depth, &mut |callback| match guest.hold(callback) {
        Ok(value) => value,
        Err(error) => {
            wrong = Some(error);
            Value::Nil
        }
    })?;
    wrong.map_or(Ok(value), Err)
}

fn text(bytes: Vec<u8>) -> Result<Value, HostError> {
    let text = String::from_utf8(bytes).map_err(|_| HostError::new("text is not UTF-8"))?;
    Ok(Value::Str(text.into()))
}

fn find_layout<'a>(guest: &'a Guest, name: &str) -> Option<&'a Layout> {
    guest.shared.layouts.iter().find(|layout| layout.def.name == name)
}

impl Registered {
    /// A function; `params` has a method's receiver in front.
    pub fn new(entry: HostFn, params: Vec<Type>, returns: Type, mutates: bool) -> Self {
        let lowered = signature::lower_result(&returns);
        Self { entry, params, returns, lowered, mutates }
    }

    /// What a caught error gives as an `i32`.
    pub fn failed(&self) -> u64 {
        match self.lowered {
            Lowered::Bytes | Lowered::List(_) => u64::from(u32::MAX),
            _ => 0,
        }
    }

    /// Calls it.
    pub fn call(&self, cx: &mut Cx<'_>) -> Result<u64, HostError> {
        let mut args = Args { cx, next: 0 };
        let mut values = Vec::with_capacity(self.params.len());
        for ty in &self.params {
            let value = args.lift(ty)?;
            match (ty, value) {
                (Type::Rest, Value::Nil) => {}
                (Type::Rest, Value::Array(list)) => values.extend(list.iter().cloned()),
                (_, value) => values.push(value),
            }
        }
        let out = args.next;
        // Where the result goes is checked before anything happens.
        let room = match self.lowered {
            Lowered::Fixed(size) => memory::checked(cx.memory, cx.word(out), size, 1, "the result's place")?,
            Lowered::Bytes => {
                memory::checked(cx.memory, cx.word(out), cx.word(out + 1), 1, "the result's place")?
            }
            Lowered::List(element) => memory::checked(
                cx.memory,
                cx.word(out),
                cx.word(out + 1),
                element.size(),
                "the result's place",
            )?,
            _ => memory::Range { at: 0, len: 0 },
        };
        let result = cx.guest.enter(self.entry, &mut values)?;
        if self.mutates
            && let Some(receiver) = values.first()
        {
            write_receiver(cx, receiver)?;
        }
        self.give(cx, &result, room)
    }

    fn give(&self, cx: &mut Cx<'_>, result: &Value, room: memory::Range) -> Result<u64, HostError> {
        let nil = u64::from(u32::MAX);
        Ok(match self.lowered {
            Lowered::Nothing => 0,
            Lowered::Direct(_) => direct(&self.returns, result),
            Lowered::Fixed(_) => {
                let inner = match &self.returns {
                    Type::Optional(inner) => inner,
                    other => other,
                };
                if result.is_nil() {
                    return Ok(0);
                }
                let mut bytes = Vec::new();
                match inner {
                    Type::Float => {
                        bytes.extend_from_slice(&f64::from_value(result).unwrap_or_default().to_le_bytes())
                    }
                    _ => layout::encode_field(layout::Kind::of(inner), result, &mut bytes),
                }
                memory::store(cx.memory, room.at, &bytes, "the result")?;
                1
            }
            Lowered::Bytes => {
                if result.is_nil() && self.returns != Type::Any {
                    cx.guest.result.clear();
                    return Ok(nil);
                }
                let bytes = self.result_bytes(cx.guest, result);
                cx.guest.charge(bytes.len() as u64 / 8)?;
                let fits = bytes.len().min(room.len as usize);
                memory::store(cx.memory, room.at, bytes.get(..fits).unwrap_or_default(), "the result")?;
                let len = bytes.len() as u64;
                cx.guest.result = bytes;
                len
            }
            Lowered::List(element) => {
                let Value::Array(values) = result else { return Ok(nil) };
                cx.guest.charge(values.len() as u64 * 2)?;
                let mut bytes = Vec::with_capacity(values.len() * element.size() as usize);
                for value in values.iter() {
                    encode_element(element, value, &mut bytes);
                }
                let fits = bytes.len().min(room.len as usize);
                memory::store(cx.memory, room.at, bytes.get(..fits).unwrap_or_default(), "the result")?;
                cx.guest.result = bytes;
                values.len() as u64
            }
        })
    }

    fn result_bytes(&self, guest: &Guest, result: &Value) -> Vec<u8> {
        let mut bytes = Vec::new();
        let ty = match &self.returns {
            Type::Optional(inner) => inner,
            other => other,
        };
        match (ty, result) {
            (Type::Str, Value::Str(text)) => bytes.extend_from_slice(text.as_bytes()),
            (Type::Struct(def), Value::Struct(value)) => match find_layout(guest, def.name) {
                Some(layout) => layout.encode(value, &mut bytes),
                None => Layout::of(def).encode(value, &mut bytes),
            },
            _ => wire::encode(result, &mut bytes),
        }
        bytes
    }
}

/// One element of a list.
pub fn encode_element(element: Element, value: &Value, out: &mut Vec<u8>) {
    let before = out.len();
    match (element, value) {
        (Element::Entity, value) => out.extend_from_slice(&guest::id_of(value).to_le_bytes()),
        (Element::Int, Value::Int(value)) => out.extend_from_slice(&value.to_le_bytes()),
        (Element::Float, value) => {
            out.extend_from_slice(&f64::from_value(value).unwrap_or_default().to_le_bytes())
        }
        (_, Value::Vec2(_)) => layout::encode_field(layout::Kind::Vec2, value, out),
        (_, Value::Vec3(_)) => layout::encode_field(layout::Kind::Vec3, value, out),
        (_, Value::Vec4(_)) => layout::encode_field(layout::Kind::Vec4, value, out),
        (_, Value::Quat(_)) => layout::encode_field(layout::Kind::Quat, value, out),
        (_, Value::Color(_)) => layout::encode_field(layout::Kind::Color, value, out),
        _ => {}
    }
    out.resize(before + element.size() as usize, 0);
}

fn direct(ty: &Type, value: &Value) -> u64 {
    match (ty, value) {
        (Type::Optional(inner), value) => direct(inner, value),
        (Type::Bool, value) => u64::from(*value == Value::Bool(true)),
        (Type::Word(words), value) => u64::from(layout::word_index(words, value) as u32),
        (Type::Entity, Value::Entity(EntityId(id))) => *id,
        (Type::Entity, _) => u64::MAX,
        (Type::Int, value) => i64::from_value(value).unwrap_or_default() as u64,
        (Type::Float, value) => f64::from_value(value).unwrap_or_default().to_bits(),
        _ => 0,
    }
}

/// A method changed its receiver: its bytes go back to where they came from.
fn write_receiver(cx: &mut Cx<'_>, receiver: &Value) -> Result<(), HostError> {
    let Value::Struct(value) = receiver else { return Ok(()) };
    let mut bytes = Vec::new();
    if let Some(layout) = find_layout(cx.guest, value.def.name) {
        layout.encode(value, &mut bytes);
        let (at, room) = (cx.word(0), cx.word(1) as usize);
        let fits = bytes.len().min(room);
        memory::store(cx.memory, at, bytes.get(..fits).unwrap_or_default(), "the receiver")?;
    }
    Ok(())
}
