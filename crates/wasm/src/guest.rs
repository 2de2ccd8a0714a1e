//! [`Guest`]: what host functions know of the guest that called them. Nothing here knows which engine runs it.

use std::collections::BTreeMap;
use std::rc::Rc;
use std::sync::{Arc, Mutex};

use luminara_abi::layout::Layout;
use luminara_abi::wire::Callback;
use luminara_script::{
    Call, CallSite, EntityId, ErrorKind, FunctionHandle, Host, HostError, HostFn, InstanceId, Position, Value,
};
use smol_str::SmolStr;

use crate::fuel::fuel_of;
use crate::imports::Imports;
use crate::locate::Locations;

/// The language's name.
pub const LANGUAGE: &str = "wasm";

/// The most bytes of one text or one value that a guest may hand over.
pub const MOST_BYTES: usize = 1 << 20;

/// The most bytes of texts and values together that a guest may hand over in a frame.
pub const MOST_BYTES_A_FRAME: usize = 16 << 20;

/// The most elements of a list.
pub const MOST_ELEMENTS: u32 = 1 << 18;

/// The most names of components or events that a guest may have numbered.
const MOST_NAMES: usize = 4096;

/// The most bytes of such a name.
const LONGEST_NAME: usize = 256;

/// The most functions of a guest that the host holds.
const MOST_FUNCTIONS: usize = 10_000;

/// The first number of a component that is not built in.
pub const FIRST_CUSTOM: u32 = 0x1_0000;

/// What all guests of an engine share.
pub struct Shared {
    /// Whom they serve.
    pub host: Host,
    /// What they can call.
    pub imports: Imports,
    /// The built-in components, in the order of the registry.
    pub layouts: Vec<Layout>,
}

/// Names with numbers, in the order in which they were first asked for.
#[derive(Default)]
pub struct Names {
    list: Vec<SmolStr>,
    numbers: BTreeMap<SmolStr, u32>,
}

impl Names {
    /// The number of a name; a new one gets the next.
    pub fn number(&mut self, name: &str) -> Result<u32, HostError> {
        if let Some(number) = self.numbers.get(name) {
            return Ok(*number);
        }
        if name.len() > LONGEST_NAME || self.list.len() >= MOST_NAMES {
            return Err(HostError::limit(format!(
                "a guest may use {MOST_NAMES} names of {LONGEST_NAME} bytes for its components and as many for events"
            )));
        }
        let number = self.list.len() as u32;
        self.list.push(name.into());
        self.numbers.insert(name.into(), number);
        Ok(number)
    }

    /// The name of a number.
    pub fn name(&self, number: u32) -> Option<&SmolStr> {
        self.list.get(number as usize)
    }
}

/// A component as a guest numbers it.
pub enum Component<'a> {
    /// One of the engine's: its index in the registry, and its form.
    BuiltIn(usize, &'a Layout),
    /// One of the scripts' own.
    Custom(&'a SmolStr),
}

impl Component<'_> {
    /// As the module exports or names it.
    pub fn name(&self) -> SmolStr {
        match self {
            Component::BuiltIn(_, layout) => SmolStr::new_static(layout.def.name),
            Component::Custom(name) => (*name).clone(),
        }
    }
}

/// A running guest.
pub struct Guest {
    /// What it shares with the others.
    pub shared: Rc<Shared>,
    /// Which running script it is. Where several share an instance, the one that is being called.
    pub instance: InstanceId,
    /// The scripts that it runs for: their entities, and what `this` starts with.
    pub scripts: BTreeMap<InstanceId, (Option<EntityId>, Value)>,
    /// Fuel that is left of this call.
    pub fuel: u64,
    /// Fuel that calls of the host took beyond what was left, where calls may be paused: a host's call is done as a whole, and the next frame pays.
    pub debt: u64,
    /// Whether it may have debts.
    pub may_owe: bool,
    /// Bytes that it handed over in this frame.
    pub handed_over: usize,
    /// The last result that came in bytes, or the current event's data.
    pub result: Vec<u8>,
    /// Whether errors are noted instead of ending the call.
    pub catches: bool,
    /// The error that was noted last.
    pub error: Option<String>,
    /// What `on_save` handed over.
    pub saved: Option<Vec<u8>>,
    /// Its own components' names, from [`FIRST_CUSTOM`].
    pub components: Names,
    /// Its events' names.
    pub events: Names,
    /// The name of the event that is being delivered.
    pub event: SmolStr,
    /// The module's functions and lines.
    pub locations: Rc<Locations>,
    /// Where it was when it called: an offset in the module, 0 where that isn't known.
    pub at: u32,
    functions: Vec<Option<Callback>>,
    free: Vec<u64>,
    released: Arc<Mutex<Vec<u64>>>,
}

