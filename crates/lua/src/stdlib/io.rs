//! The console as the library's files see it (manual §6.8): `io.write` and the standard streams. Other files are absent on
//! purpose.

use luminara_script::LogLevel;
use piccolo::{Context, UserData, Value};

use crate::error::Fault;
use crate::native::{Cx, Flow};
use crate::stdlib_text::float_text::{FloatStyle, write_general};
use crate::table::{new_table, raw_get_field, raw_set_field};
use crate::value::{address, literal};
use crate::vm::Vm;

type Result<'gc> = std::result::Result<Flow<'gc>, Fault<'gc>>;

/// A standard stream. What is written goes to the console; there is nothing to read.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Stream {
    Input,
    Output,
    Error,
}

pub(super) fn install<'gc>(ctx: Context<'gc>, vm: &mut Vm<'gc>) {
    let io = super::module(
        ctx,
        vm,
        "io",
        &[
            ("io.write", write),
            ("io.read", read),
            ("io.flush", flush),
            ("io.type", type_),
            ("io.input", input),
            ("io.output", output),
            ("io.open", super::absent),
            ("io.close", super::absent),
            ("io.lines", super::absent),
            ("io.popen", super::absent),
            ("io.tmpfile", super::absent),
        ],
    );
    for (name, stream) in [("stdin", Stream::Input), ("stdout", Stream::Output), ("stderr", Stream::Error)] {
        raw_set_field(ctx, io, name, Value::UserData(UserData::new_static(&ctx, stream)));
    }
    let methods = new_table(ctx, 0, 8);
    super::set_functions(
        ctx,
        methods,
        &[
            ("write", write_to),
            ("read", read_from),
            ("lines", lines),
            ("flush", done),
            ("setvbuf", done),
            ("seek", seek),
            ("close", super::absent),
        ],
    );
    let metatable = new_table(ctx, 0, 3);
    super::set_functions(ctx, metatable, &[("__tostring", text)]);
    raw_set_field(ctx, metatable, "__index", Value::UserData(methods));
    raw_set_field(ctx, metatable, "__name", literal(ctx, "FILE*"));
    vm.stream_metatable = Some(metatable);
}

fn stream(value: &Value<'_>) -> Option<Stream> {
    match value {
        Value::UserData(data) => data.downcast_static::<Stream>().ok().copied(),
        _ => None,
    }
}

/// The stream that a method is called on.
fn receiver<'gc>(cx: &Cx<'gc, '_>) -> std::result::Result<Stream, Fault<'gc>> {
    match stream(&cx.arg(0)) {
        Some(stream) => Ok(stream),
        None => cx.bad_type(0, "FILE*"),
    }
}

fn write_from<'gc>(
    cx: &mut Cx<'gc, '_>,
    first: usize,
    level: LogLevel,
) -> std::result::Result<(), Fault<'gc>> {
    cx.charge_values()?;
    let mut text = Vec::new();
    for i in first..cx.nargs {
        match cx.arg(i) {
            // As C's `%.14g`: without the `.0` of `tostring`.
            Value::Number(number) => {
                let style = FloatStyle { precision: Some(14), alternate: false, upper: false };
                write_general(&mut text, number, style);
            }
            _ => {
                let piece = cx.string(i)?;
                cx.append(&mut text, &piece)?;
            }
        }
    }
    cx.charge(8 + text.len() / 8)?;
    cx.vm.write(level, &text);
    Ok(())
}

fn write<'gc>(cx: &mut Cx<'gc, '_>) -> Result<'gc> {
    write_from(cx, 0, LogLevel::Info)?;
    output_stream(cx)
}

fn write_to<'gc>(cx: &mut Cx<'gc, '_>) -> Result<'gc> {
    let level = match receiver(cx)? {
        Stream::Output => LogLevel::Info,
        Stream::Error => LogLevel::Warn,
        Stream::Input => {
            let message = literal(cx.ctx, "Bad file descriptor");
            return cx.many(&[Value::Nil, message, Value::Integer(9)]);
        }
    };
    write_from(cx, 1, level)?;
    itself(cx)
}

