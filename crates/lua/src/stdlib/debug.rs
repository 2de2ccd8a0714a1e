//! The harmless half of the debug library (manual §6.10).

use piccolo::{Context, Value};

use crate::coroutine::Frame;
use crate::error::Fault;
use crate::native::{Cx, Flow};
use crate::table::{new_table, raw_set_field};
use crate::value::{FunctionRoot, NativeRoot, string};
use crate::vm::{Vm, lua_function, trace_frame};

type Result<'gc> = std::result::Result<Flow<'gc>, Fault<'gc>>;

pub(super) fn install<'gc>(ctx: Context<'gc>, vm: &mut Vm<'gc>) {
    super::module(
        ctx,
        vm,
        "debug",
        &[
            ("debug.traceback", traceback),
            ("debug.getinfo", getinfo),
            ("debug.getlocal", getlocal),
            ("debug.getmetatable", getmetatable),
            ("debug.sethook", super::absent),
            ("debug.gethook", super::absent),
            ("debug.setlocal", super::absent),
            ("debug.setmetatable", super::absent),
            ("debug.getupvalue", super::absent),
            ("debug.setupvalue", super::absent),
            ("debug.upvaluejoin", super::absent),
            ("debug.upvalueid", super::absent),
            ("debug.getregistry", super::absent),
            ("debug.debug", super::absent),
        ],
    );
}

fn traceback<'gc>(cx: &mut Cx<'gc, '_>) -> Result<'gc> {
    let message = cx.arg(0);
    if !matches!(message, Value::Nil | Value::String(_) | Value::Integer(_) | Value::Number(_)) {
        return cx.one(message);
    }
    let mut text = match message {
        Value::Nil => Vec::new(),
        other => {
            let mut text = cx.vm.plain_text(&other);
            text.push(b'\n');
            text
        }
    };
    text.extend_from_slice(b"stack traceback:");
    let level = cx.integer_or(1, 1)?.max(1) as usize - 1;
    for frame in cx.vm.traceback().into_iter().skip(level) {
        let line = format!("\n\t{}: in {}", frame.position, frame.function);
        text.extend_from_slice(line.as_bytes());
    }
    cx.owned(text)
}

fn frame<'a, 'gc>(cx: &'a Cx<'gc, '_>, level: i64) -> Option<&'a Frame<'gc>> {
    // Level 0 is the native function itself.
    let level = usize::try_from(level).ok()?.checked_sub(1)?;
    cx.vm.thread.frames.iter().rev().nth(level)
}

/// What the caller of the function at a level calls it: its name and what that names.
fn called_name(cx: &Cx<'_, '_>, level: i64) -> Option<(&'static str, String)> {
    let caller = lua_function(frame(cx, level + 1)?)?;
    let pc = (frame(cx, level + 1)?.pc as usize).saturating_sub(1);
    let operand = caller.code.proto.operand(pc, 0)?;
    Some((operand.kind, operand.name.to_string()))
}

