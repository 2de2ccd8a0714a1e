//! The sounds that come from entities, frame by frame.

use std::collections::BTreeMap;

use bevy_ecs::entity::Entity;
use glam::Vec3;
use luminara_script::{HostError, LogLevel};

use crate::frame::scene::Scene;
use crate::parts::audio::{AudioSource, Change, FADE, Fixed, Playing, State, Told, find, take_ended};
use crate::world::entity::{id_of, slot_order};

/// Frames a second of a sound's time, which doesn't know the simulation's scale.
const FRAMES: f64 = 60.0;

impl Scene {
    /// Says what changed of the sounds that come from entities.
    pub fn play_sources(&mut self) {
        self.sources.gather(&mut self.world);
        let now = std::mem::take(&mut self.sources.now);
        let mut told = std::mem::take(&mut self.sources.told);
        for told in told.values_mut() {
            told.seen = false;
        }
        for (entity, source, _) in &now {
            if let Some(told) = told.get_mut(&slot_order(*entity)) {
                told.seen = told.source.fixed() == source.fixed();
            }
        }
        let mut ended = take_ended(&mut told);
        for (entity, source, at) in &now {
            let slot = slot_order(*entity);
            let told = told.entry(slot).or_insert_with(|| {
                self.take_over(source, &mut ended).unwrap_or_else(|| Told {
                    source: source.clone(),
                    at: *at,
                    state: State::Waits,
                    seen: true,
                })
            });
            self.tell(*entity, told, source, *at);
        }
        for told in ended.into_values().flatten() {
            if let State::Sounds { voice, until } = told.state
                && until.is_none_or(|until| self.time.frame < until)
                && !self.audio.is_silenced(voice)
            {
                self.audio.end(voice, FADE);
            }
        }
        (self.sources.now, self.sources.told) = (now, told);
        self.sources.was_reloaded = false;
    }

    /// The voice of an entity that is gone, for one that took its place: a loop goes on, and after a reload everything does.
    fn take_over(&self, source: &AudioSource, ended: &mut BTreeMap<Fixed, Vec<Told>>) -> Option<Told> {
        let is_reload = self.sources.was_reloaded;
        if ended.is_empty() || !(source.looping || is_reload) {
            return None;
        }
        let told = ended.get_mut(&source.fixed()).and_then(Vec::pop)?;
        let is_heard = matches!(told.state, State::Sounds { voice, .. } if !self.audio.is_silenced(voice));
        (is_heard || is_reload).then_some(told)
    }

    fn tell(&mut self, entity: Entity, told: &mut Told, source: &AudioSource, at: Vec3) {
        match told.state {
            State::Waits | State::Fails => {
                (told.source, told.at) = (source.clone(), at);
                told.state = self.begin(entity, told);
            }
            State::Sounds { voice, until } => {
                let is_over = until.is_some_and(|until| self.time.frame >= until);
                if is_over || self.audio.is_silenced(voice) {
                    told.state = State::Over;
                    return;
                }
                if told.source.pitch != source.pitch {
                    // Its end isn't where it was.
                    told.state = State::Sounds { voice, until: None };
                }
                self.follow(voice, told, source, at);
            }
            State::Over => {}
        }
    }

    fn begin(&mut self, entity: Entity, told: &Told) -> State {
        let Told { source, at, state, .. } = told;
        let outcome = self.check_sound(&source.sound).and_then(|()| {
            let playing = Playing {
                sound: source.sound.clone(),
                volume: source.volume,
                pitch: source.pitch,
                pan: 0.0,
                looping: source.looping,
                bus: source.bus.clone(),
                fade: 0.0,
                place: source.place(*at),
            };
            self.audio.begin(playing)
        });
        match outcome {
            Ok(Some(voice)) => State::Sounds { voice, until: self.end_of(source) },
            Ok(None) if source.looping => State::Waits,
            Ok(None) => State::Over,
            Err(HostError { message, .. }) => {
                if *state != State::Fails {
                    self.say(LogLevel::Warn, format!("AudioSource of {}: {message}", id_of(entity)), None);
                }
                State::Fails
            }
        }
    }

    /// The frame from which on a sound isn't heard any more, where that is known.
    fn end_of(&self, source: &AudioSource) -> Option<u32> {
        let sound = find(&source.sound).filter(|_| !source.looping)?;
        let frames = libm::ceil(sound.seconds() / source.pitch * FRAMES) as u32;
        Some(self.time.frame.saturating_add(frames).saturating_add(1))
    }

    /// Says what changed of a source that is heard.
    fn follow(&mut self, voice: u32, told: &mut Told, source: &AudioSource, at: Vec3) {
        let change = Change {
            volume: (source.volume != told.source.volume).then_some(source.volume),
            pitch: (source.pitch != told.source.pitch).then_some(source.pitch),
            pan: None,
            position: (source.spatial && at != told.at).then_some(at),
        };
        let has_changed = change.volume.is_some() || change.pitch.is_some() || change.position.is_some();
        if has_changed && self.audio.tell(voice, change) {
            (told.source, told.at) = (source.clone(), at);
        }
    }
}
