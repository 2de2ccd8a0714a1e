//! Sounds that come from entities: the component, and what is said of it frame by frame.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use bevy_ecs::component::Component;
use bevy_ecs::entity::Entity;
use bevy_ecs::query::{QueryState, With, Without};
use glam::Vec3;
use luminara_script::{HostError, LogLevel, ScriptStruct, Value};
use smol_str::SmolStr;

use super::{Change, DistanceModel, Place, Playing, find};
use crate::api::audio::check_sound;
use crate::components::Transform;
use crate::hierarchy;
use crate::indexes::slot_order;
use crate::scene::{Dying, Scene, id_of};

/// Frames a second of a sound's time, which doesn't know the simulation's scale.
const FRAMES: f64 = 60.0;

/// Seconds in which a sound fades whose entity is gone.
const FADE: f64 = 0.05;

/// Makes an entity sound, from where it is and wherever it goes, until the entity or the component goes.
///
/// Of the sounds that loop, 64 are heard at once; the others wait. One that an edit of the script leaves as it is goes on.
///
/// ```lua
/// local bee = world.spawn { shape = "sphere", scale = 0.2, AudioSource = { sound = "bass", looping = true, pitch = 4 } }
/// bee:set_component("AudioSource", { volume = 0.2 })
/// world.spawn { position = vec3(4, 0, 0), AudioSource = { sound = "bell", max_distance = 20 } }
/// ```
#[derive(Clone, Debug, PartialEq, Component, ScriptStruct)]
pub struct AudioSource {
    /// A built-in sound (`audio.sounds()` lists them) or a file of the project; "" is none. Another one begins anew.
    pub sound: SmolStr,
    /// How loud it is: 1 is as it was made, up to 4.
    #[within(0, 4)]
    pub volume: f64,
    /// How high it is: 2 is an octave higher and twice as fast; from 0.01 to 16.
    #[within(0.01, 16)]
    pub pitch: f64,
    /// Whether it begins again when it ends.
    pub looping: bool,
    /// Whether it plays. One that doesn't loop plays once each time that this becomes true.
    pub playing: bool,
    /// Whether it comes from the entity's place; otherwise it is equally loud everywhere.
    pub spatial: bool,
    /// Up to here it is as loud as ever, metres from the camera.
    #[within(0, 1e9)]
    pub min_distance: f64,
    /// Where it stops growing softer, metres.
    #[within(0, 1e9)]
    pub max_distance: f64,
    /// How fast it grows softer; 1 is as in the world.
    #[within(0, 1e9)]
    pub rolloff: f64,
    /// How it grows softer.
    pub model: DistanceModel,
    /// What it is mixed into, as `audio.set_bus_volume` calls it.
    pub bus: SmolStr,
}

impl Default for AudioSource {
    fn default() -> Self {
        Self {
            sound: SmolStr::default(),
            volume: 1.0,
            pitch: 1.0,
            looping: false,
            playing: true,
            spatial: true,
            min_distance: 1.0,
            max_distance: 50.0,
            rolloff: 1.0,
            model: DistanceModel::default(),
            bus: SmolStr::new_static("sounds"),
        }
    }
}

/// What a voice can't change: a source in which something of it changes begins anew.
type Fixed = (SmolStr, SmolStr, [bool; 2], [u64; 3], u8);

impl AudioSource {
    fn fixed(&self) -> Fixed {
        let place = match self.spatial {
            true => [self.min_distance, self.max_distance, self.rolloff].map(f64::to_bits),
            false => [0; 3],
        };
        (self.sound.clone(), self.bus.clone(), [self.looping, self.spatial], place, self.model as u8)
    }

    fn place(&self, at: Vec3) -> Option<Place> {
        self.spatial.then(|| Place {
            position: at.to_array().map(f64::from),
            min_distance: self.min_distance,
            max_distance: self.max_distance,
            rolloff: self.rolloff,
            model: self.model,
        })
    }

    /// The sound that a value names for the component.
    pub fn sound_in(value: &Value) -> Option<SmolStr> {
        let mut named = AudioSource::default();
        // What is wrong with it is said when it is assigned.
        named.assign(value).ok().map(|()| named.sound).filter(|sound| !sound.is_empty())
    }
}

/// How far a source has come.
#[derive(Clone, Copy, Debug, PartialEq)]
enum State {
    /// It is to begin as soon as it can.
    Waits,
    /// It can't begin, which was said.
    Fails,
    /// It is heard until a frame, or until it is told to end.
    Sounds { voice: u32, until: Option<u32> },
    /// It was heard.
    Over,
}

