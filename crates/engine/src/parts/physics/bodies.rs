//! From an entity's components to its body and colliders.

use bevy_ecs::entity::Entity;
use bevy_ecs::world::World;
use glam::{Quat, Vec3};
use rapier3d::dynamics::{
    CoefficientCombineRule, RigidBody as Body, RigidBodyBuilder, RigidBodyHandle, RigidBodyType,
};
use rapier3d::geometry::{
    ActiveCollisionTypes, Collider as Solid, ColliderBuilder, ColliderHandle, Group, InteractionGroups,
    InteractionTestMode,
};
use rapier3d::math::Pose;
use rapier3d::pipeline::ActiveEvents;

use crate::parts::physics::components::{BodyKind, Collider, Joint, RigidBody, Trigger};
use crate::parts::physics::links::{FARTHEST, Link, Spec, locked_axes, mark, sane, sane_velocity};
use crate::parts::physics::shapes::Form;
use crate::parts::physics::simulation::Physics;
use crate::world::components::{Mesh, Velocity};
use crate::world::entity::Dying;
use crate::world::hierarchy::{self, Placement};

/// The heaviest body, kilograms, and the densest matter.
const HEAVIEST: f32 = 1e6;
/// The lightest body, kilograms.
const LIGHTEST: f32 = 1e-4;

impl Physics {
    /// The entity's own body.
    pub fn body_of(&self, entity: Entity) -> Option<&Body> {
        self.bodies.get(self.handle_of(entity)?)
    }

    /// What the entity's body weighs, kilograms; 0 where physics doesn't move it.
    pub fn mass_of(&mut self, entity: Entity) -> f32 {
        let Some(body) = self.handle_of(entity).and_then(|handle| self.bodies.get_mut(handle)) else {
            return 0.0;
        };
        if !body.is_dynamic() {
            return 0.0;
        }
        // A body that was made since the last step has not been weighed yet.
        body.recompute_mass_properties_from_colliders(&self.colliders);
        body.mass()
    }

    /// Changes how an entity's body moves, and writes that to its Velocity. False where it has no RigidBody.
    pub fn change_body(&mut self, world: &mut World, entity: Entity, change: impl FnOnce(&mut Body)) -> bool {
        let Some(link) = self.links.get_mut(&entity).filter(|link| link.spec.rigid.is_some()) else {
            return false;
        };
        let Some(body) = link.body.and_then(|handle| self.bodies.get_mut(handle)) else { return false };
        body.recompute_mass_properties_from_colliders(&self.colliders);
        change(body);
        if body.is_dynamic() {
            let moving = sane_velocity(&Velocity { linear: body.linvel(), angular: body.angvel() });
            body.set_linvel(moving.linear, false);
            body.set_angvel(moving.angular, false);
            link.velocity = moving.clone();
            if let Some(mut velocity) = world.get_mut::<Velocity>(entity) {
                *velocity = moving;
            }
        }
        true
    }

    /// The handle of the entity's own body.
    pub fn handle_of(&self, entity: Entity) -> Option<RigidBodyHandle> {
        self.links.get(&entity)?.body
    }

    /// Entities that have a part in the simulation; those with a joint count twice.
    pub fn len(&self) -> usize {
        self.links.len() + self.joint_links.len()
    }

    /// Whether an entity has a part in the simulation.
    pub fn knows(&self, entity: Entity) -> bool {
        self.links.contains_key(&entity) || self.joint_links.contains_key(&entity)
    }

    /// Makes an entity's body and colliders what its components say.
    pub fn sync(&mut self, world: &World, entity: Entity) {
        self.sync_joint(world, entity);
        let Some(spec) = spec_of(world, entity) else {
            self.forget(entity);
            return;
        };
        let placement = hierarchy::placement_of(world, entity);
        let same_place = |link: &Link| {
            link.spec.host.map(|(host, ..)| host) == spec.host.map(|(host, ..)| host)
                && link.spec.rigid.is_some() == spec.rigid.is_some()
        };
        if !self.links.get(&entity).is_some_and(same_place) {
            self.forget(entity);
            self.insert(entity, &spec, &placement);
        }
        self.update_colliders(entity, &spec);
        self.update_body(world, entity, &spec, &placement);
        if let Some(link) = self.links.get_mut(&entity) {
            link.spec = spec;
        }
    }

    fn insert(&mut self, entity: Entity, spec: &Spec, placement: &Placement) {
        let pose = sane(placement);
        let body = spec.host.is_none().then(|| {
            let body = RigidBodyBuilder::fixed()
                .pose(Pose::from_parts(pose.0, pose.1))
                .user_data(mark(entity, false))
                .build();
            self.bodies.insert(body)
        });
        let bare = Spec { rigid: None, collider: None, trigger: None, ..spec.clone() };
        let link =
            Link { spec: bare, body, collider: None, trigger: None, pose, velocity: Velocity::default() };
        self.links.insert(entity, link);
    }

