//! The VM's state: the running thread, those that wait for it, and what every script shares.

mod errors;
mod outside;
mod stack;
mod strings;

use std::sync::{Arc, Mutex};

use gc_arena::Collect;
use gc_arena::metrics::Metrics;
use luminara_script::{Hook, Host, InstanceId, Limits, TraceFrame};
use piccolo::{Context, String, UserData, Value};

use crate::coroutine::{Resumer, Thread};
use crate::error::{Thrown, out_of_fuel, shown};
use crate::random::Xoshiro;
use crate::reachable::Weak;
use crate::recent_strings::RecentStrings;
use crate::value::{as_table, type_name};

pub(crate) use errors::{is_library, lua_function, trace_frame};
pub(crate) use stack::WINDOW;

macro_rules! metamethods {
    ($($field:ident = $name:literal),* $(,)?) => {
        /// The names of metamethods, as strings of the VM.
        #[derive(Clone, Copy, Collect)]
        #[collect(no_drop)]
        pub(crate) struct Names<'gc> { $(pub $field: String<'gc>),* }

        impl<'gc> Names<'gc> {
            fn new(ctx: Context<'gc>) -> Self {
                Self { $($field: ctx.intern($name.as_bytes())),* }
            }
        }
    };
}

metamethods! {
    index = "__index", newindex = "__newindex", call = "__call", eq = "__eq", lt = "__lt", le = "__le",
    len = "__len", concat = "__concat", unm = "__unm", bnot = "__bnot", add = "__add", sub = "__sub",
    mul = "__mul", div = "__div", modulo = "__mod", pow = "__pow", idiv = "__idiv", band = "__band",
    bor = "__bor", bxor = "__bxor", shl = "__shl", shr = "__shr", close = "__close", name = "__name",
    tostring = "__tostring", pairs = "__pairs", metatable = "__metatable", n = "n", this = "this",
    mode = "__mode", gc = "__gc",
}

/// Bits of metamethods whose absence a table remembers.
pub(crate) const ABSENT_INDEX: u32 = 0;
pub(crate) const ABSENT_NEWINDEX: u32 = 1;
pub(crate) const ABSENT_EQ: u32 = 2;
pub(crate) const ABSENT_LEN: u32 = 3;
/// Neither `__mode` nor `__gc`.
pub(crate) const ABSENT_COLLECTING: u32 = 4;

/// Where `print` goes.
pub(crate) enum Output {
    /// Nowhere yet.
    None,
    /// To a buffer that the host of a bare VM reads.
    Buffer(Vec<u8>),
    /// To a function, through a buffer that is passed on when it is full and while the program is paused.
    Stream { buffer: Vec<u8>, write: Writer },
    /// To the engine's console.
    Host,
}

/// Takes a program's output.
pub(crate) type Writer = Box<dyn FnMut(&[u8])>;

/// Bytes of output that are passed on at once.
const STREAM_BUFFER: usize = 8192;

/// Reads a file by its name.
pub(crate) type FileReader = Box<dyn FnMut(&str) -> Option<Vec<u8>>>;

/// Tells the seconds that a program has run.
pub(crate) type Clock = Box<dyn FnMut() -> f64>;

/// What isn't Lua's: the host and the random numbers.
pub(crate) struct Outside {
    pub host: Option<Host>,
    pub output: Output,
    pub instance: InstanceId,
    pub random: Xoshiro,
    /// Text of `io.write` that is no whole line yet, and of `io.stderr`.
    pub pending_lines: [Vec<u8>; 2],
    /// Where a VM without a host finds files.
    pub reader: Option<FileReader>,
    /// The clock of a VM without a host.
    pub clock: Option<Clock>,
    pub warnings: bool,
    /// What scripts set of the collector.
    pub collector: crate::stdlib::Settings,
    /// Whether `os.exit` ends the program, and the status that it was given.
    pub can_exit: bool,
    pub exit_status: Option<u8>,
    /// What the last host function said went wrong, for its kind.
    pub host_error: Option<std::string::String>,
    /// Slots of functions that the host let go.
    pub released: Arc<Mutex<Vec<u64>>>,
    /// Functions of the registry, by tag.
    pub host_functions: Vec<crate::host::HostEntry>,
    /// Room for a host function's arguments.
    pub host_args: Vec<luminara_script::Value>,
    /// Modules that were loaded: file and a name that it was required by.
    pub modules: Vec<(std::string::String, std::string::String)>,
    /// The file of the module that `require` found last.
    pub found_module: Option<std::string::String>,
}

