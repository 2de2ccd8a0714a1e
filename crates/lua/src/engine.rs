//! A VM with its collector: runs functions in slices on a piccolo executor, and collects garbage between them.

use gc_arena::lock::RefLock;
use gc_arena::metrics::Pacing;
use gc_arena::{Collect, Gc, Rootable};
use luminara_script::{Limits, ScriptError};
use piccolo::{
    BoxSequence, Callback, CallbackReturn, Context, Execution, Executor, Fuel, Function, Lua, Sequence,
    SequencePoll, Stack, StashedExecutor, StashedUserData, UserData, Value,
};

use crate::call::{Next, Task};
use crate::coroutine::Deliver;
use crate::error::{Thrown, Uncaught, out_of_memory, script_error};
use crate::interpreter::{Exit, execute};
use crate::tools::Seen;
use crate::tools::stop::HeldError;
use crate::vm::Vm;

type VmCell<'gc> = Gc<'gc, RefLock<Job<'gc>>>;
type JobRoot = Rootable![JobHandle<'_>];

/// The VM, as the collector holds it.
#[derive(Clone, Copy, Collect)]
#[collect(no_drop)]
struct JobHandle<'gc>(VmCell<'gc>);

/// The VM and what it is doing.
#[derive(Collect)]
#[collect(no_drop)]
struct Job<'gc> {
    vm: Vm<'gc>,
    /// What comes next; none when the loop was paused.
    task: Option<PendingTask>,
    running: bool,
    /// Where the results are, when the call is done.
    done: Option<(usize, usize)>,
    failed: Option<Failed<'gc>>,
    /// The call used up its frame's instructions and may go on later.
    paused: bool,
    over_memory: bool,
    /// A debugger stopped the call.
    stopped: bool,
}

#[derive(Collect)]
#[collect(require_static)]
enum PendingTask {
    Call { n: usize },
}

/// An error that nothing caught, kept until the host takes it.
#[derive(Collect)]
#[collect(no_drop)]
struct Failed<'gc> {
    value: Value<'gc>,
    #[collect(require_static)]
    limit: Option<crate::error::LimitExceeded>,
    #[collect(require_static)]
    trace: Vec<luminara_script::TraceFrame>,
    is_host: bool,
}

/// What a call came to.
pub(crate) enum Ended<'gc, 'a> {
    Values(&'a [Value<'gc>]),
    /// It isn't over: its frame's instructions are used up. The call is still on the VM.
    Paused,
    Error(Uncaught<'gc>),
}

/// The sequence that hosts the VM: polled by the executor for as long as there is something to run.
#[derive(Collect)]
#[collect(no_drop)]
struct Runner<'gc>(VmCell<'gc>);

impl<'gc> Sequence<'gc> for Runner<'gc> {
    fn poll(
        &mut self,
        ctx: Context<'gc>,
        mut exec: Execution<'gc, '_>,
        _: Stack<'gc, '_>,
    ) -> Result<SequencePoll<'gc>, piccolo::Error<'gc>> {
        let mut job = self.0.borrow_mut(&ctx);
        if !job.running {
            return Ok(SequencePoll::Yield { to_thread: None, is_tail: false });
        }
        match job.run_slice(ctx) {
            Slice::Done => {
                job.running = false;
                return Ok(SequencePoll::Yield { to_thread: None, is_tail: false });
            }
            Slice::Paused => {}
            Slice::Stopped => {
                job.vm.clean_stack();
                job.stopped = true;
            }
        }
        exec.fuel().interrupt();
        Ok(SequencePoll::Pending)
    }
}

/// How a slice ended.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Slice {
    /// The call is done.
    Done,
    /// The slice is used up.
    Paused,
    /// A debugger stopped the call.
    Stopped,
}

