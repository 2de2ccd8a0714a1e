//! The components that make an entity solid, as scripts see them.

use bevy_ecs::component::Component;
use glam::Vec3;
use luminara_script::{EntityId, ScriptEnum, ScriptStruct};
use smol_str::SmolStr;

use crate::world::components::Velocity;

/// What moves a body.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ScriptEnum)]
pub enum BodyKind {
    /// Gravity, contacts, forces and its Velocity.
    #[default]
    Dynamic,
    /// Scripts, by its Transform or its Velocity. It pushes and isn't pushed.
    Kinematic,
    /// Nothing. Scripts may still place it anew.
    Static,
}

/// How a body may move.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ScriptEnum)]
pub enum Freedom {
    /// In every way.
    #[default]
    Full,
    /// It moves, and never turns.
    Upright,
    /// For games in two dimensions: it moves along X and Y, and turns about Z.
    Flat,
}

/// Makes an entity move as things do: it falls, bounces, rolls and pushes. It comes with a Collider, of the form of its Mesh
/// unless said otherwise, and with a Velocity, which is the body's own.
///
/// ```lua
/// local crate = world.spawn { shape = "cube", position = vec3(0, 5, 0), RigidBody = {} }
/// crate.velocity = vec3(0, 3, 0)
/// ```
#[derive(Clone, Debug, PartialEq, Component, ScriptStruct)]
#[require(Collider, Velocity)]
pub struct RigidBody {
    /// What moves it.
    pub kind: BodyKind,
    /// How it may move.
    pub freedom: Freedom,
    /// How heavy it is, kilograms. 0: its colliders' volume times their density.
    pub mass: f32,
    /// How strongly gravity pulls it; 1 is as everything, 0 lets it float, -1 lets it rise.
    pub gravity_scale: f32,
    /// How fast its speed fades, a second; 0 is never.
    pub linear_damping: f32,
    /// How fast its spin fades, a second; 0 is never.
    pub angular_damping: f32,
    /// Whether it is kept from going through thin things when it is fast. Costs time.
    pub bullet: bool,
    /// Whether it may fall asleep while nothing happens to it. Saves time.
    pub can_sleep: bool,
}

impl Default for RigidBody {
    fn default() -> Self {
        Self {
            kind: BodyKind::Dynamic,
            freedom: Freedom::Full,
            mass: 0.0,
            gravity_scale: 1.0,
            linear_damping: 0.0,
            angular_damping: 0.05,
            bullet: false,
            can_sleep: true,
        }
    }
}

/// The form of a collider. Each fits a cube of edge 1, as the shapes of a Mesh do.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ScriptEnum)]
pub enum ColliderShape {
    /// That of the entity's Mesh; a box where it has none. A torus is as solid as its convex hull.
    #[default]
    Auto,
    /// Edge 1.
    Box,
    /// Diameter 1.
    Ball,
    /// Diameter 0.5, height 1.
    Capsule,
    /// Diameter 1, height 1.
    Cylinder,
    /// Diameter 1 at its foot, height 1.
    Cone,
    /// Everything below it, without end; facing along the entity's up.
    Plane,
    /// The tightest convex body around `points`.
    Hull,
}

/// Makes an entity solid. Without a RigidBody it never moves by itself; a child's belongs to the nearest RigidBody above it.
///
/// ```lua
/// world.spawn { shape = "plane", scale = 40, Collider = { friction = 0.9 } }
/// ```
#[derive(Clone, Debug, PartialEq, Component, ScriptStruct)]
pub struct Collider {
    /// Its form.
    pub shape: ColliderShape,
    /// How large it is along each axis, as a multiple of the entity's scale.
    pub size: Vec3,
    /// Where its middle lies, in the entity's own space.
    pub offset: Vec3,
    /// The corners of a hull, in the entity's own space: 4 to 255.
    pub points: Vec<Vec3>,
    /// From 0, ice, to 1, rubber, and beyond. Of two that touch, the mean counts.
    pub friction: f32,
    /// From 0, a bag of sand, to 1, a ball that never stops bouncing. Of two that touch, the higher counts.
    pub bounce: f32,
    /// What a cubic metre of it weighs, kilograms. At 1 a crate of edge 1 weighs 1 kg, so that forces are small numbers.
    pub density: f32,
    /// Whether things go through it, and only `on_trigger` tells of it.
    pub sensor: bool,
    /// The layers that it is in, a bit each. Two colliders meet when each is in a layer that the other meets.
    pub layers: u32,
    /// The layers that it meets, a bit each.
    pub collides_with: u32,
}

