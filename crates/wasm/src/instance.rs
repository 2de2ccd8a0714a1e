//! [`Running`]: a module that runs for an entity: its store, its exports, and the calls into it.

use std::rc::Rc;

use luminara_script::{ErrorKind, Hook, HostError, InstanceId, Position, ScriptError, TraceFrame, Value};
use wasmi::errors::InstantiationError;
use wasmi::{
    AsContext, AsContextMut, Caller, Engine, Extern, Func, FuncType, Global, Instance, Linker, Memory,
    Nullable, Ref, Store, TrapCode, Val, ValType,
};

use crate::guest::{Guest, Shared};
use crate::imports::{Cx, Import, MODULE, PLAIN_MODULE};
use crate::instrument::NOTE;
use crate::limiter::Budget;
use crate::memory::Bytes;
use crate::module::Compiled;
use crate::signature::{Number, of_hook};
use crate::wire::{self, Callback};

/// What a store holds.
pub struct State {
    /// What host functions know of the guest.
    pub guest: Guest,
    /// Its share of memory.
    pub budget: Budget,
    memory: Option<Memory>,
    note: Option<Global>,
}

/// An error of a host function on its way through wasmi.
#[derive(Debug)]
struct Failure(HostError);

impl std::fmt::Display for Failure {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

impl wasmi::errors::HostError for Failure {}

/// Everything that guests can import, for any store of an engine.
pub fn linker(engine: &Engine, shared: &Shared) -> Linker<State> {
    let mut linker = Linker::new(engine);
    for (index, import) in shared.imports.iter().enumerate() {
        let modules: &[&str] = if import.is_plain() { &[MODULE, PLAIN_MODULE] } else { &[MODULE] };
        for module in modules {
            // A second definition of a name is left out; a test sees to it that there is none.
            let _ =
                linker.func_new(module, &import.name, func_type(import), move |caller, params, results| {
                    call_host(index, caller, params, results)
                });
        }
    }
    linker
}

fn func_type(import: &Import) -> FuncType {
    let ty = |number: &Number| match number {
        Number::I32 => ValType::I32,
        Number::I64 => ValType::I64,
        Number::F32 => ValType::F32,
        Number::F64 => ValType::F64,
    };
    FuncType::new(import.signature.params.iter().map(ty), import.signature.result.iter().map(ty))
}

/// The most parameters of an import.
const MOST_PARAMS: usize = 24;

fn call_host(
    index: usize,
    mut caller: Caller<'_, State>,
    params: &[Val],
    results: &mut [Val],
) -> Result<(), wasmi::Error> {
    let fuel = caller.get_fuel()?;
    let mut bits = [0u64; MOST_PARAMS];
    for (bits, param) in bits.iter_mut().zip(params) {
        *bits = bits_of(param);
    }
    // While the module's start function runs, nothing is known of its exports yet.
    let memory = match caller.data().memory {
        Some(memory) => Some(memory),
        None => caller.get_export("memory").and_then(Extern::into_memory),
    };
    let note = match caller.data().note {
        Some(note) => Some(note),
        None => caller.get_export(NOTE).and_then(Extern::into_global),
    };
    let at = note.map_or(0, |note| bits_of(&note.get(&caller)) as u32);
    let shared = caller.data().guest.shared.clone();
    let Some(import) = shared.imports.get(index) else { return Ok(()) };
    let (bytes, state): (&mut [u8], &mut State) = match &memory {
        Some(memory) => memory.data_and_store_mut(&mut caller),
        None => (&mut [], caller.data_mut()),
    };
    state.guest.fuel = fuel;
    state.guest.at = at;
    let args = bits.get(..params.len()).unwrap_or_default();
    let done = import.call(&mut Cx { guest: &mut state.guest, memory: &mut Bytes(bytes), args });
    let left = state.guest.fuel;
    caller.set_fuel(left)?;
    let result = done.map_err(|error| wasmi::Error::host(Failure(error)))?;
    if let (Some(place), Some(number)) = (results.first_mut(), import.signature.result) {
        *place = match number {
            Number::I32 => Val::I32(result as i32),
            Number::I64 => Val::I64(result as i64),
            Number::F32 => Val::F32(wasmi::F32::from_bits(result as u32)),
            Number::F64 => Val::F64(wasmi::F64::from_bits(result)),
        };
    }
    Ok(())
}

fn bits_of(value: &Val) -> u64 {
    match value {
        Val::I32(value) => u64::from(*value as u32),
        Val::I64(value) => *value as u64,
        Val::F32(value) => u64::from(value.to_bits()),
        Val::F64(value) => value.to_bits(),
        _ => 0,
    }
}

/// A module that runs.
pub struct Running {
    store: Store<State>,
    instance: Instance,
    memory: Option<Memory>,
    hooks: Vec<(Hook, Func)>,
    alloc: Option<Func>,
    dealloc: Option<Func>,
    /// The frame of the last call.
    frame: u64,
    /// Fuel that was used in it.
    used: u64,
}

/// Instantiates a module: its memory and tables, its start function, `_initialize`. All of it is metered. On an error what there is
/// is dropped, and the fuel that was used is told.
pub fn start(
    linker: &Linker<State>,
    compiled: &Compiled,
    guest: Guest,
    budget: Budget,
) -> (Result<Running, ScriptError>, u64) {
    let fuel = guest.shared.host.limits.guest_fuel;
    let mut store = Store::new(linker.engine(), State { guest, budget, memory: None, note: None });
    store.limiter(|state| &mut state.budget);
    // Fuel is on in every engine of this crate.
    let _ = store.set_fuel(fuel);
    let started = linker.instantiate_and_start(&mut store, &compiled.module);
    let used = |store: &Store<State>| fuel.saturating_sub(store.get_fuel().unwrap_or(0));
    let instance = match started {
        Ok(instance) => instance,
        Err(error) => {
            let error = explain(&mut store, error, None, "the start function");
            return (Err(error), used(&store));
        }
    };
    let export = |name: &str| instance.get_func(&store, name);
    let hook_function = |hook: Hook| export(hook.name()).or_else(|| hook.alias().and_then(export));
    let memory = instance.get_memory(&store, "memory");
    let mut running = Running {
        hooks: Hook::ALL.into_iter().filter_map(|hook| Some((hook, hook_function(hook)?))).collect(),
        alloc: export("alloc"),
        dealloc: export("dealloc"),
        memory,
        instance,
        frame: 0,
        used: 0,
        store,
    };
    let note = running.instance.get_global(&running.store, NOTE);
    let state = running.store.data_mut();
    state.memory = memory;
    state.note = note;
    let initialize = running.instance.get_func(&running.store, "_initialize");
    let done = initialize.map_or(Ok(()), |function| running.run(&function, &[], "_initialize"));
    let used = used(&running.store);
    (done.map(|()| running), used)
}

impl Running {
    /// What host functions know of it.
    pub fn guest(&mut self) -> &mut Guest {
        &mut self.store.data_mut().guest
    }

