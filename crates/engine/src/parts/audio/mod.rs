//! What scripts want to be heard. The engine makes no sound: it says what would be played, voice by voice, and who runs
//! it plays that (the page) or writes it down (a test).

mod commands;
mod source;
mod sources;
mod synth;
mod voices;

pub use commands::{AudioCommand, Change, DistanceModel, Place, Playing, StampedAudio};
pub use source::{AudioSource, Fixed};
pub use sources::{FADE, Sources, State, Told, take_ended};
pub use synth::{RATE, SOUNDS, Sound, find};
pub use voices::Audio;

/// Whether a file's name is one of a sound's.
pub fn is_sound_file(name: &str) -> bool {
    let extension = name.rsplit_once('.').map_or("", |(_, extension)| extension);
    ["ogg", "mp3", "wav", "flac", "m4a", "opus"].contains(&extension.to_ascii_lowercase().as_str())
}
