//! What a language crate implements: [`Language`], which loads files, and [`Script`], a loaded file.

use std::any::Any;
use std::cell::RefCell;
use std::rc::Rc;

use luminara_script_macros::VariantDocs;
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

use crate::debug::Debugger;
use crate::error::{HostError, Position, ScriptError};
use crate::limits::Limits;
use crate::profile::Profiler;
use crate::registry::{HookDef, ParamDef, Registry, Type};
use crate::value::{EntityId, FunctionHandle, InstanceId, Value};

/// A project's file as a language loads it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// Its name in the project: `scripts/player.lua`.
    pub file: SmolStr,
    /// Its content.
    pub bytes: Rc<[u8]>,
}

/// How loud a console line is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum LogLevel {
    /// For the one who is looking for something.
    Debug,
    /// `print`.
    Info,
    /// Something is odd.
    Warn,
    /// Something is broken.
    Error,
}

/// What a language needs of its host beside the registry. Plain functions over the host's state.
#[derive(Clone, Copy)]
pub struct Services {
    /// Says a line on the console.
    pub print: fn(&mut dyn Any, LogLevel, &str, Option<Position>, InstanceId),
    /// The content of a project's file, for `require`.
    pub read_file: fn(&mut dyn Any, &str) -> Option<Source>,
    /// Simulated seconds since the start.
    pub time: fn(&mut dyn Any) -> f64,
    /// A seed for an instance's random numbers: the same for the same project seed and instance.
    pub seed: fn(&mut dyn Any, InstanceId) -> u64,
    /// Real milliseconds since some fixed moment. Only ever measured, never shown to a script.
    pub now: fn() -> f64,
    /// What a part of the engine that a page fetches when a file asks for it ([`crate::Description::parts`]) makes of some bytes; `None`
    /// where it isn't there. Elsewhere than in a page all parts are compiled in, and nobody asks.
    pub part: FetchedPart,
    /// Reads one field of a built-in component of many entities.
    pub read_column: ReadColumn,
    /// Writes one field of a built-in component of many entities.
    pub write_column: WriteColumn,
}

/// A part of the engine, by name: bytes to bytes.
pub type FetchedPart = fn(&str, &[u8]) -> Option<Vec<u8>>;

/// Gives `each` the values of a component's field, an entity after the other. Components count as in the registry, fields as in their
/// definition. Fails at the first entity that is gone or lacks the component.
pub type ReadColumn =
    fn(&mut dyn Any, usize, usize, &[EntityId], &mut dyn FnMut(&Value)) -> Result<(), HostError>;

/// Sets a component's field of each entity to the next value, and adds the component where an entity has none. Fails at the first entity
/// that is gone and the first value that doesn't fit; those before have their new values.
pub type WriteColumn = fn(
    &mut dyn Any,
    usize,
    usize,
    &[EntityId],
    &mut dyn FnMut() -> Result<Value, HostError>,
) -> Result<(), HostError>;

/// Whom a language serves. Cheap to clone.
#[derive(Clone)]
pub struct Host {
    /// What scripts can use.
    pub registry: Rc<Registry>,
    /// What entry points downcast: see [`Host::with_state`].
    pub state: Rc<RefCell<dyn Any>>,
    /// What the language needs beside it.
    pub services: Services,
    /// What scripts may use.
    pub limits: Limits,
}

impl Host {
    /// Does something with the host's state: the one way in, for as long as a host function runs.
    ///
    /// A script calls the host while the host's own call into the script is on the stack; in a module of its own, that comes back through
    /// whatever runs the module. So neither side holds a borrow while it calls the other: the host lets go of its state before it calls a
    /// script, and a language lets go of it before any code of a script runs. A host function that would mean calling a script (attach,
    /// events, destroy) is queued.
    ///
    /// Fails where the state is borrowed, which is where that rule was broken, instead of panicking.
    #[inline]
    pub fn with_state<R>(&self, work: impl FnOnce(&mut dyn Any) -> R) -> Result<R, HostError> {
        match self.state.try_borrow_mut() {
            Ok(mut state) => Ok(work(&mut *state)),
            Err(_) => Err(HostError::new("the host is busy with another call")),
        }
    }
}

