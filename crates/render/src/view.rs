//! The camera as matrices and rays.

use glam::{Mat4, Vec2, Vec3, Vec4};

use crate::{Camera, Projection};

/// A [`Camera`] with the picture's shape taken into account.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct View {
    /// Depth is 1 at the near plane and 0 at the far one: floats are densest near 0, where distances are crowded.
    pub world_to_clip: Mat4,
    pub position: Vec3,
    pub forward: Vec3,
    pub orthographic: bool,
    /// Half the picture's width and height: one unit ahead in perspective, anywhere in an orthographic view.
    pub half_size: Vec2,
    pub right: Vec3,
    pub up: Vec3,
    pub near: f32,
    pub far: f32,
}

impl View {
    /// `aspect` is the picture's width over its height. A camera with impossible numbers is made possible.
    pub(crate) fn new(camera: &Camera, aspect: f32) -> View {
        let rotation =
            if camera.rotation.is_finite() { camera.rotation.normalize() } else { glam::Quat::IDENTITY };
        let position = if camera.position.is_finite() { camera.position } else { Vec3::ZERO };
        let [right, up, back] = [Vec3::X, Vec3::Y, Vec3::Z].map(|axis| rotation * axis);
        let near = at_least(camera.near, 1e-4);
        let far = at_least(camera.far, near * 1.01);
        let (half_size, orthographic) = match camera.projection {
            Projection::Perspective { fov_y } => {
                let half = (at_least(fov_y, 0.01).min(3.1) * 0.5).tan();
                (Vec2::new(half * aspect, half), false)
            }
            Projection::Orthographic { height } => {
                let half = at_least(height, 1e-4) * 0.5;
                (Vec2::new(half * aspect, half), true)
            }
        };

        let world_to_camera = Mat4::from_cols(
            Vec4::new(right.x, up.x, back.x, 0.0),
            Vec4::new(right.y, up.y, back.y, 0.0),
            Vec4::new(right.z, up.z, back.z, 0.0),
            Vec4::new(-right.dot(position), -up.dot(position), -back.dot(position), 1.0),
        );
        let depth = if orthographic {
            // (z + far) / (far - near)
            [1.0 / (far - near), 0.0, far / (far - near), 1.0]
        } else {
            // (z + far) * near / (far - near), to be divided by -z
            [near / (far - near), -1.0, near * far / (far - near), 0.0]
        };
        let camera_to_clip = Mat4::from_cols(
            Vec4::new(1.0 / half_size.x, 0.0, 0.0, 0.0),
            Vec4::new(0.0, 1.0 / half_size.y, 0.0, 0.0),
            Vec4::new(0.0, 0.0, depth[0], depth[1]),
            Vec4::new(0.0, 0.0, depth[2], depth[3]),
        );

        View {
            world_to_clip: camera_to_clip * world_to_camera,
            position,
            forward: -back,
            orthographic,
            half_size,
            right,
            up,
            near,
            far,
        }
    }

    /// How far ahead of the camera `point` is, in units; negative behind it.
    pub(crate) fn depth_of(&self, point: Vec3) -> f32 {
        (point - self.position).dot(self.forward)
    }

    /// The radius, in half picture heights, of a ball at `point`.
    pub(crate) fn apparent_radius(&self, point: Vec3, radius: f32) -> f32 {
        if self.orthographic {
            return radius / self.half_size.y;
        }
        let distance = (point - self.position).length() - radius;
        radius / (distance.max(self.near) * self.half_size.y)
    }
}

/// `value`, or `low` where it is smaller or not a number.
fn at_least(value: f32, low: f32) -> f32 {
    if value.is_finite() { value.max(low) } else { low }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn project(view: &View, point: Vec3) -> Vec3 {
        view.world_to_clip.project_point3(point)
    }

    #[test]
    fn perspective_depth_is_one_near_and_zero_far() {
        let view = View::new(&Camera::default(), 1.6);
        let at = |depth: f32| project(&view, view.position + view.forward * depth);
        assert!(at(view.near).abs_diff_eq(Vec3::Z, 1e-3));
        assert!(at(view.far).abs_diff_eq(Vec3::ZERO, 1e-3));
    }

    #[test]
    fn orthographic_depth_is_one_near_and_zero_far() {
        let camera = Camera { projection: Projection::Orthographic { height: 8.0 }, ..Camera::default() };
        let view = View::new(&camera, 2.0);
        let at = |depth: f32| project(&view, view.position + view.forward * depth + view.up * 4.0);
        assert!(at(view.near).abs_diff_eq(Vec3::new(0.0, 1.0, 1.0), 1e-3));
        assert!(at(view.far).abs_diff_eq(Vec3::new(0.0, 1.0, 0.0), 1e-3));
    }

    #[test]
    fn the_picture_s_corner_is_where_the_half_size_says() {
        let view = View::new(&Camera::default(), 1.6);
        let corner =
            view.position + 7.0 * (view.forward + view.right * view.half_size.x + view.up * view.half_size.y);
        let clip = project(&view, corner);
        assert!(clip.truncate().abs_diff_eq(Vec2::ONE, 1e-3), "{clip}");
    }

    #[test]
    fn an_impossible_camera_gives_finite_matrices() {
        let camera = Camera {
            position: Vec3::NAN,
            near: -1.0,
            far: f32::NAN,
            projection: Projection::Perspective { fov_y: 0.0 },
            ..Camera::default()
        };
        assert!(View::new(&camera, 1.0).world_to_clip.is_finite());
    }
}