/// The VM.
#[derive(Collect)]
#[collect(no_drop)]
pub(crate) struct Vm<'gc> {
    pub thread: Thread<'gc>,
    /// An overflow of the running thread is being handled: there is room for that beyond the limits.
    pub has_spare: bool,
    /// The threads that wait for the running coroutine, innermost last.
    pub resumers: Vec<Resumer<'gc>>,
    pub names: Names<'gc>,
    pub string_metatable: Option<UserData<'gc>>,
    /// The metatable of `io.stdout` and its like.
    pub stream_metatable: Option<UserData<'gc>>,
    /// The library, on which every environment falls back.
    pub library: UserData<'gc>,
    /// The metatable of environments: `__index` is the library.
    pub environment_metatable: UserData<'gc>,
    /// The environment of the running script.
    pub globals: UserData<'gc>,
    /// `next`, and what `ipairs` returns.
    pub next: Value<'gc>,
    pub ipairs_next: Value<'gc>,
    /// `pcall`, and what calls the finalizers that are due.
    pub pcall: Value<'gc>,
    pub finalize: Value<'gc>,
    main_coroutine: Option<UserData<'gc>>,
    /// By slot: a script's instance.
    pub environments: Vec<Option<Environment<'gc>>>,
    /// The globals that a reload replaced, until it is known whether it went well.
    replaced: Option<UserData<'gc>>,
    hooks: Option<HookNames<'gc>>,
    pub host_values: crate::host::HostValues<'gc>,
    #[collect(require_static)]
    pub limits: Limits,
    #[collect(require_static)]
    pub metrics: Metrics,
    #[collect(require_static)]
    pub outside: Outside,
    /// Fuel of the current slice; when it is used up, the loop pauses.
    pub slice: i64,
    /// Fuel of the current call beyond the slice.
    pub reserve_fuel: i64,
    /// Fuel of the frames to come, if the call may be paused.
    pub later_fuel: i64,
    /// A garbage collection is needed before anything goes on.
    pub needs_collection: bool,
    /// The loop is to be left before the next instruction: for a collection, or to enter the hooked one.
    pub leaves_loop: bool,
    /// The library's functions that are written in Lua.
    pub in_lua: Option<UserData<'gc>>,
    pub weak: Weak<'gc>,
    /// An error object that nothing caught and that can say what it is.
    pub error_object: Value<'gc>,
    /// The native function that failed last, for what a message handler sees of the stack.
    pub failed_native: Value<'gc>,
    /// Room for a short text that is being put together.
    pub text_buffer: Vec<u8>,
    pub recent_strings: RecentStrings<'gc>,
    /// The last host method changed its receiver.
    pub receiver_changed: bool,
    #[collect(require_static)]
    pub trace: Vec<TraceFrame>,
    /// For debuggers and profilers.
    pub tools: crate::tools::Tools<'gc>,
}

/// A script's instance: its globals, among them `this`.
#[derive(Collect)]
#[collect(no_drop)]
pub(crate) struct Environment<'gc> {
    pub table: UserData<'gc>,
    /// The entity that it was called with first, as an object.
    pub entity: Option<(u64, Value<'gc>)>,
    #[collect(require_static)]
    pub random: Xoshiro,
    /// A call that used up its frame's instructions and goes on in the next one.
    pub paused: Option<Suspended<'gc>>,
}

/// A call that was taken off the VM.
#[derive(Collect)]
#[collect(no_drop)]
pub(crate) struct Suspended<'gc> {
    pub thread: Thread<'gc>,
    pub resumers: Vec<Resumer<'gc>>,
    /// What is left of this frame's and of the later frames' instructions.
    fuel: [i64; 2],
}

