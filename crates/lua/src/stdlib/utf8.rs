//! UTF-8 (manual §6.5).

use piccolo::{Context, Value};

use crate::error::Fault;
use crate::function::Native;
use crate::native::{Cx, Flow};
use crate::stdlib_text::utf8::{self, Length};
use crate::table::raw_set_field;
use crate::value::truthy;
use crate::vm::Vm;

type Result<'gc> = std::result::Result<Flow<'gc>, Fault<'gc>>;

pub(super) fn install<'gc>(ctx: Context<'gc>, vm: &mut Vm<'gc>) {
    let table = super::module(
        ctx,
        vm,
        "utf8",
        &[
            ("utf8.char", char),
            ("utf8.codepoint", codepoint),
            ("utf8.len", len),
            ("utf8.offset", offset),
            ("utf8.codes", codes),
        ],
    );
    raw_set_field(ctx, table, "charpattern", Value::String(ctx.intern(utf8::CHAR_PATTERN)));
}

fn char<'gc>(cx: &mut Cx<'gc, '_>) -> Result<'gc> {
    cx.charge_values()?;
    let mut text = Vec::new();
    for i in 0..cx.nargs {
        utf8::encode(cx.integer(i)?, i + 1, &mut text).map_err(|error| cx.text_error(error))?;
    }
    cx.bytes(&text)
}

fn codepoint<'gc>(cx: &mut Cx<'gc, '_>) -> Result<'gc> {
    let text = cx.string(0)?;
    let first = cx.integer_or(1, 1)?;
    let last = cx.integer_or(2, first)?;
    cx.charge(utf8::range(&text, first, last))?;
    let codes =
        utf8::codepoint(&text, first, last, truthy(&cx.arg(3))).map_err(|error| cx.text_error(error))?;
    let (from, n) = (cx.func, codes.len());
    cx.vm.reserve(from + n)?;
    for (i, code) in codes.into_iter().enumerate() {
        cx.vm.set_stack(from + i, Value::Integer(i64::from(code)));
    }
    Ok(Flow::Return { from, n })
}

fn len<'gc>(cx: &mut Cx<'gc, '_>) -> Result<'gc> {
    let text = cx.string(0)?;
    let (first, last) = (cx.integer_or(1, 1)?, cx.integer_or(2, -1)?);
    cx.charge(utf8::range(&text, first, last) / 4)?;
    let length = utf8::len(&text, first, last, truthy(&cx.arg(3))).map_err(|error| cx.text_error(error))?;
    match length {
        Length::Characters(count) => cx.one(Value::Integer(count)),
        Length::InvalidAt(at) => cx.many(&[Value::Nil, Value::Integer(at)]),
    }
}

fn offset<'gc>(cx: &mut Cx<'gc, '_>) -> Result<'gc> {
    let text = cx.string(0)?;
    let n = cx.integer(1)?;
    let start = if matches!(cx.arg(2), Value::Nil) { None } else { Some(cx.integer(2)?) };
    let mut budget = cx.budget();
    let before = budget.remaining();
    let at = utf8::offset(&text, n, start, &mut budget);
    cx.settle(before, &budget)?;
    let at = at.map_err(|error| cx.text_error(error))?;
    cx.one(at.map_or(Value::Nil, Value::Integer))
}

fn codes<'gc>(cx: &mut Cx<'gc, '_>) -> Result<'gc> {
    let text = cx.string(0)?;
    utf8::check_codes_subject(&text).map_err(|error| cx.text_error(error))?;
    let lax = truthy(&cx.arg(1));
    let next = Native::with(cx.ctx, "codes", codes_next, u32::from(lax), Value::Nil);
    let subject = cx.arg(0);
    cx.many(&[next, subject, Value::Integer(0)])
}

fn codes_next<'gc>(cx: &mut Cx<'gc, '_>) -> Result<'gc> {
    let lax = cx.native().is_some_and(|native| native.tag != 0);
    let text = cx.string(0)?;
    let previous = cx.integer(1)?;
    let mut budget = cx.budget();
    let before = budget.remaining();
    let next = utf8::next_code(&text, previous, lax, &mut budget);
    cx.settle(before, &budget)?;
    let next = next.map_err(|error| cx.text_error(error))?;
    match next {
        Some((at, code)) => cx.many(&[Value::Integer(at), Value::Integer(i64::from(code))]),
        None => cx.one(Value::Nil),
    }
}
