//! `ecs`: entities and components by number, for languages that hold no objects.

use luminara_script::{CallSite, EntityId, FromValue, HostError, Rest, Table, Value};
use smol_str::SmolStr;

use super::world::question;
use crate::frame::scene::Scene;
use crate::frame::spawn::spawn_of;

/// Entities and components by number: the same world as `world` and the methods of an entity, for those who keep ids. A number is what
/// `entity:id()` gives.
///
/// ```lua
/// local id = ecs.spawn { shape = "cube" }
/// ecs.set(id, "Velocity", { linear = vec3(0, 1, 0) })
/// ```
#[luminara_script::module("ecs", host = Scene)]
pub mod ecs_module {
    use super::*;

    /// Makes an entity, as `world.spawn` does. Gives its number.
    ///
    /// ```lua
    /// local id = ecs.spawn { shape = "sphere" }
    /// ```
    pub fn spawn(scene: &mut Scene, site: &dyn CallSite, fields: Option<Table>) -> Result<i64, HostError> {
        Ok(spawn_of(scene, site.instance(), &fields.unwrap_or_default(), 0)?.0 as i64)
    }

    /// Destroys an entity at the end of the frame. Nothing happens when it is gone already.
    ///
    /// ```lua
    /// ecs.despawn(ecs.spawn())
    /// ```
    pub fn despawn(scene: &mut Scene, id: i64) {
        scene.destroy(EntityId(id as u64));
    }

    /// The entity of a number.
    ///
    /// ```lua
    /// local e = ecs.entity(ecs.spawn())
    /// print(e.position)
    /// ```
    pub fn entity(scene: &mut Scene, id: i64) -> Result<EntityId, HostError> {
        scene.entity(EntityId(id as u64))?;
        Ok(EntityId(id as u64))
    }

    /// A copy of a component, or nil.
    ///
    /// ```lua
    /// print(ecs.get(ecs.spawn(), "Transform").position)
    /// ```
    pub fn get(scene: &mut Scene, id: i64, component: SmolStr) -> Result<Option<Value>, HostError> {
        scene.get_component(EntityId(id as u64), &component)
    }

    /// Sets the fields given of a component, and adds it where the entity has none.
    ///
    /// ```lua
    /// ecs.set(ecs.spawn(), "Health", { current = 80 })
    /// ```
    pub fn set(
        scene: &mut Scene,
        id: i64,
        component: SmolStr,
        fields: Option<Value>,
    ) -> Result<(), HostError> {
        scene.set_component(EntityId(id as u64), &component, fields.unwrap_or_default())
    }

    /// Whether an entity has a component.
    ///
    /// ```lua
    /// print(ecs.has(ecs.spawn(), "Mesh"))  --> false
    /// ```
    pub fn has(scene: &mut Scene, id: i64, component: SmolStr) -> Result<bool, HostError> {
        scene.has_component(EntityId(id as u64), &component)
    }

    /// Takes a component away. Nothing happens when there is none.
    ///
    /// ```lua
    /// ecs.remove(ecs.spawn { shape = "cube" }, "Mesh")
    /// ```
    pub fn remove(scene: &mut Scene, id: i64, component: SmolStr) -> Result<(), HostError> {
        scene.remove_component(EntityId(id as u64), &component)
    }

    /// The numbers of the entities that have all of the named components: names, or a list of them that may have
    /// `without = { … }` and then gives those that have none of these.
    ///
    /// ```lua
    /// for _, id in ipairs(ecs.query("Mesh", "Transform")) do print(id) end
    /// for _, id in ipairs(ecs.query { "Mesh", without = "Velocity" }) do print(id) end
    /// ```
    pub fn query(scene: &mut Scene, components: Rest) -> Result<Vec<i64>, HostError> {
        let components = match components.0.as_slice() {
            [list @ (Value::Table(_) | Value::Array(_))] => Table::expect(list, || "ecs.query".into())?,
            names => Table { list: names.to_vec(), ..Table::default() },
        };
        let (with, without) = question("ecs.query", &components)?;
        let found = scene.query(&with, &without)?;
        let number = |value: &Value| match value {
            Value::Entity(id) => Some(id.0 as i64),
            _ => None,
        };
        Ok(found.iter().filter_map(number).collect())
    }
}
