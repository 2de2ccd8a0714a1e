//! Noise and easing: functions from numbers to numbers that make scenes look alive. The same bits everywhere: only `+ - * /`, comparisons
//! and `libm`.

use glam::Vec3;

use crate::error::HostError;
use crate::registry::Registry;

/// Adds the modules of this file.
pub fn register(registry: &mut Registry) {
    registry.modules.extend([noise_module::module(), ease_module::module()]);
}

/// Numbers that change smoothly from place to place and never repeat: hills, clouds, a trembling hand. All from -1 to 1, the same in
/// every run.
///
/// ```lua
/// for x = 0, 9 do
///   world.spawn { shape = "cube", position = vec3(x, noise.perlin(x * 0.3) * 2, 0) }
/// end
/// ```
#[luminara_script::module("noise")]
mod noise_module {
    use super::*;

    /// Random values at whole places, smooth in between.
    ///
    /// ```lua
    /// print(noise.value(1.5, 2.25))
    /// ```
    pub fn value(
        #[default(0.0)] x: f64,
        #[default(0.0)] y: f64,
        #[default(0.0)] z: f64,
        #[default(0)] seed: i64,
    ) -> f64 {
        super::value([x, y, z], seed)
    }

    /// Ken Perlin's gradient noise: 0 at whole places, rounder than `value`.
    ///
    /// ```lua
    /// print(noise.perlin(0.5, 0.5))
    /// ```
    pub fn perlin(
        #[default(0.0)] x: f64,
        #[default(0.0)] y: f64,
        #[default(0.0)] z: f64,
        #[default(0)] seed: i64,
    ) -> f64 {
        super::perlin([x, y, z], seed)
    }

    /// Simplex noise: as `perlin`, without its grain along the axes.
    ///
    /// ```lua
    /// print(noise.simplex(0.5, 0.5))
    /// ```
    pub fn simplex(
        #[default(0.0)] x: f64,
        #[default(0.0)] y: f64,
        #[default(0.0)] z: f64,
        #[default(0)] seed: i64,
    ) -> f64 {
        super::simplex([x, y, z], seed)
    }

    /// Layers of simplex noise, each `lacunarity` times as fine and `gain` times as strong as the one before: mountains. 1 to 12 layers.
    ///
    /// ```lua
    /// local height = noise.fbm(vec3(3.2, 0, 1.7), 5)
    /// ```
    pub fn fbm(
        at: Vec3,
        #[default(4)] octaves: i64,
        #[default(2.0)] lacunarity: f64,
        #[default(0.5)] gain: f64,
        #[default(0)] seed: i64,
    ) -> Result<f64, HostError> {
        if !(1..=12).contains(&octaves) {
            return Err(HostError::new(format!("noise.fbm expects 1 to 12 octaves, got {octaves}")));
        }
        let (mut sum, mut most, mut strength, mut scale) = (0.0, 0.0, 1.0, 1.0);
        for octave in 0..octaves {
            let [x, y, z] = at.to_array().map(|part| f64::from(part) * scale);
            sum += strength * super::simplex([x, y, z], seed.wrapping_add(octave));
            most += strength.abs();
            strength *= gain;
            scale *= lacunarity;
        }
        Ok(if most > 0.0 { sum / most } else { 0.0 })
    }
}

/// A hash of a place of the lattice: the finisher of SplitMix64 over its parts.
fn lattice(cell: [i64; 3], seed: i64) -> u64 {
    let mut state = seed as u64 ^ 0x9e37_79b9_7f4a_7c15;
    for part in cell {
        state = (state ^ part as u64).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        state = (state ^ (state >> 29)).wrapping_mul(0x94d0_49bb_1331_11eb);
        state ^= state >> 32;
    }
    state
}

