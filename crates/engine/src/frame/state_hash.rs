//! A number that says whether two worlds are the same, bit for bit.

use luminara_script::Value;
use xxhash_rust::xxh64::Xxh64;

/// Hashes values in an order and form that are the same on every machine: XXH64 over tagged little-endian bytes, NaN canonical.
pub struct StateHash(Xxh64);

impl Default for StateHash {
    fn default() -> Self {
        Self(Xxh64::new(0))
    }
}

impl StateHash {
    /// The hash of what was written.
    pub fn finish(&self) -> u64 {
        self.0.digest()
    }

    /// Writes a whole number.
    pub fn integer(&mut self, value: u64) {
        self.0.update(&value.to_le_bytes());
    }

    /// Writes text with its length.
    pub fn text(&mut self, text: &str) {
        self.integer(text.len() as u64);
        self.0.update(text.as_bytes());
    }

    fn float(&mut self, value: f64) {
        let bits = if value.is_nan() { f64::NAN.to_bits() & !(1 << 63) } else { value.to_bits() };
        self.integer(bits);
    }

    fn floats(&mut self, values: &[f32]) {
        for value in values {
            self.float(f64::from(*value));
        }
    }

    /// Writes a value. Functions count as present, not as what they do.
    pub fn value(&mut self, value: &Value) {
        self.text(value.type_name());
        match value {
            Value::Nil | Value::Function(_) => {}
            Value::Bool(b) => self.integer(u64::from(*b)),
            Value::Int(i) => self.float(*i as f64),
            Value::Float(f) => self.float(*f),
            Value::Str(text) => self.text(text),
            Value::Vec2(v) => self.floats(&v.to_array()),
            Value::Vec3(v) => self.floats(&v.to_array()),
            Value::Vec4(v) => self.floats(&v.to_array()),
            Value::Quat(q) => self.floats(&q.to_array()),
            Value::Color(c) => self.floats(&c.to_array()),
            Value::Entity(entity) => self.integer(entity.0),
            Value::Struct(value) => value.fields.iter().for_each(|field| self.value(field)),
            Value::Array(values) => {
                self.integer(values.len() as u64);
                values.iter().for_each(|value| self.value(value));
            }
            Value::Table(table) => {
                self.integer(table.fields.len() as u64);
                for (name, value) in &table.fields {
                    self.text(name);
                    self.value(value);
                }
                self.integer(table.list.len() as u64);
                table.list.iter().for_each(|value| self.value(value));
            }
        }
    }
}
