//! Strings that scripts make, and work over all bytes of one. Each is paid for, and has to fit, before it is made: so every
//! native function makes its strings here, compares here and reads numbers here.

use gc_arena::Gc;
use luminara_script::ErrorKind;
use piccolo::{Context, String, Value};

use super::Vm;
use crate::arithmetic::Number;
use crate::error::{Thrown, out_of_memory};
use crate::stdlib_text::number::parse_number;
use crate::value::{COPIED, as_number, raw_equal};

/// Up to this many bytes a look at all of them takes no longer than an instruction.
const SHORT: usize = 64;

/// Bytes that are copied, compared or hashed in the time of an instruction.
const BYTES: usize = 16;

/// Bytes that are read as a number in the time of an instruction.
const BYTES_READ: usize = 4;

/// A longer message gets no position in front: thrown on and on through a deep recursion, it would be copied at each level.
const LONGEST_LOCATED: usize = 1 << 18;

impl<'gc> Vm<'gc> {
    /// Takes fuel for a look at that many bytes.
    #[inline]
    pub fn charge_bytes(&mut self, bytes: usize) -> Result<(), Thrown<'gc>> {
        if bytes <= SHORT { Ok(()) } else { self.charge(bytes / BYTES) }
    }

    /// Fails before a string of that many bytes is made, if there is no room for it; else takes fuel for it.
    #[inline]
    pub fn check_string(&mut self, bytes: usize) -> Result<(), Thrown<'gc>> {
        if bytes <= SHORT {
            return self.charge(bytes / BYTES);
        }
        self.check_long_string(bytes)
    }

    #[inline(never)]
    fn check_long_string(&mut self, bytes: usize) -> Result<(), Thrown<'gc>> {
        if bytes > self.longest_string() {
            return Err(self.too_long(bytes));
        }
        if !self.has_memory(bytes) {
            return Err(out_of_memory());
        }
        self.charge(bytes / BYTES)
    }

    #[cold]
    fn too_long(&self, bytes: usize) -> Thrown<'gc> {
        if bytes > self.limits.memory {
            return out_of_memory();
        }
        let longest = self.limits.string_bytes;
        let message = format!("string of {bytes} bytes is longer than the limit of {longest}");
        Thrown::limit(ErrorKind::Limit, message)
    }

    /// Bytes that a string may have.
    pub fn longest_string(&self) -> usize {
        self.limits.string_bytes.min(self.limits.memory)
    }

    /// A new string.
    #[inline]
    pub fn string(&mut self, ctx: Context<'gc>, bytes: &[u8]) -> Result<String<'gc>, Thrown<'gc>> {
        self.check_string(bytes.len())?;
        Ok(self.checked_string(ctx, bytes))
    }

    /// A new string as a value.
    #[inline]
    pub fn text(&mut self, ctx: Context<'gc>, bytes: &[u8]) -> Result<Value<'gc>, Thrown<'gc>> {
        self.string(ctx, bytes).map(Value::String)
    }

    /// A new string after [`Vm::check_string`]; one that was made lately is found again fast.
    #[inline]
    pub fn checked_string(&mut self, ctx: Context<'gc>, bytes: &[u8]) -> String<'gc> {
        self.recent_strings.string(ctx, bytes)
    }

    /// A new string of bytes that it may keep, after [`Vm::check_string`].
    #[expect(clippy::disallowed_methods, reason = "strings are made here")]
    pub fn checked_string_from_vec(&mut self, ctx: Context<'gc>, bytes: Vec<u8>) -> String<'gc> {
        if bytes.len() <= COPIED {
            return self.checked_string(ctx, &bytes);
        }
        String::from_buffer(&ctx, bytes.into_boxed_slice())
    }

    /// A message with the position before it of the function `level` calls further out.
    pub fn located(
        &mut self,
        ctx: Context<'gc>,
        level: usize,
        message: &[u8],
    ) -> Result<Value<'gc>, Thrown<'gc>> {
        if message.len() > LONGEST_LOCATED {
            return self.text(ctx, message);
        }
        let location = self.location_at(level);
        self.check_string(location.len() + message.len())?;
        let text = [location.as_bytes(), message].concat();
        Ok(Value::String(self.checked_string_from_vec(ctx, text)))
    }

    /// An error value with the position before it where it is a text.
    pub fn located_value(
        &mut self,
        ctx: Context<'gc>,
        level: usize,
        value: Value<'gc>,
    ) -> Result<Value<'gc>, Thrown<'gc>> {
        match value {
            Value::String(text) if text.as_bytes().len() <= LONGEST_LOCATED => {
                self.located(ctx, level, text.as_bytes())
            }
            other => Ok(other),
        }
    }

    /// The number, strings that look like one included (manual §3.4.3).
    pub fn read_number(&mut self, value: &Value<'gc>) -> Result<Option<Number>, Thrown<'gc>> {
        match value {
            Value::String(text) => {
                let text = text.as_bytes();
                if text.len() > SHORT {
                    self.charge(text.len() / BYTES_READ)?;
                }
                Ok(parse_number(text))
            }
            other => Ok(as_number(other)),
        }
    }

    /// Equality without metamethods.
    pub fn raw_equal(&mut self, a: &Value<'gc>, b: &Value<'gc>) -> Result<bool, Thrown<'gc>> {
        if let (Value::String(a), Value::String(b)) = (a, b)
            && a.stored_hash() == b.stored_hash()
            && !Gc::ptr_eq(a.into_inner(), b.into_inner())
        {
            self.charge_bytes(a.as_bytes().len())?;
        }
        Ok(raw_equal(a, b))
    }

    /// Takes fuel for finding a key in a table: a long string is compared with the one that is there.
    #[inline]
    pub fn charge_key(&mut self, key: &Value<'gc>) -> Result<(), Thrown<'gc>> {
        match key {
            Value::String(key) => self.charge_bytes(key.as_bytes().len()),
            _ => Ok(()),
        }
    }
}