/// The cell of a place and where in it that is. What isn't finite is taken for 0.
fn split(at: [f64; 3]) -> ([i64; 3], [f64; 3]) {
    let at = at.map(|part| if part.is_finite() { part } else { 0.0 });
    let floor = at.map(libm::floor);
    (floor.map(|part| part as i64), [at[0] - floor[0], at[1] - floor[1], at[2] - floor[2]])
}

/// Perlin's quintic: flat in its first and second derivative at 0 and 1.
fn fade(t: f64) -> f64 {
    t * t * t * (t * (t * 6.0 - 15.0) + 10.0)
}

fn blend(inside: [f64; 3], corner: impl Fn([i64; 3]) -> f64) -> f64 {
    let [u, v, w] = inside.map(fade);
    let lerp = |a: f64, b: f64, t: f64| a + (b - a) * t;
    let row = |y, z| lerp(corner([0, y, z]), corner([1, y, z]), u);
    lerp(lerp(row(0, 0), row(1, 0), v), lerp(row(0, 1), row(1, 1), v), w)
}

fn value(at: [f64; 3], seed: i64) -> f64 {
    let (cell, inside) = split(at);
    blend(inside, |by| {
        let hash = lattice(std::array::from_fn(|i| cell[i].wrapping_add(by[i])), seed);
        (hash >> 11) as f64 / (1u64 << 52) as f64 - 1.0
    })
}

/// The product of a place with one of the twelve edges of a cube.
fn gradient(hash: u64, [x, y, z]: [f64; 3]) -> f64 {
    let sign = |bit: u64, part: f64| if hash >> bit & 1 == 0 { part } else { -part };
    match (hash >> 8) % 3 {
        0 => sign(0, x) + sign(1, y),
        1 => sign(0, x) + sign(1, z),
        _ => sign(0, y) + sign(1, z),
    }
}

fn perlin(at: [f64; 3], seed: i64) -> f64 {
    let (cell, inside) = split(at);
    blend(inside, |by| {
        let hash = lattice(std::array::from_fn(|i| cell[i].wrapping_add(by[i])), seed);
        let to = [inside[0] - by[0] as f64, inside[1] - by[1] as f64, inside[2] - by[2] as f64];
        gradient(hash, to)
    })
    .clamp(-1.0, 1.0)
}

/// Three-dimensional simplex noise (Perlin 2001), with the kernel radius of 0.6 that is usual.
fn simplex(at: [f64; 3], seed: i64) -> f64 {
    let at = at.map(|part| if part.is_finite() { part } else { 0.0 });
    let skew = (at[0] + at[1] + at[2]) / 3.0;
    let (cell, _) = split(at.map(|part| part + skew));
    let unskew = (cell[0] as f64 + cell[1] as f64 + cell[2] as f64) / 6.0;
    let first: [f64; 3] = std::array::from_fn(|i| at[i] - (cell[i] as f64 - unskew));
    // The corners of the tetrahedron lie along the parts in falling order.
    let mut order = [0, 1, 2];
    order.sort_by(|a, b| first[*b].total_cmp(&first[*a]));
    let mut corner = [0i64; 3];
    let mut sum = 0.0;
    for i in 0..4 {
        let away: [f64; 3] = std::array::from_fn(|k| first[k] - corner[k] as f64 + i as f64 / 6.0);
        let near = 0.6 - away[0] * away[0] - away[1] * away[1] - away[2] * away[2];
        if near > 0.0 {
            let place = [
                cell[0].wrapping_add(corner[0]),
                cell[1].wrapping_add(corner[1]),
                cell[2].wrapping_add(corner[2]),
            ];
            sum += near * near * near * near * gradient(lattice(place, seed), away);
        }
        if let Some(axis) = order.get(i) {
            corner[*axis] += 1;
        }
    }
    (32.0 * sum).clamp(-1.0, 1.0)
}

