//! [`Running`]: a module that runs, for an entity or for all entities that its file is attached to.

use std::collections::BTreeMap;
use std::rc::Rc;

use luminara_script::{ErrorKind, Hook, InstanceId, Position, ScriptError};
use wasmi::{Func, Global, Instance, Linker, Memory, Store};

use crate::call::Paused;
use crate::fault::explain;
use crate::fuel::fuel_of;
use crate::guest::Guest;
use crate::instrument::{NOTE, memory_name};
use crate::limiter::Budget;
use crate::module::Compiled;

/// What a store holds.
pub struct State {
    /// What host functions know of the guest.
    pub guest: Guest,
    /// Its share of memory.
    pub budget: Budget,
    /// The exported memory.
    pub memory: Option<Memory>,
    /// The global that says where the guest is.
    pub note: Option<Global>,
}

/// A module that runs.
pub struct Running {
    pub(crate) store: Store<State>,
    pub(crate) instance: Instance,
    /// The one that host functions read and write.
    pub(crate) memory: Option<Memory>,
    /// All of its memories, and the bytes of their pages.
    pub(crate) memories: Vec<(Memory, usize)>,
    hooks: BTreeMap<Hook, Func>,
    pub(crate) alloc: Option<Func>,
    pub(crate) dealloc: Option<Func>,
    /// The frame of the last call.
    pub(crate) frame: u64,
    /// Fuel that was used in it.
    pub(crate) used: u64,
    /// The call that used its frame's fuel up and goes on in the next.
    pub(crate) paused: Option<Paused>,
    /// Whether an error ended it for all entities that share it.
    pub(crate) has_ended: bool,
    /// Whether several entities share it.
    pub(crate) is_shared: bool,
}

/// A guest that scripts, and the functions that they gave away, refer to.
pub type SharedRunning = Rc<std::cell::RefCell<Running>>;

/// Instantiates a module: its memory and tables, its start function, `_initialize`. All of it is metered. On an error what there is
/// is dropped, and the fuel that was used is told.
pub fn start(
    linker: &Linker<State>,
    compiled: &Compiled,
    guest: Guest,
    budget: Budget,
    is_shared: bool,
) -> (Result<Running, ScriptError>, u64) {
    let fuel = fuel_of(guest.shared.host.limits.work);
    let mut store = Store::new(linker.engine(), State { guest, budget, memory: None, note: None });
    store.limiter(|state| &mut state.budget);
    // Fuel is on in every engine of this crate.
    let _ = store.set_fuel(fuel);
    let started = linker.instantiate_and_start(&mut store, &compiled.module);
    let used = |store: &Store<State>| fuel.saturating_sub(store.get_fuel().unwrap_or(0));
    let instance = match started {
        Ok(instance) => instance,
        Err(error) => {
            let error = explain(&mut store, error, "the start function");
            return (Err(error), used(&store));
        }
    };
    let export = |name: &str| instance.get_func(&store, name);
    let hook_function = |hook: Hook| export(hook.name()).or_else(|| hook.alias().and_then(export));
    let memory = instance.get_memory(&store, "memory");
    let memory_of = |(page, index)| Some((instance.get_memory(&store, &memory_name(index))?, page));
    let memories = compiled.pages.iter().copied().zip(0..).map_while(memory_of).collect();
    let note = instance.get_global(&store, NOTE);
    let initialize = export("_initialize");
    let mut running = Running {
        hooks: Hook::ALL.into_iter().filter_map(|hook| Some((hook, hook_function(hook)?))).collect(),
        alloc: export("alloc"),
        dealloc: export("dealloc"),
        memory,
        memories,
        instance,
        frame: 0,
        used: 0,
        paused: None,
        has_ended: false,
        is_shared,
        store,
    };
    let state = running.store.data_mut();
    state.memory = memory;
    state.note = note;
    let done = initialize.map_or(Ok(()), |function| running.run(&function, &[], "_initialize"));
    let used = used(&running.store);
    // Only what the engine calls may be paused, and it hasn't called yet.
    running.guest().may_owe = running.pauses().is_some();
    (done.map(|()| running), used)
}

impl Running {
    /// What host functions know of it.
    pub fn guest(&mut self) -> &mut Guest {
        &mut self.store.data_mut().guest
    }

    /// Whether it has a function for a hook.
    pub fn has(&self, hook: Hook) -> bool {
        self.hooks.contains_key(&hook)
    }

    pub(crate) fn hook(&self, hook: Hook) -> Option<Func> {
        self.hooks.get(&hook).copied()
    }

    /// Whether a call of it goes on in the next frame. Until then nothing else of it may be called.
    pub fn is_paused(&self) -> bool {
        self.paused.is_some()
    }

    /// Forgets its paused call. Where several share the guest that goes on: half of its work would be in their memory.
    pub fn abandon(&mut self) {
        if !self.is_shared {
            self.paused = None;
        }
    }

    /// Forgets a script that it ran for.
    pub fn forget(&mut self, instance: InstanceId) {
        self.guest().scripts.remove(&instance);
    }

    pub(crate) fn error(&self, kind: ErrorKind, message: String) -> ScriptError {
        let position = self.store.data().guest.locations.position(0);
        ScriptError::new(kind, message, position.unwrap_or_else(|| Position::line("", 0)))
    }
}
