//! WebAssembly as the engine's language: [`Language`] and [`Script`] of `luminara-script`.

use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use luminara_abi::layout::Layout;
use luminara_script::{
    Counters, End, EntityId, FunctionHandle, Hook, Host, Instance, InstanceId, Language, Metadata, Outcome,
    ReloadStrategy, Renewal, Script, ScriptError, Source, Value,
};
use smol_str::SmolStr;
use wasmi::{Config, Engine, Linker};

use crate::call::Done;
use crate::fuel::work_of;
use crate::guest::{Guest, Shared};
use crate::imports::Imports;
use crate::instance::{self, Running, SharedRunning, State};
use crate::limiter::Budget;
use crate::linker;
use crate::module::Compiled;

/// The deepest that calls of a guest nest. The standard leaves it to the engine; this is what a megabyte of stack holds elsewhere.
const MOST_CALLS: usize = 10_000;

/// The most cells of a guest's values and locals together, 8 bytes each.
const MOST_CELLS: usize = 1 << 20;

/// WebAssembly guests.
pub struct Wasm {
    runtime: Rc<Runtime>,
    /// The files of which one instance serves all entities.
    shared_files: BTreeSet<SmolStr>,
}

impl Wasm {
    /// For a host.
    pub fn new(host: Host) -> Self {
        Self { runtime: Rc::new(Runtime::new(host)), shared_files: BTreeSet::new() }
    }
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
            .wasm_custom_page_sizes(true)
            .wasm_wide_arithmetic(true)
            .ignore_custom_sections(true)
            .set_max_recursion_depth(MOST_CALLS)
            .set_max_stack_height(MOST_CELLS);
        let engine = Engine::new(&config);
        let linker = linker::linker(&engine, &shared);
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
        Compiled::new(&self.engine, &self.shared, source)
    }

    /// Starts a module for some scripts, and as the first of them: for more than one where they share it.
    fn start<'a>(
        &self,
        compiled: &Compiled,
        instances: impl Iterator<Item = &'a Instance>,
        is_shared: bool,
    ) -> (Result<Running, ScriptError>, u64) {
        let scripts: BTreeMap<_, _> =
            instances.map(|instance| (instance.id, (instance.entity, instance.this.clone()))).collect();
        let first = scripts.keys().next().copied().unwrap_or(InstanceId(0));
        let guest = Guest::new(self.shared.clone(), first, scripts, compiled.locations.clone());
        let budget = Budget::new(self.shared.host.limits.memory, self.memory.clone(), compiled.defined);
        instance::start(&self.linker, compiled, guest, budget, is_shared)
    }

    /// Measures a call.
    fn outcome(&self, call: impl FnOnce() -> Done) -> Outcome {
        let now = self.shared.host.services.now;
        let began = now();
        let (end, fuel) = call();
        let elapsed_ms = now() - began;
        let mut counters = self.counters.borrow_mut();
        counters.calls += 1;
        counters.total_ms += elapsed_ms;
        counters.peak_ms = counters.peak_ms.max(elapsed_ms);
        Outcome { end, elapsed_ms, work: work_of(fuel) }
    }
}

/// Of a call whose instance is taken by a paused one.
const PAUSED: Outcome = Outcome { end: End::Paused, elapsed_ms: 0.0, work: 0 };

impl Language for Wasm {
    fn load(&mut self, source: &Source) -> Result<Box<dyn Script>, Vec<ScriptError>> {
        let compiled = self.runtime.compile(source)?;
        let is_shared = self.shared_files.contains(&source.file);
        let runtime = self.runtime.clone();
        Ok(Box::new(WasmScript { runtime, compiled, own: BTreeMap::new(), is_shared, failed_start: None }))
    }

    fn share_instance(&mut self, file: &str) -> bool {
        self.shared_files.insert(file.into());
        true
    }

    fn call_function(&mut self, function: &FunctionHandle, args: &[Value]) -> Outcome {
        let id = function.instance();
        let running = self.runtime.running.borrow().get(&id).cloned();
        let Some(running) = running else { return Outcome::NOTHING };
        let mut running = running.borrow_mut();
        // A handle from before a reload means nothing any more.
        let Some(callback) = running.guest().held(function.slot()) else { return Outcome::NOTHING };
        if running.is_paused() {
            return PAUSED;
        }
        self.runtime.outcome(|| running.call_back(callback, id, args, self.runtime.frame.get()))
    }

