//! Calls into a guest: hooks, functions that it gave away, and what goes on in the next frame when the fuel of one is used up.

use std::borrow::Cow;

use luminara_abi::signature::of_hook;
use luminara_abi::wire::{self, Callback};
use luminara_script::{End, ErrorKind, Hook, InstanceId, OverBudget, ScriptError, Value};
use wasmi::{Func, Nullable, Ref, ResumableCall, ResumableCallOutOfFuel, TrapCode, Val, ValType};

use crate::fault::explain;
use crate::fuel::fuel_of;
use crate::instance::Running;
use crate::linker::bits_of;

/// Fuel that `alloc` and `dealloc` have in any case where calls may be paused, since those two can't be.
const FUEL_TO_LEND: u64 = 100_000;

/// A call that used up its frame's fuel.
pub struct Paused {
    call: ResumableCallOutOfFuel,
    terms: Terms,
}

/// What is known of a call that may be paused.
struct Terms {
    /// Whose it is.
    instance: InstanceId,
    name: Cow<'static, str>,
    /// What is given back to the guest's `dealloc` when it is over.
    lent: Vec<(u32, u32)>,
    /// Frames that it may still go on in.
    frames: u32,
}

/// How a call is called.
struct Entry<'a> {
    name: Cow<'static, str>,
    params: &'a [Val],
    lent: Vec<(u32, u32)>,
    may_pause: bool,
}

/// How a call ended, and the fuel that it took.
pub type Done = (End, u64);

/// Of a call that has nothing to do.
const NOTHING: Done = (End::Done(Value::Nil), 0);

impl Running {
    /// Calls a hook.
    pub fn call_hook(&mut self, hook: Hook, instance: InstanceId, args: &[Value], frame: u64) -> Done {
        let Some(function) = self.hook(hook) else { return NOTHING };
        self.measured(instance, frame, |running| match hook {
            Hook::Event => running.deliver(&function, args),
            hook => running.call_with(hook, &function, args),
        })
    }

    /// Calls a function that the guest gave to the host: `(data)` or `(data, ptr, len)`, the latter with the arguments as a list.
    pub fn call_back(
        &mut self,
        callback: Callback,
        instance: InstanceId,
        args: &[Value],
        frame: u64,
    ) -> Done {
        self.measured(instance, frame, |running| running.call_indirect(callback, args))
    }

    /// Goes on with the paused call, once a frame.
    pub fn resume(&mut self, frame: u64) -> Done {
        if self.frame == frame {
            return (if self.is_paused() { End::Paused } else { End::Done(Value::Nil) }, 0);
        }
        let Some(Paused { call, terms }) = self.paused.take() else { return NOTHING };
        self.measured(terms.instance, frame, |running| {
            let resumed = call.resume(&mut running.store, &mut []);
            running.settle(resumed, terms)
        })
    }

    /// Does something for a script with a call's fuel.
    fn measured(
        &mut self,
        instance: InstanceId,
        frame: u64,
        work: impl FnOnce(&mut Self) -> Result<(), ScriptError>,
    ) -> Done {
        if self.has_ended {
            return NOTHING;
        }
        let given = self.fuel_up(frame);
        self.guest().instance = instance;
        let done = work(self);
        let used = self.spend(given);
        // Said once, by the one whose call it was; the others are not called again.
        self.has_ended = self.is_shared && done.is_err();
        let end = match done {
            Ok(()) if self.is_paused() => End::Paused,
            Ok(()) => End::Done(Value::Nil),
            Err(error) => End::Failed(error),
        };
        (end, used)
    }

    /// Starts a call: the frame's fuel that is left, at most a call's, less what the guest owes.
    pub(crate) fn fuel_up(&mut self, frame: u64) -> u64 {
        let limits = self.store.data().guest.shared.host.limits;
        if self.frame != frame {
            self.frame = frame;
            self.used = 0;
            self.guest().handed_over = 0;
        }
        let fuel = fuel_of(limits.work).min(fuel_of(limits.work_per_frame).saturating_sub(self.used));
        let guest = self.guest();
        let paid = guest.debt.min(fuel);
        guest.debt -= paid;
        self.used = self.used.saturating_add(paid);
        let _ = self.store.set_fuel(fuel - paid);
        fuel - paid
    }

