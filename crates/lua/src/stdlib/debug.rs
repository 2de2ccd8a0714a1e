//! The harmless half of the debug library (manual §6.10).

mod getinfo;

use gc_arena::lock::RefLock;
use piccolo::{Context, UserData, Value};

use crate::coroutine::{CoroutineState, Deliver, Frame, Thread};
use crate::error::{Fault, shown};
use crate::instruction::metamethod_of;
use crate::native::{Cx, Flow};
use crate::table::raw_get_field;
use crate::value::{CoroutineRoot, FunctionRoot, NativeRoot, as_table};
use crate::vm::{Vm, is_library, lua_function};

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
    let mut text = Vec::new();
    if !matches!(message, Value::Nil) {
        let message = cx.vm.plain_text(&message);
        cx.append(&mut text, &message)?;
        text.push(b'\n');
    }
    text.extend_from_slice(b"stack traceback:");
    for line in stack_lines(cx, other, level)? {
        cx.append(&mut text, b"\n\t")?;
        cx.append(&mut text, line.as_bytes())?;
    }
    cx.owned(text)
}

/// A level of a traceback.
enum Level<'gc> {
    /// A native function that runs right now, and so has no frame.
    Native(&'static str),
    /// A frame, and what called it.
    Frame(Frame<'gc>, Option<Frame<'gc>>),
    /// What starts a program.
    Start,
}

/// The lines of a traceback of this thread or another one, worded as PUC-Lua's `luaL_traceback`.
fn stack_lines<'gc>(
    cx: &mut Cx<'gc, '_>,
    other: Option<UserData<'gc>>,
    level: i64,
) -> std::result::Result<Vec<String>, Fault<'gc>> {
    /// Levels shown at the start and at the end of a long one.
    const ENDS: (usize, usize) = (10, 11);
    /// Frames that are counted in the time of an instruction.
    const FRAMES: usize = 2;
    /// Instructions that a line takes.
    const LINE: usize = 20;
    let state = other
        .filter(|other| cx.vm.thread.coroutine != Some(*other))
        .and_then(|other| other.downcast::<CoroutineRoot>().ok())
        .map(|state| state.borrow());
    let depth = state.as_ref().map_or(&cx.vm.thread, |state| &state.thread).frames.len();
    cx.charge(depth / FRAMES + LINE * (ENDS.0 + ENDS.1).min(depth + 2))?;
    let mut levels = Vec::new();
    // The function that runs right now has no frame: this one, or the `yield` that the coroutine waits in.
    match &state {
        None => levels.extend(cx.native().map(|native| Level::Native(native.name))),
        Some(state) if state.yielded.is_some() => levels.push(Level::Native("coroutine.yield")),
        Some(_) => {}
    }
    let thread = state.as_ref().map_or(&cx.vm.thread, |state| &state.thread);
    let is_shown = |frame: &&Frame<'gc>| match frame.function {
        Some(function) => function.is::<NativeRoot>() || function.is::<FunctionRoot>() && !is_library(frame),
        None => false,
    };
    let count = levels.len() + thread.frames.iter().filter(is_shown).count();
    let is_started = state.is_none() && cx.vm.resumers.is_empty() && cx.vm.outside.can_exit;
    let total = count + usize::from(is_started);
    let skipped = usize::try_from(level).unwrap_or(0).min(total);
    let shown = total - skipped;
    let is_cut = shown > ENDS.0 + ENDS.1 + 1;
    let is_wanted =
        |at: usize| at >= skipped && !(is_cut && (skipped + ENDS.0..total - ENDS.1).contains(&at));
    let natives = levels.len();
    levels.retain({
        let mut first = 0;
        move |_| {
            first += 1;
            is_wanted(first - 1)
        }
    });
    let frames = thread.frames.iter().enumerate().rev().filter(|(_, frame)| is_shown(frame));
    for (at, (i, frame)) in (natives..).zip(frames) {
        if is_wanted(at) {
            let caller = i.checked_sub(1).and_then(|i| thread.frames.get(i)).copied();
            levels.push(Level::Frame(*frame, caller));
        }
    }
    if is_started && is_wanted(count) {
        levels.push(Level::Start);
    }
    drop(state);
    let functions: Vec<_> = levels
        .iter()
        .filter_map(|level| match level {
            Level::Frame(frame, _) => frame.function,
            _ => None,
        })
        .collect();
    let known = known_functions(cx, &functions)?;
    let mut lines = Vec::new();
    for (i, level) in levels.iter().enumerate() {
        if is_cut && i == ENDS.0 {
            // PUC-Lua counts one less than it leaves out.
            lines.push(format!("...\t(skipping {} levels)", shown - ENDS.0 - ENDS.1 - 1));
        }
        match level {
            Level::Native(name) => lines.push(native_line(name)),
            Level::Start => lines.push("[C]: in ?".into()),
            Level::Frame(frame, caller) => {
                lines.push(frame_line(frame, caller.as_ref(), &known));
                if frame.is_tail() {
                    lines.push(TAIL_CALLS.into());
                }
            }
        }
    }
    Ok(lines)
}

