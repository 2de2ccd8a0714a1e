//! Entities that hang on others: a child's Transform is relative to its parent's.

use bevy_ecs::entity::Entity;
use bevy_ecs::hierarchy::{ChildOf, Children};
use bevy_ecs::world::{EntityRef, World};
use glam::{Affine3A, Quat, Vec3};

use crate::world::components::Transform;

/// How many parents an entity may have above it.
pub const MAX_DEPTH: usize = 64;

/// A place, a turn and a size in the world.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Placement {
    /// Metres.
    pub position: Vec3,
    /// Unit length.
    pub rotation: Quat,
    /// Along each of its own axes.
    pub scale: Vec3,
}

impl Placement {
    /// Of an entity that isn't there.
    pub const HOME: Self = Self { position: Vec3::ZERO, rotation: Quat::IDENTITY, scale: Vec3::ONE };

    fn of(transform: &Transform) -> Self {
        Self { position: transform.position, rotation: transform.rotation, scale: transform.scale }
    }

    /// A child's placement, given in this one's space, in the world's. As everywhere in this field, a turned child of an
    /// unevenly scaled parent isn't sheared.
    pub fn then(&self, child: &Self) -> Self {
        Self {
            position: self.position + self.rotation * (self.scale * child.position),
            rotation: self.rotation * child.rotation,
            scale: self.scale * child.scale,
        }
    }

    /// The position and rotation that a child of this needs in order to stand at a place of the world.
    pub fn local(&self, position: Vec3, rotation: Quat) -> (Vec3, Quat) {
        let undo = self.rotation.inverse();
        let away = undo * (position - self.position);
        let part = |length: f32, scale: f32| if scale == 0.0 { 0.0 } else { length / scale };
        let local =
            Vec3::new(part(away.x, self.scale.x), part(away.y, self.scale.y), part(away.z, self.scale.z));
        (local, undo * rotation)
    }

    /// From the entity's own space to the world's.
    pub fn matrix(&self) -> Affine3A {
        Affine3A::from_scale_rotation_translation(self.scale, self.rotation, self.position)
    }
}

/// An entity's parent.
pub fn parent_of(world: &World, entity: Entity) -> Option<Entity> {
    world.get::<ChildOf>(entity).map(ChildOf::parent)
}

/// An entity's children, in the order in which they were hung on it.
pub fn children_of(world: &World, entity: Entity) -> Vec<Entity> {
    world.get::<Children>(entity).map(|children| children.to_vec()).unwrap_or_default()
}

/// Where an entity is in the world.
pub fn placement_of(world: &World, entity: Entity) -> Placement {
    placement_by(world, entity, |entity| entity.get::<Transform>().map(Placement::of))
}

/// Where an entity is in the world, by what `local` says of each in its chain of parents.
pub fn placement_by(
    world: &World,
    entity: Entity,
    local: impl Fn(EntityRef<'_>) -> Option<Placement>,
) -> Placement {
    // Each is looked for once, and its components by what was found: this runs for all that moves, in each frame.
    let Ok(mut at) = world.get_entity(entity) else { return Placement::HOME };
    let mut placement = local(at).unwrap_or(Placement::HOME);
    for _ in 0..MAX_DEPTH {
        let parent = at.get::<ChildOf>().and_then(|child| world.get_entity(child.parent()).ok());
        let Some(parent) = parent else { break };
        placement = local(parent).unwrap_or(Placement::HOME).then(&placement);
        at = parent;
    }
    placement
}

/// All that hangs on an entity, parents before their children, the entity itself not among them.
pub fn descendants_of(world: &World, entity: Entity) -> Vec<Entity> {
    let mut found = children_of(world, entity);
    let mut at = 0;
    while let Some(next) = found.get(at).copied() {
        found.extend(children_of(world, next));
        at += 1;
    }
    found
}

/// How many parents are above an entity.
pub fn depth_of(world: &World, entity: Entity) -> usize {
    std::iter::successors(parent_of(world, entity), |at| parent_of(world, *at)).take(MAX_DEPTH + 1).count()
}

/// How many layers hang on an entity.
pub fn height_of(world: &World, entity: Entity) -> usize {
    let mut layer = children_of(world, entity);
    let mut height = 0;
    while !layer.is_empty() && height <= MAX_DEPTH {
        height += 1;
        layer = layer.into_iter().flat_map(|entity| children_of(world, entity)).collect();
    }
    height
}
