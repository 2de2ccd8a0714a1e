//! `debug.getinfo`: what is known of a function, or of a level of a stack.

use std::collections::BTreeSet;

use piccolo::{UserData, Value};

use super::{Result, called_name, other_thread};
use crate::coroutine::{Frame, Thread};
use crate::error::shown;
use crate::native::Cx;
use crate::proto::Proto;
use crate::table::{change, new_table, raw_get_field, raw_set_field};
use crate::value::{FunctionRoot, is_function, literal};
use crate::vm::{lua_function, trace_frame};

/// What is looked at.
struct Subject<'gc> {
    function: Value<'gc>,
    /// Where it is; -1 where that isn't known.
    line: i64,
    /// What its caller calls it, and what that names.
    name: Option<(&'static str, String)>,
    is_tail: bool,
}

impl<'gc> Subject<'gc> {
    /// A function that needn't run.
    fn of_function(function: Value<'gc>) -> Self {
        Subject { function, line: -1, name: None, is_tail: false }
    }

    fn of_frame(frame: &Frame<'gc>, caller: Option<&Frame<'gc>>) -> Self {
        Subject {
            function: frame.function.map_or(Value::Nil, Value::UserData),
            line: trace_frame(frame).map_or(-1, |frame| i64::from(frame.position.line)),
            name: caller.and_then(|caller| called_name(frame, caller)),
            is_tail: frame.is_tail(),
        }
    }

    /// A native function that the one on top of a stack has called, and that has no frame.
    fn of_native(function: Value<'gc>, thread: &Thread<'gc>) -> Self {
        let caller = thread.frames.last();
        let name = caller.and_then(|caller| {
            let pc = (caller.pc as usize).saturating_sub(1);
            let operand = lua_function(caller)?.code.proto.operand(pc, 0)?;
            Some((operand.kind, shown(operand.name.as_bytes())))
        });
        Subject { name, ..Self::of_function(function) }
    }

    /// A level of a stack. `native`: what has no frame and counts as level 0.
    fn of_level(thread: &Thread<'gc>, native: Option<Value<'gc>>, level: i64) -> Option<Self> {
        let mut level = usize::try_from(level).ok()?;
        if let Some(native) = native {
            if level == 0 {
                return Some(Self::of_native(native, thread));
            }
            level -= 1;
        }
        // What closes variables while an error goes by has a frame without a function.
        let frames = thread.frames.iter().rev().filter(|frame| frame.function.is_some());
        let mut frames = frames.skip(level);
        let frame = frames.next()?;
        Some(Self::of_frame(frame, frames.next()))
    }
}

pub(super) fn getinfo<'gc>(cx: &mut Cx<'gc, '_>) -> Result<'gc> {
    let (other, first) = other_thread(cx);
    let options = cx.string_or(first + 1, "flnSrtu")?;
    cx.charge_bytes(8 * options.len())?;
    if options.first() == Some(&b'>') {
        return cx.bad_argument(first + 1, "invalid option '>'");
    }
    let subject = match cx.arg(first) {
        function if is_function(&function) => Some(Subject::of_function(function)),
        _ => {
            let level = cx.integer(first)?;
            match other {
                None => Subject::of_level(&cx.vm.thread, Some(cx.vm.stack_value(cx.func)), level),
                Some(other) => {
                    let other = other.borrow();
                    let waits = other.yielded.is_some().then(|| yield_function(cx));
                    Subject::of_level(&other.thread, waits, level)
                }
            }
        }
    };
    let Some(subject) = subject else { return cx.one(Value::Nil) };
    if !options.iter().all(|option| b"SlnrutLf".contains(option)) {
        return cx.bad_argument(first + 1, "invalid option");
    }
    cx.charge(20)?;
    let info = describe(cx, &subject, &options)?;
    cx.one(Value::UserData(info))
}

/// The function that a suspended coroutine waits in.
fn yield_function<'gc>(cx: &Cx<'gc, '_>) -> Value<'gc> {
    let library = raw_get_field(cx.ctx, &Value::UserData(cx.vm.library), "coroutine");
    raw_get_field(cx.ctx, &library, "yield")
}

/// The table that the options ask for.
fn describe<'gc>(
    cx: &mut Cx<'gc, '_>,
    subject: &Subject<'gc>,
    options: &[u8],
) -> std::result::Result<UserData<'gc>, crate::error::Fault<'gc>> {
    let ctx = cx.ctx;
    let info = new_table(ctx, 0, 12);
    let set = |name: &str, value: Value<'gc>| raw_set_field(ctx, info, name, value);
    let integer = |value: u32| Value::Integer(i64::from(value));
    let function = match subject.function {
        Value::UserData(data) => data.downcast::<FunctionRoot>().ok(),
        _ => None,
    };
    let proto = function.map(|function| &function.code.proto);
    let has = |option: u8| options.contains(&option);
    if has(b'S') {
        let source = proto.map_or("=[C]", |proto| &*proto.source);
        set("source", cx.text(source.as_bytes())?);
        set("short_src", cx.text(proto.map_or("[C]", |proto| &*proto.chunk).as_bytes())?);
        let what = proto.map_or("C", |proto| if proto.is_main { "main" } else { "Lua" });
        set("what", literal(ctx, what));
        set("linedefined", proto.map_or(Value::Integer(-1), |proto| integer(proto.position.line)));
        let last = |proto: &Proto| if proto.is_main { Value::Integer(-1) } else { integer(proto.end.line) };
        set("lastlinedefined", proto.map_or(Value::Integer(-1), |proto| last(proto)));
    }
    if has(b'l') {
        set("currentline", Value::Integer(subject.line));
    }
    if has(b'u') {
        set("nups", Value::Integer(proto.map_or(0, |proto| proto.upvalues.len() as i64)));
        set("nparams", Value::Integer(proto.map_or(0, |proto| i64::from(proto.params))));
        set("isvararg", Value::Boolean(proto.is_none_or(|proto| proto.is_vararg)));
    }
    if has(b'n') {
        let (kind, name) = match &subject.name {
            Some((kind, name)) => (*kind, cx.text(name.as_bytes())?),
            None => ("", Value::Nil),
        };
        set("name", name);
        set("namewhat", literal(ctx, kind));
    }
    if has(b'r') {
        // What a hook would see of a call's values.
        set("ftransfer", Value::Integer(0));
        set("ntransfer", Value::Integer(0));
    }
    if has(b't') {
        set("istailcall", Value::Boolean(subject.is_tail));
    }
    if let (true, Some(proto)) = (has(b'L'), proto) {
        cx.charge(proto.positions.len() / 2)?;
        let lines: BTreeSet<u32> = proto.positions.iter().map(|position| position.line).collect();
        cx.charge(2 * lines.len())?;
        let active = new_table(ctx, 0, lines.len());
        for line in lines {
            change(ctx, active, |active| active.set_int(&ctx, i64::from(line), Value::Boolean(true)));
        }
        set("activelines", Value::UserData(active));
    }
    if has(b'f') {
        set("func", subject.function);
    }
    Ok(info)
}
