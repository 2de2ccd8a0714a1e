//! What a reload takes from one [`Running`] to the next.

use std::collections::BTreeMap;

use luminara_script::ScriptError;
use wasmi::{Global, Val};

use crate::instance::Running;
use crate::instrument::NOTE;

/// The store's data that a reload takes along.
pub struct Kept {
    memories: Vec<Vec<u8>>,
    globals: Vec<Val>,
}

impl Running {
    /// The number that a module exports as `state_version`, if it does.
    pub fn state_version(&self) -> Option<i32> {
        let version = self.instance.get_global(&self.store, "state_version")?;
        match version.get(&self.store) {
            Val::I32(version) => Some(version),
            _ => None,
        }
    }

    /// Its memories and its exported globals that change, to be put into another instance.
    pub fn keep(&self) -> Kept {
        let memories = self.memories.iter().map(|(memory, _)| memory.data(&self.store).to_vec()).collect();
        let globals = self.changing().into_iter().map(|global| global.get(&self.store)).collect();
        Kept { memories, globals }
    }

    /// Its exported globals that change, but the note.
    fn changing(&self) -> Vec<Global> {
        let exports: Vec<(String, Global)> = self
            .instance
            .exports(&self.store)
            .filter_map(|export| Some((export.name().to_owned(), export.into_global()?)))
            .collect();
        exports
            .into_iter()
            .filter(|(name, global)| {
                name != NOTE && global.ty(&self.store).mutability() == wasmi::Mutability::Var
            })
            .map(|(_, global)| global)
            .collect()
    }

    /// Takes the state of the instance before over, in each memory from the byte `from` on, or from its first. False, and nothing is taken, where
    /// there are other globals or memories, or one can't grow so far.
    pub fn restore(&mut self, kept: &Kept, from: &BTreeMap<u32, u32>) -> bool {
        let globals = self.changing();
        let fits = globals.len() == kept.globals.len()
            && self.memories.len() == kept.memories.len()
            && globals
                .iter()
                .zip(&kept.globals)
                .all(|(global, value)| global.ty(&self.store).content() == value.ty());
        if !fits {
            return false;
        }
        for ((memory, page), bytes) in self.memories.iter().zip(&kept.memories) {
            let missing = bytes.len().saturating_sub(memory.data_size(&self.store)).div_ceil(*page);
            if memory.grow(&mut self.store, missing as u64).is_err() {
                return false;
            }
        }
        for (index, ((memory, _), bytes)) in self.memories.iter().zip(&kept.memories).enumerate() {
            let from = from.get(&(index as u32)).map_or(0, |from| *from as usize);
            let into = memory.data_mut(&mut self.store).get_mut(from..bytes.len());
            if let (Some(into), Some(bytes)) = (into, bytes.get(from..)) {
                into.copy_from_slice(bytes);
            }
        }
        for (global, value) in globals.iter().zip(&kept.globals) {
            let _ = global.set(&mut self.store, value.clone());
        }
        true
    }

    /// Calls `on_save` and gives what it saved.
    pub fn save(&mut self, frame: u64) -> Option<Vec<u8>> {
        let save = self.instance.get_func(&self.store, "on_save")?;
        let given = self.fuel_up(frame);
        self.guest().saved = None;
        let done = self.run(&save, &[], "on_save");
        self.spend(given);
        done.ok()?;
        self.guest().saved.take()
    }

    /// Whether it can take saved state over.
    pub fn can_load(&self) -> bool {
        self.instance.get_func(&self.store, "on_restore").is_some()
    }

    /// Calls `on_restore(ptr, len)`.
    pub fn load(&mut self, saved: &[u8], frame: u64) -> Result<(), ScriptError> {
        let Some(restore) = self.instance.get_func(&self.store, "on_restore") else { return Ok(()) };
        let given = self.fuel_up(frame);
        self.guest().result = saved.to_vec();
        let (at, len) = self.lend(saved)?;
        let len = if at == 0 { saved.len() as u32 } else { len };
        let done = self.run(&restore, &[Val::I32(at as i32), Val::I32(len as i32)], "on_restore");
        self.spend(given);
        done
    }
}