    fn end_frame(&mut self) {
        self.runtime.frame.set(self.runtime.frame.get() + 1);
    }

    fn memory_used(&self) -> usize {
        self.runtime.memory.get()
    }

    fn counters(&self) -> Counters {
        *self.runtime.counters.borrow()
    }
}

/// A loaded file.
struct WasmScript {
    runtime: Rc<Runtime>,
    compiled: Compiled,
    own: BTreeMap<InstanceId, Own>,
    /// All entities have one instance of the module.
    is_shared: bool,
    /// Why that one could not start.
    failed_start: Option<ScriptError>,
}

/// A running script of a file.
struct Own {
    instance: Instance,
    /// `None` where its start failed. The same for all where they share it.
    running: Option<SharedRunning>,
}

impl Script for WasmScript {
    fn metadata(&self) -> &Metadata {
        &self.compiled.metadata
    }

    fn attach(&mut self, instance: &Instance) -> Outcome {
        if self.is_shared && !self.own.is_empty() {
            return self.join(instance);
        }
        let mut started = None;
        let outcome = self.runtime.outcome(|| {
            let (running, used) =
                self.runtime.start(&self.compiled, std::iter::once(instance), self.is_shared);
            (end_of(running.map(|running| started = Some(Rc::new(RefCell::new(running))))), used)
        });
        self.failed_start = outcome.result().err();
        self.put(instance.clone(), started);
        outcome
    }

    fn detach(&mut self, instance: InstanceId) {
        if let Some(Own { running: Some(running), .. }) = self.own.remove(&instance) {
            running.borrow_mut().forget(instance);
        }
        self.runtime.running.borrow_mut().remove(&instance);
    }

    fn reload(
        &mut self,
        source: &Source,
        strategy: ReloadStrategy,
    ) -> Result<Vec<(InstanceId, Renewal)>, Vec<ScriptError>> {
        let compiled = self.runtime.compile(source)?;
        let instances: Vec<Instance> = self.own.values().map(|own| own.instance.clone()).collect();
        // Those that share an instance are renewed together.
        let together = if self.is_shared { instances.len().max(1) } else { 1 };
        let mut renewals = Vec::with_capacity(instances.len());
        for instances in instances.chunks(together) {
            let old = instances.first().and_then(|first| self.running(first.id)).cloned();
            let mut renewed = None;
            let outcome = self.runtime.outcome(|| {
                let (renewal, used) = self.renew(&compiled, instances, old.as_ref(), strategy);
                (end_of(renewal.map(|renewal| renewed = Some(renewal))), used)
            });
            if self.is_shared {
                self.failed_start = outcome.result().err().filter(|_| old.is_none());
            }
            let renewal = match (outcome.end, renewed) {
                (End::Failed(error), _) => Renewal::Failed(error),
                (_, Some((running, renewal))) => {
                    let running = Rc::new(RefCell::new(running));
                    for instance in instances {
                        self.put(instance.clone(), Some(running.clone()));
                    }
                    renewal
                }
                (_, None) => Renewal::Kept,
            };
            renewals.extend(instances.iter().map(|instance| (instance.id, renewal.clone())));
        }
        self.compiled = compiled;
        Ok(renewals)
    }

    fn has(&self, instance: InstanceId, hook: Hook) -> bool {
        self.running(instance).is_some_and(|running| running.borrow().has(hook))
    }

    fn call(&mut self, instance: InstanceId, hook: Hook, args: &[Value]) -> Outcome {
        if let (Hook::Init, [Value::Entity(entity), ..]) = (hook, args) {
            self.meet(instance, *entity);
        }
        // A reload is one for all of them.
        let is_told = hook == Hook::Reload && self.is_shared && self.own.keys().next() != Some(&instance);
        let Some(running) = self.running(instance).filter(|_| !is_told) else { return Outcome::NOTHING };
        let mut running = running.borrow_mut();
        if running.is_paused() {
            return PAUSED;
        }
        if !running.has(hook) {
            return Outcome::NOTHING;
        }
        self.runtime.outcome(|| running.call_hook(hook, instance, args, self.runtime.frame.get()))
    }

