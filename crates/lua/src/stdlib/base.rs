//! The basic functions (manual §6.1), but for those that load code.

use gc_arena::Collect;
use luminara_script::LogLevel;
use piccolo::{Context, UserData, Value};

use crate::error::{Fault, Thrown};
use crate::function::{Inlined, Native};
use crate::native::{Continuation, Cx, Flow};
use crate::operation::STEPS_OF_TABLE;
use crate::stdlib_text::number::parse_integer_base;
use crate::table::{change, raw_set_field};
use crate::value::{NativeRoot, TableRoot, as_table, from_number, literal, type_name};
use crate::vm::Vm;

type Result<'gc> = std::result::Result<Flow<'gc>, Fault<'gc>>;

pub(super) fn install<'gc>(ctx: Context<'gc>, vm: &mut Vm<'gc>) {
    let inlined = |name, function, inlined| {
        let native = Native { function, name, inlined, tag: 0, upvalue: Value::Nil };
        Value::UserData(UserData::new::<NativeRoot>(&ctx, native))
    };
    vm.next = inlined("next", next, Inlined::Next);
    vm.ipairs_next = inlined("ipairs_next", ipairs_next, Inlined::IpairsNext);
    raw_set_field(ctx, vm.library, "next", vm.next);
    super::set_functions(
        ctx,
        vm.library,
        &[
            ("print", print),
            ("type", type_),
            ("tostring", tostring),
            ("tonumber", tonumber),
            ("assert", assert),
            ("error", error),
            ("pcall", pcall),
            ("xpcall", xpcall),
            ("select", select),
            ("pairs", pairs),
            ("ipairs", ipairs),
            ("rawget", rawget),
            ("rawset", rawset),
            ("rawequal", rawequal),
            ("rawlen", rawlen),
            ("setmetatable", setmetatable),
            ("getmetatable", getmetatable),
            ("warn", warn),
        ],
    );
    raw_set_field(ctx, vm.library, "_G", Value::UserData(vm.library));
    raw_set_field(ctx, vm.library, "_VERSION", literal(ctx, "Lua 5.4"));
}

fn print<'gc>(cx: &mut Cx<'gc, '_>) -> Result<'gc> {
    cx.charge_values()?;
    for i in 0..cx.nargs {
        if let Some(flow) = super::stringify(cx, i, print)? {
            return Ok(flow);
        }
    }
    let mut line = Vec::new();
    for i in 0..cx.nargs {
        if i > 0 {
            line.push(b'\t');
        }
        let text = cx.vm.plain_text(&cx.arg(i));
        cx.append(&mut line, &text)?;
    }
    cx.charge(8 + line.len() / 8)?;
    cx.vm.print_line(LogLevel::Info, &line);
    cx.none()
}

fn warn<'gc>(cx: &mut Cx<'gc, '_>) -> Result<'gc> {
    cx.charge_values()?;
    let mut line = Vec::new();
    for i in 0..cx.nargs.max(1) {
        let text = cx.string(i)?;
        cx.append(&mut line, &text)?;
    }
    cx.charge(8 + line.len() / 8)?;
    match (cx.nargs, line.as_slice()) {
        (1, b"@on") => cx.vm.outside.warnings = true,
        (1, b"@off") => cx.vm.outside.warnings = false,
        _ if cx.vm.outside.warnings => cx.vm.print_line(LogLevel::Warn, &line),
        _ => {}
    }
    cx.none()
}

pub(super) fn type_<'gc>(cx: &mut Cx<'gc, '_>) -> Result<'gc> {
    let value = cx.any(0)?;
    let name = literal(cx.ctx, type_name(&value));
    cx.one(name)
}

pub(super) fn tostring<'gc>(cx: &mut Cx<'gc, '_>) -> Result<'gc> {
    let value = cx.any(0)?;
    if let Some(flow) = super::stringify(cx, 0, tostring)? {
        return Ok(flow);
    }
    if matches!(value, Value::String(_)) {
        return cx.one(value);
    }
    let text = cx.vm.plain_text(&cx.arg(0));
    cx.bytes(&text)
}

fn tonumber<'gc>(cx: &mut Cx<'gc, '_>) -> Result<'gc> {
    if matches!(cx.arg(1), Value::Nil) {
        let value = match cx.any(0)? {
            value @ (Value::Integer(_) | Value::Number(_)) => value,
            text => cx.vm.read_number(&text)?.map_or(Value::Nil, from_number),
        };
        return cx.one(value);
    }
    let base = cx.integer(1)?;
    let Value::String(text) = cx.arg(0) else { return cx.bad_type(0, "string") };
    let Some(base) = u32::try_from(base).ok().filter(|base| (2..=36).contains(base)) else {
        return cx.bad_argument(1, "base out of range");
    };
    cx.charge(text.as_bytes().len() / 4)?;
    let value = parse_integer_base(text.as_bytes(), base).map_or(Value::Nil, Value::Integer);
    cx.one(value)
}

