//! Memory outside of the arena that its objects own, told to the collector.

use gc_arena::Collect;
use gc_arena::metrics::Metrics;

/// What an object owns outside of the arena. It counts towards the memory limit for as long as the object lives.
#[derive(Default, Collect)]
#[collect(require_static)]
pub(crate) struct Account {
    metrics: Option<Metrics>,
    bytes: usize,
}

impl Account {
    /// What an object owns from its start.
    pub fn of(metrics: &Metrics, bytes: usize) -> Self {
        let mut account = Self::default();
        account.set(metrics, bytes);
        account
    }

    /// How much it is.
    #[inline]
    pub fn bytes(&self) -> usize {
        self.bytes
    }

    /// Says how much it is now.
    pub fn set(&mut self, metrics: &Metrics, bytes: usize) {
        let metrics = self.metrics.get_or_insert_with(|| metrics.clone());
        if bytes > self.bytes {
            metrics.mark_external_allocation(bytes - self.bytes);
        } else if bytes < self.bytes {
            metrics.mark_external_deallocation(self.bytes - bytes);
        }
        self.bytes = bytes;
    }
}

impl std::fmt::Debug for Account {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "{} bytes", self.bytes)
    }
}

impl Drop for Account {
    fn drop(&mut self) {
        if let Some(metrics) = &self.metrics {
            metrics.mark_external_deallocation(self.bytes);
        }
    }
}