    fn resume(&mut self, instance: InstanceId) -> Outcome {
        let Some(running) = self.running(instance) else { return Outcome::NOTHING };
        let mut running = running.borrow_mut();
        self.runtime.outcome(|| running.resume(self.runtime.frame.get()))
    }

    fn abandon(&mut self, instance: InstanceId) {
        if let Some(running) = self.running(instance) {
            running.borrow_mut().abandon();
        }
    }

    fn this(&self, instance: InstanceId) -> Value {
        self.own.get(&instance).map_or(Value::Nil, |own| own.instance.this.clone())
    }
}

impl WasmScript {
    fn running(&self, instance: InstanceId) -> Option<&SharedRunning> {
        self.own.get(&instance)?.running.as_ref()
    }

    /// Attaches one more script to the instance that they all share.
    fn join(&mut self, instance: &Instance) -> Outcome {
        let running = self.own.values().next().and_then(|own| own.running.clone());
        if let Some(running) = &running {
            let script = (instance.entity, instance.this.clone());
            running.borrow_mut().guest().scripts.insert(instance.id, script);
        }
        self.put(instance.clone(), running);
        match &self.failed_start {
            Some(error) => Outcome::failed(error.clone()),
            None => Outcome::NOTHING,
        }
    }

    /// Notes a script's entity: a game script that had no hooks gets one when it has some.
    fn meet(&mut self, instance: InstanceId, entity: EntityId) {
        let Some(own) = self.own.get_mut(&instance) else { return };
        own.instance.entity = Some(entity);
        if let Some(running) = &own.running
            && let Some((known, _)) = running.borrow_mut().guest().scripts.get_mut(&instance)
        {
            *known = Some(entity);
        }
    }

    fn put(&mut self, instance: Instance, running: Option<SharedRunning>) {
        let id = instance.id;
        match &running {
            Some(running) => self.runtime.running.borrow_mut().insert(id, running.clone()),
            None => self.runtime.running.borrow_mut().remove(&id),
        };
        self.own.insert(id, Own { instance, running });
    }

    /// An instance of the new module, for one script or for several that share it, with the state of the old one, as far as that can be taken
    /// over; and how that went.
    fn renew(
        &self,
        compiled: &Compiled,
        instances: &[Instance],
        old: Option<&SharedRunning>,
        strategy: ReloadStrategy,
    ) -> (Result<(Running, Renewal), ScriptError>, u64) {
        let (new, used) = self.runtime.start(compiled, instances.iter(), self.is_shared);
        let mut new = match new {
            Ok(new) => new,
            Err(error) => return (Err(error), used),
        };
        let Some(old) = old.filter(|_| strategy != ReloadStrategy::Reset) else {
            return (Ok((new, Renewal::Anew)), used);
        };
        let mut old = old.borrow_mut();
        // Where the data is the same, all of the memory is the state; where it only reaches as far, what lies behind it.
        let from =
            if compiled.data == self.compiled.data { BTreeMap::new() } else { compiled.data.ends.clone() };
        let is_alike = strategy == ReloadStrategy::Preserve && compiled.data.ends == self.compiled.data.ends;
        let version = new.state_version();
        if is_alike && version.is_some() && version == old.state_version() && new.restore(&old.keep(), &from)
        {
            let guest = old.guest();
            let (components, events) =
                (std::mem::take(&mut guest.components), std::mem::take(&mut guest.events));
            new.guest().components = components;
            new.guest().events = events;
            return (Ok((new, Renewal::Kept)), used);
        }
        if new.can_load()
            && let Some(saved) = old.save(self.runtime.frame.get())
        {
            let loaded = new.load(&saved, self.runtime.frame.get());
            return (loaded.map(|()| (new, Renewal::Kept)), used);
        }
        (Ok((new, Renewal::Anew)), used)
    }
}

fn end_of(result: Result<(), ScriptError>) -> End {
    result.map(|()| Value::Nil).into()
}

impl Drop for WasmScript {
    fn drop(&mut self) {
        for instance in std::mem::take(&mut self.own).into_keys() {
            self.runtime.running.borrow_mut().remove(&instance);
        }
    }
}
