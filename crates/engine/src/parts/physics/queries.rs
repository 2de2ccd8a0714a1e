//! What scripts ask of the bodies: what a ray meets, what is in a ball, what a moving shape would bump into.

use bevy_ecs::entity::Entity;
use glam::{Quat, Vec3};
use luminara_script::nearest::suggestion;
use luminara_script::{HostError, ScriptEnum};
use rapier3d::geometry::{Aabb, Ray, SharedShape};
use rapier3d::math::Pose;
use rapier3d::parry::query::ShapeCastOptions;
use rapier3d::pipeline::{QueryFilter, QueryFilterFlags, QueryPipeline};

use crate::parts::physics::components::ColliderShape;
use crate::parts::physics::links::{entity_of_body, entity_of_collider};
use crate::parts::physics::shapes::Form;
use crate::parts::physics::simulation::Physics;

/// Bodies in one place that a frame may add; those beyond are switched off. Each of so many would touch each other.
const CROWD: usize = 32;

/// What a ray or a moving shape meets first.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Hit {
    /// Whose collider it is.
    pub entity: Entity,
    /// Where, in the world.
    pub point: Vec3,
    /// Away from the surface, length 1.
    pub normal: Vec3,
    /// How far from the start, metres.
    pub distance: f32,
}

/// What a query passes over.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// Entities that it doesn't see.
    pub without: Vec<Entity>,
    /// Whether it sees triggers and sensors.
    pub triggers: bool,
    /// Whether it sees only what moves by physics.
    pub only_dynamic: bool,
    /// The layers that it sees, a bit each; `None`: all.
    pub layers: Option<u32>,
}

impl Physics {
    /// Has queries see what scripts moved since the last step.
    fn freshen(&mut self) {
        if self.moved.is_empty() {
            return;
        }
        self.bodies.propagate_modified_body_positions_to_colliders(&mut self.colliders);
        for handle in self.moved.drain(..) {
            if let Some(collider) = self.colliders.get(handle) {
                let bounds = collider.compute_aabb();
                if bounds.mins.is_finite() && bounds.maxs.is_finite() {
                    self.broad_phase.set_aabb(&self.params, handle, bounds);
                }
            }
        }
    }

    /// Switches off bodies that were put where many others already are.
    pub(super) fn spread_crowds(&mut self) {
        if self.moved.len() <= CROWD {
            return;
        }
        let newcomers = self.moved.clone();
        self.freshen();
        let mut switched_off = 0;
        for handle in newcomers {
            let Some(collider) = self.colliders.get(handle) else { continue };
            let Some(body) = collider.parent().filter(|body| {
                self.bodies.get(*body).is_some_and(|body| body.is_dynamic() && body.is_enabled())
            }) else {
                continue;
            };
            let middle = collider.compute_aabb().center();
            let enabled = |_, collider: &rapier3d::geometry::Collider| {
                let body = collider.parent().and_then(|body| self.bodies.get(body));
                body.is_some_and(rapier3d::dynamics::RigidBody::is_enabled)
            };
            let others = self
                .broad_phase
                .as_query_pipeline(
                    self.narrow_phase.query_dispatcher(),
                    &self.bodies,
                    &self.colliders,
                    QueryFilter::default().predicate(&enabled),
                )
                .intersect_aabb_conservative(Aabb::new(middle, middle))
                .take(CROWD + 1)
                .count();
            if others > CROWD
                && let Some(body) = self.bodies.get_mut(body)
            {
                body.set_enabled(false);
                switched_off += 1;
                if switched_off == 1
                    && let Some(entity) = entity_of_body(body)
                {
                    let why = "its body, and perhaps others, was switched off: more than 32 are in one place";
                    self.complaints.push((entity, why));
                }
            }
        }
    }

