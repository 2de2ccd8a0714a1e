//! What debuggers and profilers see of a running program. The interpreter's hooked loop calls [`Vm::trace`] before every
//! instruction; the plain loop knows nothing of all this.

pub(crate) mod evaluate;
pub(crate) mod inspect;
pub(crate) mod lines;
pub(crate) mod recorder;
pub(crate) mod stop;

use std::collections::BTreeMap;
use std::rc::Rc;

use gc_arena::{Collect, Gc};
use piccolo::{Context, Value};

use crate::error::{Fault, Thrown};
use crate::function::{Loaded, Native};
use crate::instruction::Instruction;
use crate::interpreter::Exit;
use crate::native::{Cx, Flow, PassOn};
use crate::proto::Proto;
use crate::vm::{LIBRARY, Vm};
pub(crate) use recorder::Recorder;
use stop::{Debugging, HeldError, Parked};

/// The state of the tools.
#[derive(Collect)]
#[collect(no_drop)]
pub(crate) struct Tools<'gc> {
    #[collect(require_static)]
    pub debugging: Debugging,
    /// What runs is recorded.
    #[collect(require_static)]
    pub recorder: Option<Recorder>,
    /// The stopped call, while something else is evaluated.
    pub parked: Option<Parked<'gc>>,
    /// The error at which the call is stopped.
    pub error: Option<HeldError<'gc>>,
    /// Values that a debugger may ask for the parts of.
    pub shown: Vec<Value<'gc>>,
    /// Counts evaluations, so that a function made in one doesn't read the frame of another.
    pub evaluations: u32,
    /// The code that was loaded, by file.
    #[collect(require_static)]
    pub chunks: BTreeMap<Rc<str>, Rc<Proto>>,
    #[collect(require_static)]
    last: Last,
    #[collect(require_static)]
    pub seen: Seen,
}

/// What was done already before the instruction that comes next.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum Seen {
    #[default]
    Nothing,
    /// The debugger stopped at it.
    Stop,
}

/// The instruction that was traced last.
#[derive(Clone, Copy)]
pub(crate) struct Last {
    /// The address of its function's code.
    proto: *const Proto,
    /// Frames, those of the threads that wait included.
    depth: usize,
    /// The address of its coroutine, 0 for the main program.
    thread: usize,
    pc: usize,
    line: u32,
    /// It may have left the frame without another instruction's being traced.
    may_leave: bool,
}

impl Default for Last {
    fn default() -> Self {
        Self { proto: std::ptr::null(), depth: 0, thread: 0, pc: 0, line: 0, may_leave: true }
    }
}

/// What the instruction that comes next is the first of.
#[derive(Clone, Copy)]
pub(crate) struct Event {
    pub depth: usize,
    pub line: u32,
    /// A function begins.
    pub is_entry: bool,
    /// A line begins, perhaps again.
    pub is_line: bool,
}

impl Default for Tools<'_> {
    fn default() -> Self {
        Self {
            debugging: Debugging::default(),
            recorder: None,
            parked: None,
            error: None,
            shown: Vec::new(),
            evaluations: 0,
            chunks: BTreeMap::new(),
            last: Last::default(),
            seen: Seen::Nothing,
        }
    }
}

impl<'gc> Tools<'gc> {
    /// The values that the tools refer to, but those of the parked call's threads.
    pub fn add_values(&self, values: &mut Vec<Value<'gc>>) {
        values.extend(&self.shown);
        let parked = self.parked.as_ref().and_then(Parked::error);
        values.extend(self.error.as_ref().into_iter().chain(parked).map(|error| error.value));
    }

    /// Whether the hooked loop is needed.
    pub fn is_on(&self) -> bool {
        self.parked.is_none() && (self.is_recording() || self.debugging.is_watching())
    }

    fn is_recording(&self) -> bool {
        self.recorder.as_ref().is_some_and(|recorder| recorder.is_on)
    }

    /// A call begins, which a debugger may stop.
    pub fn start_call(&mut self, may_stop: bool) {
        self.last = Last::default();
        self.seen = Seen::Nothing;
        self.debugging.may_stop = may_stop;
        if let Some(recorder) = &mut self.recorder {
            recorder.start();
        }
    }

    /// The call is over.
    pub fn end_call(&mut self) {
        self.debugging.end_call();
        self.shown.clear();
        if let Some(recorder) = &mut self.recorder {
            recorder.finish();
        }
    }

