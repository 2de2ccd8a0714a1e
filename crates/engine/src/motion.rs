//! What moves all entities in a frame.

use bevy_ecs::entity::Entity;
use bevy_ecs::query::{QueryState, Without};
use glam::{Quat, Vec3};

use crate::components::{Transform, Velocity};
use crate::draw::Previous;
use crate::physics::components::RigidBody;
use crate::scene::Scene;

type Placed = (Entity, &'static Transform, Option<&'static mut Previous>);
type Moving = (Entity, &'static mut Transform, &'static Velocity);

/// Which entities there are to be moved; kept, since making it takes memory.
#[derive(Default)]
pub struct Motion {
    places: Option<QueryState<Placed>>,
    movers: Option<QueryState<Moving, Without<RigidBody>>>,
    new: Vec<(Entity, Previous)>,
}

/// Keeps where everything was, so that pictures between two frames can be drawn.
pub fn remember_transforms(scene: &mut Scene) {
    let Scene { world, motion, .. } = scene;
    let state = motion.places.get_or_insert_with(|| world.query());
    for (entity, transform, previous) in state.iter_mut(world) {
        match previous {
            Some(mut previous) => previous.0 = transform.clone(),
            None => motion.new.push((entity, Previous(transform.clone()))),
        }
    }
    for (entity, previous) in motion.new.drain(..) {
        world.entity_mut(entity).insert(previous);
    }
}

/// Moves what has a velocity and no body; a body's velocity is the solver's.
pub fn move_by_velocity(scene: &mut Scene, dt: f32) {
    let looks_after = scene.indexes.knows_places() || !scene.physics.is_empty();
    let Scene { world, moved, motion, .. } = scene;
    let state = motion.movers.get_or_insert_with(|| world.query_filtered());
    for (entity, mut transform, velocity) in state.iter_mut(world) {
        if looks_after {
            moved.push(entity);
        }
        transform.position += velocity.linear * dt;
        if velocity.angular != Vec3::ZERO {
            let turn = Quat::from_scaled_axis(velocity.angular * dt);
            transform.rotation = (turn * transform.rotation).normalize();
        }
    }
}
