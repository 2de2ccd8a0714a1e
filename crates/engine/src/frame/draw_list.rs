//! From the world to a draw list.

use bevy_ecs::entity::Entity;
use bevy_ecs::query::{With, Without};
use bevy_ecs::world::World;
use glam::Vec3;
use luminara_render as render;
use luminara_script::LogLevel;

use crate::frame::scene::Scene;
use crate::parts::drawing::MOST_FIGURES;
use crate::parts::images::Viewer;
use crate::parts::motion::Previous;
use crate::parts::text;
use crate::world::components::{Camera, Environment, Light, LightKind, Material, Mesh, Shape, Transform};
use crate::world::entity::Dying;
use crate::world::hierarchy::{self, Placement};

/// What moves farther than this in one frame is taken to have jumped, metres.
const JUMP: f32 = 4.0;

impl From<Shape> for render::Shape {
    fn from(shape: Shape) -> Self {
        match shape {
            Shape::Cube => render::Shape::Cube,
            Shape::Sphere => render::Shape::Sphere,
            Shape::Plane => render::Shape::Plane,
            Shape::Cylinder => render::Shape::Cylinder,
            Shape::Capsule => render::Shape::Capsule,
            Shape::Cone => render::Shape::Cone,
            Shape::Torus => render::Shape::Torus,
        }
    }
}

/// What is to be drawn, `between` the last frame (0) and this one (1).
pub fn draw_list(scene: &mut Scene, between: f32) -> render::DrawList {
    let mut list = render::DrawList {
        environment: environment(&scene.environment),
        sun: None,
        overlay: scene.drawing.overlay.clone(),
        ..render::DrawList::default()
    };

    let world = &mut scene.world;
    let mut has_ground = false;
    let mut meshes = world.query_filtered::<(Entity, &Mesh, &Transform, Option<&Material>), Without<Dying>>();
    for (entity, mesh, transform, material) in meshes.iter(world) {
        if !mesh.visible {
            continue;
        }
        let material = material.cloned().unwrap_or_default();
        has_ground |= mesh.shape == Shape::Plane && transform.scale.x.max(transform.scale.z) >= 8.0;
        list.instances.push(render::Instance {
            shape: mesh.shape.into(),
            transform: placed(world, entity, between).matrix(),
            color: material.color.to_linear(),
            roughness: material.roughness.clamp(0.0, 1.0),
            metallic: material.metallic.clamp(0.0, 1.0),
            emissive: material.emissive.max(0.0),
            casts_shadow: mesh.shadow,
        });
    }
    list.grid = scene.environment.grid && !has_ground;

    let world = &mut scene.world;
    let mut lights = world.query_filtered::<(Entity, &Light), (With<Transform>, Without<Dying>)>();
    for (entity, light) in lights.iter(world) {
        let [r, g, b, _] = light.color.to_linear();
        let place = placed(world, entity, between);
        match light.kind {
            LightKind::Sun if list.sun.is_none() => {
                list.sun = Some(render::DirectionalLight {
                    direction: (place.rotation * Vec3::NEG_Z).normalize_or(Vec3::NEG_Y),
                    color: Vec3::new(r, g, b).into(),
                    intensity: light.intensity.max(0.0) * render::DirectionalLight::default().intensity,
                    shadows: light.shadows,
                });
            }
            LightKind::Sun => {}
            LightKind::Point => list.point_lights.push(render::PointLight {
                position: place.position,
                color: Vec3::new(r, g, b).into(),
                intensity: light.intensity.max(0.0) * render::PointLight::default().intensity,
                range: light.range.max(0.01),
            }),
        }
    }
    if list.sun.is_none() && scene.environment.sun {
        list.sun = Some(render::DirectionalLight::default());
    }

    let world = &mut scene.world;
    let mut cameras = world.query_filtered::<(Entity, &Camera), (With<Transform>, Without<Dying>)>();
    let camera = cameras.iter(world).find(|(_, camera)| camera.active);
    list.camera = match camera {
        Some((entity, camera)) => {
            let Placement { rotation, position, .. } = placed(world, entity, between);
            let near = camera.near.max(0.001);
            render::Camera {
                position,
                rotation,
                projection: match camera.ortho_height > 0.0 {
                    true => render::Projection::Orthographic { height: camera.ortho_height },
                    false => {
                        render::Projection::Perspective { fov_y: camera.fov.clamp(1.0, 170.0).to_radians() }
                    }
                },
                near,
                far: camera.far.max(near * 2.0),
            }
        }
        None => render::Camera::looking_at(Camera::USUAL_PLACE, Vec3::new(0.0, 0.5, 0.0)),
    };

    let viewer = Viewer { position: list.camera.position, rotation: list.camera.rotation };
    scene.draw_sprites(viewer, |world, entity| placed(world, entity, between), &mut list.placed);
    let room = MOST_FIGURES.saturating_sub(list.overlay.primitives.len());
    let texts = text::draw(&mut scene.world, room, |world, entity| placed(world, entity, between));
    list.placed.extend(texts);
    list
}