    /// The call is stopped.
    pub fn sleep(&mut self) {
        if let Some(recorder) = &mut self.recorder {
            recorder.sleep();
        }
    }

    /// The stopped call goes on: what was shown of it is no longer so.
    pub fn wake(&mut self) {
        self.shown.clear();
        self.debugging.stop = None;
        if let Some(recorder) = &mut self.recorder {
            recorder.wake();
        }
    }

    /// A file was compiled.
    pub fn know(&mut self, main: &Rc<Proto>) {
        self.debugging.replace_code(&main.chunk, main);
        self.chunks.insert(main.chunk.clone(), main.clone());
    }
}

/// Ends a native function that returns nothing, so that the loop is left and entered anew: the hooked one, if it is needed
/// since.
pub(crate) fn enter_hooked_loop<'gc>(cx: &mut Cx<'gc, '_>) -> Result<Flow<'gc>, Fault<'gc>> {
    cx.vm.leaves_loop = true;
    let nothing = Native::create(cx.ctx, "nothing", |cx| cx.none());
    cx.call(nothing, &[], Box::new(PassOn))
}

impl<'gc> Vm<'gc> {
    /// Frames, those of the threads that wait included.
    pub fn depth(&self) -> usize {
        let waiting: usize = self.resumers.iter().map(|resumer| resumer.thread.frames.len()).sum();
        self.thread.frames.len() + waiting
    }

    /// Looks at the instruction that comes next. Gives the reason to leave the loop before it, if there is one.
    pub fn trace(
        &mut self,
        _ctx: Context<'gc>,
        loaded: &Loaded<'gc>,
        pc: usize,
    ) -> Result<Option<Exit>, Thrown<'gc>> {
        let seen = std::mem::take(&mut self.tools.seen);
        if seen == Seen::Stop || &*loaded.proto.chunk == LIBRARY {
            return Ok(None);
        }
        if self.asked_to_stop() {
            return Ok(Some(Exit::Stop));
        }
        let Some(event) = self.note(&loaded.proto, pc) else { return Ok(None) };
        if self.tools.is_recording() {
            self.record(&loaded.proto, pc, event);
        }
        if self.tools.debugging.is_watching() && self.has_to_stop(&loaded.proto, event) {
            self.tools.seen = Seen::Stop;
            return Ok(Some(Exit::Stop));
        }
        Ok(None)
    }

    /// What begins with an instruction; `None` where it is one that was interrupted and is done again.
    fn note(&mut self, proto: &Rc<Proto>, pc: usize) -> Option<Event> {
        let address = Rc::as_ptr(proto);
        let depth = self.depth();
        let thread =
            self.thread.coroutine.map_or(0, |data| Gc::as_ptr(data.into_inner()) as *const () as usize);
        let line = proto.position_at(pc).line;
        let instruction = proto.code.get(pc).copied();
        let last = self.tools.last;
        self.tools.last = Last { proto: address, depth, thread, pc, line, may_leave: may_leave(instruction) };
        let is_same = last.proto == address && last.depth == depth && last.thread == thread;
        if is_same && pc == last.pc && !is_jump(instruction) {
            return None;
        }
        if pc == 0 && (!is_same || last.may_leave) {
            return Some(Event { depth, line, is_entry: true, is_line: true });
        }
        // Back from a call, the line is still the call's.
        let (line_before, is_back) = match is_same {
            true => (last.line, pc <= last.pc),
            false => (proto.position_at(pc.saturating_sub(1)).line, false),
        };
        Some(Event { depth, line, is_entry: false, is_line: line != line_before || is_back })
    }
}

/// Whether an instruction may leave its frame for another one of the same function.
fn may_leave(instruction: Option<Instruction>) -> bool {
    matches!(
        instruction,
        Some(
            Instruction::Call { .. }
                | Instruction::TailCall { .. }
                | Instruction::ForInCall { .. }
                | Instruction::Return { .. }
                | Instruction::Return0
                | Instruction::Return1 { .. }
                | Instruction::ReturnClose { .. }
        )
    )
}

/// Whether an instruction may come right after itself.
fn is_jump(instruction: Option<Instruction>) -> bool {
    matches!(
        instruction,
        Some(Instruction::Jump { .. } | Instruction::ForLoop { .. } | Instruction::ForInLoop { .. })
    )
}