/// A source as the page was told of it.
#[derive(Debug)]
struct Told {
    source: AudioSource,
    at: Vec3,
    state: State,
    seen: bool,
}

type Heard = (With<Transform>, Without<Dying>);

/// All sources that there were in the last frame.
#[derive(Default)]
pub struct Sources {
    state: Option<QueryState<(Entity, &'static AudioSource), Heard>>,
    now: Vec<(Entity, AudioSource, Vec3)>,
    /// By [`slot_order`].
    told: BTreeMap<u64, Told>,
    /// Scripts run anew since then: what they make again goes on sounding.
    was_reloaded: bool,
}

impl Sources {
    /// Scripts ran anew.
    pub fn note_reload(&mut self) {
        self.was_reloaded = true;
    }

    /// What was told of entities that don't sound any more, by what they played, the oldest last.
    fn take_ended(&mut self) -> BTreeMap<Fixed, Vec<Told>> {
        let mut ended: BTreeMap<Fixed, Vec<Told>> = BTreeMap::new();
        if self.told.values().all(|told| told.seen) {
            return ended;
        }
        let all = std::mem::take(&mut self.told);
        for (slot, told) in all.into_iter().rev() {
            match told.seen {
                true => drop(self.told.insert(slot, told)),
                false => ended.entry(told.source.fixed()).or_default().push(told),
            }
        }
        ended
    }
}

impl Scene {
    /// Says what changed of the sounds that come from entities.
    pub fn play_sources(&mut self) {
        self.gather_sources();
        let now = std::mem::take(&mut self.sources.now);
        for told in self.sources.told.values_mut() {
            told.seen = false;
        }
        for (entity, source, _) in &now {
            if let Entry::Occupied(mut told) = self.sources.told.entry(slot_order(*entity))
                && told.get().source.fixed() == source.fixed()
            {
                told.get_mut().seen = true;
            }
        }
        let mut ended = self.sources.take_ended();
        for (entity, source, at) in &now {
            let old = self.sources.told.remove(&slot_order(*entity));
            let told = old.or_else(|| self.take_over(source, &mut ended));
            let told = told.unwrap_or_else(|| Told {
                source: source.clone(),
                at: *at,
                state: State::Waits,
                seen: true,
            });
            let told = self.tell(*entity, told, source, *at);
            self.sources.told.insert(slot_order(*entity), told);
        }
        for told in ended.into_values().flatten() {
            if let State::Sounds { voice, until } = told.state
                && until.is_none_or(|until| self.time.frame < until)
                && !self.audio.is_silenced(voice)
            {
                self.audio.end(voice, FADE);
            }
        }
        self.sources.now = now;
        self.sources.was_reloaded = false;
    }

    /// The sources that are to be heard, and where they are.
    fn gather_sources(&mut self) {
        let Self { world, sources, .. } = self;
        sources.now.clear();
        let state = sources.state.get_or_insert_with(|| world.query_filtered());
        for (entity, source) in state.iter(world) {
            if source.playing && !source.sound.is_empty() {
                let at = hierarchy::placement_of(world, entity).position;
                // A place beyond all numbers can't be told.
                let at = if at.is_finite() { at } else { Vec3::ZERO };
                sources.now.push((entity, source.clone(), at));
            }
        }
        sources.now.sort_unstable_by_key(|(entity, ..)| slot_order(*entity));
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

    fn tell(&mut self, entity: Entity, mut told: Told, source: &AudioSource, at: Vec3) -> Told {
        match told.state {
            State::Waits | State::Fails => {
                told = Told { source: source.clone(), at, seen: true, ..told };
                told.state = self.begin(entity, &told);
            }
            State::Sounds { voice, until } => {
                let is_over = until.is_some_and(|until| self.time.frame >= until);
                if is_over || self.audio.is_silenced(voice) {
                    told.state = State::Over;
                } else {
                    if told.source.pitch != source.pitch {
                        // Its end isn't where it was.
                        told.state = State::Sounds { voice, until: None };
                    }
                    self.follow(voice, &mut told, source, at);
                }
            }
            State::Over => {}
        }
        told.seen = true;
        told
    }

    fn begin(&mut self, entity: Entity, told: &Told) -> State {
        let Told { source, at, state, .. } = told;
        let outcome = check_sound(self, &source.sound).and_then(|()| {
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