/// The functions that a host calls in a script, each optional.
///
/// Each one's doc comment begins with how a script defines it: that is what the docs and the editor show.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, VariantDocs)]
#[serde(rename_all = "snake_case")]
pub enum Hook {
    /// `on_init(entity)`, or its alias `on_start`: once, in the first frame.
    ///
    /// ```lua
    /// function on_init(entity)
    ///   entity.color = color.palette(2)
    /// end
    /// ```
    Init,
    /// `on_update(entity, dt)`: every frame; `dt` is its seconds.
    ///
    /// ```lua
    /// function on_update(entity, dt)
    ///   entity.position.y = entity.position.y + dt
    /// end
    /// ```
    Update,
    /// `on_fixed_update(entity, dt)`: every fixed step, before the updates; `dt` is its seconds.
    ///
    /// ```lua
    /// function on_fixed_update(entity, dt)
    ///   entity.velocity = entity.velocity - vec3(0, 9.81 * dt, 0)
    /// end
    /// ```
    FixedUpdate,
    /// `on_event(type, data)`: an event arrived, the frame after it was sent.
    ///
    /// ```lua
    /// function on_event(type, data)
    ///   if type == "coin" then print("coins: " .. data.count) end --> coins: 3
    /// end
    /// events.send("coin", { count = 3 })
    /// ```
    Event,
    /// `on_collision(entity, other, contact)`: it began to touch another.
    ///
    /// ```lua
    /// function on_collision(entity, other, contact)
    ///   if contact.speed > 5 then print("a hard knock from", other.name) end
    /// end
    /// ```
    Collision,
    /// `on_collision_stay(entity, other)`: it still touches another; every frame but the first.
    ///
    /// ```lua
    /// function on_collision_stay(entity, other)
    ///   if other.tag == "lava" then entity.color = color.red end
    /// end
    /// ```
    CollisionStay,
    /// `on_collision_end(entity, other)`: it no longer touches another.
    ///
    /// ```lua
    /// function on_collision_end(entity, other)
    ///   print("no longer on", other:is_valid() and other.name)
    /// end
    /// ```
    CollisionEnd,
    /// `on_trigger(entity, name, other)`: another came into its trigger, or it came into another's.
    ///
    /// ```lua
    /// function on_trigger(entity, name, other)
    ///   if name == "goal" then print("scored by", other.name) end
    /// end
    /// ```
    Trigger,
    /// `on_trigger_stay(entity, name, other)`: the other is still in it; every frame but the first.
    ///
    /// ```lua
    /// function on_trigger_stay(entity, name, other)
    ///   if name == "wind" then physics.apply_force(other, vec3(0, 20, 0)) end
    /// end
    /// ```
    TriggerStay,
    /// `on_trigger_end(entity, name, other)`: the other left it.
    ///
    /// ```lua
    /// function on_trigger_end(entity, name, other)
    ///   if name == "door" then print("the door closes") end
    /// end
    /// ```
    TriggerEnd,
    /// `on_destroy(entity)`: the entity or the script goes.
    ///
    /// ```lua
    /// function on_destroy(entity)
    ///   print("the last place: ", entity.position)
    /// end
    /// ```
    Destroy,
    /// `on_save() -> state`: the code is about to be replaced, and the project asks for `reload = "restore"`. What it returns goes to the new
    /// code's `on_restore`.
    ///
    /// ```lua
    /// function on_save()
    ///   return { score = this.score }
    /// end
    /// ```
    Save,
    /// `on_restore(state)`: instead of `on_init`, with what the old code's `on_save` returned. `this` is empty then.
    ///
    /// ```lua
    /// function on_restore(state)
    ///   this.score = state.score
    /// end
    /// ```
    Restore,
    /// `on_reload()`: the code was replaced. `this` is as it was, locals are new.
    ///
    /// ```lua
    /// function on_reload()
    ///   print("new code, old state: " .. tostring(this.score))
    /// end
    /// ```
    Reload,
}

impl Hook {
    /// All of them.
    pub const ALL: [Hook; 14] = [
        Hook::Init,
        Hook::Update,
        Hook::FixedUpdate,
        Hook::Event,
        Hook::Collision,
        Hook::CollisionStay,
        Hook::CollisionEnd,
        Hook::Trigger,
        Hook::TriggerStay,
        Hook::TriggerEnd,
        Hook::Destroy,
        Hook::Save,
        Hook::Restore,
        Hook::Reload,
    ];

