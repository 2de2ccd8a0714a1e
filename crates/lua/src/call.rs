//! Calls, returns, yields and errors outside of the interpreter's fast paths. Nothing here recurses: what is to be
//! done next is a [`Task`].

use std::mem;

use gc_arena::Collect;
use piccolo::{Context, UserData, Value};

use crate::coroutine::{CoroutineState, Deliver, Frame, Resumer, Status, Thread};
use crate::error::{Fault, Thrown, Uncaught};
use crate::instruction::Instruction;
use crate::native::{Continuation, Cx, Flow};
use crate::operation::Outcome;
use crate::value::{CoroutineRoot, FunctionRoot, NativeRoot, string, to_bytes, truthy};
use crate::vm::{Vm, lua_function};

/// Coroutines that resume each other.
const MAX_RESUMERS: usize = 190;

/// What is to be done next.
pub(crate) enum Task<'gc> {
    /// Call what stands at `func` with the `n` values after it.
    Call { func: usize, n: usize, deliver: Deliver },
    /// Give `n` results from `from` to the caller of what stood at `func`.
    Finish { from: usize, n: usize, func: usize, deliver: Deliver },
    /// Do what the native function at `func` asks for.
    Flow { flow: Flow<'gc>, func: usize, deliver: Deliver },
}

/// Where the tasks lead.
pub(crate) enum Next {
    /// The top frame is a Lua function's, to be run.
    Run,
    /// The main program's call is done, with `n` results from `from`.
    Done { from: usize, n: usize },
}

