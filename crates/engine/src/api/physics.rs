//! `physics`: forces, and what is where.

use bevy_ecs::entity::Entity;
use glam::{Quat, Vec3};
use luminara_script::{Either, EntityId, HostError, Options, ScriptStruct, Table, Value};
use smol_str::SmolStr;

use crate::frame::scene::Scene;
use crate::parts::physics::{Filter, Hit, Shown, parse_shape};
use crate::world::entity::{entity_of, id_of};

/// Forces, and what is where. Entities take part by their RigidBody, Collider, Trigger and Joint.
///
/// ```lua
/// local ball = world.spawn { shape = "sphere", position = vec3(0, 5, 0), RigidBody = {}, Collider = { bounce = 0.8 } }
/// physics.apply_impulse(ball, vec3(2, 0, 0))
/// local hit = physics.raycast(vec3(0, 10, 0), vec3(0, -1, 0), 100)
/// if hit then print(hit.entity, hit.distance) end
/// ```
#[luminara_script::module("physics", host = Scene)]
pub mod physics_module {
    use super::*;

    /// How everything is pulled, metres a second each second. `vec3(0, -9.81, 0)` at first.
    ///
    /// ```lua
    /// print(physics.gravity())
    /// ```
    pub fn gravity(scene: &mut Scene) -> Vec3 {
        scene.physics.gravity()
    }

    /// Sets how everything is pulled, and wakes all bodies up. No longer than 1,000.
    ///
    /// ```lua
    /// physics.set_gravity(vec3(0, -1.62, 0))  -- the moon's
    /// ```
    pub fn set_gravity(scene: &mut Scene, gravity: Vec3) -> Result<(), HostError> {
        if !(gravity.is_finite() && gravity.length() <= 1000.0) {
            return Err(HostError::new(format!(
                "physics.set_gravity expects a vec3 no longer than 1000, got {}",
                Value::Vec3(gravity)
            )));
        }
        scene.physics.set_gravity(gravity);
        Ok(())
    }

    /// Draws what physics sees, over everything: colliders (green what moves, darker at rest, grey what doesn't, blue what scripts
    /// move, violet triggers), contacts in red and joints in yellow.
    ///
    /// ```lua
    /// physics.debug_draw()
    /// physics.debug_draw(true, { contacts = false })
    /// ```
    pub fn debug_draw(scene: &mut Scene, #[default(true)] on: bool, options: Options<DebugDrawOptions>) {
        let DebugDrawOptions { colliders, contacts, joints } = options.0;
        scene.physics.shown =
            Shown { colliders: on && colliders, contacts: on && contacts, joints: on && joints };
    }

    /// Pushes a body during this frame, newtons; call it every frame for a lasting push. With `point`, a place of the world, it
    /// turns the body as well. A force on what isn't dynamic does nothing.
    ///
    /// ```lua
    /// local rocket = world.spawn { shape = "capsule", RigidBody = {} }
    /// hooks.on_tick(function() physics.apply_force(rocket, vec3(0, 12, 0)) end)
    /// ```
    pub fn apply_force(
        scene: &mut Scene,
        entity: EntityId,
        force: Vec3,
        point: Option<Vec3>,
    ) -> Result<(), HostError> {
        let dt = scene.time.delta as f32;
        let impulse = super::finite("apply_force", force, point)? * dt;
        super::push(scene, entity, impulse, point)
    }

    /// Pushes a body at once, newton seconds: a body of 1 kg is then faster by 1 m/s for each. With `point`, a place of the
    /// world, it turns the body as well.
    ///
    /// ```lua
    /// local ball = world.spawn { shape = "sphere", RigidBody = {} }
    /// physics.apply_impulse(ball, vec3(0, 4, -2))
    /// ```
    pub fn apply_impulse(
        scene: &mut Scene,
        entity: EntityId,
        impulse: Vec3,
        point: Option<Vec3>,
    ) -> Result<(), HostError> {
        let impulse = super::finite("apply_impulse", impulse, point)?;
        super::push(scene, entity, impulse, point)
    }

