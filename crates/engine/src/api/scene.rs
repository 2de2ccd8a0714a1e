//! `scene`: sky, air and light from all sides, the camera, and the whole of the world as a table.

use bevy_ecs::entity::Entity;
use glam::Vec3;
use luminara_script::{CallSite, Either, EntityId, HostError, Options, ScriptStruct, Table, Value};

use smol_str::SmolStr;

use crate::frame::camera::{active_camera, move_camera};
use crate::frame::scene::Scene;
use crate::frame::snapshot;
use crate::parts::camera_control::{CameraControl, Target};
use crate::world::components::{Camera, Environment, Transform};
use crate::world::entity::id_of;

/// What is around the entities, the camera, and the whole world as a table.
///
/// ```lua
/// scene.set_environment { sky = color.hex("#0b1026"), horizon = color.hex("#27335c"), fog = 0.02 }
/// scene.orbit_camera { target = vec3(0, 1, 0), distance = 8 }
/// ```
#[luminara_script::module("scene", host = Scene)]
pub mod scene_module {
    use super::*;

    /// The environment, a copy.
    ///
    /// ```lua
    /// print(scene.environment().fog)
    /// ```
    pub fn environment(scene: &mut Scene) -> Environment {
        scene.environment.clone()
    }

    /// Sets the given fields of the environment: `sky`, `horizon`, `ground`, `ambient`, `fog`, `exposure`, `sun`, `grid`.
    ///
    /// ```lua
    /// scene.set_environment { sky = color.hex("#0b1026"), fog = 0 }
    /// ```
    pub fn set_environment(scene: &mut Scene, fields: Value) -> Result<(), HostError> {
        scene.environment.assign(&fields)
    }

    /// Paints the background in one colour, or in two: overhead and at the horizon.
    ///
    /// ```lua
    /// scene.set_background(color.hex("#101827"), color.hex("#3b4a6b"))
    /// ```
    pub fn set_background(
        scene: &mut Scene,
        sky: luminara_script::Color,
        horizon: Option<luminara_script::Color>,
    ) {
        scene.environment.sky = sky;
        scene.environment.horizon = horizon.unwrap_or(sky);
    }

    /// The entity that is the camera; a scene without one gets one.
    ///
    /// ```lua
    /// scene.camera().position = vec3(0, 5, 10)
    /// ```
    pub fn camera(scene: &mut Scene) -> Option<EntityId> {
        active_camera(scene).map(id_of)
    }

    /// Puts the camera at a place, looking at another. Ends what moved it by itself.
    ///
    /// ```lua
    /// scene.look(vec3(0, 6, 12), vec3(0, 1, 0))
    /// ```
    pub fn look(scene: &mut Scene, from: Vec3, at: Vec3, fov: Option<f32>) -> Result<(), HostError> {
        super::finite("look", from)?;
        super::finite("look", at)?;
        scene.camera = None;
        let Some(camera) = active_camera(scene) else { return Ok(()) };
        let mut entity = scene.entity_mut(id_of(camera))?;
        if let Some(mut transform) = entity.get_mut::<Transform>() {
            transform.position = from;
            super::super::transform::turn_to(&mut transform, at);
        }
        if let (Some(fov), Some(mut camera)) = (fov, entity.get_mut::<Camera>()) {
            camera.set(Camera::def().field("fov")?, &Value::Float(f64::from(fov)))?;
        }
        Ok(())
    }

    /// Has the mouse turn the camera around a place or an entity: dragging turns, the wheel goes nearer.
    ///
    /// ```lua
    /// scene.orbit_camera { target = vec3(0, 1, 0), distance = 12, yaw = 0.6, pitch = 0.4 }
    /// ```
    pub fn orbit_camera(scene: &mut Scene, options: Options<OrbitOptions>) {
        let OrbitOptions { target, distance, yaw, pitch } = options.0;
        scene.camera = Some(CameraControl::Orbit {
            target: match target {
                Either::First(place) => Target::Place(place),
                Either::Second(entity) => Target::Entity(entity),
            },
            distance: distance.clamp(0.2, 5_000.0),
            yaw,
            pitch: pitch.clamp(-1.5, 1.5),
        });
        move_camera(scene);
    }

