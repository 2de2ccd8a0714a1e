//! WebAssembly as the engine's language: [`Language`] and [`Script`] of `luminara-script`.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::rc::Rc;

use luminara_script::{
    Counters, FunctionHandle, Hook, Host, Instance, InstanceId, Language, LanguageInfo, Metadata, Outcome,
    ReloadStrategy, Script, ScriptError, Source, Value,
};
use wasmi::{Config, Engine, Linker};

use crate::guest::{Guest, LANGUAGE, Shared};
use crate::imports::Imports;
use crate::instance::{self, Running, SharedRunning, State};
use crate::layout::Layout;
use crate::limiter::Budget;
use crate::module::Compiled;

/// WebAssembly guests for a host.
pub fn language(host: Host) -> Box<dyn Language> {
    Box::new(Wasm { runtime: Rc::new(Runtime::new(host)) })
}

/// The deepest that calls of a guest nest. The standard leaves it to the engine; this is what a megabyte of stack holds elsewhere.
const MOST_CALLS: usize = 10_000;

/// The most cells of a guest's values and locals together, 8 bytes each.
const MOST_CELLS: usize = 1 << 20;

struct Wasm {
    runtime: Rc<Runtime>,
}

/// What the language and its scripts share.
struct Runtime {
    engine: Engine,
    linker: Linker<State>,
    shared: Rc<Shared>,
    counters: RefCell<Counters>,
    /// Counts frames, for fuel's sake.
    frame: Cell<u64>,
    /// Memory of all guests together, bytes.
    memory: Rc<Cell<usize>>,
    running: RefCell<BTreeMap<InstanceId, SharedRunning>>,
}

impl Runtime {
    fn new(host: Host) -> Self {
        let imports = Imports::of(&host.registry);
        let layouts = host.registry.components.iter().map(|def| Layout::of(def)).collect();
        let shared = Rc::new(Shared { host, imports, layouts });
        let mut config = Config::default();
        config
            .consume_fuel(true)
            .wasm_multi_memory(false)
            .ignore_custom_sections(true)
            .set_max_recursion_depth(MOST_CALLS)
            .set_max_stack_height(MOST_CELLS);
        let engine = Engine::new(&config);
        let linker = instance::linker(&engine, &shared);
        Self {
            engine,
            linker,
            shared,
            counters: RefCell::default(),
            frame: Cell::new(1),
            memory: Rc::default(),
            running: RefCell::default(),
        }
    }

    fn compile(&self, source: &Source) -> Result<Compiled, Vec<ScriptError>> {
        self.counters.borrow_mut().compilations += 1;
        Compiled::new(&self.engine, &self.shared.imports, source)
    }

    fn start(&self, compiled: &Compiled, instance: &Instance) -> (Result<Running, ScriptError>, u64) {
        let guest =
            Guest::new(self.shared.clone(), instance.id, instance.this.clone(), compiled.locations.clone());
        let budget = Budget::new(self.shared.host.limits.memory, self.memory.clone());
        instance::start(&self.linker, compiled, guest, budget)
    }

    /// Measures a call.
    fn outcome(&self, call: impl FnOnce() -> (Result<(), ScriptError>, u64)) -> Outcome {
        let now = self.shared.host.services.now;
        let began = now();
        let (result, instructions) = call();
        let elapsed_ms = now() - began;
        let mut counters = self.counters.borrow_mut();
        counters.calls += 1;
        counters.total_ms += elapsed_ms;
        counters.peak_ms = counters.peak_ms.max(elapsed_ms);
        Outcome { result: result.map(|()| Value::Nil), elapsed_ms, instructions }
    }
}

fn nothing() -> Outcome {
    Outcome { result: Ok(Value::Nil), elapsed_ms: 0.0, instructions: 0 }
}

impl Language for Wasm {
    fn info(&self) -> LanguageInfo {
        LanguageInfo { name: LANGUAGE, version: "2.0", extensions: &["wasm", "wat"] }
    }

    fn load(&mut self, source: &Source) -> Result<Box<dyn Script>, Vec<ScriptError>> {
        let compiled = self.runtime.compile(source)?;
        Ok(Box::new(WasmScript { runtime: self.runtime.clone(), compiled, own: BTreeMap::new() }))
    }

    fn call_function(&mut self, function: &FunctionHandle, args: &[Value]) -> Outcome {
        let id = function.instance();
        let running = self.runtime.running.borrow().get(&id).cloned();
        let Some(running) = running else { return nothing() };
        let mut running = running.borrow_mut();
        // A handle from before a reload means nothing any more.
        let Some(callback) = running.guest().held(function.slot()) else { return nothing() };
        self.runtime.outcome(|| running.call_back(callback, id, args, self.runtime.frame.get()))
    }

    fn forget_module(&mut self, _: &str) {}

    fn collect_garbage(&mut self) {}

    fn end_frame(&mut self) {
        self.runtime.frame.set(self.runtime.frame.get() + 1);
    }

    fn memory_used(&self) -> usize {
        self.runtime.memory.get()
    }

    fn counters(&self) -> Counters {
        *self.runtime.counters.borrow()
    }

    fn set_debug_mode(&mut self, _: bool) {}
}

