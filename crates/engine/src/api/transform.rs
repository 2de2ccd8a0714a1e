//! `Transform`: the struct's constructor and methods.

use glam::{Quat, Vec3};
use luminara_script::math::look_rotation;

use crate::world::components::Transform;

/// Places, turns and sizes.
///
/// ```lua
/// local t = Transform.new()
/// t.position = vec3(1, 2, 3)
/// t:look_at(vec3(0, 0, 0))
/// ```
#[luminara_script::module("Transform")]
pub mod transform_module {
    use super::*;

    /// A Transform at the origin, not turned, of size 1.
    ///
    /// ```lua
    /// local t = Transform.new(vec3(1, 2, 3))
    /// print(t.position, t.scale)  --> vec3(1, 2, 3) vec3(1, 1, 1)
    /// ```
    pub fn new(position: Option<Vec3>, rotation: Option<Quat>, scale: Option<Vec3>) -> Transform {
        let at_rest = Transform::default();
        Transform {
            position: position.unwrap_or(at_rest.position),
            rotation: rotation.unwrap_or(at_rest.rotation),
            scale: scale.unwrap_or(at_rest.scale),
        }
    }
}

/// A place, a turn and a size. Fields: `position`, `rotation`, `scale`.
#[luminara_script::methods("Transform")]
pub mod transform_methods {
    use super::*;

    /// Where its forward (-Z) points.
    ///
    /// ```lua
    /// print(Transform.new():forward())  --> vec3(0, 0, -1)
    /// ```
    pub fn forward(this: Transform) -> Vec3 {
        this.rotation * Vec3::NEG_Z
    }

    /// Where its right (+X) points.
    ///
    /// ```lua
    /// print(Transform.new():right())  --> vec3(1, 0, 0)
    /// ```
    pub fn right(this: Transform) -> Vec3 {
        this.rotation * Vec3::X
    }

    /// Where its up (+Y) points.
    ///
    /// ```lua
    /// print(Transform.new():up())  --> vec3(0, 1, 0)
    /// ```
    pub fn up(this: Transform) -> Vec3 {
        this.rotation * Vec3::Y
    }

    /// Turns it so that its forward points at a place.
    ///
    /// ```lua
    /// local t = Transform.new(vec3(0, 0, 5))
    /// t:look_at(vec3(0, 0, 0))
    /// print(t:forward())  --> vec3(0, 0, -1)
    /// ```
    pub fn look_at(this: &mut Transform, target: Vec3) {
        turn_to(this, target);
    }
}

/// Turns a transform so that its forward points at a place. It stays as it is when it is at that place.
pub fn turn_to(transform: &mut Transform, target: Vec3) {
    if let Some(rotation) = look_rotation(target - transform.position, Vec3::Y) {
        transform.rotation = rotation;
    }
}
