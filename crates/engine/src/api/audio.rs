//! `audio`: sounds.

use glam::Vec3;
use luminara_script::{CallSite, HostError, Options, ScriptStruct, Value};
use smol_str::SmolStr;

use crate::frame::scene::Scene;
use crate::parts::audio::{Change, DistanceModel, Place, Playing};

/// Plays sounds: built-in ones by name (`audio.sounds()` lists them: "coin", "jump", "hit", "explosion", "laser", "powerup",
/// "click", "step" and more) and the project's `.ogg`, `.mp3` and `.wav` files.
///
/// Every sound that begins has a voice, a number by which it can be changed and stopped. Of the sounds that begin in one
/// frame, 32 are heard. Browsers are silent until the first click or key. A sound that goes with an entity is an `AudioSource`.
///
/// ```lua
/// audio.play("coin")
/// local engine = audio.play("bass", { looping = true, volume = 0.4 })
/// audio.set_pitch(engine, 1.5, 0.5)
/// audio.stop(engine, 1)
/// ```
#[luminara_script::module("audio", host = Scene)]
pub mod audio_module {
    use super::*;

    /// Begins a sound and gives its voice. With `position` it comes from a place of the world, as with `audio.play_at_position`.
    ///
    /// ```lua
    /// audio.play("jump", { volume = 0.5, pitch = 1.2 })
    /// ```
    pub fn play(
        scene: &mut Scene,
        site: &dyn CallSite,
        name: SmolStr,
        options: Options<PlayOptions>,
    ) -> Result<u32, HostError> {
        super::begin(scene, site, "audio.play", name, None, options.0)
    }

    /// Begins a sound at a place of the world: softer when it is far from the camera, from the side where it is.
    ///
    /// ```lua
    /// audio.play_at_position("explosion", vec3(10, 0, 5), { max_distance = 80 })
    /// ```
    pub fn play_at_position(
        scene: &mut Scene,
        site: &dyn CallSite,
        name: SmolStr,
        position: Vec3,
        options: Options<PlayOptions>,
    ) -> Result<u32, HostError> {
        super::begin(scene, site, "audio.play_at_position", name, Some(position), options.0)
    }

    /// Ends a sound, in `fade` seconds. Nothing happens where it has ended.
    ///
    /// ```lua
    /// local music = audio.play("pluck", { looping = true })
    /// audio.stop(music, 0.5)
    /// ```
    pub fn stop(scene: &mut Scene, voice: u32, #[default(0.0)] fade: f64) -> Result<(), HostError> {
        scene.audio.stop(voice, super::seconds("audio.stop", fade)?)
    }

    /// Ends all sounds, in `fade` seconds. What an `AudioSource` played begins again when its `playing` is set anew.
    ///
    /// ```lua
    /// audio.stop_all(1)
    /// ```
    pub fn stop_all(scene: &mut Scene, #[default(0.0)] fade: f64) -> Result<(), HostError> {
        scene.audio.stop_all(super::seconds("audio.stop_all", fade)?)
    }

    /// Sets a sound's volume, in `seconds`.
    ///
    /// ```lua
    /// local wind = audio.play("step", { looping = true, volume = 0 })
    /// audio.set_volume(wind, 0.6, 2)
    /// ```
    pub fn set_volume(
        scene: &mut Scene,
        voice: u32,
        volume: f64,
        #[default(0.0)] seconds: f64,
    ) -> Result<(), HostError> {
        let volume = Some(super::volume("audio.set_volume", volume)?);
        let seconds = super::seconds("audio.set_volume", seconds)?;
        scene.audio.change(voice, Change { volume, ..Change::default() }, seconds)
    }

    /// Sets a sound's pitch, in `seconds`; 2 is an octave higher and twice as fast.
    ///
    /// ```lua
    /// local engine = audio.play("bass", { looping = true })
    /// audio.set_pitch(engine, 2, 1)
    /// ```
    pub fn set_pitch(
        scene: &mut Scene,
        voice: u32,
        pitch: f64,
        #[default(0.0)] seconds: f64,
    ) -> Result<(), HostError> {
        let pitch = Some(super::pitch("audio.set_pitch", pitch)?);
        let seconds = super::seconds("audio.set_pitch", seconds)?;
        scene.audio.change(voice, Change { pitch, ..Change::default() }, seconds)
    }

    /// Moves a sound from -1, left, to 1, right, in `seconds`.
    ///
    /// ```lua
    /// audio.set_pan(audio.play("laser"), 1, 0.2)
    /// ```
    pub fn set_pan(
        scene: &mut Scene,
        voice: u32,
        pan: f64,
        #[default(0.0)] seconds: f64,
    ) -> Result<(), HostError> {
        let pan = Some(super::between("audio.set_pan", "pan", pan, -1.0, 1.0)?);
        let seconds = super::seconds("audio.set_pan", seconds)?;
        scene.audio.change(voice, Change { pan, ..Change::default() }, seconds)
    }

    /// Moves a sound that was begun at a place.
    ///
    /// ```lua
    /// local bee = audio.play_at_position("hat", vec3(0, 1, 0), { looping = true })
    /// audio.set_position(bee, vec3(2, 1, 0))
    /// ```
    pub fn set_position(scene: &mut Scene, voice: u32, position: Vec3) -> Result<(), HostError> {
        let position = Some(super::finite("audio.set_position", position)?);
        scene.audio.change(voice, Change { position, ..Change::default() }, 0.0)
    }

