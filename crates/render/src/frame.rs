//! What the shaders are told once a frame. Mirrors `Frame` in shaders/frame.wgsl.

use bytemuck::{Pod, Zeroable};
use glam::{Vec2, Vec3};

use crate::shadow::{MAPS, ShadowMap};
use crate::view::View;
use crate::{DrawList, PointLight};

/// How many point lights a frame can have.
pub const MAX_POINT_LIGHTS: usize = 16;

/// How far the grid reaches from a camera near the ground, in units.
const GRID_REACH: f32 = 120.0;

#[derive(Clone, Copy, Debug, Default, PartialEq, Pod, Zeroable)]
#[repr(C)]
struct PointLightUniform {
    position: [f32; 3],
    range: f32,
    color: [f32; 3],
    pad: f32,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Pod, Zeroable)]
#[repr(C)]
pub(crate) struct FrameUniforms {
    world_to_clip: [[f32; 4]; 4],
    world_to_light: [[[f32; 4]; 4]; MAPS],
    camera: [f32; 3],
    orthographic: f32,
    forward: [f32; 3],
    ambient: f32,
    ray_right: [f32; 3],
    fog_density: f32,
    ray_up: [f32; 3],
    exposure: f32,
    toward_sun: [f32; 3],
    has_shadow: f32,
    sun_color: [f32; 3],
    shadow_texel_near: f32,
    sky_zenith: [f32; 3],
    shadow_texel_far: f32,
    sky_horizon: [f32; 3],
    point_light_count: u32,
    ground: [f32; 3],
    grid_fade: f32,
    pixel: [f32; 2],
    grid_centre: [f32; 2],
    shadow_depth: [f32; MAPS],
    pad: [f32; 2],
    point_lights: [PointLightUniform; MAX_POINT_LIGHTS],
}

impl FrameUniforms {
    /// `shadows` is `None` where the sun throws none. `size` is the picture's, in pixels.
    pub(crate) fn new(
        list: &DrawList,
        view: &View,
        shadows: Option<&[ShadowMap; MAPS]>,
        size: Vec2,
    ) -> FrameUniforms {
        let environment = &list.environment;
        // Without a sun: a black one, straight up.
        let (toward_sun, sun_color) = list.sun.as_ref().map_or((Vec3::Y, Vec3::ZERO), |sun| {
            let color = Vec3::from(sun.color) * sun.intensity.max(0.0);
            (toward_sun(sun.direction), color)
        });
        // An orthographic camera's sky is seen through a narrow lens of its own.
        let lens = if view.orthographic { Vec2::new(0.27 * size.x / size.y, 0.27) } else { view.half_size };
        let (grid_centre, grid_fade) = grid(view);
        let (point_lights, point_light_count) = strongest_lights(&list.point_lights, view.position);
        let maps = shadows.copied().unwrap_or_default();
        FrameUniforms {
            world_to_clip: view.world_to_clip.to_cols_array_2d(),
            world_to_light: maps.map(|map| map.world_to_light.to_cols_array_2d()),
            camera: view.position.to_array(),
            orthographic: f32::from(view.orthographic),
            forward: view.forward.to_array(),
            ambient: environment.ambient.max(0.0),
            ray_right: (view.right * lens.x).to_array(),
            fog_density: environment.fog_density.max(0.0),
            ray_up: (view.up * lens.y).to_array(),
            exposure: environment.exposure.max(0.0),
            toward_sun: toward_sun.to_array(),
            has_shadow: f32::from(shadows.is_some()),
            sun_color: sun_color.to_array(),
            shadow_texel_near: maps[0].texel,
            sky_zenith: environment.sky_zenith,
            shadow_texel_far: maps[1].texel,
            sky_horizon: environment.sky_horizon,
            point_light_count,
            ground: environment.ground,
            grid_fade,
            pixel: size.recip().to_array(),
            grid_centre: grid_centre.to_array(),
            shadow_depth: maps.map(|map| map.depth),
            pad: [0.0; 2],
            point_lights,
        }
    }
}

/// Where the sun stands, for light that travels along `direction`.
pub(crate) fn toward_sun(direction: Vec3) -> Vec3 {
    (-direction).normalize_or(Vec3::Y)
}

/// Where the grid's middle is (x and z) and how far it reaches.
fn grid(view: &View) -> (Vec2, f32) {
    let below = |point: Vec3| Vec2::new(point.x, point.z);
    if view.orthographic {
        let ahead = if view.forward.y.abs() > 0.05 {
            (-view.position.y / view.forward.y).clamp(-view.far, view.far)
        } else {
            0.0
        };
        let centre = view.position + view.forward * ahead;
        return (below(centre), GRID_REACH.max(view.half_size.length() * 8.0));
    }
    let height = view.position.y.abs();
    (below(view.position), GRID_REACH.max(height * 8.0))
}

/// The lights that matter most at `eye`, as uniforms, and how many they are.
fn strongest_lights(lights: &[PointLight], eye: Vec3) -> ([PointLightUniform; MAX_POINT_LIGHTS], u32) {
    let mut uniforms = [PointLightUniform::default(); MAX_POINT_LIGHTS];
    let usable =
        |light: &&PointLight| light.position.is_finite() && light.range > 0.0 && light.intensity > 0.0;
    let mut chosen: Vec<&PointLight> = lights.iter().filter(usable).collect();
    if chosen.len() > MAX_POINT_LIGHTS {
        let weight = |light: &PointLight| {
            let outside = (light.position.distance(eye) - light.range).max(0.0);
            light.intensity / (1.0 + outside * outside)
        };
        chosen.sort_by(|a, b| weight(b).total_cmp(&weight(a)));
        chosen.truncate(MAX_POINT_LIGHTS);
    }
    for (uniform, light) in uniforms.iter_mut().zip(&chosen) {
        *uniform = PointLightUniform {
            position: light.position.to_array(),
            range: light.range,
            color: (Vec3::from(light.color) * light.intensity).to_array(),
            pad: 0.0,
        };
    }
    (uniforms, chosen.len() as u32)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn uniforms_have_the_shader_s_size() {
        // Four matrices' worth of columns, then eleven rows of four, then the lights.
        assert_eq!(size_of::<FrameUniforms>(), 3 * 64 + 11 * 16 + MAX_POINT_LIGHTS * 32);
    }

    #[test]
    fn of_too_many_lights_the_near_ones_stay() {
        let lights: Vec<PointLight> = (0..40)
            .map(|i| PointLight { position: Vec3::X * (40 - i) as f32, range: 2.0, ..PointLight::default() })
            .collect();
        let (uniforms, count) = strongest_lights(&lights, Vec3::ZERO);
        assert_eq!(count, 16);
        assert!(uniforms.iter().all(|light| light.position[0] <= 16.0));
    }
}
