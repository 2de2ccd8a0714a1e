//! The built-in components, as scripts see them.

use bevy_ecs::component::Component;
use glam::{Affine3A, Quat, Vec3};
use luminara_script::{Color, ScriptEnum, ScriptStruct};
use smol_str::SmolStr;

/// Where an entity is, how it is turned and how large it is.
#[derive(Clone, Debug, PartialEq, Component, ScriptStruct)]
pub struct Transform {
    /// Where it is, metres. +X is right, +Y is up, -Z is forward.
    pub position: Vec3,
    /// How it is turned.
    pub rotation: Quat,
    /// How large it is along each of its own axes; 1 is as made.
    pub scale: Vec3,
}

impl Default for Transform {
    fn default() -> Self {
        Self { position: Vec3::ZERO, rotation: Quat::IDENTITY, scale: Vec3::ONE }
    }
}

impl Transform {
    /// From the entity's own space to the world's.
    pub fn matrix(&self) -> Affine3A {
        Affine3A::from_scale_rotation_translation(self.scale, self.rotation, self.position)
    }
}

/// How an entity moves by itself. Applied after the scripts of each frame.
#[derive(Clone, Debug, Default, PartialEq, Component, ScriptStruct)]
pub struct Velocity {
    /// Metres a second.
    pub linear: Vec3,
    /// Radians a second about each axis of the world.
    pub angular: Vec3,
}

/// A shape that is drawn. Each fits a cube of edge 1.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ScriptEnum)]
pub enum Shape {
    /// Edge 1.
    #[default]
    Cube,
    /// Diameter 1.
    Sphere,
    /// 1 by 1, flat on the ground, facing up.
    Plane,
    /// Diameter 1, height 1.
    Cylinder,
    /// Diameter 0.5, height 1.
    Capsule,
    /// Diameter 1 at its foot, height 1.
    Cone,
    /// Diameter 1, lying flat.
    Torus,
}

/// What an entity looks like: its shape.
#[derive(Clone, Debug, PartialEq, Component, ScriptStruct)]
pub struct Mesh {
    /// The shape.
    pub shape: Shape,
    /// Whether it is drawn.
    pub visible: bool,
    /// Whether it throws a shadow.
    pub shadow: bool,
}

impl Default for Mesh {
    fn default() -> Self {
        Self { shape: Shape::Cube, visible: true, shadow: true }
    }
}

/// What an entity looks like: its surface.
#[derive(Clone, Debug, PartialEq, Component, ScriptStruct)]
pub struct Material {
    /// Its colour; an alpha below 1 lets what is behind it through.
    pub color: Color,
    /// From 0, a mirror, to 1, chalk.
    pub roughness: f32,
    /// From 0, paint, to 1, metal.
    pub metallic: f32,
    /// How much light it gives off by itself, as a multiple of its colour. It lights nothing else.
    pub emissive: f32,
}

impl Default for Material {
    fn default() -> Self {
        Self { color: Color::new(0.86, 0.87, 0.9, 1.0), roughness: 0.45, metallic: 0.0, emissive: 0.0 }
    }
}

/// What sort of light an entity is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ScriptEnum)]
pub enum LightKind {
    /// From one point in all directions, weaker with distance.
    #[default]
    Point,
    /// From far away along the entity's forward, with shadows. A scene has one; the first wins.
    Sun,
}

/// Makes an entity a light. A scene without a sun gets one.
#[derive(Clone, Debug, PartialEq, Component, ScriptStruct)]
pub struct Light {
    /// What sort.
    pub kind: LightKind,
    /// Its colour.
    pub color: Color,
    /// How bright it is. 1 is a lamp's or a clear day's usual.
    pub intensity: f32,
    /// How far a point light reaches, metres.
    pub range: f32,
    /// Whether a sun throws shadows.
    pub shadows: bool,
}

impl Default for Light {
    fn default() -> Self {
        Self { kind: LightKind::Point, color: Color::WHITE, intensity: 1.0, range: 10.0, shadows: true }
    }
}

/// Makes an entity the camera, looking along its forward. A scene without one gets one; of several, the first active one is used.
#[derive(Clone, Debug, PartialEq, Component, ScriptStruct)]
pub struct Camera {
    /// Whether it is in use.
    pub active: bool,
    /// How wide it sees from its lower to its upper edge, degrees.
    pub fov: f32,
    /// Above 0: no perspective, and this many metres from its lower to its upper edge.
    pub ortho_height: f32,
    /// Nothing nearer than this is seen, metres.
    pub near: f32,
    /// Nothing farther than this is seen, metres.
    pub far: f32,
}

impl Camera {
    /// Where a scene is seen from, metres, and heard from, as long as it has no camera.
    pub const USUAL_PLACE: Vec3 = Vec3::new(7.0, 6.0, 10.0);
}

impl Default for Camera {
    fn default() -> Self {
        Self { active: true, fov: 50.0, ortho_height: 0.0, near: 0.1, far: 1000.0 }
    }
}

/// An entity's name, for `world.find_by_name`. Names need not differ.
#[derive(Clone, Debug, Default, PartialEq, Component, ScriptStruct)]
pub struct Name {
    /// The name.
    pub value: SmolStr,
}

/// What sort of thing an entity is, for `world.find_by_tag`.
#[derive(Clone, Debug, Default, PartialEq, Component, ScriptStruct)]
pub struct Tag {
    /// The tag.
    pub value: SmolStr,
}

/// The sky, the air and the light that comes from all sides.
#[derive(Clone, Debug, PartialEq, ScriptStruct)]
pub struct Environment {
    /// The sky overhead.
    pub sky: Color,
    /// The sky at the horizon, and the fog.
    pub horizon: Color,
    /// What light from below looks like.
    pub ground: Color,
    /// How much light comes from all sides; 1 is a clear day.
    pub ambient: f32,
    /// How thick the fog is; 0 is none, 0.02 hides what is a few hundred metres away.
    pub fog: f32,
    /// How bright the picture is; 1 is as it is.
    pub exposure: f32,
    /// Whether there is a sun in a scene that makes none itself.
    pub sun: bool,
    /// Whether the grid is drawn where a scene has no ground.
    pub grid: bool,
}

impl Default for Environment {
    fn default() -> Self {
        let color = |hex: u32| {
            let channel = |shift: u32| ((hex >> shift) & 0xff) as f32 / 255.0;
            Color::new(channel(16), channel(8), channel(0), 1.0)
        };
        Self {
            sky: color(0xbcd3ea),
            horizon: color(0xfff3e3),
            ground: color(0xd7d6d2),
            ambient: 1.0,
            fog: 0.021,
            exposure: 1.0,
            sun: true,
            grid: true,
        }
    }
}
