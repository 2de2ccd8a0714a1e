//! Any value as bytes: what crosses where a parameter or a result has no fixed form. `docs/wasm-abi.md` has the table of tags.

use std::collections::BTreeMap;

use glam::{Quat, Vec2, Vec3, Vec4};
use luminara_script::{Color, EntityId, HostError, Table, Value};
use smol_str::SmolStr;

/// A function of the guest, as it names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Callback {
    /// Its index in the exported table.
    pub index: u32,
    /// What it is given as its first argument.
    pub data: i32,
}

/// The bytes of a value. Functions have none and become nil.
pub fn encode(value: &Value, out: &mut Vec<u8>) {
    let floats = |out: &mut Vec<u8>, tag: u8, values: &[f32]| {
        out.push(tag);
        for value in values {
            out.extend_from_slice(&value.to_le_bytes());
        }
    };
    match value {
        Value::Nil | Value::Function(_) => out.push(0),
        Value::Bool(false) => out.push(1),
        Value::Bool(true) => out.push(2),
        Value::Int(value) => {
            out.push(3);
            out.extend_from_slice(&value.to_le_bytes());
        }
        Value::Float(value) => {
            out.push(4);
            out.extend_from_slice(&value.to_le_bytes());
        }
        Value::Str(text) => {
            out.push(5);
            put_text(text, out);
        }
        Value::Vec2(v) => floats(out, 6, &v.to_array()),
        Value::Vec3(v) => floats(out, 7, &v.to_array()),
        Value::Vec4(v) => floats(out, 8, &v.to_array()),
        Value::Quat(q) => floats(out, 9, &q.to_array()),
        Value::Color(c) => floats(out, 10, &c.to_array()),
        Value::Entity(EntityId(id)) => {
            out.push(11);
            out.extend_from_slice(&id.to_le_bytes());
        }
        Value::Array(values) => {
            out.push(12);
            put_count(values.len(), out);
            values.iter().for_each(|value| encode(value, out));
        }
        Value::Table(table) => {
            out.push(13);
            put_count(table.fields.len(), out);
            for (name, value) in &table.fields {
                put_text(name, out);
                encode(value, out);
            }
            put_count(table.list.len(), out);
            table.list.iter().for_each(|value| encode(value, out));
        }
        Value::Struct(value) => {
            out.push(13);
            put_count(value.fields.len(), out);
            for (field, value) in value.def.fields.iter().zip(&value.fields) {
                put_text(field.name, out);
                encode(value, out);
            }
            put_count(0, out);
        }
    }
}

fn put_count(count: usize, out: &mut Vec<u8>) {
    out.extend_from_slice(&u32::try_from(count).unwrap_or(u32::MAX).to_le_bytes());
}

fn put_text(text: &str, out: &mut Vec<u8>) {
    put_count(text.len(), out);
    out.extend_from_slice(text.as_bytes());
}

/// Reads a value that takes all of `bytes`, nested at most `depth` deep. `function` makes a handle of a guest's function.
pub fn decode(
    bytes: &[u8],
    depth: u32,
    function: &mut dyn FnMut(Callback) -> Value,
) -> Result<Value, HostError> {
    let mut reader = Reader { bytes, at: 0, function };
    let value = reader.value(depth)?;
    match reader.bytes.len() - reader.at {
        0 => Ok(value),
        left => Err(reader.wrong(&format!("{left} bytes follow the value"))),
    }
}

struct Reader<'a, 'f> {
    bytes: &'a [u8],
    at: usize,
    function: &'f mut dyn FnMut(Callback) -> Value,
}

impl Reader<'_, '_> {
    fn wrong(&self, what: &str) -> HostError {
        HostError::new(format!("a value's bytes are wrong at byte {}: {what}", self.at))
    }

    fn take<const N: usize>(&mut self) -> Result<[u8; N], HostError> {
        let taken = self.bytes.get(self.at..).and_then(|rest| rest.first_chunk::<N>()).copied();
        let taken = taken.ok_or_else(|| self.wrong("they end too early"))?;
        self.at += N;
        Ok(taken)
    }

    fn count(&mut self) -> Result<usize, HostError> {
        let count = u32::from_le_bytes(self.take()?) as usize;
        // Each item takes a byte at least: what a count makes the host allocate is bounded by what was sent.
        match count <= self.bytes.len() - self.at {
            true => Ok(count),
            false => Err(self.wrong(&format!("{count} items are announced and fewer bytes are left"))),
        }
    }

    fn text(&mut self) -> Result<SmolStr, HostError> {
        let len = self.count()?;
        let bytes = self.bytes.get(self.at..self.at + len).unwrap_or_default();
        let text = std::str::from_utf8(bytes).map_err(|_| self.wrong("text is not UTF-8"))?;
        self.at += len;
        Ok(SmolStr::new(text))
    }

