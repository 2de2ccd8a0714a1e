//! One frame, said in plain data.
//!
//! The world is right-handed with +Y up. Lengths are in units (think metres), angles in radians, colours linear
//! (not sRGB-encoded) with 1 as the paper white of the screen.

use std::sync::Arc;

use glam::{Affine3A, Mat3, Quat, Vec3};

use crate::{Overlay, Primitive};

/// The built-in shapes. Each is centred on its origin and fits a cube of edge 1.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Shape {
    /// Edge 1.
    #[default]
    Cube,
    /// Diameter 1.
    Sphere,
    /// 1 by 1 in XZ, facing +Y; seen from both sides.
    Plane,
    /// Diameter 1, height 1 along Y.
    Cylinder,
    /// Radius 0.25, height 1 along Y, the round ends included.
    Capsule,
    /// Base diameter 1 at y = -0.5, tip at y = 0.5.
    Cone,
    /// Outer diameter 1 in XZ, the tube's radius 0.14.
    Torus,
}

impl Shape {
    /// Every shape, in the order of their discriminants.
    pub const ALL: [Shape; 7] = [
        Shape::Cube,
        Shape::Sphere,
        Shape::Plane,
        Shape::Cylinder,
        Shape::Capsule,
        Shape::Cone,
        Shape::Torus,
    ];

    /// The name that scripts and project files use: `"cube"`, `"sphere"`, …
    pub const fn name(self) -> &'static str {
        match self {
            Shape::Cube => "cube",
            Shape::Sphere => "sphere",
            Shape::Plane => "plane",
            Shape::Cylinder => "cylinder",
            Shape::Capsule => "capsule",
            Shape::Cone => "cone",
            Shape::Torus => "torus",
        }
    }

    /// The shape called `name`, as [`Shape::name`] writes it.
    pub fn from_name(name: &str) -> Option<Shape> {
        Shape::ALL.into_iter().find(|shape| shape.name() == name)
    }
}

/// One shape, placed and painted.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Instance {
    /// What is drawn.
    pub shape: Shape,
    /// From the shape's space to the world's. Any scale is fine, negative and uneven ones included.
    pub transform: Affine3A,
    /// Linear RGBA. Below an alpha of 1 the instance is blended and casts no shadow.
    pub color: [f32; 4],
    /// 0 is a mirror, 1 is chalk.
    pub roughness: f32,
    /// 0 is plastic or wood, 1 is bare metal.
    pub metallic: f32,
    /// Light that it gives off, as a multiple of its colour. It doesn't light others.
    pub emissive: f32,
    /// Whether it throws a shadow of the sun. It receives them in any case.
    pub casts_shadow: bool,
}

impl Default for Instance {
    fn default() -> Self {
        Instance {
            shape: Shape::Cube,
            transform: Affine3A::IDENTITY,
            color: [0.8, 0.8, 0.8, 1.0],
            roughness: 0.4,
            metallic: 0.0,
            emissive: 0.0,
            casts_shadow: true,
        }
    }
}

/// How the camera flattens the world.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Projection {
    /// Farther is smaller.
    Perspective {
        /// The vertical angle of view, in radians.
        fov_y: f32,
    },
    /// Farther is the same size. Draws no fog.
    Orthographic {
        /// How many units of the world the picture is high.
        height: f32,
    },
}

impl Default for Projection {
    fn default() -> Self {
        Projection::Perspective { fov_y: 50.0_f32.to_radians() }
    }
}

/// Where the picture is taken from. It looks along its own -Z, with +Y up.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Camera {
    /// In the world.
    pub position: Vec3,
    /// From the camera's axes to the world's.
    pub rotation: Quat,
    /// How the world is flattened.
    pub projection: Projection,
    /// Nothing nearer is drawn. In units, above 0.
    pub near: f32,
    /// Nothing farther is drawn. In units, above `near`.
    pub far: f32,
}

impl Camera {
    /// A camera at `position` that has `target` in the middle of its picture and +Y up.
    pub fn looking_at(position: Vec3, target: Vec3) -> Camera {
        let back = (position - target).normalize_or(Vec3::Z);
        let right = Vec3::Y.cross(back).normalize_or(Vec3::X);
        let up = back.cross(right);
        Camera {
            position,
            rotation: Quat::from_mat3(&Mat3::from_cols(right, up, back)),
            ..Camera::at_default_lens()
        }
    }

    fn at_default_lens() -> Camera {
        Camera {
            position: Vec3::ZERO,
            rotation: Quat::IDENTITY,
            projection: Projection::default(),
            near: 0.1,
            far: 1000.0,
        }
    }
}

impl Default for Camera {
    /// Looks at the origin from a little above, in front and to the right.
    fn default() -> Self {
        Camera::looking_at(Vec3::new(3.2, 2.6, 5.2), Vec3::new(0.0, 0.4, 0.0))
    }
}

