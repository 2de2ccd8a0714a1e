//! What instructions do beyond their fast paths: metamethods, conversions, and the faults when nothing fits.

use std::borrow::Cow;

use gc_arena::Gc;
use piccolo::{Context, UserData, Value};

use crate::arithmetic::{self, Number};
use crate::error::Fault;
use crate::value::{TableRoot, as_number, as_table, from_number, to_bytes, type_name};
use crate::vm::{ABSENT_EQ, ABSENT_INDEX, ABSENT_LEN, ABSENT_NEWINDEX, Vm};

/// A chain of `__index` or `__newindex` that is longer is taken for a loop, as in PUC-Lua.
const MAX_CHAIN: usize = 2000;

/// Steps over a table's items that take about as long as an instruction, see [`TableData::set`](crate::table::TableData::set).
pub(crate) const STEPS_OF_TABLE: usize = 4;

/// So few steps over a table's items aren't charged.
const FREE_STEPS: usize = 16;

/// What an operation gives.
pub(crate) enum Outcome<'gc> {
    /// A value, or done.
    Value(Value<'gc>),
    /// A function to call with the first `n` of the arguments.
    Call { function: Value<'gc>, args: [Value<'gc>; 3], n: usize },
    /// `a <= b` by way of `not (b < a)`: a function to call with the first two, its truth turned around.
    CallNot { function: Value<'gc>, args: [Value<'gc>; 2] },
}

impl<'gc> Outcome<'gc> {
    fn binary(function: Value<'gc>, a: &Value<'gc>, b: &Value<'gc>) -> Self {
        Outcome::Call { function, args: [*a, *b, Value::Nil], n: 2 }
    }
}

/// No operand of the instruction, for [`Fault::Operand`].
pub(crate) const NO_OPERAND: u8 = 255;

/// A fault of an operation that has no operand to name.
pub(crate) fn unnamed<'gc>(message: impl Into<String>) -> Fault<'gc> {
    Fault::Operand(message.into(), NO_OPERAND)
}

/// What storing into a table came to.
enum Stored {
    /// It is done, with as many steps over the table's items, and took as many bytes.
    Done { steps: usize, grown: usize },
    /// It isn't done: the table is full, and may have to grow by that many bytes.
    Needs(usize),
}

type Operation<'gc> = Result<Outcome<'gc>, Fault<'gc>>;

/// The operators with two operands that have metamethods, comparisons aside.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Operator {
    Add,
    Sub,
    Mul,
    Div,
    Mod,
    Pow,
    IDiv,
    BAnd,
    BOr,
    BXor,
    Shl,
    Shr,
    Concat,
    Neg,
    BNot,
}

impl Operator {
    fn is_bitwise(self) -> bool {
        use Operator as O;
        matches!(self, O::BAnd | O::BOr | O::BXor | O::Shl | O::Shr | O::BNot)
    }
}

