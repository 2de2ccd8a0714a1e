//! String manipulation (manual §6.4), but for patterns.

use piccolo::{Context, Value};

use crate::error::Fault;
use crate::native::{Cx, Flow};
use crate::stdlib_text::format::{Kind, Piece, parse, quote_float, quote_int, quote_string, quoted_length};
use crate::stdlib_text::pack::{self, PackValue, Wanted};
use crate::stdlib_text::{TextError, format, position};
use crate::table::{new_table, raw_set_field};
use crate::value::address;
use crate::vm::Vm;

type Result<'gc> = std::result::Result<Flow<'gc>, Fault<'gc>>;

pub(super) fn install<'gc>(ctx: Context<'gc>, vm: &mut Vm<'gc>) {
    let table = super::module(
        ctx,
        vm,
        "string",
        &[
            ("string.len", len),
            ("string.sub", sub),
            ("string.upper", upper),
            ("string.lower", lower),
            ("string.rep", rep),
            ("string.reverse", reverse),
            ("string.byte", byte),
            ("string.char", char),
            ("string.format", format_),
            ("string.pack", pack_),
            ("string.packsize", packsize),
            ("string.unpack", unpack),
            ("string.dump", super::absent),
        ],
    );
    super::string_match::install(ctx, table);
    let metatable = new_table(ctx, 0, 1);
    raw_set_field(ctx, metatable, "__index", Value::UserData(table));
    vm.string_metatable = Some(metatable);
}

fn len<'gc>(cx: &mut Cx<'gc, '_>) -> Result<'gc> {
    let length = cx.string(0)?.len() as i64;
    cx.one(Value::Integer(length))
}

fn sub<'gc>(cx: &mut Cx<'gc, '_>) -> Result<'gc> {
    let text = cx.string(0)?;
    let (first, last) = (cx.integer(1)?, cx.integer_or(2, -1)?);
    cx.bytes(position::slice(&text, first, last))
}

fn upper<'gc>(cx: &mut Cx<'gc, '_>) -> Result<'gc> {
    let text = cx.string(0)?;
    cx.check_memory(text.len())?;
    cx.owned(text.to_ascii_uppercase())
}

fn lower<'gc>(cx: &mut Cx<'gc, '_>) -> Result<'gc> {
    let text = cx.string(0)?;
    cx.check_memory(text.len())?;
    cx.owned(text.to_ascii_lowercase())
}

fn reverse<'gc>(cx: &mut Cx<'gc, '_>) -> Result<'gc> {
    let text = cx.string(0)?;
    cx.check_memory(text.len())?;
    let mut text = text.into_owned();
    text.reverse();
    cx.owned(text)
}

fn rep<'gc>(cx: &mut Cx<'gc, '_>) -> Result<'gc> {
    let text = cx.string(0)?;
    let count = cx.integer(1)?;
    let separator = cx.string_or(2, "")?;
    if count <= 0 {
        return cx.bytes(b"");
    }
    let piece = text.len().saturating_add(separator.len());
    let total = (piece as u64).saturating_mul(count as u64);
    if total >= i64::MAX as u64 / 2 {
        return Err("resulting string too large".into());
    }
    cx.check_string(total as usize)?;
    if separator.is_empty() {
        let repeated = text.repeat(count as usize);
        return cx.owned(repeated);
    }
    let mut out = Vec::with_capacity(total as usize);
    for i in 0..count {
        out.extend_from_slice(&text);
        if i + 1 < count {
            out.extend_from_slice(&separator);
        }
    }
    cx.owned(out)
}

fn byte<'gc>(cx: &mut Cx<'gc, '_>) -> Result<'gc> {
    let text = cx.string(0)?;
    let first = cx.integer_or(1, 1)?;
    let start = position::start_position(first, text.len());
    let last = if matches!(cx.arg(2), Value::Nil) { first } else { cx.integer(2)? };
    let end = position::end_position(last, text.len());
    let Some(bytes) = text.get(start - 1..end) else { return cx.none() };
    if let [byte] = bytes {
        return cx.one(Value::Integer(i64::from(*byte)));
    }
    cx.charge(bytes.len())?;
    let from = cx.func;
    cx.vm.reserve(from + bytes.len())?;
    for (i, &byte) in bytes.iter().enumerate() {
        cx.vm.set_stack(from + i, Value::Integer(i64::from(byte)));
    }
    Ok(Flow::Return { from, n: bytes.len() })
}

fn char<'gc>(cx: &mut Cx<'gc, '_>) -> Result<'gc> {
    cx.charge_values()?;
    let mut text = Vec::with_capacity(cx.nargs);
    for i in 0..cx.nargs {
        match u8::try_from(cx.integer(i)?) {
            Ok(byte) => text.push(byte),
            Err(_) => return cx.bad_argument(i, "value out of range"),
        }
    }
    cx.bytes(&text)
}

