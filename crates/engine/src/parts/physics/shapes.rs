//! From the form of a collider to the shape that the solver takes. Nothing that a script can write makes it fail: sizes are kept within
//! what single precision can hold, and a hull without volume becomes a box.

use std::collections::BTreeSet;

use glam::{Quat, Vec3};
use rapier3d::geometry::SharedShape;
use rapier3d::math::Pose;

use crate::parts::physics::components::ColliderShape;
use crate::world::components::Shape;

/// The least edge of a collider, metres.
const LEAST: f32 = 1e-3;
/// The greatest.
const GREATEST: f32 = 1e4;
/// The corners that a hull may have.
const MAX_POINTS: usize = 255;
/// How thick the slab under a finite plane is, metres: thick enough that nothing falls through in a frame.
const SLAB: f32 = 1.0;
/// The radius of a torus's tube, as it is drawn.
const TUBE: f32 = 0.14;

/// What a collider's shape is made of.
#[derive(Clone, Debug, PartialEq)]
pub struct Form {
    /// The form that was asked for.
    pub shape: ColliderShape,
    /// What the entity looks like.
    pub mesh: Option<Shape>,
    /// Its edges: its size and the entity's scale.
    pub extent: Vec3,
    /// The corners of a hull.
    pub points: Vec<Vec3>,
}

/// A shape in its place within the entity.
pub struct Solid {
    /// The shape.
    pub shape: SharedShape,
    /// Where it stands in the entity's own space.
    pub place: Vec3,
    /// What was wrong with the form, if a box had to stand in for it.
    pub complaint: Option<&'static str>,
}

/// An edge that the solver can work with.
pub fn edge(length: f32) -> f32 {
    let length = length.abs();
    if length.is_nan() { LEAST } else { length.clamp(LEAST, GREATEST) }
}

impl Form {
    /// The form as a shape.
    pub fn solid(&self) -> Solid {
        let extent = Vec3::new(edge(self.extent.x), edge(self.extent.y), edge(self.extent.z));
        let at_home = |shape| Solid { shape, place: Vec3::ZERO, complaint: None };
        match self.resolved() {
            Resolved::Box => at_home(cuboid(extent)),
            Resolved::Ball => at_home(ball(extent)),
            Resolved::Capsule => {
                let radius = 0.25 * extent.x.max(extent.z);
                at_home(SharedShape::capsule_y((0.5 * extent.y - radius).max(0.0), radius))
            }
            Resolved::Cylinder => {
                at_home(SharedShape::cylinder(0.5 * extent.y, 0.5 * extent.x.max(extent.z)))
            }
            Resolved::Cone => at_home(SharedShape::cone(0.5 * extent.y, 0.5 * extent.x.max(extent.z))),
            Resolved::Ring => at_home(ring(extent)),
            Resolved::Slab => {
                let place = Vec3::new(0.0, -0.5 * SLAB, 0.0);
                Solid { place, ..at_home(cuboid(Vec3::new(extent.x, SLAB, extent.z))) }
            }
            Resolved::Plane => at_home(SharedShape::halfspace(Vec3::Y)),
            Resolved::Hull => match hull(&self.points, self.extent) {
                Some(shape) => at_home(shape),
                None => {
                    let complaint = "a hull needs 4 to 255 points that don't lie in one plane";
                    Solid { complaint: Some(complaint), ..at_home(cuboid(extent)) }
                }
            },
        }
    }

    fn resolved(&self) -> Resolved {
        match (self.shape, self.mesh) {
            (ColliderShape::Box, _) | (ColliderShape::Auto, None | Some(Shape::Cube)) => Resolved::Box,
            (ColliderShape::Ball, _) | (ColliderShape::Auto, Some(Shape::Sphere)) => Resolved::Ball,
            (ColliderShape::Capsule, _) | (ColliderShape::Auto, Some(Shape::Capsule)) => Resolved::Capsule,
            (ColliderShape::Cylinder, _) | (ColliderShape::Auto, Some(Shape::Cylinder)) => Resolved::Cylinder,
            (ColliderShape::Cone, _) | (ColliderShape::Auto, Some(Shape::Cone)) => Resolved::Cone,
            (ColliderShape::Auto, Some(Shape::Torus)) => Resolved::Ring,
            (ColliderShape::Auto, Some(Shape::Plane)) => Resolved::Slab,
            (ColliderShape::Plane, _) => Resolved::Plane,
            (ColliderShape::Hull, _) => Resolved::Hull,
        }
    }
}

enum Resolved {
    Box,
    Ball,
    Capsule,
    Cylinder,
    Cone,
    Ring,
    Slab,
    Plane,
    Hull,
}

fn cuboid(extent: Vec3) -> SharedShape {
    SharedShape::cuboid(0.5 * extent.x, 0.5 * extent.y, 0.5 * extent.z)
}

