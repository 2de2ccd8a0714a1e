//! The harmless half of the debug library (manual §6.10).

mod getinfo;

use gc_arena::lock::RefLock;
use piccolo::{Context, UserData, Value};

use crate::coroutine::{CoroutineState, Deliver, Frame, Thread};
use crate::error::Fault;
use crate::instruction::metamethod_of;
use crate::native::{Cx, Flow};
use crate::table::raw_get_field;
use crate::value::{CoroutineRoot, FunctionRoot, NativeRoot, as_table, is_function, string};
use crate::vm::{Vm, lua_function, trace_frame};

type Result<'gc> = std::result::Result<Flow<'gc>, Fault<'gc>>;

pub(super) fn install<'gc>(ctx: Context<'gc>, vm: &mut Vm<'gc>) {
    super::module(
        ctx,
        vm,
        "debug",
        &[
            ("debug.traceback", traceback),
            ("debug.getinfo", getinfo::getinfo),
            ("debug.getlocal", getlocal),
            ("debug.getmetatable", getmetatable),
            ("debug.sethook", super::absent),
            ("debug.gethook", super::absent),
            ("debug.setlocal", super::absent),
            ("debug.setmetatable", super::absent),
            ("debug.getupvalue", getupvalue),
            ("debug.setupvalue", super::absent),
            ("debug.upvaluejoin", super::absent),
            ("debug.upvalueid", super::absent),
            ("debug.getregistry", super::absent),
            ("debug.debug", super::absent),
        ],
    );
}

fn traceback<'gc>(cx: &mut Cx<'gc, '_>) -> Result<'gc> {
    let other = match cx.arg(0) {
        Value::UserData(data) if data.is::<CoroutineRoot>() => Some(data),
        _ => None,
    };
    let first = usize::from(other.is_some());
    let message = cx.arg(first);
    if !matches!(message, Value::Nil | Value::String(_) | Value::Integer(_) | Value::Number(_)) {
        return cx.one(message);
    }
    let level = cx.integer_or(first + 1, 1 - first as i64)?;
    let mut text = match message {
        Value::Nil => Vec::new(),
        other => {
            let mut text = cx.vm.plain_text(&other);
            text.push(b'\n');
            text
        }
    };
    text.extend_from_slice(b"stack traceback:");
    for line in stack_lines(cx, other, level) {
        text.extend_from_slice(b"\n\t");
        text.extend_from_slice(line.as_bytes());
    }
    cx.owned(text)
}

/// The lines of a traceback of this thread or another one, worded as PUC-Lua's `luaL_traceback`.
fn stack_lines<'gc>(cx: &Cx<'gc, '_>, other: Option<UserData<'gc>>, level: i64) -> Vec<String> {
    /// Levels shown at the start and at the end of a long one.
    const ENDS: (usize, usize) = (10, 11);
    let known = known_functions(cx);
    let state = other
        .filter(|other| cx.vm.thread.coroutine != Some(*other))
        .and_then(|other| other.downcast::<CoroutineRoot>().ok())
        .map(|state| state.borrow());
    let mut lines = Vec::new();
    // The function that runs right now has no frame: this one, or the `yield` that the coroutine waits in.
    match &state {
        None => lines.extend(cx.native().map(|native| native_line(native.name))),
        Some(state) if state.yielded.is_some() => lines.push(native_line("coroutine.yield")),
        Some(_) => {}
    }
    let thread = state.as_ref().map_or(&cx.vm.thread, |state| &state.thread);
    let frames: Vec<_> = thread.frames.iter().rev().collect();
    for (i, frame) in frames.iter().enumerate() {
        if let Some(line) = frame_line(frame, frames.get(i + 1).copied(), &known) {
            lines.push(line);
            if frame.is_tail() {
                lines.push(TAIL_CALLS.into());
            }
        }
    }
    if state.is_none() && cx.vm.resumers.is_empty() && cx.vm.outside.can_exit {
        lines.push("[C]: in ?".into());
    }
    let mut levels = 0;
    let first = lines.iter().position(|line| {
        levels += i64::from(line != TAIL_CALLS);
        levels > level
    });
    lines.drain(..first.unwrap_or(lines.len()));
    if lines.len() > ENDS.0 + ENDS.1 + 1 {
        let end = lines.len() - ENDS.1;
        // PUC-Lua counts one less than it leaves out.
        let text = format!("...\t(skipping {} levels)", end - ENDS.0 - 1);
        lines.splice(ENDS.0..end, [text]);
    }
    lines
}