/// Stands in a traceback in place of the functions whose places others took.
const TAIL_CALLS: &str = "(...tail calls...)";

fn native_line(name: &str) -> String {
    format!("[C]: in function '{name}'")
}

/// What a traceback says of a frame.
fn frame_line<'gc>(
    frame: &Frame<'gc>,
    caller: Option<&Frame<'gc>>,
    known: &[(UserData<'gc>, String)],
) -> String {
    let global = known.iter().find(|(known, _)| frame.function == Some(*known)).map(|(_, name)| name);
    let Some(lua) = lua_function(frame) else {
        let native = frame.function.and_then(|function| function.downcast::<NativeRoot>().ok());
        return native_line(global.map_or(native.map_or("?", |native| native.name), |name| name));
    };
    let proto = &lua.code.proto;
    let line = proto.position_at((frame.pc as usize).saturating_sub(1)).line;
    let called = caller.and_then(|caller| called_name(frame, caller));
    let called = called.map(|(kind, name)| format!("{kind} '{name}'"));
    let title = match (global, called) {
        (Some(name), _) => format!("function '{name}'"),
        (None, Some(called)) => called,
        (None, None) if proto.is_main => "main chunk".into(),
        (None, None) => format!("function <{}:{}>", proto.chunk, proto.position.line),
    };
    format!("{}:{line}: in {title}", proto.chunk)
}

/// The names that some functions go by: those of a global or of a field of a loaded module.
fn known_functions<'gc>(
    cx: &mut Cx<'gc, '_>,
    functions: &[UserData<'gc>],
) -> std::result::Result<Vec<(UserData<'gc>, String)>, Fault<'gc>> {
    let mut known = Vec::new();
    let (globals, library) = (Value::UserData(cx.vm.globals), Value::UserData(cx.vm.library));
    find_names(cx, &globals, "", functions, &mut known)?;
    find_names(cx, &library, "", functions, &mut known)?;
    let loaded = raw_get_field(cx.ctx, &cx.vm.package(cx.ctx), "loaded");
    let mut at = 0;
    while let Some((next, key, module)) = as_table(&loaded).and_then(|table| table.borrow().next_from(at)) {
        at = next;
        cx.charge(1)?;
        match key {
            Value::String(name) if name.as_bytes() != b"_G" => {
                let prefix = format!("{}.", shown(name.as_bytes()));
                find_names(cx, &module, &prefix, functions, &mut known)?;
            }
            _ => {}
        }
    }
    Ok(known)
}

/// Looks for functions in a table.
fn find_names<'gc>(
    cx: &mut Cx<'gc, '_>,
    table: &Value<'gc>,
    prefix: &str,
    functions: &[UserData<'gc>],
    known: &mut Vec<(UserData<'gc>, String)>,
) -> std::result::Result<(), Fault<'gc>> {
    /// Fields that are looked at in the time of an instruction.
    const FIELDS: usize = 4;
    let Some(table) = as_table(table) else { return Ok(()) };
    let table = table.borrow();
    let (mut at, mut count) = (0, 0);
    while let Some((next, key, value)) = table.next_from(at) {
        at = next;
        count += 1;
        if count % FIELDS == 0 {
            cx.charge(1)?;
        }
        if let (Value::String(name), Value::UserData(function)) = (key, value)
            && functions.contains(&function)
            && !known.iter().any(|(known, _)| *known == function)
        {
            known.push((function, format!("{prefix}{}", shown(name.as_bytes()))));
        }
    }
    Ok(())
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
    Some((operand.kind, shown(operand.name.as_bytes())))
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
        let Some(local) = parameters.nth(n) else { return cx.one(Value::Nil) };
        let name = cx.text(local.name.as_bytes())?;
        return cx.one(name);
    }
    if crate::value::is_function(&cx.arg(first)) {
        return cx.one(Value::Nil);
    }
    let (level, n) = (cx.integer(first)?, cx.integer(first + 1)?);
    // Its variables stand in one list.
    let of_level = |thread: &Thread<'gc>| {
        let level = usize::try_from(level.saturating_sub(1)).ok()?;
        Some(lua_function(thread.frames.iter().rev().nth(level)?)?.code.proto.locals.len())
    };
    let count = match &other {
        None => of_level(&cx.vm.thread),
        Some(other) => of_level(&other.borrow().thread),
    };
    cx.charge(count.unwrap_or_default() / 4)?;
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
            let name = cx.text(name.as_bytes())?;
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
    let frame = thread.frames.iter().rev().filter(|frame| frame.function.is_some()).nth(level)?;
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
    let name = cx.text(upvalue.name.as_bytes())?;
    cx.many(&[name, value])
}

fn getmetatable<'gc>(cx: &mut Cx<'gc, '_>) -> Result<'gc> {
    let value = cx.any(0)?;
    let metatable = cx.vm.metatable(&value).map_or(Value::Nil, Value::UserData);
    cx.one(metatable)
}