#[derive(Clone, Copy, Collect)]
#[collect(no_drop)]
struct HookNames<'gc> {
    names: [String<'gc>; Hook::ALL.len()],
    start: String<'gc>,
}

/// Instructions between two looks at the garbage and at the clock.
pub(crate) const SLICE: i64 = 20_000;

impl<'gc> Vm<'gc> {
    pub fn new(ctx: Context<'gc>, limits: Limits) -> Self {
        let library = crate::table::new_table(ctx, 0, 64);
        let environment_metatable = crate::table::new_table(ctx, 0, 1);
        let library_value = Value::UserData(library);
        crate::table::raw_set_field(ctx, environment_metatable, "__index", library_value);
        Self {
            thread: Thread::default(),
            has_spare: false,
            resumers: Vec::new(),
            names: Names::new(ctx),
            string_metatable: None,
            stream_metatable: None,
            library,
            environment_metatable,
            globals: library,
            next: Value::Nil,
            ipairs_next: Value::Nil,
            pcall: Value::Nil,
            finalize: Value::Nil,
            main_coroutine: None,
            environments: Vec::new(),
            replaced: None,
            hooks: None,
            host_values: crate::host::HostValues::default(),
            limits,
            metrics: ctx.metrics().clone(),
            outside: Outside {
                host: None,
                output: Output::None,
                instance: InstanceId(0),
                random: Xoshiro::new(0, 0),
                pending_lines: Default::default(),
                reader: None,
                clock: None,
                warnings: false,
                collector: Default::default(),
                can_exit: false,
                exit_status: None,
                host_error: None,
                released: Arc::default(),
                host_functions: Vec::new(),
                host_args: Vec::new(),
                modules: Vec::new(),
                found_module: None,
            },
            slice: 0,
            reserve_fuel: 0,
            later_fuel: 0,
            needs_collection: false,
            leaves_loop: false,
            in_lua: None,
            weak: Weak::default(),
            error_object: Value::Nil,
            failed_native: Value::Nil,
            text_buffer: Vec::new(),
            recent_strings: RecentStrings::default(),
            receiver_changed: false,
            trace: Vec::new(),
            tools: crate::tools::Tools::default(),
        }
    }

    /// A table of globals that falls back on the library.
    pub fn new_environment(&self, ctx: Context<'gc>) -> UserData<'gc> {
        let table = crate::table::new_table(ctx, 0, 8);
        let metatable = Some(self.environment_metatable);
        crate::table::change(ctx, table, |table| table.set_metatable(metatable));
        crate::table::raw_set_field(ctx, table, "_G", Value::UserData(table));
        table
    }

    /// What the VM keeps of an instance.
    pub fn environment_mut(&mut self, slot: Option<usize>) -> Option<&mut Environment<'gc>> {
        self.environments.get_mut(slot?)?.as_mut()
    }

    /// Makes an instance the running one: its globals and its random numbers.
    pub fn select_environment(&mut self, slot: Option<usize>) {
        crate::host::release(self);
        self.globals = self.library;
        let environment = slot.and_then(|slot| self.environments.get_mut(slot));
        if let Some(Some(environment)) = environment {
            self.globals = environment.table;
            std::mem::swap(&mut self.outside.random, &mut environment.random);
        }
    }

    /// Takes the instance's random numbers back after a call.
    pub fn leave_environment(&mut self, slot: Option<usize>) {
        let environment = slot.and_then(|slot| self.environments.get_mut(slot));
        if let Some(Some(environment)) = environment {
            std::mem::swap(&mut self.outside.random, &mut environment.random);
        }
    }

    /// Gives an instance fresh globals with the old `this`.
    pub fn renew_environment(&mut self, ctx: Context<'gc>, slot: usize) {
        let fresh = self.new_environment(ctx);
        let Some(Some(environment)) = self.environments.get_mut(slot) else { return };
        let this = crate::table::raw_get_field(ctx, &Value::UserData(environment.table), "this");
        crate::table::raw_set_field(ctx, fresh, "this", this);
        self.replaced = Some(std::mem::replace(&mut environment.table, fresh));
    }

