//! Where the sun's shadow maps lie.
//!
//! Two square maps look along the sun's rays: a near one, fine, and a far one, coarse. Each covers the ball around a
//! slice of what the camera sees. A ball, because its size doesn't change when the camera turns; and its centre moves
//! in whole texels, because then a shadow's edge falls on the same texels from frame to frame and doesn't shimmer.

use glam::{Mat4, Vec3, Vec4};

use crate::view::View;

/// Near and far.
pub(crate) const MAPS: usize = 2;
/// A map's edge in texels. Also in shadow_lookup.wgsl.
pub(crate) const RESOLUTION: u32 = 2048;

/// Shadows reach at least and at most this far from the camera, in units.
const REACH: (f32, f32) = (24.0, 160.0);
/// The near map's share of the reach.
const NEAR_SHARE: f32 = 0.36;
/// Casters with a larger radius are grounds: they say nothing about how far the scene goes.
const GROUND_RADIUS: f32 = 40.0;
/// Casters more than this many units nearer to the sun than the map's ball are not seen.
const DEEPEST: f32 = 2000.0;

/// A ball in the world that encloses an instance.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Ball {
    pub centre: Vec3,
    pub radius: f32,
}

/// One shadow map's place.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct ShadowMap {
    /// Depth is 0 nearest to the sun.
    pub world_to_light: Mat4,
    /// The edge of a texel, in units of the world.
    pub texel: f32,
    /// From the nearest to the sun to the farthest, in units.
    pub depth: f32,
}

/// The maps for what `view` sees, near one first. `toward_sun` has length 1.
pub(crate) fn fit(view: &View, toward_sun: Vec3, casters: &[Ball]) -> [ShadowMap; MAPS] {
    let reach = reach(view, casters);
    [reach * NEAR_SHARE, reach].map(|end| {
        let ball = ball_around_slice(view, view.near.min(end), end);
        fit_ball(ball, toward_sun, casters)
    })
}

/// How far from the camera shadows are drawn: to the farthest caster, in steps of a quarter so that it rarely changes.
fn reach(view: &View, casters: &[Ball]) -> f32 {
    let farthest = casters
        .iter()
        .filter(|caster| caster.radius < GROUND_RADIUS)
        .map(|caster| view.depth_of(caster.centre) + caster.radius)
        .fold(0.0, f32::max);
    let mut reach = REACH.0;
    while reach < farthest.min(REACH.1) {
        reach *= 1.25;
    }
    reach
}

/// The smallest ball around what the camera sees between two depths.
fn ball_around_slice(view: &View, from: f32, to: f32) -> Ball {
    let spread = view.half_size.length_squared();
    let (depth, radius) = if view.orthographic {
        let half = (to - from) * 0.5;
        (from + half, (half * half + spread).sqrt())
    } else {
        // On the axis, as far from the near corners as from the far ones; at the far end for wide lenses.
        let depth = ((from + to) * 0.5 * (1.0 + spread)).min(to);
        (depth, ((to - depth) * (to - depth) + to * to * spread).sqrt())
    };
    Ball { centre: view.position + view.forward * depth, radius }
}

fn fit_ball(ball: Ball, toward_sun: Vec3, casters: &[Ball]) -> ShadowMap {
    let (right, up) = axes_across(toward_sun);
    let texel = 2.0 * ball.radius / RESOLUTION as f32;
    let snapped = |axis: Vec3| (ball.centre.dot(axis) / texel).round() * texel;
    let (x, y, z) = (snapped(right), snapped(up), ball.centre.dot(toward_sun));

    // What stands between the ball and the sun throws its shadow into it.
    let nearest_to_sun = casters
        .iter()
        .filter(|caster| {
            let reach = ball.radius + caster.radius;
            (caster.centre.dot(right) - x).abs() < reach && (caster.centre.dot(up) - y).abs() < reach
        })
        .map(|caster| caster.centre.dot(toward_sun) + caster.radius)
        .fold(z + ball.radius, f32::max)
        .min(z + ball.radius + DEEPEST);
    let top = nearest_to_sun + texel;
    let depth = top - (z - 2.0 * ball.radius);

    let row_x = (right / ball.radius).extend(-x / ball.radius);
    let row_y = (up / ball.radius).extend(-y / ball.radius);
    let row_z = (-toward_sun / depth).extend(top / depth);
    ShadowMap { world_to_light: Mat4::from_cols(row_x, row_y, row_z, Vec4::W).transpose(), texel, depth }
}

/// Two directions at right angles to `direction` and to each other.
fn axes_across(direction: Vec3) -> (Vec3, Vec3) {
    let helper = if direction.y.abs() > 0.99 { Vec3::Z } else { Vec3::Y };
    let right = helper.cross(direction).normalize_or(Vec3::X);
    (right, direction.cross(right))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Camera, DirectionalLight, Projection};

    fn toward_sun() -> Vec3 {
        -DirectionalLight::default().direction.normalize()
    }

    fn caster(centre: Vec3) -> Ball {
        Ball { centre, radius: 0.9 }
    }

    #[test]
    fn the_ball_holds_the_slice_s_corners() {
        for projection in [Projection::default(), Projection::Orthographic { height: 9.0 }] {
            let view = View::new(&Camera { projection, ..Camera::default() }, 1.6);
            let ball = ball_around_slice(&view, 0.5, 20.0);
            for depth in [0.5, 20.0] {
                let scale = if view.orthographic { 1.0 } else { depth };
                let corner = view.position
                    + view.forward * depth
                    + (view.right * view.half_size.x - view.up * view.half_size.y) * scale;
                assert!(corner.distance(ball.centre) < ball.radius * 1.0001);
            }
        }
    }

    #[test]
    fn what_the_camera_looks_at_is_inside_the_near_map() {
        let view = View::new(&Camera::default(), 1.6);
        let [near, far] = fit(&view, toward_sun(), &[caster(Vec3::ZERO)]);
        for map in [near, far] {
            let at = map.world_to_light.project_point3(Vec3::ZERO);
            assert!(at.x.abs() < 0.9 && at.y.abs() < 0.9 && (0.0..1.0).contains(&at.z), "{at}");
        }
        assert!(near.texel < far.texel * 0.5);
    }

    #[test]
    fn a_caster_far_toward_the_sun_is_not_clipped() {
        let view = View::new(&Camera::default(), 1.6);
        let high = toward_sun() * 500.0;
        let [near, _] = fit(&view, toward_sun(), &[caster(high)]);
        let at = near.world_to_light.project_point3(high);
        assert!((0.0..1.0).contains(&at.z), "{at}");
    }

    #[test]
    fn moving_the_camera_moves_the_map_by_whole_texels() {
        let from = Camera::default();
        let to = Camera { position: from.position + Vec3::new(0.137, 0.02, -0.41), ..from };
        let casters = [caster(Vec3::ZERO)];
        let [a, b] = [from, to].map(|camera| fit(&View::new(&camera, 1.6), toward_sun(), &casters)[0]);
        assert_eq!(a.texel, b.texel);
        let [p, q] = [a, b].map(|map| map.world_to_light.project_point3(Vec3::ZERO) * 0.5);
        for moved in [(p.x - q.x) * RESOLUTION as f32, (p.y - q.y) * RESOLUTION as f32] {
            assert!((moved - moved.round()).abs() < 0.02, "{moved} texels");
        }
    }

    #[test]
    fn the_sun_overhead_is_no_nan() {
        let view = View::new(&Camera::default(), 1.6);
        for direction in [Vec3::Y, Vec3::NEG_Y] {
            assert!(fit(&view, direction, &[])[0].world_to_light.is_finite());
        }
    }
}
