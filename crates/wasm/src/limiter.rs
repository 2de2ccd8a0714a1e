//! What a guest may have of memory and tables.

use std::cell::Cell;
use std::rc::Rc;

use luminara_script::{ErrorKind, HostError};
use wasmi::ResourceLimiter;
use wasmi::errors::MemoryError;
use wasmi_core::LimiterError;

/// The most entries of a guest's tables.
const MOST_ENTRIES: usize = 100_000;

/// The most tables of a guest.
const MOST_TABLES: usize = 8;

/// How many guests' full memories all guests together may have.
const GUESTS_WORTH: usize = 4;

/// A guest's share of memory. Gives back what it had when it is dropped.
pub struct Budget {
    most: usize,
    used: usize,
    /// Of all guests together.
    total: Rc<Cell<usize>>,
    /// The limit that was hit.
    pub hit: Option<HostError>,
}

impl Budget {
    /// Nothing used yet; `most` bytes for this guest, `total` counts what all of them have.
    pub fn new(most: usize, total: Rc<Cell<usize>>) -> Self {
        Self { most, used: 0, total, hit: None }
    }

    fn refuse(&mut self, kind: ErrorKind, message: String) -> Result<bool, LimiterError> {
        self.hit = Some(HostError { kind, message });
        Err(LimiterError::ResourceLimiterDeniedAllocation)
    }
}

impl Drop for Budget {
    fn drop(&mut self) {
        self.total.set(self.total.get().saturating_sub(self.used));
    }
}

impl ResourceLimiter for Budget {
    fn memory_growing(
        &mut self,
        current: usize,
        desired: usize,
        maximum: Option<usize>,
    ) -> Result<bool, LimiterError> {
        // Beyond what the module itself allows, `memory.grow` gives -1 as the standard says.
        if maximum.is_some_and(|maximum| desired > maximum) && current > 0 {
            return Ok(false);
        }
        let grown = desired.saturating_sub(current);
        if desired > self.most || self.used.saturating_add(grown) > self.most {
            let message = format!(
                "a guest may have {} MiB of memory, and asked for {} MiB",
                self.most >> 20,
                desired >> 20
            );
            return self.refuse(ErrorKind::OutOfMemory, message);
        }
        let most_together = self.most.saturating_mul(GUESTS_WORTH);
        if self.total.get().saturating_add(grown) > most_together {
            let message = format!("all guests together may have {} MiB of memory", most_together >> 20);
            return self.refuse(ErrorKind::OutOfMemory, message);
        }
        self.used += grown;
        self.total.set(self.total.get() + grown);
        Ok(true)
    }

    fn table_growing(&mut self, _: usize, desired: usize, _: Option<usize>) -> Result<bool, LimiterError> {
        match desired <= MOST_ENTRIES {
            true => Ok(true),
            false => self.refuse(
                ErrorKind::Limit,
                format!("a guest's table may have {MOST_ENTRIES} entries, and {desired} were asked for"),
            ),
        }
    }

    fn memory_grow_failed(&mut self, _: &MemoryError) -> Result<(), LimiterError> {
        Ok(())
    }

    fn instances(&self) -> usize {
        1
    }

    fn tables(&self) -> usize {
        MOST_TABLES
    }

    fn memories(&self) -> usize {
        1
    }
}
