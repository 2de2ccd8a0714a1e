//! Coroutines, and the stack of frames and registers that each of them and the main program has.

use gc_arena::metrics::Metrics;
use gc_arena::{Collect, Gc};
use piccolo::{UserData, Value};

use crate::function::{Loaded, LuaFunction};
use crate::memory::Account;
use crate::native::Continuation;
use crate::vm::WINDOW;

/// How a call's results get to its caller.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Collect)]
#[collect(require_static)]
pub(crate) enum Deliver {
    /// To where the function stood: `n - 1` values, 0 for all.
    Call(u8),
    /// The first to a register.
    Register(u8),
    /// Its truth decides the jump that comes next.
    Test(bool),
    /// Nowhere.
    Discard,
    /// Nowhere; the instruction that called is done again.
    Again,
    /// The first to the register of the last operand but one; then the concatenation of the `n` operands from `b`
    /// goes on, into `a`.
    Concat { a: u8, b: u8, n: u8 },
    /// To the native function that called.
    Native,
    /// The thread is done.
    Base,
}

/// A call in progress. Small and plain, since it is pushed and popped with every call.
#[derive(Clone, Copy, Collect)]
#[collect(no_drop)]
pub(crate) struct Frame<'gc> {
    /// The function: ours, or the native one that waits for what it called.
    pub function: Option<UserData<'gc>>,
    /// The function's code; none for a native one, which goes on with one of the thread's continuations.
    pub code: Option<Gc<'gc, Loaded<'gc>>>,
    /// Where the function stands on the stack, and its results go.
    pub func: u32,
    /// Register 0.
    pub base: u32,
    /// The next instruction.
    pub pc: u32,
    /// How many arguments went to `...`, and whether it was a tail call: [`Frame::extra`], [`Frame::is_tail`].
    pub(crate) arguments: u32,
    /// The top, while results up to it wait for variables to be closed.
    pub top: u32,
    pub deliver: Deliver,
}

/// In [`Frame::arguments`]: the function was called in place of the one that called it.
const TAIL: u32 = 1 << 31;

impl Frame<'_> {
    /// How many arguments went to `...`.
    #[inline]
    pub fn extra(&self) -> usize {
        (self.arguments & !TAIL) as usize
    }

    /// Whether it took the place of the function that called it.
    pub fn is_tail(&self) -> bool {
        self.arguments & TAIL != 0
    }

    pub fn note_tail(&mut self) {
        self.arguments |= TAIL;
    }

    /// Whether it is a native function's.
    pub fn is_native(&self) -> bool {
        self.code.is_none()
    }
}

/// A stack.
#[derive(Default, Collect)]
#[collect(no_drop)]
pub(crate) struct Thread<'gc> {
    pub stack: Vec<Value<'gc>>,
    pub frames: Vec<Frame<'gc>>,
    /// What the native functions among the frames go on with, in the same order.
    pub continuations: Vec<Box<dyn Continuation<'gc> + 'gc>>,
    /// Where variables stand that have to be closed.
    pub closing: Vec<u32>,
    /// The end of the values that an instruction left "up to the top".
    pub top: usize,
    /// Nothing but nil is on the stack from here on.
    pub high: usize,
    /// The coroutine that this is; none for the main program.
    pub coroutine: Option<UserData<'gc>>,
    /// Apart, since threads are moved whenever coroutines are switched.
    memory: Option<Box<ThreadMemory>>,
}

/// What a stack takes.
#[derive(Default, Collect)]
#[collect(require_static)]
struct ThreadMemory {
    account: Account,
    /// The capacities that were told to the collector.
    told: usize,
}

/// Registers and frames that a stack keeps though they are free.
const KEPT: (usize, usize) = (1 << 14, 1 << 12);

impl<'gc> Thread<'gc> {
    /// Pushes the frame of a Lua function, its registers from `base` on, and makes the parameters nil that it was given
    /// no arguments for.
    #[inline(always)]
    pub fn push_frame(
        &mut self,
        data: UserData<'gc>,
        callee: &'gc LuaFunction<'gc>,
        func: usize,
        base: usize,
        nargs: usize,
        deliver: Deliver,
    ) {
        let code = callee.code.as_ref();
        let extra = if code.is_vararg { nargs.saturating_sub(code.params) as u32 } else { 0 };
        if nargs < code.params
            && let Some(missing) = self.stack.get_mut(base + nargs..base + code.params)
        {
            missing.fill(Value::Nil);
        }
        self.frames.push(Frame {
            function: Some(data),
            code: Some(callee.code),
            func: func as u32,
            base: base as u32,
            pc: 0,
            arguments: extra,
            top: 0,
            deliver,
        });
    }