    /// Puts the entity's colliders in place, anew where their form changed.
    fn update_colliders(&mut self, entity: Entity, spec: &Spec) {
        let Some(link) = self.links.get(&entity) else { return };
        let old = &link.spec;
        let mass_of = |spec: &Spec| spec.rigid.as_ref().map_or(0.0, |rigid| rigid.mass);
        let (mass, old_mass) = (mass_of(spec), mass_of(old));
        let same_form = old.scale == spec.scale && old.mesh == spec.mesh && old.host == spec.host;
        let (old_collider, old_trigger) = (old.collider.clone(), old.trigger.clone());
        let (collider_handle, trigger_handle) = (link.collider, link.trigger);

        let collider = match (&old_collider, &spec.collider) {
            (Some(old), Some(new)) if same_form && same_collider_form(old, new) => {
                if (old != new || old_mass != mass)
                    && let Some(solid) = collider_handle.and_then(|handle| self.colliders.get_mut(handle))
                {
                    apply_material(solid, new, mass);
                }
                collider_handle
            }
            (_, new) => {
                self.remove_collider(collider_handle);
                new.as_ref().and_then(|new| {
                    let form = Form {
                        shape: new.shape,
                        mesh: spec.mesh,
                        extent: new.size * spec.scale,
                        points: new.points.clone(),
                    };
                    let handle = self.insert_collider(entity, spec, &form, new.offset, new.sensor, false)?;
                    apply_material(self.colliders.get_mut(handle)?, new, mass);
                    Some(handle)
                })
            }
        };
        let trigger = match (&old_trigger, &spec.trigger) {
            (Some(old), Some(new)) if same_form && old == new => trigger_handle,
            (_, new) => {
                self.remove_collider(trigger_handle);
                new.as_ref().and_then(|new| {
                    let extent = new.size * spec.scale;
                    let form = Form { shape: new.shape, mesh: spec.mesh, extent, points: Vec::new() };
                    self.insert_collider(entity, spec, &form, new.offset, true, true)
                })
            }
        };
        if let Some(link) = self.links.get_mut(&entity) {
            (link.collider, link.trigger) = (collider, trigger);
        }
    }

    fn insert_collider(
        &mut self,
        entity: Entity,
        spec: &Spec,
        form: &Form,
        offset: Vec3,
        sensor: bool,
        is_trigger: bool,
    ) -> Option<ColliderHandle> {
        let solid = form.solid();
        if let Some(complaint) = solid.complaint {
            self.complaints.push((entity, complaint));
        }
        let (parent, at, turn) = match spec.host {
            Some((host, at, turn)) => (self.handle_of(host)?, at, turn),
            None => (self.handle_of(entity)?, Vec3::ZERO, Quat::IDENTITY),
        };
        let own = (offset * spec.scale).clamp(Vec3::splat(-FARTHEST), Vec3::splat(FARTHEST)) + solid.place;
        let place = Pose::from_parts(at + turn * own, turn);
        let built = ColliderBuilder::new(solid.shape)
            .position(place)
            .sensor(sensor)
            .active_events(ActiveEvents::COLLISION_EVENTS)
            .active_collision_types(collision_types(sensor))
            .friction_combine_rule(CoefficientCombineRule::Average)
            .restitution_combine_rule(CoefficientCombineRule::Max)
            .user_data(mark(entity, is_trigger))
            .density(if is_trigger { 0.0 } else { 1.0 })
            .build();
        let handle = self.colliders.insert_with_parent(built, parent, &mut self.bodies);
        self.moved.push(handle);
        Some(handle)
    }

    fn remove_collider(&mut self, handle: Option<ColliderHandle>) {
        let Some(handle) = handle else { return };
        self.colliders.remove(handle, &mut self.islands, &mut self.bodies, &mut self.soft_bodies, true);
    }

    /// Makes the entity's body what its RigidBody, Transform and Velocity say.
    fn update_body(&mut self, world: &World, entity: Entity, spec: &Spec, placement: &Placement) {
        let Some(link) = self.links.get_mut(&entity) else { return };
        let Some(body) = link.body.and_then(|handle| self.bodies.get_mut(handle)) else { return };
        if link.spec.rigid != spec.rigid {
            apply_rigid(body, spec.rigid.as_ref(), self.is_flat);
            match spec.rigid.as_ref().map(|rigid| rigid.kind) {
                Some(BodyKind::Kinematic) => self.kinematic.insert(entity),
                _ => self.kinematic.remove(&entity),
            };
        }
        let pose = sane(placement);
        if pose != link.pose && !body.is_kinematic() {
            body.set_position(Pose::from_parts(pose.0, pose.1), true);
            body.set_enabled(true);
            self.moved.extend(body.colliders());
        }
        if !body.is_kinematic() {
            link.pose = pose;
        }
        let velocity = sane_velocity(&world.get::<Velocity>(entity).cloned().unwrap_or_default());
        if velocity != link.velocity && body.is_dynamic() {
            body.set_linvel(velocity.linear, true);
            body.set_angvel(velocity.angular, true);
            link.velocity = velocity;
        }
    }