    /// The function's name in a script.
    pub fn name(self) -> &'static str {
        match self {
            Hook::Init => "on_init",
            Hook::Update => "on_update",
            Hook::FixedUpdate => "on_fixed_update",
            Hook::Event => "on_event",
            Hook::Collision => "on_collision",
            Hook::CollisionStay => "on_collision_stay",
            Hook::CollisionEnd => "on_collision_end",
            Hook::Trigger => "on_trigger",
            Hook::TriggerStay => "on_trigger_stay",
            Hook::TriggerEnd => "on_trigger_end",
            Hook::Destroy => "on_destroy",
            Hook::Save => "on_save",
            Hook::Restore => "on_restore",
            Hook::Reload => "on_reload",
        }
    }

    /// How it is defined, read from its doc comment: `` `on_update(entity, dt)`: every frame. ``
    pub fn definition(self) -> HookDef {
        let doc = self.doc();
        let signature = doc.trim_start_matches('`').split('`').next().unwrap_or_default();
        let (call, returned) = signature.split_once("->").unwrap_or((signature, ""));
        let params = call.split_once('(').map_or("", |(_, rest)| rest.trim().trim_end_matches(')'));
        let params = params.split(',').map(str::trim).filter(|name| !name.is_empty());
        HookDef {
            name: self.name(),
            doc,
            params: params
                .map(|name| ParamDef { name, ty: hook_param_type(name), default: None, options: None })
                .collect(),
            returns: !returned.is_empty(),
        }
    }

    /// A second name for the function.
    pub fn alias(self) -> Option<&'static str> {
        matches!(self, Hook::Init).then_some("on_start")
    }
}

/// The type of a hook's parameter: the same name means the same thing in all of them.
fn hook_param_type(name: &str) -> Type {
    match name {
        "entity" | "other" => Type::Entity,
        "source" => Type::Optional(Box::new(Type::Entity)),
        "dt" | "amount" => Type::Float,
        "type" | "name" => Type::Str,
        _ => Type::Any,
    }
}

/// What came of a call into a script, and what it took.
#[derive(Clone, Debug)]
pub struct Outcome {
    /// How it ended, or that it goes on.
    pub end: End,
    /// Real time, milliseconds.
    pub elapsed_ms: f64,
    /// Work that it did, in the units of [`Limits::work`].
    pub work: u64,
}

/// How a call into a script ended.
#[derive(Clone, Debug, PartialEq)]
pub enum End {
    /// It gave this back.
    Done(Value),
    /// It used up its frame's work and goes on when it is resumed ([`crate::OverBudget::Pause`]); so does one that finds its instance taken by such a
    /// call. Until that is over, nothing else of the instance may be called.
    Paused,
    /// It went wrong.
    Failed(ScriptError),
}

impl Outcome {
    /// Of a call that had nothing to do.
    pub const NOTHING: Self = Self { end: End::Done(Value::Nil), elapsed_ms: 0.0, work: 0 };

    /// Of a call that could not begin.
    pub fn failed(error: ScriptError) -> Self {
        Self { end: End::Failed(error), ..Self::NOTHING }
    }

    /// What it gave so far, nil where it goes on; or what went wrong.
    pub fn result(&self) -> Result<Value, ScriptError> {
        match &self.end {
            End::Done(value) => Ok(value.clone()),
            End::Paused => Ok(Value::Nil),
            End::Failed(error) => Err(error.clone()),
        }
    }
}

impl From<Result<Value, ScriptError>> for End {
    fn from(result: Result<Value, ScriptError>) -> Self {
        result.map_or_else(End::Failed, End::Done)
    }
}

/// What an instance went through when its code was replaced.
#[derive(Clone, Debug, PartialEq)]
pub enum Renewal {
    /// It runs the new code with the state that it had.
    Kept,
    /// It runs the new code from the beginning: what it made is taken away, and its `on_init` runs again.
    Anew,
    /// The new top level, `on_save` or `on_restore` failed: it goes on with its old functions and its old state.
    Failed(ScriptError),
}

/// What a language did since it was made.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub struct Counters {
    /// Calls into scripts.
    pub calls: u64,
    /// Their time together, milliseconds.
    pub total_ms: f64,
    /// The longest of them, milliseconds.
    pub peak_ms: f64,
    /// Files compiled.
    pub compilations: u64,
    /// Garbage collections finished.
    pub collections: u64,
}

/// What a script says of itself.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Metadata {
    /// From a leading comment `@author …`.
    pub author: Option<String>,
    /// From `@description …`.
    pub description: Option<String>,
    /// From `@version …`.
    pub version: Option<String>,
    /// The hooks that its source defines.
    pub hooks: Vec<Hook>,
    /// What is hardly what was meant, though it loads; each of the kind [`ErrorKind::Warning`](crate::ErrorKind::Warning).
    pub warnings: Vec<ScriptError>,
}