fn assert<'gc>(cx: &mut Cx<'gc, '_>) -> Result<'gc> {
    if crate::value::truthy(&cx.any(0)?) {
        return Ok(Flow::Return { from: cx.func + 1, n: cx.nargs });
    }
    if cx.nargs < 2 {
        return Err("assertion failed!".into());
    }
    let message = cx.arg(1);
    let value = cx.vm.located_value(cx.ctx, 0, message)?;
    Err(Fault::Thrown(Thrown::Value(value)))
}

pub(super) fn error<'gc>(cx: &mut Cx<'gc, '_>) -> Result<'gc> {
    let level = cx.integer_or(1, 1)?;
    let value = match cx.arg(0) {
        value if level > 0 => cx.vm.located_value(cx.ctx, level as usize - 1, value)?,
        other => other,
    };
    Err(Fault::Thrown(Thrown::Value(value)))
}

#[derive(Collect)]
#[collect(require_static)]
struct Protected;

impl<'gc> Continuation<'gc> for Protected {
    fn resume(self: Box<Self>, cx: &mut Cx<'gc, '_>, from: usize, n: usize) -> Result<'gc> {
        // The function stood right after `pcall`, so the results are where they belong.
        let first = from.saturating_sub(1);
        cx.vm.set_stack(first, Value::Boolean(true));
        Ok(Flow::Return { from: first, n: n + 1 })
    }

    fn catches(&self) -> bool {
        true
    }
}

pub(super) fn pcall<'gc>(cx: &mut Cx<'gc, '_>) -> Result<'gc> {
    cx.any(0)?;
    Ok(Flow::Call { func: cx.func + 1, n: cx.nargs - 1, then: Box::new(Protected) })
}

#[derive(Collect)]
#[collect(no_drop)]
struct ProtectedWithHandler<'gc>(Value<'gc>);

impl<'gc> Continuation<'gc> for ProtectedWithHandler<'gc> {
    fn resume(self: Box<Self>, cx: &mut Cx<'gc, '_>, from: usize, n: usize) -> Result<'gc> {
        let first = from.saturating_sub(1);
        cx.vm.set_stack(first, Value::Boolean(true));
        Ok(Flow::Return { from: first, n: n + 1 })
    }

    fn catches(&self) -> bool {
        true
    }

    fn handler(&self) -> Option<Value<'gc>> {
        Some(self.0)
    }

    fn values(&self) -> Vec<Value<'gc>> {
        vec![self.0]
    }
}

fn xpcall<'gc>(cx: &mut Cx<'gc, '_>) -> Result<'gc> {
    let handler = cx.function(1)?;
    let function = cx.arg(0);
    cx.vm.set_stack(cx.func + 2, function);
    let then = Box::new(ProtectedWithHandler(handler));
    Ok(Flow::Call { func: cx.func + 2, n: cx.nargs - 2, then })
}

fn select<'gc>(cx: &mut Cx<'gc, '_>) -> Result<'gc> {
    if matches!(cx.arg(0), Value::String(text) if text.as_bytes() == b"#") {
        let count = cx.nargs as i64 - 1;
        return cx.one(Value::Integer(count));
    }
    let count = cx.nargs as i64;
    let i = cx.integer(0)?;
    let first = if i < 0 { count + i } else { i.min(count) };
    if first < 1 {
        return cx.bad_argument(0, "index out of range");
    }
    let first = first as usize;
    Ok(Flow::Return { from: cx.func + 1 + first, n: cx.nargs - first })
}

fn next<'gc>(cx: &mut Cx<'gc, '_>) -> Result<'gc> {
    let table = Value::UserData(cx.table(0)?);
    let key = cx.arg(1);
    cx.vm.charge_key(&key)?;
    let found = as_table(&table).and_then(|table| table.borrow().next(&key));
    if let Some((_, steps)) = found {
        cx.charge(steps / STEPS_OF_TABLE)?;
    }
    match found {
        Some((Some((key, value)), _)) => cx.many(&[key, value]),
        Some((None, _)) => cx.one(Value::Nil),
        None => Err(crate::operation::unnamed("invalid key to 'next'")),
    }
}

#[derive(Collect)]
#[collect(require_static)]
struct ThreeResults;

impl<'gc> Continuation<'gc> for ThreeResults {
    fn resume(self: Box<Self>, cx: &mut Cx<'gc, '_>, from: usize, n: usize) -> Result<'gc> {
        let value = |i: usize| if i < n { cx.vm.stack_value(from + i) } else { Value::Nil };
        let values = [value(0), value(1), value(2)];
        cx.many(&values)
    }
}

