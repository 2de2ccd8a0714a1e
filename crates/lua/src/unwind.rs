//! What happens after an error: it is caught, or it ends its coroutine or the call.

use gc_arena::Collect;
use piccolo::{Context, Value};

use crate::call::Task;
use crate::coroutine::{Deliver, Status};
use crate::error::{Fault, Thrown, Uncaught};
use crate::native::{Continuation, Cx, Flow};
use crate::value::literal;
use crate::vm::Vm;

/// The error of too deep a recursion.
pub(crate) const STACK_OVERFLOW: &str = "stack overflow";

/// The error where not even the message handler can go on.
const HANDLER_FAILED: &str = "error in error handling";

/// How often a message handler that fails is called again with its own error, about as often as PUC-Lua's C stack lets it.
const MAX_HANDLERS: usize = 215;

/// An error on its way.
#[derive(Clone, Copy)]
struct Unwinding<'gc> {
    value: Value<'gc>,
    /// No message handler is to see it: one has, or none can.
    handled: bool,
    /// It is that the stack is full.
    is_overflow: bool,
}

/// What catches an error in its thread.
struct Catcher<'gc> {
    /// The frame.
    at: usize,
    /// Its message handler.
    handler: Option<Value<'gc>>,
    /// What stands before the error.
    failure: Value<'gc>,
    /// Message handlers that are at work above it.
    handlers: usize,
}

impl<'gc> Vm<'gc> {
    /// What happens after an error: a handler or a variable's closing is called, or a `pcall` returns.
    pub fn unwind(&mut self, ctx: Context<'gc>, thrown: Thrown<'gc>) -> Result<Task<'gc>, Uncaught<'gc>> {
        if !matches!(thrown, Thrown::Handled(_)) {
            // What is left here is of an error that something caught since.
            self.trace.clear();
        }
        let mut thrown = thrown;
        loop {
            let error = match self.unwinding(ctx, thrown) {
                Ok(error) => error,
                Err(limit) => return Err(self.uncaught(limit)),
            };
            let result = match self.catcher() {
                Ok(Some(catcher)) => self.catch(ctx, &catcher, error),
                Ok(None) => self.die(ctx, error),
                Err(limit) => return Err(self.uncaught(limit)),
            };
            match result {
                Ok(Ok(task)) => return Ok(task),
                Ok(Err(again)) => thrown = again,
                Err(uncaught) => return Err(uncaught),
            }
        }
    }

    /// Makes what is thrown into a value, unless it is a limit, which nothing catches.
    fn unwinding(&mut self, ctx: Context<'gc>, thrown: Thrown<'gc>) -> Result<Unwinding<'gc>, Thrown<'gc>> {
        let plain = |value, handled| Unwinding { value, handled, is_overflow: false };
        match thrown {
            Thrown::Value(value) => Ok(plain(value, false)),
            Thrown::Handled(value) => Ok(plain(value, true)),
            // Even what was spared for handling it is used up.
            Thrown::Overflow if self.has_spare => Ok(plain(literal(ctx, HANDLER_FAILED), true)),
            Thrown::Overflow => {
                self.failed_native = Value::Nil;
                let value = self.located(ctx, 0, STACK_OVERFLOW.as_bytes())?;
                Ok(Unwinding { value, handled: false, is_overflow: true })
            }
            limit @ Thrown::Limit(_) => Err(limit),
        }
    }

    /// What catches an error of the running thread. The look at the frames above it takes fuel, since they stay where a
    /// handler is called.
    fn catcher(&mut self) -> Result<Option<Catcher<'gc>>, Thrown<'gc>> {
        /// Frames that are looked at in the time of an instruction.
        const FRAMES: usize = 8;
        let mut handlers = 0;
        let found = self.thread.natives().find_map(|(at, then)| {
            handlers += usize::from(then.is_handler());
            then.catches().then(|| (at, then.handler(), then.failure()))
        });
        let depth = self.thread.frames.len();
        let above = depth - found.as_ref().map_or(0, |(at, ..)| *at);
        self.charge(1 + above / FRAMES)?;
        Ok(found.map(|(at, handler, failure)| Catcher { at, handler, failure, handlers }))
    }

