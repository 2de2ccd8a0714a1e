//! `world`: entities as a whole.

use glam::{Quat, Vec3};
use luminara_script::{CallSite, EntityId, HostError, Table, Value};
use smol_str::SmolStr;

use crate::frame::scene::Scene;
use crate::frame::spawn::spawn_of;
use crate::world::components::Transform;
use crate::world::queries::Entities;

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
    /// components such as `Velocity = { linear = vec3(0, 1, 0) }`. `script` is a file that runs on it, or a list of files, `children`
    /// lists the tables of what hangs on it, `template` names a kind of thing that the other fields come on top of.
    ///
    /// ```lua
    /// local crate = world.spawn { shape = "cube", position = vec3(0, 0.5, 0) }
    /// world.define_template("ball", { shape = "sphere", scale = 0.5 })
    /// local ball = world.spawn { template = "ball", position = vec3(0, 2, 0) }
    /// ```
    pub fn spawn(
        scene: &mut Scene,
        site: &dyn CallSite,
        fields: Option<Table>,
    ) -> Result<EntityId, HostError> {
        spawn_of(scene, site.instance(), &fields.unwrap_or_default(), 0)
    }

    /// Destroys an entity at the end of the frame, after its `on_destroy`, with all that hangs on it. Nothing happens when it is
    /// gone already.
    ///
    /// ```lua
    /// local crate = world.spawn { shape = "cube" }
    /// world.destroy(crate)
    /// ```
    pub fn destroy(scene: &mut Scene, entity: EntityId) {
        scene.destroy(entity);
    }

    /// Destroys all entities of a list.
    ///
    /// ```lua
    /// world.destroy_all(world.find_by_tag("bullet"))
    /// ```
    pub fn destroy_all(scene: &mut Scene, entities: Vec<EntityId>) {
        for entity in entities {
            scene.destroy(entity);
        }
    }

    /// Whether an entity is there and was not destroyed.
    ///
    /// ```lua
    /// local target = world.find_by_name("target")
    /// if world.is_valid(target) then print(target.position) end
    /// ```
    pub fn is_valid(scene: &mut Scene, entity: Option<EntityId>) -> bool {
        entity.is_some_and(|entity| scene.is_valid(entity))
    }

    /// The number of entities that are alive.
    ///
    /// ```lua
    /// print(world.count())
    /// ```
    pub fn count(scene: &mut Scene) -> u32 {
        scene.entity_count()
    }

    /// Makes a kind of thing known, for `spawn_template` and the `template` of `spawn`: a table as `world.spawn` takes it. game.toml
    /// may have some too, as in `[templates.lamp]`; a script's of the same name goes before.
    ///
    /// ```lua
    /// world.define_template("lamp", { shape = "sphere", scale = 0.3, color = "#ffcf5a",
    ///   Light = { intensity = 2 }, children = { { shape = "cylinder", position = vec3(0, -2, 0) } } })
    /// world.define_template("planet", { shape = "sphere", script = "orbit.lua" })
    /// ```
    pub fn define_template(scene: &mut Scene, name: SmolStr, fields: Table) -> Result<(), HostError> {
        scene.templates.define(name, fields)
    }

    /// Makes `n` entities of a template, and gives them as a list. `fields` come on top of the template's.
    ///
    /// ```lua
    /// world.define_template("crate", { shape = "cube", RigidBody = {} })
    /// for i, crate in ipairs(world.spawn_template("crate", 5)) do
    ///   crate.position = vec3(0, i * 1.1, 0)
    /// end
    /// ```
    pub fn spawn_template(
        scene: &mut Scene,
        site: &dyn CallSite,
        name: SmolStr,
        #[default(1)] n: i64,
        fields: Option<Table>,
    ) -> Result<Vec<EntityId>, HostError> {
        let mut template = scene.templates.get(&name)?.clone();
        template.fields.extend(fields.unwrap_or_default().fields);
        (0..n.max(0)).map(|_| spawn_of(scene, site.instance(), &template, 0)).collect()
    }

    /// The entities that have all of the named components and, with `without = { … }`, none of those. Asking again costs next to
    /// nothing as long as no entity came, went or changed its components.
    ///
    /// ```lua
    /// local moving = world.query { "Transform", "Velocity", without = { "Frozen" } }
    /// ```
    pub fn query(scene: &mut Scene, components: Table) -> Result<Entities, HostError> {
        let (with, without) = super::question("world.query", &components)?;
        scene.query(&with, &without).map(Entities)
    }

    /// The entities with a tag.
    ///
    /// ```lua
    /// for _, coin in ipairs(world.find_by_tag("coin")) do coin:destroy() end
    /// ```
    pub fn find_by_tag(scene: &mut Scene, tag: SmolStr) -> Vec<EntityId> {
        scene.find_by_tag(&tag)
    }

    /// The first entity with a name, or nil.
    ///
    /// ```lua
    /// local door = world.find_by_name("door")
    /// ```
    pub fn find_by_name(scene: &mut Scene, name: SmolStr) -> Option<EntityId> {
        scene.find_by_name(&name)
    }

    /// The entities whose place is within `radius` metres of `center`, found without looking at all of them.
    ///
    /// ```lua
    /// for _, e in ipairs(world.find_in_radius(vec3(0, 0, 0), 5)) do print(e) end
    /// ```
    pub fn find_in_radius(scene: &mut Scene, center: Vec3, radius: f32) -> Result<Vec<EntityId>, HostError> {
        if radius.is_nan() || radius < 0.0 || !center.is_finite() {
            return Err(HostError::new(format!(
                "world.find_in_radius expects a place and a radius from 0 on, got {} and {radius}",
                Value::Vec3(center)
            )));
        }
        Ok(scene.find_in_radius(center, radius))
    }

    /// The positions of many entities, in the order of the list. One call, however many.
    ///
    /// ```lua
    /// local all = world.query { "Mesh" }
    /// for i, p in ipairs(world.get_positions(all)) do print(all[i], p) end
    /// ```
    pub fn get_positions(scene: &mut Scene, entities: Vec<EntityId>) -> Result<Vec<Vec3>, HostError> {
        read_each(scene, &entities, |transform| transform.position)
    }

    /// Moves many entities: the first to the first position, and so on. One call, however many.
    ///
    /// ```lua
    /// local all = world.query { "Mesh" }
    /// local places = {}
    /// for i = 1, #all do places[i] = vec3(i, 0, 0) end
    /// world.set_positions(all, places)
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
    /// local turns = world.get_rotations(world.query { "Mesh" })
    /// ```
    pub fn get_rotations(scene: &mut Scene, entities: Vec<EntityId>) -> Result<Vec<Quat>, HostError> {
        read_each(scene, &entities, |transform| transform.rotation)
    }

    /// Turns many entities: the first to the first rotation, and so on.
    ///
    /// ```lua
    /// local all = world.query { "Mesh" }
    /// local turns = {}
    /// for i = 1, #all do turns[i] = quat.from_euler(0, i, 0) end
    /// world.set_rotations(all, turns)
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

/// The components that a query asks for, and those that it doesn't want.
pub fn question(function: &str, components: &Table) -> Result<(Vec<SmolStr>, Vec<SmolStr>), HostError> {
    let with = names(function, &components.list)?;
    let mut without = Vec::new();
    for (key, value) in &components.fields {
        match (key.as_str(), value) {
            ("without", Value::Array(list)) => without = names(function, list)?,
            ("without", Value::Str(name)) => without = vec![name.clone()],
            ("without", other) => {
                return Err(HostError::new(format!(
                    "{function}'s 'without' expects a list of component names, got {}",
                    other.describe()
                )));
            }
            (other, _) => {
                return Err(HostError::new(format!(
                    "{function} takes names of components and 'without', not '{other}'"
                )));
            }
        }
    }
    Ok((with, without))
}

fn names(function: &str, values: &[Value]) -> Result<Vec<SmolStr>, HostError> {
    values
        .iter()
        .map(|value| match value {
            Value::Str(name) => Ok(name.clone()),
            other => Err(HostError::new(format!(
                "{function} expects names of components, got {}",
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
            scene.moved.push(entity);
        }
    }
    Ok(())
}
