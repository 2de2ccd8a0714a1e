//! `audio`: sounds.

use glam::Vec3;
use luminara_script::nearest::suggestion;
use luminara_script::{CallSite, FromValue, HostError, Table, Value};
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

    /// Begins a sound and gives its voice. `options`: `volume` (1; 0 to 4), `pitch` (1; 2 is an octave higher; above 0 to
    /// 16), `pan` (0; -1 left to 1 right), `looping` (false), `fade` (0; seconds in which it swells), `bus` ("sounds"),
    /// `position` with `spatial` for a sound in the world, and then as `audio.play_at_position` has them.
    ///
    /// ```lua
    /// audio.play("jump", { volume = 0.5, pitch = 1.2 })
    /// ```
    pub fn play(
        scene: &mut Scene,
        site: &dyn CallSite,
        name: SmolStr,
        options: Option<Table>,
    ) -> Result<u32, HostError> {
        super::begin(scene, site, "audio.play", name, None, options)
    }

    /// Begins a sound at a place of the world: softer when it is far from the camera, from the side where it is. `options`:
    /// those of `audio.play`, `min_distance` (1; up to there it is as loud as ever), `max_distance` (50; it grows no softer
    /// beyond), `rolloff` (1; how fast it grows softer) and `model` ("inverse", "linear" or "exponential").
    ///
    /// ```lua
    /// audio.play_at_position("explosion", vec3(10, 0, 5), { max_distance = 80 })
    /// ```
    pub fn play_at_position(
        scene: &mut Scene,
        site: &dyn CallSite,
        name: SmolStr,
        position: Vec3,
        options: Option<Table>,
    ) -> Result<u32, HostError> {
        super::begin(scene, site, "audio.play_at_position", name, Some(position), options)
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

fn begin(
    scene: &mut Scene,
    site: &dyn CallSite,
    function: &str,
    sound: SmolStr,
    position: Option<Vec3>,
    options: Option<Table>,
) -> Result<u32, HostError> {
    scene.check_sound(&sound)?;
    let mut playing = Playing {
        sound,
        volume: 1.0,
        pitch: 1.0,
        pan: 0.0,
        looping: false,
        bus: SmolStr::new_static("sounds"),
        fade: 0.0,
        place: None,
    };
    let mut place = Place {
        position: [0.0; 3],
        min_distance: 1.0,
        max_distance: 50.0,
        rolloff: 1.0,
        model: DistanceModel::default(),
    };
    let (mut position, mut is_spatial) = (position, None);
    for (name, value) in options.iter().flat_map(|options| &options.fields) {
        let what = || format!("'{name}' of {function}");
        let number = || f64::expect(value, what);
        let distance = || between(function, name, number()?, 0.0, 1e9);
        match name.as_str() {
            "volume" => playing.volume = volume(function, number()?)?,
            "pitch" => playing.pitch = pitch(function, number()?)?,
            "pan" => playing.pan = between(function, "pan", number()?, -1.0, 1.0)?,
            "looping" => playing.looping = bool::expect(value, what)?,
            "fade" => playing.fade = seconds(function, number()?)?,
            "bus" => playing.bus = SmolStr::expect(value, what)?,
            "spatial" => is_spatial = Some(bool::expect(value, what)?),
            "position" => position = Some(Vec3::expect(value, what)?),
            "min_distance" => place.min_distance = distance()?,
            "max_distance" => place.max_distance = distance()?,
            "rolloff" => place.rolloff = distance()?,
            "model" => place.model = DistanceModel::expect(value, what)?,
            other => {
                return Err(HostError::new(format!(
                    "{function} has no option '{other}'{}",
                    option_hint(other)
                )));
            }
        }
    }
    playing.place = match (position, is_spatial) {
        (_, Some(false)) | (None, None) => None,
        (None, Some(true)) => {
            return Err(HostError::new(format!(
                "a spatial sound needs a place: {function} with position = vec3(…)"
            )));
        }
        (Some(at), _) => {
            place.position = finite(function, at)?.to_array().map(f64::from);
            Some(place)
        }
    };
    let is_looping = playing.looping;
    let voice = scene.audio.play(playing)?;
    if is_looping && let Some(made) = scene.recorded(site.instance()) {
        made.voices.push(voice);
    }
    Ok(voice)
}

fn option_hint(name: &str) -> String {
    const OPTIONS: [&str; 12] = [
        "volume",
        "pitch",
        "pan",
        "looping",
        "fade",
        "bus",
        "spatial",
        "position",
        "min_distance",
        "max_distance",
        "rolloff",
        "model",
    ];
    suggestion(name, OPTIONS)
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
