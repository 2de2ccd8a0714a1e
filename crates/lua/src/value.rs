//! What our values are in terms of piccolo's: a table, a function, a coroutine and an object of the host are
//! `UserData` of different types, told apart by one compare.

use gc_arena::lock::{Lock, RefLock};
use gc_arena::{Collect, Gc, Rootable};
use piccolo::{Context, UserData, Value};

use crate::arithmetic::{self, Number};
use crate::coroutine::CoroutineState;
use crate::function::{LuaFunction, Native};
use crate::stdlib_text::number::write_number;
use crate::table::TableData;

/// The type of a table's user data.
pub(crate) type TableRoot = Rootable![RefLock<TableData<'_>>];
/// The type of a Lua function's user data.
pub(crate) type FunctionRoot = Rootable![LuaFunction<'_>];
/// The type of a native function's user data.
pub(crate) type NativeRoot = Rootable![Native<'_>];
/// The type of a coroutine's user data.
pub(crate) type CoroutineRoot = Rootable![RefLock<CoroutineState<'_>>];
/// The type of a shared variable's user data.
pub(crate) type CellRoot = Rootable![Cell<'_>];

/// A variable that several functions share and change.
#[derive(Collect)]
#[collect(no_drop)]
pub(crate) struct Cell<'gc>(pub Gc<'gc, Lock<Value<'gc>>>);

/// Copies a value. Numbers are rebuilt: a value written as tag and payload and then copied by one wide load stalls
/// the CPU, which made field access half as fast.
#[inline(always)]
#[expect(clippy::needless_match, reason = "see above")]
pub(crate) fn copy<'gc>(value: &Value<'gc>) -> Value<'gc> {
    match *value {
        Value::Number(number) => Value::Number(number),
        Value::Integer(number) => Value::Integer(number),
        Value::UserData(data) => Value::UserData(data),
        other => other,
    }
}

/// Neither `nil` nor `false`.
#[inline(always)]
pub(crate) fn truthy(value: &Value<'_>) -> bool {
    !matches!(value, Value::Nil | Value::Boolean(false))
}

/// The value's type as `type` says it.
pub(crate) fn type_name(value: &Value<'_>) -> &'static str {
    match value {
        Value::UserData(data) if data.is::<TableRoot>() => "table",
        Value::UserData(data) if data.is::<FunctionRoot>() || data.is::<NativeRoot>() => "function",
        Value::UserData(data) if data.is::<CoroutineRoot>() => "thread",
        other => other.type_name(),
    }
}

/// The table, if it is one.
#[inline(always)]
pub(crate) fn as_table<'gc>(value: &Value<'gc>) -> Option<&'gc RefLock<TableData<'gc>>> {
    match value {
        Value::UserData(data) => data.downcast::<TableRoot>().ok(),
        _ => None,
    }
}

/// Whether it is a function, ours or a native one.
pub(crate) fn is_function(value: &Value<'_>) -> bool {
    matches!(value, Value::UserData(data) if data.is::<FunctionRoot>() || data.is::<NativeRoot>())
}

/// The number, without any conversion from strings.
#[inline]
pub(crate) fn as_number(value: &Value<'_>) -> Option<Number> {
    match *value {
        Value::Integer(value) => Some(Number::Int(value)),
        Value::Number(value) => Some(Number::Float(value)),
        _ => None,
    }
}

/// Whether it is a number.
#[inline(always)]
pub(crate) fn is_number(value: &Value<'_>) -> bool {
    matches!(value, Value::Integer(_) | Value::Number(_))
}

/// A number as a float; 0 for anything else. No `Option`: its payload would be undefined where there is none, which
/// WebAssembly has no word for, and keep a register for it all through the interpreter's loop.
#[inline(always)]
pub(crate) fn to_float(value: &Value<'_>) -> f64 {
    match value {
        Value::Number(value) => *value,
        Value::Integer(value) => *value as f64,
        _ => 0.0,
    }
}

/// The value of a number.
#[inline]
pub(crate) fn from_number<'gc>(number: Number) -> Value<'gc> {
    match number {
        Number::Int(value) => Value::Integer(value),
        Number::Float(value) => Value::Number(value),
    }
}

/// The text of a string or of a number, which Lua takes for a string where it expects one.
pub(crate) fn to_bytes<'gc>(value: &Value<'gc>) -> Option<std::borrow::Cow<'gc, [u8]>> {
    match value {
        Value::String(text) => Some(text.as_bytes().into()),
        other => {
            let mut bytes = Vec::new();
            write_number(&mut bytes, as_number(other)?);
            Some(bytes.into())
        }
    }
}

/// Equality without metamethods.
#[inline]
pub(crate) fn raw_equal<'gc>(a: &Value<'gc>, b: &Value<'gc>) -> bool {
    match (a, b) {
        (Value::Nil, Value::Nil) => true,
        (Value::Boolean(a), Value::Boolean(b)) => a == b,
        (Value::Integer(a), Value::Integer(b)) => a == b,
        (Value::Number(a), Value::Number(b)) => a == b,
        (Value::Integer(int), Value::Number(float)) | (Value::Number(float), Value::Integer(int)) => {
            arithmetic::equal(Number::Int(*int), Number::Float(*float))
        }
        (Value::String(a), Value::String(b)) => same_string(*a, *b),
        (Value::UserData(a), Value::UserData(b)) => a == b,
        (Value::Function(a), Value::Function(b)) => a == b,
        (Value::Thread(a), Value::Thread(b)) => a == b,
        (Value::Table(a), Value::Table(b)) => a == b,
        _ => false,
    }
}