impl Guest {
    /// A guest that has not run yet.
    pub fn new(
        shared: Rc<Shared>,
        instance: InstanceId,
        scripts: BTreeMap<InstanceId, (Option<EntityId>, Value)>,
        locations: Rc<Locations>,
    ) -> Self {
        Self {
            shared,
            instance,
            scripts,
            fuel: 0,
            debt: 0,
            may_owe: false,
            handed_over: 0,
            result: Vec::new(),
            catches: false,
            error: None,
            saved: None,
            components: Names::default(),
            events: Names::default(),
            event: SmolStr::default(),
            locations,
            at: 0,
            functions: Vec::new(),
            free: Vec::new(),
            released: Arc::default(),
        }
    }

    /// Takes fuel for work of the host.
    pub fn charge(&mut self, fuel: u64) -> Result<(), HostError> {
        if let Some(left) = self.fuel.checked_sub(fuel) {
            self.fuel = left;
            return Ok(());
        }
        let missing = fuel - self.fuel;
        self.fuel = 0;
        // A stretch of code without a loop is paid for when it begins, so it could go on owing: up to a whole call's fuel.
        if self.may_owe && self.debt.saturating_add(missing) <= fuel_of(self.shared.host.limits.work) {
            self.debt += missing;
            return Ok(());
        }
        Err(HostError { kind: ErrorKind::Timeout, message: "out of fuel".into() })
    }

    /// Counts bytes that it hands over.
    pub fn hand_over(&mut self, bytes: usize) -> Result<(), HostError> {
        self.charge(bytes as u64 / 8)?;
        self.handed_over = self.handed_over.saturating_add(bytes);
        match self.handed_over <= MOST_BYTES_A_FRAME {
            true => Ok(()),
            false => Err(HostError::limit(format!(
                "more than {} MiB of text and values were handed over in one frame",
                MOST_BYTES_A_FRAME >> 20
            ))),
        }
    }

    /// Calls a function of the registry. The host's state is borrowed only meanwhile, and no guest runs then.
    pub fn enter(&self, entry: HostFn, args: &mut [Value]) -> Result<Value, HostError> {
        self.shared.host.with_state(|host| entry(&mut Call { host, args, site: self })).flatten()
    }

    /// A component by its number.
    pub fn component(&self, number: u32) -> Result<Component<'_>, HostError> {
        let built_in = self.shared.layouts.get(number as usize);
        if let Some(layout) = built_in {
            return Ok(Component::BuiltIn(number as usize, layout));
        }
        let custom = number.checked_sub(FIRST_CUSTOM).and_then(|number| self.components.name(number));
        custom.map(Component::Custom).ok_or_else(|| {
            HostError::new(format!("there is no component number {number}; get its number by component_id"))
        })
    }

    /// The host's handle of one of its functions.
    pub fn hold(&mut self, callback: Callback) -> Result<Value, HostError> {
        self.release();
        let slot = match self.free.pop() {
            Some(slot) => slot,
            None if self.functions.len() >= MOST_FUNCTIONS => {
                return Err(HostError::limit(format!(
                    "the host holds {MOST_FUNCTIONS} functions of this guest already"
                )));
            }
            None => {
                self.functions.push(None);
                self.functions.len() as u64 - 1
            }
        };
        if let Some(place) = self.functions.get_mut(slot as usize) {
            *place = Some(callback);
        }
        Ok(Value::Function(FunctionHandle::new(LANGUAGE, self.instance, slot, self.released.clone())))
    }

    /// The function of a handle.
    pub fn held(&self, slot: u64) -> Option<Callback> {
        self.functions.get(usize::try_from(slot).ok()?).copied().flatten()
    }

    /// Forgets the functions that the host let go.
    fn release(&mut self) {
        let Ok(mut released) = self.released.lock() else { return };
        for slot in released.drain(..) {
            if let Some(place) = self.functions.get_mut(slot as usize)
                && place.take().is_some()
            {
                self.free.push(slot);
            }
        }
    }
}

impl CallSite for Guest {
    fn position(&self) -> Option<Position> {
        self.locations.position(self.at)
    }

    fn instance(&self) -> InstanceId {
        self.instance
    }
}

/// An entity's id as a guest has it; -1 for nil.
pub fn id_of(value: &Value) -> u64 {
    match value {
        Value::Entity(EntityId(id)) => *id,
        _ => u64::MAX,
    }
}