    /// After a reload: the old globals come back if it failed.
    pub fn settle_environment(&mut self, slot: usize, failed: bool) {
        let Some(old) = self.replaced.take() else { return };
        let Some(Some(environment)) = self.environments.get_mut(slot) else { return };
        if failed {
            environment.table = old;
        } else {
            // A paused call is of the old code.
            environment.paused = None;
        }
    }

    /// An instance's function for a hook; nil if it has none.
    pub fn hook(&mut self, ctx: Context<'gc>, slot: usize, hook: Hook) -> Value<'gc> {
        let hooks = *self.hooks.get_or_insert_with(|| HookNames {
            names: Hook::ALL.map(|hook| ctx.intern(hook.name().as_bytes())),
            start: ctx.intern(b"on_start"),
        });
        let Some(Some(environment)) = self.environments.get(slot) else { return Value::Nil };
        let Ok(table) = environment.table.downcast::<crate::value::TableRoot>() else {
            return Value::Nil;
        };
        let i = Hook::ALL.iter().position(|candidate| *candidate == hook);
        let Some(name) = i.and_then(|i| hooks.names.get(i)) else { return Value::Nil };
        match (table.borrow().get_string(*name), hook) {
            (Value::Nil, Hook::Init) => table.borrow().get_string(hooks.start),
            (found, _) => found,
        }
    }

    /// The module `package`.
    pub fn package(&self, ctx: Context<'gc>) -> Value<'gc> {
        crate::table::raw_get_field(ctx, &Value::UserData(self.library), "package")
    }

    /// What `coroutine.running` gives for the main program.
    pub fn main_coroutine(&mut self, ctx: Context<'gc>) -> UserData<'gc> {
        *self.main_coroutine.get_or_insert_with(|| {
            let state = crate::coroutine::CoroutineState {
                status: crate::coroutine::Status::Running,
                thread: Thread::default(),
                start: None,
                yielded: None,
                error: None,
            };
            let state = gc_arena::lock::RefLock::new(state);
            UserData::new::<crate::value::CoroutineRoot>(&ctx, state)
        })
    }

    /// Whether it is what stands for the main program.
    pub fn is_main_coroutine(&self, coroutine: UserData<'gc>) -> bool {
        self.main_coroutine == Some(coroutine)
    }

    /// The objects that the VM itself refers to. The stacks come on top.
    pub fn root_data(&self) -> Vec<UserData<'gc>> {
        let mut data = vec![self.library, self.environment_metatable, self.globals];
        let single =
            [self.string_metatable, self.stream_metatable, self.main_coroutine, self.replaced, self.in_lua];
        data.extend(single.into_iter().flatten());
        data.extend(self.environments.iter().flatten().map(|environment| environment.table));
        data.extend(self.host_values.members.iter().map(|members| members.table));
        data.extend(self.host_values.lists.iter().map(|list| list.table));
        data.extend(self.weak.unreachable());
        data
    }

    /// The values that the VM itself refers to.
    pub fn root_values(&self) -> Vec<Value<'gc>> {
        let mut values = vec![self.next, self.ipairs_next, self.pcall, self.finalize];
        values.extend([self.error_object, self.failed_native]);
        values
            .extend(self.environments.iter().flatten().filter_map(|environment| Some(environment.entity?.1)));
        values.extend(self.host_values.held.iter().flatten().map(|held| held.function));
        self.tools.add_values(&mut values);
        values
    }

    // Fuel and memory.

    /// Has all garbage collected before the next instruction.
    pub fn request_collection(&mut self) {
        self.needs_collection = true;
        self.leaves_loop = true;
        self.reserve_fuel = self.fuel_left();
        self.slice = 0;
    }

    /// Starts a call: it may use this much fuel.
    pub fn refuel(&mut self, instructions: u64) {
        let total = i64::try_from(instructions).unwrap_or(i64::MAX);
        self.slice = total.min(SLICE);
        self.reserve_fuel = total - self.slice;
    }

    /// What is left of the call's fuel.
    pub fn fuel_left(&self) -> i64 {
        self.reserve_fuel.saturating_add(self.slice)
    }

    /// Fuel that natives may use now: they can't be paused, so they borrow from the frames to come.
    pub fn fuel_to_borrow(&self) -> i64 {
        self.fuel_left().saturating_add(self.later_fuel)
    }

    /// Gives the loop another slice. False where this frame has none left and the call has to pause.
    pub fn next_slice(&mut self) -> Result<bool, Thrown<'gc>> {
        let total = self.fuel_left();
        if total <= 0 {
            return if self.fuel_to_borrow() > 0 { Ok(false) } else { Err(out_of_fuel()) };
        }
        self.slice = total.min(SLICE);
        self.reserve_fuel = total - self.slice;
        Ok(true)
    }

