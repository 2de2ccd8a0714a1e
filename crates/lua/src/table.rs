//! Tables: an array part, and a hash part that keeps its entries in the order of their insertion, so that `next`
//! goes the same way on every machine whatever the hashes are.

mod index;

use std::cell::Cell;

use gc_arena::lock::RefLock;
use gc_arena::{Collect, Mutation};
use piccolo::{Context, String, UserData, Value};

use index::{grave, hash_key, is_same_grave};

use crate::arithmetic::float_to_int;
use crate::memory::Account;
use crate::value::{TableRoot, as_table, copy, is_long, is_same_object, raw_equal};

/// Up to this many entries a scan is as fast as a hash.
const SCANNED: usize = 8;
/// Items that the array part grows to.
const MOST_ITEMS: usize = 1 << 30;

/// A key and its value, which is nil once the entry is removed. Until the next rehash a removed entry keeps its place, so
/// that `next` can go on from it, and its key, or what is left of that: see [`TableData::bury`].
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
    /// All of `array` from here on is nil, and the item before here isn't: a border.
    border: u32,
    /// How many items of `array` are nil.
    holes: u32,
    entries: Vec<Entry<'gc>>,
    /// Open addressing: 0, or an index of `entries` plus one. Empty while there are few entries.
    index: Vec<u32>,
    metatable: Option<UserData<'gc>>,
    memory: Account,
    /// Metamethods known to be absent from this table when it serves as a metatable, one bit each.
    absent: Cell<u8>,
    /// Which of the hash functions `index` is made by, see [`TableData::slot`].
    hash_function: u8,
    /// The most steps from where a key's hash points to where it is in `index`.
    farthest: u8,
    /// It waits for its finalizer, see [`crate::reachable`].
    is_finalizable: Cell<bool>,
    /// Where `__index` was found last.
    index_at: Cell<u32>,
    /// A bit for each string that was a key since the last rehash: most names that an object lacks, since its class has
    /// them, are told so without a look at its entries.
    names: u64,
}

/// A key and its value.
type KeyValue<'gc> = (Value<'gc>, Value<'gc>);

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

/// The bit of a string in [`TableData::names`].
#[inline(always)]
fn name_bit(key: String<'_>) -> u64 {
    1 << (key.stored_hash() & 63)
}

/// The power of two that the array part has to be as long as to have this key, which is at least 1: its exponent.
fn size_exponent(key: usize) -> usize {
    key.next_power_of_two().trailing_zeros() as usize
}

