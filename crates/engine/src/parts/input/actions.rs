//! Actions: what a player means, by whatever key, button or stick. The actions of one context count at a time.

use std::collections::BTreeMap;

use luminara_script::HostError;
use luminara_script::nearest::suggestion;
use smol_str::SmolStr;

use crate::parts::input::binding::Binding;
use crate::parts::input::devices::Devices;

/// The context that is always at the bottom.
pub const DEFAULT_CONTEXT: &str = "default";

/// Contexts that may lie on each other.
const MOST_PUSHED: usize = 32;
/// Contexts, actions of one, bindings of one.
const MOST_CONTEXTS: usize = 32;
const MOST_ACTIONS: usize = 128;
const MOST_BINDINGS: usize = 32;

/// From where on an action's value counts as pressed.
const PRESSED_FROM: f32 = 0.5;

/// An action that was pressed or let go.
#[derive(Clone, Debug, PartialEq)]
pub struct Edge {
    /// The action, as it was bound.
    pub action: SmolStr,
    /// Whether it was pressed.
    pub pressed: bool,
    /// Its value then.
    pub value: f32,
}

/// An action with its bindings, as it is in this frame.
#[derive(Debug, Default)]
pub struct Action {
    bindings: Vec<Binding>,
    /// From -1 to 1.
    value: f32,
    pressed: bool,
    just_pressed: bool,
    just_released: bool,
    /// What holds it was held before it counted, or its press was consumed: it waits until it is let go.
    blocked: bool,
    /// How far the page's own button for it is pressed.
    by_page: f32,
}

impl Action {
    /// From -1 to 1.
    pub fn value(&self) -> f32 {
        self.value
    }

    /// Whether it is pressed.
    pub fn is_pressed(&self) -> bool {
        self.pressed
    }

    /// Whether it was pressed in this frame.
    pub fn is_just_pressed(&self) -> bool {
        self.just_pressed
    }

    /// Whether it was let go in this frame.
    pub fn is_just_released(&self) -> bool {
        self.just_released
    }

    /// What it is bound to.
    pub fn bindings(&self) -> &[Binding] {
        &self.bindings
    }

    fn raw(&self, devices: &Devices) -> f32 {
        let sum: f32 = self.bindings.iter().map(|binding| binding.value(devices)).sum();
        (sum + self.by_page).clamp(-1.0, 1.0)
    }

    fn release(&mut self) {
        self.just_released |= self.pressed;
        (self.pressed, self.value) = (false, 0.0);
    }
}

/// All contexts and the stack of those that were pushed.
#[derive(Debug)]
pub struct Actions {
    contexts: BTreeMap<SmolStr, BTreeMap<SmolStr, Action>>,
    stack: Vec<SmolStr>,
    edges: Vec<Edge>,
}

impl Default for Actions {
    fn default() -> Self {
        let default = SmolStr::new_static(DEFAULT_CONTEXT);
        Self {
            contexts: BTreeMap::from([(default.clone(), BTreeMap::new())]),
            stack: vec![default],
            edges: Vec::new(),
        }
    }
}

impl Actions {
    /// The context whose actions count.
    pub fn active(&self) -> SmolStr {
        self.stack.last().cloned().unwrap_or_default()
    }

    /// The actions that count.
    pub fn of_active(&self) -> impl Iterator<Item = (&SmolStr, &Action)> {
        self.stack.last().and_then(|context| self.contexts.get(context)).into_iter().flatten()
    }

    /// An action of the active context, or of another, where it never is pressed.
    ///
    /// # Errors
    /// No context has it; with the nearest one.
    pub fn find(&self, name: &str) -> Result<&Action, HostError> {
        let active = self.stack.last().and_then(|context| self.contexts.get(context)?.get(name));
        active.or_else(|| self.contexts.values().find_map(|actions| actions.get(name))).ok_or_else(|| {
            let known = self.contexts.values().flat_map(BTreeMap::keys).map(SmolStr::as_str);
            let hint = suggestion(name, known);
            let short: String = name.chars().take(40).collect();
            HostError::new(format!(
                "there is no action '{short}'{hint}; bind it by input.bind or in game.toml's [actions]"
            ))
        })
    }

    /// Binds an action of a context to these, and to nothing else.
    pub fn bind(
        &mut self,
        context: &str,
        name: &str,
        bindings: Vec<Binding>,
        devices: &Devices,
    ) -> Result<(), HostError> {
        for (what, text) in [("an action", name), ("a context", context)] {
            if text.is_empty() || text.len() > 64 {
                return Err(HostError::new(format!("{what}'s name has 1 to 64 letters")));
            }
        }
        if bindings.len() > MOST_BINDINGS {
            return Err(HostError::new(format!(
                "an action takes up to {MOST_BINDINGS} bindings, got {}",
                bindings.len()
            )));
        }
        if !self.contexts.contains_key(context) && self.contexts.len() >= MOST_CONTEXTS {
            return Err(HostError::new(format!("there are {MOST_CONTEXTS} input contexts already")));
        }
        let actions = self.contexts.entry(context.into()).or_default();
        if !actions.contains_key(name) && actions.len() >= MOST_ACTIONS {
            return Err(HostError::new(format!(
                "the context '{context}' has {MOST_ACTIONS} actions already"
            )));
        }
        let action = actions.entry(name.into()).or_default();
        action.bindings = bindings;
        action.blocked = action.raw(devices).abs() > PRESSED_FROM && !action.pressed;
        Ok(())
    }

