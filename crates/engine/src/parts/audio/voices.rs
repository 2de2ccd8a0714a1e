//! What scripts want to be heard, voice by voice, and what is known of what plays.

use std::collections::{BTreeMap, BTreeSet};

use bevy_ecs::entity::Entity;
use bevy_ecs::query::{With, Without};
use bevy_ecs::world::World;
use glam::{Quat, Vec3};
use luminara_script::HostError;
use luminara_script::nearest::suggestion;
use smol_str::SmolStr;

use crate::parts::audio::commands::{AudioCommand, Change, Playing, StampedAudio};
use crate::world::components::{Camera, Transform};
use crate::world::entity::Dying;
use crate::world::hierarchy;

/// Sounds that begin in one frame; more are not heard apart, and left out.
const STARTS_A_FRAME: u32 = 32;

/// What one frame may ask for.
const COMMANDS_A_FRAME: u32 = 1_000;

/// Sounds that may loop at once.
const MOST_LOOPS: usize = 64;

/// Buses that a project may have.
const MOST_BUSES: usize = 32;

/// All that was asked for, and what is known of what plays.
#[derive(Debug, Default)]
pub struct Audio {
    commands: Vec<StampedAudio>,
    frame: u32,
    asked: u32,
    started: u32,
    last_voice: u32,
    loops: BTreeSet<u32>,
    buses: BTreeMap<SmolStr, f64>,
    /// Some sound came from a place: the ear's place counts.
    has_places: bool,
    ear: Option<[Vec3; 3]>,
    /// Changes of entities' sounds that were told in this frame.
    told: u32,
    /// The last voice that `stop_all` ended.
    silenced: u32,
}

impl Audio {
    /// The sounds of a project that was before this one end.
    pub fn after(before: &Audio) -> Self {
        let mut audio = Audio::default();
        if before.last_voice > 0 {
            audio.say(AudioCommand::StopAll { fade: 0.0 });
        }
        audio
    }

    /// Starts a frame's counts anew.
    pub fn start_frame(&mut self, frame: u32) {
        (self.frame, self.asked, self.started, self.told) = (frame, 0, 0, 0);
    }

    /// Takes what was asked for.
    pub fn take(&mut self) -> Vec<StampedAudio> {
        std::mem::take(&mut self.commands)
    }

    fn say(&mut self, command: AudioCommand) {
        self.commands.push(StampedAudio { frame: self.frame, command });
    }

    fn ask(&mut self, command: AudioCommand) -> Result<(), HostError> {
        self.count()?;
        self.say(command);
        Ok(())
    }

    fn count(&mut self) -> Result<(), HostError> {
        self.asked += 1;
        match self.asked <= COMMANDS_A_FRAME {
            true => Ok(()),
            false => Err(HostError::limit(format!(
                "more than {COMMANDS_A_FRAME} calls of audio in one frame; play sounds when something happens, not all the time"
            ))),
        }
    }

    /// Begins a sound and gives its voice.
    pub fn play(&mut self, playing: Playing) -> Result<u32, HostError> {
        self.count()?;
        if playing.looping && self.loops.len() >= MOST_LOOPS {
            return Err(HostError::limit(format!(
                "{MOST_LOOPS} sounds loop already; stop one of them first"
            )));
        }
        self.bus(&playing.bus)?;
        if self.started < STARTS_A_FRAME {
            return Ok(self.start(playing));
        }
        self.last_voice = self.last_voice.wrapping_add(1);
        Ok(self.last_voice)
    }

    /// Begins an entity's sound, unless too many begin in this frame or loop already.
    pub fn begin(&mut self, playing: Playing) -> Result<Option<u32>, HostError> {
        if self.started >= STARTS_A_FRAME || (playing.looping && self.loops.len() >= MOST_LOOPS) {
            return Ok(None);
        }
        self.bus(&playing.bus)?;
        Ok(Some(self.start(playing)))
    }

    fn start(&mut self, playing: Playing) -> u32 {
        self.started += 1;
        self.last_voice = self.last_voice.wrapping_add(1);
        let voice = self.last_voice;
        if playing.looping {
            self.loops.insert(voice);
        }
        self.has_places |= playing.place.is_some();
        let Playing { sound, volume, pitch, pan, looping, bus, fade, place } = playing;
        self.say(AudioCommand::Play {
            voice,
            sound: sound.into(),
            volume,
            pitch,
            pan,
            looping,
            bus: bus.into(),
            fade,
            place,
        });
        voice
    }

    /// Changes what is given of a sound.
    pub fn change(&mut self, voice: u32, change: Change, seconds: f64) -> Result<(), HostError> {
        self.ask(change.command(voice, seconds))
    }

