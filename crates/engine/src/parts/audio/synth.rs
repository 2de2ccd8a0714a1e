//! The built-in sounds, made by a small synthesiser, so that a script needs no asset. The same samples everywhere.

use std::f64::consts::TAU;

/// Samples a second.
pub const RATE: u32 = 44_100;

/// A wave's form.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Wave {
    Sine,
    Triangle,
    Square,
    Saw,
    Noise,
}

/// One voice of a sound.
#[derive(Clone, Copy, Debug)]
struct Part {
    wave: Wave,
    /// When it begins, seconds.
    at: f64,
    /// How long it swells, seconds.
    attack: f64,
    /// How long it stays, seconds.
    hold: f64,
    /// How long it fades, seconds.
    decay: f64,
    /// Hertz at the start; for noise, how often it jumps.
    from: f64,
    /// Hertz at the end.
    to: f64,
    /// How far its pitch swings, part of it, and how often a second.
    vibrato: (f64, f64),
    /// The highest frequency that passes at the start and at the end, hertz.
    low_pass: (f64, f64),
    /// From 0 to 1.
    volume: f64,
}

const PART: Part = Part {
    wave: Wave::Sine,
    at: 0.0,
    attack: 0.002,
    hold: 0.0,
    decay: 0.1,
    from: 440.0,
    to: 440.0,
    vibrato: (0.0, 0.0),
    low_pass: (20_000.0, 20_000.0),
    volume: 0.5,
};

/// A sound by name.
pub struct Sound {
    /// What scripts call it.
    pub name: &'static str,
    parts: &'static [Part],
}

macro_rules! sounds {
    ($($name:literal: [$({ $($field:ident: $value:expr),* $(,)? }),* $(,)?]),* $(,)?) => {
        /// All built-in sounds, by their names' alphabet.
        pub const SOUNDS: &[Sound] = &[$(Sound { name: $name, parts: &[$(Part { $($field: $value,)* ..PART }),*] }),*];
    };
}