/// Strings up to this many bytes are interned: equal ones are one object. Longer ones may be equal and two objects, see
/// [`is_long`].
pub(crate) const INTERNED: usize = 40;

/// Names in a source up to this many bytes are one object too, so that finding a field by one takes no look at bytes.
pub(crate) const INTERNED_NAME: usize = 256;

/// Strings up to this many bytes are copied into an object of the arena, which takes three passes over them; longer ones
/// keep the buffer that they were made in.
pub(crate) const COPIED: usize = 64;

/// Whether two strings are one object. Of strings that aren't, it takes [`same_string`] to tell that they differ where
/// they are long.
#[inline(always)]
pub(crate) fn is_same_object<'gc>(a: piccolo::String<'gc>, b: piccolo::String<'gc>) -> bool {
    Gc::ptr_eq(a.into_inner(), b.into_inner())
}

/// Whether an equal string may be another object.
#[inline(always)]
pub(crate) fn is_long(text: piccolo::String<'_>) -> bool {
    text.as_bytes().len() > INTERNED
}

/// Equality of strings: by pointer, then by hash, then by bytes.
#[inline]
pub(crate) fn same_string<'gc>(a: piccolo::String<'gc>, b: piccolo::String<'gc>) -> bool {
    is_same_object(a, b) || (a.stored_hash() == b.stored_hash() && a.as_bytes() == b.as_bytes())
}

/// Equality of strings, where it takes no look at their bytes.
#[inline(always)]
pub(crate) fn equal_by_hash<'gc>(a: piccolo::String<'gc>, b: piccolo::String<'gc>) -> Option<bool> {
    if is_same_object(a, b) {
        return Some(true);
    }
    if a.stored_hash() != b.stored_hash() { Some(false) } else { None }
}

/// A string that the library itself gives.
pub(crate) fn literal<'gc>(ctx: Context<'gc>, text: &'static str) -> Value<'gc> {
    Value::String(ctx.intern(text.as_bytes()))
}

/// A string that no script makes, and so none pays for: a constant of compiled code, what the host gives. All others are
/// made by [`crate::vm::Vm::text`].
#[expect(clippy::disallowed_methods, reason = "the other place where strings are made")]
pub(crate) fn free_string<'gc>(ctx: Context<'gc>, bytes: &[u8]) -> Value<'gc> {
    Value::String(if bytes.len() <= INTERNED {
        ctx.intern(bytes)
    } else {
        piccolo::String::from_slice(&ctx, bytes)
    })
}

/// A string constant of a program.
#[expect(clippy::disallowed_methods, reason = "the text of the source was paid for")]
pub(crate) fn constant_string<'gc>(ctx: Context<'gc>, bytes: &[u8]) -> Value<'gc> {
    if bytes.len() <= INTERNED_NAME { Value::String(ctx.intern(bytes)) } else { free_string(ctx, bytes) }
}

/// The address that `tostring` and `%p` show.
pub(crate) fn address(value: &Value<'_>) -> Option<usize> {
    match value {
        Value::UserData(data) => Some(Gc::as_ptr(data.into_inner()) as *const () as usize),
        Value::String(text) => Some(text.as_bytes().as_ptr() as usize),
        _ => None,
    }
}

/// A new cell for a shared variable.
pub(crate) fn new_cell<'gc>(ctx: Context<'gc>, value: Value<'gc>) -> Value<'gc> {
    let cell = Cell(Gc::new(&ctx, Lock::new(value)));
    Value::UserData(UserData::new::<CellRoot>(&ctx, cell))
}

/// What a cell holds; a value that is no cell stands for itself.
#[inline]
pub(crate) fn read_cell<'gc>(value: &Value<'gc>) -> Value<'gc> {
    match value {
        Value::UserData(data) => match data.downcast::<CellRoot>() {
            Ok(cell) => cell.0.get(),
            Err(_) => *value,
        },
        other => *other,
    }
}

/// Changes what a cell holds.
#[inline]
pub(crate) fn write_cell<'gc>(ctx: Context<'gc>, cell: &Value<'gc>, value: Value<'gc>) {
    if let Value::UserData(data) = cell
        && let Ok(cell) = data.downcast::<CellRoot>()
    {
        cell.0.set(&ctx, value);
    }
}