/// Stands in a traceback in place of the functions whose places others took.
const TAIL_CALLS: &str = "(...tail calls...)";

fn native_line(name: &str) -> String {
    format!("[C]: in function '{name}'")
}

/// What a traceback says of a frame; nothing of one that only looks like one.
fn frame_line<'gc>(
    frame: &Frame<'gc>,
    caller: Option<&Frame<'gc>>,
    known: &[(UserData<'gc>, String)],
) -> Option<String> {
    let function = frame.function?;
    let global = known.iter().find(|(known, _)| *known == function).map(|(_, name)| name);
    let Some(lua) = lua_function(frame) else {
        let native = function.downcast::<NativeRoot>().ok()?;
        return Some(native_line(global.map_or(native.name, |name| name)));
    };
    let shown = trace_frame(frame)?;
    let proto = &lua.code.proto;
    let called = caller.and_then(|caller| called_name(frame, caller));
    let called = called.map(|(kind, name)| format!("{kind} '{name}'"));
    let title = match (global, called) {
        (Some(name), _) => format!("function '{name}'"),
        (None, Some(called)) => called,
        (None, None) if proto.is_main => "main chunk".into(),
        (None, None) => format!("function <{}:{}>", proto.chunk, proto.position.line),
    };
    Some(format!("{}:{}: in {title}", proto.chunk, shown.position.line))
}

/// Functions that a global or a field of a loaded module holds, with the names that they go by.
fn known_functions<'gc>(cx: &Cx<'gc, '_>) -> Vec<(UserData<'gc>, String)> {
    let mut known = Vec::new();
    let mut add = |table: &Value<'gc>, prefix: &str| {
        let Some(table) = as_table(table) else { return };
        let table = table.borrow();
        let mut at = 0;
        while let Some((next, key, value)) = table.next_from(at) {
            at = next;
            if let (Value::String(name), Value::UserData(function)) = (key, value)
                && is_function(&value)
            {
                known.push((function, format!("{prefix}{}", name.to_str_lossy())));
            }
        }
    };
    add(&Value::UserData(cx.vm.globals), "");
    add(&Value::UserData(cx.vm.library), "");
    let loaded = raw_get_field(cx.ctx, &cx.vm.package(cx.ctx), "loaded");
    if let Some(loaded) = as_table(&loaded) {
        let loaded = loaded.borrow();
        let mut at = 0;
        while let Some((next, key, module)) = loaded.next_from(at) {
            at = next;
            match key {
                Value::String(name) if name.as_bytes() != b"_G" => {
                    add(&module, &format!("{}.", name.to_str_lossy()));
                }
                _ => {}
            }
        }
    }
    known
}

/// The coroutine that the first argument is, unless it is the running one, and where the other arguments begin.
fn other_thread<'gc>(cx: &Cx<'gc, '_>) -> (Option<&'gc RefLock<CoroutineState<'gc>>>, usize) {
    let Value::UserData(data) = cx.arg(0) else { return (None, 0) };
    let Ok(state) = data.downcast::<CoroutineRoot>() else { return (None, 0) };
    let is_running = match cx.vm.thread.coroutine {
        Some(running) => running == data,
        None => cx.vm.is_main_coroutine(data),
    };
    ((!is_running).then_some(state), 1)
}

/// What a function's caller calls it: what that names, and the name.
fn called_name(frame: &Frame<'_>, caller: &Frame<'_>) -> Option<(&'static str, String)> {
    if frame.is_tail() {
        return None;
    }
    let proto = &lua_function(caller)?.code.proto;
    let pc = (caller.pc as usize).saturating_sub(1);
    if !matches!(frame.deliver, Deliver::Call(_)) {
        let name = metamethod_of(proto.code.get(pc)?)?;
        return Some(("metamethod", name.into()));
    }
    let operand = proto.operand(pc, 0)?;
    Some((operand.kind, operand.name.to_string()))
}