    /// Turns a body at once, newton metre seconds about each axis of the world.
    ///
    /// ```lua
    /// local top = world.spawn { shape = "cone", RigidBody = {} }
    /// physics.apply_torque_impulse(top, vec3(0, 1, 0))
    /// ```
    pub fn apply_torque_impulse(scene: &mut Scene, entity: EntityId, impulse: Vec3) -> Result<(), HostError> {
        let impulse = super::finite("apply_torque_impulse", impulse, None)?;
        super::change_body(scene, entity, |body| body.apply_torque_impulse(impulse, true))
    }

    /// Pushes every dynamic body within `radius` metres away from a place: newton seconds at the middle, less with distance. Gives
    /// how many it pushed.
    ///
    /// ```lua
    /// local crate = world.spawn { shape = "cube", position = vec3(1, 0, 0), RigidBody = {} }
    /// print(physics.explode(vec3(0, 0, 0), 5, 10))  --> 1
    /// ```
    pub fn explode(scene: &mut Scene, center: Vec3, radius: f32, impulse: f32) -> Result<i64, HostError> {
        super::finite("explode", center, None)?;
        let radius = super::reach("explode", "radius", radius)?;
        let impulse = super::finite("explode", Vec3::splat(impulse), None)?.x;
        let filter = Filter { only_dynamic: true, ..Filter::default() };
        let near = super::overlap(scene, "ball", Vec3::splat(radius * 2.0), center, Quat::IDENTITY, &filter)?;
        for entity in &near {
            let Some(body) = scene.physics.body_of(*entity) else { continue };
            let away = body.center_of_mass() - center;
            let strength = (1.0 - away.length() / radius).max(0.0);
            let push = away.normalize_or(Vec3::Y) * (impulse * strength);
            super::push(scene, id_of(*entity), push, None)?;
        }
        Ok(near.len() as i64)
    }

    /// How heavy a body is, kilograms; 0 where it is not moved by physics.
    ///
    /// ```lua
    /// local ball = world.spawn { shape = "sphere", RigidBody = { mass = 3 } }
    /// print(physics.mass(ball))  --> 3.0
    /// ```
    pub fn mass(scene: &mut Scene, entity: EntityId) -> Result<f32, HostError> {
        let entity = scene.entity(entity)?;
        scene.settle();
        Ok(scene.physics.mass_of(entity))
    }

    /// Whether a body rests and is left out until something touches it.
    ///
    /// ```lua
    /// local crate = world.spawn { shape = "cube", RigidBody = {} }
    /// print(physics.is_asleep(crate))  --> false
    /// ```
    pub fn is_asleep(scene: &mut Scene, entity: EntityId) -> Result<bool, HostError> {
        let entity = scene.entity(entity)?;
        scene.settle();
        Ok(scene.physics.body_of(entity).is_some_and(|body| body.is_dynamic() && body.is_sleeping()))
    }

    /// Wakes a body up.
    ///
    /// ```lua
    /// local crate = world.spawn { shape = "cube", RigidBody = {} }
    /// physics.wake_up(crate)
    /// ```
    pub fn wake_up(scene: &mut Scene, entity: EntityId) -> Result<(), HostError> {
        super::change_body(scene, entity, |body| body.wake_up(true))
    }

    /// The first thing that a ray meets, or nil: a table of `entity`, `point`, `normal` and `distance` in metres.
    ///
    /// ```lua
    /// local hit = physics.raycast(vec3(0, 10, 0), vec3(0, -1, 0), 50)
    /// if hit then print(hit.entity.name, hit.point, hit.normal, hit.distance) end
    /// ```
    pub fn raycast(
        scene: &mut Scene,
        origin: Vec3,
        direction: Vec3,
        #[default(1000.0)] max: f32,
        options: Options<QueryOptions>,
    ) -> Result<Option<Table>, HostError> {
        let (direction, max) = super::ray("raycast", origin, direction, max)?;
        let filter = Filter::from(options.0);
        scene.settle();
        Ok(scene.physics.raycast(origin, direction, max, &filter).map(super::table_of))
    }

