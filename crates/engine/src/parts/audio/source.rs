//! The component of an entity that sounds.

use bevy_ecs::component::Component;
use glam::Vec3;
use luminara_script::{ScriptStruct, Value};
use smol_str::SmolStr;

use crate::parts::audio::commands::{DistanceModel, Place};

/// What a voice can't change: a source in which something of it changes begins anew.
pub type Fixed = (SmolStr, SmolStr, [bool; 2], [u64; 3], u8);

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

impl AudioSource {
    /// What a voice can't change.
    pub fn fixed(&self) -> Fixed {
        let place = match self.spatial {
            true => [self.min_distance, self.max_distance, self.rolloff].map(f64::to_bits),
            false => [0; 3],
        };
        (self.sound.clone(), self.bus.clone(), [self.looping, self.spatial], place, self.model as u8)
    }

    /// What its voice is told of its place.
    pub fn place(&self, at: Vec3) -> Option<Place> {
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