    /// Changes what is given of an entity's sound, and gives whether that was told: a frame has an end.
    pub fn tell(&mut self, voice: u32, change: Change) -> bool {
        self.told += 1;
        let has_room = self.told <= COMMANDS_A_FRAME;
        if has_room {
            self.say(change.command(voice, 0.0));
        }
        has_room
    }

    /// Ends an entity's sound.
    pub fn end(&mut self, voice: u32, fade: f64) {
        self.loops.remove(&voice);
        self.say(AudioCommand::Stop { voice, fade });
    }

    /// Whether all sounds were stopped since that one began.
    pub fn is_silenced(&self, voice: u32) -> bool {
        voice <= self.silenced
    }

    /// Ends a sound. Nothing happens where it has ended.
    pub fn stop(&mut self, voice: u32, fade: f64) -> Result<(), HostError> {
        self.loops.remove(&voice);
        self.ask(AudioCommand::Stop { voice, fade })
    }

    /// Ends sounds that a script's old code began.
    pub fn forget(&mut self, voices: &[u32]) {
        for voice in voices {
            self.end(*voice, 0.05);
        }
    }

    /// Ends all sounds.
    pub fn stop_all(&mut self, fade: f64) -> Result<(), HostError> {
        self.loops.clear();
        self.silenced = self.last_voice;
        self.ask(AudioCommand::StopAll { fade })
    }

    /// Sets a bus's volume.
    pub fn set_bus(&mut self, name: &SmolStr, volume: f64, seconds: f64) -> Result<(), HostError> {
        *self.bus(name)? = volume;
        self.ask(AudioCommand::Bus { name: name.as_str().into(), volume, seconds })
    }

    /// A bus's volume; of a new name, a new bus's.
    pub fn bus(&mut self, name: &SmolStr) -> Result<&mut f64, HostError> {
        let is_usual = matches!(name.as_str(), "master" | "sounds");
        if !is_usual && !self.buses.contains_key(name) && self.buses.len() >= MOST_BUSES {
            let known: Vec<&str> = self.buses.keys().map(SmolStr::as_str).collect();
            let hint = suggestion(name, known.iter().copied());
            return Err(HostError::new(format!(
                "there are {MOST_BUSES} buses already; '{name}' is one too many{hint}"
            )));
        }
        if name.is_empty() || name.len() > 64 {
            return Err(HostError::new("a bus's name has 1 to 64 letters"));
        }
        Ok(self.buses.entry(name.clone()).or_insert(1.0))
    }

    /// Says where the ear is, if that matters and changed.
    pub fn listen(&mut self, world: &mut World) {
        if !self.has_places {
            return;
        }
        let mut cameras = world.query_filtered::<(Entity, &Camera), (With<Transform>, Without<Dying>)>();
        let active = cameras.iter(world).find(|(_, camera)| camera.active);
        let (position, rotation) = match active {
            Some((entity, _)) => {
                let place = hierarchy::placement_of(world, entity);
                (place.position, place.rotation)
            }
            None => (Camera::USUAL_PLACE, Quat::from_rotation_y(0.61)),
        };
        let ear = [position, rotation * Vec3::NEG_Z, rotation * Vec3::Y];
        if self.ear != Some(ear) {
            self.ear = Some(ear);
            let [position, forward, up] = ear.map(|vector| vector.to_array().map(f64::from));
            self.say(AudioCommand::Listen { position, forward, up });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn coin(looping: bool) -> Playing {
        Playing {
            sound: "coin".into(),
            volume: 1.0,
            pitch: 1.0,
            pan: 0.0,
            looping,
            bus: "sounds".into(),
            fade: 0.0,
            place: None,
        }
    }

    #[test]
    fn many_sounds_in_a_frame_are_thinned_and_too_many_are_an_error() {
        let mut audio = Audio::default();
        let result = (0..2_000).try_for_each(|_| audio.play(coin(false)).map(|_| ()));
        assert!(!result.unwrap_err().is_catchable());
        assert_eq!(audio.take().len(), STARTS_A_FRAME as usize);
        audio.start_frame(2);
        assert!(audio.play(coin(false)).is_ok());
        assert_eq!(audio.take().len(), 1);
    }

    #[test]
    fn loops_are_counted_until_they_stop() {
        let mut audio = Audio::default();
        for frame in 0..MOST_LOOPS as u32 {
            audio.start_frame(frame);
            audio.play(coin(true)).unwrap();
        }
        assert!(audio.play(coin(true)).is_err());
        audio.stop(1, 0.0).unwrap();
        assert!(audio.play(coin(true)).is_ok());
    }

    #[test]
    fn another_project_begins_in_silence() {
        let mut before = Audio::default();
        assert!(Audio::after(&before).take().is_empty());
        before.play(coin(true)).unwrap();
        assert_eq!(
            Audio::after(&before).take(),
            [StampedAudio { frame: 0, command: AudioCommand::StopAll { fade: 0.0 } }]
        );
    }
}
