//! Weak tables and finalizers (manual §2.5.3 and §2.5.4).
//!
//! The arena's collector knows nothing of them: for it, every reference is strong. So before a full collection this
//! module follows the references itself, the way PUC-Lua's `atomic` (lgc.c) does, takes what nothing else reaches out of
//! the weak tables, and hands over the objects to be finalized. Nothing of this happens in a VM in which no table
//! ever was weak or had a finalizer.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::hash::{BuildHasherDefault, Hasher};

use gc_arena::Collect;
use gc_arena::metrics::Metrics;
use piccolo::{Context, UserData, Value};

use crate::coroutine::{Resumer, Thread};
use crate::memory::Account;
use crate::table::change;
use crate::value::{CellRoot, CoroutineRoot, FunctionRoot, NativeRoot, as_table, copy};
use crate::vm::{ABSENT_COLLECTING, Vm};

/// What the VM keeps for weak tables and finalizers.
#[derive(Default, Collect)]
#[collect(no_drop)]
pub(crate) struct Weak<'gc> {
    /// Some table is weak.
    pub is_used: bool,
    /// The objects with a finalizer, in the order in which they got it, each with the instance that gave it.
    finalizable: Vec<(UserData<'gc>, u64)>,
    /// By instance: those that nothing reaches, to be finalized next from the end.
    unreachable: BTreeMap<u64, Vec<UserData<'gc>>>,
    memory: Account,
}

impl<'gc> Weak<'gc> {
    /// Whether a collection needs this module.
    pub fn is_needed(&self) -> bool {
        self.is_used || !self.finalizable.is_empty()
    }

    /// The objects that are to be finalized.
    pub fn unreachable(&self) -> impl Iterator<Item = UserData<'gc>> {
        self.unreachable.values().flatten().copied()
    }

    /// Takes a table in that has a finalizer, unless it is known: it has only one.
    fn add(&mut self, metrics: &Metrics, object: UserData<'gc>, instance: u64) {
        if note(object, true) {
            return;
        }
        let capacity = self.finalizable.capacity();
        self.finalizable.push((object, instance));
        if capacity != self.finalizable.capacity() {
            self.account(metrics);
        }
    }

    /// Tells the collector how much memory the lists take.
    fn account(&mut self, metrics: &Metrics) {
        let noted = self.finalizable.capacity() * size_of::<(UserData<'gc>, u64)>();
        let waiting: usize = self.unreachable.values().map(Vec::capacity).sum();
        self.memory.set(metrics, noted + waiting * size_of::<UserData<'gc>>());
    }

    /// Hands objects over, in the order in which they got their finalizers, to be finalized before those that wait.
    fn hand_over(&mut self, dead: Vec<(UserData<'gc>, u64)>) {
        let mut by_instance = BTreeMap::<u64, Vec<UserData<'gc>>>::new();
        for (object, instance) in dead {
            note(object, false);
            by_instance.entry(instance).or_default().push(object);
        }
        for (instance, mut objects) in by_instance {
            let waiting = self.unreachable.entry(instance).or_default();
            objects.append(waiting);
            *waiting = objects;
        }
    }
}

/// Notes in a table whether it waits for its finalizer; whether it did before.
fn note(table: UserData<'_>, is_finalizable: bool) -> bool {
    as_table(&Value::UserData(table)).is_some_and(|table| table.borrow().note_finalizable(is_finalizable))
}

/// Which of a table's references are weak.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Mode {
    keys: bool,
    values: bool,
}

/// A hash of an object's address, which nobody chooses: a multiplication spreads it.
#[derive(Default)]
struct AddressHasher(u64);

impl Hasher for AddressHasher {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.write_u64(u64::from(*byte));
        }
    }

    fn write_u64(&mut self, address: u64) {
        self.0 = (self.0 ^ address).wrapping_mul(0x9E37_79B9_7F4A_7C15).rotate_left(26);
    }

    fn write_usize(&mut self, address: usize) {
        self.write_u64(address as u64);
    }
}

type Hashed = BuildHasherDefault<AddressHasher>;
type Objects<'gc> = HashSet<UserData<'gc>, Hashed>;

