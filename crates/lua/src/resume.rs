//! Switching between coroutines: resuming, yielding, ending and closing them.

use std::mem;

use gc_arena::Collect;
use piccolo::{Context, UserData, Value};
use smallvec::SmallVec;

use crate::call::{Task, internal};
use crate::coroutine::{CoroutineState, Deliver, Frame, Resumer, Status, Thread};
use crate::error::{Fault, Thrown};
use crate::native::{Continuation, Cx, Flow};
use crate::value::CoroutineRoot;
use crate::vm::Vm;

/// Coroutines that resume each other.
const MAX_RESUMERS: usize = 190;

/// Values that are copied from one stack to another in the time of an instruction.
const VALUES: usize = 4;

/// Registers that a coroutine's first function may have for its stack not to grow at once.
const FIRST_REGISTERS: usize = 24;

/// Values on their way from one stack to another.
type Passed<'gc> = SmallVec<[Value<'gc>; VALUES]>;

impl<'gc> Vm<'gc> {
    #[expect(clippy::too_many_arguments, reason = "where from, and where to")]
    pub(crate) fn resume(
        &mut self,
        ctx: Context<'gc>,
        coroutine: UserData<'gc>,
        from: usize,
        n: usize,
        func: usize,
        deliver: Deliver,
        is_wrap: bool,
    ) -> Result<Task<'gc>, Thrown<'gc>> {
        if self.resumers.len() >= MAX_RESUMERS {
            return Err(self.throw(ctx, "C stack overflow".into()));
        }
        if n > VALUES {
            self.charge(n / VALUES)?;
        }
        let end = from + n;
        let args = Passed::from_slice(self.thread.stack.get(from..end).unwrap_or_default());
        let (start, yielded) = self.enter_coroutine(ctx, coroutine, func, deliver, is_wrap, false)?;
        let target = match yielded {
            Some((func, _)) => func as usize,
            None => 0,
        };
        let first = target + usize::from(start.is_some());
        let own = if start.is_some() { FIRST_REGISTERS } else { 0 };
        self.reserve(first + args.len() + own)?;
        if let Some(function) = start {
            self.set_stack(0, function);
        }
        for (i, arg) in args.iter().enumerate() {
            self.set_stack(first + i, *arg);
        }
        Ok(match yielded {
            Some((_, deliver)) => Task::Finish { from: target, n: args.len(), func: target, deliver },
            None => Task::Call { func: 0, n: args.len(), deliver: Deliver::Base },
        })
    }

