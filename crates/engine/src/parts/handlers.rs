//! Functions of scripts that wait for something: a frame, a moment, an event, an action, a changed file.

use luminara_script::{FunctionHandle, InstanceId};

/// A function that waits.
#[derive(Debug)]
pub struct Handler<T> {
    /// By which it is taken back; no other of the scene has it, whatever it waits for.
    pub id: u64,
    /// Called when it has come.
    pub function: FunctionHandle,
    /// What it waits for.
    pub waits_for: T,
}

/// Functions that wait for the same sort of thing, in the order in which they came.
#[derive(Debug)]
pub struct Handlers<T>(Vec<Handler<T>>);

impl<T> Default for Handlers<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T> Handlers<T> {
    /// Has a function wait.
    pub fn add(&mut self, id: u64, function: FunctionHandle, waits_for: T) {
        self.0.push(Handler { id, function, waits_for });
    }

    /// How many wait.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// All of them.
    pub fn iter(&self) -> impl Iterator<Item = &Handler<T>> {
        self.0.iter()
    }

    /// All of them, to change what they wait for.
    pub fn iter_mut(&mut self) -> impl Iterator<Item = &mut Handler<T>> {
        self.0.iter_mut()
    }

    /// The functions that wait for what passes a test.
    pub fn waiting_for(&self, passes: impl Fn(&T) -> bool) -> Vec<FunctionHandle> {
        let waiting = self.0.iter().filter(|handler| passes(&handler.waits_for));
        waiting.map(|handler| handler.function.clone()).collect()
    }

    /// Keeps those that pass a test.
    pub fn retain(&mut self, keep: impl FnMut(&mut Handler<T>) -> bool) {
        self.0.retain_mut(keep);
    }

    /// Puts them in another order; equals stay as they came.
    pub fn sort_by_key<K: Ord>(&mut self, key: impl FnMut(&Handler<T>) -> K) {
        self.0.sort_by_key(key);
    }
}

/// What every list of waiting functions can end, whatever they wait for.
pub trait Waiting {
    /// Takes functions back by their ids.
    fn remove(&mut self, ids: &[u64]);

    /// An instance ended.
    fn forget_instance(&mut self, instance: InstanceId);
}

impl<T> Waiting for Handlers<T> {
    fn remove(&mut self, ids: &[u64]) {
        self.retain(|handler| !ids.contains(&handler.id));
    }

    fn forget_instance(&mut self, instance: InstanceId) {
        self.retain(|handler| handler.function.instance() != instance);
    }
}