/// The sun: light from one direction, everywhere alike.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct DirectionalLight {
    /// The way that the light travels, of any length.
    pub direction: Vec3,
    /// Linear RGB.
    pub color: [f32; 3],
    /// A white matte surface that faces a light of intensity 1 is as bright as paper.
    pub intensity: f32,
    /// Whether instances throw shadows of it.
    pub shadows: bool,
}

impl Default for DirectionalLight {
    /// A late-morning sun from the upper left, in front of the default camera.
    fn default() -> Self {
        DirectionalLight {
            direction: Vec3::new(0.62, -0.78, -0.34),
            color: [1.0, 0.93, 0.82],
            intensity: 1.0,
            shadows: true,
        }
    }
}

/// A lamp: light from one point, in all directions, without shadows.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PointLight {
    /// In the world.
    pub position: Vec3,
    /// Linear RGB.
    pub color: [f32; 3],
    /// How bright it is at a distance of 1 unit, where the sun's is 1. Falls with the square of the distance.
    pub intensity: f32,
    /// Where it has faded to nothing, in units.
    pub range: f32,
}

impl Default for PointLight {
    fn default() -> Self {
        PointLight { position: Vec3::ZERO, color: [1.0, 0.82, 0.6], intensity: 3.0, range: 10.0 }
    }
}

/// What is around the scene, and how the picture is developed.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Environment {
    /// The sky straight up, linear RGB.
    pub sky_zenith: [f32; 3],
    /// The sky at the horizon, and what the fog fades to, linear RGB.
    pub sky_horizon: [f32; 3],
    /// What lies below the horizon and lights from below, linear RGB.
    pub ground: [f32; 3],
    /// How much light sky and ground give; 0 is none.
    pub ambient: f32,
    /// How thick the air is, per unit: two thirds of what is `1 / fog_density` away are lost. 0 is none.
    pub fog_density: f32,
    /// Multiplies all light before the tone curve; 1 leaves it.
    pub exposure: f32,
}

impl Default for Environment {
    fn default() -> Self {
        Environment {
            sky_zenith: [0.503, 0.651, 0.823],
            sky_horizon: [1.0, 0.90, 0.77],
            ground: [0.68, 0.67, 0.645],
            ambient: 0.6,
            fog_density: 0.021,
            exposure: 1.0,
        }
    }
}

/// One frame: all that the renderer is told.
#[derive(Clone, Debug, PartialEq)]
pub struct DrawList {
    /// Where the picture is taken from.
    pub camera: Camera,
    /// Sky, ground, air and exposure.
    pub environment: Environment,
    /// The one light that throws shadows.
    pub sun: Option<DirectionalLight>,
    /// Lamps. Of more than sixteen, those that matter most to the camera are used.
    pub point_lights: Vec<PointLight>,
    /// What is drawn, in any order.
    pub instances: Vec<Instance>,
    /// Whether the ground, where nothing else lies on it, is a grid of lines 1 unit apart, at y = 0.
    pub grid: bool,
    /// Lines, figures and text over it all, of the colours that they were given: no light, air or tone curve. Shared, since
    /// it stays the same for all pictures of a frame.
    pub overlay: Arc<Overlay>,
    /// The same sort of figures, below those of the overlay where both are of one layer, for what is placed anew in each picture.
    pub placed: Vec<Primitive>,
    /// Sides of the picture by those of the place that it is shown in: 1, less in a picture that is stretched to save time.
    pub scale: f32,
}

impl Default for DrawList {
    /// An empty scene at its best: sun, sky and grid.
    fn default() -> Self {
        DrawList {
            camera: Camera::default(),
            environment: Environment::default(),
            sun: Some(DirectionalLight::default()),
            point_lights: Vec::new(),
            instances: Vec::new(),
            grid: true,
            overlay: Arc::default(),
            placed: Vec::new(),
            scale: 1.0,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_shape_is_found_by_its_name() {
        for shape in Shape::ALL {
            assert_eq!(Shape::from_name(shape.name()), Some(shape));
        }
        assert_eq!(Shape::from_name("Cube"), None);
    }

    #[test]
    fn looking_at_puts_the_target_ahead() {
        let camera = Camera::looking_at(Vec3::new(1.0, 2.0, 3.0), Vec3::new(-4.0, 0.0, 1.0));
        let ahead = camera.rotation * Vec3::NEG_Z;
        assert!(ahead.abs_diff_eq(Vec3::new(-5.0, -2.0, -2.0).normalize(), 1e-5));
        assert!((camera.rotation * Vec3::X).y.abs() < 1e-5, "it is level");
    }

    #[test]
    fn looking_straight_down_is_no_nan() {
        let camera = Camera::looking_at(Vec3::Y, Vec3::ZERO);
        assert!((camera.rotation * Vec3::NEG_Z).abs_diff_eq(Vec3::NEG_Y, 1e-5));
    }
}