    /// Whether it has a function for a hook.
    pub fn has(&self, hook: Hook) -> bool {
        self.hooks.iter().any(|(own, _)| *own == hook)
    }

    /// Starts a call: the frame's fuel that is left, at most a call's.
    fn fuel_up(&mut self, frame: u64) -> u64 {
        let limits = self.store.data().guest.shared.host.limits;
        if self.frame != frame {
            self.frame = frame;
            self.used = 0;
            self.store.data_mut().guest.handed_over = 0;
        }
        let fuel = limits.guest_fuel.min(limits.guest_fuel_per_frame.saturating_sub(self.used));
        let _ = self.store.set_fuel(fuel);
        fuel
    }

    fn spend(&mut self, given: u64) -> u64 {
        let used = given.saturating_sub(self.store.get_fuel().unwrap_or(0));
        self.used = self.used.saturating_add(used);
        used
    }

    /// Calls a hook. Gives the fuel that it took beside what came of it.
    pub fn call_hook(
        &mut self,
        hook: Hook,
        instance: InstanceId,
        args: &[Value],
        frame: u64,
    ) -> (Result<(), ScriptError>, u64) {
        let Some((_, function)) = self.hooks.iter().find(|(own, _)| *own == hook).copied() else {
            return (Ok(()), 0);
        };
        let given = self.fuel_up(frame);
        self.guest().instance = instance;
        let done = match hook {
            Hook::Event => self.deliver(&function, args),
            hook => self.call_with(hook, &function, args),
        };
        let used = self.spend(given);
        (done, used)
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
        let done = self.run(function, &params, hook.name());
        for (at, len) in lent {
            self.take_back(at, len)?;
        }
        done
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
        let done = self.run(function, &params, "on_event");
        if done.is_ok() {
            self.take_back(at, len)?;
        }
        done
    }

    /// Puts bytes into the guest's memory, at a place that its `alloc` gives. A guest without `alloc` gets none, and reads them by
    /// `read_result`.
    fn lend(&mut self, bytes: &[u8]) -> Result<(u32, u32), ScriptError> {
        let (Some(alloc), Some(memory)) = (self.alloc, self.memory) else { return Ok((0, 0)) };
        if bytes.is_empty() {
            return Ok((0, 0));
        }
        let len = bytes.len() as u32;
        let mut result = [Val::I32(0)];
        self.run_for(&alloc, &[Val::I32(len as i32)], &mut result, "alloc")?;
        let at = bits_of(&result[0]) as u32;
        memory.write(&mut self.store, at as usize, bytes).map_err(|_| {
            let message =
                format!("alloc({len}) gave {at:#x}, and {len} bytes there are not in the guest's memory");
            self.error(ErrorKind::Runtime, message)
        })?;
        Ok((at, len))
    }