    pub(crate) fn spend(&mut self, given: u64) -> u64 {
        let used = given.saturating_sub(self.fuel());
        self.used = self.used.saturating_add(used);
        used
    }

    fn fuel(&self) -> u64 {
        self.store.get_fuel().unwrap_or(0)
    }

    /// Frames that a call may go on in, where calls may be paused.
    pub(crate) fn pauses(&self) -> Option<u32> {
        match self.store.data().guest.shared.host.limits.over_budget {
            OverBudget::Pause { frames } => Some(frames),
            OverBudget::Stop => None,
        }
    }

    /// A hook whose arguments are entities, numbers and texts.
    fn call_with(&mut self, hook: Hook, function: &Func, args: &[Value]) -> Result<(), ScriptError> {
        let mut params = Vec::with_capacity(4);
        let mut lent = Vec::new();
        for arg in args {
            match arg {
                Value::Float(value) => params.push(Val::F32(wasmi::F32::from_float(*value as f32))),
                Value::Int(value) => params.push(Val::F32(wasmi::F32::from_float(*value as f32))),
                Value::Str(text) => {
                    let (at, len) = self.lend(text.as_bytes())?;
                    params.extend([Val::I32(at as i32), Val::I32(len as i32)]);
                    lent.push((at, len));
                }
                value => params.push(Val::I64(crate::guest::id_of(value) as i64)),
            }
        }
        // A hook may take fewer arguments than it is called with.
        params.truncate(of_hook(hook).params.len());
        // After the last hook there is no next frame.
        let may_pause = hook != Hook::Destroy;
        self.enter(function, Entry { name: hook.name().into(), params: &params, lent, may_pause })
    }

    /// `on_event(type, ptr, len)`.
    fn deliver(&mut self, function: &Func, args: &[Value]) -> Result<(), ScriptError> {
        let [Value::Str(name), data] = args else { return Ok(()) };
        let mut bytes = Vec::new();
        if !data.is_nil() {
            wire::encode(data, &mut bytes);
        }
        let guest = self.guest();
        guest.event = name.clone();
        // A name too many has no number; `event_name(-1)` says it.
        let number = guest.events.number(name).unwrap_or(u32::MAX);
        guest.result.clone_from(&bytes);
        let (at, len) = self.lend(&bytes)?;
        let params = [Val::I32(number as i32), Val::I32(at as i32), Val::I32(len as i32)];
        let lent = vec![(at, len)];
        self.enter(function, Entry { name: "on_event".into(), params: &params, lent, may_pause: true })
    }

    fn call_indirect(&mut self, callback: Callback, args: &[Value]) -> Result<(), ScriptError> {
        let table = ["__indirect_function_table", "table"]
            .into_iter()
            .find_map(|name| self.instance.get_table(&self.store, name));
        let function = table.and_then(|table| match table.get(&self.store, u64::from(callback.index)) {
            Some(Ref::Func(Nullable::Val(function))) => Some(function),
            _ => None,
        });
        let Some(function) = function else {
            let message = format!(
                "there is no function at {} of the table that is exported as '__indirect_function_table' or 'table'",
                callback.index
            );
            return Err(self.error(ErrorKind::Runtime, message));
        };
        let name = format!("the function at {} of the table", callback.index);
        let ty = function.ty(&self.store);
        match (ty.params(), ty.results()) {
            ([ValType::I32], []) => {
                let params = [Val::I32(callback.data)];
                let entry = Entry { name: name.into(), params: &params, lent: Vec::new(), may_pause: true };
                self.enter(&function, entry)
            }
            ([ValType::I32, ValType::I32, ValType::I32], []) => {
                let mut bytes = Vec::new();
                wire::encode(&Value::Array(args.to_vec().into()), &mut bytes);
                self.guest().result.clone_from(&bytes);
                let (at, len) = self.lend(&bytes)?;
                let params = [Val::I32(callback.data), Val::I32(at as i32), Val::I32(len as i32)];
                let entry =
                    Entry { name: name.into(), params: &params, lent: vec![(at, len)], may_pause: true };
                self.enter(&function, entry)
            }
            _ => {
                let message = format!("{name} is expected to be (i32) or (i32, i32, i32), without a result");
                Err(self.error(ErrorKind::Runtime, message))
            }
        }
    }