sounds! {
    "bass": [
        { wave: Wave::Saw, hold: 0.08, decay: 0.3, from: 65.41, to: 65.41, low_pass: (900.0, 180.0), volume: 0.7 },
        { wave: Wave::Sine, hold: 0.08, decay: 0.3, from: 65.41, to: 65.41, volume: 0.5 },
    ],
    "bell": [
        { decay: 1.2, from: 523.25, to: 523.25, volume: 0.4 },
        { decay: 0.7, from: 1_443.0, to: 1_443.0, volume: 0.2 },
        { decay: 0.4, from: 2_825.0, to: 2_825.0, volume: 0.12 },
    ],
    "blip": [{ wave: Wave::Square, hold: 0.03, decay: 0.05, from: 660.0, to: 660.0, low_pass: (5_000.0, 3_000.0), volume: 0.3 }],
    "clap": [
        { wave: Wave::Noise, decay: 0.02, from: 22_050.0, to: 22_050.0, low_pass: (4_000.0, 3_000.0), volume: 0.5 },
        { wave: Wave::Noise, at: 0.018, decay: 0.13, from: 22_050.0, to: 22_050.0, low_pass: (5_000.0, 2_000.0), volume: 0.6 },
    ],
    "click": [
        { wave: Wave::Square, attack: 0.0005, decay: 0.012, from: 1_600.0, to: 900.0, volume: 0.3 },
        { wave: Wave::Noise, attack: 0.0005, decay: 0.006, from: 22_050.0, to: 22_050.0, volume: 0.25 },
    ],
    "coin": [
        { wave: Wave::Square, hold: 0.05, decay: 0.03, from: 987.77, to: 987.77, low_pass: (8_000.0, 8_000.0), volume: 0.28 },
        { wave: Wave::Square, at: 0.075, hold: 0.08, decay: 0.3, from: 1_318.51, to: 1_318.51, low_pass: (8_000.0, 4_000.0), volume: 0.28 },
    ],
    "explosion": [
        { wave: Wave::Noise, attack: 0.005, hold: 0.1, decay: 0.9, from: 22_050.0, to: 6_000.0, low_pass: (3_500.0, 120.0), volume: 0.9 },
        { wave: Wave::Sine, hold: 0.05, decay: 0.5, from: 110.0, to: 30.0, volume: 0.6 },
    ],
    "hat": [{ wave: Wave::Noise, attack: 0.0005, decay: 0.06, from: 44_100.0, to: 44_100.0, volume: 0.22 }],
    "hit": [
        { wave: Wave::Noise, attack: 0.001, decay: 0.1, from: 16_000.0, to: 6_000.0, low_pass: (6_000.0, 800.0), volume: 0.5 },
        { wave: Wave::Square, decay: 0.12, from: 300.0, to: 70.0, low_pass: (3_000.0, 500.0), volume: 0.4 },
    ],
    "jump": [{ wave: Wave::Square, hold: 0.06, decay: 0.14, from: 260.0, to: 720.0, low_pass: (4_000.0, 6_000.0), volume: 0.3 }],
    "kick": [
        { attack: 0.001, hold: 0.02, decay: 0.26, from: 160.0, to: 42.0, volume: 0.95 },
        { wave: Wave::Noise, attack: 0.0005, decay: 0.01, from: 22_050.0, to: 22_050.0, low_pass: (3_000.0, 800.0), volume: 0.2 },
    ],
    "laser": [{ wave: Wave::Saw, hold: 0.04, decay: 0.2, from: 1_900.0, to: 180.0, low_pass: (9_000.0, 2_000.0), volume: 0.3 }],
    "lose": [
        { wave: Wave::Triangle, hold: 0.14, decay: 0.06, from: 392.0, to: 392.0, volume: 0.5 },
        { wave: Wave::Triangle, at: 0.2, hold: 0.14, decay: 0.06, from: 329.63, to: 329.63, volume: 0.5 },
        { wave: Wave::Triangle, at: 0.4, hold: 0.25, decay: 0.5, from: 261.63, to: 246.0, vibrato: (0.02, 6.0), volume: 0.5 },
    ],
    "pluck": [
        { wave: Wave::Triangle, decay: 0.55, from: 261.63, to: 261.63, low_pass: (5_000.0, 600.0), volume: 0.55 },
        { wave: Wave::Saw, decay: 0.22, from: 261.63, to: 261.63, low_pass: (4_500.0, 400.0), volume: 0.2 },
    ],
    "powerup": [
        { wave: Wave::Square, hold: 0.06, decay: 0.03, from: 523.25, to: 523.25, low_pass: (6_000.0, 6_000.0), volume: 0.25 },
        { wave: Wave::Square, at: 0.08, hold: 0.06, decay: 0.03, from: 659.25, to: 659.25, low_pass: (6_000.0, 6_000.0), volume: 0.25 },
        { wave: Wave::Square, at: 0.16, hold: 0.06, decay: 0.03, from: 783.99, to: 783.99, low_pass: (6_000.0, 6_000.0), volume: 0.25 },
        { wave: Wave::Square, at: 0.24, hold: 0.12, decay: 0.25, from: 1_046.5, to: 1_046.5, vibrato: (0.01, 8.0), low_pass: (6_000.0, 3_000.0), volume: 0.25 },
    ],
    "snare": [
        { wave: Wave::Noise, attack: 0.001, decay: 0.18, from: 30_000.0, to: 22_050.0, low_pass: (9_000.0, 3_000.0), volume: 0.45 },
        { wave: Wave::Triangle, decay: 0.09, from: 220.0, to: 150.0, volume: 0.5 },
    ],
    "step": [{ wave: Wave::Noise, attack: 0.003, decay: 0.07, from: 9_000.0, to: 4_000.0, low_pass: (1_400.0, 400.0), volume: 0.6 }],
    "win": [
        { wave: Wave::Triangle, hold: 0.1, decay: 0.06, from: 523.25, to: 523.25, volume: 0.4 },
        { wave: Wave::Triangle, at: 0.12, hold: 0.1, decay: 0.06, from: 659.25, to: 659.25, volume: 0.4 },
        { wave: Wave::Triangle, at: 0.24, hold: 0.1, decay: 0.06, from: 783.99, to: 783.99, volume: 0.4 },
        { wave: Wave::Triangle, at: 0.36, hold: 0.3, decay: 0.6, from: 1_046.5, to: 1_046.5, vibrato: (0.008, 6.0), volume: 0.4 },
        { wave: Wave::Triangle, at: 0.36, hold: 0.3, decay: 0.6, from: 783.99, to: 783.99, volume: 0.25 },
    ],
}

/// The built-in sound of a name.
pub fn find(name: &str) -> Option<&'static Sound> {
    SOUNDS.binary_search_by(|sound| sound.name.cmp(name)).ok().and_then(|i| SOUNDS.get(i))
}

impl Sound {
    /// How long it is, seconds.
    pub fn seconds(&self) -> f64 {
        self.parts.iter().map(|part| part.at + part.seconds()).fold(0.0, f64::max)
    }