fn format_<'gc>(cx: &mut Cx<'gc, '_>) -> Result<'gc> {
    /// Instructions that a directive takes.
    const DIRECTIVE: usize = 4;
    let template = cx.string(0)?;
    cx.charge_bytes(2 * template.len())?;
    let mut out = Vec::new();
    let mut i = 0;
    for piece in parse(&template) {
        let spec = match piece {
            Piece::Literal(text) => {
                cx.append(&mut out, text)?;
                continue;
            }
            Piece::Directive(spec) => spec,
        };
        i += 1;
        if i >= cx.nargs {
            return cx.bad_argument(i, "no value");
        }
        let spec = spec.map_err(|error| cx.text_error(error))?;
        cx.charge(DIRECTIVE)?;
        match spec.kind() {
            Kind::Char => spec.format_char(cx.integer(i)?, &mut out),
            Kind::Int => spec.format_int(cx.integer(i)?, &mut out),
            Kind::Float => spec.format_float(cx.float(i)?, &mut out),
            Kind::Pointer => {
                let at = address(&cx.arg(i)).map(|at| at as u64);
                spec.format_pointer(at, &mut out);
            }
            Kind::Quoted => match cx.arg(i) {
                Value::String(text) => {
                    let length = quoted_length(text.as_bytes());
                    cx.charge_bytes(4 * length)?;
                    cx.make_room(&mut out, length)?;
                    quote_string(text.as_bytes(), &mut out);
                }
                Value::Integer(value) => quote_int(value, &mut out),
                Value::Number(value) => quote_float(value, &mut out),
                value @ (Value::Nil | Value::Boolean(_)) => out.extend_from_slice(&cx.vm.plain_text(&value)),
                _ => return Err(cx.text_error(format::no_literal_form(i + 1))),
            },
            Kind::String => {
                if let Some(flow) = super::stringify(cx, i, format_)? {
                    return Ok(flow);
                }
                let text = cx.vm.plain_text(&cx.arg(i));
                // A width is at most 99.
                cx.charge_bytes(text.len())?;
                cx.make_room(&mut out, text.len() + 100)?;
                spec.format_string(&text, i + 1, &mut out).map_err(|error| cx.text_error(error))?;
            }
        }
    }
    cx.charge(out.len() / 8)?;
    cx.owned(out)
}

fn pack_<'gc>(cx: &mut Cx<'gc, '_>) -> Result<'gc> {
    let format = cx.string(0)?;
    let limit = cx.vm.longest_string();
    cx.charge(format.len())?;
    cx.charge_values()?;
    // The bytes of string arguments have to outlive the call.
    let texts: Vec<_> = (0..cx.nargs).map(|i| crate::value::to_bytes(&cx.arg(i))).collect();
    let packed = pack::pack(&format, limit, |position, wanted| {
        let i = position - 1;
        if i == cx.nargs {
            let kind = if matches!(wanted, Wanted::Bytes) { "string" } else { "number" };
            let missing = cx.bad_argument(i, &format!("{kind} expected, got nil"));
            return missing.map_err(PackFailed::Fault);
        }
        let value = match wanted {
            Wanted::Int => cx.integer(i).map(PackValue::Int),
            Wanted::Float => cx.float(i).map(PackValue::Float),
            Wanted::Bytes => match texts.get(i) {
                Some(Some(bytes)) => Ok(PackValue::Bytes(bytes)),
                _ => cx.bad_type(i, "string"),
            },
        };
        value.map_err(PackFailed::Fault)
    });
    match packed {
        Ok(packed) => cx.owned(packed),
        Err(PackFailed::Text(error)) => Err(cx.text_error(error)),
        Err(PackFailed::Fault(fault)) => Err(fault),
    }
}

enum PackFailed<'gc> {
    Text(TextError),
    Fault(Fault<'gc>),
}

impl From<TextError> for PackFailed<'_> {
    fn from(error: TextError) -> Self {
        PackFailed::Text(error)
    }
}

fn packsize<'gc>(cx: &mut Cx<'gc, '_>) -> Result<'gc> {
    let format = cx.string(0)?;
    cx.charge(format.len())?;
    let size = pack::packsize(&format).map_err(|error| cx.text_error(error))?;
    cx.one(Value::Integer(size as i64))
}

fn unpack<'gc>(cx: &mut Cx<'gc, '_>) -> Result<'gc> {
    let (format, data) = (cx.string(0)?, cx.string(1)?);
    cx.charge(format.len())?;
    let init = cx.integer_or(2, 1)?;
    let (values, next) = pack::unpack(&format, &data, init).map_err(|error| cx.text_error(error))?;
    let (from, n) = (cx.func, values.len() + 1);
    cx.vm.reserve(from + n)?;
    for (i, value) in values.into_iter().enumerate() {
        let value = match value {
            PackValue::Int(value) => Value::Integer(value),
            PackValue::Float(value) => Value::Number(value),
            PackValue::Bytes(bytes) => cx.text(bytes)?,
        };
        cx.vm.set_stack(from + i, value);
    }
    cx.vm.set_stack(from + n - 1, Value::Integer(next));
    Ok(Flow::Return { from, n })
}