/// A ball, or the hull of an ellipsoid's points where the edges differ.
fn ball(extent: Vec3) -> SharedShape {
    let (least, greatest) = (extent.min_element(), extent.max_element());
    if greatest <= 1.01 * least {
        return SharedShape::ball(0.5 * greatest);
    }
    const POINTS: usize = 60;
    // Fibonacci's lattice: points spread evenly over a sphere.
    let turn = std::f32::consts::PI * (3.0 - 5f32.sqrt());
    let points: Vec<Vec3> = (0..POINTS)
        .map(|i| {
            let y = 1.0 - 2.0 * (i as f32 + 0.5) / POINTS as f32;
            let (sin, cos) = libm::sincosf(turn * i as f32);
            let around = (1.0 - y * y).sqrt();
            Vec3::new(around * cos, y, around * sin) * 0.5 * extent
        })
        .collect();
    SharedShape::convex_hull(&points).unwrap_or_else(|| cuboid(extent))
}

/// A torus lying flat, of capsules end to end.
fn ring(extent: Vec3) -> SharedShape {
    const PARTS: usize = 12;
    let tube = TUBE * extent.min_element();
    let middle = Vec3::new(0.5 * extent.x - tube, 0.0, 0.5 * extent.z - tube).max(Vec3::ZERO);
    let corner = |i: usize| {
        let (sin, cos) = libm::sincosf(std::f32::consts::TAU * i as f32 / PARTS as f32);
        Vec3::new(cos, 0.0, sin) * middle
    };
    let parts = (0..PARTS)
        .map(|i| {
            let (from, to) = (corner(i), corner(i + 1));
            let (along, half) = ((to - from).normalize_or(Vec3::Y), 0.5 * from.distance(to));
            let pose = Pose::from_parts(from.midpoint(to), Quat::from_rotation_arc(Vec3::Y, along));
            (pose, SharedShape::capsule_y(half, tube))
        })
        .collect();
    SharedShape::compound(parts)
}

/// The hull of points, or `None` when they span no volume. Points are rounded to a lattice, so that those that are all but
/// equal, or all but in a plane, are so exactly: the hull's algorithm asks for one or the other.
fn hull(points: &[Vec3], extent: Vec3) -> Option<SharedShape> {
    if points.len() > MAX_POINTS {
        return None;
    }
    let points: Vec<Vec3> = points.iter().map(|point| *point * extent).collect();
    let reach = points.iter().map(|point| point.abs().max_element()).fold(0.0, f32::max);
    if !(LEAST..=GREATEST).contains(&reach) {
        return None;
    }
    let step = reach / 512.0;
    let lattice: BTreeSet<[i32; 3]> =
        points.iter().map(|point| (*point / step).round().to_array().map(|part| part as i32)).collect();
    let points: Vec<Vec3> =
        lattice.iter().map(|point| Vec3::from_array(point.map(|part| part as f32)) * step).collect();
    spans_a_volume(&lattice).then(|| SharedShape::convex_hull(&points)).flatten()
}

fn spans_a_volume(points: &BTreeSet<[i32; 3]>) -> bool {
    let subtract = |a: [i64; 3], b: [i64; 3]| [a[0] - b[0], a[1] - b[1], a[2] - b[2]];
    let cross = |a: [i64; 3], b: [i64; 3]| {
        [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]]
    };
    let dot = |a: [i64; 3], b: [i64; 3]| a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
    let mut points = points.iter().map(|point| point.map(i64::from));
    let Some(first) = points.next() else { return false };
    let (mut edge, mut normal) = (None, None);
    for point in points {
        let to = subtract(point, first);
        match (edge, normal) {
            (None, _) => edge = Some(to),
            (Some(edge), None) => normal = Some(cross(edge, to)).filter(|normal| *normal != [0; 3]),
            (Some(_), Some(normal)) if dot(normal, to) != 0 => return true,
            _ => {}
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form(shape: ColliderShape, extent: Vec3, points: &[Vec3]) -> Solid {
        Form { shape, mesh: None, extent, points: points.to_vec() }.solid()
    }

    #[test]
    fn every_size_gives_a_finite_shape() {
        let sizes = [0.0, -2.0, 1.0, 1e-30, f32::MAX, f32::INFINITY, f32::NAN];
        for shape in [
            ColliderShape::Box,
            ColliderShape::Ball,
            ColliderShape::Capsule,
            ColliderShape::Cylinder,
            ColliderShape::Cone,
        ] {
            for x in sizes {
                for y in sizes {
                    let solid = form(shape, Vec3::new(x, y, 1.0), &[]);
                    let bounds = solid.shape.compute_local_aabb();
                    assert!(bounds.mins.is_finite() && bounds.maxs.is_finite(), "{shape:?} {x} {y}");
                }
            }
        }
    }

    #[test]
    fn a_hull_without_volume_becomes_a_box() {
        let flat = [Vec3::ZERO, Vec3::X, Vec3::Z, Vec3::X + Vec3::Z, Vec3::new(0.5, 1e-7, 0.5)];
        for points in [&flat[..], &[], &[Vec3::ONE; 9], &[Vec3::ZERO, Vec3::X, Vec3::Y]] {
            assert!(form(ColliderShape::Hull, Vec3::ONE, points).complaint.is_some(), "{points:?}");
        }
        let corners = [Vec3::ZERO, Vec3::X, Vec3::Y, Vec3::Z];
        let solid = form(ColliderShape::Hull, Vec3::splat(2.0), &corners);
        assert!(solid.complaint.is_none());
        assert_eq!(solid.shape.compute_local_aabb().maxs, Vec3::splat(2.0));
    }
}
