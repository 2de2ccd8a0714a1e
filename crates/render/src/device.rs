//! Opening the GPU, and remembering what it complains about.

use std::future::poll_fn;
use std::sync::{Arc, Mutex, MutexGuard};
use std::task::{Poll, Waker};

use crate::GpuError;

/// An open GPU.
pub(crate) struct Gpu {
    pub device: wgpu::Device,
    pub queue: wgpu::Queue,
    pub adapter: wgpu::Adapter,
    health: Arc<Mutex<Health>>,
}

/// What the GPU said outside of any call.
#[derive(Default)]
struct Health {
    lost: Option<String>,
    /// Who waits for the loss.
    waiting: Option<Waker>,
    errors: Vec<String>,
}

/// Errors beyond this many are dropped: a broken frame says the same thing sixty times a second.
const KEPT_ERRORS: usize = 32;

impl Gpu {
    /// Opens an adapter that can draw to `surface`, or any. Asks for nothing beyond WebGPU's guaranteed limits.
    pub(crate) async fn open(
        instance: &wgpu::Instance,
        surface: Option<&wgpu::Surface<'static>>,
    ) -> Result<Gpu, GpuError> {
        let options = wgpu::RequestAdapterOptions {
            power_preference: wgpu::PowerPreference::HighPerformance,
            force_fallback_adapter: false,
            compatible_surface: surface,
            apply_limit_buckets: false,
        };
        let adapter = instance
            .request_adapter(&options)
            .await
            .map_err(|error| GpuError::NoAdapter(error.to_string()))?;
        let descriptor = wgpu::DeviceDescriptor {
            label: Some("luminara"),
            required_features: wgpu::Features::empty(),
            required_limits: wgpu::Limits::defaults(),
            ..wgpu::DeviceDescriptor::default()
        };
        let (device, queue) = adapter
            .request_device(&descriptor)
            .await
            .map_err(|error| GpuError::NoDevice(error.to_string()))?;

        let health = Arc::new(Mutex::new(Health::default()));
        let told = Arc::clone(&health);
        device.set_device_lost_callback(move |reason, message| {
            let mut health = lock(&told);
            health.lost = Some(format!("{reason:?}: {message}"));
            if let Some(waiting) = health.waiting.take() {
                waiting.wake();
            }
        });
        let told = Arc::clone(&health);
        device.on_uncaptured_error(Arc::new(move |error: wgpu::Error| {
            let errors = &mut lock(&told).errors;
            if errors.len() < KEPT_ERRORS {
                errors.push(error.to_string());
            }
        }));
        Ok(Gpu { device, queue, adapter, health })
    }

    /// The longest side of a picture, in pixels.
    pub(crate) fn longest_side(&self) -> u32 {
        self.device.limits().max_texture_dimension_2d
    }

    /// Whether the GPU was taken away, and what it said.
    pub(crate) fn lost(&self) -> Option<String> {
        lock(&self.health).lost.clone()
    }

    /// Ends when the GPU is taken away, with what it said. One at a time can wait.
    pub(crate) fn until_lost(&self) -> impl Future<Output = String> + 'static {
        let health = Arc::clone(&self.health);
        poll_fn(move |context| {
            let mut health = lock(&health);
            match &health.lost {
                Some(reason) => Poll::Ready(reason.clone()),
                None => {
                    health.waiting = Some(context.waker().clone());
                    Poll::Pending
                }
            }
        })
    }

    /// Ends when the GPU is done with all that it was handed so far.
    pub(crate) fn until_done(&self) -> impl Future<Output = ()> + 'static {
        #[derive(Default)]
        struct Done {
            is_done: bool,
            waiting: Option<Waker>,
        }
        let done = Arc::new(Mutex::new(Done::default()));
        let told = Arc::clone(&done);
        self.queue.on_submitted_work_done(move || {
            let mut done = lock(&told);
            done.is_done = true;
            if let Some(waiting) = done.waiting.take() {
                waiting.wake();
            }
        });
        poll_fn(move |context| {
            let mut done = lock(&done);
            if done.is_done {
                return Poll::Ready(());
            }
            done.waiting = Some(context.waker().clone());
            Poll::Pending
        })
    }

    /// What the GPU complained about since the last call.
    pub(crate) fn take_errors(&self) -> Vec<String> {
        std::mem::take(&mut lock(&self.health).errors)
    }
}

/// What is behind these locks is whole even if the thread that held it panicked.
fn lock<T>(behind: &Mutex<T>) -> MutexGuard<'_, T> {
    behind.lock().unwrap_or_else(|poisoned| poisoned.into_inner())
}

/// wgpu with the backends that this crate was built with.
pub(crate) fn instance() -> wgpu::Instance {
    wgpu::Instance::new(wgpu::InstanceDescriptor::new_without_display_handle())
}