/// Ways from 0 to 1, for what should begin or end gently: each takes `t` from 0 to 1; times before and after are taken for those.
///
/// ```lua
/// local from, to = vec3(0, 0, 0), vec3(0, 3, 0)
/// print(from:lerp(to, ease.out_cubic(0.5)))
/// ```
#[luminara_script::module("ease")]
mod ease_module {
    /// Begins gently.
    ///
    /// ```lua
    /// print(ease.in_quad(0.5))  --> 0.25
    /// ```
    pub fn in_quad(t: f64) -> f64 {
        super::within(t) * super::within(t)
    }

    /// Ends gently.
    ///
    /// ```lua
    /// print(ease.out_quad(0.5))  --> 0.75
    /// ```
    pub fn out_quad(t: f64) -> f64 {
        1.0 - in_quad(super::rest(t))
    }

    /// Begins and ends gently.
    ///
    /// ```lua
    /// print(ease.in_out_quad(0.25))  --> 0.125
    /// ```
    pub fn in_out_quad(t: f64) -> f64 {
        super::both(t, in_quad)
    }

    /// Begins more gently.
    ///
    /// ```lua
    /// print(ease.in_cubic(0.5))  --> 0.125
    /// ```
    pub fn in_cubic(t: f64) -> f64 {
        in_quad(t) * super::within(t)
    }

    /// Ends more gently.
    ///
    /// ```lua
    /// print(ease.out_cubic(0.5))  --> 0.875
    /// ```
    pub fn out_cubic(t: f64) -> f64 {
        1.0 - in_cubic(super::rest(t))
    }

    /// Begins and ends more gently.
    ///
    /// ```lua
    /// print(ease.in_out_cubic(0.5))  --> 0.5
    /// ```
    pub fn in_out_cubic(t: f64) -> f64 {
        super::both(t, in_cubic)
    }

    /// Begins as a wave leaves its trough.
    ///
    /// ```lua
    /// print(ease.in_sine(1))  --> 1.0
    /// ```
    pub fn in_sine(t: f64) -> f64 {
        let t = super::within(t);
        if t == 1.0 { 1.0 } else { 1.0 - libm::cos(t * std::f64::consts::FRAC_PI_2) }
    }

    /// Ends as a wave reaches its crest.
    ///
    /// ```lua
    /// print(ease.out_sine(1))  --> 1.0
    /// ```
    pub fn out_sine(t: f64) -> f64 {
        1.0 - in_sine(super::rest(t))
    }

    /// From trough to crest.
    ///
    /// ```lua
    /// print(ease.in_out_sine(0))  --> 0.0
    /// ```
    pub fn in_out_sine(t: f64) -> f64 {
        super::both(t, in_sine)
    }

    /// Doubles its speed again and again.
    ///
    /// ```lua
    /// print(ease.in_expo(0), ease.in_expo(1))  --> 0.0 1.0
    /// ```
    pub fn in_expo(t: f64) -> f64 {
        let t = super::within(t);
        if t == 0.0 { 0.0 } else { libm::exp2(10.0 * t - 10.0) }
    }

    /// Halves its speed again and again.
    ///
    /// ```lua
    /// print(ease.out_expo(1))  --> 1.0
    /// ```
    pub fn out_expo(t: f64) -> f64 {
        1.0 - in_expo(super::rest(t))
    }

    /// Takes a run-up: goes below 0 first.
    ///
    /// ```lua
    /// print(ease.in_back(0.3) < 0)  --> true
    /// ```
    pub fn in_back(t: f64) -> f64 {
        const OVER: f64 = 1.701_58;
        let t = super::within(t);
        t * t * ((OVER + 1.0) * t - OVER)
    }

    /// Goes beyond 1 and comes back.
    ///
    /// ```lua
    /// print(ease.out_back(0.7) > 1)  --> true
    /// ```
    pub fn out_back(t: f64) -> f64 {
        1.0 - in_back(super::rest(t))
    }

    /// Swings about 1 before it comes to rest.
    ///
    /// ```lua
    /// print(ease.out_elastic(0.2) > 1)  --> true
    /// ```
    pub fn out_elastic(t: f64) -> f64 {
        let t = super::within(t);
        if t == 0.0 || t == 1.0 {
            return t;
        }
        libm::exp2(-10.0 * t) * libm::sin((t * 10.0 - 0.75) * std::f64::consts::TAU / 3.0) + 1.0
    }

