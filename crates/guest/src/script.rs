//! What the exports that `#[script]` makes are made of.

use core::cell::UnsafeCell;
use core::fmt::Write;

use crate::api::raw;

/// A static that a guest's one thread owns.
pub struct Cell<T>(UnsafeCell<T>);

// A guest has one thread, and the host never calls it while it runs.
unsafe impl<T> Sync for Cell<T> {}

impl<T> Cell<T> {
    /// With a first value.
    pub const fn new(value: T) -> Self {
        Self(UnsafeCell::new(value))
    }

    /// The value.
    #[allow(clippy::mut_from_ref, reason = "the host calls one export at a time")]
    pub fn get(&self) -> &mut T {
        unsafe { &mut *self.0.get() }
    }
}

/// Where the host puts what it hands to a hook: one thing at a time, so one place that grows.
pub fn room(size: usize) -> *mut u8 {
    const PAGE: usize = 1 << 16;
    static PLACE: Cell<(usize, usize)> = Cell::new((0, 0));
    let (at, has) = PLACE.get();
    if size > *has {
        let pages = size.div_ceil(PAGE);
        let before = grow(pages);
        if before == usize::MAX {
            fail("there is no memory for what the engine hands over");
        }
        (*at, *has) = (before * PAGE, pages * PAGE);
    }
    core::ptr::with_exposed_provenance_mut(*at)
}

/// Adds pages to the memory. Gives how many there were, or `usize::MAX`.
#[cfg(target_arch = "wasm32")]
fn grow(pages: usize) -> usize {
    core::arch::wasm32::memory_grow::<0>(pages)
}

/// A guest runs nowhere else.
#[cfg(not(target_arch = "wasm32"))]
fn grow(_: usize) -> usize {
    usize::MAX
}

/// Bytes that the host put into [`room`].
///
/// # Safety
/// `len` bytes lie at `at`, and stay there until the hook returns.
pub unsafe fn lent<'a>(at: *const u8, len: usize) -> &'a [u8] {
    match len {
        0 => &[],
        len => unsafe { core::slice::from_raw_parts(at, len) },
    }
}

/// Ends the guest's turn with a panic's message and place.
pub fn give_up(info: &core::panic::PanicInfo<'_>) -> ! {
    let mut message = Message { bytes: [0; 256], len: 0 };
    // What doesn't fit is cut off, at a character.
    let _ = write!(message, "{}", info.message());
    if let Some(place) = info.location() {
        let _ = write!(message, " ({}:{}:{})", place.file(), place.line(), place.column());
    }
    fail(message.bytes.get(..message.len).and_then(|bytes| str::from_utf8(bytes).ok()).unwrap_or_default())
}

/// A text of at most so many bytes.
struct Message {
    bytes: [u8; 256],
    len: usize,
}

impl Write for Message {
    fn write_str(&mut self, text: &str) -> core::fmt::Result {
        for letter in text.chars() {
            let end = self.len + letter.len_utf8();
            let place = self.bytes.get_mut(self.len..end).ok_or(core::fmt::Error)?;
            letter.encode_utf8(place);
            self.len = end;
        }
        Ok(())
    }
}

fn fail(text: &str) -> ! {
    unsafe { raw::fail(text.as_ptr(), text.len() as i32) };
    // The host doesn't come back from that.
    #[cfg(target_arch = "wasm32")]
    core::arch::wasm32::unreachable();
    #[cfg(not(target_arch = "wasm32"))]
    panic!("{text}")
}
