//! Where a key's entry is: an index with open addressing, whose hash functions change when keys collide on purpose.

use gc_arena::Gc;
use piccolo::{UserData, Value};

use super::{SCANNED, TableData};
use crate::value::is_long;

/// Steps from where a key's hash points to in the index, at most. A table of sixteen million keys that nobody chose for it
/// comes to about 86.
const FARTHEST: u8 = 128;
/// No entry.
const EMPTY: u32 = 0;

/// A key's hash: for an integer itself, which [`TableData::slot`] spreads best where keys are in a row.
#[inline]
pub(super) fn hash_key(key: &Value<'_>) -> u64 {
    match key {
        Value::String(text) => text.stored_hash(),
        Value::Integer(value) => *value as u64,
        Value::Number(value) => value.to_bits(),
        Value::Boolean(value) => u64::from(*value) + 1,
        Value::UserData(data) => hash_object(*data),
        _ => 0,
    }
}

fn hash_object(data: UserData<'_>) -> u64 {
    Gc::as_ptr(data.into_inner()) as *const () as usize as u64 >> 3
}

/// What a removed entry has in place of a key that would keep an object or a long text alive: a NaN, which no key is, with
/// a part of the key's hash. `None` for the other keys, which take no memory of their own worth a thought.
pub(super) fn grave<'gc>(key: &Value<'gc>) -> Option<Value<'gc>> {
    const QUIET_NAN: u64 = 0x7FF8_0000_0000_0000;
    const PAYLOAD: u64 = 0x0007_FFFF_FFFF_FFFF;
    let hash = match key {
        Value::UserData(data) => hash_object(*data),
        Value::String(text) if is_long(*text) => text.stored_hash(),
        _ => return None,
    };
    Some(Value::Number(f64::from_bits(QUIET_NAN | hash & PAYLOAD)))
}

pub(super) fn is_grave(key: &Value<'_>) -> bool {
    matches!(key, Value::Number(number) if number.is_nan())
}

pub(super) fn is_same_grave(a: &Value<'_>, b: &Value<'_>) -> bool {
    matches!((a, b), (Value::Number(a), Value::Number(b)) if a.to_bits() == b.to_bits())
}

impl<'gc> TableData<'gc> {
    /// Where in `index` a hash points to: multiplied by an odd number, of which the highest bits are the best. Keys that
    /// were made for it may all point to one place, so there is more than one such number: see [`TableData::build_index`].
    #[inline]
    fn slot(&self, hash: u64) -> usize {
        let factor =
            0x9E37_79B9_7F4A_7C15 ^ u64::from(self.hash_function).wrapping_mul(0xD6E8_FEB8_6659_FD92);
        let shift = 64 - self.index.len().trailing_zeros();
        (hash.wrapping_mul(factor) >> shift) as usize
    }

    #[inline]
    pub(super) fn probe(&self, hash: u64, is_key: impl Fn(&Value<'gc>) -> bool) -> Option<usize> {
        let mask = self.index.len() - 1;
        let mut slot = self.slot(hash);
        let mut steps = self.farthest;
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
            steps = steps.checked_sub(1)?;
            slot = (slot + 1) & mask;
        }
    }

    /// Notes in `index` where an entry is; false where that is too far from where its hash points to.
    #[inline]
    pub(super) fn link(&mut self, i: usize, hash: u64) -> bool {
        let mask = self.index.len() - 1;
        let mut slot = self.slot(hash);
        let mut steps = 0;
        loop {
            match self.index.get_mut(slot) {
                Some(found) if *found == EMPTY => {
                    *found = i as u32 + 1;
                    self.farthest = self.farthest.max(steps);
                    return true;
                }
                _ if steps == FARTHEST => return false,
                _ => {
                    steps += 1;
                    slot = (slot + 1) & mask;
                }
            }
        }
    }

    /// Makes `index` anew. Keys that would be far from where their hashes point to, as only keys are that were chosen for
    /// it, get another hash function.
    pub(super) fn build_index(&mut self) {
        let size = (self.entries.capacity().max(SCANNED + 1) * 2).next_power_of_two();
        loop {
            self.index.clear();
            self.index.resize(size, EMPTY);
            self.farthest = 0;
            if self.link_all() {
                return;
            }
            self.hash_function = self.hash_function.wrapping_add(1);
        }
    }

    fn link_all(&mut self) -> bool {
        for i in 0..self.entries.len() {
            // What is buried isn't found again by a new key, and no removed entry is by `next` after a new key.
            let Some(entry) = self.entries.get(i).filter(|entry| !is_grave(&entry.key)) else { continue };
            if !self.link(i, hash_key(&entry.key)) {
                return false;
            }
        }
        true
    }
}