    /// Starts another frame of a call that was paused.
    pub fn refuel_paused(&mut self, instructions: u64) {
        let granted = i64::try_from(instructions).unwrap_or(i64::MAX).min(self.later_fuel);
        self.later_fuel -= granted;
        self.reserve_fuel = self.reserve_fuel.saturating_add(granted);
    }

    /// Takes the running call off the VM.
    pub fn suspend(&mut self) -> Suspended<'gc> {
        let fuel = [self.fuel_left(), self.later_fuel];
        self.later_fuel = 0;
        Suspended {
            thread: std::mem::take(&mut self.thread),
            resumers: std::mem::take(&mut self.resumers),
            fuel,
        }
    }

    /// Puts a call back that was taken off.
    pub fn unsuspend(&mut self, call: Suspended<'gc>) {
        self.thread = call.thread;
        self.resumers = call.resumers;
        [self.reserve_fuel, self.later_fuel] = call.fuel;
        self.slice = 0;
    }

    /// The paused instruction is the next one, not the last: an error is about it.
    pub fn step_past_pause(&mut self) {
        if let Some(frame) = self.thread.frames.last_mut() {
            frame.pc += 1;
        }
    }

    /// Takes fuel for a native function's work.
    #[inline(always)]
    pub fn charge(&mut self, steps: usize) -> Result<(), Thrown<'gc>> {
        self.slice -= steps as i64;
        if self.slice > 0 { Ok(()) } else { self.borrow_fuel() }
    }

    #[cold]
    #[inline(never)]
    fn borrow_fuel(&self) -> Result<(), Thrown<'gc>> {
        if self.fuel_to_borrow() > 0 { Ok(()) } else { Err(out_of_fuel()) }
    }

    /// Whether there is memory for that many more bytes. Garbage counts half, since it may be collected.
    pub fn has_memory(&mut self, bytes: usize) -> bool {
        let used = self.metrics.total_allocation().saturating_add(bytes);
        if used > self.limits.memory {
            self.needs_collection = true;
            self.reserve_fuel = self.fuel_left();
            self.slice = 0;
        }
        used <= self.limits.memory.saturating_add(self.limits.memory / 2) && bytes <= self.limits.memory
    }

    // Metatables.

    /// A value's metatable.
    #[inline]
    pub fn metatable(&self, value: &Value<'gc>) -> Option<UserData<'gc>> {
        match value {
            Value::UserData(data) => match as_table(value) {
                Some(table) => table.borrow().metatable(),
                None if data.is_static::<crate::stdlib::Stream>() => self.stream_metatable,
                None => None,
            },
            Value::String(_) => self.string_metatable,
            _ => None,
        }
    }

    /// A value's metamethod; nil if it has none.
    #[inline]
    pub fn metamethod(&self, value: &Value<'gc>, name: String<'gc>) -> Value<'gc> {
        match self.metatable(value) {
            Some(metatable) => match as_table(&Value::UserData(metatable)) {
                Some(metatable) => metatable.borrow().get_string(name),
                None => Value::Nil,
            },
            None => Value::Nil,
        }
    }

    /// The value's type as messages name it: its metatable's `__name`, the host's type, or Lua's.
    pub fn type_name(&self, value: &Value<'gc>) -> std::string::String {
        if let Value::String(name) = self.metamethod(value, self.names.name)
            && !matches!(value, Value::String(_))
        {
            return shown(name.as_bytes());
        }
        if let Some(name) = crate::host::type_name(value) {
            return name.into();
        }
        type_name(value).into()
    }
}

/// The chunk name of the library's functions that are written in Lua.
pub(crate) const LIBRARY: &str = "[library]";