impl<'gc> Job<'gc> {
    /// Runs until the call is done, stopped, or the slice is used up.
    fn run_slice(&mut self, ctx: Context<'gc>) -> Slice {
        let mut next = match self.task.take() {
            Some(PendingTask::Call { n }) => {
                let task = Task::Call { func: 0, n, deliver: Deliver::Base };
                self.vm.drive(ctx, task)
            }
            None if self.vm.tools.error.is_some() => {
                let error = self.vm.tools.error.take().map(HeldError::into_thrown);
                match self.vm.unwind(ctx, error.unwrap_or_else(out_of_memory)) {
                    Ok(task) => self.vm.drive(ctx, task),
                    Err(uncaught) => {
                        self.fail(uncaught);
                        return Slice::Done;
                    }
                }
            }
            None => {
                let thrown = if self.over_memory { Err(out_of_memory()) } else { self.vm.next_slice() };
                if thrown.is_err() {
                    self.vm.step_past_pause();
                }
                match thrown {
                    Ok(false) => {
                        self.paused = true;
                        return Slice::Done;
                    }
                    Ok(true) if self.vm.has_unreachable() => self.vm.finalize(ctx),
                    other => other.map(|_| Next::Run),
                }
            }
        };
        loop {
            next = match next {
                Ok(Next::Done { from, n }) => {
                    self.done = Some((from, n));
                    return Slice::Done;
                }
                Ok(Next::Run) if std::mem::take(&mut self.vm.leaves_loop) => {
                    self.vm.clean_stack();
                    return Slice::Paused;
                }
                Ok(Next::Run) => match self.execute(ctx) {
                    Ok(Exit::Pause) => {
                        self.vm.clean_stack();
                        return Slice::Paused;
                    }
                    Ok(Exit::Stop) => return Slice::Stopped,
                    Ok(Exit::Next(next)) => Ok(next),
                    Err(thrown) => Err(thrown),
                },
                Err(thrown) => {
                    let Err(thrown) = self.vm.stop_at_error(thrown) else { return Slice::Stopped };
                    match self.vm.unwind(ctx, thrown) {
                        Ok(task) => self.vm.drive(ctx, task),
                        Err(uncaught) => {
                            self.fail(uncaught);
                            return Slice::Done;
                        }
                    }
                }
            };
        }
    }