impl<'gc> Vm<'gc> {
    /// A metamethod of a metatable, with a memory for those that aren't there.
    #[inline]
    fn fast_metamethod(&self, metatable: UserData<'gc>, name: piccolo::String<'gc>, bit: u32) -> Value<'gc> {
        let Ok(table) = metatable.downcast::<TableRoot>() else { return Value::Nil };
        let table = table.borrow();
        if table.is_known_absent(bit) {
            return Value::Nil;
        }
        let found = table.get_string(name);
        if matches!(found, Value::Nil) {
            table.note_absent(bit);
        }
        found
    }

    /// `object[key]`
    pub fn index(&mut self, ctx: Context<'gc>, object: &Value<'gc>, key: &Value<'gc>) -> Operation<'gc> {
        self.charge_key(key)?;
        let mut object = *object;
        for depth in 0..MAX_CHAIN {
            // A step of a long chain takes as long as an instruction.
            if depth > 0 {
                self.charge(1)?;
            }
            let handler = match &object {
                Value::UserData(data) => {
                    if let Ok(table) = data.downcast::<TableRoot>() {
                        let table = table.borrow();
                        let found = table.get(key);
                        if !matches!(found, Value::Nil) {
                            return Ok(Outcome::Value(found));
                        }
                        let Some(metatable) = table.metatable() else {
                            return Ok(Outcome::Value(Value::Nil));
                        };
                        let handler = self.fast_metamethod(metatable, self.names.index, ABSENT_INDEX);
                        if matches!(handler, Value::Nil) {
                            return Ok(Outcome::Value(Value::Nil));
                        }
                        handler
                    } else if let Some(found) = crate::host::index(self, ctx, *data, key)? {
                        return Ok(Outcome::Value(found));
                    } else {
                        let handler = self.metamethod(&object, self.names.index);
                        if matches!(handler, Value::Nil) {
                            return Err(self.not_indexable(&object, depth));
                        }
                        handler
                    }
                }
                Value::String(_) => {
                    let handler = self.metamethod(&object, self.names.index);
                    if matches!(handler, Value::Nil) {
                        return Err(self.not_indexable(&object, depth));
                    }
                    handler
                }
                _ => return Err(self.not_indexable(&object, depth)),
            };
            if crate::value::is_function(&handler) {
                return Ok(Outcome::binary(handler, &object, key));
            }
            object = handler;
        }
        Err(unnamed("'__index' chain too long; possible loop"))
    }

    /// What was reached through a chain has no name in the source.
    fn not_indexable(&self, object: &Value<'gc>, depth: usize) -> Fault<'gc> {
        let message = format!("attempt to index a {} value", self.type_name(object));
        Fault::Operand(message, if depth == 0 { 0 } else { NO_OPERAND })
    }

    /// `object[key] = value`
    pub fn set_index(
        &mut self,
        ctx: Context<'gc>,
        object: &Value<'gc>,
        key: &Value<'gc>,
        value: &Value<'gc>,
    ) -> Operation<'gc> {
        self.charge_key(key)?;
        let mut object = *object;
        for depth in 0..MAX_CHAIN {
            if depth > 0 {
                self.charge(1)?;
            }
            let Value::UserData(data) = object else {
                let handler = self.metamethod(&object, self.names.newindex);
                if matches!(handler, Value::Nil) {
                    return Err(self.not_indexable(&object, depth));
                }
                if crate::value::is_function(&handler) {
                    return Ok(Outcome::Call { function: handler, args: [object, *key, *value], n: 3 });
                }
                object = handler;
                continue;
            };
            let Ok(cell) = data.downcast::<TableRoot>() else {
                if crate::host::set_index(self, ctx, data, key, value)? {
                    return Ok(Outcome::Value(Value::Nil));
                }
                return Err(self.not_indexable(&object, depth));
            };
            let metatable = cell.borrow().metatable();
            let handler = match metatable {
                None => Value::Nil,
                Some(metatable) => {
                    let handler = self.fast_metamethod(metatable, self.names.newindex, ABSENT_NEWINDEX);
                    if !matches!(handler, Value::Nil) && !matches!(cell.borrow().get(key), Value::Nil) {
                        Value::Nil
                    } else {
                        handler
                    }
                }
            };
            if matches!(handler, Value::Nil) {
                self.raw_set(ctx, data, *key, *value)?;
                return Ok(Outcome::Value(Value::Nil));
            }
            if crate::value::is_function(&handler) {
                return Ok(Outcome::Call { function: handler, args: [object, *key, *value], n: 3 });
            }
            object = handler;
        }
        Err(unnamed("'__newindex' chain too long; possible loop"))
    }

    /// Stores into a table, and counts what it grows by. Looking the key up is charged by the caller, where it may be a long
    /// string: [`Vm::charge_key`].
    pub fn raw_set(
        &mut self,
        ctx: Context<'gc>,
        table: UserData<'gc>,
        key: Value<'gc>,
        value: Value<'gc>,
    ) -> Result<(), Fault<'gc>> {
        let (steps, grown) = match self.store(ctx, table, key, value, false)? {
            Stored::Done { steps, grown } => (steps, grown),
            Stored::Needs(bytes) => {
                if !self.has_memory(bytes) {
                    return Err(crate::error::out_of_memory().into());
                }
                match self.store(ctx, table, key, value, true)? {
                    Stored::Done { steps, grown } => (steps, grown),
                    Stored::Needs(_) => (0, 0),
                }
            }
        };
        if steps > FREE_STEPS {
            self.charge(steps / STEPS_OF_TABLE)?;
        }
        if grown > 4096 { self.account_growth(grown) } else { Ok(()) }
    }

    /// Stores into a table. `may_grow`: the memory for that has been looked for.
    #[inline]
    fn store(
        &self,
        ctx: Context<'gc>,
        table: UserData<'gc>,
        key: Value<'gc>,
        value: Value<'gc>,
        may_grow: bool,
    ) -> Result<Stored, Fault<'gc>> {
        /// A smaller table's growth isn't worth a look before it.
        const LARGE: usize = 1 << 16;
        let stored = crate::table::change(ctx, table, |table| {
            let before = table.bytes();
            if before > LARGE && !may_grow {
                let growth = table.growth();
                if growth > 0 {
                    return Some(Ok(Stored::Needs(growth)));
                }
            }
            let steps = table.set(&ctx, key, value);
            Some(steps.map(|steps| Stored::Done { steps, grown: table.bytes().saturating_sub(before) }))
        });
        match stored {
            Some(Ok(stored)) => Ok(stored),
            Some(Err(bad)) => Err(unnamed(bad.message())),
            None => Ok(Stored::Done { steps: 0, grown: 0 }),
        }
    }

    /// Counts memory that was just taken.
    #[cold]
    pub fn account_growth(&mut self, bytes: usize) -> Result<(), Fault<'gc>> {
        self.charge(bytes / 64)?;
        if self.has_memory(0) { Ok(()) } else { Err(crate::error::out_of_memory().into()) }
    }

    /// An operator's metamethod, of the first operand that has it.
    fn operator_metamethod(&self, op: Operator, a: &Value<'gc>, b: &Value<'gc>) -> Value<'gc> {
        let names = &self.names;
        let name = match op {
            Operator::Add => names.add,
            Operator::Sub => names.sub,
            Operator::Mul => names.mul,
            Operator::Div => names.div,
            Operator::Mod => names.modulo,
            Operator::Pow => names.pow,
            Operator::IDiv => names.idiv,
            Operator::BAnd => names.band,
            Operator::BOr => names.bor,
            Operator::BXor => names.bxor,
            Operator::Shl => names.shl,
            Operator::Shr => names.shr,
            Operator::Concat => names.concat,
            Operator::Neg => names.unm,
            Operator::BNot => names.bnot,
        };
        match self.metamethod(a, name) {
            Value::Nil => self.metamethod(b, name),
            found => found,
        }
    }

    /// An operator's slow path. A unary operator's operand comes twice.
    #[cold]
    #[inline(never)]
    pub fn arithmetic(
        &mut self,
        ctx: Context<'gc>,
        op: Operator,
        a: &Value<'gc>,
        b: &Value<'gc>,
    ) -> Operation<'gc> {
        if let (Value::UserData(_), _) | (_, Value::UserData(_)) = (a, b) {
            if let Some(value) = crate::host::arithmetic(self, ctx, op, a, b)? {
                return Ok(Outcome::Value(value));
            }
        } else if !op.is_bitwise() && op != Operator::Concat {
            // Strings are converted by their metamethods in PUC-Lua; the outcome is the same.
            if let (Some(x), Some(y)) = (self.read_number(a)?, self.read_number(b)?) {
                return number_arithmetic(op, x, y).map(Outcome::Value);
            }
        } else if let (Some(x), Some(y)) = (as_number(a), as_number(b)) {
            return bitwise(op, x, y).map(Outcome::Value);
        }
        let handler = self.operator_metamethod(op, a, b);
        if !matches!(handler, Value::Nil) {
            return Ok(Outcome::binary(handler, a, b));
        }
        Err(self.operator_fault(op, a, b))
    }

    #[cold]
    fn operator_fault(&self, op: Operator, a: &Value<'gc>, b: &Value<'gc>) -> Fault<'gc> {
        let is_string = |value: &Value<'gc>| matches!(value, Value::String(_));
        // The second operand is to blame if the first is fine.
        let blame = |fine: bool, what: &str| {
            let (culprit, slot) = if fine { (b, 1) } else { (a, 0) };
            let name = self.type_name(culprit);
            Fault::Operand(format!("attempt to {what} a {name} value"), slot)
        };
        if op == Operator::Concat {
            return blame(as_number(a).is_some() || is_string(a), "concatenate");
        }
        if op.is_bitwise() {
            return blame(as_number(a).is_some(), "perform bitwise operation on");
        }
        if is_string(a) || is_string(b) {
            let name = match op {
                Operator::Add => "add",
                Operator::Sub => "sub",
                Operator::Mul => "mul",
                Operator::Div => "div",
                Operator::Mod => "mod",
                Operator::Pow => "pow",
                Operator::IDiv => "idiv",
                _ => "unm",
            };
            let (x, y) = (type_name(a), type_name(b));
            return Fault::Message(format!("attempt to {name} a '{x}' with a '{y}'"));
        }
        blame(as_number(a).is_some(), "perform arithmetic on")
    }

    /// `a == b`, for values that aren't the same.
    pub fn equal(&mut self, ctx: Context<'gc>, a: &Value<'gc>, b: &Value<'gc>) -> Operation<'gc> {
        if self.raw_equal(a, b)? {
            return Ok(Outcome::Value(Value::Boolean(true)));
        }
        if let (Value::UserData(x), Value::UserData(y)) = (a, b) {
            if x.is::<TableRoot>() && y.is::<TableRoot>() {
                for value in [a, b] {
                    let Some(metatable) = self.metatable(value) else { continue };
                    let handler = self.fast_metamethod(metatable, self.names.eq, ABSENT_EQ);
                    if !matches!(handler, Value::Nil) {
                        return Ok(Outcome::binary(handler, a, b));
                    }
                }
            } else if let Some(equal) = crate::host::equal(self, ctx, *x, *y) {
                return Ok(Outcome::Value(Value::Boolean(equal)));
            }
        }
        Ok(Outcome::Value(Value::Boolean(false)))
    }

    /// `a < b`, or `a <= b`.
    pub fn less(&mut self, a: &Value<'gc>, b: &Value<'gc>, or_equal: bool) -> Operation<'gc> {
        let truth = match (a, b) {
            (Value::String(a), Value::String(b)) => {
                let (a, b) = (a.as_bytes(), b.as_bytes());
                self.charge_bytes(a.len().min(b.len()))?;
                Some(if or_equal { a <= b } else { a < b })
            }
            _ => match (as_number(a), as_number(b)) {
                (Some(a), Some(b)) if or_equal => Some(arithmetic::less_equal(a, b)),
                (Some(a), Some(b)) => Some(arithmetic::less(a, b)),
                _ => None,
            },
        };
        if let Some(truth) = truth {
            return Ok(Outcome::Value(Value::Boolean(truth)));
        }
        let name = if or_equal { self.names.le } else { self.names.lt };
        let handler = match self.metamethod(a, name) {
            Value::Nil => self.metamethod(b, name),
            found => found,
        };
        if !matches!(handler, Value::Nil) {
            return Ok(Outcome::binary(handler, a, b));
        }
        if or_equal {
            // As Lua 5.3 did, and 5.4 does where it is built to be compatible.
            let handler = match self.metamethod(b, self.names.lt) {
                Value::Nil => self.metamethod(a, self.names.lt),
                found => found,
            };
            if !matches!(handler, Value::Nil) {
                return Ok(Outcome::CallNot { function: handler, args: [*b, *a] });
            }
        }
        let (x, y) = (self.type_name(a), self.type_name(b));
        Err(unnamed(if x == y {
            format!("attempt to compare two {x} values")
        } else {
            format!("attempt to compare {x} with {y}")
        }))
    }

    /// `#value`
    pub fn len(&mut self, value: &Value<'gc>) -> Operation<'gc> {
        if let Value::String(text) = value {
            return Ok(Outcome::Value(Value::Integer(text.as_bytes().len() as i64)));
        }
        if let Some(table) = as_table(value) {
            let metatable = table.borrow().metatable();
            if let Some(metatable) = metatable {
                let handler = self.fast_metamethod(metatable, self.names.len, ABSENT_LEN);
                if !matches!(handler, Value::Nil) {
                    return Ok(Outcome::binary(handler, value, value));
                }
            }
            return Ok(Outcome::Value(Value::Integer(table.borrow().length())));
        }
        let handler = self.metamethod(value, self.names.len);
        if !matches!(handler, Value::Nil) {
            return Ok(Outcome::binary(handler, value, value));
        }
        let name = self.type_name(value);
        Err(Fault::Operand(format!("attempt to get length of a {name} value"), 0))
    }

    /// What a value that is no function is called through; a fault if there is nothing.
    pub fn callable(&mut self, ctx: Context<'gc>, value: &Value<'gc>) -> Result<Value<'gc>, Fault<'gc>> {
        let handler = self.metamethod(value, self.names.call);
        if !matches!(handler, Value::Nil) {
            return Ok(handler);
        }
        if let Value::UserData(data) = value
            && let Some(handler) = crate::host::callable(self, ctx, *data)
        {
            return Ok(handler);
        }
        let name = self.type_name(value);
        Err(Fault::Operand(format!("attempt to call a {name} value"), 0))
    }

    /// The text of a value without `__tostring`.
    pub fn plain_text(&self, value: &Value<'gc>) -> Cow<'gc, [u8]> {
        match value {
            Value::Nil => b"nil".as_slice().into(),
            Value::Boolean(value) => value.to_string().into_bytes().into(),
            Value::String(_) | Value::Integer(_) | Value::Number(_) => to_bytes(value).unwrap_or_default(),
            Value::UserData(data) => {
                if let Some(text) = crate::host::text(*data) {
                    return text.into_bytes().into();
                }
                let address = Gc::as_ptr(data.into_inner()) as *const () as usize;
                format!("{}: {address:#x}", self.type_name(value)).into_bytes().into()
            }
            other => other.type_name().as_bytes().into(),
        }
    }
}

fn number_arithmetic<'gc>(op: Operator, x: Number, y: Number) -> Result<Value<'gc>, Fault<'gc>> {
    Ok(from_number(match op {
        Operator::Add => arithmetic::add(x, y),
        Operator::Sub => arithmetic::sub(x, y),
        Operator::Mul => arithmetic::mul(x, y),
        Operator::Div => arithmetic::div(x, y),
        Operator::Pow => arithmetic::pow(x, y),
        Operator::Mod => arithmetic::modulo(x, y).ok_or_else(|| unnamed("attempt to perform 'n%0'"))?,
        Operator::IDiv => arithmetic::floor_div(x, y).ok_or_else(|| unnamed("attempt to divide by zero"))?,
        _ => match x {
            Number::Int(x) => Number::Int(x.wrapping_neg()),
            Number::Float(x) => Number::Float(-x),
        },
    }))
}

fn bitwise<'gc>(op: Operator, x: Number, y: Number) -> Result<Value<'gc>, Fault<'gc>> {
    let (Some(a), Some(b)) = (x.to_int(), y.to_int()) else {
        let slot = u8::from(x.to_int().is_some());
        return Err(Fault::Operand("number has no integer representation".into(), slot));
    };
    Ok(Value::Integer(match op {
        Operator::BNot => !a,
        Operator::BAnd => a & b,
        Operator::BOr => a | b,
        Operator::BXor => a ^ b,
        Operator::Shl => arithmetic::shift_left(a, b),
        _ => arithmetic::shift_right(a, b),
    }))
}
