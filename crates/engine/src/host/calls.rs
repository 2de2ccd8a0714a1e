//! Calling what scripts want to be called for, one after the other; what fails keeps the others from nothing.

use std::collections::BTreeMap;

use luminara_script::{End, EntityId, FunctionHandle, Hook, InstanceId, ScriptError, Value};

use crate::frame::scene::Scene;
use crate::host::scripts::{MOST_POSTPONED, Postponed, ScriptState, Scripts};
use crate::parts::input::Edge;
use crate::parts::physics::Contact;
use crate::world::entity::id_of;

impl Scripts {
    /// Calls a hook of every running script with its entity and the frame's seconds.
    pub fn call_all(&mut self, hook: Hook, dt: f64) {
        let mut failed: Vec<(InstanceId, ScriptError)> = Vec::new();
        let mut paused: Vec<InstanceId> = Vec::new();
        for (id, running) in &mut self.running {
            if running.state != ScriptState::Running {
                continue;
            }
            let entity = match running.entity {
                Some(entity) if self.scene.borrow().is_valid(entity) => Value::Entity(entity),
                Some(_) => continue,
                None => Value::Nil,
            };
            let script = self.files.get_mut(running.file).and_then(|file| file.script.as_mut());
            let Some(script) = script else { continue };
            match script.call(*id, hook, &[entity, Value::Float(dt)]).end {
                End::Done(_) => {}
                End::Paused => paused.push(*id),
                End::Failed(error) => failed.push((*id, error)),
            }
        }
        for id in paused {
            self.pause(id);
        }
        for (id, error) in failed {
            self.fail(id, error);
        }
    }

    /// Calls `on_event` for what was sent in the last frame.
    pub fn deliver_events(&mut self) {
        let events = std::mem::take(&mut self.scene.borrow_mut().events);
        for event in events {
            let listeners: Vec<InstanceId> = self
                .running
                .iter()
                .filter(|(_, running)| matches!(running.state, ScriptState::Running | ScriptState::Paused))
                .filter(|(_, running)| event.to.is_none() || event.to == running.entity)
                .map(|(id, _)| *id)
                .collect();
            let args = [Value::Str(event.name.clone()), event.data.clone()];
            for id in listeners {
                self.call(id, Hook::Event, &args);
            }
            if event.to.is_some() {
                continue;
            }
            let functions = self.scene.borrow().listeners.waiting_for(|name| *name == event.name);
            for function in functions {
                self.call_function(&function, &[event.data.clone(), Value::Str(event.name.clone())]);
            }
        }
    }

    /// Calls the timers that are due.
    pub fn call_timers(&mut self) {
        let due = {
            let mut scene = self.scene.borrow_mut();
            let now = scene.time.total;
            scene.timers.due(now)
        };
        for function in due {
            self.call_function(&function, &[]);
        }
    }

    /// Calls what waits for actions that were pressed or let go.
    pub fn call_actions(&mut self) {
        let edges = self.scene.borrow_mut().input.actions.take_edges();
        for Edge { action, pressed, value } in edges {
            let waiting = |scene: &Scene, consumes: bool| {
                scene.action_hooks.waiting_for(|press| press.action == action && press.consumes == consumes)
            };
            let value = Value::Float(f64::from(value));
            let first = waiting(&self.scene.borrow(), true);
            let is_consumed = pressed
                && first.iter().any(|function| {
                    self.call_function(function, &[Value::Str(action.clone()), value.clone()])
                        == Value::Bool(true)
                });
            if is_consumed {
                self.scene.borrow_mut().input.actions.consume(&action);
                continue;
            }
            let others = waiting(&self.scene.borrow(), false);
            for function in others {
                self.call_function(&function, &[Value::Bool(pressed), value.clone()]);
            }
        }
    }

    /// Calls what game scripts hooked to every frame.
    pub fn call_tick_hooks(&mut self, dt: f64) {
        let (hooks, frame) = {
            let scene = self.scene.borrow();
            (scene.tick_hooks.waiting_for(|()| true), scene.time.frame)
        };
        for function in hooks {
            self.call_function(&function, &[Value::Int(i64::from(frame)), Value::Float(dt)]);
        }
    }

    /// Calls the systems that are due, by priority.
    pub fn call_systems(&mut self, now: fn() -> f64) {
        let due = {
            let mut scene = self.scene.borrow_mut();
            let (total, delta) = (scene.time.total, scene.time.delta);
            scene.systems.due(total, delta)
        };
        for (id, function, dt) in due {
            let began = now();
            self.call_function(&function, &[Value::Float(dt)]);
            self.scene.borrow_mut().systems.ran(id, now() - began);
        }
    }

