//! Concatenation (manual §3.4.6).

use std::mem;

use piccolo::{Context, String, Value};

use crate::call::{Task, internal};
use crate::coroutine::Deliver;
use crate::error::{Fault, Thrown};
use crate::operation::{Operator, Outcome};
use crate::stdlib_text::number::write_number;
use crate::value::{COPIED, as_number};
use crate::vm::Vm;

/// No number's text is longer.
const NUMBER: usize = 32;

/// Texts up to this length are put together in a buffer that is kept.
const BUFFERED: usize = 512;

impl<'gc> Vm<'gc> {
    /// Concatenates the `n` operands from register `b`, from the right, into `a`. A task where a metamethod is called.
    #[inline(never)]
    pub fn concat(
        &mut self,
        ctx: Context<'gc>,
        base: usize,
        a: u8,
        b: u8,
        n: u8,
    ) -> Result<Option<Task<'gc>>, Thrown<'gc>> {
        let start = base + usize::from(b);
        let mut count = usize::from(n);
        while count > 1 {
            let operands = self.thread.stack.get(start..start + count).unwrap_or_default();
            let texts = operands.iter().rev().take_while(|value| is_text(value)).count();
            if texts >= 2 {
                let first = start + count - texts;
                let joined = match self.join(ctx, first, texts) {
                    Ok(joined) => joined,
                    Err(fault) => return Err(self.throw(ctx, fault)),
                };
                if first == start {
                    self.set_stack(base + usize::from(a), Value::String(joined));
                    return Ok(None);
                }
                self.set_stack(first, Value::String(joined));
                count = first + 1 - start;
                continue;
            }
            let (x, y) = (self.stack_value(start + count - 2), self.stack_value(start + count - 1));
            let outcome = match self.arithmetic(ctx, Operator::Concat, &x, &y) {
                Ok(outcome) => outcome,
                Err(Fault::Operand(message, slot)) => {
                    let slot = (count - 2) as u8 + slot;
                    return Err(self.throw(ctx, Fault::Operand(message, slot)));
                }
                Err(fault) => return Err(self.throw(ctx, fault)),
            };
            match outcome {
                Outcome::Value(value) => {
                    self.set_stack(start + count - 2, value);
                    count -= 1;
                }
                Outcome::CallNot { .. } => return Err(internal(ctx)),
                Outcome::Call { function, args, n } => {
                    let deliver = Deliver::Concat { a, b, n: count as u8 };
                    let args = args.get(..n).unwrap_or_default();
                    return self.call_above(ctx, function, args, deliver).map(Some);
                }
            }
        }
        let value = self.stack_value(start);
        self.set_stack(base + usize::from(a), value);
        Ok(None)
    }

    /// Joins `n` strings and numbers from a place on the stack.
    fn join(&mut self, ctx: Context<'gc>, from: usize, n: usize) -> Result<String<'gc>, Fault<'gc>> {
        let (mut length, mut has_numbers) = (0, false);
        for value in self.operands(from, n) {
            match value {
                Value::String(text) => length += text.as_bytes().len(),
                _ => has_numbers = true,
            }
        }
        if has_numbers {
            return self.join_numbers(ctx, from, n, length);
        }
        self.check_string(length)?;
        if length > COPIED {
            let mut text = Vec::with_capacity(length);
            self.append_strings(from, n, &mut text);
            return Ok(self.checked_string_from_vec(ctx, text));
        }
        let mut text = mem::take(&mut self.text_buffer);
        self.append_strings(from, n, &mut text);
        let joined = self.checked_string(ctx, &text);
        text.clear();
        self.text_buffer = text;
        Ok(joined)
    }

    /// The operands from a place on the stack.
    fn operands(&self, from: usize, n: usize) -> &[Value<'gc>] {
        self.thread.stack.get(from..from + n).unwrap_or_default()
    }

    /// Appends the strings among the operands.
    #[inline]
    fn append_strings(&self, from: usize, n: usize, text: &mut Vec<u8>) {
        for value in self.operands(from, n) {
            if let Value::String(piece) = value {
                match piece.as_bytes() {
                    // A call for one byte would take as long as for a hundred.
                    [byte] => text.push(*byte),
                    piece => text.extend_from_slice(piece),
                }
            }
        }
    }

    /// [`Vm::join`] where some operands are numbers; `length`: that of the strings.
    fn join_numbers(
        &mut self,
        ctx: Context<'gc>,
        from: usize,
        n: usize,
        length: usize,
    ) -> Result<String<'gc>, Fault<'gc>> {
        let most = length + n * NUMBER;
        if length > BUFFERED {
            self.check_string(length)?;
        }
        let is_buffered = most <= BUFFERED;
        let mut text = if is_buffered { mem::take(&mut self.text_buffer) } else { Vec::with_capacity(most) };
        for value in self.operands(from, n) {
            match (value, as_number(value)) {
                (Value::String(piece), _) => text.extend_from_slice(piece.as_bytes()),
                (_, Some(number)) => write_number(&mut text, number),
                _ => {}
            }
        }
        self.check_string(text.len())?;
        if !is_buffered {
            return Ok(self.checked_string_from_vec(ctx, text));
        }
        let joined = self.checked_string(ctx, &text);
        text.clear();
        self.text_buffer = text;
        Ok(joined)
    }
}

/// Whether it can be joined to a string: a string, or a number.
fn is_text(value: &Value<'_>) -> bool {
    matches!(value, Value::String(_) | Value::Integer(_) | Value::Number(_))
}