    fn floats<const N: usize>(&mut self) -> Result<[f32; N], HostError> {
        let mut values = [0.0; N];
        for value in &mut values {
            *value = f32::from_le_bytes(self.take()?);
        }
        Ok(values)
    }

    fn list(&mut self, depth: u32) -> Result<Vec<Value>, HostError> {
        let count = self.count()?;
        let mut values = Vec::with_capacity(count);
        for _ in 0..count {
            values.push(self.value(depth)?);
        }
        Ok(values)
    }

    fn value(&mut self, depth: u32) -> Result<Value, HostError> {
        let Some(inner) = depth.checked_sub(1) else {
            return Err(HostError::limit("a value is nested too deep"));
        };
        let [tag] = self.take()?;
        Ok(match tag {
            0 => Value::Nil,
            1 => Value::Bool(false),
            2 => Value::Bool(true),
            3 => Value::Int(i64::from_le_bytes(self.take()?)),
            4 => Value::Float(f64::from_le_bytes(self.take()?)),
            5 => Value::Str(self.text()?),
            6 => Value::Vec2(Vec2::from_array(self.floats()?)),
            7 => Value::Vec3(Vec3::from_array(self.floats()?)),
            8 => Value::Vec4(Vec4::from_array(self.floats()?)),
            9 => Value::Quat(Quat::from_array(self.floats()?)),
            10 => Value::Color(Color::from_array(self.floats()?)),
            11 => Value::Entity(EntityId(u64::from_le_bytes(self.take()?))),
            12 => Value::Array(self.list(inner)?.into()),
            13 => {
                let mut fields = BTreeMap::new();
                for _ in 0..self.count()? {
                    let name = self.text()?;
                    fields.insert(name, self.value(inner)?);
                }
                Value::Table(Table { fields, list: self.list(inner)? }.into())
            }
            15 => {
                let index = u32::from_le_bytes(self.take()?);
                let data = i32::from_le_bytes(self.take()?);
                (self.function)(Callback { index, data })
            }
            tag => {
                self.at -= 1;
                return Err(self.wrong(&format!("there is no tag {tag}")));
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn round_trip(value: Value) {
        let mut bytes = Vec::new();
        encode(&value, &mut bytes);
        assert_eq!(decode(&bytes, 64, &mut |_| Value::Nil), Ok(value));
        for cut in 0..bytes.len() {
            assert!(decode(&bytes[..cut], 64, &mut |_| Value::Nil).is_err());
        }
    }

    #[test]
    fn values_come_back() {
        let fields = BTreeMap::from([("a".into(), Value::Int(-3)), ("b".into(), Value::string("é"))]);
        let table = Table { fields, list: vec![Value::Float(0.5), Value::Entity(EntityId(7 | 1 << 32))] };
        for value in [
            Value::Nil,
            Value::Bool(true),
            Value::Vec2(Vec2::new(1.0, 2.0)),
            Value::Vec3(Vec3::new(1.0, 2.0, 3.0)),
            Value::Vec4(Vec4::new(1.0, 2.0, 3.0, 4.0)),
            Value::Quat(Quat::IDENTITY),
            Value::Color(Color::WHITE),
            Value::Array(vec![Value::Table(table.into()), Value::Bool(false)].into()),
        ] {
            round_trip(value);
        }
    }

    #[test]
    fn hostile_bytes_are_refused() {
        let nothing = &mut |_| Value::Nil;
        assert!(decode(&[12, 0xff, 0xff, 0xff, 0xff], 64, nothing).is_err());
        assert!(decode(&[5, 4, 0, 0, 0, 0xff, 0xff, 0xff, 0xff], 64, nothing).is_err());
        assert!(decode(&[0, 0], 64, nothing).is_err());
        assert!(decode(&[99], 64, nothing).is_err());
        let deep: Vec<u8> = std::iter::repeat_n([12, 1, 0, 0, 0], 1_000).flatten().chain([0]).collect();
        assert!(decode(&deep, 64, nothing).unwrap_err().message.contains("too deep"));
    }

    #[test]
    fn a_function_becomes_a_handle() {
        let mut seen = None;
        let bytes = [15, 7, 0, 0, 0, 0xff, 0xff, 0xff, 0xff];
        let value = decode(&bytes, 64, &mut |callback| {
            seen = Some(callback);
            Value::Int(1)
        });
        assert_eq!((value, seen), (Ok(Value::Int(1)), Some(Callback { index: 7, data: -1 })));
    }
}