    /// Everything that a ray meets, nearest first, each as `raycast` gives it.
    ///
    /// ```lua
    /// for _, hit in ipairs(physics.raycast_all(vec3(0, 10, 0), vec3(0, -1, 0), 50)) do
    ///   print(hit.entity, hit.distance)
    /// end
    /// ```
    pub fn raycast_all(
        scene: &mut Scene,
        origin: Vec3,
        direction: Vec3,
        #[default(1000.0)] max: f32,
        options: Options<QueryOptions>,
    ) -> Result<Vec<Table>, HostError> {
        let (direction, max) = super::ray("raycast_all", origin, direction, max)?;
        let filter = Filter::from(options.0);
        scene.settle();
        let hits = scene.physics.raycast_all(origin, direction, max, &filter);
        Ok(hits.into_iter().map(super::table_of).collect())
    }

    /// Whether nothing solid is between two places. Name the entities at both ends in `without`.
    ///
    /// ```lua
    /// local a = world.spawn { shape = "sphere", position = vec3(-3, 1, 0), Collider = {} }
    /// local b = world.spawn { shape = "sphere", position = vec3(3, 1, 0), Collider = {} }
    /// print(physics.line_of_sight(a.position, b.position, { without = { a, b } }))  --> true
    /// ```
    pub fn line_of_sight(
        scene: &mut Scene,
        from: Vec3,
        to: Vec3,
        options: Options<QueryOptions>,
    ) -> Result<bool, HostError> {
        let filter = Filter::from(options.0);
        super::finite("line_of_sight", from, Some(to))?;
        let way = to - from;
        let Some(direction) = way.try_normalize() else { return Ok(true) };
        scene.settle();
        Ok(scene.physics.raycast(from, direction, way.length(), &filter).is_none())
    }

    /// The entities whose colliders touch a ball.
    ///
    /// ```lua
    /// for _, e in ipairs(physics.overlap_sphere(vec3(0, 0, 0), 5)) do print(e) end
    /// ```
    pub fn overlap_sphere(
        scene: &mut Scene,
        center: Vec3,
        radius: f32,
        options: Options<QueryOptions>,
    ) -> Result<Vec<EntityId>, HostError> {
        let filter = Filter::from(options.0);
        super::finite("overlap_sphere", center, None)?;
        let radius = super::reach("overlap_sphere", "radius", radius)?;
        let size = Vec3::splat(radius * 2.0);
        let found = super::overlap(scene, "ball", size, center, Quat::IDENTITY, &filter)?;
        Ok(found.into_iter().map(id_of).collect())
    }

    /// The entities whose colliders touch a box of edges `size`.
    ///
    /// ```lua
    /// print(#physics.overlap_box(vec3(0, 1, 0), vec3(4, 2, 4)))
    /// ```
    pub fn overlap_box(
        scene: &mut Scene,
        center: Vec3,
        size: Vec3,
        rotation: Option<Quat>,
        options: Options<QueryOptions>,
    ) -> Result<Vec<EntityId>, HostError> {
        let filter = Filter::from(options.0);
        super::finite("overlap_box", center, Some(size))?;
        let found = super::overlap(scene, "box", size, center, rotation.unwrap_or_default(), &filter)?;
        Ok(found.into_iter().map(id_of).collect())
    }

    /// What a shape meets first on its way, or nil; as `raycast` gives it, with the distance that the shape goes. `shape` is
    /// "ball", "box", "capsule", "cylinder" or "cone", `size` its edges.
    ///
    /// ```lua
    /// local hit = physics.shape_cast("ball", vec3(1, 1, 1), vec3(0, 5, 0), vec3(0, -1, 0), 20)
    /// if hit then print("the ball would stop after", hit.distance) end
    /// ```
    pub fn shape_cast(
        scene: &mut Scene,
        shape: SmolStr,
        size: Vec3,
        from: Vec3,
        direction: Vec3,
        #[default(1000.0)] max: f32,
        options: Options<QueryOptions>,
    ) -> Result<Option<Table>, HostError> {
        let (direction, max) = super::ray("shape_cast", from, direction, max)?;
        let filter = Filter::from(options.0);
        let shape = parse_shape(&shape, super::finite("shape_cast", size, None)?)?;
        scene.settle();
        let hit = scene.physics.cast_shape(&shape, (from, Quat::IDENTITY), direction, max, &filter);
        Ok(hit.map(super::table_of))
    }
}

