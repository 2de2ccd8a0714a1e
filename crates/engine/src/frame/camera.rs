//! The camera of a scene, and what moves it by itself.

use bevy_ecs::entity::Entity;
use bevy_ecs::query::{With, Without};
use glam::{Quat, Vec3};
use luminara_script::{EntityId, InstanceId};

use crate::frame::scene::Scene;
use crate::parts::camera_control::{CameraControl, Target};
use crate::parts::input::{Input, MouseButton};
use crate::world::components::{Camera, Transform, Velocity};
use crate::world::entity::{Dying, entity_of};
use crate::world::hierarchy;

/// Radians that the camera turns for each pixel of the mouse.
const TURN: f32 = 0.006;
/// How near to straight up or down it may look, radians from level.
const STEEPEST: f32 = 1.5;

/// Moves the camera by its control. A scene without a camera gets one.
pub fn move_camera(scene: &mut Scene) {
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
    let mut velocity = entity.get::<Velocity>().cloned().unwrap_or_default();
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
        transform.position = Camera::USUAL_PLACE;
    }
    Some(entity)
}
