//! What ties an entity to its body, its colliders and its joint in the solver.

use bevy_ecs::entity::Entity;
use glam::{Quat, Vec3};
use rapier3d::dynamics::{ImpulseJointHandle, LockedAxes, RigidBody as Body, RigidBodyHandle};
use rapier3d::geometry::{Collider as Solid, ColliderHandle};

use crate::parts::physics::components::{Collider, Freedom, Joint, RigidBody, Trigger};
use crate::world::components::{Shape, Velocity};
use crate::world::hierarchy::Placement;

/// Positions beyond this, metres, are taken to be this far.
pub const FARTHEST: f32 = 1e6;
/// Speeds beyond this, metres or radians a second, are taken to be this fast.
const FASTEST: f32 = 1e4;
/// What an entity's body was made from.
#[derive(Clone, Debug, PartialEq)]
pub struct Spec {
    pub(super) rigid: Option<RigidBody>,
    pub(super) collider: Option<Collider>,
    pub(super) trigger: Option<Trigger>,
    pub(super) mesh: Option<Shape>,
    pub(super) scale: Vec3,
    /// The entity whose body the colliders belong to, and where in its space.
    pub(super) host: Option<(Entity, Vec3, Quat)>,
}

/// An entity's part in the simulation.
pub struct Link {
    pub(super) spec: Spec,
    /// Its own body; `None` where its colliders belong to another's.
    pub body: Option<RigidBodyHandle>,
    pub(super) collider: Option<ColliderHandle>,
    pub(super) trigger: Option<ColliderHandle>,
    /// Where the body was when the two were last the same.
    pub pose: (Vec3, Quat),
    /// How it moved then.
    pub velocity: Velocity,
}

impl Link {
    /// What its body can't do.
    pub fn locked_axes(&self, is_flat: bool) -> LockedAxes {
        locked_axes(self.spec.rigid.as_ref().map_or(Freedom::Full, |rigid| rigid.freedom), is_flat)
    }
}

/// A joint component and, where both bodies are there, what holds them.
pub struct JointLink {
    pub(super) spec: Joint,
    pub(super) held: Option<(ImpulseJointHandle, RigidBodyHandle, RigidBodyHandle)>,
}

/// A placement as the solver can take it.
pub fn sane(placement: &Placement) -> (Vec3, Quat) {
    let position = placement.position.clamp(Vec3::splat(-FARTHEST), Vec3::splat(FARTHEST));
    let rotation = placement.rotation;
    let length = rotation.length_squared();
    let is_turn = length.is_finite() && length > 1e-12;
    let position = if position.is_nan() { Vec3::ZERO } else { position };
    (position, if is_turn { rotation.normalize() } else { Quat::IDENTITY })
}

pub fn sane_velocity(velocity: &Velocity) -> Velocity {
    let limit = |v: Vec3| if v.is_finite() { v.clamp_length_max(FASTEST) } else { Vec3::ZERO };
    Velocity { linear: limit(velocity.linear), angular: limit(velocity.angular) }
}

/// What a collider or body carries so that its entity can be found: the entity, and whether it is a trigger.
pub fn mark(entity: Entity, is_trigger: bool) -> u128 {
    u128::from(entity.to_bits()) | u128::from(is_trigger) << 64 | 1 << 65
}

pub fn marked(data: u128) -> Option<Entity> {
    if data >> 65 & 1 == 0 {
        return None;
    }
    Entity::try_from_bits(data as u64)
}

/// The entity of a body; none for the ground that joints hold on to.
pub fn entity_of_body(body: &Body) -> Option<Entity> {
    marked(body.user_data)
}

/// The entity of a collider, and whether it is its Trigger or a sensor.
pub fn entity_of_collider(collider: &Solid) -> Option<(Entity, bool)> {
    Some((marked(collider.user_data)?, collider.is_sensor()))
}

/// What a body can't do. In a flat world none leaves its plane.
pub fn locked_axes(freedom: Freedom, is_flat: bool) -> LockedAxes {
    let flat =
        LockedAxes::TRANSLATION_LOCKED_Z | LockedAxes::ROTATION_LOCKED_X | LockedAxes::ROTATION_LOCKED_Y;
    let own = match freedom {
        Freedom::Full => LockedAxes::empty(),
        Freedom::Upright => LockedAxes::ROTATION_LOCKED,
        Freedom::Flat => flat,
    };
    if is_flat { own | flat } else { own }
}
