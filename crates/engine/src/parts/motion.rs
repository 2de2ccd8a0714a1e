//! What moves all entities in a frame.

use bevy_ecs::component::Component;
use bevy_ecs::entity::Entity;
use bevy_ecs::query::{QueryState, Without};
use bevy_ecs::world::World;
use glam::{Quat, Vec3};

use crate::parts::physics::RigidBody;
use crate::world::components::{Transform, Velocity};

/// Where an entity was in the last frame.
#[derive(Clone, Debug, Component)]
pub struct Previous(pub Transform);

type Placed = (Entity, &'static Transform, Option<&'static mut Previous>);
type Moving = (Entity, &'static mut Transform, &'static Velocity);

/// Which entities there are to be moved; kept, since making it takes memory.
#[derive(Default)]
pub struct Motion {
    places: Option<QueryState<Placed>>,
    movers: Option<QueryState<Moving, Without<RigidBody>>>,
    new: Vec<(Entity, Previous)>,
}

impl Motion {
    /// Keeps where everything is, so that pictures between this frame and the next can be drawn.
    pub fn remember(&mut self, world: &mut World) {
        let state = self.places.get_or_insert_with(|| world.query());
        for (entity, transform, previous) in state.iter_mut(world) {
            match previous {
                Some(mut previous) => previous.0 = transform.clone(),
                None => self.new.push((entity, Previous(transform.clone()))),
            }
        }
        for (entity, previous) in self.new.drain(..) {
            world.entity_mut(entity).insert(previous);
        }
    }

    /// Moves what has a velocity and no body, for `dt` seconds, and tells each; a body's velocity is the solver's.
    pub fn move_by_velocity(&mut self, world: &mut World, dt: f32, mut moved: impl FnMut(Entity)) {
        let state = self.movers.get_or_insert_with(|| world.query_filtered());
        for (entity, mut transform, velocity) in state.iter_mut(world) {
            moved(entity);
            transform.position += velocity.linear * dt;
            if velocity.angular != Vec3::ZERO {
                let turn = Quat::from_scaled_axis(velocity.angular * dt);
                transform.rotation = (turn * transform.rotation).normalize();
            }
        }
    }
}