    /// Its samples, from -1 to 1, [`RATE`] a second.
    pub fn samples(&self) -> Vec<f32> {
        let mut out = vec![0.0; (self.seconds() * f64::from(RATE)) as usize + 1];
        for part in self.parts {
            part.add_to(&mut out);
        }
        for sample in &mut out {
            // A soft ceiling: several voices at once don't crack.
            *sample = libm::tanhf(*sample);
        }
        out
    }
}

impl Part {
    fn seconds(&self) -> f64 {
        self.attack + self.hold + self.decay
    }

    fn add_to(&self, out: &mut [f32]) {
        let rate = f64::from(RATE);
        let first = (self.at * rate) as usize;
        let count = (self.seconds() * rate) as usize;
        let (mut phase, mut passed) = (0.0, 0.0);
        let mut noise = Noise { state: 0x2545_f491, value: 0.0 };
        for (i, sample) in out.iter_mut().skip(first).take(count).enumerate() {
            let (seconds, share) = (i as f64 / rate, i as f64 / count as f64);
            let swing = 1.0 + self.vibrato.0 * libm::sin(TAU * self.vibrato.1 * seconds);
            // Pitch is heard in steps of a factor.
            let pitch = self.from * libm::pow(self.to / self.from, share) * swing;
            phase += pitch / rate;
            let value = self.wave.at(&mut phase, &mut noise);
            let cutoff = self.low_pass.0 * libm::pow(self.low_pass.1 / self.low_pass.0, share);
            passed += (value - passed) * (1.0 - libm::exp(-TAU * cutoff / rate));
            *sample += (passed * self.loudness(seconds) * self.volume) as f32;
        }
    }

    /// From 0 to 1, by the seconds since its start.
    fn loudness(&self, seconds: f64) -> f64 {
        if seconds < self.attack {
            return seconds / self.attack;
        }
        let fading = (seconds - self.attack - self.hold) / self.decay;
        let left = (1.0 - fading.clamp(0.0, 1.0)).max(0.0);
        left * left
    }
}

/// Values that last for a phase each.
struct Noise {
    state: u32,
    value: f64,
}

impl Noise {
    fn jump(&mut self) {
        // Marsaglia's xorshift.
        self.state ^= self.state << 13;
        self.state ^= self.state >> 17;
        self.state ^= self.state << 5;
        self.value = f64::from(self.state) / f64::from(u32::MAX) * 2.0 - 1.0;
    }
}

impl Wave {
    fn at(self, phase: &mut f64, noise: &mut Noise) -> f64 {
        if *phase >= 1.0 {
            *phase -= libm::floor(*phase);
            noise.jump();
        }
        let phase = *phase;
        match self {
            Wave::Sine => libm::sin(TAU * phase),
            Wave::Triangle => 1.0 - 4.0 * libm::fabs(phase - 0.5),
            Wave::Square => {
                if phase < 0.5 {
                    1.0
                } else {
                    -1.0
                }
            }
            Wave::Saw => 2.0 * phase - 1.0,
            Wave::Noise => noise.value,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_sound_is_heard_begins_and_ends_in_silence_and_does_not_clip() {
        for sound in SOUNDS {
            let samples = sound.samples();
            let power = samples.iter().map(|sample| sample * sample).sum::<f32>() / samples.len() as f32;
            assert!(power.sqrt() > 0.01, "{} is too soft: {}", sound.name, power.sqrt());
            assert!(samples.iter().all(|sample| sample.abs() < 1.0), "{} clips", sound.name);
            let last = samples.len() - 20;
            assert!(
                samples[last..].iter().all(|sample| sample.abs() < 0.02),
                "{} ends with a crack",
                sound.name
            );
            assert!((0.01..2.0).contains(&sound.seconds()), "{}", sound.name);
        }
    }

    #[test]
    fn sounds_are_found_by_name() {
        assert!(SOUNDS.is_sorted_by_key(|sound| sound.name));
        assert!(SOUNDS.iter().all(|sound| find(sound.name).is_some_and(|found| found.name == sound.name)));
        assert!(find("cion").is_none());
    }

    #[test]
    fn a_coin_rings_at_the_pitch_that_it_should() {
        // Zero crossings upward in the second note.
        let samples = find("coin").map(Sound::samples).unwrap_or_default();
        let note = &samples[(0.1 * f64::from(RATE)) as usize..(0.15 * f64::from(RATE)) as usize];
        let crossings = note.windows(2).filter(|pair| pair[0] < 0.0 && pair[1] >= 0.0).count();
        assert!((62..=69).contains(&crossings), "{crossings} in a twentieth of a second, 66 at 1318 Hz");
    }
}
