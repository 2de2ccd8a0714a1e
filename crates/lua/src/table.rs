//! Tables: an array part, and a hash part that keeps its entries in the order of their insertion, so that `next`
//! goes the same way on every machine whatever the hashes are.

use std::cell::Cell;

use gc_arena::lock::RefLock;
use gc_arena::metrics::Metrics;
use gc_arena::{Collect, Gc, Mutation};
use piccolo::{Context, String, UserData, Value};

use crate::arithmetic::float_to_int;
use crate::value::{INTERNED, TableRoot, as_table, copy, raw_equal, same_string};

/// Up to this many entries a scan is as fast as a hash.
const SCANNED: usize = 8;
const EMPTY: u32 = 0;

/// A key and its value. A removed entry keeps its key until the next rehash, so that `next` can go on from it.
#[derive(Clone, Copy, Collect)]
#[collect(no_drop)]
pub(crate) struct Entry<'gc> {
    pub key: Value<'gc>,
    pub value: Value<'gc>,
}

/// What a table is.
#[derive(Collect)]
#[collect(no_drop)]
pub(crate) struct TableData<'gc> {
    /// Values at 1, 2, 3 and so on. The key after the last is never in `entries`.
    array: Vec<Value<'gc>>,
    /// All of `array` from here on is nil, and what is before here isn't: a border.
    border: usize,
    entries: Vec<Entry<'gc>>,
    /// Open addressing: 0, or an index of `entries` plus one. Empty while there are few entries.
    index: Vec<u32>,
    metatable: Option<UserData<'gc>>,
    memory: Memory,
    /// Metamethods known to be absent from this table when it serves as a metatable, one bit each.
    absent: Cell<u32>,
    /// Where `__index` was found last.
    index_at: Cell<u32>,
}

/// Bytes outside of the arena that a table owns, told to the collector.
#[derive(Collect)]
#[collect(require_static)]
struct Memory {
    metrics: Option<Metrics>,
    bytes: usize,
}

impl Memory {
    fn set(&mut self, mc: &Mutation<'_>, bytes: usize) {
        let metrics = self.metrics.get_or_insert_with(|| mc.metrics().clone());
        if bytes > self.bytes {
            metrics.mark_external_allocation(bytes - self.bytes);
        } else {
            metrics.mark_external_deallocation(self.bytes - bytes);
        }
        self.bytes = bytes;
    }
}

impl Drop for Memory {
    fn drop(&mut self) {
        if let Some(metrics) = &self.metrics {
            metrics.mark_external_deallocation(self.bytes);
        }
    }
}

/// Why a key can't be stored under.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum BadKey {
    Nil,
    Nan,
}

impl BadKey {
    pub fn message(self) -> &'static str {
        match self {
            BadKey::Nil => "table index is nil",
            BadKey::Nan => "table index is NaN",
        }
    }
}

#[inline]
fn hash_key(key: &Value<'_>) -> u64 {
    match key {
        Value::String(text) => text.stored_hash(),
        Value::Integer(value) => *value as u64,
        Value::Number(value) => value.to_bits(),
        Value::Boolean(value) => u64::from(*value) + 1,
        Value::UserData(data) => Gc::as_ptr(data.into_inner()) as *const () as usize as u64 >> 3,
        _ => 0,
    }
}

/// Stores a value in place. Booleans too are rebuilt, see [`copy`].
#[inline(always)]
fn store<'gc>(slot: &mut Value<'gc>, value: &Value<'gc>) {
    *slot = match value {
        Value::Boolean(value) => Value::Boolean(*value),
        value => copy(value),
    };
}

impl<'gc> TableData<'gc> {
    pub fn new(array: usize, hash: usize) -> Self {
        Self {
            array: Vec::with_capacity(array),
            border: 0,
            entries: Vec::with_capacity(hash),
            index: Vec::new(),
            metatable: None,
            memory: Memory { metrics: None, bytes: 0 },
            absent: Cell::new(0),
            index_at: Cell::new(0),
        }
    }

