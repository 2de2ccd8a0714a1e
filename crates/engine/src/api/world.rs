//! `world`: entities as a whole.

use glam::{Quat, Vec3};
use luminara_script::{CallSite, EntityId, HostError, Table, Value};
use smol_str::SmolStr;

use super::entity::set_short_form;
use crate::components::Transform;
use crate::scene::{Scene, entity_of};

/// Makes, finds and destroys entities.
///
/// ```lua
/// local lamp = world.spawn { shape = "sphere", position = vec3(0, 2, 0), color = color.hex("#ffb454") }
/// for _, e in ipairs(world.query { "Transform", "Velocity" }) do
///   print(e, e.position)
/// end
/// ```
#[luminara_script::module("world", host = Scene)]
pub mod world_module {
    use super::*;

    /// Makes an entity. It has a Transform; `fields` may name more: short forms such as `position`, `color`, `shape` and `name`, or
    /// components such as `Velocity = { linear = vec3(0, 1, 0) }`.
    ///
    /// ```lua
    /// local crate = world.spawn { shape = "cube", position = vec3(0, 0.5, 0) }
    /// ```
    pub fn spawn(
        scene: &mut Scene,
        site: &dyn CallSite,
        fields: Option<Table>,
    ) -> Result<EntityId, HostError> {
        let id = scene.spawn(site.instance())?;
        let Some(fields) = fields else { return Ok(id) };
        for (name, value) in &fields.fields {
            if let Err(error) = set_short_form(scene, id, name, value) {
                // Half an entity helps nobody.
                if let Some(entity) = entity_of(id) {
                    scene.despawn(entity);
                }
                return Err(HostError { message: format!("world.spawn: {}", error.message), ..error });
            }
        }
        Ok(id)
    }

    /// Destroys an entity at the end of the frame, after its `on_destroy`. Nothing happens when it is gone already.
    ///
    /// ```lua
    /// world.destroy(entity)
    /// print(world.is_valid(entity))  --> false
    /// ```
    pub fn destroy(scene: &mut Scene, entity: EntityId) {
        scene.destroy(entity);
    }

    /// Destroys all entities of a list.
    ///
    /// ```lua
    /// world.destroy_all(world.find_by_tag("enemy"))
    /// ```
    pub fn destroy_all(scene: &mut Scene, entities: Vec<EntityId>) {
        for entity in entities {
            scene.destroy(entity);
        }
    }

    /// Whether an entity is there and was not destroyed.
    ///
    /// ```lua
    /// print(world.is_valid(entity), world.is_valid(nil))  --> true false
    /// ```
    pub fn is_valid(scene: &mut Scene, entity: Option<EntityId>) -> bool {
        entity.is_some_and(|entity| scene.is_valid(entity))
    }

    /// The number of entities that are alive.
    ///
    /// ```lua
    /// local before = world.count()
    /// world.spawn()
    /// print(world.count() - before)  --> 1
    /// ```
    pub fn count(scene: &mut Scene) -> u32 {
        scene.entity_count()
    }

    /// The entities that have all of the named components and, with `without = { … }`, none of those.
    ///
    /// ```lua
    /// local moving = world.query { "Transform", "Velocity", without = { "Frozen" } }
    /// ```
    pub fn query(scene: &mut Scene, components: Table) -> Result<Vec<EntityId>, HostError> {
        let with = names(&components.list)?;
        let mut without = Vec::new();
        for (key, value) in &components.fields {
            match (key.as_str(), value) {
                ("without", Value::Array(list)) => without = names(list)?,
                ("without", Value::Str(name)) => without = vec![name.clone()],
                ("without", other) => {
                    return Err(HostError::new(format!(
                        "world.query's 'without' expects a list of component names, got {}",
                        other.describe()
                    )));
                }
                (other, _) => {
                    return Err(HostError::new(format!(
                        "world.query takes names of components and 'without', not '{other}'"
                    )));
                }
            }
        }
        scene.query(&with, &without)
    }

    /// The entities with a tag.
    ///
    /// ```lua
    /// for _, enemy in ipairs(world.find_by_tag("enemy")) do
    ///   enemy.color = color.red
    /// end
    /// ```
    pub fn find_by_tag(scene: &mut Scene, tag: SmolStr) -> Vec<EntityId> {
        scene.find_by_tag(&tag)
    }

    /// The first entity with a name, or nil.
    ///
    /// ```lua
    /// local player = world.find_by_name("player")
    /// if player then player.position = vec3(0, 1, 0) end
    /// ```
    pub fn find_by_name(scene: &mut Scene, name: SmolStr) -> Option<EntityId> {
        scene.find_by_name(&name).first().copied()
    }

