//! All bodies and what holds between them, and the step in which time passes for them.

use std::collections::{BTreeMap, BTreeSet};

use bevy_ecs::entity::{Entity, EntityHashMap};
use bevy_ecs::world::World;
use glam::{Quat, Vec3};
use rapier3d::dynamics::{
    CCDSolver, ImpulseJointSet, IntegrationParameters, IslandManager, MultibodyJointSet, RigidBodyHandle,
    RigidBodySet, SoftBodySet,
};
use rapier3d::geometry::{BroadPhaseBvh, ColliderHandle, ColliderSet, NarrowPhase};
use rapier3d::math::Pose;
use rapier3d::pipeline::PhysicsPipeline;

use crate::parts::physics::contacts::{Contact, Heard, Touching};
use crate::parts::physics::links::{self, JointLink, Link};
use crate::world::components::{Transform, Velocity};
use crate::world::hierarchy;

/// Farther away than this, metres, a body is switched off: it fell out of the world.
pub const EDGE_OF_THE_WORLD: f32 = 100_000.0;

/// Pairs of colliders that may be near each other; with more, bodies stand still so that frames go on.
const MOST_PAIRS: usize = 60_000;
const OVERWHELMED: &str =
    "bodies stand still: more than 60000 pairs of them are in each other's way; destroy some";

/// The longest step, seconds; longer frames take several.
const LONGEST_STEP: f64 = 1.0 / 50.0;

/// What of physics is drawn, to see what is wrong with it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Shown {
    /// The forms that collide.
    pub colliders: bool,
    /// Where they touch.
    pub contacts: bool,
    /// What ties them together.
    pub joints: bool,
}

/// All bodies and what holds between them.
pub struct Physics {
    pub(super) gravity: Vec3,
    /// Whether every body stays in the plane of x and y.
    pub(super) is_flat: bool,
    /// What of physics is drawn.
    pub shown: Shown,
    pub(super) params: IntegrationParameters,
    pub(super) pipeline: PhysicsPipeline,
    pub(super) islands: IslandManager,
    pub(super) broad_phase: BroadPhaseBvh,
    pub(super) narrow_phase: NarrowPhase,
    pub(super) bodies: RigidBodySet,
    pub(super) colliders: ColliderSet,
    pub(super) joints: ImpulseJointSet,
    pub(super) multibodies: MultibodyJointSet,
    pub(super) soft_bodies: SoftBodySet,
    pub(super) ccd: CCDSolver,
    pub(super) links: EntityHashMap<Link>,
    /// Bodies that scripts move; they have a target in every step.
    pub(super) kinematic: BTreeSet<Entity>,
    pub(super) joint_links: BTreeMap<Entity, JointLink>,
    /// What joints to the world hold on to.
    pub(super) ground: Option<RigidBodyHandle>,
    /// Colliders that scripts moved since the last step; queries look at them anew.
    pub(super) moved: Vec<ColliderHandle>,
    pub(super) touching: Touching,
    /// Whether too many bodies are in each other's way.
    pub(super) overwhelmed: bool,
    /// What was odd, to be said on the console.
    pub(super) complaints: Vec<(Entity, &'static str)>,
}

impl Default for Physics {
    fn default() -> Self {
        Self {
            gravity: Vec3::new(0.0, -9.81, 0.0),
            is_flat: false,
            shown: Shown::default(),
            params: IntegrationParameters::default(),
            pipeline: PhysicsPipeline::new(),
            islands: IslandManager::new(),
            broad_phase: BroadPhaseBvh::new(),
            narrow_phase: NarrowPhase::new(),
            bodies: RigidBodySet::new(),
            colliders: ColliderSet::new(),
            joints: ImpulseJointSet::new(),
            multibodies: MultibodyJointSet::new(),
            soft_bodies: SoftBodySet::new(),
            ccd: CCDSolver::new(),
            links: EntityHashMap::default(),
            kinematic: BTreeSet::new(),
            joint_links: BTreeMap::new(),
            ground: None,
            moved: Vec::new(),
            touching: Touching::default(),
            overwhelmed: false,
            complaints: Vec::new(),
        }
    }
}

impl Physics {
    /// Whether nothing is solid.
    pub fn is_empty(&self) -> bool {
        self.links.is_empty() && self.joint_links.is_empty()
    }

    /// Metres a second, each second.
    pub fn gravity(&self) -> Vec3 {
        self.gravity
    }

    /// Sets gravity and wakes everything up. Must be finite.
    pub fn set_gravity(&mut self, gravity: Vec3) {
        self.gravity = gravity;
        for (_, body) in self.bodies.iter_mut().filter(|(_, body)| body.is_dynamic()) {
            body.wake_up(true);
        }
    }

    /// Has every body stay in the plane of x and y in which it is, turning about z alone; or lets them go.
    pub fn set_flat(&mut self, is_flat: bool) {
        if self.is_flat == is_flat {
            return;
        }
        self.is_flat = is_flat;
        for link in self.links.values() {
            if let Some(body) = link.body.and_then(|handle| self.bodies.get_mut(handle)) {
                body.set_locked_axes(link.locked_axes(is_flat), true);
            }
        }
    }

