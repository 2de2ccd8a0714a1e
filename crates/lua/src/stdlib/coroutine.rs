//! Coroutines (manual §6.2).

use gc_arena::lock::RefLock;
use piccolo::{Context, UserData, Value};

use crate::coroutine::{CoroutineState, Status, Thread};
use crate::error::Fault;
use crate::function::Native;
use crate::native::{Cx, Flow};
use crate::value::{CoroutineRoot, literal};
use crate::vm::Vm;

type Result<'gc> = std::result::Result<Flow<'gc>, Fault<'gc>>;

pub(super) fn install<'gc>(ctx: Context<'gc>, vm: &mut Vm<'gc>) {
    super::module(
        ctx,
        vm,
        "coroutine",
        &[
            ("coroutine.create", create),
            ("coroutine.resume", resume),
            ("coroutine.yield", yield_),
            ("coroutine.wrap", wrap),
            ("coroutine.status", status),
            ("coroutine.close", close),
            ("coroutine.isyieldable", isyieldable),
            ("coroutine.running", running),
        ],
    );
}

fn new_coroutine<'gc>(cx: &mut Cx<'gc, '_>) -> std::result::Result<UserData<'gc>, Fault<'gc>> {
    let function = cx.function(0)?;
    cx.charge(50)?;
    cx.check_memory(8192)?;
    let state = CoroutineState {
        status: Status::Suspended,
        thread: Thread::default(),
        start: Some(function),
        yielded: None,
        error: None,
    };
    Ok(UserData::new::<CoroutineRoot>(&cx.ctx, RefLock::new(state)))
}

fn create<'gc>(cx: &mut Cx<'gc, '_>) -> Result<'gc> {
    let coroutine = new_coroutine(cx)?;
    cx.one(Value::UserData(coroutine))
}

fn coroutine<'gc>(cx: &Cx<'gc, '_>, i: usize) -> std::result::Result<UserData<'gc>, Fault<'gc>> {
    match cx.arg(i) {
        Value::UserData(data) if data.is::<CoroutineRoot>() => Ok(data),
        _ => cx.bad_type(i, "thread"),
    }
}

/// What a coroutine does. The main program waits for whatever coroutine runs, which nothing notes.
fn status_of<'gc>(vm: &Vm<'gc>, coroutine: UserData<'gc>) -> Status {
    if vm.is_main_coroutine(coroutine) {
        return if vm.resumers.is_empty() { Status::Running } else { Status::Normal };
    }
    coroutine.downcast::<CoroutineRoot>().map_or(Status::Dead, |state| state.borrow().status)
}

fn status_name(status: Status) -> &'static str {
    match status {
        Status::Suspended => "suspended",
        Status::Running => "running",
        Status::Normal => "normal",
        Status::Dead => "dead",
    }
}

fn cannot_resume(status: Status) -> &'static str {
    match status {
        Status::Dead => "cannot resume dead coroutine",
        _ => "cannot resume non-suspended coroutine",
    }
}

fn resume<'gc>(cx: &mut Cx<'gc, '_>) -> Result<'gc> {
    let coroutine = coroutine(cx, 0)?;
    let status = status_of(cx.vm, coroutine);
    if status != Status::Suspended {
        let message = literal(cx.ctx, cannot_resume(status));
        return cx.many(&[Value::Boolean(false), message]);
    }
    Ok(Flow::Resume { coroutine, from: cx.func + 2, n: cx.nargs - 1, is_wrap: false })
}

fn wrapped<'gc>(cx: &mut Cx<'gc, '_>) -> Result<'gc> {
    let Some(Value::UserData(coroutine)) = cx.native().map(|native| native.upvalue) else {
        return cx.none();
    };
    let status = status_of(cx.vm, coroutine);
    if status != Status::Suspended {
        return Err(cannot_resume(status).into());
    }
    Ok(Flow::Resume { coroutine, from: cx.func + 1, n: cx.nargs, is_wrap: true })
}

fn wrap<'gc>(cx: &mut Cx<'gc, '_>) -> Result<'gc> {
    let coroutine = new_coroutine(cx)?;
    let function = Native::with(cx.ctx, "wrap", wrapped, 0, Value::UserData(coroutine));
    cx.one(function)
}

fn yield_<'gc>(cx: &mut Cx<'gc, '_>) -> Result<'gc> {
    Ok(Flow::Yield { from: cx.func + 1, n: cx.nargs })
}

fn status<'gc>(cx: &mut Cx<'gc, '_>) -> Result<'gc> {
    let coroutine = coroutine(cx, 0)?;
    let name = literal(cx.ctx, status_name(status_of(cx.vm, coroutine)));
    cx.one(name)
}

fn close<'gc>(cx: &mut Cx<'gc, '_>) -> Result<'gc> {
    let coroutine = coroutine(cx, 0)?;
    let status = status_of(cx.vm, coroutine);
    if matches!(status, Status::Running | Status::Normal) {
        return Err(format!("cannot close a {} coroutine", status_name(status)).into());
    }
    let error = coroutine.downcast::<CoroutineRoot>().ok().and_then(|state| state.borrow().error);
    if let (Status::Dead, None) = (status, error) {
        return cx.boolean(true);
    }
    let is_clean =
        coroutine.downcast::<CoroutineRoot>().is_ok_and(|state| state.borrow().thread.closing.is_empty());
    if let (Some(error), true) = (error, is_clean) {
        crate::resume::change(cx.ctx, coroutine, |state| state.error = None);
        return cx.many(&[Value::Boolean(false), error]);
    }
    Ok(Flow::Close { coroutine })
}

fn isyieldable<'gc>(cx: &mut Cx<'gc, '_>) -> Result<'gc> {
    let yieldable = match cx.arg(0) {
        Value::UserData(data) if data.is::<CoroutineRoot>() => !cx.vm.is_main_coroutine(data),
        _ => !cx.vm.resumers.is_empty(),
    };
    cx.boolean(yieldable)
}

fn running<'gc>(cx: &mut Cx<'gc, '_>) -> Result<'gc> {
    let is_main = cx.vm.resumers.is_empty();
    let coroutine = match cx.vm.thread.coroutine {
        Some(coroutine) => coroutine,
        None => cx.vm.main_coroutine(cx.ctx),
    };
    cx.many(&[Value::UserData(coroutine), Value::Boolean(is_main)])
}