/// Who runs: told to [`Script::attach`].
#[derive(Clone, Debug)]
pub struct Instance {
    /// Its id, the engine's choice.
    pub id: InstanceId,
    /// The entity that it moves; `None` for a game script.
    pub entity: Option<EntityId>,
    /// What `this` starts with: nil for an empty table, or a table.
    pub this: Value,
}

/// What becomes of a script's state when its code is replaced.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ReloadStrategy {
    /// It is kept: `this` in Lua, the memory in WebAssembly where the module says that it may be.
    #[default]
    Preserve,
    /// What the old code's `on_save` gives goes to the new code's `on_restore`, and nothing else is kept. Where one of the two is missing, the
    /// script begins anew.
    Restore,
    /// The script begins anew.
    Reset,
}

/// A scripting language. Adding one to the engine is implementing this and [`Script`].
pub trait Language {
    /// Compiles a file. Runs nothing.
    fn load(&mut self, source: &Source) -> Result<Box<dyn Script>, Vec<ScriptError>>;

    /// From now on all entities that a file is attached to share one instance of it: its globals and its memory. Told before the file is loaded. False where
    /// scripts of this language can't.
    fn share_instance(&mut self, _file: &str) -> bool {
        false
    }

    /// Adds to the error of a script that failed while it ran what to write instead, and the change that does it, where that
    /// can be told from the text of the file in which it failed. Asked once for each error that is shown.
    fn advise(&self, _source: &Source, _error: &mut ScriptError) {}

    /// Calls a function that a script gave to the host.
    fn call_function(&mut self, function: &FunctionHandle, args: &[Value]) -> Outcome;

    /// Forgets what `require` loaded from a file, so that the next `require` loads it anew.
    fn forget_module(&mut self, _file: &str) {}

    /// Collects all garbage now.
    fn collect_garbage(&mut self) {}

    /// Does a slice of garbage collection, between frames.
    fn end_frame(&mut self) {}

    /// Memory of all its scripts, bytes.
    fn memory_used(&self) -> usize;

    /// What it did so far.
    fn counters(&self) -> Counters;

    /// Whether calls may stop: at breakpoints, at errors, where a script asks for it. Off, breakpoints are kept and cost
    /// nothing. A call that is stopped when this is turned off goes on when it is resumed.
    fn set_debug_mode(&mut self, _on: bool) {}

    /// What a debugger uses; `None` where the language can't be debugged.
    fn debugger(&mut self) -> Option<&mut dyn Debugger> {
        None
    }

    /// What a profiler uses; `None` where the language can't be profiled.
    fn profiler(&mut self) -> Option<&mut dyn Profiler> {
        None
    }
}

/// A loaded file. Every entity that it is attached to is an instance with globals and a `this` of its own.
pub trait Script {
    /// What it says of itself.
    fn metadata(&self) -> &Metadata;

    /// Makes an instance and runs the file's top level in it. On an error the instance stays, to be reloaded or detached.
    fn attach(&mut self, instance: &Instance) -> Outcome;

    /// Ends an instance.
    fn detach(&mut self, instance: InstanceId);

    /// Replaces the code: when it doesn't compile, nothing changes and the errors say why. Else the new top level runs
    /// for every instance, in fresh globals whose `this` is by the strategy; told is what each of them went through.
    fn reload(
        &mut self,
        source: &Source,
        strategy: ReloadStrategy,
    ) -> Result<Vec<(InstanceId, Renewal)>, Vec<ScriptError>>;

    /// Whether an instance has a function for a hook right now.
    fn has(&self, instance: InstanceId, hook: Hook) -> bool;

    /// Calls a hook; does nothing where the instance doesn't have it.
    fn call(&mut self, instance: InstanceId, hook: Hook, args: &[Value]) -> Outcome;

    /// Goes on with an instance's paused call, with another frame's work.
    fn resume(&mut self, _instance: InstanceId) -> Outcome {
        Outcome::NOTHING
    }

    /// Forgets an instance's paused call.
    fn abandon(&mut self, _instance: InstanceId) {}

    /// A copy of an instance's `this`, as far as it can cross; nil when there is none.
    fn this(&self, instance: InstanceId) -> Value;
}
