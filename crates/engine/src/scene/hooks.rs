//! What scripts want to be called for, and what a script leaves when it ends.

use luminara_script::{FunctionHandle, HostError, InstanceId};
use smol_str::SmolStr;

use super::{ActionHook, Made, Scene, TickHook};

impl Scene {
    /// Has a function called every frame.
    pub fn add_tick_hook(&mut self, function: FunctionHandle) {
        let id = self.new_id(function.instance());
        self.tick_hooks.push(TickHook { id, function });
    }

    /// A number for something that is called later, noted as made by an instance.
    pub fn new_id(&mut self, maker: InstanceId) -> u64 {
        self.next_hook += 1;
        let id = self.next_hook;
        if let Some(made) = self.recorded(maker) {
            made.tick_hooks.push(id);
        }
        id
    }

    /// Has a function called for an action; one that consumes comes first and may keep the press to itself.
    pub fn add_action_hook(
        &mut self,
        action: SmolStr,
        function: FunctionHandle,
        consumes: bool,
    ) -> Result<(), HostError> {
        const MOST: usize = 1_000;
        if self.action_hooks.len() >= MOST {
            return Err(HostError::limit(format!("{MOST} functions wait for actions already")));
        }
        self.next_hook += 1;
        let id = self.next_hook;
        if let Some(made) = self.recorded(function.instance()) {
            made.action_hooks.push(id);
        }
        self.action_hooks.push(ActionHook { id, action, function, consumes });
        Ok(())
    }

    /// Where to note what an instance makes, while its top level runs.
    pub fn recorded(&mut self, maker: InstanceId) -> Option<&mut Made> {
        self.recording.as_mut().map(|made| made.entry(maker).or_default())
    }

    /// Takes back what a run of a script's top level made.
    pub fn unmake(&mut self, made: &Made) {
        for entity in &made.entities {
            self.destroy_entity(*entity);
        }
        self.timers.remove(&made.timers);
        self.audio.forget(&made.voices);
        self.tick_hooks.retain(|hook| !made.tick_hooks.contains(&hook.id));
        self.listeners.retain(|listener| !made.tick_hooks.contains(&listener.id));
        self.assets.end_listening(|id, _| made.tick_hooks.contains(&id));
        self.systems.retain(|system| !made.tick_hooks.contains(&system.id));
        self.action_hooks.retain(|hook| !made.action_hooks.contains(&hook.id));
    }

    /// Ends all that an instance asked to be called for.
    pub fn forget_instance(&mut self, instance: InstanceId) {
        self.timers.forget_instance(instance);
        self.tick_hooks.retain(|hook| hook.function.instance() != instance);
        self.listeners.retain(|listener| listener.function.instance() != instance);
        self.systems.retain(|system| system.function.instance() != instance);
        self.action_hooks.retain(|hook| hook.function.instance() != instance);
        self.assets.forget_instance(instance);
        self.debugging.forget_instance(instance);
        self.random.forget(instance);
    }
}
