//! What moves the camera by itself: around a thing, behind a thing, or as the eyes of the one who plays.

use bevy_ecs::entity::Entity;
use bevy_ecs::query::{With, Without};
use glam::{Quat, Vec3};
use luminara_script::{EntityId, InstanceId};

use crate::components::{Camera, Transform};
use crate::hierarchy;
use crate::input::{Input, MouseButton};
use crate::scene::{Dying, Scene, entity_of};

/// Radians that the camera turns for each pixel of the mouse.
const TURN: f32 = 0.006;
/// How near to straight up or down it may look, radians from level.
const STEEPEST: f32 = 1.5;

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
        /// Which.
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

/// Moves the camera by its control. A scene without a camera gets one.
pub fn apply(scene: &mut Scene) {
    let Some(mut control) = scene.camera.clone() else { return };
    let Some(camera) = active_camera(scene) else { return };
    let dt = scene.time.delta as f32;
    let Some(old) = scene.world.get::<Transform>(camera).cloned() else { return };
    let new = match &mut control {
        CameraControl::Orbit { target, distance, yaw, pitch } => {
            let input = &scene.input;
            let held = |button| input.devices.buttons.is_held(&button);
            if held(MouseButton::Left) || held(MouseButton::Right) {
                *yaw -= input.mouse_delta.x * TURN;
                *pitch = (*pitch + input.mouse_delta.y * TURN).clamp(-STEEPEST, STEEPEST);
            }
            *distance = (*distance * libm::expf(input.devices.wheel.y * 0.001)).clamp(0.2, 5_000.0);
            let rotation = Quat::from_rotation_y(*yaw) * Quat::from_rotation_x(-*pitch);
            place_of(scene, *target).map(|middle| (middle + rotation * Vec3::Z * *distance, rotation))
        }
        CameraControl::Follow { target, offset, stiffness } => {
            place_of(scene, Target::Entity(*target)).map(|middle| {
                let share = 1.0 - libm::expf(-*stiffness * dt);
                let position = old.position.lerp(middle + *offset, share);
                let rotation = luminara_script::math::look_rotation(middle - position, Vec3::Y);
                (position, rotation.unwrap_or(old.rotation))
            })
        }
        CameraControl::FirstPerson { entity, height, speed, yaw, pitch } => {
            let input = &scene.input;
            *yaw -= input.mouse_delta.x * TURN;
            *pitch = (*pitch - input.mouse_delta.y * TURN).clamp(-STEEPEST, STEEPEST);
            let turn = Quat::from_rotation_y(*yaw);
            let rotation = turn * Quat::from_rotation_x(*pitch);
            let walk = walk(input);
            match *entity {
                Some(id) => {
                    push_walker(scene, id, turn * walk * *speed);
                    place_of(scene, Target::Entity(id)).map(|eyes| (eyes + Vec3::Y * *height, rotation))
                }
                None => Some((old.position + rotation * walk * (*speed * dt), rotation)),
            }
        }
    };
    scene.camera = Some(control);
    if let (Some((position, rotation)), Some(mut transform)) = (new, scene.world.get_mut::<Transform>(camera))
        && position.is_finite()
        && rotation.is_finite()
    {
        transform.position = position;
        transform.rotation = rotation;
        scene.moved.push(camera);
    }
}

/// Where the keys want to go, length 1 at most: W and Up are forward.
fn walk(input: &Input) -> Vec3 {
    let held = |names: [&str; 2]| {
        f32::from(u8::from(names.into_iter().any(|name| input.devices.keys.is_held(name))))
    };
    let right = held(["D", "Right"]) - held(["A", "Left"]);
    let back = held(["S", "Down"]) - held(["W", "Up"]);
    Vec3::new(right, 0.0, back).clamp_length_max(1.0)
}

/// Has an entity walk: its velocity along the ground; falling stays as it is.
fn push_walker(scene: &mut Scene, id: EntityId, walk: Vec3) {
    let Ok(mut entity) = scene.entity_mut(id) else { return };
    let mut velocity = entity.get::<crate::components::Velocity>().cloned().unwrap_or_default();
    velocity.linear = Vec3::new(walk.x, velocity.linear.y, walk.z);
    entity.insert(velocity);
}

fn place_of(scene: &Scene, target: Target) -> Option<Vec3> {
    match target {
        Target::Place(place) => Some(place),
        Target::Entity(id) => {
            let entity = entity_of(id).filter(|_| scene.is_valid(id))?;
            Some(hierarchy::placement_of(&scene.world, entity).position)
        }
    }
}

/// The camera in use, or a new one.
pub fn active_camera(scene: &mut Scene) -> Option<Entity> {
    let mut cameras = scene.world.query_filtered::<(Entity, &Camera), (With<Transform>, Without<Dying>)>();
    let found = cameras.iter(&scene.world).find(|(_, camera)| camera.active).map(|(entity, _)| entity);
    if found.is_some() {
        return found;
    }
    // Nobody's: it stays when a script's top level runs again.
    let recording = scene.recording.take();
    let made = scene.spawn(InstanceId::default());
    scene.recording = recording;
    let entity = entity_of(made.ok()?)?;
    scene.world.entity_mut(entity).insert(Camera::default());
    if let Some(mut transform) = scene.world.get_mut::<Transform>(entity) {
        transform.position = Vec3::new(7.0, 6.0, 10.0);
    }
    Some(entity)
}
