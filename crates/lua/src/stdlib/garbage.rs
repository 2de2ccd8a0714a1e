//! `collectgarbage` and finalizers (manual §6.1 and §2.5.3).

use gc_arena::Collect;
use luminara_script::LogLevel;
use piccolo::{Context, Value};

use crate::error::{Fault, shown};
use crate::function::Native;
use crate::native::{Continuation, Cx, Flow};
use crate::value::is_function;
use crate::vm::Vm;

type Result<'gc> = std::result::Result<Flow<'gc>, Fault<'gc>>;

/// What scripts set of the collector. It is kept to be told again: the collector goes its own way.
#[derive(Clone, Copy)]
pub(crate) struct Settings {
    is_stopped: bool,
    is_generational: bool,
    pause: i64,
    step_multiplier: i64,
}

impl Default for Settings {
    fn default() -> Self {
        Self { is_stopped: false, is_generational: true, pause: 200, step_multiplier: 100 }
    }
}

pub(super) fn install<'gc>(ctx: Context<'gc>, vm: &mut Vm<'gc>) {
    super::set_functions(ctx, vm.library, &[("collectgarbage", collectgarbage)]);
    vm.pcall = Native::create(ctx, "pcall", super::base::pcall);
    vm.finalize = Native::create(ctx, "finalize", finalize);
}

fn collectgarbage<'gc>(cx: &mut Cx<'gc, '_>) -> Result<'gc> {
    let option = cx.string_or(0, "collect")?;
    let settings = cx.vm.outside.collector;
    match &*option {
        b"collect" => collect(cx, Value::Integer(0)),
        b"step" => {
            cx.integer_or(1, 0)?;
            collect(cx, Value::Boolean(true))
        }
        b"count" => {
            let bytes = cx.ctx.metrics().total_allocation();
            cx.one(Value::Number(bytes as f64 / 1024.0))
        }
        b"isrunning" => cx.boolean(!settings.is_stopped),
        b"stop" | b"restart" => {
            cx.vm.outside.collector.is_stopped = &*option == b"stop";
            cx.one(Value::Integer(0))
        }
        b"incremental" | b"generational" => {
            cx.vm.outside.collector.is_generational = &*option == b"generational";
            cx.bytes(if settings.is_generational { b"generational" } else { b"incremental" })
        }
        b"setpause" => {
            cx.vm.outside.collector.pause = cx.integer_or(1, 0)?;
            cx.one(Value::Integer(settings.pause))
        }
        b"setstepmul" => {
            cx.vm.outside.collector.step_multiplier = cx.integer_or(1, 0)?;
            cx.one(Value::Integer(settings.step_multiplier))
        }
        other => {
            let message = format!("invalid option '{}'", shown(other));
            cx.bad_argument(0, &message)
        }
    }
}

/// Collects now and then gives the result. That takes a call, after which the loop looks at what was asked for.
fn collect<'gc>(cx: &mut Cx<'gc, '_>, result: Value<'gc>) -> Result<'gc> {
    /// Bytes that the collector gets through in the time of an instruction.
    const BYTES: usize = 64;
    cx.charge(cx.ctx.metrics().total_allocation() / BYTES)?;
    cx.vm.request_collection();
    // What stands above a call's arguments is of expressions that are done with.
    cx.vm.thread.top = 0;
    let (end, high) = (cx.func + 1 + cx.nargs, cx.vm.thread.high);
    if let Some(dead) = cx.vm.thread.stack.get_mut(end.min(high)..high) {
        dead.fill(Value::Nil);
    }
    let nothing = Native::create(cx.ctx, "collectgarbage", |cx| cx.none());
    cx.call(nothing, &[], Box::new(Collecting { result }))
}

#[derive(Collect)]
#[collect(no_drop)]
struct Collecting<'gc> {
    result: Value<'gc>,
}

impl<'gc> Continuation<'gc> for Collecting<'gc> {
    fn resume(self: Box<Self>, cx: &mut Cx<'gc, '_>, _: usize, _: usize) -> Result<'gc> {
        cx.one(self.result)
    }
}

/// Calls the finalizers of what the running instance lost.
fn finalize<'gc>(cx: &mut Cx<'gc, '_>) -> Result<'gc> {
    let top = cx.vm.thread.top;
    finalize_next(cx, Box::new(Finalized { top }))
}

fn finalize_next<'gc>(cx: &mut Cx<'gc, '_>, finalized: Box<Finalized>) -> Result<'gc> {
    while let Some((object, finalizer)) = cx.vm.next_unreachable() {
        if is_function(&finalizer) {
            return cx.call(cx.vm.pcall, &[finalizer, Value::UserData(object)], finalized);
        }
    }
    cx.vm.thread.top = finalized.top;
    cx.none()
}

/// A finalizer was called. What goes wrong in one is a warning.
#[derive(Collect)]
#[collect(require_static)]
struct Finalized {
    /// The top of the values that the interrupted instruction left.
    top: usize,
}

impl<'gc> Continuation<'gc> for Finalized {
    fn resume(self: Box<Self>, cx: &mut Cx<'gc, '_>, from: usize, n: usize) -> Result<'gc> {
        if n == 2 && matches!(cx.vm.stack_value(from), Value::Boolean(false)) && cx.vm.outside.warnings {
            let error = cx.vm.stack_value(from + 1);
            let text = match error {
                Value::String(_) => cx.vm.plain_text(&error),
                _ => b"error object is not a string".as_slice().into(),
            };
            cx.check_string(text.len())?;
            let line = [b"error in __gc (".as_slice(), &text, b")"].concat();
            cx.vm.print_line(LogLevel::Warn, &line);
        }
        // Nothing keeps what the call left on the stack.
        cx.vm.set_stack(from, Value::Nil);
        finalize_next(cx, self)
    }
}
