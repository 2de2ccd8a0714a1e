//! What happens after an error: it is caught, or it ends its coroutine or the call.

use gc_arena::Collect;
use piccolo::{Context, Value};

use crate::call::Task;
use crate::coroutine::{Deliver, Status};
use crate::error::{Fault, Thrown, Uncaught};
use crate::native::{Continuation, Cx, Flow};
use crate::value::string;
use crate::vm::Vm;

impl<'gc> Vm<'gc> {
    /// What happens after an error: a handler or a variable's closing is called, or a `pcall` returns.
    pub fn unwind(&mut self, ctx: Context<'gc>, thrown: Thrown<'gc>) -> Result<Task<'gc>, Uncaught<'gc>> {
        if !matches!(thrown, Thrown::Handled(_)) {
            // What is left here is of an error that something caught since.
            self.trace.clear();
        }
        let mut thrown = thrown;
        loop {
            let (value, handled) = match thrown {
                Thrown::Value(value) => (value, false),
                Thrown::Handled(value) => (value, true),
                Thrown::Limit(limit) => return Err(self.uncaught(Thrown::Limit(limit))),
            };
            let catcher = self.thread.natives().find(|(_, then)| then.catches()).map(|(i, _)| i);
            let result = match catcher {
                Some(i) => self.catch(ctx, i, value, handled),
                None => self.die(ctx, value, handled),
            };
            match result {
                Ok(Ok(task)) => return Ok(task),
                Ok(Err(again)) => thrown = again,
                Err(uncaught) => return Err(uncaught),
            }
        }
    }

    fn catch(
        &mut self,
        ctx: Context<'gc>,
        i: usize,
        value: Value<'gc>,
        handled: bool,
    ) -> Result<Result<Task<'gc>, Thrown<'gc>>, Uncaught<'gc>> {
        let in_handler =
            self.thread.natives().take_while(|(at, _)| *at > i).any(|(_, then)| then.is_handler());
        let handler = self.thread.natives().find(|(at, _)| *at == i).and_then(|(_, then)| then.handler());
        if let (Some(handler), false, false) = (handler, handled, in_handler) {
            let func = self.live_top();
            if let Err(thrown) = self.reserve(func + 3) {
                return Ok(Err(thrown));
            }
            let failed = std::mem::take(&mut self.failed_native);
            self.set_stack(func, failed);
            self.set_stack(func + 1, handler);
            self.set_stack(func + 2, value);
            let flow = Flow::Call { func: func + 1, n: 1, then: Box::new(HandlerCall) };
            return Ok(Ok(Task::Flow { flow, func, deliver: Deliver::Discard }));
        }
        let func = self.thread.frames.get(i).map_or(0, |frame| frame.func as usize);
        if let Some(task) = self.close_for_error(ctx, i + 1, func, value) {
            return Ok(task);
        }
        let deliver = self.thread.frames.get(i).map_or(Deliver::Discard, |frame| frame.deliver);
        let failure = self.thread.natives().find(|(at, _)| *at == i).map(|(_, then)| then.failure());
        self.thread.truncate_frames(i);
        self.thread.top = 0;
        if let Err(thrown) = self.reserve(func + 2) {
            return Ok(Err(thrown));
        }
        self.set_stack(func, failure.unwrap_or_default());
        self.set_stack(func + 1, value);
        Ok(Ok(Task::Finish { from: func, n: 2, func, deliver }))
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
        if self.trace.is_empty() && self.resumers.is_empty() {
            self.trace = self.traceback();
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
        value: Value<'gc>,
        handled: bool,
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
        if is_wrap && self.trace.is_empty() {
            self.trace = self.traceback();
        }
        // What `coroutine.close` has told is told once.
        let error = (!is_wrap && !is_close).then_some(value);
        let (func, deliver) = self.leave_coroutine(ctx, Status::Dead, None, error);
        if is_wrap {
            let value = match value {
                Value::String(text) => {
                    let location = self.location();
                    string(ctx, &[location.as_bytes(), text.as_bytes()].concat())
                }
                other => other,
            };
            return Ok(Err(Thrown::Value(value)));
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
