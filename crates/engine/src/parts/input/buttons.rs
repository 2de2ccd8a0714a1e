//! Things that are held or not.

use std::collections::BTreeSet;

/// Things that are held or not. What was pressed and released within one frame counts as both.
#[derive(Debug)]
pub struct Buttons<T> {
    held: BTreeSet<T>,
    pressed: BTreeSet<T>,
    released: BTreeSet<T>,
}

impl<T> Default for Buttons<T> {
    fn default() -> Self {
        Self { held: BTreeSet::new(), pressed: BTreeSet::new(), released: BTreeSet::new() }
    }
}

impl<T: Ord + Clone> Buttons<T> {
    /// Whether one is held.
    pub fn is_held<Q: Ord + ?Sized>(&self, button: &Q) -> bool
    where
        T: std::borrow::Borrow<Q>,
    {
        self.held.contains(button)
    }

    /// Whether one went down in this frame.
    pub fn is_pressed<Q: Ord + ?Sized>(&self, button: &Q) -> bool
    where
        T: std::borrow::Borrow<Q>,
    {
        self.pressed.contains(button)
    }

    /// Whether one went up in this frame.
    pub fn is_released<Q: Ord + ?Sized>(&self, button: &Q) -> bool
    where
        T: std::borrow::Borrow<Q>,
    {
        self.released.contains(button)
    }

    pub(super) fn down(&mut self, button: T) {
        if self.held.insert(button.clone()) {
            self.pressed.insert(button);
        }
    }

    pub(super) fn up(&mut self, button: T) {
        if self.held.remove(&button) {
            self.released.insert(button);
        }
    }

    pub(super) fn start_frame(&mut self) {
        self.pressed.clear();
        self.released.clear();
    }

    pub(super) fn release_all(&mut self) {
        self.released.append(&mut self.held);
    }
}
