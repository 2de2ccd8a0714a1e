//! The stack of the running thread: its registers and its frames, and how deep they may go.

use piccolo::{UserData, Value};

use super::{Vm, lua_function};
use crate::coroutine::Deliver;
use crate::error::{Thrown, out_of_memory};
use crate::function::LuaFunction;
use crate::value::copy;

/// Registers that an instruction can name, and so the least that has to be on the stack above a frame's base.
pub(crate) const WINDOW: usize = 256;
/// Registers of one thread, as PUC-Lua's `LUAI_MAXSTACK`.
const MAX_STACK: usize = 1_000_000;
/// Registers and frames beyond the limits for handling an overflow, as PUC-Lua's `ERRORSTACKSIZE` and `CSTACKERR`.
const SPARE: (usize, usize) = (16 * WINDOW, 256);

impl<'gc> Vm<'gc> {
    /// Makes room on the stack for values up to `end`, and for the registers above.
    #[inline]
    pub fn reserve(&mut self, end: usize) -> Result<(), Thrown<'gc>> {
        if end > self.thread.high {
            self.thread.high = end;
        }
        if end + WINDOW > self.thread.stack.len() {
            return self.grow_stack(end);
        }
        Ok(())
    }

    /// Fails where values up to `end` don't fit on the stack.
    pub fn check_stack(&self, end: usize) -> Result<(), Thrown<'gc>> {
        let most = if self.has_spare { MAX_STACK + SPARE.0 } else { MAX_STACK };
        if end > most { Err(Thrown::Overflow) } else { Ok(()) }
    }

    #[cold]
    fn grow_stack(&mut self, end: usize) -> Result<(), Thrown<'gc>> {
        /// Bytes of the stack that are made or moved in the time of an instruction.
        const BYTES: usize = 256;
        /// Registers that cost nothing.
        const SMALL: usize = 4 * WINDOW;
        self.check_stack(end)?;
        let old = self.thread.stack.len();
        let length = (end + WINDOW).max(old * 3 / 2).min(MAX_STACK + 2 * WINDOW).max(end + WINDOW);
        // What a call starts with comes before its fuel.
        if length > SMALL {
            // The loop keeps the slice's fuel to itself while it enters a function.
            self.reserve_fuel -= (length * size_of::<Value<'gc>>() / BYTES) as i64;
            self.charge(0)?;
        }
        if !self.has_memory((length - old) * size_of::<Value<'gc>>()) {
            return Err(out_of_memory());
        }
        self.thread.stack.reserve_exact(length - old);
        self.thread.stack.resize(length, Value::Nil);
        self.thread.account(&self.metrics);
        Ok(())
    }

    /// Whether as many frames are on the stack as there may be.
    #[inline]
    pub fn is_too_deep(&self) -> bool {
        let depth = self.thread.frames.len();
        let most = self.limits.call_depth as usize;
        depth >= most && !(self.has_spare && depth < most + SPARE.1)
    }

    /// Takes back what an overflow was given, once it is over: `top` is the first register that is free now.
    pub fn end_spare(&mut self, top: usize) {
        let is_over = self.thread.frames.len() < self.limits.call_depth as usize && top < MAX_STACK;
        self.has_spare &= !is_over;
    }

    /// Pushes the frame of a Lua function, if it takes no `...` and there is room; gives its base.
    #[inline(always)]
    pub fn push_plain(
        &mut self,
        data: UserData<'gc>,
        callee: &'gc LuaFunction<'gc>,
        func: usize,
        nargs: usize,
        deliver: Deliver,
    ) -> Option<usize> {
        let code = callee.code.as_ref();
        let base = func + 1;
        let thread = &mut self.thread;
        let end = func + code.room;
        if end > thread.stack.len() || thread.frames.len() >= self.limits.call_depth as usize {
            return None;
        }
        thread.high = thread.high.max(end - WINDOW);
        thread.push_frame::<false>(data, callee, func, base, nargs, deliver);
        Some(base)
    }

    /// Pushes the frame of a Lua function; gives its base.
    #[inline(never)]
    pub fn push_lua(
        &mut self,
        data: UserData<'gc>,
        callee: &'gc LuaFunction<'gc>,
        func: usize,
        nargs: usize,
        deliver: Deliver,
    ) -> Result<usize, Thrown<'gc>> {
        let code = callee.code.as_ref();
        let first = func + 1;
        let base = if code.is_vararg { first + nargs } else { first };
        self.reserve(base + code.stack_size)?;
        if self.is_too_deep() {
            return Err(Thrown::Overflow);
        }
        if code.is_vararg {
            // The parameters move above the arguments, the rest of which is `...`.
            for i in 0..code.params.min(nargs) {
                let value = self.thread.stack.get_mut(first + i).map(std::mem::take).unwrap_or_default();
                self.set_stack(base + i, value);
            }
            self.thread.push_frame::<true>(data, callee, func, base, nargs, deliver);
        } else {
            self.thread.push_frame::<false>(data, callee, func, base, nargs, deliver);
        }
        Ok(base)
    }

    /// The first place on the stack that nothing uses.
    pub fn live_top(&self) -> usize {
        match self.thread.frames.last() {
            None => 0,
            Some(frame) => match lua_function(frame) {
                Some(function) => frame.base as usize + function.code.stack_size,
                None => frame.base as usize,
            },
        }
    }

    /// Forgets what is on the stack above what is in use, so that the collector doesn't see it.
    pub fn clean_stack(&mut self) {
        let top = self.live_top().max(self.thread.top);
        let high = self.thread.high;
        if let Some(dead) = self.thread.stack.get_mut(top.min(high)..high) {
            dead.fill(Value::Nil);
        }
        self.thread.high = top;
        self.thread.shrink(top);
        self.thread.account(&self.metrics);
    }

    #[inline]
    pub fn stack_value(&self, i: usize) -> Value<'gc> {
        self.thread.stack.get(i).map_or(Value::Nil, copy)
    }

    #[inline]
    pub fn set_stack(&mut self, i: usize, value: Value<'gc>) {
        if let Some(slot) = self.thread.stack.get_mut(i) {
            *slot = value;
        }
    }
}