    /// Takes an action away from a context.
    pub fn unbind(&mut self, context: &str, name: &str) {
        if let Some(actions) = self.contexts.get_mut(context) {
            actions.remove(name);
        }
    }

    /// Takes all actions away, but not the stack.
    pub fn clear(&mut self) {
        self.contexts.retain(|name, actions| {
            actions.clear();
            name == DEFAULT_CONTEXT
        });
    }

    /// Lets the actions of a context count, and no others, until it is popped.
    pub fn push(&mut self, context: &str, devices: &Devices) -> Result<(), HostError> {
        if !self.contexts.contains_key(context) {
            let hint = suggestion(context, self.contexts.keys().map(SmolStr::as_str));
            let short: String = context.chars().take(40).collect();
            return Err(HostError::new(format!(
                "there is no input context '{short}'{hint}; bind an action in it first"
            )));
        }
        if self.stack.len() >= MOST_PUSHED {
            return Err(HostError::new(format!(
                "{MOST_PUSHED} input contexts lie on each other; pop them when they end"
            )));
        }
        self.switch(devices, |stack| stack.push(context.into()));
        Ok(())
    }

    /// Goes back to the context below; nothing happens at the bottom. Gives what is active then.
    pub fn pop(&mut self, devices: &Devices) -> SmolStr {
        if self.stack.len() > 1 {
            self.switch(devices, |stack| {
                stack.pop();
            });
        }
        self.active()
    }

    fn switch(&mut self, devices: &Devices, change: impl FnOnce(&mut Vec<SmolStr>)) {
        for action in self.active_mut() {
            action.1.release();
        }
        change(&mut self.stack);
        for action in self.active_mut() {
            // The key that opened a menu doesn't choose its first line.
            action.1.blocked = action.1.raw(devices).abs() > PRESSED_FROM;
        }
    }

    fn active_mut(&mut self) -> impl Iterator<Item = (&SmolStr, &mut Action)> {
        self.stack.last().and_then(|context| self.contexts.get_mut(context)).into_iter().flatten()
    }

    /// The page's own button for an action is pressed this far.
    pub fn set_by_page(&mut self, name: &str, value: f32) {
        let action = self.stack.last().and_then(|context| self.contexts.get_mut(context)?.get_mut(name));
        if let Some(action) = action {
            action.by_page = if value.is_finite() { value.clamp(-1.0, 1.0) } else { 0.0 };
        }
    }

    /// The page's buttons are let go.
    pub fn release_page(&mut self) {
        for action in self.contexts.values_mut().flat_map(BTreeMap::values_mut) {
            action.by_page = 0.0;
        }
    }

    /// Forgets what changed in the last frame.
    pub fn start_frame(&mut self) {
        self.edges.clear();
        for action in self.contexts.values_mut().flat_map(BTreeMap::values_mut) {
            (action.just_pressed, action.just_released) = (false, false);
        }
    }

    /// Looks at the devices, after each thing that happened to them: so a press and a release within one frame are both
    /// seen.
    pub fn follow(&mut self, devices: &Devices) {
        let Some(actions) = self.stack.last().and_then(|context| self.contexts.get_mut(context)) else {
            return;
        };
        for (name, action) in actions {
            let value = action.raw(devices);
            let pressed = value.abs() > PRESSED_FROM;
            action.blocked &= pressed;
            if action.blocked {
                continue;
            }
            action.value = value;
            if pressed != action.pressed {
                action.pressed = pressed;
                match pressed {
                    true => action.just_pressed = true,
                    false => action.just_released = true,
                }
                self.edges.push(Edge { action: name.clone(), pressed, value });
            }
        }
    }

    /// Takes what was pressed and let go in this frame, in order.
    pub fn take_edges(&mut self) -> Vec<Edge> {
        std::mem::take(&mut self.edges)
    }

    /// Someone took an action's press for themselves: nobody else sees it, until it is let go and pressed again.
    pub fn consume(&mut self, name: &str) {
        let action = self.stack.last().and_then(|context| self.contexts.get_mut(context)?.get_mut(name));
        if let Some(action) = action {
            *action = Action {
                bindings: std::mem::take(&mut action.bindings),
                blocked: true,
                by_page: action.by_page,
                ..Action::default()
            };
        }
    }
}
