//! The harmless half of the debug library (manual §6.10).

use piccolo::{Context, UserData, Value};

use crate::coroutine::{Deliver, Frame};
use crate::error::{Fault, shown};
use crate::instruction::Instruction;
use crate::native::{Cx, Flow};
use crate::table::{new_table, raw_get_field, raw_set_field};
use crate::value::{CoroutineRoot, FunctionRoot, NativeRoot, as_table, literal};
use crate::vm::{Vm, is_library, lua_function, trace_frame};

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
    let mut lines: Vec<_> = levels
        .iter()
        .map(|level| match level {
            Level::Native(name) => native_line(name),
            Level::Frame(frame, caller) => frame_line(frame, caller.as_ref(), &known),
            Level::Start => "[C]: in ?".into(),
        })
        .collect();
    if is_cut {
        // PUC-Lua counts one less than it leaves out.
        let text = format!("...\t(skipping {} levels)", shown - ENDS.0 - ENDS.1 - 1);
        lines.insert(ENDS.0.min(lines.len()), text);
    }
    Ok(lines)
}

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

fn frame<'a, 'gc>(cx: &'a Cx<'gc, '_>, level: i64) -> Option<&'a Frame<'gc>> {
    // Level 0 is the native function itself.
    let level = usize::try_from(level).ok()?.checked_sub(1)?;
    cx.vm.thread.frames.iter().rev().nth(level)
}

/// What a function's caller calls it: what that names, and the name.
fn called_name(frame: &Frame<'_>, caller: &Frame<'_>) -> Option<(&'static str, String)> {
    let proto = &lua_function(caller)?.code.proto;
    let pc = (caller.pc as usize).saturating_sub(1);
    if !matches!(frame.deliver, Deliver::Call(_)) {
        let name = metamethod_of(proto.code.get(pc)?)?;
        return Some(("metamethod", name.into()));
    }
    let operand = proto.operand(pc, 0)?;
    Some((operand.kind, shown(operand.name.as_bytes())))
}

/// The metamethod that an instruction calls.
fn metamethod_of(instruction: &Instruction) -> Option<&'static str> {
    use Instruction as I;
    Some(match instruction {
        I::Add { .. } | I::AddRK { .. } | I::AddKR { .. } => "add",
        I::Sub { .. } | I::SubRK { .. } | I::SubKR { .. } => "sub",
        I::Mul { .. } | I::MulRK { .. } | I::MulKR { .. } => "mul",
        I::Div { .. } | I::DivRK { .. } | I::DivKR { .. } => "div",
        I::Mod { .. } | I::ModRK { .. } => "mod",
        I::Pow { .. } | I::PowRK { .. } => "pow",
        I::IDiv { .. } | I::IDivRK { .. } => "idiv",
        I::BAnd { .. } => "band",
        I::BOr { .. } => "bor",
        I::BXor { .. } => "bxor",
        I::Shl { .. } => "shl",
        I::Shr { .. } => "shr",
        I::Neg { .. } => "unm",
        I::BNot { .. } => "bnot",
        I::Len { .. } => "len",
        I::Concat { .. } => "concat",
        I::Eq { .. } | I::EqK { .. } => "eq",
        I::Lt { .. } | I::LtI { .. } | I::GtI { .. } => "lt",
        I::Le { .. } | I::LeI { .. } | I::GeI { .. } => "le",
        I::GetField { .. }
        | I::GetInt { .. }
        | I::GetIndex { .. }
        | I::GetGlobal { .. }
        | I::Method { .. } => "index",
        I::SetField { .. } | I::SetInt { .. } | I::SetIndex { .. } | I::SetGlobal { .. } => "newindex",
        I::Close { .. } | I::ReturnClose { .. } => "close",
        _ => return None,
    })
}

fn getinfo<'gc>(cx: &mut Cx<'gc, '_>) -> Result<'gc> {
    let options = cx.string_or(1, "flnSrtu")?;
    cx.charge_bytes(4 * options.len())?;
    if !options.iter().all(|option| b"SlnrutLf".contains(option)) {
        return cx.bad_argument(1, "invalid option");
    }
    let (function, line, name) = match cx.arg(0) {
        Value::Integer(0) => (cx.vm.stack_value(cx.func), -1, None),
        Value::Integer(_) | Value::Number(_) => {
            let level = cx.integer(0)?;
            let Some(frame) = frame(cx, level) else { return cx.one(Value::Nil) };
            let line = trace_frame(frame).map_or(-1, |frame| i64::from(frame.position.line));
            let own = lua_function(frame).map(|function| shown(function.code.proto.name.as_bytes()));
            let own = own.filter(|name| !name.is_empty()).map(|name| ("local", name));
            let called = self::frame(cx, level + 1).and_then(|caller| called_name(frame, caller));
            let name = called.or(own);
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
        set("name", cx.text(name.as_bytes())?);
        set("namewhat", literal(ctx, kind));
    } else {
        set("namewhat", literal(ctx, ""));
    }
    if let Value::UserData(data) = function {
        if let Ok(function) = data.downcast::<FunctionRoot>() {
            let proto = &function.code.proto;
            set("what", literal(ctx, if proto.is_main { "main" } else { "Lua" }));
            set("source", cx.text(proto.source.as_bytes())?);
            set("short_src", cx.text(proto.chunk.as_bytes())?);
            set("linedefined", Value::Integer(i64::from(proto.position.line)));
            set("lastlinedefined", Value::Integer(i64::from(proto.end.line)));
            set("nparams", Value::Integer(i64::from(proto.params)));
            set("isvararg", Value::Boolean(proto.is_vararg));
            set("nups", Value::Integer(proto.upvalues.len() as i64));
        } else if data.is::<NativeRoot>() {
            set("what", literal(ctx, "C"));
            set("source", literal(ctx, "=[C]"));
            set("short_src", literal(ctx, "[C]"));
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
        let Some(local) = parameters.nth(n) else { return cx.one(Value::Nil) };
        let name = cx.text(local.name.as_bytes())?;
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
        let name = literal(cx.ctx, "(vararg)");
        return cx.many(&[name, value]);
    }
    let proto = &function.code.proto;
    cx.charge(proto.locals.len() / 4)?;
    let mut active = proto.locals.iter().filter(|local| local.start <= pc && pc < local.end);
    let Some(local) = usize::try_from(n - 1).ok().and_then(|n| active.nth(n)) else {
        return cx.one(Value::Nil);
    };
    let value = cx.vm.stack_value(base + usize::from(local.register));
    let value = if local.is_cell { crate::value::read_cell(&value) } else { value };
    let name = cx.text(local.name.as_bytes())?;
    cx.many(&[name, value])
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