fn field<'gc>(cx: &mut Cx<'gc, '_>, name: &str) -> Result<'gc> {
    let io = raw_get_field(cx.ctx, &Value::UserData(cx.vm.library), "io");
    let stream = raw_get_field(cx.ctx, &io, name);
    cx.one(stream)
}

fn output_stream<'gc>(cx: &mut Cx<'gc, '_>) -> Result<'gc> {
    field(cx, "stdout")
}

fn output<'gc>(cx: &mut Cx<'gc, '_>) -> Result<'gc> {
    if matches!(cx.arg(0), Value::Nil) { output_stream(cx) } else { super::absent(cx) }
}

fn input<'gc>(cx: &mut Cx<'gc, '_>) -> Result<'gc> {
    if matches!(cx.arg(0), Value::Nil) { field(cx, "stdin") } else { super::absent(cx) }
}

fn type_<'gc>(cx: &mut Cx<'gc, '_>) -> Result<'gc> {
    match stream(&cx.any(0)?) {
        Some(_) => cx.bytes(b"file"),
        None => cx.one(Value::Nil),
    }
}

fn read<'gc>(cx: &mut Cx<'gc, '_>) -> Result<'gc> {
    read_formats(cx, 0)
}

fn read_from<'gc>(cx: &mut Cx<'gc, '_>) -> Result<'gc> {
    if receiver(cx)? != Stream::Input {
        let message = literal(cx.ctx, "Bad file descriptor");
        return cx.many(&[Value::Nil, message, Value::Integer(9)]);
    }
    read_formats(cx, 1)
}

/// What the formats from an argument on give at the end of the input, where it always is: all of the rest is the empty
/// text, anything else fails, and what follows isn't read.
fn read_formats<'gc>(cx: &mut Cx<'gc, '_>, first: usize) -> Result<'gc> {
    cx.charge_values()?;
    let mut results = Vec::new();
    for i in first..cx.nargs {
        let is_all = match cx.arg(i) {
            Value::Integer(_) | Value::Number(_) => {
                cx.integer(i)?;
                false
            }
            _ => {
                let format = cx.string(i)?;
                match format.strip_prefix(b"*").unwrap_or(&format).first() {
                    Some(b'a') => true,
                    Some(b'n' | b'l' | b'L') => false,
                    _ => return cx.bad_argument(i, "invalid format"),
                }
            }
        };
        if !is_all {
            results.push(Value::Nil);
            return cx.many(&results);
        }
        results.push(literal(cx.ctx, ""));
    }
    if results.is_empty() {
        results.push(Value::Nil);
    }
    cx.many(&results)
}

/// An iterator over nothing.
fn lines<'gc>(cx: &mut Cx<'gc, '_>) -> Result<'gc> {
    receiver(cx)?;
    let nothing = crate::function::Native::create(cx.ctx, "lines", |cx| cx.one(Value::Nil));
    cx.one(nothing)
}

fn itself<'gc>(cx: &mut Cx<'gc, '_>) -> Result<'gc> {
    receiver(cx)?;
    let value = cx.arg(0);
    cx.one(value)
}

/// Nothing is kept back that a program could see.
fn flush<'gc>(cx: &mut Cx<'gc, '_>) -> Result<'gc> {
    cx.boolean(true)
}

/// There is no buffer to set or to flush.
fn done<'gc>(cx: &mut Cx<'gc, '_>) -> Result<'gc> {
    receiver(cx)?;
    cx.boolean(true)
}

fn seek<'gc>(cx: &mut Cx<'gc, '_>) -> Result<'gc> {
    receiver(cx)?;
    let message = literal(cx.ctx, "Illegal seek");
    cx.many(&[Value::Nil, message, Value::Integer(29)])
}

fn text<'gc>(cx: &mut Cx<'gc, '_>) -> Result<'gc> {
    receiver(cx)?;
    let text = format!("file ({:#x})", address(&cx.arg(0)).unwrap_or_default());
    cx.bytes(text.as_bytes())
}
