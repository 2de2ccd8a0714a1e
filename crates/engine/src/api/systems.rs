//! `systems`: functions that are called every so often.

use luminara_script::nearest::suggestion;
use luminara_script::{FunctionHandle, HostError, Table, Value};
use smol_str::SmolStr;

use crate::frame::scene::Scene;
use crate::parts::systems::System;

/// Functions that are called every frame, or so many times a second: by name, in an order of your choice.
///
/// ```lua
/// systems.register("gravity", function(dt)
///   for _, e in ipairs(world.query { "Velocity" }) do
///     e.velocity.y = e.velocity.y - 9.81 * dt
///   end
/// end)
/// systems.set_rate("gravity", 30)
/// ```
#[luminara_script::module("systems", host = Scene)]
pub mod systems_module {
    use super::*;

    /// Has a function called every frame, before the updates, with the seconds since it was last called. It replaces the system of that
    /// name. One that fails isn't called again until its script is mended.
    ///
    /// ```lua
    /// systems.register("clock", function(dt) print(dt) end)
    /// ```
    pub fn register(scene: &mut Scene, name: SmolStr, callback: FunctionHandle) -> Result<(), HostError> {
        let (id, now) = (scene.new_handler_id(callback.instance()), scene.time.total);
        scene.systems.register(id, name, callback, now)
    }

    /// Takes a system away. Nothing happens when there is none of that name.
    ///
    /// ```lua
    /// systems.register("clock", print)
    /// systems.unregister("clock")
    /// ```
    pub fn unregister(scene: &mut Scene, name: SmolStr) {
        scene.systems.retain(|system| system.waits_for.name != name);
    }

    /// Has a system called again.
    ///
    /// ```lua
    /// systems.register("clock", print)
    /// systems.disable("clock")
    /// systems.enable("clock")
    /// ```
    pub fn enable(scene: &mut Scene, name: SmolStr) -> Result<(), HostError> {
        super::find(scene, &name)?.enabled = true;
        Ok(())
    }

    /// Has a system left out until it is enabled again.
    ///
    /// ```lua
    /// systems.register("clock", print)
    /// systems.disable("clock")
    /// ```
    pub fn disable(scene: &mut Scene, name: SmolStr) -> Result<(), HostError> {
        super::find(scene, &name)?.enabled = false;
        Ok(())
    }

    /// Whether a system is called. False when there is none of that name.
    ///
    /// ```lua
    /// print(systems.is_enabled("clock"))
    /// ```
    pub fn is_enabled(scene: &mut Scene, name: SmolStr) -> bool {
        scene.systems.find(&name).is_some_and(|system| system.enabled)
    }

    /// Says when a system's turn is: higher ones come first, and all begin with 0.
    ///
    /// ```lua
    /// systems.register("late", print)
    /// systems.set_priority("late", -10)
    /// ```
    pub fn set_priority(scene: &mut Scene, name: SmolStr, priority: i64) -> Result<(), HostError> {
        super::find(scene, &name)?.priority = priority.clamp(-1_000_000, 1_000_000);
        scene.systems.sort();
        Ok(())
    }

    /// Has a system called so many times a second; 0 is every frame. It is never called twice in a frame.
    ///
    /// ```lua
    /// systems.register("think", print)
    /// systems.set_rate("think", 4)
    /// ```
    pub fn set_rate(scene: &mut Scene, name: SmolStr, hz: f64) -> Result<(), HostError> {
        if !(0.0..=10_000.0).contains(&hz) {
            return Err(HostError::new(format!("systems.set_rate expects 0 to 10000 a second, got {hz}")));
        }
        super::find(scene, &name)?.rate = hz;
        Ok(())
    }

    /// What a system did: a table of `name`, `enabled`, `priority`, `rate`, `calls` and, measured in real milliseconds and so different in
    /// every run, `last_ms`, `average_ms` and `peak_ms`.
    ///
    /// ```lua
    /// systems.register("idle", function() end)
    /// print(systems.stats("idle").calls)  --> 0
    /// ```
    pub fn stats(scene: &mut Scene, name: SmolStr) -> Result<Table, HostError> {
        super::find(scene, &name).map(|system| super::table_of(system))
    }

    /// The `stats` of all systems, in the order in which they are called.
    ///
    /// ```lua
    /// for _, s in ipairs(systems.all_stats()) do print(s.name, s.calls) end
    /// ```
    pub fn all_stats(scene: &mut Scene) -> Vec<Table> {
        scene.systems.systems().map(super::table_of).collect()
    }
}

fn find<'a>(scene: &'a mut Scene, name: &str) -> Result<&'a mut System, HostError> {
    let names: Vec<SmolStr> = scene.systems.systems().map(|system| system.name.clone()).collect();
    scene.systems.find(name).ok_or_else(|| {
        let hint = suggestion(name, names.iter().map(SmolStr::as_str));
        HostError::new(format!("there is no system '{name}'{hint}"))
    })
}

fn table_of(system: &System) -> Table {
    let average = if system.calls == 0 { 0.0 } else { system.total_ms / system.calls as f64 };
    let fields = [
        ("name", Value::Str(system.name.clone())),
        ("enabled", Value::Bool(system.enabled)),
        ("priority", Value::Int(system.priority)),
        ("rate", Value::Float(system.rate)),
        ("calls", Value::Int(system.calls as i64)),
        ("last_ms", Value::Float(system.last_ms)),
        ("average_ms", Value::Float(average)),
        ("peak_ms", Value::Float(system.peak_ms)),
    ];
    let fields = fields.into_iter().map(|(name, value)| (SmolStr::new_static(name), value)).collect();
    Table { fields, list: Vec::new() }
}