    /// Sets the volume of a bus, in `seconds`. Sounds are mixed into "sounds" unless `audio.play` says otherwise; all buses
    /// are mixed into "master".
    ///
    /// ```lua
    /// audio.play("pluck", { looping = true, bus = "music" })
    /// audio.set_bus_volume("music", 0.3)
    /// ```
    pub fn set_bus_volume(
        scene: &mut Scene,
        bus: SmolStr,
        volume: f64,
        #[default(0.0)] seconds: f64,
    ) -> Result<(), HostError> {
        let volume = super::volume("audio.set_bus_volume", volume)?;
        let seconds = super::seconds("audio.set_bus_volume", seconds)?;
        scene.audio.set_bus(&bus, volume, seconds)
    }

    /// The volume that a bus was set to.
    ///
    /// ```lua
    /// print(audio.bus_volume("master"))
    /// ```
    pub fn bus_volume(scene: &mut Scene, bus: SmolStr) -> Result<f64, HostError> {
        scene.audio.bus(&bus).map(|volume| *volume)
    }

    /// The names of the built-in sounds and of the project's sound files.
    ///
    /// ```lua
    /// for _, name in ipairs(audio.sounds()) do print(name) end
    /// ```
    pub fn sounds(scene: &mut Scene) -> Vec<SmolStr> {
        scene.sound_names().collect()
    }
}

/// How a sound is played.
#[derive(Clone, Debug, ScriptStruct)]
pub struct PlayOptions {
    /// How loud it is; 1 is as it was made.
    #[within(0, 4)]
    pub volume: f64,
    /// How high it is; 2 is an octave higher and twice as fast.
    #[above(0, 16)]
    pub pitch: f64,
    /// From where it is heard: -1 is left, 1 is right.
    #[within(-1, 1)]
    pub pan: f64,
    /// Whether it begins again when it ends.
    pub looping: bool,
    /// Seconds in which it swells.
    #[within(0, 3600)]
    pub fade: f64,
    /// The bus that it is mixed into.
    pub bus: SmolStr,
    /// Whether it comes from a place of the world. When it isn't said, it does if there is a place.
    pub spatial: Option<bool>,
    /// The place of the world where it comes from.
    pub position: Option<Vec3>,
    /// Up to here it is as loud as ever, metres from the camera. This and what follows are for a sound with a place.
    #[within(0, 1e9)]
    pub min_distance: f64,
    /// Where it stops growing softer, metres from the camera.
    #[within(0, 1e9)]
    pub max_distance: f64,
    /// How fast it grows softer; 1 is as in the world.
    #[within(0, 1e9)]
    pub rolloff: f64,
    /// By which formula it grows softer.
    pub model: DistanceModel,
}

impl Default for PlayOptions {
    fn default() -> Self {
        Self {
            volume: 1.0,
            pitch: 1.0,
            pan: 0.0,
            looping: false,
            fade: 0.0,
            bus: SmolStr::new_static("sounds"),
            spatial: None,
            position: None,
            min_distance: 1.0,
            max_distance: 50.0,
            rolloff: 1.0,
            model: DistanceModel::default(),
        }
    }
}

fn begin(
    scene: &mut Scene,
    site: &dyn CallSite,
    function: &str,
    sound: SmolStr,
    position: Option<Vec3>,
    options: PlayOptions,
) -> Result<u32, HostError> {
    scene.check_sound(&sound)?;
    let PlayOptions { volume, pitch, pan, looping, fade, bus, .. } = options;
    let PlayOptions { min_distance, max_distance, rolloff, model, .. } = options;
    let place = match (options.position.or(position), options.spatial) {
        (_, Some(false)) | (None, None) => None,
        (None, Some(true)) => {
            return Err(HostError::new(format!(
                "a spatial sound needs a place: {function} with position = vec3(…)"
            )));
        }
        (Some(at), _) => {
            let position = finite(function, at)?.to_array().map(f64::from);
            Some(Place { position, min_distance, max_distance, rolloff, model })
        }
    };
    let voice = scene.audio.play(Playing { sound, volume, pitch, pan, looping, bus, fade, place })?;
    if looping && let Some(made) = scene.recorded(site.instance()) {
        made.voices.push(voice);
    }
    Ok(voice)
}

fn between(function: &str, name: &str, value: f64, low: f64, high: f64) -> Result<f64, HostError> {
    match (low..=high).contains(&value) {
        true => Ok(value),
        false => Err(HostError::new(format!("'{name}' of {function} expects {low} to {high}, got {value}"))),
    }
}

fn volume(function: &str, value: f64) -> Result<f64, HostError> {
    between(function, "volume", value, 0.0, 4.0)
}

fn pitch(function: &str, value: f64) -> Result<f64, HostError> {
    match value > 0.0 && value <= 16.0 {
        true => Ok(value),
        false => Err(HostError::new(format!(
            "'pitch' of {function} expects a number above 0, up to 16, got {value}"
        ))),
    }
}

fn seconds(function: &str, value: f64) -> Result<f64, HostError> {
    between(function, "seconds", value, 0.0, 3_600.0)
}

fn finite(function: &str, position: Vec3) -> Result<Vec3, HostError> {
    match position.is_finite() {
        true => Ok(position),
        false => {
            Err(HostError::new(format!("'position' of {function} is not finite: {}", Value::Vec3(position))))
        }
    }
}