    fn catch(
        &mut self,
        ctx: Context<'gc>,
        catcher: &Catcher<'gc>,
        mut error: Unwinding<'gc>,
    ) -> Result<Result<Task<'gc>, Thrown<'gc>>, Uncaught<'gc>> {
        let i = catcher.at;
        if let (Some(handler), false) = (catcher.handler, error.handled) {
            self.has_spare |= error.is_overflow;
            let func = self.live_top();
            match self.reserve(func + 3) {
                Ok(()) if catcher.handlers < MAX_HANDLERS => {
                    let failed = std::mem::take(&mut self.failed_native);
                    self.set_stack(func, failed);
                    self.set_stack(func + 1, handler);
                    self.set_stack(func + 2, error.value);
                    let flow = Flow::Call { func: func + 1, n: 1, then: Box::new(HandlerCall) };
                    return Ok(Ok(Task::Flow { flow, func, deliver: Deliver::Discard }));
                }
                Ok(()) => error.value = literal(ctx, HANDLER_FAILED),
                Err(thrown) => return Ok(Err(thrown)),
            }
        }
        let value = error.value;
        let func = self.thread.frames.get(i).map_or(0, |frame| frame.func as usize);
        if let Some(task) = self.close_for_error(ctx, i + 1, func, value) {
            return Ok(task);
        }
        let deliver = self.thread.frames.get(i).map_or(Deliver::Discard, |frame| frame.deliver);
        self.thread.truncate_frames(i);
        self.thread.top = 0;
        self.end_spare(func);
        if let Err(thrown) = self.reserve(func + 2) {
            return Ok(Err(thrown));
        }
        self.set_stack(func, catcher.failure);
        self.set_stack(func + 1, value);
        Ok(Ok(Task::Finish { from: func, n: 2, func, deliver }))
    }

    /// Keeps what is running, before the frames go.
    fn keep_trace(&mut self) -> Result<(), Thrown<'gc>> {
        /// Instructions that a line of a traceback takes.
        const LINE: usize = 8;
        self.trace = self.traceback();
        self.charge(LINE * self.trace.len())
    }

    /// Leaves frames from `keep` on, and calls what closes the next variable at or above `from`.
    fn close_for_error(
        &mut self,
        _ctx: Context<'gc>,
        keep: usize,
        from: usize,
        error: Value<'gc>,
    ) -> Option<Result<Task<'gc>, Thrown<'gc>>> {
        let at = *self.thread.closing.last()? as usize;
        if at < from {
            return None;
        }
        self.thread.closing.pop();
        if self.trace.is_empty()
            && self.resumers.is_empty()
            && let Err(thrown) = self.keep_trace()
        {
            return Some(Err(thrown));
        }
        self.thread.truncate_frames(keep);
        let value = self.stack_value(at);
        let handler = self.metamethod(&value, self.names.close);
        let func = at + 1;
        if let Err(thrown) = self.reserve(func + 4) {
            return Some(Err(thrown));
        }
        self.set_stack(func, Value::Nil);
        self.set_stack(func + 1, handler);
        self.set_stack(func + 2, value);
        self.set_stack(func + 3, error);
        let flow = Flow::Call { func: func + 1, n: 2, then: Box::new(CloseForError { error }) };
        Some(Ok(Task::Flow { flow, func, deliver: Deliver::Discard }))
    }

    /// Nothing in this thread catches the error.
    fn die(
        &mut self,
        ctx: Context<'gc>,
        Unwinding { value, handled, .. }: Unwinding<'gc>,
    ) -> Result<Result<Task<'gc>, Thrown<'gc>>, Uncaught<'gc>> {
        let Some(resumer) = self.resumers.last() else {
            if let Some(task) = self.close_for_error(ctx, 0, 0, value) {
                return Ok(task);
            }
            let thrown = if handled { Thrown::Handled(value) } else { Thrown::Value(value) };
            return Err(self.uncaught(thrown));
        };
        let (is_wrap, is_close) = (resumer.is_wrap, resumer.is_close);
        if (is_wrap || is_close)
            && let Some(task) = self.close_for_error(ctx, 0, 0, value)
        {
            return Ok(task);
        }
        if is_wrap
            && self.trace.is_empty()
            && let Err(thrown) = self.keep_trace()
        {
            return Ok(Err(thrown));
        }
        // What `coroutine.close` has told is told once.
        let error = (!is_wrap && !is_close).then_some(value);
        let (func, deliver) = self.leave_coroutine(ctx, Status::Dead, None, error);
        if is_wrap {
            return Ok(Err(self.located_value(ctx, 0, value).map_or_else(|thrown| thrown, Thrown::Value)));
        }
        self.trace.clear();
        if let Err(thrown) = self.reserve(func + 2) {
            return Ok(Err(thrown));
        }
        self.set_stack(func, Value::Boolean(false));
        self.set_stack(func + 1, value);
        Ok(Ok(Task::Finish { from: func, n: 2, func, deliver }))
    }
}

/// A message handler was called: what it returns is the error.
#[derive(Collect)]
#[collect(require_static)]
struct HandlerCall;

impl<'gc> Continuation<'gc> for HandlerCall {
    fn resume(self: Box<Self>, cx: &mut Cx<'gc, '_>, from: usize, n: usize) -> Result<Flow<'gc>, Fault<'gc>> {
        let value = if n > 0 { cx.vm.stack_value(from) } else { Value::Nil };
        Err(Fault::Thrown(Thrown::Handled(value)))
    }

    fn is_handler(&self) -> bool {
        true
    }
}

/// A variable was closed because of an error, which goes on.
#[derive(Collect)]
#[collect(no_drop)]
struct CloseForError<'gc> {
    error: Value<'gc>,
}

impl<'gc> Continuation<'gc> for CloseForError<'gc> {
    fn values(&self) -> Vec<Value<'gc>> {
        vec![self.error]
    }

    fn resume(self: Box<Self>, _: &mut Cx<'gc, '_>, _: usize, _: usize) -> Result<Flow<'gc>, Fault<'gc>> {
        Err(Fault::Thrown(Thrown::Handled(self.error)))
    }
}