impl Default for Collider {
    fn default() -> Self {
        Self {
            shape: ColliderShape::Auto,
            size: Vec3::ONE,
            offset: Vec3::ZERO,
            points: Vec::new(),
            friction: 0.6,
            bounce: 0.0,
            density: 1.0,
            sensor: false,
            layers: 1,
            collides_with: u32::MAX,
        }
    }
}

/// A room that tells who comes in and goes: `on_trigger(entity, name, other)` and `on_trigger_end`. Nothing bumps into it.
///
/// ```lua
/// local goal = world.spawn { position = vec3(0, 1, -8), Trigger = { name = "goal", size = vec3(3, 2, 1) } }
/// ```
#[derive(Clone, Debug, PartialEq, Component, ScriptStruct)]
pub struct Trigger {
    /// What the scripts are told.
    pub name: SmolStr,
    /// Its form.
    pub shape: ColliderShape,
    /// How large it is along each axis, as a multiple of the entity's scale.
    pub size: Vec3,
    /// Where its middle lies, in the entity's own space.
    pub offset: Vec3,
}

impl Default for Trigger {
    fn default() -> Self {
        Self {
            name: SmolStr::new_static("trigger"),
            shape: ColliderShape::Box,
            size: Vec3::ONE,
            offset: Vec3::ZERO,
        }
    }
}

/// How a joint holds two bodies.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ScriptEnum)]
pub enum JointKind {
    /// As if glued.
    #[default]
    Fixed,
    /// A hinge: turning about `axis` only.
    Revolute,
    /// A rail: sliding along `axis` only.
    Prismatic,
    /// A ball in its socket: turning freely.
    Spherical,
    /// A spring of length `length`.
    Spring,
    /// A rope: never farther apart than `length`.
    Rope,
}

/// Ties an entity's body to another's, or to the world. The bodies that it ties pass through each other unless `collide` is set. For more
/// than one joint on a body, put the others on entities of their own and name the body in `body`.
///
/// ```lua
/// local door = world.spawn { shape = "cube", scale = vec3(1, 2, 0.1), RigidBody = {},
///   Joint = { kind = "revolute", anchor = vec3(-0.5, 0, 0), axis = vec3(0, 1, 0) } }
/// ```
#[derive(Clone, Debug, PartialEq, Component, ScriptStruct)]
pub struct Joint {
    /// How it holds.
    pub kind: JointKind,
    /// The body that it holds; nil: the entity's own.
    pub body: Option<EntityId>,
    /// What it is held to; nil: the world, where the body is when the joint is made.
    pub target: Option<EntityId>,
    /// Where it holds the body: metres from its middle, turned with it.
    pub anchor: Vec3,
    /// Where it holds the target, in the same way; nil: where `anchor` is when the joint is made.
    pub target_anchor: Option<Vec3>,
    /// The hinge's or rail's direction, in the body's own space.
    pub axis: Vec3,
    /// The least angle of a hinge, radians, or place on a rail, metres. No limit while `min` and `max` are equal.
    pub min: f32,
    /// The greatest.
    pub max: f32,
    /// How fast a motor drives the hinge, radians a second, or the rail, metres a second.
    pub motor_speed: f32,
    /// The greatest torque or force of the motor; 0 is no motor.
    pub motor_force: f32,
    /// A spring's or rope's length, metres.
    pub length: f32,
    /// A spring's pull, newtons a metre.
    pub stiffness: f32,
    /// How fast a spring comes to rest, newtons a metre a second.
    pub damping: f32,
    /// Whether the two bodies bump into each other.
    pub collide: bool,
}

impl Default for Joint {
    fn default() -> Self {
        Self {
            kind: JointKind::Fixed,
            body: None,
            target: None,
            anchor: Vec3::ZERO,
            target_anchor: None,
            axis: Vec3::Y,
            min: 0.0,
            max: 0.0,
            motor_speed: 0.0,
            motor_force: 0.0,
            length: 1.0,
            stiffness: 100.0,
            damping: 5.0,
            collide: false,
        }
    }
}