    fn ask<T>(&mut self, filter: &Filter, ask: impl FnOnce(&QueryPipeline<'_>) -> T) -> T {
        self.freshen();
        let passes = |_, collider: &rapier3d::geometry::Collider| {
            let entity = entity_of_collider(collider).map(|(entity, _)| entity);
            entity.is_some_and(|entity| !filter.without.contains(&entity))
                && filter
                    .layers
                    .is_none_or(|layers| collider.collision_groups().memberships.bits() & layers != 0)
        };
        let mut flags = QueryFilterFlags::empty();
        flags.set(QueryFilterFlags::EXCLUDE_SENSORS, !filter.triggers);
        flags.set(QueryFilterFlags::EXCLUDE_FIXED | QueryFilterFlags::EXCLUDE_KINEMATIC, filter.only_dynamic);
        let filter = QueryFilter { flags, ..QueryFilter::default() }.predicate(&passes);
        let pipeline = self.broad_phase.as_query_pipeline(
            self.narrow_phase.query_dispatcher(),
            &self.bodies,
            &self.colliders,
            filter,
        );
        ask(&pipeline)
    }

    /// The first thing on a ray. `direction` has length 1.
    pub fn raycast(&mut self, origin: Vec3, direction: Vec3, max: f32, filter: &Filter) -> Option<Hit> {
        let ray = Ray::new(origin, direction);
        self.ask(filter, |pipeline| {
            let (handle, hit) = pipeline.cast_ray_and_get_normal(&ray, max, true)?;
            let (entity, _) = entity_of_collider(pipeline.colliders.get(handle)?)?;
            Some(Hit {
                entity,
                point: ray.point_at(hit.time_of_impact),
                normal: hit.normal.normalize_or(-direction),
                distance: hit.time_of_impact,
            })
        })
    }

    /// Everything on a ray, nearest first.
    pub fn raycast_all(&mut self, origin: Vec3, direction: Vec3, max: f32, filter: &Filter) -> Vec<Hit> {
        let ray = Ray::new(origin, direction);
        let mut hits: Vec<Hit> = self.ask(filter, |pipeline| {
            pipeline
                .intersect_ray(ray, max, true)
                .filter_map(|(_, collider, hit)| {
                    let (entity, _) = entity_of_collider(collider)?;
                    let (distance, normal) = (hit.time_of_impact, hit.normal.normalize_or(-direction));
                    Some(Hit { entity, point: ray.point_at(distance), normal, distance })
                })
                .collect()
        });
        hits.sort_by(|a, b| a.distance.total_cmp(&b.distance).then(a.entity.cmp(&b.entity)));
        hits
    }

    /// Whose colliders a shape at a place touches, in the order of their slots.
    pub fn overlap(&mut self, shape: &SharedShape, at: Vec3, turn: Quat, filter: &Filter) -> Vec<Entity> {
        let mut found: Vec<Entity> = self.ask(filter, |pipeline| {
            pipeline
                .intersect_shape(Pose::from_parts(at, turn), &**shape)
                .filter_map(|(_, collider)| entity_of_collider(collider).map(|(entity, _)| entity))
                .collect()
        });
        found.sort_unstable_by_key(|entity| (entity.index_u32(), entity.generation().to_bits()));
        found.dedup();
        found
    }

    /// What a shape meets first on its way. `direction` has length 1.
    pub fn cast_shape(
        &mut self,
        shape: &SharedShape,
        (from, turn): (Vec3, Quat),
        direction: Vec3,
        max: f32,
        filter: &Filter,
    ) -> Option<Hit> {
        let options = ShapeCastOptions {
            compute_impact_geometry_on_penetration: true,
            ..ShapeCastOptions::with_max_time_of_impact(max)
        };
        self.ask(filter, |pipeline| {
            let pose = Pose::from_parts(from, turn);
            let (handle, hit) = pipeline.cast_shape(&pose, direction, &**shape, options)?;
            let (entity, _) = entity_of_collider(pipeline.colliders.get(handle)?)?;
            Some(Hit {
                entity,
                point: hit.witness1,
                normal: hit.normal1.normalize_or(-direction),
                distance: hit.time_of_impact,
            })
        })
    }

    /// Pairs of colliders that are near enough to be looked at; what a frame costs grows with them.
    pub fn pairs(&self) -> usize {
        self.narrow_phase.contact_graph().raw_graph().raw_edges().len()
    }
}

/// A shape by its word and its edges, for queries.
pub fn parse_shape(word: &str, size: Vec3) -> Result<SharedShape, HostError> {
    let known = ["box", "ball", "capsule", "cylinder", "cone"];
    let shape = ColliderShape::from_word(word).filter(|_| known.contains(&word)).ok_or_else(|| {
        HostError::new(format!(
            "a shape is one of {}, got \"{word}\"{}",
            known.join(", "),
            suggestion(word, known)
        ))
    })?;
    Ok(Form { shape, mesh: None, extent: size, points: Vec::new() }.solid().shape)
}