    fn take_back(&mut self, at: u32, len: u32) -> Result<(), ScriptError> {
        let Some(dealloc) = self.dealloc.filter(|_| len > 0) else { return Ok(()) };
        self.run(&dealloc, &[Val::I32(at as i32), Val::I32(len as i32)], "dealloc")
    }

    /// Calls a function that the guest gave to the host: `(data)` or `(data, ptr, len)`, the latter with the arguments as a list.
    pub fn call_back(
        &mut self,
        callback: Callback,
        instance: InstanceId,
        args: &[Value],
        frame: u64,
    ) -> (Result<(), ScriptError>, u64) {
        let given = self.fuel_up(frame);
        self.guest().instance = instance;
        let done = self.call_indirect(callback, args);
        let used = self.spend(given);
        (done, used)
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
            ([ValType::I32], []) => self.run(&function, &[Val::I32(callback.data)], &name),
            ([ValType::I32, ValType::I32, ValType::I32], []) => {
                let mut bytes = Vec::new();
                wire::encode(&Value::Array(args.to_vec().into()), &mut bytes);
                self.guest().result.clone_from(&bytes);
                let (at, len) = self.lend(&bytes)?;
                let params = [Val::I32(callback.data), Val::I32(at as i32), Val::I32(len as i32)];
                self.run(&function, &params, &name)?;
                self.take_back(at, len)
            }
            _ => {
                let message = format!("{name} is expected to be (i32) or (i32, i32, i32), without a result");
                Err(self.error(ErrorKind::Runtime, message))
            }
        }
    }

    fn run(&mut self, function: &Func, params: &[Val], name: &str) -> Result<(), ScriptError> {
        self.run_for(function, params, &mut [], name)
    }

    fn run_for(
        &mut self,
        function: &Func,
        params: &[Val],
        results: &mut [Val],
        name: &str,
    ) -> Result<(), ScriptError> {
        let note = self.store.data().note;
        if let Some(note) = note {
            let _ = note.set(&mut self.store, Val::I32(0));
        }
        function
            .call(&mut self.store, params, results)
            .map_err(|error| explain(&mut self.store, error, note, name))
    }

    fn error(&self, kind: ErrorKind, message: String) -> ScriptError {
        let position = self.store.data().guest.locations.position(0);
        ScriptError::new(kind, message, position.unwrap_or_else(|| Position::line("", 0)))
    }
}

/// What went wrong, in words, and where.
fn explain(store: &mut Store<State>, error: wasmi::Error, note: Option<Global>, name: &str) -> ScriptError {
    let at = note.map_or(0, |note| bits_of(&note.get(store.as_context())) as u32);
    let limits = store.data().guest.shared.host.limits;
    let hit = store.as_context_mut().data_mut().budget.hit.take();
    let trap = error.as_trap_code();
    let (kind, message) = match (error.downcast_ref::<Failure>(), hit, trap) {
        (Some(Failure(error)), ..) if error.kind == ErrorKind::Timeout => timeout(limits.guest_fuel),
        (Some(Failure(error)), ..) => (error.kind, error.message.clone()),
        (None, Some(hit), _) => (hit.kind, hit.message),
        (None, None, Some(TrapCode::OutOfFuel)) => timeout(limits.guest_fuel),
        (None, None, Some(TrapCode::StackOverflow)) => {
            (ErrorKind::Limit, "calls are nested too deep".to_owned())
        }
        (None, None, Some(TrapCode::UnreachableCodeReached)) => {
            (ErrorKind::Runtime, "it reached 'unreachable', which is how a guest gives up".to_owned())
        }
        (None, None, Some(trap)) => (ErrorKind::Runtime, trap.to_string()),
        (None, None, None) => match error.kind() {
            wasmi::errors::ErrorKind::Instantiation(
                InstantiationError::TooManyTables | InstantiationError::TooManyMemories,
            ) => (ErrorKind::Limit, error.to_string()),
            _ => (ErrorKind::Runtime, error.to_string()),
        },
    };
    let locations = &store.data().guest.locations;
    let script = locations.position(0).unwrap_or_else(|| Position::line("", 0));
    // Where the stack ran over, the note is of a function further out.
    let at = if trap == Some(TrapCode::StackOverflow) { 0 } else { at };
    let function = locations.function(at);
    let line = locations.line(at);
    let place = match (&function, &line) {
        (Some(function), Some(line)) if line.file == script.file => format!(" in {function}"),
        (Some(function), Some(line)) => format!(" in {function} ({}:{})", line.file, line.line),
        (Some(function), None) => format!(" in {function} (near offset {at:#x})"),
        (None, _) => format!(" in {name}"),
    };
    let position = locations.position(at).unwrap_or_else(|| script.clone());
    let mut wrong = ScriptError::new(kind, format!("{message}{place}"), position.clone());
    if let Some(function) = function.filter(|function| function != name) {
        let position = match line {
            Some(line) => Position { file: line.file, line: line.line, column: line.column },
            None => position,
        };
        wrong.trace.push(TraceFrame { function: format!("function '{function}'").into(), position });
    }
    wrong.trace.push(TraceFrame { function: format!("export '{name}'").into(), position: script });
    wrong
}

