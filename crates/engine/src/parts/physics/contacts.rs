//! What touches what: collected while the solver steps, told to scripts after it.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use bevy_ecs::entity::Entity;
use glam::Vec3;
use rapier3d::dynamics::{RigidBodySet, SoftBodySet, SoftBodyTearEvent};
use rapier3d::geometry::{ColliderHandle, ColliderSet, CollisionEvent, ContactPair};
use rapier3d::pipeline::EventHandler;

use crate::parts::physics::links::entity_of_collider;

/// What of a contact is told.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Moment {
    /// The two began to touch: where, the direction in which the first is pushed away, and how fast they met, metres a second.
    Begin {
        /// A point that both have in common.
        point: Vec3,
        /// Away from the second's surface, towards the first.
        normal: Vec3,
        /// How fast they came together.
        speed: f32,
    },
    /// They touched before and still do.
    Stay,
    /// They no longer touch.
    End,
}

/// Two entities that touch.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Contact {
    /// One of them; the one with the trigger, if one has.
    pub a: Entity,
    /// The other.
    pub b: Entity,
    /// Whether `b` is in a trigger or sensor of `a`.
    pub in_trigger: bool,
    /// What is told.
    pub moment: Moment,
}

/// What the solver said in one step.
#[derive(Default)]
pub struct Heard(Mutex<Vec<Said>>);

struct Said {
    pair: (ColliderHandle, ColliderHandle),
    /// The entities, where it began.
    began: Option<(Key, Moment)>,
}

/// Two entities and whether it is about a trigger: in order, so that the order of what is told is the same everywhere.
type Key = (Entity, Entity, bool);

/// All that touches.
#[derive(Default)]
pub struct Touching {
    /// Each pair of colliders and the entities that they belong to; a collider may be gone when its contact ends.
    pairs: BTreeMap<[(u32, u32); 2], Key>,
    /// How many pairs of colliders each two entities have in touch.
    counts: BTreeMap<Key, Count>,
}

struct Count {
    pairs: u32,
    began: Option<Moment>,
    was_touching: bool,
}

fn id(pair: (ColliderHandle, ColliderHandle)) -> [(u32, u32); 2] {
    let mut ids = [pair.0.into_raw_parts(), pair.1.into_raw_parts()];
    ids.sort_unstable();
    ids
}

impl Touching {
    /// Takes in what the solver said.
    pub fn take(&mut self, heard: Heard) {
        for said in heard.0.into_inner().unwrap_or_else(PoisonError::into_inner) {
            match said.began {
                Some((key, moment)) => {
                    if self.pairs.insert(id(said.pair), key).is_some() {
                        continue;
                    }
                    let count = self.counts.entry(key).or_insert(Count {
                        pairs: 0,
                        began: None,
                        was_touching: false,
                    });
                    if count.pairs == 0 && !count.was_touching {
                        count.began = Some(moment);
                    }
                    count.pairs += 1;
                }
                None => {
                    let Some(key) = self.pairs.remove(&id(said.pair)) else { continue };
                    if let Some(count) = self.counts.get_mut(&key) {
                        count.pairs = count.pairs.saturating_sub(1);
                    }
                }
            }
        }
    }

    /// What is to be told of the last frame. A touch that began and ended within one frame is told as both.
    pub fn report(&mut self) -> Vec<Contact> {
        let mut contacts = Vec::new();
        self.counts.retain(|(a, b, in_trigger), count| {
            let mut tell = |moment| contacts.push(Contact { a: *a, b: *b, in_trigger: *in_trigger, moment });
            match count.began.take() {
                Some(moment) => tell(moment),
                None if count.pairs > 0 => tell(Moment::Stay),
                None => {}
            }
            if count.pairs == 0 {
                tell(Moment::End);
            }
            count.was_touching = true;
            count.pairs > 0
        });
        contacts
    }
}

impl EventHandler for Heard {
    fn handle_collision_event(
        &self,
        bodies: &RigidBodySet,
        colliders: &ColliderSet,
        event: CollisionEvent,
        contact_pair: Option<&ContactPair>,
    ) {
        let pair = (event.collider1(), event.collider2());
        let began = match event.started() {
            true => began(bodies, colliders, pair, contact_pair),
            false => None,
        };
        if began.is_some() || event.stopped() {
            self.0.lock().unwrap_or_else(PoisonError::into_inner).push(Said { pair, began });
        }
    }

    fn handle_contact_force_event(&self, _: f32, _: &RigidBodySet, _: &ColliderSet, _: &ContactPair, _: f32) {
    }

    fn handle_soft_body_tear_event(&self, _: &SoftBodySet, _: &SoftBodyTearEvent) {}
}

/// The entities of two colliders that began to touch, and how.
fn began(
    bodies: &RigidBodySet,
    colliders: &ColliderSet,
    pair: (ColliderHandle, ColliderHandle),
    contact_pair: Option<&ContactPair>,
) -> Option<(Key, Moment)> {
    let (first, second) = (colliders.get(pair.0)?, colliders.get(pair.1)?);
    let ((a, a_senses), (b, b_senses)) = (entity_of_collider(first)?, entity_of_collider(second)?);
    // Two triggers don't tell of each other, and an entity not of itself.
    if a == b || (a_senses && b_senses) {
        return None;
    }
    let in_trigger = a_senses || b_senses;
    let swap = if in_trigger { b_senses } else { b < a };
    let key = if swap { (b, a, in_trigger) } else { (a, b, in_trigger) };

    let mut point = first.translation().midpoint(second.translation());
    let mut normal = Vec3::Y;
    if let Some((manifold, contact)) = contact_pair.and_then(|pair| pair.find_deepest_contact()) {
        let place = match &manifold.subshape_poses {
            Some(poses) => *first.position() * poses.pos1.unwrap_or_default(),
            None => *first.position(),
        };
        point = place.transform_point(contact.local_p1);
        // From the first to the second, as the solver keeps it.
        normal = -manifold.data.normal;
    }
    let velocity = |collider: &rapier3d::geometry::Collider| {
        let body = collider.parent().and_then(|handle| bodies.get(handle));
        body.map_or(Vec3::ZERO, |body| body.velocity_at_point(point))
    };
    let speed = (velocity(second) - velocity(first)).dot(normal).max(0.0);
    let normal = if swap { -normal } else { normal };
    Some((key, Moment::Begin { point, normal, speed }))
}
