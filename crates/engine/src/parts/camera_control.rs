//! What moves the camera by itself: around a thing, behind a thing, or as the eyes of the one who plays.

use glam::Vec3;
use luminara_script::EntityId;

/// What the camera looks at.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Target {
    /// A place of the world.
    Place(Vec3),
    /// An entity, wherever it goes.
    Entity(EntityId),
}

/// What moves the camera.
#[derive(Clone, Debug, PartialEq)]
pub enum CameraControl {
    /// Dragging turns it around the target, the wheel brings it nearer.
    Orbit {
        /// What stands in the middle.
        target: Target,
        /// Metres from it.
        distance: f32,
        /// How far it is turned about the target's up, radians.
        yaw: f32,
        /// How high it stands above level, radians.
        pitch: f32,
    },
    /// It comes after an entity.
    Follow {
        /// The entity that it comes after.
        target: EntityId,
        /// Where it would like to be, seen from the entity, not turned with it.
        offset: Vec3,
        /// How stiffly it follows: the share of the way that it makes up in a second, as e^-n.
        stiffness: f32,
    },
    /// The mouse looks around, W A S D and the arrows walk.
    FirstPerson {
        /// Whose eyes it is; `None`: nobody's, it flies.
        entity: Option<EntityId>,
        /// Where the eyes are above the entity's middle, metres.
        height: f32,
        /// Metres a second.
        speed: f32,
        /// Radians about up.
        yaw: f32,
        /// Radians above level.
        pitch: f32,
    },
}
