//! `events` and `hooks`: what scripts tell each other, and what a game script wants to be called for.

use luminara_script::{EntityId, FunctionHandle, HostError, Value};
use smol_str::SmolStr;

use crate::frame::scene::{Event, Scene};
use crate::parts::handlers::Waiting;

/// Messages between scripts. They arrive in the next frame, in every script's `on_event(type, data)`.
///
/// ```lua
/// events.send("player_died", { cause = "fall" })
///
/// function on_event(type, data)
///   if type == "player_died" then print("Player died: " .. data.cause) end
/// end
/// ```
#[luminara_script::module("events", host = Scene)]
pub mod events_module {
    use super::*;

    /// Tells all scripts.
    ///
    /// ```lua
    /// events.send("coin_taken", { value = 5 })
    /// ```
    pub fn send(scene: &mut Scene, r#type: SmolStr, data: Option<Value>) -> Result<(), HostError> {
        super::push(scene, None, r#type, data)
    }

    /// Tells the scripts of one entity.
    ///
    /// ```lua
    /// local door = world.spawn { shape = "cube" }
    /// events.send_to(door, "open", { speed = 2 })
    /// ```
    pub fn send_to(
        scene: &mut Scene,
        entity: EntityId,
        r#type: SmolStr,
        data: Option<Value>,
    ) -> Result<(), HostError> {
        scene.entity(entity)?;
        super::push(scene, Some(entity), r#type, data)
    }

    /// Calls a function with the data of every event of a type that is sent to all. Gives a number for `events.off`.
    ///
    /// ```lua
    /// events.on("coin_taken", function(data) print("worth", data.value) end)
    /// ```
    pub fn on(scene: &mut Scene, r#type: SmolStr, callback: FunctionHandle) -> Result<i64, HostError> {
        if scene.listeners.len() >= MAX_EVENTS {
            return Err(HostError::limit(format!("{MAX_EVENTS} functions listen for events already")));
        }
        let id = scene.new_handler_id(callback.instance());
        scene.listeners.add(id, callback, r#type);
        Ok(id as i64)
    }

    /// Ends what `events.on` began.
    ///
    /// ```lua
    /// local listener = events.on("tick", print)
    /// events.off(listener)
    /// ```
    pub fn off(scene: &mut Scene, listener: i64) {
        scene.listeners.remove(&[listener as u64]);
    }
}

/// Events that may wait for one frame.
const MAX_EVENTS: usize = 10_000;

fn push(
    scene: &mut Scene,
    to: Option<EntityId>,
    name: SmolStr,
    data: Option<Value>,
) -> Result<(), HostError> {
    if scene.events.len() >= MAX_EVENTS {
        return Err(HostError::limit(format!("more than {MAX_EVENTS} events were sent in one frame")));
    }
    scene.events.push(Event { to, name, data: data.unwrap_or_default() });
    Ok(())
}

/// For scripts that run by themselves, without an entity.
///
/// ```lua
/// hooks.on_tick(function(frame, dt) print(frame) end)
/// ```
#[luminara_script::module("hooks", host = Scene)]
pub mod hooks_module {
    use super::*;

    /// Calls a function every frame, before the updates, with the frame's number and its seconds.
    ///
    /// ```lua
    /// hooks.on_tick(function(frame, dt) if frame == 1 then print("first") end end)
    /// ```
    pub fn on_tick(scene: &mut Scene, callback: FunctionHandle) -> Result<(), HostError> {
        if scene.tick_hooks.len() >= MAX_EVENTS {
            return Err(HostError::limit(format!("there are {MAX_EVENTS} tick hooks already")));
        }
        let id = scene.new_handler_id(callback.instance());
        scene.tick_hooks.add(id, callback, ());
        Ok(())
    }

    /// Calls a function when an action is pressed, with the action's name and value, before the functions of
    /// `input.on_action`. When it gives true, it has consumed the press: nobody else sees it.
    ///
    /// ```lua
    /// input.bind("pause", "Escape")
    /// hooks.on_action("pause", function(action, value) return true end)
    /// ```
    pub fn on_action(scene: &mut Scene, action: SmolStr, callback: FunctionHandle) -> Result<(), HostError> {
        scene.add_action_hook(action, callback, true)
    }
}
