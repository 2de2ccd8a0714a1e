//! Calls and returns outside of the interpreter's fast paths. Nothing here recurses: what is to be
//! done next is a [`Task`].

use piccolo::{Context, UserData, Value};

use crate::coroutine::{Deliver, Frame};
use crate::error::{Fault, Thrown};
use crate::function::LuaFunction;
use crate::instruction::{Instruction, metamethod_of};
use crate::interpreter::copy_values;
use crate::native::{Cx, Flow};
use crate::value::{FunctionRoot, NativeRoot, is_function, literal, truthy};
use crate::vm::{Vm, lua_function};

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
                Task::Flow { flow, func, deliver } => match self.flow(ctx, flow, func, deliver)? {
                    Some(task) => task,
                    None => return Ok(Next::Run),
                },
                Task::Finish { from, n, func, deliver } => match deliver {
                    Deliver::Native => match self.resume_native(ctx, from, n)? {
                        Some(task) => task,
                        None => return Ok(Next::Run),
                    },
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

    /// Pushes the frame of the Lua function that a task calls; any other task is left to be done.
    pub fn enter(&mut self, ctx: Context<'gc>, task: Task<'gc>) -> Result<Option<Task<'gc>>, Thrown<'gc>> {
        if let Task::Call { func, n, deliver } = task
            && let Value::UserData(data) = self.stack_value(func)
            && let Ok(function) = data.downcast::<FunctionRoot>()
        {
            return self.enter_lua(ctx, data, function, func, n, deliver);
        }
        Ok(Some(task))
    }

    /// Pushes a Lua function's frame.
    #[inline(always)]
    fn enter_lua(
        &mut self,
        ctx: Context<'gc>,
        data: UserData<'gc>,
        function: &'gc LuaFunction<'gc>,
        func: usize,
        n: usize,
        deliver: Deliver,
    ) -> Result<Option<Task<'gc>>, Thrown<'gc>> {
        if self.push_plain(data, function, func, n, deliver).is_some() {
            return Ok(None);
        }
        match self.push_lua(data, function, func, n, deliver) {
            Ok(_) => Ok(None),
            Err(thrown) => Err(self.throw(ctx, Fault::Thrown(thrown))),
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
                return self.enter_lua(ctx, data, function, func, n, deliver);
            }
            if let Ok(native) = data.downcast::<NativeRoot>() {
                if let Err(thrown) = self.reserve(func + n + 1) {
                    return Err(self.throw(ctx, Fault::Thrown(thrown)));
                }
                let mut cx = Cx { ctx, vm: self, func, nargs: n };
                return match (native.function)(&mut cx) {
                    Ok(flow) => Ok(Some(Task::Flow { flow, func, deliver })),
                    Err(fault) => Err(self.throw_native(ctx, func, fault)),
                };
            }
        }
        match self.resolve_callee(ctx, func, n) {
            Ok(n) => Ok(Some(Task::Call { func, n, deliver })),
            Err(fault) => Err(self.throw_uncallable(ctx, fault, deliver)),
        }
    }

    /// Puts the function that a value is called through in its place, where the value is none itself, and the value before
    /// the arguments; gives how many there are then. A handler may be such a value in turn: the chain is gone through
    /// before anything is moved, and ends at the latest where its values don't fit on the stack.
    pub fn resolve_callee(&mut self, ctx: Context<'gc>, func: usize, n: usize) -> Result<usize, Fault<'gc>> {
        let mut callee = self.stack_value(func);
        let mut objects = Vec::new();
        while !is_function(&callee) {
            objects.push(callee);
            callee = self.callable(ctx, &callee)?;
            self.charge(1)?;
            self.check_stack(func + n + objects.len())?;
        }
        let moved = objects.len();
        if moved > 0 {
            self.charge((n + moved) / 16)?;
            self.reserve(func + n + moved + 1)?;
            self.thread.stack.copy_within(func + 1..func + n + 1, func + 1 + moved);
            self.set_stack(func, callee);
            for (i, object) in objects.into_iter().rev().enumerate() {
                self.set_stack(func + 1 + i, object);
            }
        }
        Ok(n + moved)
    }

    /// The error of a call of what can't be called. A metamethod goes by its own name, not by an operand's.
    #[cold]
    fn throw_uncallable(&mut self, ctx: Context<'gc>, fault: Fault<'gc>, deliver: Deliver) -> Thrown<'gc> {
        let event = match deliver {
            Deliver::Call(_) | Deliver::Native | Deliver::Base => None,
            _ => self.running_instruction().as_ref().and_then(metamethod_of),
        };
        match (fault, event) {
            (Fault::Operand(message, _), Some(event)) => {
                self.throw(ctx, Fault::Message(format!("{message} (metamethod '{event}')")))
            }
            (fault, _) => self.throw(ctx, fault),
        }
    }

    /// Does what a native function asks for; `None` when that pushed a Lua function's frame.
    fn flow(
        &mut self,
        ctx: Context<'gc>,
        flow: Flow<'gc>,
        func: usize,
        deliver: Deliver,
    ) -> Result<Option<Task<'gc>>, Thrown<'gc>> {
        let task = match flow {
            Flow::Return { from, n } => Task::Finish { from, n, func, deliver },
            Flow::Call { func: callee, n, then } => {
                // Natives that call each other run no instruction.
                self.charge(1)?;
                if self.is_too_deep() {
                    return Err(Thrown::Overflow);
                }
                let function = match self.stack_value(func) {
                    Value::UserData(function) => Some(function),
                    _ => None,
                };
                self.thread.continuations.push(then);
                self.thread.frames.push(Frame {
                    function,
                    code: None,
                    func: func as u32,
                    base: callee as u32,
                    pc: 0,
                    arguments: 0,
                    top: 0,
                    deliver,
                });
                return self.call(ctx, callee, n, Deliver::Native);
            }
            Flow::Yield { from, n } => self.yield_values(ctx, from, n, func, deliver)?,
            Flow::Resume { coroutine, from, n, is_wrap } => {
                self.resume(ctx, coroutine, from, n, func, deliver, is_wrap)?
            }
            Flow::Close { coroutine } => self.close_coroutine(ctx, coroutine, func, deliver)?,
        };
        Ok(Some(task))
    }

    /// A native function on top gets the results that it waits for.
    fn resume_native(
        &mut self,
        ctx: Context<'gc>,
        from: usize,
        n: usize,
    ) -> Result<Option<Task<'gc>>, Thrown<'gc>> {
        let Some(frame) = self.thread.frames.pop() else { return Err(internal(ctx)) };
        let Some(then) = self.thread.continuations.pop() else { return Err(internal(ctx)) };
        let func = frame.func as usize;
        let nargs = (frame.base as usize).saturating_sub(func + 1);
        let mut cx = Cx { ctx, vm: self, func, nargs };
        match then.resume(&mut cx, from, n) {
            Ok(flow) => self.flow(ctx, flow, func, frame.deliver),
            Err(fault) => Err(self.throw_native(ctx, func, fault)),
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
                    copy_values(&mut self.thread.stack, from, n, func);
                    self.thread.top = func + n;
                    return Ok(None);
                }
                let want = usize::from(want) - 1;
                let have = n.min(want);
                copy_values(&mut self.thread.stack, from, have, func);
                for i in have..want {
                    self.set_stack(func + i, Value::Nil);
                }
            }
            Deliver::Register(_) | Deliver::Test(_) => self.deliver_value(first, deliver),
            Deliver::Concat { a, b, n } => {
                let at = base + usize::from(b) + usize::from(n) - 2;
                self.set_stack(at, first);
                return self.concat(ctx, base, a, b, n - 1);
            }
            Deliver::Again => frame.pc = frame.pc.saturating_sub(1),
            Deliver::Discard | Deliver::Native | Deliver::Base => {}
        }
        Ok(None)
    }

    /// Gives the Lua function on top the value of an operation.
    pub fn deliver_value(&mut self, value: Value<'gc>, deliver: Deliver) {
        let Some(frame) = self.thread.frames.last_mut() else { return };
        match deliver {
            Deliver::Register(a) => {
                let at = frame.base as usize + usize::from(a);
                self.set_stack(at, value);
            }
            Deliver::Test(when) => {
                let jump = lua_function(frame)
                    .and_then(|function| function.code.proto.code.get(frame.pc as usize).copied());
                let offset = match jump {
                    Some(Instruction::Jump { high, low }) if truthy(&value) == when => {
                        Instruction::jump_offset(high, low)
                    }
                    _ => 0,
                };
                frame.pc = (i64::from(frame.pc) + 1 + i64::from(offset)) as u32;
            }
            _ => {}
        }
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

    /// Calls the finalizers that are due, between two instructions of the running function.
    pub fn finalize(&mut self, ctx: Context<'gc>) -> Result<Next, Thrown<'gc>> {
        let saved = self.thread.frames.last().map_or(0, |frame| frame.top as usize);
        let func = self.live_top().max(self.thread.top).max(saved);
        self.reserve(func + 1)?;
        self.set_stack(func, self.finalize);
        self.drive(ctx, Task::Call { func, n: 0, deliver: Deliver::Discard })
    }

    /// The call that closes the next variable at or above a place on the stack; then the instruction is done again.
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
        self.call_above(ctx, handler, &[value, error], Deliver::Again).map(Some)
    }
}

/// The VM contradicts itself.
#[cold]
pub(crate) fn internal<'gc>(ctx: Context<'gc>) -> Thrown<'gc> {
    Thrown::Value(literal(ctx, "internal error of the Lua VM"))
}
