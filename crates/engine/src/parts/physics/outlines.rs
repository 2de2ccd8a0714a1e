//! What physics sees, as lines: colliders, contacts and joints.

use std::f32::consts::{PI, TAU};

use glam::Vec3;
use rapier3d::geometry::{Collider, Shape, TypedShape};
use rapier3d::math::Pose;

use crate::parts::physics::simulation::Physics;

/// Corners of a circle.
const CORNERS: usize = 24;
/// Half the edge of what stands for an endless plane, metres.
const PLANE: f32 = 10.0;
/// How long the line of a contact's normal is, metres.
const NORMAL: f32 = 0.25;

/// What a line is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Outlined {
    /// What never moves.
    Fixed,
    /// What a script moves.
    Kinematic,
    /// What physics moves.
    Awake,
    /// The same, at rest.
    Asleep,
    /// What lets everything through.
    Trigger,
    /// Where two touch, along the contact's normal.
    Contact,
    /// From a joint's one end to its other.
    Joint,
}

impl Physics {
    /// Gives every line, with what it is of.
    pub fn outline(&self, line: &mut dyn FnMut(Outlined, Vec3, Vec3)) {
        for (_, collider) in self.colliders.iter().filter(|(_, collider)| collider.is_enabled()) {
            let of = self.kind_of(collider);
            shape(collider.shape(), collider.position(), &mut |a, b| line(of, a, b));
        }
        for (_, joint) in self.joints.iter() {
            let end =
                |handle, anchor| self.bodies.get(handle).map(|body| body.position().transform_point(anchor));
            let ends = (
                end(joint.body1(), joint.data.local_anchor1()),
                end(joint.body2(), joint.data.local_anchor2()),
            );
            if let (Some(a), Some(b)) = ends {
                line(Outlined::Joint, a, b);
                cross(b, &mut |a, b| line(Outlined::Joint, a, b));
            }
        }
        for pair in self.narrow_phase.contact_pairs() {
            let Some(first) = self.colliders.get(pair.collider1) else { continue };
            for manifold in pair.manifolds() {
                let part = manifold.subshape_poses.as_ref().and_then(|poses| poses.pos1).unwrap_or_default();
                let place = *first.position() * part;
                for point in manifold.points.iter().filter(|point| point.dist <= 0.0) {
                    let at = place.transform_point(point.local_p1);
                    cross(at, &mut |a, b| line(Outlined::Contact, a, b));
                    line(Outlined::Contact, at, at + manifold.data.normal * NORMAL);
                }
            }
        }
    }

    fn kind_of(&self, collider: &Collider) -> Outlined {
        let body = collider.parent().and_then(|handle| self.bodies.get(handle));
        match body {
            _ if collider.is_sensor() => Outlined::Trigger,
            Some(body) if body.is_kinematic() => Outlined::Kinematic,
            Some(body) if body.is_dynamic() && body.is_sleeping() => Outlined::Asleep,
            Some(body) if body.is_dynamic() => Outlined::Awake,
            _ => Outlined::Fixed,
        }
    }
}

fn cross(at: Vec3, line: &mut dyn FnMut(Vec3, Vec3)) {
    for axis in [Vec3::X, Vec3::Y, Vec3::Z] {
        line(at - 0.04 * axis, at + 0.04 * axis);
    }
}

/// The edges of a shape.
fn shape(of: &dyn Shape, pose: &Pose, line: &mut dyn FnMut(Vec3, Vec3)) {
    let mut placed = |a: Vec3, b: Vec3| line(pose.transform_point(a), pose.transform_point(b));
    match of.as_typed_shape() {
        TypedShape::Ball(ball) => {
            let r = ball.radius;
            for (a, b) in [(Vec3::X, Vec3::Y), (Vec3::Y, Vec3::Z), (Vec3::Z, Vec3::X)] {
                arc(Vec3::ZERO, a * r, b * r, TAU, &mut placed);
            }
        }
        TypedShape::Cuboid(cuboid) => cuboid_edges(cuboid.half_extents, &mut placed),
        TypedShape::Capsule(capsule) => {
            let r = capsule.radius;
            for (end, up) in [(capsule.segment.a, -Vec3::Y), (capsule.segment.b, Vec3::Y)] {
                arc(end, Vec3::X * r, Vec3::Z * r, TAU, &mut placed);
                arc(end, Vec3::X * r, up * r, PI, &mut placed);
                arc(end, Vec3::Z * r, up * r, PI, &mut placed);
            }
            for side in sides(r) {
                placed(capsule.segment.a + side, capsule.segment.b + side);
            }
        }
        TypedShape::Cylinder(cylinder) => {
            let (up, r) = (Vec3::Y * cylinder.half_height, cylinder.radius);
            arc(up, Vec3::X * r, Vec3::Z * r, TAU, &mut placed);
            arc(-up, Vec3::X * r, Vec3::Z * r, TAU, &mut placed);
            sides(r).into_iter().for_each(|side| placed(side - up, side + up));
        }
        TypedShape::Cone(cone) => {
            let (up, r) = (Vec3::Y * cone.half_height, cone.radius);
            arc(-up, Vec3::X * r, Vec3::Z * r, TAU, &mut placed);
            sides(r).into_iter().for_each(|side| placed(side - up, up));
        }
        TypedShape::ConvexPolyhedron(hull) => {
            for edge in hull.edges() {
                let corner = |index: u32| hull.points().get(index as usize).copied();
                let [a, b] = edge.vertices;
                if let (Some(a), Some(b)) = (corner(a), corner(b)) {
                    placed(a, b);
                }
            }
        }
        TypedShape::Compound(parts) => {
            for (place, part) in parts.shapes() {
                shape(&**part, &(*pose * *place), line);
            }
        }
        TypedShape::HalfSpace(_) => {
            for step in [-1.0, -0.5, 0.0, 0.5, 1.0].map(|step| step * PLANE) {
                placed(Vec3::new(step, 0.0, -PLANE), Vec3::new(step, 0.0, PLANE));
                placed(Vec3::new(-PLANE, 0.0, step), Vec3::new(PLANE, 0.0, step));
            }
        }
        // None of the forms that a Collider has.
        _ => cuboid_edges(of.compute_local_aabb().half_extents(), &mut placed),
    }
}

/// Four places on a circle about y.
fn sides(radius: f32) -> [Vec3; 4] {
    [Vec3::X, -Vec3::X, Vec3::Z, -Vec3::Z].map(|side| side * radius)
}

fn cuboid_edges(half: Vec3, line: &mut dyn FnMut(Vec3, Vec3)) {
    for signs in [(1.0, 1.0), (1.0, -1.0), (-1.0, 1.0), (-1.0, -1.0)] {
        let (a, b) = signs;
        line(half * Vec3::new(-1.0, a, b), half * Vec3::new(1.0, a, b));
        line(half * Vec3::new(a, -1.0, b), half * Vec3::new(a, 1.0, b));
        line(half * Vec3::new(a, b, -1.0), half * Vec3::new(a, b, 1.0));
    }
}

/// A part of a circle or of an ellipse, from `a` by way of `b`, `angle` radians far.
fn arc(centre: Vec3, a: Vec3, b: Vec3, angle: f32, line: &mut dyn FnMut(Vec3, Vec3)) {
    let at = |i: usize| {
        let (sin, cos) = libm::sincosf(angle * i as f32 / CORNERS as f32);
        centre + a * cos + b * sin
    };
    (0..CORNERS).for_each(|i| line(at(i), at(i + 1)));
}
