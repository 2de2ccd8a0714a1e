//! The clock (manual §6.9). Time is the engine's; files and processes are absent on purpose.

use luminara_script::ErrorKind;
use piccolo::{Context, Value};

use crate::arithmetic::Number;
use crate::error::{Fault, Thrown};
use crate::native::{Cx, Flow};
use crate::stdlib_text::TextError;
use crate::stdlib_text::date::{self, Date, FieldValue};
use crate::stdlib_text::number::parse_number;
use crate::table::{new_table, raw_get_field, raw_set_field};
use crate::value::as_number;
use crate::vm::Vm;

type Result<'gc> = std::result::Result<Flow<'gc>, Fault<'gc>>;

pub(super) fn install<'gc>(ctx: Context<'gc>, vm: &mut Vm<'gc>) {
    super::module(
        ctx,
        vm,
        "os",
        &[
            ("os.time", time),
            ("os.clock", clock),
            ("os.date", date_),
            ("os.difftime", difftime),
            ("os.execute", super::absent),
            ("os.exit", exit),
            ("os.getenv", getenv),
            ("os.remove", super::absent),
            ("os.rename", super::absent),
            ("os.setlocale", setlocale),
            ("os.tmpname", super::absent),
        ],
    );
}

/// Ends a program that runs by itself; the engine's scripts can't.
fn exit<'gc>(cx: &mut Cx<'gc, '_>) -> Result<'gc> {
    if !cx.vm.outside.can_exit {
        return super::absent(cx);
    }
    let status = match cx.arg(0) {
        Value::Nil | Value::Boolean(true) => 0,
        Value::Boolean(false) => 1,
        _ => cx.integer(0)? as u8,
    };
    cx.vm.outside.exit_status = Some(status);
    Err(Fault::Thrown(Thrown::limit(ErrorKind::Limit, "the program ended itself")))
}

/// There is no environment: no variable is set.
fn getenv<'gc>(cx: &mut Cx<'gc, '_>) -> Result<'gc> {
    cx.string(0)?;
    cx.one(Value::Nil)
}

/// The locale is always C's.
fn setlocale<'gc>(cx: &mut Cx<'gc, '_>) -> Result<'gc> {
    let is_known = matches!(&*cx.string_or(0, "")?, b"" | b"C" | b"POSIX");
    if is_known { cx.bytes(b"C") } else { cx.one(Value::Nil) }
}

/// The engine's time; a program by itself has a clock of its own.
fn clock<'gc>(cx: &mut Cx<'gc, '_>) -> Result<'gc> {
    let time = match &mut cx.vm.outside.clock {
        Some(clock) => clock(),
        None => cx.vm.time(),
    };
    cx.one(Value::Number(time))
}

fn difftime<'gc>(cx: &mut Cx<'gc, '_>) -> Result<'gc> {
    let (a, b) = (cx.float(0)?, cx.float(1)?);
    cx.one(Value::Number(a - b))
}

/// A field's number. No date is written with more digits than these.
fn number_of(value: &Value<'_>) -> Option<Number> {
    const LONGEST: usize = 64;
    match value {
        Value::String(text) if text.as_bytes().len() <= LONGEST => parse_number(text.as_bytes()),
        other => as_number(other),
    }
}

fn time<'gc>(cx: &mut Cx<'gc, '_>) -> Result<'gc> {
    if matches!(cx.arg(0), Value::Nil) {
        let now = cx.vm.time().floor() as i64;
        return cx.one(Value::Integer(now));
    }
    let table = cx.table(0)?;
    let ctx = cx.ctx;
    let value = Value::UserData(table);
    let result = date::time_from_fields::<TextError>(|name| {
        Ok(match raw_get_field(ctx, &value, name) {
            Value::Nil => FieldValue::Missing,
            other => match number_of(&other).and_then(Number::to_int) {
                Some(field) => FieldValue::Int(field),
                None => FieldValue::NotAnInteger,
            },
        })
    });
    let (time, fields) = result.map_err(|error| cx.text_error(error))?;
    for (name, field) in fields.named() {
        raw_set_field(ctx, table, name, Value::Integer(field));
    }
    raw_set_field(ctx, table, "isdst", Value::Boolean(false));
    cx.one(Value::Integer(time))
}

fn date_<'gc>(cx: &mut Cx<'gc, '_>) -> Result<'gc> {
    /// Bytes that the longest directive, `%c`, writes.
    const DIRECTIVE: usize = 36;
    let format = cx.string_or(0, "%c")?;
    let time = if matches!(cx.arg(1), Value::Nil) { cx.vm.time().floor() as i64 } else { cx.integer(1)? };
    // A directive may write more than ten times its own length.
    cx.charge(format.len())?;
    cx.check_string(format.len().saturating_mul(DIRECTIVE / 2))?;
    let format = if &*format == b"!*t" { b"*t".as_slice().into() } else { format };
    match date::date(&format, time).map_err(|error| cx.text_error(error))? {
        Date::Text(text) => cx.owned(text),
        Date::Fields(fields) => {
            let table = new_table(cx.ctx, 0, 9);
            for (name, field) in fields.named() {
                raw_set_field(cx.ctx, table, name, Value::Integer(field));
            }
            raw_set_field(cx.ctx, table, "isdst", Value::Boolean(false));
            cx.one(Value::UserData(table))
        }
    }
}
