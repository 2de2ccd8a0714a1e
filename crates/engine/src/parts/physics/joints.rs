//! Joints: from the component to the solver's constraint.

use bevy_ecs::entity::Entity;
use bevy_ecs::world::World;
use glam::{Quat, Vec3};
use rapier3d::dynamics::{
    GenericJoint, GenericJointBuilder, JointAxesMask, JointAxis, MotorModel, RigidBodyBuilder,
    RigidBodyHandle,
};
use rapier3d::math::Pose;

use crate::parts::physics::components::{Joint, JointKind};
use crate::parts::physics::links::JointLink;
use crate::parts::physics::simulation::Physics;
use crate::world::entity::{Dying, entity_of};

/// The reach of anchors, metres, and the like.
const REACH: f32 = 1e4;

/// How hard a motor tries to reach its speed, before its greatest force limits it.
const STRENGTH: f32 = 1e4;

impl Physics {
    /// Takes note of an entity's Joint.
    pub fn sync_joint(&mut self, world: &World, entity: Entity) {
        let spec = world
            .get_entity(entity)
            .ok()
            .filter(|at| !at.contains::<Dying>())
            .and_then(|at| at.get::<Joint>());
        match (spec, self.joint_links.get(&entity)) {
            (Some(spec), Some(link)) if link.spec == *spec => {}
            (Some(spec), _) => {
                self.forget_joint(entity);
                self.joint_links.insert(entity, JointLink { spec: spec.clone(), held: None });
            }
            (None, Some(_)) => self.forget_joint(entity),
            (None, None) => {}
        }
    }

    /// Lets go what an entity's Joint held.
    pub fn forget_joint(&mut self, entity: Entity) {
        if let Some(JointLink { held: Some((handle, ..)), .. }) = self.joint_links.remove(&entity) {
            self.joints.remove(handle, true);
        }
    }

    /// Makes the joints whose bodies are there now, and those whose bodies were made anew.
    pub fn sync_joints(&mut self, world: &World) {
        let entities: Vec<Entity> = self.joint_links.keys().copied().collect();
        for entity in entities {
            let Some(link) = self.joint_links.get(&entity) else { continue };
            let (spec, held) = (link.spec.clone(), link.held);
            let ends = self.ends(world, entity, &spec);
            let is_held = held.is_some_and(|(handle, body, target)| {
                ends == Some((body, target)) && self.joints.contains(handle)
            });
            if is_held {
                continue;
            }
            if let Some((handle, ..)) = held {
                self.joints.remove(handle, true);
            }
            let made = ends.and_then(|(body, target)| {
                let joint = self.build(&spec, body, target)?;
                Some((self.joints.insert(target, body, joint, true), body, target))
            });
            if let Some(link) = self.joint_links.get_mut(&entity) {
                link.held = made;
            }
        }
    }

    /// The body that a joint holds, and what it is held to.
    fn ends(
        &mut self,
        world: &World,
        entity: Entity,
        spec: &Joint,
    ) -> Option<(RigidBodyHandle, RigidBodyHandle)> {
        let find =
            |id: luminara_script::EntityId| entity_of(id).filter(|entity| world.get_entity(*entity).is_ok());
        let body = match spec.body {
            Some(id) => find(id)?,
            None => entity,
        };
        let body = self.handle_of(body)?;
        let target = match spec.target {
            Some(id) => self.handle_of(find(id)?)?,
            None => *self.ground.get_or_insert_with(|| self.bodies.insert(RigidBodyBuilder::fixed())),
        };
        (body != target).then_some((body, target))
    }

    fn build(&self, spec: &Joint, body: RigidBodyHandle, target: RigidBodyHandle) -> Option<GenericJoint> {
        let (body, target) = (self.bodies.get(body)?.position(), self.bodies.get(target)?.position());
        let within = |v: Vec3| v.clamp(Vec3::splat(-REACH), Vec3::splat(REACH));
        let anchor = within(spec.anchor);
        let axis = spec.axis.normalize_or(Vec3::Y);
        // The joint's own frame has the axis as its X.
        let frame = Pose::from_parts(anchor, Quat::from_rotation_arc(Vec3::X, axis));
        let mut target_frame = target.inv_mul(&(*body * frame));
        if let Some(at) = spec.target_anchor {
            // The world's anchor may be anywhere in it.
            target_frame.translation = at.clamp(Vec3::splat(-1e6), Vec3::splat(1e6));
        }
        let mask = match spec.kind {
            JointKind::Fixed => JointAxesMask::LOCKED_FIXED_AXES,
            JointKind::Revolute => JointAxesMask::LOCKED_REVOLUTE_AXES,
            JointKind::Prismatic => JointAxesMask::LOCKED_PRISMATIC_AXES,
            JointKind::Spherical => JointAxesMask::LOCKED_SPHERICAL_AXES,
            JointKind::Spring | JointKind::Rope => JointAxesMask::empty(),
        };
        let mut joint = GenericJointBuilder::new(mask)
            .local_frame1(target_frame)
            .local_frame2(frame)
            .contacts_enabled(spec.collide);
        let length = spec.length.clamp(0.0, REACH);
        let force = spec.motor_force.clamp(0.0, 1e7);
        match spec.kind {
            JointKind::Spring => {
                joint = joint
                    .coupled_axes(JointAxesMask::LIN_AXES)
                    .motor_position(
                        JointAxis::LinX,
                        length,
                        spec.stiffness.clamp(0.0, 1e6),
                        spec.damping.clamp(0.0, 1e6),
                    )
                    .motor_model(JointAxis::LinX, MotorModel::ForceBased);
            }
            JointKind::Rope => {
                joint = joint
                    .coupled_axes(JointAxesMask::LIN_AXES)
                    .limits(JointAxis::LinX, [0.0, length.max(1e-3)]);
            }
            JointKind::Revolute | JointKind::Prismatic => {
                let free = match spec.kind {
                    JointKind::Revolute => JointAxis::AngX,
                    _ => JointAxis::LinX,
                };
                if spec.min < spec.max {
                    joint = joint.limits(free, [spec.min.max(-REACH), spec.max.min(REACH)]);
                }
                if force > 0.0 {
                    joint = joint
                        .motor_velocity(free, spec.motor_speed.clamp(-REACH, REACH), STRENGTH)
                        .motor_max_force(free, force);
                }
            }
            JointKind::Fixed | JointKind::Spherical => {}
        }
        Some(joint.build())
    }
}