/// How many of these are nil.
fn count_nil(values: &[Value<'_>]) -> usize {
    values.iter().filter(|value| matches!(value, Value::Nil)).count()
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
            holes: 0,
            entries: Vec::with_capacity(hash),
            index: Vec::new(),
            metatable: None,
            memory: Account::default(),
            absent: Cell::new(0),
            hash_function: 0,
            farthest: 0,
            is_finalizable: Cell::new(false),
            index_at: Cell::new(0),
            names: 0,
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
        self.absent.get() & (1 << bit) != 0
    }

    #[inline]
    pub fn note_absent(&self, bit: u32) {
        self.absent.set(self.absent.get() | 1 << bit);
    }

    /// Notes whether it waits for its finalizer; whether it did before.
    pub fn note_finalizable(&self, is_finalizable: bool) -> bool {
        self.is_finalizable.replace(is_finalizable)
    }

    fn account(&mut self, mc: &Mutation<'gc>) {
        let bytes = self.array.capacity() * size_of::<Value<'gc>>()
            + self.entries.capacity() * size_of::<Entry<'gc>>()
            + self.index.capacity() * size_of::<u32>();
        if bytes != self.memory.bytes() {
            self.memory.set(mc.metrics(), bytes);
        }
    }

    /// How many values the list part has, about.
    pub fn list_length(&self) -> usize {
        self.border as usize
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

    /// The value of the entry at an index that a lookup of this very string object gave before, if it still is the key.
    /// `None` says nothing of whether the table has the key.
    #[inline(always)]
    pub fn get_cached(&self, i: usize, key: String<'gc>) -> Option<&Value<'gc>> {
        let entry = self.entries.get(i)?;
        match entry.key {
            Value::String(found) if is_same_object(found, key) => Some(&entry.value),
            _ => None,
        }
    }

    /// As [`TableData::get_cached`], to change it.
    #[inline(always)]
    pub fn get_cached_mut(&mut self, i: usize, key: String<'gc>) -> Option<&mut Value<'gc>> {
        let entry = self.entries.get_mut(i)?;
        match entry.key {
            Value::String(found) if is_same_object(found, key) => Some(&mut entry.value),
            _ => None,
        }
    }

    /// The value of the entry at an index that [`TableData::find_same`] gave.
    #[inline(always)]
    pub fn value_at(&self, i: usize) -> Option<&Value<'gc>> {
        self.entries.get(i).map(|entry| &entry.value)
    }

    /// As [`TableData::value_at`], to change it.
    #[inline(always)]
    pub fn value_at_mut(&mut self, i: usize) -> Option<&mut Value<'gc>> {
        self.entries.get_mut(i).map(|entry| &mut entry.value)
    }

    /// Stores into an entry that [`TableData::find_same`] gave and whose value was nil.
    pub fn revive(&mut self, i: usize, value: &Value<'gc>) {
        self.absent.set(0);
        if let Some(slot) = self.value_at_mut(i) {
            store(slot, value);
        }
    }

    /// False where no entry has this name.
    #[inline(always)]
    pub fn may_have(&self, key: String<'gc>) -> bool {
        self.names & name_bit(key) != 0
    }

    /// Adds a field that isn't there, if that takes no memory: whether that is done. No metamethod is asked.
    #[inline(always)]
    pub fn push_field(&mut self, key: String<'gc>, value: &Value<'gc>) -> bool {
        if matches!(value, Value::Nil) {
            return true;
        }
        let count = self.entries.len();
        let fits = count < self.entries.capacity() && count < SCANNED && self.index.is_empty();
        if !fits {
            return false;
        }
        self.absent.set(0);
        self.names |= name_bit(key);
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

    /// The entry that has this very string object as its key. That is all that there is to find where the string is one
    /// of those that are one object each; where it [`is_long`], another one may be as long and the same.
    #[inline]
    pub fn find_same(&self, key: String<'gc>) -> Option<usize> {
        let is_key =
            |found: &Value<'gc>| matches!(found, Value::String(found) if is_same_object(*found, key));
        if self.index.is_empty() {
            return self.entries.iter().position(|entry| is_key(&entry.key));
        }
        self.probe(key.stored_hash(), is_key)
    }

    /// The entry of a string.
    #[inline]
    pub fn find_string(&self, key: String<'gc>) -> Option<usize> {
        if !self.may_have(key) {
            return None;
        }
        match self.find_same(key) {
            None if is_long(key) => self.find(&Value::String(key)),
            found => found,
        }
    }

    fn find(&self, key: &Value<'gc>) -> Option<usize> {
        if self.index.is_empty() {
            return self.entries.iter().position(|entry| raw_equal(&entry.key, key));
        }
        self.probe(hash_key(key), |found| raw_equal(found, key))
    }

    /// The entry of a key, or the removed entry that was this key's.
    fn find_place(&self, key: &Value<'gc>) -> Option<usize> {
        let Some(grave) = grave(key) else { return self.find(key) };
        let is_key = |found: &Value<'gc>| raw_equal(found, key) || is_same_grave(found, &grave);
        if self.index.is_empty() {
            return self.entries.iter().position(|entry| is_key(&entry.key));
        }
        self.probe(hash_key(key), is_key)
    }

    /// Makes the value of an entry nil, and its key something that keeps nothing alive.
    fn bury(&mut self, i: usize) {
        if let Some(entry) = self.entries.get_mut(i) {
            entry.value = Value::Nil;
            if let Some(grave) = grave(&entry.key) {
                entry.key = grave;
            }
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

    /// Removes an item from within the array part; whether it was there, and not the last.
    #[inline(never)]
    pub fn clear_int(&mut self, key: i64) -> bool {
        let i = (key as usize).wrapping_sub(1);
        match self.array.get_mut(i) {
            Some(slot) if !matches!(slot, Value::Nil) && i + 1 != self.border as usize => {
                *slot = Value::Nil;
                self.holes += 1;
                true
            }
            _ => false,
        }
    }

    /// What `__index` is, if this table serves as a metatable.
    pub fn class(&self, index: String<'gc>) -> Value<'gc> {
        if let Some(found) = self.get_cached(self.index_at.get() as usize, index) {
            return copy(found);
        }
        if !self.may_have(index) {
            return Value::Nil;
        }
        let Some(at) = self.find_same(index) else { return Value::Nil };
        self.index_at.set(at as u32);
        self.value_at(at).map_or(Value::Nil, copy)
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
        self.border = self.array.len() as u32;
    }

    /// Stores under any key. Gives the steps that it took beyond those of any store, for the caller to charge.
    pub fn set(&mut self, mc: &Mutation<'gc>, key: Value<'gc>, value: Value<'gc>) -> Result<usize, BadKey> {
        let key = match key {
            Value::Nil => return Err(BadKey::Nil),
            Value::Number(number) if number.is_nan() => return Err(BadKey::Nan),
            Value::Number(number) => float_to_int(number).map_or(key, Value::Integer),
            _ => key,
        };
        if let Value::Integer(key) = key {
            return Ok(self.set_int(mc, key, value));
        }
        self.set_hashed(mc, key, value);
        Ok(0)
    }

    /// Stores under an integer. Gives the steps that it took beyond those of any store.
    #[inline]
    pub fn set_int(&mut self, mc: &Mutation<'gc>, key: i64, value: Value<'gc>) -> usize {
        let i = (key as usize).wrapping_sub(1);
        let length = self.array.len();
        if let Some(slot) = self.array.get_mut(i) {
            let was_nil = matches!(slot, Value::Nil);
            let is_nil = matches!(value, Value::Nil);
            *slot = value;
            self.holes = self.holes + u32::from(is_nil) - u32::from(was_nil);
            return if is_nil { self.lower_border(i + 1) } else { self.raise_border(i + 1) };
        }
        if i != length || matches!(value, Value::Nil) || length >= MOST_ITEMS {
            self.set_hashed(mc, Value::Integer(key), value);
            return 0;
        }
        let capacity = self.array.capacity();
        if length == capacity && self.thin_out(mc) {
            return self.set_int(mc, key, value);
        }
        self.array.push(value);
        self.border = length as u32 + 1;
        if !self.entries.is_empty() {
            self.migrate();
        }
        if capacity != self.array.capacity() {
            self.account(mc);
        }
        0
    }

    /// Before the array part grows: where most of it is nil, as in a queue that moved on, all behind the first nil goes
    /// to the hash part, so that a queue doesn't grow for ever. Whether that was so.
    #[cold]
    fn thin_out(&mut self, mc: &Mutation<'gc>) -> bool {
        /// Shorter ones aren't worth a look.
        const LEAST: usize = 64;
        let length = self.array.len();
        if length < LEAST || length - self.holes as usize > length / 4 {
            return false;
        }
        let Some(first) = self.array.iter().position(|value| matches!(value, Value::Nil)) else {
            return false;
        };
        self.shorten(mc, first);
        true
    }

    /// Moves the array part's items from a position on, from 0, to the hash part.
    fn shorten(&mut self, mc: &Mutation<'gc>, length: usize) {
        let rest = self.array.split_off(length);
        self.array.shrink_to_fit();
        self.holes -= count_nil(&rest) as u32;
        self.border = self.border.min(length as u32);
        self.lower_border(length);
        self.entries.retain(|entry| !matches!(entry.value, Value::Nil));
        let rest = rest.into_iter().enumerate().filter(|(_, value)| !matches!(value, Value::Nil));
        self.entries.extend(rest.map(|(i, value)| {
            let key = Value::Integer((length + i) as i64 + 1);
            Entry { key, value }
        }));
        if !self.index.is_empty() || self.entries.len() > SCANNED {
            self.build_index();
        }
        self.migrate();
        self.account(mc);
    }

    /// After the item with this key was stored, which isn't nil.
    #[inline(always)]
    fn raise_border(&mut self, key: usize) -> usize {
        self.border = self.border.max(key as u32);
        0
    }

    /// After the item with this key became nil, or was taken away. Gives the steps that it took: a table that is emptied
    /// from its start leaves all of them to its last item, and again whenever that comes back.
    #[inline]
    fn lower_border(&mut self, key: usize) -> usize {
        if key != self.border as usize {
            return 0;
        }
        let items = self.array.get(..key.min(self.array.len())).unwrap_or_default();
        let last = items.iter().rposition(|value| !matches!(value, Value::Nil));
        self.border = last.map_or(0, |last| last as u32 + 1);
        key - self.border as usize
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
            self.border = self.array.len() as u32;
        }
    }

    pub fn set_string(&mut self, mc: &Mutation<'gc>, key: String<'gc>, value: Value<'gc>) {
        match self.find_same(key) {
            Some(i) if matches!(value, Value::Nil) => self.bury(i),
            Some(i) => {
                if let Some(entry) = self.entries.get_mut(i) {
                    entry.value = value;
                    self.absent.set(0);
                }
            }
            None if is_long(key) => {
                self.set_found(mc, self.find_place(&Value::String(key)), Value::String(key), value);
            }
            None if matches!(value, Value::Nil) => {}
            None => self.insert(mc, Value::String(key), value),
        }
    }

    fn set_hashed(&mut self, mc: &Mutation<'gc>, key: Value<'gc>, value: Value<'gc>) {
        if let Value::String(key) = key {
            return self.set_string(mc, key, value);
        }
        self.set_found(mc, self.find_place(&key), key, value);
    }

    /// Stores into the entry that [`TableData::find_place`] gave for a key.
    fn set_found(&mut self, mc: &Mutation<'gc>, found: Option<usize>, key: Value<'gc>, value: Value<'gc>) {
        match found {
            Some(i) if matches!(value, Value::Nil) => self.bury(i),
            Some(i) => {
                if let Some(entry) = self.entries.get_mut(i) {
                    *entry = Entry { key, value };
                }
            }
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
        if let Value::String(key) = key {
            self.names |= name_bit(key);
        }
        let hash = hash_key(&key);
        self.entries.push(Entry { key, value });
        let count = self.entries.len();
        let needs_index = if self.index.is_empty() { count > SCANNED } else { count * 2 > self.index.len() };
        if needs_index {
            self.build_index();
            self.account(mc);
        } else if !self.index.is_empty() && !self.link(count - 1, hash) {
            self.build_index();
        }
    }

    /// Moves entries with integer keys into the array part, as many as leave more than half of it in use. Where less is
    /// in use already, it gets shorter first.
    fn resize_array(&mut self, mc: &Mutation<'gc>) {
        let length = self.array.len();
        if length >= 4 && self.holes as usize * 2 >= length {
            self.shorten(mc, self.fitting_length());
        }
        let mut counts = [0usize; MOST_ITEMS.ilog2() as usize + 1];
        let mut total = 0;
        for entry in &self.entries {
            if let Value::Integer(key) = entry.key
                && (1..=MOST_ITEMS as i64).contains(&key)
                && !matches!(entry.value, Value::Nil)
                && let Some(count) = counts.get_mut(size_exponent(key as usize))
            {
                *count += 1;
                total += 1;
            }
        }
        if total < 3 {
            return;
        }
        let length = self.array.len();
        let (mut sum, mut size) = (length - self.holes as usize, 0);
        for (exponent, count) in counts.iter().enumerate() {
            sum += count;
            let candidate = 1usize << exponent;
            if candidate > length && sum > candidate / 2 {
                size = candidate;
            }
        }
        if size <= length {
            return;
        }
        self.array.resize(size, Value::Nil);
        self.holes += (size - length) as u32;
        let mut last = self.border as usize;
        for entry in &mut self.entries {
            let Value::Integer(key) = entry.key else { continue };
            if let Some(slot) = self.array.get_mut((key as usize).wrapping_sub(1)) {
                let value = std::mem::take(&mut entry.value);
                if !matches!(value, Value::Nil) {
                    *slot = value;
                    self.holes -= 1;
                    last = last.max(key as usize);
                }
            }
        }
        self.border = last as u32;
    }

    /// The longest array part, a power of two, of which the items that there are would be more than half.
    fn fitting_length(&self) -> usize {
        let (mut sum, mut start, mut fitting) = (0, 0, 0);
        let mut candidate = 1;
        while start < self.array.len() {
            let items = self.array.get(start..candidate.min(self.array.len())).unwrap_or_default();
            sum += items.len() - count_nil(items);
            if sum > candidate / 2 {
                fitting = candidate;
            }
            start = candidate;
            candidate *= 2;
        }
        fitting.min(self.array.len())
    }

    /// Drops removed entries and makes room for more.
    #[cold]
    fn rehash(&mut self, mc: &Mutation<'gc>) {
        let before = self.entries.len();
        self.resize_array(mc);
        self.entries.retain(|entry| !matches!(entry.value, Value::Nil));
        self.names = self.entries.iter().fold(0, |names, entry| match entry.key {
            Value::String(key) => names | name_bit(key),
            _ => names,
        });
        let live = self.entries.len();
        if live * 4 > before * 3 || before < 4 {
            let want = match before {
                0 => 2,
                1..=4 => before * 2,
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
        i64::from(self.border)
    }

    /// The entry after a key, or the first after nil, and the steps that it took to get there. `None`: the key isn't in
    /// the table.
    pub fn next(&self, key: &Value<'gc>) -> Option<(Option<KeyValue<'gc>>, usize)> {
        let start = match *key {
            Value::Nil => 0,
            Value::Integer(i) if (1..=self.array.len() as i64).contains(&i) => i as usize,
            Value::Number(number) => match float_to_int(number) {
                Some(i) => return self.next(&Value::Integer(i)),
                None => self.array.len() + self.find(key)? + 1,
            },
            _ => self.array.len() + self.find_place(key)? + 1,
        };
        let steps = self.removed_from(start);
        let found = self.next_from(start + steps);
        Some((found.map(|(_, key, value)| (key, value)), steps))
    }

    /// The entry at a position: its key, but for an item, whose key is the position after it; none where it is removed, or beyond the end.
    #[inline(always)]
    pub fn entry_at(&self, position: usize) -> Option<(Option<&Value<'gc>>, &Value<'gc>)> {
        let (key, value) = match self.array.get(position) {
            Some(value) => (None, value),
            None => {
                let entry = self.entries.get(position.wrapping_sub(self.array.len()))?;
                (Some(&entry.key), &entry.value)
            }
        };
        (!matches!(value, Value::Nil)).then_some((key, value))
    }

    /// How many positions from one on have no entry, of which there are many where many were removed.
    #[inline(never)]
    pub fn removed_from(&self, start: usize) -> usize {
        let end = self.array.len() + self.entries.len();
        (start..end).take_while(|&at| self.entry_at(at).is_none()).count()
    }

    /// The first entry at or after a position, and the position after it.
    pub fn next_from(&self, start: usize) -> Option<(usize, Value<'gc>, Value<'gc>)> {
        let at = start + self.removed_from(start);
        let (key, value) = self.entry_at(at)?;
        let key = key.map_or(Value::Integer(at as i64 + 1), copy);
        Some((at + 1, key, copy(value)))
    }

    /// Inserts a value before the item `at`, from 0, and moves that and what follows it up to the border.
    pub fn insert_item(&mut self, mc: &Mutation<'gc>, at: usize, value: Value<'gc>) {
        let border = self.border as usize;
        let at = at.min(border);
        let capacity = self.array.capacity();
        self.holes += u32::from(matches!(value, Value::Nil));
        if border < self.array.len() {
            self.array.copy_within(at..border, at + 1);
            self.holes -= 1;
            if let Some(slot) = self.array.get_mut(at) {
                *slot = value;
            }
        } else {
            self.array.insert(at, value);
        }
        self.border += 1;
        self.lower_border(border + 1);
        if !self.entries.is_empty() {
            self.migrate();
        }
        if capacity != self.array.capacity() {
            self.account(mc);
        }
    }

    /// Removes the item `at`, from 0, and moves what follows it up to the border. Gives the steps that it took to find
    /// the new border.
    pub fn remove_item(&mut self, at: usize) -> usize {
        let border = self.border as usize;
        if at >= border {
            return 0;
        }
        self.holes -= u32::from(matches!(self.array.get(at), Some(Value::Nil)));
        if border == self.array.len() {
            self.array.remove(at);
        } else {
            self.array.copy_within(at + 1..border, at);
            self.holes += 1;
            if let Some(slot) = self.array.get_mut(border - 1) {
                *slot = Value::Nil;
            }
        }
        self.lower_border(border)
    }

    /// Appends items at a position, from 0, as a table constructor does.
    pub fn set_items(&mut self, mc: &Mutation<'gc>, start: usize, items: &[Value<'gc>]) {
        if start == self.array.len() && start < MOST_ITEMS {
            self.array.extend(items.iter().map(copy));
            self.holes += count_nil(items) as u32;
            let end = self.array.len();
            self.border = end as u32;
            self.lower_border(end);
            if !self.entries.is_empty() {
                self.remove_items_of_hash(start, end);
                self.migrate();
            }
            self.account(mc);
            return;
        }
        for (i, item) in items.iter().enumerate() {
            self.set_int(mc, (start + i) as i64 + 1, *item);
        }
    }

    /// Removes entries whose keys the array part just got, as those that a constructor gives a name and a place: the place
    /// counts.
    fn remove_items_of_hash(&mut self, start: usize, end: usize) {
        for entry in &mut self.entries {
            if matches!(entry.key, Value::Integer(key) if key > start as i64 && key <= end as i64) {
                entry.value = Value::Nil;
            }
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
                if let Some(slot) = self.array.get_mut(i)
                    && is_dead(slot)
                {
                    *slot = Value::Nil;
                    self.holes += 1;
                    self.lower_border(i + 1);
                }
            }
        }
        for i in 0..self.entries.len() {
            if let Some(entry) = self.entries.get(i)
                && (keys && is_dead(&entry.key) || values && is_dead(&entry.value))
            {
                self.bury(i);
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
        self.memory.bytes()
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
        copy.holes = table.holes;
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