    /// Tells the scripts of both entities what touched.
    pub fn deliver_contacts(&mut self, contacts: &[Contact]) {
        if contacts.is_empty() {
            return;
        }
        let mut scripts_of: BTreeMap<EntityId, Vec<InstanceId>> = BTreeMap::new();
        for (id, running) in &self.running {
            if let Some(entity) = running.entity {
                scripts_of.entry(entity).or_default().push(*id);
            }
        }
        for contact in contacts {
            let (a, b) = (id_of(contact.a), id_of(contact.b));
            for (is_second, to) in [(false, a), (true, b)] {
                let Some(instances) = scripts_of.get(&to) else { continue };
                let (hook, args) = self.scene.borrow().contact_call(contact, is_second);
                for id in instances {
                    if self.running.get(id).is_some_and(|running| running.state == ScriptState::Running) {
                        self.call(*id, hook, &args);
                    }
                }
            }
        }
    }

    /// Calls a function that a script gave to the host, and gives what it gave; nil where it failed.
    pub fn call_function(&mut self, function: &FunctionHandle, args: &[Value]) -> Value {
        let id = function.instance();
        let is_running =
            self.running.get(&id).is_some_and(|running| !matches!(running.state, ScriptState::Error(_)));
        if !is_running {
            return Value::Nil;
        }
        if self.is_paused(id) {
            self.postpone(id, Postponed::Function(function.clone(), args.to_vec()));
            return Value::Nil;
        }
        let Some(language) = self.languages.by_id(function.language()) else { return Value::Nil };
        let end = language.call_function(function, args).end;
        self.settle(id, end).unwrap_or_default()
    }

    /// Takes what came of a script's call: gives its value, nil where it goes on; `None` where it failed.
    fn settle(&mut self, id: InstanceId, end: End) -> Option<Value> {
        match end {
            End::Done(value) => Some(value),
            End::Paused => {
                self.pause(id);
                Some(Value::Nil)
            }
            End::Failed(error) => {
                self.fail(id, error);
                None
            }
        }
    }

    /// Whether a script is paused: by a call of its own, or for another entity where they share an instance.
    fn is_paused(&mut self, id: InstanceId) -> bool {
        let Some(running) = self.running.get_mut(&id) else { return false };
        // One that came while the instance it shares was paused waits like the others.
        let is_taken = self.files.get(running.file).is_some_and(|file| file.is_instance_paused);
        if running.state == ScriptState::Running && is_taken {
            running.state = ScriptState::Paused;
        }
        running.state == ScriptState::Paused
    }

    /// Puts a script in the paused state, and those that share its instance.
    fn pause(&mut self, id: InstanceId) {
        let Some(file) = self.running.get(&id).map(|running| running.file) else { return };
        let Some(script_file) = self.files.get_mut(file) else { return };
        let shares = self.languages.is_shared(&script_file.name);
        script_file.is_instance_paused = shares;
        for (other, running) in &mut self.running {
            let is_concerned = *other == id || (shares && running.file == file);
            if is_concerned && running.state == ScriptState::Running {
                running.state = ScriptState::Paused;
            }
        }
    }

    /// Has a call wait for a paused one.
    fn postpone(&mut self, id: InstanceId, call: Postponed) {
        if let Some(running) = self.running.get_mut(&id)
            && running.postponed.len() < MOST_POSTPONED
        {
            running.postponed.push_back(call);
        }
    }

    /// Goes on with what was paused in the last frame, and then with what waited for it.
    pub fn resume_paused(&mut self) {
        let paused: Vec<InstanceId> = self
            .running
            .iter()
            .filter(|(_, running)| running.state == ScriptState::Paused)
            .map(|(id, _)| *id)
            .collect();
        for running in self.running.values_mut().filter(|running| running.state == ScriptState::Paused) {
            running.state = ScriptState::Running;
        }
        for file in &mut self.files {
            file.is_instance_paused = false;
        }
        for id in paused {
            let Some(running) = self.running.get_mut(&id) else { continue };
            let script = self.files.get_mut(running.file).and_then(|file| file.script.as_mut());
            let Some(script) = script else { continue };
            running.state = ScriptState::Running;
            let end = script.resume(id).end;
            self.settle(id, end);
            self.call_postponed(id);
        }
    }

    /// Calls what waited for a script's paused call, until that pauses again or fails.
    fn call_postponed(&mut self, id: InstanceId) {
        loop {
            self.is_paused(id);
            let Some(running) = self.running.get_mut(&id) else { return };
            match running.state {
                ScriptState::Running => {}
                ScriptState::Error(_) => return running.postponed.clear(),
                _ => return,
            }
            match running.postponed.pop_front() {
                Some(Postponed::Hook(hook, args)) => drop(self.call(id, hook, &args)),
                Some(Postponed::Function(function, args)) => drop(self.call_function(&function, &args)),
                None => return,
            }
        }
    }

    /// Calls a hook of one script. Gives whether it went well; a script without the hook goes well.
    pub(super) fn call(&mut self, id: InstanceId, hook: Hook, args: &[Value]) -> bool {
        if self.is_paused(id) {
            self.postpone(id, Postponed::Hook(hook, args.to_vec()));
            return true;
        }
        let Some(running) = self.running.get(&id) else { return false };
        let script = self.files.get_mut(running.file).and_then(|file| file.script.as_mut());
        let Some(script) = script else { return false };
        let end = script.call(id, hook, args).end;
        self.settle(id, end).is_some()
    }
}