    /// The metatable.
    #[inline(always)]
    pub fn metatable(&self) -> Option<UserData<'gc>> {
        self.metatable
    }

    pub fn set_metatable(&mut self, metatable: Option<UserData<'gc>>) {
        self.metatable = metatable;
    }

    #[inline]
    pub fn is_known_absent(&self, bit: u32) -> bool {
        self.absent.get() & 1 << bit != 0
    }

    #[inline]
    pub fn note_absent(&self, bit: u32) {
        self.absent.set(self.absent.get() | 1 << bit);
    }

    fn account(&mut self, mc: &Mutation<'gc>) {
        let bytes = self.array.capacity() * size_of::<Value<'gc>>()
            + self.entries.capacity() * size_of::<Entry<'gc>>()
            + self.index.capacity() * size_of::<u32>();
        if bytes != self.memory.bytes {
            self.memory.set(mc, bytes);
        }
    }

    /// How many values the list part has, about.
    pub fn list_length(&self) -> usize {
        self.border
    }

    /// The value of the array part at a key; none where that has none, or nil.
    #[inline(always)]
    pub fn item(&self, key: i64) -> Option<&Value<'gc>> {
        self.array.get((key as usize).wrapping_sub(1)).filter(|value| !matches!(value, Value::Nil))
    }

    #[inline(always)]
    pub fn get_int(&self, key: i64) -> Value<'gc> {
        match self.array.get((key as usize).wrapping_sub(1)) {
            Some(value) => copy(value),
            None if self.entries.is_empty() => Value::Nil,
            None => self.get_hashed(&Value::Integer(key)),
        }
    }

    #[inline(always)]
    pub fn get_string(&self, key: String<'gc>) -> Value<'gc> {
        match self.find_string(key) {
            Some(i) => self.entries.get(i).map_or(Value::Nil, |entry| copy(&entry.value)),
            None => Value::Nil,
        }
    }

    /// The entry at an index that a lookup of this key gave before, if it still is that key's.
    #[inline(always)]
    pub fn get_cached(&self, i: usize, key: String<'gc>) -> Option<&Value<'gc>> {
        let entry = self.entries.get(i)?;
        match entry.key {
            Value::String(found) if Gc::ptr_eq(found.into_inner(), key.into_inner()) => Some(&entry.value),
            _ => None,
        }
    }

    /// As [`TableData::get_cached`], to change it.
    #[inline(always)]
    pub fn get_cached_mut(&mut self, i: usize, key: String<'gc>) -> Option<&mut Value<'gc>> {
        let entry = self.entries.get_mut(i)?;
        match entry.key {
            Value::String(found) if Gc::ptr_eq(found.into_inner(), key.into_inner()) => {
                Some(&mut entry.value)
            }
            _ => None,
        }
    }

    /// The value of the entry at an index that [`TableData::find_string`] gave, to change it.
    #[inline(always)]
    pub fn value_at_mut(&mut self, i: usize) -> Option<&mut Value<'gc>> {
        self.entries.get_mut(i).map(|entry| &mut entry.value)
    }

    /// Adds a field that isn't there, if that takes no memory and no metamethod: whether it was added.
    #[inline(always)]
    pub fn add_field(&mut self, key: String<'gc>, value: &Value<'gc>) -> bool {
        let count = self.entries.len();
        let fits = count < self.entries.capacity() && count < SCANNED && self.index.is_empty();
        if !fits || self.metatable.is_some() || matches!(value, Value::Nil) {
            return false;
        }
        self.absent.set(0);
        self.entries.push(Entry { key: Value::String(key), value: copy(value) });
        true
    }

    pub fn get(&self, key: &Value<'gc>) -> Value<'gc> {
        match *key {
            Value::Integer(key) => self.get_int(key),
            Value::String(key) => self.get_string(key),
            Value::Nil => Value::Nil,
            Value::Number(number) => match float_to_int(number) {
                Some(key) => self.get_int(key),
                None => self.get_hashed(key),
            },
            _ => self.get_hashed(key),
        }
    }

    fn get_hashed(&self, key: &Value<'gc>) -> Value<'gc> {
        self.find(key).and_then(|i| self.entries.get(i)).map_or(Value::Nil, |entry| copy(&entry.value))
    }

    #[inline]
    pub fn find_string(&self, key: String<'gc>) -> Option<usize> {
        if self.index.is_empty() {
            let pointer = key.into_inner();
            for (i, entry) in self.entries.iter().enumerate() {
                if matches!(entry.key, Value::String(found) if Gc::ptr_eq(found.into_inner(), pointer)) {
                    return Some(i);
                }
            }
            if key.as_bytes().len() <= INTERNED {
                return None;
            }
            return self.entries.iter().position(|entry| match entry.key {
                Value::String(found) => {
                    found.stored_hash() == key.stored_hash() && found.as_bytes() == key.as_bytes()
                }
                _ => false,
            });
        }
        self.probe(
            key.stored_hash(),
            |found| matches!(found, Value::String(found) if same_string(*found, key)),
        )
    }

    fn find(&self, key: &Value<'gc>) -> Option<usize> {
        if self.index.is_empty() {
            return self.entries.iter().position(|entry| raw_equal(&entry.key, key));
        }
        self.probe(hash_key(key), |found| raw_equal(found, key))
    }

    #[inline]
    fn slot(&self, hash: u64) -> usize {
        let shift = 64 - self.index.len().trailing_zeros();
        (hash.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> shift) as usize
    }

    #[inline]
    fn probe(&self, hash: u64, is_key: impl Fn(&Value<'gc>) -> bool) -> Option<usize> {
        let mask = self.index.len() - 1;
        let mut slot = self.slot(hash);
        loop {
            match self.index.get(slot) {
                None | Some(&EMPTY) => return None,
                Some(&found) => {
                    let i = found as usize - 1;
                    if self.entries.get(i).is_some_and(|entry| is_key(&entry.key)) {
                        return Some(i);
                    }
                }
            }
            slot = (slot + 1) & mask;
        }
    }

    /// Stores a value that isn't nil into a key of the array part that isn't nil; whether both were so.
    #[inline(always)]
    pub fn replace_int(&mut self, key: i64, value: &Value<'gc>) -> bool {
        match self.array.get_mut((key as usize).wrapping_sub(1)) {
            Some(slot) if !matches!(slot, Value::Nil) && !matches!(value, Value::Nil) => {
                store(slot, value);
                true
            }
            _ => false,
        }
    }

    /// The table that `__index` is, if this table serves as a metatable and it is one.
    pub fn class(&self, index: String<'gc>) -> Option<UserData<'gc>> {
        let found = match self.get_cached(self.index_at.get() as usize, index) {
            Some(found) => found,
            None => {
                let at = self.find_string(index)?;
                self.index_at.set(at as u32);
                self.get_cached(at, index)?
            }
        };
        match found {
            Value::UserData(data) => Some(*data),
            _ => None,
        }
    }

    /// As [`TableData::class`], where `__index` was found last.
    #[inline(always)]
    pub fn class_hit(&self, index: String<'gc>) -> Option<UserData<'gc>> {
        match self.get_cached(self.index_at.get() as usize, index)? {
            Value::UserData(data) => Some(*data),
            _ => None,
        }
    }

    /// Whether a key is the next of the array part, with room for it and nothing to move.
    #[inline(always)]
    pub fn is_append(&self, key: i64) -> bool {
        let length = self.array.len();
        (key as usize).wrapping_sub(1) == length && length < self.array.capacity() && self.entries.is_empty()
    }

    /// Appends to the array part a value that isn't nil. Only if [`TableData::is_append`].
    #[inline(always)]
    pub fn append(&mut self, value: &Value<'gc>) {
        self.array.push(Value::Nil);
        if let Some(slot) = self.array.last_mut() {
            store(slot, value);
        }
        self.border = self.array.len();
    }

    /// Stores under any key.
    pub fn set(&mut self, mc: &Mutation<'gc>, key: Value<'gc>, value: Value<'gc>) -> Result<(), BadKey> {
        let key = match key {
            Value::Nil => return Err(BadKey::Nil),
            Value::Number(number) if number.is_nan() => return Err(BadKey::Nan),
            Value::Number(number) => float_to_int(number).map_or(key, Value::Integer),
            _ => key,
        };
        if let Value::Integer(key) = key {
            self.set_int(mc, key, value);
        } else {
            self.set_hashed(mc, key, value);
        }
        Ok(())
    }

    /// Stores under an integer.
    #[inline]
    pub fn set_int(&mut self, mc: &Mutation<'gc>, key: i64, value: Value<'gc>) {
        let i = (key as usize).wrapping_sub(1);
        let length = self.array.len();
        if let Some(slot) = self.array.get_mut(i) {
            *slot = value;
            self.move_border(i, matches!(value, Value::Nil));
            return;
        }
        if i != length || matches!(value, Value::Nil) {
            self.set_hashed(mc, Value::Integer(key), value);
            return;
        }
        let capacity = self.array.capacity();
        if length == capacity && self.thin_out(mc) {
            return self.set_int(mc, key, value);
        }
        self.array.push(value);
        self.border = length + 1;
        if !self.entries.is_empty() {
            self.migrate();
        }
        if capacity != self.array.capacity() {
            self.account(mc);
        }
    }

    /// Before the array part grows: where most of it is nil, as in a queue that moved on, all behind the first nil goes
    /// to the hash part, so that a queue doesn't grow for ever. Whether that was so.
    #[cold]
    fn thin_out(&mut self, mc: &Mutation<'gc>) -> bool {
        /// Shorter ones aren't worth a look.
        const LEAST: usize = 64;
        let length = self.array.len();
        if length < LEAST
            || self.array.iter().filter(|value| !matches!(value, Value::Nil)).count() > length / 4
        {
            return false;
        }
        let Some(first) = self.array.iter().position(|value| matches!(value, Value::Nil)) else {
            return false;
        };
        let rest = self.array.split_off(first);
        self.array.shrink_to_fit();
        self.border = first;
        for (i, value) in rest.into_iter().enumerate() {
            if !matches!(value, Value::Nil) {
                self.set_hashed(mc, Value::Integer((first + i) as i64 + 1), value);
            }
        }
        self.account(mc);
        true
    }

    #[inline]
    fn move_border(&mut self, i: usize, is_nil: bool) {
        if !is_nil {
            self.border = self.border.max(i + 1);
        } else if i + 1 == self.border {
            while self.border > 0 && matches!(self.array.get(self.border - 1), Some(Value::Nil)) {
                self.border -= 1;
            }
        }
    }

    /// Moves entries that continue the array part into it.
    #[cold]
    fn migrate(&mut self) {
        loop {
            let next = Value::Integer(self.array.len() as i64 + 1);
            let Some(entry) = self.find(&next).and_then(|i| self.entries.get_mut(i)) else { return };
            if matches!(entry.value, Value::Nil) {
                return;
            }
            let value = std::mem::replace(&mut entry.value, Value::Nil);
            self.array.push(value);
            self.border = self.array.len();
        }
    }

    pub fn set_string(&mut self, mc: &Mutation<'gc>, key: String<'gc>, value: Value<'gc>) {
        match self.find_string(key).and_then(|i| self.entries.get_mut(i)) {
            Some(entry) => {
                entry.value = value;
                self.absent.set(0);
            }
            None if matches!(value, Value::Nil) => {}
            None => self.insert(mc, Value::String(key), value),
        }
    }

    fn set_hashed(&mut self, mc: &Mutation<'gc>, key: Value<'gc>, value: Value<'gc>) {
        if let Value::String(key) = key {
            return self.set_string(mc, key, value);
        }
        match self.find(&key).and_then(|i| self.entries.get_mut(i)) {
            Some(entry) => entry.value = value,
            None if matches!(value, Value::Nil) => {}
            None => self.insert(mc, key, value),
        }
    }

    fn insert(&mut self, mc: &Mutation<'gc>, key: Value<'gc>, value: Value<'gc>) {
        self.absent.set(0);
        if self.entries.len() == self.entries.capacity() {
            self.rehash(mc);
            if let Value::Integer(i) = key
                && (i as usize).wrapping_sub(1) <= self.array.len()
            {
                self.set_int(mc, i, value);
                return;
            }
        }
        self.entries.push(Entry { key, value });
        let count = self.entries.len();
        if self.index.is_empty() {
            if count > SCANNED {
                self.build_index();
                self.account(mc);
            }
            return;
        }
        if count * 2 > self.index.len() {
            self.build_index();
            self.account(mc);
            return;
        }
        self.link(count - 1);
    }

    fn link(&mut self, i: usize) {
        let Some(entry) = self.entries.get(i) else { return };
        let mask = self.index.len() - 1;
        let mut slot = self.slot(hash_key(&entry.key));
        while let Some(found) = self.index.get_mut(slot) {
            if *found == EMPTY {
                *found = i as u32 + 1;
                return;
            }
            slot = (slot + 1) & mask;
        }
    }

    fn build_index(&mut self) {
        let size = (self.entries.capacity().max(SCANNED + 1) * 2).next_power_of_two();
        self.index.clear();
        self.index.resize(size, EMPTY);
        for i in 0..self.entries.len() {
            self.link(i);
        }
    }

    /// Moves entries with integer keys into the array part, as many as leave it at least half full.
    fn grow_array(&mut self) {
        let mut counts = [0usize; 32];
        let mut total = 0;
        for entry in &self.entries {
            if let (Value::Integer(key @ 1..=0x4000_0000), false) =
                (entry.key, matches!(entry.value, Value::Nil))
                && let Some(count) =
                    counts.get_mut((key as u64).next_power_of_two().trailing_zeros() as usize)
            {
                *count += 1;
                total += 1;
            }
        }
        if total < 3 {
            return;
        }
        // The array part counts as full: it is at least half so.
        let length = self.array.len();
        let (mut sum, mut size) = (0, 0);
        for (exponent, count) in counts.iter().enumerate() {
            sum += count;
            let candidate = 1usize << exponent;
            if candidate > length && length + sum > candidate / 2 {
                size = candidate;
            }
        }
        if size <= length {
            return;
        }
        self.array.resize(size, Value::Nil);
        let mut last = self.border;
        for entry in &mut self.entries {
            let Value::Integer(key) = entry.key else { continue };
            if let Some(slot) = self.array.get_mut((key as usize).wrapping_sub(1)) {
                let value = std::mem::take(&mut entry.value);
                if !matches!(value, Value::Nil) {
                    *slot = value;
                    last = last.max(key as usize);
                }
            }
        }
        self.border = last;
    }

    /// Drops removed entries and makes room for more.
    #[cold]
    fn rehash(&mut self, mc: &Mutation<'gc>) {
        let before = self.entries.len();
        self.grow_array();
        self.entries.retain(|entry| !matches!(entry.value, Value::Nil));
        let live = self.entries.len();
        if live * 4 > before * 3 || before < 4 {
            let want = match before {
                0 => 1,
                1..=3 => before * 2,
                _ => before + before.div_ceil(2),
            };
            self.entries.reserve_exact(want.max(live + 1) - live);
        }
        if !self.index.is_empty() || live > SCANNED {
            self.build_index();
        }
        if !self.entries.is_empty() {
            self.migrate();
        }
        self.account(mc);
    }

    /// A border: the length.
    #[inline(always)]
    pub fn length(&self) -> i64 {
        self.border as i64
    }

    /// The entry after a key, or the first after nil. `None`: the key isn't in the table.
    pub fn next(&self, key: &Value<'gc>) -> Option<Option<(Value<'gc>, Value<'gc>)>> {
        let start = match *key {
            Value::Nil => 0,
            Value::Integer(i) if (1..=self.array.len() as i64).contains(&i) => i as usize,
            Value::Number(number) => match float_to_int(number) {
                Some(i) => return self.next(&Value::Integer(i)),
                None => self.array.len() + self.find(key)? + 1,
            },
            _ => self.array.len() + self.find(key)? + 1,
        };
        Some(self.next_from(start).map(|(_, key, value)| (key, value)))
    }

    /// The first entry at or after a position, and the position after it.
    #[inline]
    pub fn next_from(&self, start: usize) -> Option<(usize, Value<'gc>, Value<'gc>)> {
        let items = self.array.get(start..).unwrap_or_default();
        for (i, value) in items.iter().enumerate() {
            if !matches!(value, Value::Nil) {
                let position = start + i + 1;
                return Some((position, Value::Integer(position as i64), *value));
            }
        }
        let first = start.saturating_sub(self.array.len());
        let entries = self.entries.get(first..).unwrap_or_default();
        for (i, entry) in entries.iter().enumerate() {
            if !matches!(entry.value, Value::Nil) {
                return Some((self.array.len() + first + i + 1, entry.key, entry.value));
            }
        }
        None
    }

    /// Whether all of its items up to its length are in the array part, so that it can be changed as a list.
    pub fn is_list(&self) -> bool {
        self.array.len() == self.border
    }

    /// Inserts into a list; `at` from 0. Only for [`TableData::is_list`].
    pub fn insert_item(&mut self, mc: &Mutation<'gc>, at: usize, value: Value<'gc>) {
        let capacity = self.array.capacity();
        self.array.insert(at.min(self.array.len()), value);
        self.border = self.array.len();
        if !self.entries.is_empty() {
            self.migrate();
        }
        if capacity != self.array.capacity() {
            self.account(mc);
        }
    }

    /// Removes from a list; `at` from 0. Only for [`TableData::is_list`].
    pub fn remove_item(&mut self, at: usize) -> Value<'gc> {
        if at >= self.array.len() {
            return Value::Nil;
        }
        let value = self.array.remove(at);
        self.border = self.array.len();
        while self.border > 0 && matches!(self.array.get(self.border - 1), Some(Value::Nil)) {
            self.border -= 1;
        }
        value
    }

    /// Appends items at a position, from 0, as a table constructor does.
    pub fn set_items(&mut self, mc: &Mutation<'gc>, start: usize, items: &[Value<'gc>]) {
        if start == self.array.len() {
            self.array.extend(items.iter().map(copy));
            self.border = self.array.len();
            while self.border > 0 && matches!(self.array.get(self.border - 1), Some(Value::Nil)) {
                self.border -= 1;
            }
            if !self.entries.is_empty() {
                self.migrate();
            }
            self.account(mc);
            return;
        }
        for (i, item) in items.iter().enumerate() {
            self.set_int(mc, (start + i) as i64 + 1, *item);
        }
    }

    /// The array part.
    pub fn items(&self) -> impl Iterator<Item = &Value<'gc>> {
        self.array.iter()
    }

    /// The hash part, removed entries included.
    pub fn entries(&self) -> impl Iterator<Item = &Entry<'gc>> {
        self.entries.iter()
    }

    /// Removes the entries of a weak table whose key or value is dead, as far as `keys` and `values` say.
    pub fn clear_dead(&mut self, is_dead: impl Fn(&Value<'gc>) -> bool, keys: bool, values: bool) {
        if values {
            for i in 0..self.array.len() {
                if self.array.get(i).is_some_and(&is_dead)
                    && let Some(slot) = self.array.get_mut(i)
                {
                    *slot = Value::Nil;
                    self.move_border(i, true);
                }
            }
        }
        for entry in &mut self.entries {
            let is_dead_key = is_dead(&entry.key);
            if (keys && is_dead_key) || (values && is_dead(&entry.value)) {
                entry.value = Value::Nil;
            }
            // No lookup is for nil, and the key itself must not be kept alive.
            if is_dead_key && matches!(entry.value, Value::Nil) {
                entry.key = Value::Nil;
            }
        }
    }

    /// How many bytes the next new key may take at once.
    pub fn growth(&self) -> usize {
        let array = if self.array.len() == self.array.capacity() { size_of_val(&*self.array) } else { 0 };
        let is_full = self.entries.len() == self.entries.capacity();
        let entries = if is_full { size_of_val(&*self.entries) / 2 + size_of_val(&*self.index) } else { 0 };
        array.max(entries)
    }

    /// How many bytes it takes outside of the arena.
    pub fn bytes(&self) -> usize {
        self.memory.bytes
    }
}

/// A new table.
#[inline]
pub(crate) fn new_table<'gc>(ctx: Context<'gc>, array: usize, hash: usize) -> UserData<'gc> {
    let mut data = TableData::new(array, hash);
    if array + hash > 0 {
        data.account(&ctx);
    }
    UserData::new::<TableRoot>(&ctx, RefLock::new(data))
}

/// A table with the same list, of which it is a copy.
pub(crate) fn copy_list<'gc>(ctx: Context<'gc>, table: UserData<'gc>) -> UserData<'gc> {
    let mut copy = TableData::new(0, 0);
    if let Some(table) = as_table(&Value::UserData(table)) {
        let table = table.borrow();
        copy.array.clone_from(&table.array);
        copy.border = table.border;
    }
    copy.account(&ctx);
    UserData::new::<TableRoot>(&ctx, RefLock::new(copy))
}

/// Reads a field of a table without metamethods; nil from anything else.
pub(crate) fn raw_get_field<'gc>(ctx: Context<'gc>, table: &Value<'gc>, name: &str) -> Value<'gc> {
    as_table(table).map_or(Value::Nil, |table| table.borrow().get_string(ctx.intern(name.as_bytes())))
}

/// Writes a field of a table without metamethods.
pub(crate) fn raw_set_field<'gc>(ctx: Context<'gc>, table: UserData<'gc>, name: &str, value: Value<'gc>) {
    let key = ctx.intern(name.as_bytes());
    change(ctx, table, |table| table.set_string(&ctx, key, value));
}

/// Changes a table. Nothing happens to anything else.
#[inline(always)]
pub(crate) fn change<'gc, T: Default>(
    ctx: Context<'gc>,
    table: UserData<'gc>,
    f: impl FnOnce(&mut TableData<'gc>) -> T,
) -> T {
    match table.downcast_write::<TableRoot>(&ctx) {
        Ok(table) => f(&mut table.unlock().borrow_mut()),
        Err(_) => T::default(),
    }
}