fn pairs<'gc>(cx: &mut Cx<'gc, '_>) -> Result<'gc> {
    let value = cx.any(0)?;
    let handler = cx.vm.metamethod(&value, cx.vm.names.pairs);
    if !matches!(handler, Value::Nil) {
        return cx.call(handler, &[value], Box::new(ThreeResults));
    }
    let next = cx.vm.next;
    cx.many(&[next, value, Value::Nil])
}

fn ipairs<'gc>(cx: &mut Cx<'gc, '_>) -> Result<'gc> {
    let value = cx.any(0)?;
    let next = cx.vm.ipairs_next;
    cx.many(&[next, value, Value::Integer(0)])
}

#[derive(Collect)]
#[collect(require_static)]
struct IpairsValue(i64);

impl<'gc> Continuation<'gc> for IpairsValue {
    fn resume(self: Box<Self>, cx: &mut Cx<'gc, '_>, from: usize, n: usize) -> Result<'gc> {
        let value = if n > 0 { cx.vm.stack_value(from) } else { Value::Nil };
        if matches!(value, Value::Nil) {
            return cx.one(Value::Nil);
        }
        cx.many(&[Value::Integer(self.0), value])
    }
}

fn ipairs_next<'gc>(cx: &mut Cx<'gc, '_>) -> Result<'gc> {
    let at = cx.integer(1)?.wrapping_add(1);
    let object = cx.arg(0);
    match cx.vm.index(cx.ctx, &object, &Value::Integer(at))? {
        crate::operation::Outcome::Value(Value::Nil) | crate::operation::Outcome::CallNot { .. } => {
            cx.one(Value::Nil)
        }
        crate::operation::Outcome::Value(value) => cx.many(&[Value::Integer(at), value]),
        crate::operation::Outcome::Call { function, args, n } => {
            let args = args.get(..n).unwrap_or_default();
            cx.call(function, args, Box::new(IpairsValue(at)))
        }
    }
}

fn rawget<'gc>(cx: &mut Cx<'gc, '_>) -> Result<'gc> {
    let table = Value::UserData(cx.table(0)?);
    let key = cx.arg(1);
    cx.vm.charge_key(&key)?;
    let value = as_table(&table).map_or(Value::Nil, |table| table.borrow().get(&key));
    cx.one(value)
}

fn rawset<'gc>(cx: &mut Cx<'gc, '_>) -> Result<'gc> {
    let table = cx.table(0)?;
    let (key, value) = (cx.any(1)?, cx.any(2)?);
    cx.vm.charge_key(&key)?;
    cx.vm.raw_set(cx.ctx, table, key, value)?;
    cx.one(Value::UserData(table))
}

fn rawequal<'gc>(cx: &mut Cx<'gc, '_>) -> Result<'gc> {
    let (a, b) = (cx.any(0)?, cx.any(1)?);
    let is_equal = cx.vm.raw_equal(&a, &b)?;
    cx.boolean(is_equal)
}

fn rawlen<'gc>(cx: &mut Cx<'gc, '_>) -> Result<'gc> {
    let value = cx.arg(0);
    let length = match (&value, as_table(&value)) {
        (_, Some(table)) => table.borrow().length(),
        (Value::String(text), _) => text.as_bytes().len() as i64,
        _ => return cx.bad_type(0, "table or string"),
    };
    cx.one(Value::Integer(length))
}

fn setmetatable<'gc>(cx: &mut Cx<'gc, '_>) -> Result<'gc> {
    let table = cx.table(0)?;
    let metatable = match cx.arg(1) {
        Value::Nil if cx.nargs >= 2 => None,
        Value::UserData(data) if data.is::<TableRoot>() => Some(data),
        _ => return cx.bad_type(1, "nil or table"),
    };
    let value = Value::UserData(table);
    let protection = cx.vm.metamethod(&value, cx.vm.names.metatable);
    if !matches!(protection, Value::Nil) {
        return Err("cannot change a protected metatable".into());
    }
    change(cx.ctx, table, |table| table.set_metatable(metatable));
    if let Some(metatable) = metatable {
        cx.vm.note_metatable(table, metatable);
    }
    cx.one(value)
}

fn getmetatable<'gc>(cx: &mut Cx<'gc, '_>) -> Result<'gc> {
    let value = cx.any(0)?;
    let protection = cx.vm.metamethod(&value, cx.vm.names.metatable);
    if !matches!(protection, Value::Nil) {
        return cx.one(protection);
    }
    let metatable = cx.vm.metatable(&value).map_or(Value::Nil, Value::UserData);
    cx.one(metatable)
}