    /// Runs bytecode, with the tools looking on if there are any.
    fn execute(&mut self, ctx: Context<'gc>) -> Result<Exit, Thrown<'gc>> {
        if self.vm.tools.is_on() {
            return execute::<true>(ctx, &mut self.vm);
        }
        // It goes on where it stopped, and isn't watched any more.
        self.vm.tools.seen = Seen::Nothing;
        execute::<false>(ctx, &mut self.vm)
    }

    fn fail(&mut self, uncaught: Uncaught<'gc>) {
        let (value, limit) = match uncaught.thrown {
            Thrown::Value(value) | Thrown::Handled(value) => (value, None),
            Thrown::Limit(limit) => (Value::Nil, Some(*limit)),
            Thrown::Overflow => (Value::Nil, None),
        };
        let (trace, is_host) = (uncaught.trace, uncaught.is_host);
        self.failed = Some(Failed { value, limit, trace, is_host });
    }

    fn take_end<T>(&mut self, f: impl FnOnce(&mut Vm<'gc>, Ended<'gc, '_>) -> T) -> Option<T> {
        if std::mem::take(&mut self.paused) {
            return Some(f(&mut self.vm, Ended::Paused));
        }
        self.vm.later_fuel = 0;
        if let Some(failed) = self.failed.take() {
            self.vm.reset();
            let thrown = match failed.limit {
                Some(limit) => Thrown::Limit(Box::new(limit)),
                None => Thrown::Value(failed.value),
            };
            let (trace, is_host) = (failed.trace, failed.is_host);
            return Some(f(&mut self.vm, Ended::Error(Uncaught { thrown, trace, is_host })));
        }
        let (from, n) = self.done.take()?;
        let values = self.vm.thread.stack.get(from..from + n).unwrap_or_default().to_vec();
        self.vm.thread.top = 0;
        self.vm.clean_stack();
        Some(f(&mut self.vm, Ended::Values(&values)))
    }
}

/// Bytes that may come before the next look at weak tables.
const LEAST: usize = 1 << 20;

/// A Lua VM.
pub(crate) struct Engine {
    lua: Lua,
    job: StashedUserData,
    executor: StashedExecutor,
    /// The memory limit, bytes.
    memory: usize,
    /// Bytes at which a collection is due for weak tables and finalizers, which others don't look at.
    weak_threshold: usize,
    /// Whether a debugger stopped the call that was made last.
    is_stopped: bool,
    pub collections: u64,
}

impl Engine {
    /// A VM without a library.
    pub fn new(limits: Limits) -> Self {
        let mut lua = Lua::empty();
        let (job, executor) = lua.enter(|ctx| {
            let vm = Vm::new(ctx, limits);
            let job = Job {
                vm,
                task: None,
                running: false,
                done: None,
                failed: None,
                over_memory: false,
                paused: false,
                stopped: false,
            };
            let cell = Gc::new(&ctx, RefLock::new(job));
            let start = Callback::from_fn_with(&ctx, JobHandle(cell), |handle, ctx, _, _| {
                let runner = BoxSequence::new(&ctx, Runner(handle.0));
                Ok(CallbackReturn::Sequence(runner))
            });
            let executor = Executor::start(ctx, Function::Callback(start), ());
            let job = UserData::new::<JobRoot>(&ctx, JobHandle(cell));
            // As PUC-Lua does by default, it waits until there is twice what was left of the last time.
            let pacing = Pacing::default().with_min_sleep(1 << 18).with_pause_factor(1.0);
            ctx.metrics().set_pacing(pacing);
            (ctx.stash(job), ctx.stash(executor))
        });
        let mut engine = Self {
            lua,
            job,
            executor,
            memory: limits.memory,
            weak_threshold: 0,
            is_stopped: false,
            collections: 0,
        };
        // To the first yield of the runner, where it waits for work.
        engine.step();
        engine
    }

    /// Works on the VM while it isn't running.
    pub fn with<T>(&mut self, f: impl for<'gc> FnOnce(Context<'gc>, &mut Vm<'gc>) -> T) -> T {
        let job = &self.job;
        self.lua.enter(|ctx| {
            let cell = fetch(ctx, job);
            let mut job = cell.borrow_mut(&ctx);
            f(ctx, &mut job.vm)
        })
    }

    /// Calls a function: `start` puts it and its arguments on the stack from 0 and gives the number of arguments,
    /// or none where there is nothing to call; `end` gets what came of it.
    pub fn call<T>(
        &mut self,
        instructions: u64,
        start: impl for<'gc> FnOnce(Context<'gc>, &mut Vm<'gc>) -> Option<usize>,
        end: impl for<'gc> FnOnce(Context<'gc>, &mut Vm<'gc>, Ended<'gc, '_>) -> T,
    ) -> Option<T> {
        self.perform(
            |ctx, job| {
                let n = start(ctx, &mut job.vm)?;
                job.vm.refuel(instructions);
                job.vm.trace.clear();
                job.task = Some(PendingTask::Call { n });
                Some(())
            },
            end,
        )
    }

    /// Goes on with a call that was paused, which `start` puts back on the VM; false where there is none.
    pub fn resume_paused<T>(
        &mut self,
        start: impl for<'gc> FnOnce(&mut Vm<'gc>) -> bool,
        end: impl for<'gc> FnOnce(Context<'gc>, &mut Vm<'gc>, Ended<'gc, '_>) -> T,
    ) -> Option<T> {
        self.perform(|_, job| start(&mut job.vm).then_some(()), end)
    }

    /// Runs until what `start` prepared is over or paused.
    fn perform<T>(
        &mut self,
        start: impl for<'gc> FnOnce(Context<'gc>, &mut Job<'gc>) -> Option<()>,
        end: impl for<'gc> FnOnce(Context<'gc>, &mut Vm<'gc>, Ended<'gc, '_>) -> T,
    ) -> Option<T> {
        let (job, executor) = (&self.job, &self.executor);
        let mut end = Some(end);
        let mut result = None;
        let progress = self.lua.enter(|ctx| {
            let cell = fetch(ctx, job);
            {
                let mut job = cell.borrow_mut(&ctx);
                start(ctx, &mut job)?;
                job.running = true;
            }
            Some(run(ctx, executor, cell, &mut end, &mut result))
        })?;
        self.run_on(progress, &mut end, &mut result);
        result
    }

    /// Runs slices until the call is done or stopped.
    fn run_on<T, E>(&mut self, mut progress: Slice, end: &mut Option<E>, result: &mut Option<T>)
    where
        E: for<'a> FnOnce(Context<'a>, &mut Vm<'a>, Ended<'a, '_>) -> T,
    {
        while progress == Slice::Paused {
            self.collect_if_needed();
            self.with(|_, vm| vm.flush_output());
            let (job, executor) = (&self.job, &self.executor);
            progress = self.lua.enter(|ctx| run(ctx, executor, fetch(ctx, job), end, result));
        }
        self.is_stopped = progress == Slice::Stopped;
    }

    /// Whether a debugger stopped the call that was made last: [`Self::resume`] goes on with it.
    pub fn is_stopped(&self) -> bool {
        self.is_stopped
    }

    /// Goes on with a stopped call. None when it stopped again.
    pub fn resume<T>(
        &mut self,
        end: impl for<'gc> FnOnce(Context<'gc>, &mut Vm<'gc>, Ended<'gc, '_>) -> T,
    ) -> Option<T> {
        let job = &self.job;
        self.lua.enter(|ctx| {
            let cell = fetch(ctx, job);
            let mut job = cell.borrow_mut(&ctx);
            (job.stopped, job.running) = (false, true);
        });
        let (mut end, mut result) = (Some(end), None);
        self.run_on(Slice::Paused, &mut end, &mut result);
        result
    }

    /// Makes a call while another one is stopped, which is put aside for that long.
    pub fn call_aside<T>(
        &mut self,
        instructions: u64,
        frame: Option<(usize, usize)>,
        start: impl for<'gc> FnOnce(Context<'gc>, &mut Vm<'gc>) -> Option<usize>,
        end: impl for<'gc> FnOnce(Context<'gc>, &mut Vm<'gc>, Ended<'gc, '_>) -> T,
    ) -> Option<T> {
        self.with(|_, vm| vm.park(frame));
        self.set_stopped(false);
        let result = self.call(instructions, start, end);
        self.with(|_, vm| vm.unpark());
        self.set_stopped(true);
        result
    }

    fn set_stopped(&mut self, stopped: bool) {
        self.is_stopped = stopped;
        let job = &self.job;
        self.lua.enter(|ctx| fetch(ctx, job).borrow_mut(&ctx).stopped = stopped);
    }

    /// Puts what `__tostring` says of the error object that was thrown last into its error. What goes wrong in there
    /// takes the error's place.
    pub fn explain(&mut self, error: ScriptError) -> ScriptError {
        const INSTRUCTIONS: u64 = 100_000;
        let text = self.call(
            INSTRUCTIONS,
            |ctx, vm| {
                let object = std::mem::take(&mut vm.error_object);
                if matches!(object, Value::Nil) || vm.reserve(2).is_err() {
                    return None;
                }
                vm.set_stack(0, crate::stdlib::tostring(ctx));
                vm.set_stack(1, object);
                Some(1)
            },
            |_, vm, ended| match ended {
                Ended::Paused => Ok(String::new()),
                Ended::Values(values) => {
                    let text = vm.plain_text(&values.first().copied().unwrap_or_default());
                    Ok(String::from_utf8_lossy(&text).into_owned())
                }
                Ended::Error(uncaught) => {
                    let error = script_error(vm, uncaught);
                    vm.error_object = Value::Nil;
                    Err(error)
                }
            },
        );
        match text {
            None => error,
            Some(Ok(message)) => ScriptError { message, ..error },
            Some(Err(inner)) => inner,
        }
    }

    fn step(&mut self) {
        let executor = &self.executor;
        self.lua.enter(|ctx| {
            let executor = ctx.fetch(executor);
            let mut fuel = Fuel::with(1000);
            executor.step(ctx, &mut fuel);
            let _ = executor.take_result::<()>(ctx);
        });
    }

    /// A full collection, if the last slice asked for one. If that doesn't help, the script has to stop.
    fn collect_if_needed(&mut self) {
        /// Bytes in use that the collector gets through in the time of an instruction.
        const BYTES: usize = 256;
        let limit = self.memory;
        let used = self.lua.total_memory();
        let is_above = used > self.weak_threshold;
        let needs = used > limit || self.with(|_, vm| std::mem::take(&mut vm.needs_collection));
        if !needs {
            if is_above {
                self.look_at_weak();
            }
            return;
        }
        // Where little is free, collections follow each other.
        self.with(|_, vm| vm.reserve_fuel -= (used / BYTES) as i64);
        self.collect();
        let over = self.lua.total_memory() > limit;
        let job = &self.job;
        self.lua.enter(|ctx| fetch(ctx, job).borrow_mut(&ctx).over_memory = over);
    }

    /// Looks for what weak tables have lost and what is to be finalized, if there are such. The rest of the garbage is left
    /// to the collector, at its own pace.
    fn look_at_weak(&mut self) {
        let is_needed = self.with(|ctx, vm| {
            let is_needed = vm.weak.is_needed();
            if is_needed {
                crate::reachable::clear_unreachable(ctx, vm);
            }
            is_needed
        });
        if is_needed {
            let used = self.lua.total_memory();
            self.weak_threshold = used + (used / 2).max(LEAST);
        }
    }

    /// Collects all garbage.
    pub fn collect(&mut self) {
        self.with(|ctx, vm| {
            vm.recent_strings.clear();
            if vm.weak.is_needed() {
                crate::reachable::clear_unreachable(ctx, vm);
            }
        });
        // The first only finishes a cycle that is being swept, which may have marked what is garbage now.
        self.lua.gc_collect();
        self.lua.gc_collect();
        self.collections += 1;
        self.weak_threshold = (2 * self.lua.total_memory()).max(LEAST);
    }

    /// Pays what the collector owes.
    pub fn collect_some(&mut self) {
        self.lua.enter(|_| ());
        if self.lua.total_memory() > self.weak_threshold {
            self.look_at_weak();
        }
    }

    /// Calls the finalizers of what the instance that is selected lost.
    pub fn finalize(&mut self, instructions: u64) {
        if !self.with(|_, vm| vm.has_unreachable()) {
            return;
        }
        self.call(
            instructions,
            |_, vm| {
                vm.reserve(1).ok()?;
                vm.set_stack(0, vm.finalize);
                Some(0)
            },
            |_, _, _| (),
        );
    }

    /// Bytes in use.
    pub fn memory_used(&self) -> usize {
        self.lua.total_memory()
    }
}

fn fetch<'gc>(ctx: Context<'gc>, job: &StashedUserData) -> VmCell<'gc> {
    match ctx.fetch(job).downcast::<JobRoot>() {
        Ok(handle) => handle.0,
        // The stash holds nothing else.
        Err(_) => unreachable!("the VM is stashed as what it is"),
    }
}

/// Steps the executor.
fn run<'gc, T, E>(
    ctx: Context<'gc>,
    executor: &StashedExecutor,
    cell: VmCell<'gc>,
    end: &mut Option<E>,
    result: &mut Option<T>,
) -> Slice
where
    E: for<'a> FnOnce(Context<'a>, &mut Vm<'a>, Ended<'a, '_>) -> T,
{
    let executor = ctx.fetch(executor);
    if executor.mode() == piccolo::ExecutorMode::Suspended {
        let _ = executor.resume(ctx, ());
    }
    let mut fuel = Fuel::with(1 << 20);
    if !executor.step(ctx, &mut fuel) {
        return if cell.borrow().stopped { Slice::Stopped } else { Slice::Paused };
    }
    let _ = executor.take_result::<()>(ctx);
    let mut job = cell.borrow_mut(&ctx);
    job.over_memory = false;
    if let Some(end) = end.take() {
        *result = job.take_end(|vm, ended| end(ctx, vm, ended));
    }
    Slice::Done
}
