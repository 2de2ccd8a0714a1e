//! What a language asks of the engine beside the registry.

use std::any::Any;

use luminara_script::{FetchedPart, InstanceId, LogLevel, Position, Services};

use crate::frame::scene::Scene;

/// The services of a scene; `now` gives real milliseconds, `part` asks what was fetched.
pub fn services(now: fn() -> f64, part: FetchedPart) -> Services {
    fn scene(state: &mut dyn Any) -> Option<&mut Scene> {
        state.downcast_mut::<Scene>()
    }
    fn print(state: &mut dyn Any, level: LogLevel, text: &str, position: Option<Position>, _: InstanceId) {
        if let Some(scene) = scene(state) {
            scene.say(level, text, position);
        }
    }
    Services {
        print,
        read_file: |state, name| scene(state)?.read_file(name),
        time: |state| scene(state).map_or(0.0, |scene| scene.time.total),
        seed: |state, instance| scene(state).map_or(0, |scene| scene.random.seed_for(instance)),
        now,
        part,
        read_column: |state, component, field, entities, each| match scene(state) {
            Some(scene) => scene.read_column(component, field, entities, each),
            None => Ok(()),
        },
        write_column: |state, component, field, entities, next| match scene(state) {
            Some(scene) => scene.write_column(component, field, entities, next),
            None => Ok(()),
        },
    }
}