    /// Falls on 1 and bounces three times.
    ///
    /// ```lua
    /// print(ease.out_bounce(1))  --> 1.0
    /// ```
    pub fn out_bounce(t: f64) -> f64 {
        const STEEP: f64 = 7.562_5;
        const STEP: f64 = 2.75;
        let t = super::within(t);
        let (late, above) = match t * STEP {
            part if part < 1.0 => (t, 0.0),
            part if part < 2.0 => (t - 1.5 / STEP, 0.75),
            part if part < 2.5 => (t - 2.25 / STEP, 0.937_5),
            _ => (t - 2.625 / STEP, 0.984_375),
        };
        STEEP * late * late + above
    }

    /// A number's part of the way from `low` to `high`, from 0 to 1, begun and ended gently.
    ///
    /// ```lua
    /// print(ease.smoothstep(2, 4, 3))  --> 0.5
    /// ```
    pub fn smoothstep(low: f64, high: f64, x: f64) -> f64 {
        let t = if low == high {
            f64::from(u8::from(x >= high))
        } else {
            super::within((x - low) / (high - low))
        };
        t * t * (3.0 - 2.0 * t)
    }
}

fn within(t: f64) -> f64 {
    if t.is_nan() { 0.0 } else { t.clamp(0.0, 1.0) }
}

/// What is left of 1.
fn rest(t: f64) -> f64 {
    1.0 - within(t)
}

fn both(t: f64, half: fn(f64) -> f64) -> f64 {
    let t = within(t);
    match t < 0.5 {
        true => 0.5 * half(2.0 * t),
        false => 1.0 - 0.5 * half(2.0 - 2.0 * t),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn noise_is_smooth_and_bounded() {
        for noise in [value as fn([f64; 3], i64) -> f64, perlin, simplex] {
            let (mut low, mut high, mut before) = (0.0f64, 0.0f64, None);
            for i in 0..40_000 {
                let at = f64::from(i) * 0.01;
                let now = noise([at, at * 0.7, 3.3 - at * 0.4], 5);
                assert!((-1.0..=1.0).contains(&now));
                if let Some(before) = before {
                    let step: f64 = now - before;
                    assert!(step.abs() < 0.12, "{step} at {at}");
                }
                before = Some(now);
                (low, high) = (low.min(now), high.max(now));
            }
            assert!(low < -0.5 && high > 0.5, "{low} {high}");
            assert_eq!(noise([f64::NAN, f64::INFINITY, 0.0], 5), noise([0.0; 3], 5));
            assert!(noise([1e300, -1e300, 1.5], 5).is_finite());
            assert_ne!(noise([0.4; 3], 1), noise([0.4; 3], 2));
        }
    }

    #[test]
    fn easing_begins_at_0_and_ends_at_1() {
        for function in ease_module::module().functions.iter().filter(|f| f.name != "smoothstep") {
            let call = |t: f64| {
                let mut args = [crate::Value::Float(t)];
                struct Nowhere;
                impl crate::CallSite for Nowhere {
                    fn position(&self) -> Option<crate::Position> {
                        None
                    }
                    fn instance(&self) -> crate::InstanceId {
                        crate::InstanceId(0)
                    }
                }
                let mut call = crate::Call { host: &mut (), args: &mut args, site: &Nowhere };
                match (function.entry)(&mut call) {
                    Ok(crate::Value::Float(value)) => value,
                    other => panic!("{other:?}"),
                }
            };
            for (t, expected) in [(0.0, 0.0), (1.0, 1.0), (-3.0, 0.0), (7.0, 1.0), (f64::NAN, 0.0)] {
                assert!((call(t) - expected).abs() < 1e-3, "{} of {t}", function.name);
            }
        }
    }
}