    /// Tells the collector how much memory this is.
    #[inline]
    pub fn account(&mut self, metrics: &Metrics) {
        let capacities = self.stack.capacity() + self.frames.capacity() + self.continuations.capacity();
        if self.memory.as_ref().map_or(0, |memory| memory.told) != capacities {
            self.account_anew(metrics, capacities);
        }
    }

    #[cold]
    fn account_anew(&mut self, metrics: &Metrics, capacities: usize) {
        let bytes = self.stack.capacity() * size_of::<Value<'gc>>()
            + self.frames.capacity() * size_of::<Frame<'gc>>()
            + self.continuations.capacity() * size_of::<Box<dyn Continuation<'gc> + 'gc>>()
            + self.closing.capacity() * size_of::<u32>();
        let memory = self.memory.get_or_insert_default();
        memory.told = capacities;
        memory.account.set(metrics, bytes);
    }

    /// Gives memory back that a deep recursion took: every collection looks at the whole stack. `top`: the first register
    /// that is free.
    #[inline]
    pub fn shrink(&mut self, top: usize) {
        let (registers, frames) = KEPT;
        if self.stack.len() > registers || self.frames.capacity() > frames {
            self.shrink_to(top);
        }
    }

    #[cold]
    fn shrink_to(&mut self, top: usize) {
        let (registers, frames) = KEPT;
        let needed = 2 * (top + WINDOW);
        if self.stack.len() > registers && self.stack.len() > 2 * needed {
            self.stack.truncate(needed.max(registers / 2));
            self.stack.shrink_to_fit();
            self.high = self.high.min(self.stack.len());
        }
        let needed = 2 * self.frames.len();
        if self.frames.capacity() > frames && self.frames.capacity() > 2 * needed {
            self.frames.shrink_to(needed.max(frames / 2));
            self.continuations.shrink_to(2 * self.continuations.len());
        }
    }

    /// Drops the frames from `keep` on, with their continuations.
    pub fn truncate_frames(&mut self, keep: usize) {
        let dropped = self.frames.get(keep..).unwrap_or_default();
        let natives = dropped.iter().filter(|frame| frame.is_native()).count();
        self.continuations.truncate(self.continuations.len().saturating_sub(natives));
        self.frames.truncate(keep);
    }

    /// The native frames with their continuations, innermost first.
    pub fn natives(&self) -> impl Iterator<Item = (usize, &(dyn Continuation<'gc> + 'gc))> {
        let frames = self.frames.iter().enumerate().rev().filter(|(_, frame)| frame.is_native());
        frames.map(|(i, _)| i).zip(self.continuations.iter().rev().map(|then| &**then))
    }
}

/// What `coroutine.status` says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Collect)]
#[collect(require_static)]
pub(crate) enum Status {
    Suspended,
    Running,
    Normal,
    Dead,
}

/// A coroutine.
#[derive(Collect)]
#[collect(no_drop)]
pub(crate) struct CoroutineState<'gc> {
    pub status: Status,
    /// Its stack, while it isn't running.
    pub thread: Thread<'gc>,
    /// The function to start with; none once it was started.
    pub start: Option<Value<'gc>>,
    /// The `yield` that it waits in: where its results go.
    pub yielded: Option<(u32, Deliver)>,
    /// The error that it died of, while it has variables to close.
    pub error: Option<Value<'gc>>,
}

/// A thread that waits for a coroutine that it resumed.
#[derive(Collect)]
#[collect(no_drop)]
pub(crate) struct Resumer<'gc> {
    pub thread: Thread<'gc>,
    /// Where the results of `resume` go.
    pub func: u32,
    pub deliver: Deliver,
    /// `coroutine.wrap`: results without a status, errors go on.
    pub is_wrap: bool,
    /// `coroutine.close`: whatever comes out is dropped.
    pub is_close: bool,
    /// Whether it handles an overflow.
    pub has_spare: bool,
}