    /// Has the camera come after an entity.
    ///
    /// ```lua
    /// local car = world.spawn { shape = "cube", velocity = vec3(0, 0, -3) }
    /// scene.follow_camera(car, { offset = vec3(0, 3, 7) })
    /// ```
    pub fn follow_camera(
        scene: &mut Scene,
        entity: EntityId,
        options: Options<FollowOptions>,
    ) -> Result<(), HostError> {
        scene.entity(entity)?;
        let FollowOptions { offset, stiffness } = options.0;
        let stiffness = stiffness.clamp(0.0, 1000.0);
        scene.camera = Some(CameraControl::Follow { target: entity, offset, stiffness });
        Ok(())
    }

    /// Makes the camera the eyes of an entity that W, A, S, D and the mouse move; without an entity it flies.
    ///
    /// ```lua
    /// local me = world.spawn { position = vec3(0, 1, 5), RigidBody = { freedom = "upright" }, Collider = { shape = "capsule" } }
    /// scene.first_person_camera(me, { height = 0.4, speed = 5 })
    /// ```
    pub fn first_person_camera(
        scene: &mut Scene,
        entity: Option<EntityId>,
        options: Options<FirstPersonOptions>,
    ) -> Result<(), HostError> {
        if let Some(entity) = entity {
            scene.entity(entity)?;
        }
        let FirstPersonOptions { height, speed, yaw, pitch } = options.0;
        let (speed, pitch) = (speed.clamp(0.0, 1000.0), pitch.clamp(-1.5, 1.5));
        scene.camera = Some(CameraControl::FirstPerson { entity, height, speed, yaw, pitch });
        Ok(())
    }

    /// Leaves the camera where it is.
    ///
    /// ```lua
    /// scene.orbit_camera()
    /// scene.release_camera()
    /// ```
    pub fn release_camera(scene: &mut Scene) {
        scene.camera = None;
    }

    /// Where the ray of a point of the picture starts and goes, for `physics.raycast`: two vec3. The point is in pixels, as
    /// `input.mouse_position` gives it, of a picture of `size` pixels.
    ///
    /// ```lua
    /// local from, to = table.unpack(scene.ray(vec2(160, 100), vec2(320, 200)))
    /// local hit = physics.raycast(from, to, 100)
    /// ```
    pub fn ray(scene: &mut Scene, point: glam::Vec2, size: glam::Vec2) -> Result<Vec<Vec3>, HostError> {
        super::ray(scene, point, size)
    }

    /// The whole world as a table: every entity with its components, those of scripts included, what hangs on what, and the
    /// environment. Scripts and their variables aren't in it.
    ///
    /// ```lua
    /// local checkpoint = scene.save()
    /// ```
    pub fn save(scene: &mut Scene) -> Table {
        snapshot::save(scene)
    }

    /// The whole world as text, for a file of the project that `load` reads: JSON with `entities`, a list of tables of components,
    /// and `environment`.
    ///
    /// ```lua
    /// print(scene.save_text())
    /// ```
    pub fn save_text(scene: &mut Scene) -> SmolStr {
        snapshot::save_text(scene).into()
    }

    /// Makes the entities that were saved, in place of all that are there: `saved` is what `save` or `save_text` gave, or the name of
    /// a `.json` or `.toml` file. In a file an entity may also have what `world.spawn` takes, such as `template` and
    /// `position = [0, 1, 0]`. Gives the new entities in their order. A script that is attached to an entity goes with it.
    ///
    /// ```lua
    /// local checkpoint = scene.save()
    /// scene.load(checkpoint)
    /// if assets.exists("level.json") then scene.load("level.json") end
    /// ```
    pub fn load(scene: &mut Scene, site: &dyn CallSite, saved: Value) -> Result<Vec<EntityId>, HostError> {
        let saved = snapshot::read(scene, &saved)?;
        snapshot::load(scene, site.instance(), &saved)
    }
}