impl<'gc> Vm<'gc> {
    /// Does tasks until a Lua function is to be run, or the call is done.
    pub fn drive(&mut self, ctx: Context<'gc>, mut task: Task<'gc>) -> Result<Next, Thrown<'gc>> {
        loop {
            task = match task {
                Task::Call { func, n, deliver } => match self.call(ctx, func, n, deliver)? {
                    Some(task) => task,
                    None => return Ok(Next::Run),
                },
                Task::Flow { flow, func, deliver } => self.flow(ctx, flow, func, deliver)?,
                Task::Finish { from, n, func, deliver } => match deliver {
                    Deliver::Native => self.resume_native(ctx, from, n)?,
                    Deliver::Base => match self.finish_thread(ctx, from, n) {
                        Some(task) => task,
                        None => return Ok(Next::Done { from, n }),
                    },
                    _ => match self.deliver(ctx, from, n, func, deliver)? {
                        Some(task) => task,
                        None => return Ok(Next::Run),
                    },
                },
            };
        }
    }

    /// Starts a call; `None` when that pushed a Lua function's frame.
    fn call(
        &mut self,
        ctx: Context<'gc>,
        func: usize,
        n: usize,
        deliver: Deliver,
    ) -> Result<Option<Task<'gc>>, Thrown<'gc>> {
        let callee = self.stack_value(func);
        if let Value::UserData(data) = callee {
            if let Ok(function) = data.downcast::<FunctionRoot>() {
                return match self.push_lua(data, function, func, n, deliver) {
                    Ok(_) => Ok(None),
                    Err(thrown) => Err(self.throw(ctx, Fault::Thrown(thrown))),
                };
            }
            if let Ok(native) = data.downcast::<NativeRoot>() {
                if let Err(thrown) = self.reserve(func + n + 1) {
                    return Err(self.throw(ctx, Fault::Thrown(thrown)));
                }
                let mut cx = Cx { ctx, vm: self, func, nargs: n };
                return match (native.function)(&mut cx) {
                    Ok(flow) => Ok(Some(Task::Flow { flow, func, deliver })),
                    Err(fault) => Err(self.throw_native(ctx, fault)),
                };
            }
        }
        // `__call`: the object becomes the first argument.
        let handler = match self.callable(ctx, &callee) {
            Ok(handler) => handler,
            Err(fault) => return Err(self.throw(ctx, fault)),
        };
        if let Err(thrown) = self.charge(1).and_then(|()| self.reserve(func + n + 2)) {
            return Err(self.throw(ctx, Fault::Thrown(thrown)));
        }
        self.thread.stack.copy_within(func..func + n + 1, func + 1);
        self.set_stack(func, handler);
        Ok(Some(Task::Call { func, n: n + 1, deliver }))
    }

    fn flow(
        &mut self,
        ctx: Context<'gc>,
        flow: Flow<'gc>,
        func: usize,
        deliver: Deliver,
    ) -> Result<Task<'gc>, Thrown<'gc>> {
        match flow {
            Flow::Return { from, n } => Ok(Task::Finish { from, n, func, deliver }),
            Flow::Call { func: callee, n, then } => {
                if self.thread.frames.len() >= self.limits.call_depth as usize {
                    let fault = Fault::Message(crate::vm::STACK_OVERFLOW.into());
                    return Err(self.throw(ctx, fault));
                }
                let function = match self.stack_value(func) {
                    Value::UserData(function) => Some(function),
                    _ => None,
                };
                self.thread.continuations.push(then);
                self.thread.frames.push(Frame {
                    function,
                    is_native: true,
                    func: func as u32,
                    base: callee as u32,
                    pc: 0,
                    extra: 0,
                    top: 0,
                    deliver,
                });
                Ok(Task::Call { func: callee, n, deliver: Deliver::Native })
            }
            Flow::Yield { from, n } => self.yield_values(ctx, from, n, func, deliver),
            Flow::Resume { coroutine, from, n, is_wrap } => {
                self.resume(ctx, coroutine, from, n, func, deliver, is_wrap)
            }
            Flow::Close { coroutine } => self.close_coroutine(ctx, coroutine, func, deliver),
        }
    }

    /// A native function on top gets the results that it waits for.
    fn resume_native(&mut self, ctx: Context<'gc>, from: usize, n: usize) -> Result<Task<'gc>, Thrown<'gc>> {
        let Some(frame) = self.thread.frames.pop() else { return Err(internal(ctx)) };
        let Some(then) = self.thread.continuations.pop() else { return Err(internal(ctx)) };
        let func = frame.func as usize;
        let nargs = (frame.base as usize).saturating_sub(func + 1);
        let mut cx = Cx { ctx, vm: self, func, nargs };
        match then.resume(&mut cx, from, n) {
            Ok(flow) => Ok(Task::Flow { flow, func, deliver: frame.deliver }),
            Err(fault) => Err(self.throw_native(ctx, fault)),
        }
    }

    /// Gives results to the Lua function on top. More to do: a concatenation goes on.
    fn deliver(
        &mut self,
        ctx: Context<'gc>,
        from: usize,
        n: usize,
        func: usize,
        deliver: Deliver,
    ) -> Result<Option<Task<'gc>>, Thrown<'gc>> {
        let first = if n > 0 { self.stack_value(from) } else { Value::Nil };
        let Some(frame) = self.thread.frames.last_mut() else { return Err(internal(ctx)) };
        let base = frame.base as usize;
        match deliver {
            Deliver::Call(want) => {
                if want == 0 {
                    self.reserve(func + n)?;
                    self.thread.stack.copy_within(from..from + n, func);
                    self.thread.top = func + n;
                    return Ok(None);
                }
                let want = usize::from(want) - 1;
                let have = n.min(want);
                self.thread.stack.copy_within(from..from + have, func);
                if let Some(missing) = self.thread.stack.get_mut(func + have..func + want) {
                    missing.fill(Value::Nil);
                }
            }
            Deliver::Register(a) => self.set_stack(base + usize::from(a), first),
            Deliver::Test(when) => {
                let pc = frame.pc as usize;
                let Some(function) = lua_function(frame) else { return Err(internal(ctx)) };
                let jump = function.code.proto.code.get(pc).copied();
                let offset = match jump {
                    Some(Instruction::Jump { high, low }) if truthy(&first) == when => {
                        Instruction::jump_offset(high, low)
                    }
                    _ => 0,
                };
                frame.pc = (pc as i64 + 1 + i64::from(offset)) as u32;
            }
            Deliver::Concat { a, b, n } => {
                let at = base + usize::from(b) + usize::from(n) - 2;
                self.set_stack(at, first);
                return self.concat(ctx, base, a, b, n - 1);
            }
            Deliver::Discard | Deliver::Native | Deliver::Base => {}
        }
        Ok(None)
    }

    /// Concatenates the `n` operands from register `b`, from the right, into `a`. A task where a metamethod is called.
    pub fn concat(
        &mut self,
        ctx: Context<'gc>,
        base: usize,
        a: u8,
        b: u8,
        n: u8,
    ) -> Result<Option<Task<'gc>>, Thrown<'gc>> {
        let start = base + usize::from(b);
        let mut count = usize::from(n);
        while count > 1 {
            // As many operands as possible at once, from the right.
            let mut first = count;
            let mut length = 0;
            while first > 0 {
                match to_bytes(&self.stack_value(start + first - 1)) {
                    Some(bytes) => length += bytes.len(),
                    None => break,
                }
                first -= 1;
            }
            if count - first >= 2 {
                let mut cx = Cx { ctx, vm: self, func: start, nargs: 0 };
                if let Err(fault) = cx.check_string(length) {
                    return Err(self.throw(ctx, fault));
                }
                let mut text = Vec::with_capacity(length);
                for i in first..count {
                    if let Some(bytes) = to_bytes(&self.stack_value(start + i)) {
                        text.extend_from_slice(&bytes);
                    }
                }
                let joined = crate::value::string_from_vec(ctx, text);
                self.set_stack(start + first, joined);
                count = first + 1;
                continue;
            }
            let (x, y) = (self.stack_value(start + count - 2), self.stack_value(start + count - 1));
            let outcome = match self.arithmetic(ctx, crate::operation::Operator::Concat, &x, &y) {
                Ok(outcome) => outcome,
                Err(Fault::Operand(message, slot)) => {
                    let slot = (count - 2) as u8 + slot;
                    return Err(self.throw(ctx, Fault::Operand(message, slot)));
                }
                Err(fault) => return Err(self.throw(ctx, fault)),
            };
            match outcome {
                Outcome::Value(value) => {
                    self.set_stack(start + count - 2, value);
                    count -= 1;
                }
                Outcome::CallNot { .. } => return Err(internal(ctx)),
                Outcome::Call { function, args, n } => {
                    let deliver = Deliver::Concat { a, b, n: count as u8 };
                    let args = args.get(..n).unwrap_or_default();
                    return self.call_above(ctx, function, args, deliver).map(Some);
                }
            }
        }
        let value = self.stack_value(start);
        self.set_stack(base + usize::from(a), value);
        Ok(None)
    }

    /// A call of a metamethod: above everything that the running function uses.
    pub fn call_above(
        &mut self,
        ctx: Context<'gc>,
        function: Value<'gc>,
        args: &[Value<'gc>],
        deliver: Deliver,
    ) -> Result<Task<'gc>, Thrown<'gc>> {
        let saved = self.thread.frames.last().map_or(0, |frame| frame.top as usize);
        let func = self.live_top().max(saved);
        if let Err(thrown) = self.reserve(func + 1 + args.len()) {
            return Err(self.throw(ctx, Fault::Thrown(thrown)));
        }
        self.set_stack(func, function);
        for (i, arg) in args.iter().enumerate() {
            self.set_stack(func + 1 + i, *arg);
        }
        Ok(Task::Call { func, n: args.len(), deliver })
    }

    /// The call that closes the next variable at or above a place on the stack.
    pub fn close_next(
        &mut self,
        ctx: Context<'gc>,
        from: usize,
        error: Value<'gc>,
    ) -> Result<Option<Task<'gc>>, Thrown<'gc>> {
        let Some(&at) = self.thread.closing.last() else { return Ok(None) };
        if (at as usize) < from {
            return Ok(None);
        }
        self.thread.closing.pop();
        let value = self.stack_value(at as usize);
        let handler = self.metamethod(&value, self.names.close);
        if matches!(handler, Value::Nil) {
            let message = "attempt to call a nil value (metamethod 'close')";
            return Err(self.throw(ctx, message.into()));
        }
        self.call_above(ctx, handler, &[value, error], Deliver::Discard).map(Some)
    }

    // Errors.

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
            self.set_stack(func, handler);
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
        let error = (!is_wrap).then_some(value);
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

    // Coroutines.

    #[expect(clippy::too_many_arguments, reason = "where from, and where to")]
    fn resume(
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
        let end = from + n;
        let args = self.thread.stack.get(from..end).unwrap_or_default().to_vec();
        let (start, yielded) = self.enter_coroutine(ctx, coroutine, func, deliver, is_wrap, false)?;
        let target = match yielded {
            Some((func, _)) => func as usize,
            None => 0,
        };
        let first = target + usize::from(start.is_some());
        self.reserve(first + args.len())?;
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
        let resumer = Resumer { thread: waiting, func: func as u32, deliver, is_wrap, is_close };
        self.resumers.push(resumer);
        Ok((start, yielded))
    }

    fn set_status(&self, ctx: Context<'gc>, coroutine: Option<UserData<'gc>>, status: Status) {
        if let Some(coroutine) = coroutine {
            change(ctx, coroutine, |state| state.status = status);
        }
    }

    /// Goes back to the thread that waits: where the results go there.
    fn leave_coroutine(
        &mut self,
        ctx: Context<'gc>,
        status: Status,
        yielded: Option<(u32, Deliver)>,
        error: Option<Value<'gc>>,
    ) -> (usize, Deliver) {
        let Some(resumer) = self.resumers.pop() else { return (0, Deliver::Discard) };
        let mut thread = mem::replace(&mut self.thread, resumer.thread);
        let coroutine = thread.coroutine.take();
        if status == Status::Dead && (error.is_none() || thread.closing.is_empty()) {
            thread = Thread::default();
        } else {
            let live = yielded.map_or(thread.high, |(func, _)| func as usize);
            if let Some(dead) = thread.stack.get_mut(live.min(thread.high)..thread.high) {
                dead.fill(Value::Nil);
            }
            if status == Status::Dead {
                thread.truncate_frames(0);
            }
        }
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
        let values = self.thread.stack.get(from..from + n).unwrap_or_default().to_vec();
        let (is_wrap, is_close) = self.resumers.last().map_or((false, false), |r| (r.is_wrap, r.is_close));
        let (func, deliver) = self.leave_coroutine(ctx, status, yielded, None);
        let values = if is_close { Vec::new() } else { values };
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

    fn yield_values(
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
    fn finish_thread(&mut self, ctx: Context<'gc>, from: usize, n: usize) -> Option<Task<'gc>> {
        if self.resumers.is_empty() {
            return None;
        }
        self.hand_over(ctx, from, n, Status::Dead, None).ok()
    }

    /// `coroutine.close`: runs what closes the variables of a suspended coroutine, in it.
    fn close_coroutine(
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

/// Changes a coroutine.
pub(crate) fn change<'gc, T>(
    ctx: Context<'gc>,
    coroutine: UserData<'gc>,
    f: impl FnOnce(&mut CoroutineState<'gc>) -> T,
) -> Option<T> {
    let state = coroutine.downcast_write::<CoroutineRoot>(&ctx).ok()?;
    Some(f(&mut state.unlock().borrow_mut()))
}

/// The VM contradicts itself.
#[cold]
pub(crate) fn internal<'gc>(ctx: Context<'gc>) -> Thrown<'gc> {
    Thrown::Value(string(ctx, b"internal error of the Lua VM"))
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
    fn resume(self: Box<Self>, _: &mut Cx<'gc, '_>, _: usize, _: usize) -> Result<Flow<'gc>, Fault<'gc>> {
        Err(Fault::Thrown(Thrown::Handled(self.error)))
    }
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