    #[expect(clippy::type_complexity, reason = "what it starts with, or where it goes on")]
    fn enter_coroutine(
        &mut self,
        ctx: Context<'gc>,
        coroutine: UserData<'gc>,
        func: usize,
        deliver: Deliver,
        is_wrap: bool,
        is_close: bool,
    ) -> Result<(Option<Value<'gc>>, Option<(u32, Deliver)>), Thrown<'gc>> {
        self.set_status(ctx, self.thread.coroutine, Status::Normal);
        let Some((thread, start, yielded)) = change(ctx, coroutine, |state| {
            state.status = Status::Running;
            (mem::take(&mut state.thread), state.start.take(), state.yielded.take())
        }) else {
            return Err(internal(ctx));
        };
        let waiting = mem::replace(&mut self.thread, thread);
        self.thread.coroutine = Some(coroutine);
        let has_spare = mem::take(&mut self.has_spare);
        let resumer = Resumer { thread: waiting, func: func as u32, deliver, is_wrap, is_close, has_spare };
        self.resumers.push(resumer);
        Ok((start, yielded))
    }

    fn set_status(&self, ctx: Context<'gc>, coroutine: Option<UserData<'gc>>, status: Status) {
        if let Some(coroutine) = coroutine {
            change(ctx, coroutine, |state| state.status = status);
        }
    }

    /// Goes back to the thread that waits: where the results go there.
    pub(crate) fn leave_coroutine(
        &mut self,
        ctx: Context<'gc>,
        status: Status,
        yielded: Option<(u32, Deliver)>,
        error: Option<Value<'gc>>,
    ) -> (usize, Deliver) {
        let Some(resumer) = self.resumers.pop() else { return (0, Deliver::Discard) };
        let mut thread = mem::replace(&mut self.thread, resumer.thread);
        self.has_spare = resumer.has_spare;
        let coroutine = thread.coroutine.take();
        if status == Status::Dead && error.is_none() {
            thread = Thread::default();
        } else if status == Status::Dead && thread.closing.is_empty() {
            // Its frames stay for `debug.traceback`.
            let mut frames = mem::take(&mut thread.frames);
            frames.shrink_to_fit();
            thread = Thread::default();
            thread.frames = frames;
        } else {
            let live = yielded.map_or(thread.high, |(func, _)| func as usize);
            if let Some(dead) = thread.stack.get_mut(live.min(thread.high)..thread.high) {
                dead.fill(Value::Nil);
            }
            thread.shrink(live);
        }
        if let (Status::Dead, Some(_), Value::UserData(native)) =
            (status, error, mem::take(&mut self.failed_native))
        {
            thread.frames.push(native_frame(native));
        }
        thread.account(&self.metrics);
        if let Some(coroutine) = coroutine {
            change(ctx, coroutine, |state| {
                state.status = status;
                state.thread = thread;
                state.yielded = yielded;
                state.error = error;
            });
        }
        self.set_status(ctx, self.thread.coroutine, Status::Running);
        (resumer.func as usize, resumer.deliver)
    }

    /// Gives values of the running coroutine to the one that resumed it.
    fn hand_over(
        &mut self,
        ctx: Context<'gc>,
        from: usize,
        n: usize,
        status: Status,
        yielded: Option<(u32, Deliver)>,
    ) -> Result<Task<'gc>, Thrown<'gc>> {
        if n > VALUES {
            self.charge(n / VALUES)?;
        }
        let values = Passed::from_slice(self.thread.stack.get(from..from + n).unwrap_or_default());
        let (is_wrap, is_close) = self.resumers.last().map_or((false, false), |r| (r.is_wrap, r.is_close));
        let (func, deliver) = self.leave_coroutine(ctx, status, yielded, None);
        let values = if is_close { Passed::new() } else { values };
        self.reserve(func + values.len() + 1)?;
        let mut count = 0;
        if !is_wrap {
            self.set_stack(func, Value::Boolean(true));
            count = 1;
        }
        for value in values {
            self.set_stack(func + count, value);
            count += 1;
        }
        Ok(Task::Finish { from: func, n: count, func, deliver })
    }

    pub(crate) fn yield_values(
        &mut self,
        ctx: Context<'gc>,
        from: usize,
        n: usize,
        func: usize,
        deliver: Deliver,
    ) -> Result<Task<'gc>, Thrown<'gc>> {
        if self.resumers.is_empty() {
            return Err(self.throw(ctx, "attempt to yield from outside a coroutine".into()));
        }
        self.hand_over(ctx, from, n, Status::Suspended, Some((func as u32, deliver)))
    }

    /// A thread's first function returned; `None` for the main program's.
    pub(crate) fn finish_thread(&mut self, ctx: Context<'gc>, from: usize, n: usize) -> Option<Task<'gc>> {
        if self.resumers.is_empty() {
            return None;
        }
        self.hand_over(ctx, from, n, Status::Dead, None).ok()
    }

    /// `coroutine.close`: runs what closes the variables of a suspended coroutine, in it.
    pub(crate) fn close_coroutine(
        &mut self,
        ctx: Context<'gc>,
        coroutine: UserData<'gc>,
        func: usize,
        deliver: Deliver,
    ) -> Result<Task<'gc>, Thrown<'gc>> {
        let error = change(ctx, coroutine, |state| state.error.take()).flatten();
        self.enter_coroutine(ctx, coroutine, func, deliver, false, true)?;
        self.thread.truncate_frames(0);
        match error {
            Some(error) => Err(Thrown::Value(error)),
            None => self.close_all(ctx),
        }
    }

    fn close_all(&mut self, ctx: Context<'gc>) -> Result<Task<'gc>, Thrown<'gc>> {
        let Some(at) = self.thread.closing.pop() else {
            return self.hand_over(ctx, 0, 0, Status::Dead, None);
        };
        let value = self.stack_value(at as usize);
        let handler = self.metamethod(&value, self.names.close);
        let func = at as usize + 1;
        self.reserve(func + 4)?;
        for (i, value) in [Value::Nil, handler, value, Value::Nil].into_iter().enumerate() {
            self.set_stack(func + i, value);
        }
        let flow = Flow::Call { func: func + 1, n: 2, then: Box::new(CloseAll) };
        Ok(Task::Flow { flow, func, deliver: Deliver::Base })
    }
}

/// The frame of a native function that failed.
fn native_frame<'gc>(function: UserData<'gc>) -> Frame<'gc> {
    Frame {
        function: Some(function),
        code: None,
        func: 0,
        base: 0,
        pc: 0,
        arguments: 0,
        top: 0,
        deliver: Deliver::Discard,
    }
}

/// Changes a coroutine.
pub(crate) fn change<'gc, T>(
    ctx: Context<'gc>,
    coroutine: UserData<'gc>,
    f: impl FnOnce(&mut CoroutineState<'gc>) -> T,
) -> Option<T> {
    let state = coroutine.downcast_write::<CoroutineRoot>(&ctx).ok()?;
    Some(f(&mut state.unlock().borrow_mut()))
}

/// A variable of a coroutine was closed by `coroutine.close`; the next one follows.
#[derive(Collect)]
#[collect(require_static)]
struct CloseAll;

impl<'gc> Continuation<'gc> for CloseAll {
    fn resume(self: Box<Self>, cx: &mut Cx<'gc, '_>, _: usize, _: usize) -> Result<Flow<'gc>, Fault<'gc>> {
        let Some(at) = cx.vm.thread.closing.pop() else {
            return Ok(Flow::Return { from: cx.func, n: 0 });
        };
        let value = cx.vm.stack_value(at as usize);
        let handler = cx.vm.metamethod(&value, cx.vm.names.close);
        cx.func = at as usize + 1;
        cx.nargs = 0;
        cx.call(handler, &[value, Value::Nil], Box::new(CloseAll))
    }
}
