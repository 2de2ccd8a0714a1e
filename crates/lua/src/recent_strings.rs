//! Short strings that were made last. piccolo's set of interned strings hashes a text with a hash that takes WebAssembly
//! long, and twice where the text is new.

use gc_arena::{Collect, Gc, GcWeak};
use piccolo::string::StringInner;
use piccolo::{Context, String};

use crate::value::INTERNED;

/// How many are remembered; a power of two.
const REMEMBERED: usize = 512;

/// Short strings that were made last, each at a place that its text says. They are not kept alive.
#[derive(Collect)]
#[collect(no_drop)]
pub(crate) struct RecentStrings<'gc>(Box<[Option<GcWeak<'gc, StringInner>>]>);

impl Default for RecentStrings<'_> {
    fn default() -> Self {
        Self(std::iter::repeat_with(|| None).take(REMEMBERED).collect())
    }
}

impl<'gc> RecentStrings<'gc> {
    /// The string of a text: up to [`INTERNED`] bytes the one that there is of it, else a new one.
    #[inline]
    #[expect(clippy::disallowed_methods, reason = "they were paid for")]
    pub fn string(&mut self, ctx: Context<'gc>, bytes: &[u8]) -> String<'gc> {
        if bytes.len() > INTERNED {
            return String::from_slice(&ctx, bytes);
        }
        let Some(slot) = self.0.get_mut(place(bytes)) else { return ctx.intern(bytes) };
        if let Some(found) = slot.and_then(|weak| weak.upgrade(&ctx)).map(String::from_inner)
            && found.as_bytes() == bytes
        {
            return found;
        }
        let string = ctx.intern(bytes);
        *slot = Some(Gc::downgrade(string.into_inner()));
        string
    }

    /// Forgets them all: the collector keeps a dead string's place for as long as it is remembered.
    pub fn clear(&mut self) {
        self.0.fill(None);
    }
}

/// The place that a text has: of its length and of eight bytes at a time. Texts that share one only take turns there.
#[inline]
fn place(bytes: &[u8]) -> usize {
    const SPREAD: u64 = 0x9E37_79B9_7F4A_7C15;
    let mut hash = bytes.len() as u64;
    match bytes.last_chunk::<8>() {
        Some(last) => {
            for chunk in bytes.as_chunks::<8>().0 {
                hash = (hash ^ u64::from_le_bytes(*chunk)).wrapping_mul(SPREAD).rotate_left(29);
            }
            hash ^= u64::from_le_bytes(*last);
        }
        None => {
            for byte in bytes {
                hash = hash << 8 ^ u64::from(*byte);
            }
        }
    }
    (hash.wrapping_mul(SPREAD) >> 32) as usize % REMEMBERED
}
