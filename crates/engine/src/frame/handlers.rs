//! What a script wants to be called for, and what it leaves when it ends.

use luminara_script::{FunctionHandle, HostError, InstanceId};
use smol_str::SmolStr;

use crate::frame::scene::{Made, Press, Scene};
use crate::parts::handlers::Waiting;

impl Scene {
    /// A number for a function that waits for something, noted as made by an instance.
    pub fn new_handler_id(&mut self, maker: InstanceId) -> u64 {
        self.next_handler += 1;
        let id = self.next_handler;
        if let Some(made) = self.recorded(maker) {
            made.handlers.push(id);
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
        let id = self.new_handler_id(function.instance());
        self.action_hooks.add(id, function, Press { action, consumes });
        Ok(())
    }

    /// Where to note what an instance makes, while its top level runs.
    pub fn recorded(&mut self, maker: InstanceId) -> Option<&mut Made> {
        self.recording.as_mut().map(|made| made.entry(maker).or_default())
    }

    /// Every list of functions that wait for something.
    fn handlers(&mut self) -> [&mut dyn Waiting; 6] {
        [
            &mut self.timers,
            &mut self.tick_hooks,
            &mut self.listeners,
            &mut self.systems,
            &mut self.action_hooks,
            &mut self.assets.listeners,
        ]
    }

    /// Takes back what a run of a script's top level made.
    pub fn unmake(&mut self, made: &Made) {
        for entity in &made.entities {
            self.destroy_entity(*entity);
        }
        self.audio.forget(&made.voices);
        for handlers in self.handlers() {
            handlers.remove(&made.handlers);
        }
    }

    /// Ends all that an instance asked to be called for.
    pub fn forget_instance(&mut self, instance: InstanceId) {
        for handlers in self.handlers() {
            handlers.forget_instance(instance);
        }
        self.assets.forget_user(instance);
        self.debugging.forget_instance(instance);
        self.random.forget(instance);
    }
}