/// What was reached so far.
#[derive(Default)]
struct Marker<'gc> {
    seen: Objects<'gc>,
    queue: Vec<UserData<'gc>>,
    /// Tables with weak references that were reached.
    weak: Vec<(UserData<'gc>, Mode)>,
    /// By weak key that wasn't reached yet: the values that count once it is.
    waiting: HashMap<UserData<'gc>, Vec<Value<'gc>>, Hashed>,
}

/// Takes what only weak references reach out of the weak tables, and notes the objects that are to be finalized.
pub(crate) fn clear_unreachable<'gc>(ctx: Context<'gc>, vm: &mut Vm<'gc>) {
    let mut marker = Marker::default();
    marker.roots(vm);
    marker.run(vm);
    let before = marker.weak.len();
    marker.clear(ctx, 0, |mode| Mode { keys: false, ..mode });
    // What is to be finalized, and all that it reaches, lives on until then.
    let finalizable = std::mem::take(&mut vm.weak.finalizable);
    let (alive, dead): (Vec<_>, Vec<_>) =
        finalizable.into_iter().partition(|(object, _)| marker.seen.contains(object));
    vm.weak.finalizable = alive;
    for (object, _) in &dead {
        marker.mark(&Value::UserData(*object));
    }
    vm.weak.hand_over(dead);
    vm.weak.account(&vm.metrics);
    marker.run(vm);
    marker.clear(ctx, 0, |mode| Mode { values: false, ..mode });
    marker.clear(ctx, before, |mode| mode);
}

impl<'gc> Marker<'gc> {
    fn mark(&mut self, value: &Value<'gc>) {
        if let Value::UserData(data) = value {
            self.mark_data(*data);
        }
    }

    fn mark_data(&mut self, data: UserData<'gc>) {
        if self.seen.insert(data) {
            self.queue.push(data);
        }
    }

    fn mark_all<'a>(&mut self, values: impl IntoIterator<Item = &'a Value<'gc>>)
    where
        'gc: 'a,
    {
        values.into_iter().for_each(|value| self.mark(value));
    }

    fn roots(&mut self, vm: &Vm<'gc>) {
        for data in vm.root_data() {
            self.mark_data(data);
        }
        self.mark_all(&vm.root_values());
        self.threads(&vm.thread, &vm.resumers);
        if let Some(parked) = &vm.tools.parked {
            self.threads(&parked.thread, &parked.resumers);
        }
        let paused = vm.environments.iter().flatten().filter_map(|environment| environment.paused.as_ref());
        for call in paused {
            self.threads(&call.thread, &call.resumers);
        }
    }

    fn threads(&mut self, thread: &Thread<'gc>, resumers: &[Resumer<'gc>]) {
        self.thread(thread);
        for resumer in resumers {
            self.thread(&resumer.thread);
        }
    }

    fn thread(&mut self, thread: &Thread<'gc>) {
        self.mark_all(thread.stack.get(..thread.high).unwrap_or(&thread.stack));
        for frame in &thread.frames {
            frame.function.into_iter().for_each(|function| self.mark_data(function));
        }
        for continuation in &thread.continuations {
            self.mark_all(&continuation.values());
        }
        thread.coroutine.into_iter().for_each(|coroutine| self.mark_data(coroutine));
    }

    /// Follows all references from what was reached.
    fn run(&mut self, vm: &Vm<'gc>) {
        while let Some(data) = self.queue.pop() {
            if !self.waiting.is_empty()
                && let Some(values) = self.waiting.remove(&data)
            {
                self.mark_all(&values);
            }
            self.follow(vm, data);
        }
    }

    fn follow(&mut self, vm: &Vm<'gc>, data: UserData<'gc>) {
        if let Some(table) = as_table(&Value::UserData(data)) {
            let table = table.borrow();
            table.metatable().into_iter().for_each(|metatable| self.mark_data(metatable));
            let mode = mode(vm, data);
            if mode.keys || mode.values {
                self.weak.push((data, mode));
            }
            if !mode.values {
                self.mark_all(table.items());
            }
            for entry in table.entries() {
                match mode {
                    Mode { keys: false, values } => {
                        self.mark(&entry.key);
                        if !values {
                            self.mark(&entry.value);
                        }
                    }
                    Mode { keys: true, values: false } => self.mark_ephemeron(&entry.key, &entry.value),
                    Mode { keys: true, values: true } => {}
                }
            }
        } else if let Ok(function) = data.downcast::<FunctionRoot>() {
            self.mark_all(function.upvalues.iter());
        } else if let Ok(cell) = data.downcast::<CellRoot>() {
            self.mark(&cell.get());
        } else if let Ok(native) = data.downcast::<NativeRoot>() {
            self.mark(&native.upvalue);
        } else if let Ok(coroutine) = data.downcast::<CoroutineRoot>() {
            let state = coroutine.borrow();
            self.mark_all(state.start.iter().chain(&state.error));
            self.thread(&state.thread);
        }
    }

    /// A value under a weak key counts once its key is reached.
    fn mark_ephemeron(&mut self, key: &Value<'gc>, value: &Value<'gc>) {
        match key {
            Value::UserData(key) if !self.seen.contains(key) => {
                self.waiting.entry(*key).or_default().push(*value);
            }
            _ => self.mark(value),
        }
    }

    /// Clears the weak tables from the `first` on, where `which` says what of them.
    fn clear(&self, ctx: Context<'gc>, first: usize, which: impl Fn(Mode) -> Mode) {
        for &(table, mode) in self.weak.get(first..).unwrap_or_default() {
            let which = which(mode);
            if which.keys || which.values {
                change(ctx, table, |data| {
                    data.clear_dead(|value| is_dead(&self.seen, value), which.keys, which.values);
                });
            }
        }
    }
}