fn getinfo<'gc>(cx: &mut Cx<'gc, '_>) -> Result<'gc> {
    let options = cx.string_or(1, "flnSrtu")?;
    if !options.iter().all(|option| b"SlnrutLf".contains(option)) {
        return cx.bad_argument(1, "invalid option");
    }
    let (function, line, name) = match cx.arg(0) {
        Value::Integer(0) => (cx.vm.stack_value(cx.func), -1, None),
        Value::Integer(_) | Value::Number(_) => {
            let level = cx.integer(0)?;
            let Some(frame) = frame(cx, level) else { return cx.one(Value::Nil) };
            let line = trace_frame(frame).map_or(-1, |frame| i64::from(frame.position.line));
            let own = lua_function(frame).map(|function| function.code.proto.name.to_string());
            let own = own.filter(|name| !name.is_empty()).map(|name| ("local", name));
            let name = called_name(cx, level).or(own);
            (frame.function.map_or(Value::Nil, Value::UserData), line, name)
        }
        function if crate::value::is_function(&function) => (function, -1, None),
        _ => return cx.bad_type(0, "number"),
    };
    let ctx = cx.ctx;
    let info = new_table(ctx, 0, 12);
    let set = |name: &str, value: Value<'gc>| raw_set_field(ctx, info, name, value);
    set("func", function);
    set("currentline", Value::Integer(line));
    if let Some((kind, name)) = name {
        set("name", string(ctx, name.as_bytes()));
        set("namewhat", string(ctx, kind.as_bytes()));
    } else {
        set("namewhat", string(ctx, b""));
    }
    if let Value::UserData(data) = function {
        if let Ok(function) = data.downcast::<FunctionRoot>() {
            let proto = &function.code.proto;
            set("what", string(ctx, if proto.is_main { b"main" } else { b"Lua" }));
            set("source", string(ctx, format!("@{}", proto.chunk).as_bytes()));
            set("short_src", string(ctx, proto.chunk.as_bytes()));
            set("linedefined", Value::Integer(i64::from(proto.position.line)));
            set("lastlinedefined", Value::Integer(i64::from(proto.end.line)));
            set("nparams", Value::Integer(i64::from(proto.params)));
            set("isvararg", Value::Boolean(proto.is_vararg));
            set("nups", Value::Integer(proto.upvalues.len() as i64));
        } else if data.is::<NativeRoot>() {
            set("what", string(ctx, b"C"));
            set("source", string(ctx, b"=[C]"));
            set("short_src", string(ctx, b"[C]"));
            set("linedefined", Value::Integer(-1));
            set("lastlinedefined", Value::Integer(-1));
            set("nparams", Value::Integer(0));
            set("isvararg", Value::Boolean(true));
            set("nups", Value::Integer(0));
        }
    }
    cx.one(Value::UserData(info))
}

fn getlocal<'gc>(cx: &mut Cx<'gc, '_>) -> Result<'gc> {
    if let Value::UserData(data) = cx.arg(0)
        && let Ok(function) = data.downcast::<FunctionRoot>()
    {
        // Of a function that doesn't run only the parameters are known.
        let n = usize::try_from(cx.integer(1)?.wrapping_sub(1)).unwrap_or(usize::MAX);
        let proto = &function.code.proto;
        let mut parameters = proto.locals.iter().take(usize::from(proto.params));
        let name = parameters.nth(n).map_or(Value::Nil, |local| string(cx.ctx, local.name.as_bytes()));
        return cx.one(name);
    }
    let (level, n) = (cx.integer(0)?, cx.integer(1)?);
    let Some(frame) = frame(cx, level) else { return cx.bad_argument(0, "level out of range") };
    let Some(function) = lua_function(frame) else { return cx.one(Value::Nil) };
    let (pc, base) = (frame.pc, frame.base as usize);
    if n < 0 {
        let i = usize::try_from(-1 - n).unwrap_or(usize::MAX);
        if i >= frame.extra as usize {
            return cx.one(Value::Nil);
        }
        let value = cx.vm.stack_value(frame.func as usize + 1 + function.code.params + i);
        let name = string(cx.ctx, b"(vararg)");
        return cx.many(&[name, value]);
    }
    let proto = &function.code.proto;
    let mut active = proto.locals.iter().filter(|local| local.start <= pc && pc < local.end);
    let Some(local) = usize::try_from(n - 1).ok().and_then(|n| active.nth(n)) else {
        return cx.one(Value::Nil);
    };
    let value = cx.vm.stack_value(base + usize::from(local.register));
    let value = if local.is_cell { crate::value::read_cell(&value) } else { value };
    let name = string(cx.ctx, local.name.as_bytes());
    cx.many(&[name, value])
}

fn getmetatable<'gc>(cx: &mut Cx<'gc, '_>) -> Result<'gc> {
    let value = cx.any(0)?;
    let metatable = cx.vm.metatable(&value).map_or(Value::Nil, Value::UserData);
    cx.one(metatable)
}