    /// What was odd since the last time.
    pub fn take_complaints(&mut self) -> Vec<(Entity, &'static str)> {
        std::mem::take(&mut self.complaints)
    }

    /// Lets `seconds` pass, and writes where bodies are and how they move to the world's components. Gives the entities that moved.
    pub fn step(&mut self, world: &mut World, seconds: f64) -> Vec<Entity> {
        self.spread_crowds();
        self.moved.clear();
        if self.pairs() > MOST_PAIRS {
            if !std::mem::replace(&mut self.overwhelmed, true) {
                self.complaints.extend(self.links.keys().min().map(|entity| (*entity, OVERWHELMED)));
            }
            return Vec::new();
        }
        self.overwhelmed = false;
        self.sync_joints(world);
        let steps = libm::ceil(seconds / LONGEST_STEP - 1e-9).max(1.0);
        self.params.dt = (seconds / steps) as f32;
        for i in 0..steps as u32 {
            self.aim_kinematic(world, 1.0 / (steps as f32 - i as f32), seconds as f32);
            let heard = Heard::default();
            self.pipeline.step(
                self.gravity,
                &self.params,
                &mut self.islands,
                &mut self.broad_phase,
                &mut self.narrow_phase,
                &mut self.bodies,
                &mut self.colliders,
                &mut self.joints,
                &mut self.multibodies,
                &mut self.soft_bodies,
                &mut self.ccd,
                &(),
                &heard,
            );
            self.touching.take(heard);
            for handle in self.pipeline.quarantine().bodies() {
                if let Some(entity) = self.bodies.get(*handle).and_then(links::entity_of_body) {
                    self.complaints.push((entity, "its body was switched off: it moved beyond all numbers"));
                }
            }
        }
        self.write_back(world)
    }

    /// Gives every kinematic body its share of the way to where it is after `seconds`: at its Transform, and farther by its Velocity.
    fn aim_kinematic(&mut self, world: &World, share: f32, seconds: f32) {
        for entity in &self.kinematic {
            let Some(body) = self.links.get(entity).and_then(|link| self.bodies.get_mut(link.body?)) else {
                continue;
            };
            let velocity = world.get::<Velocity>(*entity).cloned().unwrap_or_default();
            let (mut position, mut rotation) = links::sane(&hierarchy::placement_of(world, *entity));
            position += velocity.linear * seconds;
            if velocity.angular != Vec3::ZERO {
                rotation = (Quat::from_scaled_axis(velocity.angular * seconds) * rotation).normalize();
            }
            let now = *body.position();
            let pose = Pose::from_parts(
                now.translation.lerp(position, share),
                if share < 1.0 { now.rotation.slerp(rotation, share) } else { rotation },
            );
            if pose.is_finite() && pose != now {
                body.set_next_kinematic_position(pose);
            }
        }
    }

    /// Writes what moved to the world.
    fn write_back(&mut self, world: &mut World) -> Vec<Entity> {
        let mut moved: Vec<(usize, Entity)> = self
            .islands
            .active_bodies()
            .filter_map(|handle| self.bodies.get(handle).and_then(links::entity_of_body))
            .map(|entity| (hierarchy::depth_of(world, entity), entity))
            .collect();
        // Parents first: a child's Transform is relative to where its parent is now.
        moved.sort_unstable();
        for (depth, entity) in &moved {
            let Some(link) = self.links.get_mut(entity) else { continue };
            let Some(body) = link.body.and_then(|handle| self.bodies.get_mut(handle)) else { continue };
            let (mut position, mut rotation) = (body.translation(), *body.rotation());
            link.pose = (position, rotation);
            if *depth > 0 {
                let parent = hierarchy::parent_of(world, *entity);
                let parent = parent.map(|parent| hierarchy::placement_of(world, parent));
                (position, rotation) = parent.unwrap_or(hierarchy::Placement::HOME).local(position, rotation);
            }
            if let Some(mut transform) = world.get_mut::<Transform>(*entity) {
                transform.position = position;
                transform.rotation = rotation;
            }
            if *depth > 0 {
                link.pose = links::sane(&hierarchy::placement_of(world, *entity));
            }
            if body.is_dynamic() {
                let is_lost = link.pose.0.abs().max_element() > EDGE_OF_THE_WORLD;
                if is_lost {
                    body.set_linvel(Vec3::ZERO, false);
                    body.set_angvel(Vec3::ZERO, false);
                    body.set_enabled(false);
                    self.complaints
                        .push((*entity, "it fell out of the world, and its body was switched off"));
                }
                link.velocity = Velocity { linear: body.linvel(), angular: body.angvel() };
                if let Some(mut velocity) = world.get_mut::<Velocity>(*entity) {
                    *velocity = link.velocity.clone();
                }
            }
        }
        moved.into_iter().map(|(_, entity)| entity).collect()
    }

    /// What began, went on and ended to touch in the last step.
    pub fn contacts(&mut self) -> Vec<Contact> {
        self.touching.report()
    }
}