    /// Calls a function without a result, and gives back what was lent to it; or pauses it.
    fn enter(&mut self, function: &Func, entry: Entry<'_>) -> Result<(), ScriptError> {
        let Entry { name, params, lent, may_pause } = entry;
        let Some(frames) = self.pauses().filter(|_| may_pause) else {
            self.run(function, params, &name)?;
            return self.take_back(&lent);
        };
        self.note_nothing();
        let called = function.call_resumable(&mut self.store, params, &mut []);
        let terms = Terms { instance: self.guest().instance, name, lent, frames };
        self.settle(called, terms)
    }

    /// Takes what came of a call that may be paused.
    fn settle(
        &mut self,
        ended: Result<ResumableCall, wasmi::Error>,
        terms: Terms,
    ) -> Result<(), ScriptError> {
        let error = match ended {
            Ok(ResumableCall::Finished) => return self.take_back(&terms.lent),
            Ok(ResumableCall::OutOfFuel(call)) => match terms.frames.checked_sub(1) {
                Some(frames) => {
                    self.paused = Some(Paused { call, terms: Terms { frames, ..terms } });
                    return Ok(());
                }
                None => wasmi::Error::from(TrapCode::OutOfFuel),
            },
            Ok(ResumableCall::HostTrap(call)) => call.into_host_error(),
            Err(error) => error,
        };
        Err(explain(&mut self.store, error, &terms.name))
    }

    /// Puts bytes into the guest's memory, at a place that its `alloc` gives. A guest without `alloc` gets none, and reads them by
    /// `read_result`.
    pub(crate) fn lend(&mut self, bytes: &[u8]) -> Result<(u32, u32), ScriptError> {
        let (Some(alloc), Some(memory)) = (self.alloc, self.memory) else { return Ok((0, 0)) };
        if bytes.is_empty() {
            return Ok((0, 0));
        }
        let len = bytes.len() as u32;
        let mut result = [Val::I32(0)];
        self.on_credit(|running| running.run_for(&alloc, &[Val::I32(len as i32)], &mut result, "alloc"))?;
        let at = result.first().map_or(0, bits_of) as u32;
        memory.write(&mut self.store, at as usize, bytes).map_err(|_| {
            let message =
                format!("alloc({len}) gave {at:#x}, and {len} bytes there are not in the guest's memory");
            self.error(ErrorKind::Runtime, message)
        })?;
        Ok((at, len))
    }

    fn take_back(&mut self, lent: &[(u32, u32)]) -> Result<(), ScriptError> {
        let Some(dealloc) = self.dealloc else { return Ok(()) };
        for (at, len) in lent.iter().filter(|(_, len)| *len > 0) {
            let params = [Val::I32(*at as i32), Val::I32(*len as i32)];
            self.on_credit(|running| running.run(&dealloc, &params, "dealloc"))?;
        }
        Ok(())
    }

    /// Does something short that can't be paused: where the fuel is near its end and calls may be paused, with fuel of the next frame.
    fn on_credit(
        &mut self,
        work: impl FnOnce(&mut Self) -> Result<(), ScriptError>,
    ) -> Result<(), ScriptError> {
        let credit = self.pauses().map_or(0, |_| FUEL_TO_LEND.saturating_sub(self.fuel()));
        let _ = self.store.set_fuel(self.fuel().saturating_add(credit));
        let done = work(self);
        let left = self.fuel();
        self.guest().debt += credit.saturating_sub(left);
        let _ = self.store.set_fuel(left.saturating_sub(credit));
        done
    }

    pub(crate) fn run(&mut self, function: &Func, params: &[Val], name: &str) -> Result<(), ScriptError> {
        self.run_for(function, params, &mut [], name)
    }

    fn run_for(
        &mut self,
        function: &Func,
        params: &[Val],
        results: &mut [Val],
        name: &str,
    ) -> Result<(), ScriptError> {
        self.note_nothing();
        function.call(&mut self.store, params, results).map_err(|error| explain(&mut self.store, error, name))
    }

    /// Forgets where the last call was, and what was refused it.
    fn note_nothing(&mut self) {
        self.store.data_mut().budget.refused = None;
        if let Some(note) = self.store.data().note {
            let _ = note.set(&mut self.store, Val::I32(0));
        }
    }
}