/// What a query sees.
#[derive(Clone, Debug, Default, ScriptStruct)]
pub struct QueryOptions {
    /// What it doesn't see: an entity, or a list of them.
    pub without: Either<Vec<EntityId>, EntityId>,
    /// Whether it sees triggers.
    pub triggers: bool,
    /// Whether it sees only what physics moves.
    pub dynamic: bool,
    /// The layers that it sees, a bit each; all of them when it isn't said.
    pub layers: Option<u32>,
}

impl From<QueryOptions> for Filter {
    fn from(options: QueryOptions) -> Self {
        let without = match options.without {
            Either::First(entities) => entities.into_iter().filter_map(entity_of).collect(),
            Either::Second(entity) => entity_of(entity).into_iter().collect(),
        };
        Self { without, triggers: options.triggers, only_dynamic: options.dynamic, layers: options.layers }
    }
}

/// What `physics.debug_draw` shows.
#[derive(Clone, Debug, ScriptStruct)]
pub struct DebugDrawOptions {
    /// Whether it shows colliders.
    pub colliders: bool,
    /// Whether it shows where they touch.
    pub contacts: bool,
    /// Whether it shows joints.
    pub joints: bool,
}

impl Default for DebugDrawOptions {
    fn default() -> Self {
        Self { colliders: true, contacts: true, joints: true }
    }
}

/// Numbers beyond this can't be meant, and would overflow in the solver.
const MOST: f32 = 1e7;

fn finite(function: &str, value: Vec3, second: Option<Vec3>) -> Result<Vec3, HostError> {
    for value in [Some(value), second].into_iter().flatten() {
        if !(value.is_finite() && value.abs().max_element() <= MOST) {
            return Err(HostError::new(format!(
                "physics.{function} expects numbers up to {MOST}, got {}",
                Value::Vec3(value)
            )));
        }
    }
    Ok(value)
}

fn reach(function: &str, what: &str, length: f32) -> Result<f32, HostError> {
    // Infinitely far is a meaningful wish, and as good as as far as anything is.
    if length.is_nan() || length < 0.0 {
        return Err(HostError::new(format!("physics.{function} expects a '{what}' from 0 on, got {length}")));
    }
    Ok(length.min(MOST))
}

fn ray(function: &str, origin: Vec3, direction: Vec3, max: f32) -> Result<(Vec3, f32), HostError> {
    finite(function, origin, None)?;
    let Some(direction) = direction.try_normalize() else {
        return Err(HostError::new(format!(
            "physics.{function} expects a direction with a length, got {}",
            Value::Vec3(direction)
        )));
    };
    Ok((direction, reach(function, "max", max)?))
}

fn table_of(hit: Hit) -> Table {
    let fields = [
        (SmolStr::new_static("entity"), Value::Entity(id_of(hit.entity))),
        (SmolStr::new_static("point"), Value::Vec3(hit.point)),
        (SmolStr::new_static("normal"), Value::Vec3(hit.normal)),
        (SmolStr::new_static("distance"), Value::Float(f64::from(hit.distance))),
    ];
    Table { fields: fields.into(), list: Vec::new() }
}

fn overlap(
    scene: &mut Scene,
    shape: &str,
    size: Vec3,
    at: Vec3,
    turn: Quat,
    filter: &Filter,
) -> Result<Vec<Entity>, HostError> {
    let shape = parse_shape(shape, size)?;
    scene.settle();
    Ok(scene.physics.overlap(&shape, at, turn.normalize(), filter))
}

fn push(scene: &mut Scene, id: EntityId, impulse: Vec3, point: Option<Vec3>) -> Result<(), HostError> {
    change_body(scene, id, |body| match point {
        Some(point) => body.apply_impulse_at_point(impulse, point, true),
        None => body.apply_impulse(impulse, true),
    })
}

/// Changes how a body moves, and keeps its entity's Velocity the same.
fn change_body(
    scene: &mut Scene,
    id: EntityId,
    change: impl FnOnce(&mut rapier3d::dynamics::RigidBody),
) -> Result<(), HostError> {
    let entity = scene.entity(id)?;
    scene.settle();
    let Scene { physics, world, .. } = scene;
    if physics.change_body(world, entity, change) {
        return Ok(());
    }
    Err(HostError::new(format!("{id} has no RigidBody; add one: entity:add_component(\"RigidBody\")")))
}