fn timeout(fuel: u64) -> (ErrorKind, String) {
    (ErrorKind::Timeout, format!("the guest used up its fuel ({fuel} a call, and twice that a frame)"))
}

/// The store's data that a reload takes along.
pub struct Kept {
    memory: Vec<u8>,
    globals: Vec<Val>,
}

impl Running {
    /// The number that a module exports as `state_version`, if it does.
    pub fn state_version(&self) -> Option<i32> {
        let version = self.instance.get_global(&self.store, "state_version")?;
        match version.get(&self.store) {
            Val::I32(version) => Some(version),
            _ => None,
        }
    }

    /// Its memory and its exported globals that change, to be put into another instance.
    pub fn keep(&self) -> Kept {
        let memory = self.memory.map_or(Vec::new(), |memory| memory.data(&self.store).to_vec());
        let globals = self.changing().into_iter().map(|global| global.get(&self.store)).collect();
        Kept { memory, globals }
    }

    /// Its exported globals that change, but the note.
    fn changing(&self) -> Vec<Global> {
        let exports: Vec<(String, Global)> = self
            .instance
            .exports(&self.store)
            .filter_map(|export| Some((export.name().to_owned(), export.into_global()?)))
            .collect();
        exports
            .into_iter()
            .filter(|(name, global)| {
                name != NOTE && global.ty(&self.store).mutability() == wasmi::Mutability::Var
            })
            .map(|(_, global)| global)
            .collect()
    }

    /// Takes the state of the instance before over, from the byte `from` on. False, and nothing is taken, where there are other globals or
    /// the memory can't grow so far.
    pub fn restore(&mut self, kept: &Kept, from: u32) -> bool {
        let globals = self.changing();
        let fits = globals.len() == kept.globals.len()
            && globals
                .iter()
                .zip(&kept.globals)
                .all(|(global, value)| global.ty(&self.store).content() == value.ty());
        if !fits {
            return false;
        }
        if let Some(memory) = self.memory {
            const PAGE: usize = 1 << 16;
            let missing = kept.memory.len().saturating_sub(memory.data_size(&self.store)).div_ceil(PAGE);
            if memory.grow(&mut self.store, missing as u64).is_err() {
                return false;
            }
            let from = from as usize;
            let into = memory.data_mut(&mut self.store).get_mut(from..kept.memory.len());
            if let (Some(into), Some(bytes)) = (into, kept.memory.get(from..)) {
                into.copy_from_slice(bytes);
            }
        }
        for (global, value) in globals.iter().zip(&kept.globals) {
            let _ = global.set(&mut self.store, value.clone());
        }
        true
    }

    /// Calls `on_save` and gives what it saved.
    pub fn save(&mut self, frame: u64) -> Option<Vec<u8>> {
        let save = self.instance.get_func(&self.store, "on_save")?;
        let given = self.fuel_up(frame);
        self.guest().saved = None;
        let done = self.run(&save, &[], "on_save");
        self.spend(given);
        done.ok()?;
        self.guest().saved.take()
    }

    /// Whether it can take saved state over.
    pub fn can_load(&self) -> bool {
        self.instance.get_func(&self.store, "on_restore").is_some()
    }

    /// Calls `on_restore(ptr, len)`.
    pub fn load(&mut self, saved: &[u8], frame: u64) -> Result<(), ScriptError> {
        let Some(restore) = self.instance.get_func(&self.store, "on_restore") else { return Ok(()) };
        let given = self.fuel_up(frame);
        self.guest().result = saved.to_vec();
        let (at, len) = self.lend(saved)?;
        let len = if at == 0 { saved.len() as u32 } else { len };
        let done = self.run(&restore, &[Val::I32(at as i32), Val::I32(len as i32)], "on_restore");
        self.spend(given);
        done
    }
}

/// One running guest for each script, or one for several of a file.
pub type SharedRunning = Rc<std::cell::RefCell<Running>>;