    /// Takes an entity out of the simulation. What hung on its body is made anew when it is looked at again.
    pub fn forget(&mut self, entity: Entity) {
        let Some(link) = self.links.remove(&entity) else { return };
        self.kinematic.remove(&entity);
        self.remove_collider(link.collider);
        self.remove_collider(link.trigger);
        if let Some(body) = link.body {
            self.bodies.remove(
                body,
                &mut self.islands,
                &mut self.colliders,
                &mut self.joints,
                &mut self.multibodies,
                &mut self.soft_bodies,
                true,
            );
        }
    }

    /// Takes an entity out of the simulation with its joint.
    pub fn forget_all(&mut self, entity: Entity) {
        self.forget(entity);
        self.forget_joint(entity);
    }
}

/// Whether an entity has something that the simulation knows.
pub fn is_physical(world: &World, entity: Entity) -> bool {
    let Ok(entity) = world.get_entity(entity) else { return false };
    entity.contains::<Collider>()
        || entity.contains::<RigidBody>()
        || entity.contains::<Trigger>()
        || entity.contains::<Joint>()
}

fn spec_of(world: &World, entity: Entity) -> Option<Spec> {
    let at = world.get_entity(entity).ok()?;
    if at.contains::<Dying>() {
        return None;
    }
    let (rigid, collider) = (at.get::<RigidBody>().cloned(), at.get::<Collider>().cloned());
    let trigger = at.get::<Trigger>().cloned();
    if rigid.is_none() && collider.is_none() && trigger.is_none() {
        return None;
    }
    let placement = hierarchy::placement_of(world, entity);
    let host = match rigid {
        Some(_) => None,
        None => host_of(world, entity).map(|host| {
            let base = sane(&hierarchy::placement_of(world, host));
            let own = sane(&placement);
            let undo = base.1.inverse();
            (host, undo * (own.0 - base.0), undo * own.1)
        }),
    };
    let scale = placement.scale;
    Some(Spec { rigid, collider, trigger, mesh: at.get::<Mesh>().map(|mesh| mesh.shape), scale, host })
}

/// The nearest entity above that has a body of its own.
fn host_of(world: &World, entity: Entity) -> Option<Entity> {
    std::iter::successors(hierarchy::parent_of(world, entity), |at| hierarchy::parent_of(world, *at))
        .take(hierarchy::MAX_DEPTH)
        .find(|at| world.get::<RigidBody>(*at).is_some())
}

fn same_collider_form(a: &Collider, b: &Collider) -> bool {
    (a.shape, a.size, a.offset, a.sensor) == (b.shape, b.size, b.offset, b.sensor) && a.points == b.points
}

fn apply_material(solid: &mut Solid, from: &Collider, mass: f32) {
    solid.set_friction(from.friction.clamp(0.0, 100.0));
    solid.set_restitution(from.bounce.clamp(0.0, 1.0));
    match mass > 0.0 {
        true => solid.set_mass(mass.clamp(LIGHTEST, HEAVIEST)),
        false => {
            solid.set_density(from.density.clamp(1e-4, HEAVIEST));
            // The solver divides one mass by another: too far apart, and nothing is left of either.
            let weight = solid.mass();
            if !(LIGHTEST..=HEAVIEST).contains(&weight) {
                solid.set_mass(if weight > LIGHTEST { HEAVIEST } else { LIGHTEST });
            }
        }
    }
    let (layers, meets) = (Group::from_bits_retain(from.layers), Group::from_bits_retain(from.collides_with));
    solid.set_collision_groups(InteractionGroups::new(layers, meets, InteractionTestMode::And));
}

/// Sensors meet everything; solid things meet what can move.
fn collision_types(sensor: bool) -> ActiveCollisionTypes {
    match sensor {
        true => ActiveCollisionTypes::all(),
        false => ActiveCollisionTypes::default(),
    }
}

fn apply_rigid(body: &mut Body, from: Option<&RigidBody>, is_flat: bool) {
    let Some(from) = from else {
        body.set_body_type(RigidBodyType::Fixed, true);
        return;
    };
    let kind = match from.kind {
        BodyKind::Dynamic => RigidBodyType::Dynamic,
        BodyKind::Kinematic => RigidBodyType::KinematicPositionBased,
        BodyKind::Static => RigidBodyType::Fixed,
    };
    body.set_body_type(kind, true);
    body.set_locked_axes(locked_axes(from.freedom, is_flat), true);
    body.set_gravity_scale(from.gravity_scale.clamp(-100.0, 100.0), true);
    body.set_linear_damping(from.linear_damping.clamp(0.0, 1e4));
    body.set_angular_damping(from.angular_damping.clamp(0.0, 1e4));
    body.enable_ccd(from.bullet);
    if !from.can_sleep {
        body.activation_mut().normalized_linear_threshold = -1.0;
        body.wake_up(true);
    }
}