/// A loaded file.
struct WasmScript {
    runtime: Rc<Runtime>,
    compiled: Compiled,
    own: BTreeMap<InstanceId, Own>,
}

/// A running script of a file.
struct Own {
    instance: Instance,
    /// `None` where its start failed.
    running: Option<SharedRunning>,
    /// The last reload began anew.
    lost_state: bool,
}

impl Script for WasmScript {
    fn metadata(&self) -> &Metadata {
        &self.compiled.metadata
    }

    fn attach(&mut self, instance: &Instance) -> Outcome {
        let mut started = None;
        let outcome = self.runtime.outcome(|| {
            let (running, used) = self.runtime.start(&self.compiled, instance);
            (running.map(|running| started = Some(Rc::new(RefCell::new(running)))), used)
        });
        self.put(instance.clone(), started, false);
        outcome
    }

    fn detach(&mut self, instance: InstanceId) {
        self.own.remove(&instance);
        self.runtime.running.borrow_mut().remove(&instance);
    }

    fn reload(
        &mut self,
        source: &Source,
        strategy: ReloadStrategy,
    ) -> Result<Vec<(InstanceId, Outcome)>, Vec<ScriptError>> {
        let compiled = self.runtime.compile(source)?;
        let mut outcomes = Vec::with_capacity(self.own.len());
        let before: Vec<(Instance, Option<SharedRunning>)> =
            self.own.values().map(|own| (own.instance.clone(), own.running.clone())).collect();
        for (instance, old) in before {
            let mut renewed = None;
            let outcome = self.runtime.outcome(|| {
                let (renewal, used) = self.renew(&compiled, &instance, old.as_ref(), strategy);
                (renewal.map(|renewal| renewed = Some(renewal)), used)
            });
            let id = instance.id;
            if let Some((running, lost_state)) = renewed {
                self.put(instance, Some(Rc::new(RefCell::new(running))), lost_state);
            }
            outcomes.push((id, outcome));
        }
        self.compiled = compiled;
        Ok(outcomes)
    }

    fn lost_state(&self, instance: InstanceId) -> bool {
        self.own.get(&instance).is_some_and(|own| own.lost_state)
    }

    fn has(&self, instance: InstanceId, hook: Hook) -> bool {
        self.running(instance).is_some_and(|running| running.borrow().has(hook))
    }

    fn call(&mut self, instance: InstanceId, hook: Hook, args: &[Value]) -> Outcome {
        let Some(running) = self.running(instance) else { return nothing() };
        let mut running = running.borrow_mut();
        if !running.has(hook) {
            return nothing();
        }
        self.runtime.outcome(|| running.call_hook(hook, instance, args, self.runtime.frame.get()))
    }

    fn this(&self, instance: InstanceId) -> Value {
        self.own.get(&instance).map_or(Value::Nil, |own| own.instance.this.clone())
    }
}

impl WasmScript {
    fn running(&self, instance: InstanceId) -> Option<&SharedRunning> {
        self.own.get(&instance)?.running.as_ref()
    }

    fn put(&mut self, instance: Instance, running: Option<SharedRunning>, lost_state: bool) {
        let id = instance.id;
        match &running {
            Some(running) => self.runtime.running.borrow_mut().insert(id, running.clone()),
            None => self.runtime.running.borrow_mut().remove(&id),
        };
        self.own.insert(id, Own { instance, running, lost_state });
    }

    /// An instance of the new module with the state of the old one, as far as that can be taken over; and whether it could not.
    fn renew(
        &self,
        compiled: &Compiled,
        instance: &Instance,
        old: Option<&SharedRunning>,
        strategy: ReloadStrategy,
    ) -> (Result<(Running, bool), ScriptError>, u64) {
        let (new, used) = self.runtime.start(compiled, instance);
        let mut new = match new {
            Ok(new) => new,
            Err(error) => return (Err(error), used),
        };
        let Some(old) = old.filter(|_| strategy != ReloadStrategy::Reset) else {
            return (Ok((new, true)), used);
        };
        let mut old = old.borrow_mut();
        // Where the data is the same, all of the memory is the state; where it only reaches as far, what lies behind it.
        let from = if compiled.data == self.compiled.data { Some(0) } else { Some(compiled.data.end) };
        let from = from
            .filter(|_| strategy == ReloadStrategy::Preserve && compiled.data.end == self.compiled.data.end);
        let version = new.state_version();
        if let Some(from) = from
            && version.is_some()
            && version == old.state_version()
            && new.restore(&old.keep(), from)
        {
            let guest = old.guest();
            let (components, events) =
                (std::mem::take(&mut guest.components), std::mem::take(&mut guest.events));
            new.guest().components = components;
            new.guest().events = events;
            return (Ok((new, false)), used);
        }
        if new.can_load()
            && let Some(saved) = old.save(self.runtime.frame.get())
        {
            let loaded = new.load(&saved, self.runtime.frame.get());
            return (loaded.map(|()| (new, false)), used);
        }
        (Ok((new, true)), used)
    }
}

impl Drop for WasmScript {
    fn drop(&mut self) {
        for instance in std::mem::take(&mut self.own).into_keys() {
            self.runtime.running.borrow_mut().remove(&instance);
        }
    }
}
