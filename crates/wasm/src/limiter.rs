//! What a guest may have of memory and tables.
//!
//! A module that begins with more can't start. One that asks for more by `memory.grow` or `table.grow` is given -1, as the standard says, and goes on.

use std::cell::Cell;
use std::fmt;
use std::rc::Rc;

use luminara_script::{ErrorKind, HostError};
use wasmi::ResourceLimiter;
use wasmi::errors::{MemoryError, TableError};
use wasmi_core::LimiterError;

/// The most entries of a guest's tables together.
pub const MOST_ENTRIES: usize = 100_000;

/// The most tables of a guest.
const MOST_TABLES: usize = 8;

/// The most memories of a guest.
const MOST_MEMORIES: usize = 8;

/// How many guests' full memories all guests together may have.
const GUESTS_WORTH: usize = 4;

/// How many memories and tables a module defines.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Defined {
    /// Memories.
    pub memories: u32,
    /// Tables.
    pub tables: u32,
}

/// A guest's share of memory. Gives back what it had when it is dropped.
pub struct Budget {
    most: usize,
    used: usize,
    /// Of all guests together.
    total: Rc<Cell<usize>>,
    /// Of its tables.
    entries: usize,
    /// What the module begins with and doesn't have yet.
    to_come: Defined,
    /// What was granted last: it is given back where the growth comes to nothing.
    granted: usize,
    /// The limit that was hit by what it begins with.
    pub hit: Option<HostError>,
    /// The growth that was refused last, in the call that goes on.
    pub refused: Option<Refused>,
}

/// A growth that was refused. Put into words only where that is of use: a guest may ask millions of times.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refused {
    /// The guest's memory would be too large. Bytes.
    Memory {
        /// What it may have.
        most: usize,
        /// What it had.
        had: usize,
        /// What it asked for beyond that.
        more: usize,
    },
    /// The memory of all guests would be too large. Bytes.
    MemoryOfAll {
        /// What all may have.
        most: usize,
        /// What the others had.
        others: usize,
        /// What this one asked for, with what it had.
        together: usize,
    },
    /// The guest's tables would be too long.
    Table {
        /// Entries that they had.
        had: usize,
        /// Entries that were asked for beyond those.
        more: usize,
    },
}

impl Refused {
    fn kind(self) -> ErrorKind {
        match self {
            Refused::Memory { .. } | Refused::MemoryOfAll { .. } => ErrorKind::OutOfMemory,
            Refused::Table { .. } => ErrorKind::Limit,
        }
    }

    /// As a module is told that begins with so much.
    fn at_the_start(self) -> String {
        match self {
            Refused::Memory { most, had, more } => too_much_memory(most, had.saturating_add(more)),
            Refused::Table { had, more } => too_many_entries(had.saturating_add(more)),
            Refused::MemoryOfAll { .. } => self.to_string(),
        }
    }
}

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Refused::Memory { most, had, more } => write!(
                f,
                "a guest may have {} of memory; it has {} and asked for {} more",
                most_memory(most),
                amount(had),
                amount(more)
            ),
            Refused::MemoryOfAll { most, others, together } => write!(
                f,
                "all guests together may have {} of memory; the others have {}, and this one asked for {}",
                most_memory(most),
                amount(others),
                amount(together)
            ),
            Refused::Table { had, more } => write!(
                f,
                "a guest's tables may have {MOST_ENTRIES} entries together; they have {had} and {more} more were asked for"
            ),
        }
    }
}

impl Budget {
    /// Nothing used yet; `most` bytes for this guest, `total` counts what all of them have.
    pub fn new(most: usize, total: Rc<Cell<usize>>, to_come: Defined) -> Self {
        Self { most, used: 0, total, entries: 0, to_come, granted: 0, hit: None, refused: None }
    }

    /// Refuses: with an error where the module begins with it, else by -1.
    fn refuse(&mut self, begins: bool, refused: Refused) -> Result<bool, LimiterError> {
        self.granted = 0;
        if begins {
            self.hit = Some(HostError { kind: refused.kind(), message: refused.at_the_start() });
            return Err(LimiterError::ResourceLimiterDeniedAllocation);
        }
        self.refused = Some(refused);
        Ok(false)
    }

