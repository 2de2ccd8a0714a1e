//! The sounds that come from entities, as the page was told of them.

use std::collections::BTreeMap;

use bevy_ecs::entity::Entity;
use bevy_ecs::query::{QueryState, With, Without};
use bevy_ecs::world::World;
use glam::Vec3;

use crate::parts::audio::source::{AudioSource, Fixed};
use crate::world::components::Transform;
use crate::world::entity::{Dying, slot_order};
use crate::world::hierarchy;

/// Seconds in which a sound fades whose entity is gone.
pub const FADE: f64 = 0.05;

/// How far a source has come.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum State {
    /// It is to begin as soon as it can.
    Waits,
    /// It can't begin, which was said.
    Fails,
    /// It is heard until a frame, or until it is told to end.
    Sounds {
        /// What it is called.
        voice: u32,
        /// The frame from which on it isn't, where that is known.
        until: Option<u32>,
    },
    /// It was heard.
    Over,
}

/// A source as the page was told of it.
#[derive(Debug)]
pub struct Told {
    /// What it plays.
    pub source: AudioSource,
    /// Its place in the world when it was last told.
    pub at: Vec3,
    /// How far it has come.
    pub state: State,
    /// Whether it was still there in this frame.
    pub seen: bool,
}

type Heard = (With<Transform>, Without<Dying>);

/// All sources that there were in the last frame.
#[derive(Default)]
pub struct Sources {
    state: Option<QueryState<(Entity, &'static AudioSource), Heard>>,
    /// Those of this frame, in the order of their slots, and where they are.
    pub now: Vec<(Entity, AudioSource, Vec3)>,
    /// By [`slot_order`].
    pub told: BTreeMap<u64, Told>,
    /// Scripts run anew since then: what they make again goes on sounding.
    pub was_reloaded: bool,
}

impl Sources {
    /// Looks for the sources that are to be heard, and where they are.
    pub fn gather(&mut self, world: &mut World) {
        self.now.clear();
        let state = self.state.get_or_insert_with(|| world.query_filtered());
        for (entity, source) in state.iter(world) {
            if source.playing && !source.sound.is_empty() {
                let at = hierarchy::placement_of(world, entity).position;
                // A place beyond all numbers can't be told.
                let at = if at.is_finite() { at } else { Vec3::ZERO };
                self.now.push((entity, source.clone(), at));
            }
        }
        self.now.sort_unstable_by_key(|(entity, ..)| slot_order(*entity));
    }

    /// Scripts ran anew.
    pub fn note_reload(&mut self) {
        self.was_reloaded = true;
    }
}

/// Takes out what was told of entities that don't sound any more, by what they played, the oldest last.
pub fn take_ended(told: &mut BTreeMap<u64, Told>) -> BTreeMap<Fixed, Vec<Told>> {
    let mut ended: BTreeMap<Fixed, Vec<Told>> = BTreeMap::new();
    let gone: Vec<u64> = told.iter().filter(|(_, told)| !told.seen).map(|(slot, _)| *slot).collect();
    for told in gone.iter().rev().filter_map(|slot| told.remove(slot)) {
        ended.entry(told.source.fixed()).or_default().push(told);
    }
    ended
}
