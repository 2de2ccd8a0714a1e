//! `scene`: sky, air and light from all sides, the camera, and the whole of the world as a table.

use bevy_ecs::entity::Entity;
use glam::Vec3;
use luminara_script::{CallSite, EntityId, FromValue, HostError, ScriptStruct, Table, Value};

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

    /// Has the mouse turn the camera around a `target`, a place or an entity: dragging turns, the wheel goes nearer. Further options:
    /// `distance` in metres, `yaw` and `pitch` in radians.
    ///
    /// ```lua
    /// scene.orbit_camera { target = vec3(0, 1, 0), distance = 12, yaw = 0.6, pitch = 0.4 }
    /// ```
    pub fn orbit_camera(scene: &mut Scene, options: Option<Table>) -> Result<(), HostError> {
        let options = super::Options::new("orbit_camera", options, &["target", "distance", "yaw", "pitch"])?;
        let target = match options.get("target") {
            Some(Value::Entity(entity)) => Target::Entity(*entity),
            Some(value) => Target::Place(Vec3::expect(value, || "'target' of scene.orbit_camera".into())?),
            None => Target::Place(Vec3::ZERO),
        };
        scene.camera = Some(CameraControl::Orbit {
            target,
            distance: options.number("distance", 10.0)?.clamp(0.2, 5_000.0),
            yaw: options.number("yaw", 0.6)?,
            pitch: options.number("pitch", 0.45)?.clamp(-1.5, 1.5),
        });
        move_camera(scene);
        Ok(())
    }

    /// Has the camera come after an entity. Options: `offset`, where it would like to be, seen from the entity, and `stiffness`, from 1,
    /// lazy, to 20, as if on a rod.
    ///
    /// ```lua
    /// local car = world.spawn { shape = "cube", velocity = vec3(0, 0, -3) }
    /// scene.follow_camera(car, { offset = vec3(0, 3, 7) })
    /// ```
    pub fn follow_camera(
        scene: &mut Scene,
        entity: EntityId,
        options: Option<Table>,
    ) -> Result<(), HostError> {
        scene.entity(entity)?;
        let options = super::Options::new("follow_camera", options, &["offset", "stiffness"])?;
        let offset = match options.get("offset") {
            Some(value) => Vec3::expect(value, || "'offset' of scene.follow_camera".into())?,
            None => Vec3::new(0.0, 4.0, 8.0),
        };
        super::finite("follow_camera", offset)?;
        let stiffness = options.number("stiffness", 5.0)?.clamp(0.0, 1000.0);
        scene.camera = Some(CameraControl::Follow { target: entity, offset, stiffness });
        Ok(())
    }

    /// Makes the camera the eyes of an entity that W, A, S, D and the mouse move; without an entity it flies. Options: `height` of the
    /// eyes above the entity's middle, `speed` in metres a second, `yaw` and `pitch` in radians.
    ///
    /// ```lua
    /// local me = world.spawn { position = vec3(0, 1, 5), RigidBody = { freedom = "upright" }, Collider = { shape = "capsule" } }
    /// scene.first_person_camera(me, { height = 0.4, speed = 5 })
    /// ```
    pub fn first_person_camera(
        scene: &mut Scene,
        entity: Option<EntityId>,
        options: Option<Table>,
    ) -> Result<(), HostError> {
        if let Some(entity) = entity {
            scene.entity(entity)?;
        }
        let known = ["height", "speed", "yaw", "pitch"];
        let options = super::Options::new("first_person_camera", options, &known)?;
        scene.camera = Some(CameraControl::FirstPerson {
            entity,
            height: options.number("height", 0.5)?,
            speed: options.number("speed", 4.0)?.clamp(0.0, 1000.0),
            yaw: options.number("yaw", 0.0)?,
            pitch: options.number("pitch", 0.0)?.clamp(-1.5, 1.5),
        });
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

/// A table of options with known names.
struct Options {
    function: &'static str,
    table: Table,
}

impl Options {
    fn new(function: &'static str, table: Option<Table>, known: &[&'static str]) -> Result<Self, HostError> {
        let table = table.unwrap_or_default();
        if let Some(other) = table.fields.keys().find(|name| !known.contains(&name.as_str())) {
            let hint = luminara_script::nearest::suggestion(other, known.iter().copied());
            return Err(HostError::new(format!("scene.{function} has no option '{other}'{hint}")));
        }
        Ok(Self { function, table })
    }

    fn get(&self, name: &str) -> Option<&Value> {
        self.table.fields.get(name).filter(|value| !value.is_nil())
    }

    fn number(&self, name: &str, usual: f32) -> Result<f32, HostError> {
        let Some(value) = self.get(name) else { return Ok(usual) };
        let number = f32::expect(value, || format!("'{name}' of scene.{}", self.function))?;
        if number.is_finite() {
            return Ok(number);
        }
        Err(HostError::new(format!("'{name}' of scene.{} must be finite, got {number}", self.function)))
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