/// Where an entity is in the picture.
fn placed(world: &World, entity: Entity, between: f32) -> Placement {
    hierarchy::placement_by(world, entity, |entity| {
        Some(moment(entity.get::<Transform>()?, entity.get::<Previous>(), between))
    })
}

fn moment(transform: &Transform, previous: Option<&Previous>, between: f32) -> Placement {
    let Transform { position, rotation, scale } = transform.clone();
    let Some(Previous(before)) = previous else { return Placement { position, rotation, scale } };
    if between >= 1.0 || before.position.distance_squared(position) > JUMP * JUMP {
        return Placement { position, rotation, scale };
    }
    Placement {
        position: before.position.lerp(position, between),
        rotation: before.rotation.slerp(rotation, between),
        scale: before.scale.lerp(scale, between),
    }
}

fn environment(from: &Environment) -> render::Environment {
    let rgb = |color: luminara_script::Color| {
        let [r, g, b, _] = color.to_linear();
        Vec3::new(r, g, b).into()
    };
    let usual = render::Environment::default();
    render::Environment {
        sky_zenith: rgb(from.sky),
        sky_horizon: rgb(from.horizon),
        ground: rgb(from.ground),
        ambient: from.ambient.max(0.0) * usual.ambient,
        fog_density: from.fog.max(0.0),
        exposure: from.exposure.max(0.0) * usual.exposure,
    }
}

impl Scene {
    /// Says so when there is more text than is drawn.
    pub fn check_texts(&mut self) {
        if self.texts.are_newly_too_many(&mut self.world, self.drawing.overlay.primitives.len()) {
            let text = format!(
                "the Texts of the scene have more than {MOST_FIGURES} letters; the rest of them isn't drawn"
            );
            self.say(LogLevel::Warn, text, None);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parts::text::{Letters, Text};
    use luminara_script::Limits;

    #[test]
    fn a_text_is_between_two_frames_where_its_entity_is() {
        let mut scene = Scene::new(1, Limits::default(), Vec::new());
        let at = |x| Transform { position: Vec3::X * x, ..Transform::default() };
        let text = Text { text: Letters("I".into()), ..Text::default() };
        scene.world.spawn((at(2.0), Previous(at(1.0)), Mesh::default(), text.clone()));
        let halfway = draw_list(&mut scene, 0.5);
        assert_eq!(halfway.instances[0].transform.translation, (Vec3::X * 1.5).into());
        let mut still = Scene::new(1, Limits::default(), Vec::new());
        still.world.spawn((at(1.5), text));
        assert_eq!(halfway.placed, draw_list(&mut still, 1.0).placed);
        assert_ne!(halfway.placed, draw_list(&mut scene, 1.0).placed);
    }

    #[test]
    fn the_usual_environment_is_the_renderers() {
        let (ours, theirs) = (environment(&Environment::default()), render::Environment::default());
        let near = |a: [f32; 3], b: [f32; 3]| a.iter().zip(b).all(|(a, b)| (a - b).abs() < 0.02);
        assert!(near(ours.sky_zenith, theirs.sky_zenith), "{ours:?}");
        assert!(near(ours.sky_horizon, theirs.sky_horizon), "{ours:?}");
        assert!(near(ours.ground, theirs.ground), "{ours:?}");
        assert_eq!(
            (ours.ambient, ours.fog_density, ours.exposure),
            (theirs.ambient, theirs.fog_density, theirs.exposure)
        );
    }
}
