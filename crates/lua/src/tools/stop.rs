//! Stopping: breakpoints, steps and errors, and putting a stopped call aside while something else runs.

use std::cell::Cell;
use std::collections::BTreeMap;
use std::rc::Rc;

use gc_arena::Collect;
use luminara_script::{BreakOnError, Breakpoint, Resume, StopReason, TraceFrame};
use piccolo::Value;

use super::lines::breakable_lines;
use super::{Event, Last, Seen};
use crate::coroutine::{Resumer, Thread};
use crate::error::{LimitExceeded, Thrown};
use crate::proto::Proto;
use crate::value::{to_bytes, type_name};
use crate::vm::Vm;

/// A breakpoint in its place.
#[derive(Clone, Debug)]
pub(crate) struct Placed {
    pub asked: Breakpoint,
    /// Where it stands.
    pub line: u32,
    /// How often it was reached with its condition true.
    pub hits: u32,
}

/// The debugger's state.
#[derive(Default)]
pub(crate) struct Debugging {
    /// A debugger is attached.
    pub is_attached: bool,
    /// The call that runs may be stopped.
    pub may_stop: bool,
    pub breakpoints: BTreeMap<Rc<str>, Vec<Placed>>,
    pub on_error: BreakOnError,
    step: Option<Step>,
    /// Stop at the next line.
    pub pause: bool,
    /// The script asked to stop.
    pub break_here: Cell<bool>,
    /// Where the call that runs was stopped.
    pub stop: Option<Stopped>,
}

/// A step that isn't done.
struct Step {
    how: Resume,
    /// Frames when it began.
    depth: usize,
}

/// Why a call is stopped.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Stopped {
    pub reason: StopReason,
    pub message: Option<String>,
    /// The instruction that the innermost frame names was begun already.
    pub is_after: bool,
}

impl Debugging {
    /// Whether the call that runs has to be watched.
    pub fn is_watching(&self) -> bool {
        self.may_stop
            && self.is_attached
            && (self.pause || self.break_here.get() || self.step.is_some() || !self.breakpoints.is_empty())
    }

    /// A step begins, or the call runs on.
    pub fn start_step(&mut self, how: Resume, depth: usize) {
        self.step = (how != Resume::Continue).then_some(Step { how, depth });
    }

    /// The call is over.
    pub fn end_call(&mut self) {
        self.step = None;
        self.stop = None;
        self.break_here.set(false);
        self.may_stop = false;
    }

    /// Replaces a file's breakpoints; gives the lines where they stand.
    pub fn place(
        &mut self,
        file: &str,
        breakpoints: &[Breakpoint],
        code: Option<&Proto>,
    ) -> Vec<Option<u32>> {
        let lines = code.map(breakable_lines);
        let old = self.breakpoints.remove(file).unwrap_or_default();
        let mut placed = Vec::new();
        let mut answer = Vec::new();
        for breakpoint in breakpoints {
            let line = match &lines {
                Some(lines) => lines.range(breakpoint.line..).next().copied(),
                None => Some(breakpoint.line),
            };
            answer.push(line);
            let known = old.iter().find(|old| old.asked == *breakpoint);
            let hits = known.map_or(0, |known| known.hits);
            placed.push(Placed { asked: breakpoint.clone(), line: line.unwrap_or(0), hits });
        }
        if !placed.is_empty() {
            self.breakpoints.insert(file.into(), placed);
        }
        answer
    }

    /// A file has other code: its breakpoints move to where there is some.
    pub fn replace_code(&mut self, file: &str, code: &Proto) {
        let Some(placed) = self.breakpoints.get(file) else { return };
        let asked: Vec<Breakpoint> = placed.iter().map(|placed| placed.asked.clone()).collect();
        self.place(file, &asked, Some(code));
    }

    /// The breakpoints at a line.
    pub fn breakpoints_at(&mut self, file: &str, line: u32) -> impl Iterator<Item = &mut Placed> {
        let placed = self.breakpoints.get_mut(file);
        placed.into_iter().flatten().filter(move |placed| placed.line == line)
    }
}

/// A stopped call that was put aside.
#[derive(Collect)]
#[collect(no_drop)]
pub(crate) struct Parked<'gc> {
    pub thread: Thread<'gc>,
    pub resumers: Vec<Resumer<'gc>>,
    slice: i64,
    reserve_fuel: i64,
    later_fuel: i64,
    receiver_changed: bool,
    error: Option<HeldError<'gc>>,
    #[collect(require_static)]
    trace: Vec<TraceFrame>,
    #[collect(require_static)]
    host_error: Option<String>,
    #[collect(require_static)]
    last: Last,
    #[collect(require_static)]
    seen: Seen,
    /// The frame in which something is evaluated: which thread, from the innermost, and which of its frames.
    pub frame: Option<(usize, usize)>,
}

impl<'gc> Parked<'gc> {
    /// The error at which the call is stopped.
    pub fn error(&self) -> Option<&HeldError<'gc>> {
        self.error.as_ref()
    }
}

/// An error at which a call is stopped, before anything is done about it.
#[derive(Collect)]
#[collect(no_drop)]
pub(crate) struct HeldError<'gc> {
    pub value: Value<'gc>,
    #[collect(require_static)]
    limit: Option<LimitExceeded>,
    is_overflow: bool,
}