fn finite(function: &str, value: Vec3) -> Result<(), HostError> {
    if value.is_finite() {
        return Ok(());
    }
    Err(HostError::new(format!("scene.{function} expects finite numbers, got {}", Value::Vec3(value))))
}

/// How the camera turns around something. What is out of range is taken as the nearest that isn't.
#[derive(Clone, Debug, ScriptStruct)]
pub struct OrbitOptions {
    /// What it turns around: a place, or an entity wherever it goes.
    pub target: Either<Vec3, EntityId>,
    /// How far it is from there, metres, 0.2 to 5000.
    pub distance: f32,
    /// How far it is turned about the target's up, radians.
    pub yaw: f32,
    /// How high it stands above level, radians, -1.5 to 1.5.
    pub pitch: f32,
}

impl Default for OrbitOptions {
    fn default() -> Self {
        Self { target: Either::First(Vec3::ZERO), distance: 10.0, yaw: 0.6, pitch: 0.45 }
    }
}

/// How the camera comes after an entity. What is out of range is taken as the nearest that isn't.
#[derive(Clone, Debug, ScriptStruct)]
pub struct FollowOptions {
    /// Where it would like to be, metres from the entity, not turned with it.
    pub offset: Vec3,
    /// How closely it follows, 0 to 1000: 1 is lazy, 20 as if on a rod.
    pub stiffness: f32,
}

impl Default for FollowOptions {
    fn default() -> Self {
        Self { offset: Vec3::new(0.0, 4.0, 8.0), stiffness: 5.0 }
    }
}

/// How the camera sees and walks as an entity. What is out of range is taken as the nearest that isn't.
#[derive(Clone, Debug, ScriptStruct)]
pub struct FirstPersonOptions {
    /// Where the eyes are above the entity's middle, metres.
    pub height: f32,
    /// How fast it walks, metres a second, 0 to 1000.
    pub speed: f32,
    /// Where it looks at first, radians about up.
    pub yaw: f32,
    /// How far above level it looks at first, radians, -1.5 to 1.5.
    pub pitch: f32,
}

impl Default for FirstPersonOptions {
    fn default() -> Self {
        Self { height: 0.5, speed: 4.0, yaw: 0.0, pitch: 0.0 }
    }
}

/// The ray of a point of the picture.
fn ray(scene: &mut Scene, point: glam::Vec2, size: glam::Vec2) -> Result<Vec<Vec3>, HostError> {
    if !(point.is_finite() && size.is_finite() && size.min_element() > 0.0) {
        return Err(HostError::new("scene.ray expects a point and the picture's size, in pixels"));
    }
    let found: Option<Entity> = active_camera(scene);
    let camera = found.and_then(|entity| scene.world.get::<Camera>(entity).cloned()).unwrap_or_default();
    let placement = found.map_or(crate::world::hierarchy::Placement::HOME, |entity| {
        crate::world::hierarchy::placement_of(&scene.world, entity)
    });
    let aspect = size.x / size.y;
    let across = glam::Vec2::new(2.0 * point.x / size.x - 1.0, 1.0 - 2.0 * point.y / size.y);
    let half = match camera.ortho_height > 0.0 {
        true => 0.5 * camera.ortho_height,
        false => libm::tanf(0.5 * camera.fov.clamp(1.0, 170.0).to_radians()),
    };
    let aside = Vec3::new(across.x * half * aspect, across.y * half, 0.0);
    if camera.ortho_height > 0.0 {
        return Ok(vec![placement.position + placement.rotation * aside, placement.rotation * Vec3::NEG_Z]);
    }
    Ok(vec![placement.position, (placement.rotation * (aside + Vec3::NEG_Z)).normalize()])
}
