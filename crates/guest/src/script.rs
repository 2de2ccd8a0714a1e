//! [`Script`] and the macro that exports one.

use core::cell::UnsafeCell;

use crate::entity::Entity;

/// A script: its state, and what happens when.
pub trait Script {
    /// Once, in the first frame.
    fn init(&mut self, _entity: Entity) {}

    /// Every frame, with its seconds.
    fn update(&mut self, _entity: Entity, _dt: f32) {}

    /// An event arrived: its number (of `event_id`) and its data, a value of the ABI.
    fn event(&mut self, _event: i32, _data: &[u8]) {}

    /// The entity goes.
    fn destroy(&mut self, _entity: Entity) {}
}

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

/// Exports a [`Script`]: `script!(Spinner);` with a `Spinner` that has `Default`, or `script!(Spinner = Spinner { turned: 0.0 });` where the first state
/// is a constant.
#[macro_export]
macro_rules! script {
    ($script:ty) => {
        $crate::script!(@exports $script, Option<$script>, None, |cell| cell.get_or_insert_with(Default::default));
    };
    ($script:ty = $first:expr) => {
        $crate::script!(@exports $script, $script, $first, |cell| cell);
    };
    (@exports $script:ty, $held:ty, $first:expr, $open:expr) => {
        static SCRIPT: $crate::Cell<$held> = $crate::Cell::new($first);

        fn script() -> &'static mut $script {
            let open: fn(&'static mut $held) -> &'static mut $script = $open;
            open(SCRIPT.get())
        }

        #[unsafe(no_mangle)]
        extern "C" fn on_init(entity: i64) {
            $crate::Script::init(script(), $crate::Entity(entity));
        }

        #[unsafe(no_mangle)]
        extern "C" fn on_update(entity: i64, dt: f32) {
            $crate::Script::update(script(), $crate::Entity(entity), dt);
        }

        #[unsafe(no_mangle)]
        extern "C" fn on_event(event: i32, _data: *const u8, _len: usize) {
            // Without an allocator the data is read from the host, up to what fits.
            let mut data = [0u8; 1024];
            let len = unsafe { $crate::api::raw::read_result(0, data.as_mut_ptr(), 1024) };
            let len = (len.max(0) as usize).min(data.len());
            $crate::Script::event(script(), event, data.get(..len).unwrap_or_default());
        }

        #[unsafe(no_mangle)]
        extern "C" fn on_destroy(entity: i64) {
            $crate::Script::destroy(script(), $crate::Entity(entity));
        }

        #[cfg(target_arch = "wasm32")]
        #[panic_handler]
        fn panic(info: &core::panic::PanicInfo<'_>) -> ! {
            let text = info.message().as_str().unwrap_or("the guest panicked");
            unsafe { $crate::api::raw::fail(text.as_ptr(), text.len() as i32) };
            core::arch::wasm32::unreachable()
        }
    };
}