    fn give_back_memory(&mut self) {
        let granted = std::mem::take(&mut self.granted);
        self.used = self.used.saturating_sub(granted);
        self.total.set(self.total.get().saturating_sub(granted));
    }
}

impl Drop for Budget {
    fn drop(&mut self) {
        self.total.set(self.total.get().saturating_sub(self.used));
    }
}

/// An amount of memory: `1025 pages (67174400 bytes)`.
pub fn amount(bytes: usize) -> String {
    const PAGE: usize = 1 << 16;
    match bytes / PAGE {
        1 if bytes == PAGE => format!("1 page ({bytes} bytes)"),
        pages if pages * PAGE == bytes => format!("{pages} pages ({bytes} bytes)"),
        _ => format!("{bytes} bytes"),
    }
}

/// What a guest may have of memory: `1024 pages (67108864 bytes, 64 MiB)`.
fn most_memory(bytes: usize) -> String {
    let amount = amount(bytes);
    match amount.strip_suffix(')') {
        Some(start) if bytes.is_multiple_of(1 << 20) => format!("{start}, {} MiB)", bytes >> 20),
        _ => amount,
    }
}

/// That a module begins with more memory than it may have.
pub fn too_much_memory(most: usize, begins_with: usize) -> String {
    format!("a guest may have {} of memory; this one begins with {}", most_memory(most), amount(begins_with))
}

/// That a module begins with longer tables than it may have.
pub fn too_many_entries(begins_with: usize) -> String {
    format!("a guest's tables may have {MOST_ENTRIES} entries together; this one's begin with {begins_with}")
}

impl ResourceLimiter for Budget {
    fn memory_growing(
        &mut self,
        current: usize,
        desired: usize,
        _: Option<usize>,
    ) -> Result<bool, LimiterError> {
        let begins = self.to_come.memories > 0;
        self.to_come.memories = self.to_come.memories.saturating_sub(1);
        let grown = desired.saturating_sub(current);
        let together = self.used.saturating_add(grown);
        if together > self.most {
            let refused = Refused::Memory { most: self.most, had: self.used, more: grown };
            return self.refuse(begins, refused);
        }
        let most_together = self.most.saturating_mul(GUESTS_WORTH);
        let others = self.total.get().saturating_sub(self.used);
        if self.total.get().saturating_add(grown) > most_together {
            let refused = Refused::MemoryOfAll { most: most_together, others, together };
            return self.refuse(begins, refused);
        }
        self.used = together;
        self.total.set(self.total.get() + grown);
        self.granted = grown;
        Ok(true)
    }

    fn table_growing(
        &mut self,
        current: usize,
        desired: usize,
        maximum: Option<usize>,
    ) -> Result<bool, LimiterError> {
        let begins = self.to_come.tables > 0;
        self.to_come.tables = self.to_come.tables.saturating_sub(1);
        // The module's own maximum is asked after this.
        if !begins && maximum.is_some_and(|maximum| desired > maximum) {
            self.granted = 0;
            return Ok(false);
        }
        let grown = desired.saturating_sub(current);
        let together = self.entries.saturating_add(grown);
        if together > MOST_ENTRIES {
            return self.refuse(begins, Refused::Table { had: self.entries, more: grown });
        }
        self.entries = together;
        self.granted = grown;
        Ok(true)
    }

    fn memory_grow_failed(&mut self, _: &MemoryError) -> Result<(), LimiterError> {
        // Where fuel ran out, the growth is asked for again when the call goes on.
        self.give_back_memory();
        Ok(())
    }

    fn table_grow_failed(&mut self, _: &TableError) -> Result<(), LimiterError> {
        self.entries = self.entries.saturating_sub(std::mem::take(&mut self.granted));
        Ok(())
    }

    fn instances(&self) -> usize {
        1
    }

    fn tables(&self) -> usize {
        MOST_TABLES
    }

    fn memories(&self) -> usize {
        MOST_MEMORIES
    }
}