/// Strings and numbers are values, not objects: they are never taken out of a weak table.
fn is_dead<'gc>(seen: &Objects<'gc>, value: &Value<'gc>) -> bool {
    matches!(value, Value::UserData(data) if !seen.contains(data))
}

fn mode<'gc>(vm: &Vm<'gc>, table: UserData<'gc>) -> Mode {
    match vm.metamethod(&Value::UserData(table), vm.names.mode) {
        Value::String(mode) => {
            let mode = mode.as_bytes();
            Mode { keys: mode.contains(&b'k'), values: mode.contains(&b'v') }
        }
        _ => Mode { keys: false, values: false },
    }
}

impl<'gc> Vm<'gc> {
    /// Notes what a metatable asks of the collector when a table gets it.
    pub fn note_metatable(&mut self, table: UserData<'gc>, metatable: UserData<'gc>) {
        let metatable = Value::UserData(metatable);
        let Some(fields) = as_table(&metatable) else { return };
        let fields = fields.borrow();
        if fields.is_known_absent(ABSENT_COLLECTING) {
            return;
        }
        let is_weak = !matches!(fields.get_string(self.names.mode), Value::Nil);
        self.weak.is_used |= is_weak;
        if matches!(fields.get_string(self.names.gc), Value::Nil) {
            if !is_weak {
                fields.note_absent(ABSENT_COLLECTING);
            }
            return;
        }
        let instance = self.outside.instance.0;
        self.weak.add(&self.metrics, table, instance);
    }

    /// The next object of the running instance that is to be finalized, and its finalizer.
    pub fn next_unreachable(&mut self) -> Option<(UserData<'gc>, Value<'gc>)> {
        let instance = self.outside.instance.0;
        let waiting = self.weak.unreachable.get_mut(&instance)?;
        let object = waiting.pop();
        if waiting.is_empty() {
            self.weak.unreachable.remove(&instance);
        }
        let object = object?;
        let finalizer = self.metamethod(&Value::UserData(object), self.names.gc);
        Some((object, copy(&finalizer)))
    }

    /// Whether the running instance has something to be finalized.
    pub fn has_unreachable(&self) -> bool {
        let instance = self.outside.instance.0;
        self.weak.unreachable.contains_key(&instance)
    }

    /// Forgets the finalizers of an instance that is gone.
    pub fn forget_finalizers(&mut self, instance: u64) {
        let Weak { finalizable, unreachable, .. } = &mut self.weak;
        finalizable.retain(|(object, owner)| {
            if *owner == instance {
                note(*object, false);
            }
            *owner != instance
        });
        unreachable.remove(&instance);
    }

    /// Has everything finalized that still has a finalizer, since the program ends.
    pub fn abandon_all(&mut self) {
        let rest = std::mem::take(&mut self.weak.finalizable);
        self.weak.hand_over(rest);
    }
}
