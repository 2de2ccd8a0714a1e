//! UTF-8 (manual §6.5).

use piccolo::{Context, Value};

use crate::error::Fault;
use crate::function::Native;
use crate::native::{Cx, Flow};
use crate::stdlib_text::utf8::{self, Length};
use crate::table::raw_set_field;
use crate::value::{string, truthy};
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
    raw_set_field(ctx, table, "charpattern", string(ctx, utf8::CHAR_PATTERN));
}

fn char<'gc>(cx: &mut Cx<'gc, '_>) -> Result<'gc> {
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
    let codes =
        utf8::codepoint(&text, first, last, truthy(&cx.arg(3))).map_err(|error| cx.text_error(error))?;
    cx.charge(codes.len())?;
    let values: Vec<_> = codes.into_iter().map(|code| Value::Integer(i64::from(code))).collect();
    cx.many(&values)
}

fn len<'gc>(cx: &mut Cx<'gc, '_>) -> Result<'gc> {
    let text = cx.string(0)?;
    let (first, last) = (cx.integer_or(1, 1)?, cx.integer_or(2, -1)?);
    cx.charge(text.len() / 8)?;
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
    let at = utf8::offset(&text, n, start).map_err(|error| cx.text_error(error))?;
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
    let next = utf8::next_code(&text, previous, lax).map_err(|error| cx.text_error(error))?;
    match next {
        Some((at, code)) => cx.many(&[Value::Integer(at), Value::Integer(i64::from(code))]),
        None => cx.one(Value::Nil),
    }
}