fn getlocal<'gc>(cx: &mut Cx<'gc, '_>) -> Result<'gc> {
    let (other, first) = other_thread(cx);
    if let Value::UserData(data) = cx.arg(first)
        && let Ok(function) = data.downcast::<FunctionRoot>()
    {
        // Of a function that doesn't run only the parameters are known.
        let n = usize::try_from(cx.integer(first + 1)?.wrapping_sub(1)).unwrap_or(usize::MAX);
        let proto = &function.code.proto;
        let mut parameters = proto.locals.iter().take(usize::from(proto.params));
        let name = parameters.nth(n).map_or(Value::Nil, |local| string(cx.ctx, local.name.as_bytes()));
        return cx.one(name);
    }
    let (level, n) = (cx.integer(first)?, cx.integer(first + 1)?);
    let local = match &other {
        None => local_at(&cx.vm.thread, level.checked_sub(1), n),
        Some(other) => {
            let other = other.borrow();
            // Level 0 is the `yield` that it waits in.
            local_at(&other.thread, level.checked_sub(i64::from(other.yielded.is_some())), n)
        }
    };
    match local {
        None => cx.bad_argument(first, "level out of range"),
        Some(None) => cx.one(Value::Nil),
        Some(Some((name, value))) => {
            let name = string(cx.ctx, name.as_bytes());
            cx.many(&[name, value])
        }
    }
}

/// A local variable of a function that runs: its name and value, or nothing if it has none with that number. Nothing at all
/// where there is no such level; -1 is a native function's.
fn local_at<'gc>(thread: &Thread<'gc>, level: Option<i64>, n: i64) -> Option<Option<(String, Value<'gc>)>> {
    let level = match level? {
        -1 => return Some(None),
        level => usize::try_from(level).ok()?,
    };
    let frame = thread.frames.iter().rev().nth(level)?;
    let Some(function) = lua_function(frame) else { return Some(None) };
    let value = |at: usize| thread.stack.get(at).copied().unwrap_or_default();
    if n < 0 {
        let i = usize::try_from(n.unsigned_abs() - 1).ok().filter(|&i| i < frame.extra());
        return Some(
            i.map(|i| ("(vararg)".to_owned(), value(frame.func as usize + 1 + function.code.params + i))),
        );
    }
    let pc = frame.pc;
    let proto = &function.code.proto;
    let mut active = proto.locals.iter().filter(|local| local.start <= pc && pc < local.end);
    let local = usize::try_from(n.wrapping_sub(1)).ok().and_then(|n| active.nth(n));
    Some(local.map(|local| {
        let value = value(frame.base as usize + usize::from(local.register));
        let value = if local.is_cell { crate::value::read_cell(&value) } else { value };
        (local.name.to_string(), value)
    }))
}

/// An upvalue's name and value. Setting one is not possible: those that nothing changes are copied into the function.
fn getupvalue<'gc>(cx: &mut Cx<'gc, '_>) -> Result<'gc> {
    let (function, n) = (cx.function(0)?, cx.integer(1)?);
    let Value::UserData(data) = function else { return cx.none() };
    let Ok(function) = data.downcast::<FunctionRoot>() else { return cx.none() };
    let i = usize::try_from(n.wrapping_sub(1)).unwrap_or(usize::MAX);
    let (Some(upvalue), Some(value)) = (function.code.proto.upvalues.get(i), function.upvalues.get(i)) else {
        return cx.none();
    };
    let value = if upvalue.is_cell { crate::value::read_cell(value) } else { *value };
    let name = string(cx.ctx, upvalue.name.as_bytes());
    cx.many(&[name, value])
}

fn getmetatable<'gc>(cx: &mut Cx<'gc, '_>) -> Result<'gc> {
    let value = cx.any(0)?;
    let metatable = cx.vm.metatable(&value).map_or(Value::Nil, Value::UserData);
    cx.one(metatable)
}
