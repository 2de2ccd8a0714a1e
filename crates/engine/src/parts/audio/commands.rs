//! What is told to who makes the sound: begin, change, stop.

use glam::Vec3;
use luminara_script::ScriptEnum;
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

/// How a sound grows softer with the distance; the formulas are those of the Web Audio API's `PannerNode`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ScriptEnum)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum DistanceModel {
    /// By the share of the way to the greatest distance.
    Linear,
    /// By one over the distance.
    #[default]
    Inverse,
    /// By a power of the distance.
    Exponential,
}

/// Where a sound comes from.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Place {
    /// In the world.
    pub position: [f64; 3],
    /// Up to where it is as loud as it is played, units of the world.
    pub min_distance: f64,
    /// Where it stops growing softer, units of the world.
    pub max_distance: f64,
    /// How fast it grows softer; 1 is as in the world.
    pub rolloff: f64,
    /// By which formula it grows softer.
    pub model: DistanceModel,
}

/// Something to play or to change.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum AudioCommand {
    /// Begins a sound.
    Play {
        /// What later commands call it.
        voice: u32,
        /// A built-in sound or a file of the project.
        sound: String,
        /// 1 is as it was made.
        volume: f64,
        /// 2 is an octave higher and twice as fast.
        pitch: f64,
        /// From -1, left, to 1, right.
        pan: f64,
        /// Whether it begins again when it ends.
        looping: bool,
        /// What it is mixed into.
        bus: String,
        /// Seconds in which it swells.
        fade: f64,
        /// Where it comes from; without, from everywhere.
        place: Option<Place>,
    },
    /// Changes what is given of a sound.
    Change {
        /// As `Play` called it.
        voice: u32,
        /// 1 is as it was made.
        volume: Option<f64>,
        /// 2 is an octave higher.
        pitch: Option<f64>,
        /// From -1 to 1.
        pan: Option<f64>,
        /// In the world.
        position: Option<[f64; 3]>,
        /// Seconds in which it changes.
        seconds: f64,
    },
    /// Ends a sound.
    Stop {
        /// As `Play` called it.
        voice: u32,
        /// Seconds in which it fades.
        fade: f64,
    },
    /// Ends all sounds.
    StopAll {
        /// Seconds in which they fade.
        fade: f64,
    },
    /// Sets a bus's volume.
    Bus {
        /// Which; all are mixed into "master".
        name: String,
        /// 1 is as it is.
        volume: f64,
        /// Seconds in which it changes.
        seconds: f64,
    },
    /// Where the ear is: the camera.
    Listen {
        /// In the world.
        position: [f64; 3],
        /// Of length 1.
        forward: [f64; 3],
        /// Of length 1.
        up: [f64; 3],
    },
}

/// A command and the frame that gave it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct StampedAudio {
    /// The frame's number; 0 before the first.
    pub frame: u32,
    /// What is to be heard from then on.
    pub command: AudioCommand,
}

/// A sound to begin; see [`AudioCommand::Play`].
#[derive(Clone, Debug)]
pub struct Playing {
    /// A built-in sound or a file of the project.
    pub sound: SmolStr,
    /// 1 is as it was made.
    pub volume: f64,
    /// 2 is an octave higher.
    pub pitch: f64,
    /// From -1 to 1.
    pub pan: f64,
    /// Whether it begins again when it ends.
    pub looping: bool,
    /// What it is mixed into.
    pub bus: SmolStr,
    /// Seconds in which it swells.
    pub fade: f64,
    /// Where it comes from.
    pub place: Option<Place>,
}

/// What may change of a sound that plays; see [`AudioCommand::Change`].
#[derive(Clone, Copy, Debug, Default)]
pub struct Change {
    /// 1 is as it was made.
    pub volume: Option<f64>,
    /// 2 is an octave higher.
    pub pitch: Option<f64>,
    /// From -1 to 1.
    pub pan: Option<f64>,
    /// In the world.
    pub position: Option<Vec3>,
}

impl Change {
    /// As a command.
    pub(super) fn command(self, voice: u32, seconds: f64) -> AudioCommand {
        let Change { volume, pitch, pan, position } = self;
        let position = position.map(|at| at.to_array().map(f64::from));
        AudioCommand::Change { voice, volume, pitch, pan, position, seconds }
    }
}
