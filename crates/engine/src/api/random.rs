//! `random`: seeded numbers.

use glam::Vec3;
use luminara_script::{CallSite, HostError, Value};

use crate::frame::scene::Scene;

/// Seeded random numbers: the same project gives the same numbers in every run. Each running script has its own.
///
/// ```lua
/// local x = random.float(-5, 5)
/// local die = random.int(1, 6)
/// ```
#[luminara_script::module("random", host = Scene)]
pub mod random_module {
    use super::*;

    /// A number from `min` up to `max`.
    ///
    /// ```lua
    /// local speed = random.float(2, 5)
    /// ```
    pub fn float(
        scene: &mut Scene,
        site: &dyn CallSite,
        #[default(0.0)] min: f64,
        #[default(1.0)] max: f64,
    ) -> f64 {
        min + (max - min) * scene.random.unit(site.instance())
    }

    /// A whole number from `min` to `max`, both among them.
    ///
    /// ```lua
    /// local die = random.int(1, 6)
    /// print(die >= 1 and die <= 6)  --> true
    /// ```
    pub fn int(scene: &mut Scene, site: &dyn CallSite, min: i64, max: i64) -> Result<i64, HostError> {
        if max < min {
            return Err(HostError::new(format!("random.int expects min up to max, got {min} and {max}")));
        }
        let span = max.wrapping_sub(min) as u64 as f64 + 1.0;
        let offset = libm::floor(scene.random.unit(site.instance()) * span) as u64;
        Ok(min.wrapping_add(offset as i64).min(max))
    }

    /// True in `p` of all cases: `random.chance(0.25)` in one of four.
    ///
    /// ```lua
    /// if random.chance(0.25) then entity.color = color.red end
    /// ```
    pub fn chance(scene: &mut Scene, site: &dyn CallSite, #[default(0.5)] p: f64) -> bool {
        scene.random.unit(site.instance()) < p
    }

    /// One of a list's values.
    ///
    /// ```lua
    /// local word = random.pick({ "sun", "moon", "star" })
    /// ```
    pub fn pick(scene: &mut Scene, site: &dyn CallSite, list: Vec<Value>) -> Result<Value, HostError> {
        let index = libm::floor(scene.random.unit(site.instance()) * list.len() as f64) as usize;
        list.get(index)
            .cloned()
            .ok_or_else(|| HostError::new("random.pick expects a list with something in it"))
    }

    /// A direction of length 1, every one as likely.
    ///
    /// ```lua
    /// entity.velocity = random.direction() * 3
    /// ```
    pub fn direction(scene: &mut Scene, site: &dyn CallSite) -> Vec3 {
        super::direction(|| scene.random.unit(site.instance()))
    }

    /// A place within a ball about the origin, every one as likely.
    ///
    /// ```lua
    /// entity.position = random.in_sphere(10)
    /// ```
    pub fn in_sphere(scene: &mut Scene, site: &dyn CallSite, #[default(1.0)] radius: f32) -> Vec3 {
        let instance = site.instance();
        let reach = libm::cbrt(scene.random.unit(instance)) as f32;
        super::direction(|| scene.random.unit(instance)) * (reach * radius)
    }

    /// Starts this script's numbers anew.
    ///
    /// ```lua
    /// random.seed(7)
    /// local first = random.int(1, 100)
    /// random.seed(7)
    /// print(random.int(1, 100) == first)  --> true
    /// ```
    pub fn seed(scene: &mut Scene, site: &dyn CallSite, seed: i64) {
        scene.random.reseed(site.instance(), seed as u64);
    }
}

fn direction(mut unit: impl FnMut() -> f64) -> Vec3 {
    let y = unit() * 2.0 - 1.0;
    let angle = unit() * std::f64::consts::TAU;
    let around = libm::sqrt(1.0 - y * y);
    Vec3::new((around * libm::cos(angle)) as f32, y as f32, (around * libm::sin(angle)) as f32)
}