    /// The entities whose position is within `radius` metres of `center`.
    ///
    /// ```lua
    /// local near = world.find_in_radius(entity.position, 5)
    /// print(#near > 0)  --> true
    /// ```
    pub fn find_in_radius(scene: &mut Scene, center: Vec3, radius: f32) -> Vec<EntityId> {
        let squared = radius.max(0.0) * radius.max(0.0);
        scene.find(|at: &Transform| at.position.distance_squared(center) <= squared)
    }

    /// The positions of many entities, in the order of the list. One call, however many.
    ///
    /// ```lua
    /// local enemies = world.find_by_tag("enemy")
    /// local places = world.get_positions(enemies)
    /// print(#places == #enemies)  --> true
    /// ```
    pub fn get_positions(scene: &mut Scene, entities: Vec<EntityId>) -> Result<Vec<Vec3>, HostError> {
        read_each(scene, &entities, |transform| transform.position)
    }

    /// Moves many entities: the first to the first position, and so on. One call, however many.
    ///
    /// ```lua
    /// local pair = { world.spawn(), world.spawn() }
    /// world.set_positions(pair, { vec3(-1, 0, 0), vec3(1, 0, 0) })
    /// print(pair[2].position)  --> vec3(1, 0, 0)
    /// ```
    pub fn set_positions(
        scene: &mut Scene,
        entities: Vec<EntityId>,
        positions: Vec<Vec3>,
    ) -> Result<(), HostError> {
        write_each(
            scene,
            &entities,
            &positions,
            "position",
            |to| to.is_finite(),
            |transform, to| {
                transform.position = to;
            },
        )
    }

    /// The rotations of many entities, in the order of the list.
    ///
    /// ```lua
    /// local turns = world.get_rotations({ entity })
    /// print(turns[1] == entity.rotation)  --> true
    /// ```
    pub fn get_rotations(scene: &mut Scene, entities: Vec<EntityId>) -> Result<Vec<Quat>, HostError> {
        read_each(scene, &entities, |transform| transform.rotation)
    }

    /// Turns many entities: the first to the first rotation, and so on.
    ///
    /// ```lua
    /// world.set_rotations({ entity }, { quat.from_euler(0, math.pi, 0) })
    /// ```
    pub fn set_rotations(
        scene: &mut Scene,
        entities: Vec<EntityId>,
        rotations: Vec<Quat>,
    ) -> Result<(), HostError> {
        write_each(
            scene,
            &entities,
            &rotations,
            "rotation",
            |to| to.is_finite(),
            |transform, to| {
                transform.rotation = to;
            },
        )
    }
}

fn names(values: &[Value]) -> Result<Vec<SmolStr>, HostError> {
    values
        .iter()
        .map(|value| match value {
            Value::Str(name) => Ok(name.clone()),
            other => Err(HostError::new(format!(
                "world.query expects names of components, got {}",
                other.describe()
            ))),
        })
        .collect()
}

fn read_each<T>(
    scene: &mut Scene,
    entities: &[EntityId],
    read: impl Fn(&Transform) -> T,
) -> Result<Vec<T>, HostError> {
    entities
        .iter()
        .map(|id| {
            let entity = scene.entity(*id)?;
            let transform = scene.world.get::<Transform>(entity);
            transform.map(&read).ok_or_else(|| HostError::new(format!("{id} has no Transform")))
        })
        .collect()
}

fn write_each<T: Copy + std::fmt::Debug>(
    scene: &mut Scene,
    entities: &[EntityId],
    values: &[T],
    what: &str,
    is_finite: impl Fn(T) -> bool,
    write: impl Fn(&mut Transform, T),
) -> Result<(), HostError> {
    if entities.len() != values.len() {
        return Err(HostError::new(format!(
            "{} entities need as many {what}s, got {}",
            entities.len(),
            values.len()
        )));
    }
    if let Some(bad) = values.iter().position(|value| !is_finite(*value)) {
        return Err(HostError::new(format!(
            "{what} {} of the list is not finite: {:?}",
            bad + 1,
            values.get(bad)
        )));
    }
    for (id, value) in entities.iter().zip(values) {
        let entity = scene.entity(*id)?;
        if let Some(mut transform) = scene.world.get_mut::<Transform>(entity) {
            write(&mut transform, *value);
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scene::id_of;

    #[test]
    fn ids_round_trip() {
        let mut scene = Scene::new(1, Default::default(), Vec::new());
        let first = scene.spawn(luminara_script::InstanceId(1)).unwrap();
        assert_eq!(entity_of(first).map(id_of), Some(first));
        assert!(scene.is_valid(first));
        scene.destroy(first);
        assert!(!scene.is_valid(first));
        scene.despawn(entity_of(first).unwrap());
        let second = scene.spawn(luminara_script::InstanceId(1)).unwrap();
        assert_ne!(first, second);
        assert!(!scene.is_valid(first) && scene.is_valid(second));
    }
}