impl<'gc> HeldError<'gc> {
    /// The error, to be thrown.
    pub fn into_thrown(self) -> Thrown<'gc> {
        match self.limit {
            Some(limit) => Thrown::Limit(Box::new(limit)),
            None if self.is_overflow => Thrown::Overflow,
            None => Thrown::Value(self.value),
        }
    }
}

impl<'gc> Vm<'gc> {
    /// Whether the script asked to stop; that is then noted.
    pub(super) fn asked_to_stop(&mut self) -> bool {
        let debugging = &mut self.tools.debugging;
        if !debugging.break_here.take() {
            return false;
        }
        debugging.stop = Some(Stopped { reason: StopReason::BreakHere, message: None, is_after: false });
        debugging.pause = false;
        true
    }

    /// Whether the call stops before an instruction; why is then noted.
    pub(super) fn has_to_stop(&mut self, proto: &Rc<Proto>, event: Event) -> bool {
        let debugging = &mut self.tools.debugging;
        let is_done = match &debugging.step {
            Some(Step { how: Resume::StepOut, depth }) => event.depth < *depth,
            // Back in the caller, its line counts though it is half done.
            Some(Step { how: Resume::StepOver, depth }) => {
                event.depth < *depth || event.is_line && event.depth == *depth
            }
            Some(Step { how: Resume::StepIn, depth }) => event.depth < *depth || event.is_line,
            _ => false,
        };
        let reason = if is_done {
            StopReason::Step
        } else if event.is_line && debugging.pause {
            StopReason::Pause
        } else if event.is_line && debugging.breakpoints_at(&proto.chunk, event.line).next().is_some() {
            StopReason::Breakpoint
        } else {
            return false;
        };
        debugging.stop = Some(Stopped { reason, message: None, is_after: false });
        debugging.pause = false;
        true
    }

    /// Stops at an error that was just thrown, if the debugger wants that; else gives it back.
    pub fn stop_at_error(&mut self, thrown: Thrown<'gc>) -> Result<(), Thrown<'gc>> {
        let debugging = &self.tools.debugging;
        if !debugging.is_attached || !debugging.may_stop || self.tools.parked.is_some() {
            return Err(thrown);
        }
        let is_wanted = match debugging.on_error {
            BreakOnError::Never => false,
            BreakOnError::Uncaught => matches!(thrown, Thrown::Limit(_)) || !self.is_caught(),
            BreakOnError::All => true,
        };
        if !is_wanted {
            return Err(thrown);
        }
        let (held, message) = match thrown {
            // It was seen before its handler was called.
            Thrown::Handled(_) => return Err(thrown),
            Thrown::Limit(limit) => {
                let message = limit.message.clone();
                (HeldError { value: Value::Nil, limit: Some(*limit), is_overflow: false }, message)
            }
            Thrown::Overflow => {
                let held = HeldError { value: Value::Nil, limit: None, is_overflow: true };
                (held, crate::unwind::STACK_OVERFLOW.to_owned())
            }
            Thrown::Value(value) => {
                let message = match to_bytes(&value) {
                    Some(text) => String::from_utf8_lossy(&text).into_owned(),
                    None => format!("(error object is a {} value)", type_name(&value)),
                };
                (HeldError { value, limit: None, is_overflow: false }, message)
            }
        };
        self.tools.error = Some(held);
        let stop = Stopped { reason: StopReason::Error, message: Some(message), is_after: true };
        self.tools.debugging.stop = Some(stop);
        Ok(())
    }

    /// Whether something in the program catches an error that is thrown now.
    fn is_caught(&self) -> bool {
        let catches = |thread: &Thread<'gc>| thread.natives().any(|(_, then)| then.catches());
        if catches(&self.thread) {
            return true;
        }
        // `coroutine.resume` catches; `coroutine.wrap` passes on.
        self.resumers.iter().rev().any(|resumer| !resumer.is_wrap || catches(&resumer.thread))
    }

    /// Puts the stopped call aside, so that something can be evaluated in one of its frames.
    pub fn park(&mut self, frame: Option<(usize, usize)>) {
        self.tools.parked = Some(Parked {
            thread: std::mem::take(&mut self.thread),
            resumers: std::mem::take(&mut self.resumers),
            slice: self.slice,
            reserve_fuel: self.reserve_fuel,
            later_fuel: std::mem::take(&mut self.later_fuel),
            receiver_changed: self.receiver_changed,
            error: self.tools.error.take(),
            trace: std::mem::take(&mut self.trace),
            host_error: self.outside.host_error.take(),
            last: self.tools.last,
            seen: self.tools.seen,
            frame,
        });
    }

    /// Takes the stopped call up again.
    pub fn unpark(&mut self) {
        let Some(parked) = self.tools.parked.take() else { return };
        self.thread = parked.thread;
        self.resumers = parked.resumers;
        self.slice = parked.slice;
        self.reserve_fuel = parked.reserve_fuel;
        self.later_fuel = parked.later_fuel;
        self.receiver_changed = parked.receiver_changed;
        self.tools.error = parked.error;
        self.trace = parked.trace;
        self.outside.host_error = parked.host_error;
        self.tools.last = parked.last;
        self.tools.seen = parked.seen;
    }
}
