//! The built-in shapes as triangles.
//!
//! Each shape is built twice: fine, for when it fills the picture, and coarse, for when it is a few pixels high. The
//! coarse one's silhouette is off by a fraction of a pixel there, and ten thousand of them stay affordable.

use std::f32::consts::{FRAC_PI_2, PI, TAU};

use bytemuck::{Pod, Zeroable};
use glam::Vec3;

use crate::Shape;

/// A corner of a [`Mesh`].
#[derive(Clone, Copy, Debug, PartialEq, Pod, Zeroable)]
#[repr(C)]
pub struct Vertex {
    /// In the shape's space.
    pub position: [f32; 3],
    /// Outward, of length 1.
    pub normal: [f32; 3],
}

/// Triangles: three indices each, counter-clockwise seen from outside.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Mesh {
    /// The corners.
    pub vertices: Vec<Vertex>,
    /// Three to a triangle.
    pub indices: Vec<u32>,
}

/// How many triangles a shape is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Detail {
    Fine,
    Coarse,
}

impl Detail {
    pub(crate) const ALL: [Detail; 2] = [Detail::Fine, Detail::Coarse];

    /// Segments around the axis and from pole to pole.
    fn segments(self) -> (u32, u32) {
        match self {
            Detail::Fine => (64, 32),
            Detail::Coarse => (20, 10),
        }
    }
}

/// The tube's radius of [`Shape::Torus`].
const TORUS_TUBE: f32 = 0.14;
/// The radius of [`Shape::Capsule`].
const CAPSULE_RADIUS: f32 = 0.25;

impl Mesh {
    /// The triangles of `shape`, as they are drawn up close.
    pub fn of(shape: Shape) -> Mesh {
        Mesh::at_detail(shape, Detail::Fine)
    }

    pub(crate) fn at_detail(shape: Shape, detail: Detail) -> Mesh {
        let (around, along) = detail.segments();
        let mut mesh = Mesh::default();
        match shape {
            Shape::Cube => mesh.add_cube(),
            Shape::Plane => mesh.add_quad(Vec3::ZERO, Vec3::Z * 0.5, Vec3::X * 0.5),
            Shape::Sphere => mesh.add_revolution(&arc(Vec3::ZERO, 0.5, -FRAC_PI_2, FRAC_PI_2, along), around),
            Shape::Cylinder => {
                mesh.add_revolution(&[ring(0.5, -0.5, 1.0, 0.0), ring(0.5, 0.5, 1.0, 0.0)], around);
                mesh.add_disc(0.5, 1.0, around);
                mesh.add_disc(-0.5, -1.0, around);
            }
            Shape::Capsule => {
                let half = 0.5 - CAPSULE_RADIUS;
                let mut profile = arc(Vec3::NEG_Y * half, CAPSULE_RADIUS, -FRAC_PI_2, 0.0, along / 2);
                profile.extend(arc(Vec3::Y * half, CAPSULE_RADIUS, 0.0, FRAC_PI_2, along / 2));
                mesh.add_revolution(&profile, around);
            }
            Shape::Cone => {
                // The slope's normal, for a cone as high as it is wide. Rows between base and tip keep the shading
                // smooth where the triangles get thin.
                let normal = Vec3::new(2.0, 1.0, 0.0).normalize();
                let rows = along / 2;
                let profile: Vec<Ring> = (0..=rows)
                    .map(|row| {
                        let t = row as f32 / rows as f32;
                        ring(0.5 * (1.0 - t), t - 0.5, normal.x, normal.y)
                    })
                    .collect();
                mesh.add_revolution(&profile, around);
                mesh.add_disc(-0.5, -1.0, around);
            }
            Shape::Torus => {
                let centre = Vec3::X * (0.5 - TORUS_TUBE);
                mesh.add_revolution(&arc(centre, TORUS_TUBE, -PI, PI, along), around);
            }
        }
        mesh
    }

    fn add_cube(&mut self) {
        for (out, u, v) in
            [(Vec3::X, Vec3::Y, Vec3::Z), (Vec3::Y, Vec3::Z, Vec3::X), (Vec3::Z, Vec3::X, Vec3::Y)]
        {
            self.add_quad(out * 0.5, u * 0.5, v * 0.5);
            self.add_quad(out * -0.5, v * 0.5, u * 0.5);
        }
    }

    /// A parallelogram around `centre` with the half-edges `u` and `v`, facing `u × v`.
    fn add_quad(&mut self, centre: Vec3, u: Vec3, v: Vec3) {
        let first = self.vertices.len() as u32;
        let normal = u.cross(v).normalize_or(Vec3::Y);
        for corner in [-u - v, u - v, u + v, v - u] {
            self.push(centre + corner, normal);
        }
        self.indices.extend([0, 1, 2, 0, 2, 3].map(|i| first + i));
    }

    /// The surface that `profile`, given from bottom to top, sweeps around the Y axis.
    fn add_revolution(&mut self, profile: &[Ring], around: u32) {
        let first = self.vertices.len() as u32;
        for ring in profile {
            for step in 0..=around {
                let (sin, cos) = turn(step, around);
                self.push(
                    Vec3::new(ring.radius * cos, ring.y, ring.radius * sin),
                    Vec3::new(ring.out * cos, ring.up, ring.out * sin).normalize_or(Vec3::Y),
                );
            }
        }
        let row = around + 1;
        for (below, pair) in profile.windows(2).enumerate() {
            for step in 0..around {
                let a = first + below as u32 * row + step;
                let (b, c, d) = (a + 1, a + row, a + row + 1);
                // At a pole one of the two triangles has no area.
                if pair[0].radius > 1e-6 {
                    self.indices.extend([a, c, b]);
                }
                if pair[1].radius > 1e-6 {
                    self.indices.extend([b, c, d]);
                }
            }
        }
    }

    /// A disc of radius 0.5 at the height `y`, facing `facing` (1 up, -1 down).
    fn add_disc(&mut self, y: f32, facing: f32, around: u32) {
        let first = self.vertices.len() as u32;
        self.push(Vec3::Y * y, Vec3::Y * facing);
        for step in 0..=around {
            let (sin, cos) = turn(step, around);
            self.push(Vec3::new(0.5 * cos, y, 0.5 * sin), Vec3::Y * facing);
        }
        for step in 1..=around {
            let (a, b) = (first + step, first + step + 1);
            self.indices.extend(if facing > 0.0 { [first, b, a] } else { [first, a, b] });
        }
    }

    fn push(&mut self, position: Vec3, normal: Vec3) {
        self.vertices.push(Vertex { position: position.to_array(), normal: normal.to_array() });
    }
}

/// A circle around the Y axis, and the direction of the surface's normal there.
#[derive(Clone, Copy)]
struct Ring {
    radius: f32,
    y: f32,
    out: f32,
    up: f32,
}

fn ring(radius: f32, y: f32, out: f32, up: f32) -> Ring {
    Ring { radius, y, out, up }
}

/// Rings along a circle's arc in the XY plane, between two angles from +X.
fn arc(centre: Vec3, radius: f32, from: f32, to: f32, steps: u32) -> Vec<Ring> {
    (0..=steps)
        .map(|step| {
            let (sin, cos) = (from + (to - from) * step as f32 / steps as f32).sin_cos();
            // At a pole the cosine is not quite 0, and may be a hair below it.
            let distance = (centre.x + radius * cos).max(0.0);
            ring(distance, centre.y + radius * sin, cos, sin)
        })
        .collect()
}

/// Sine and cosine of the angle `step / steps` around; the last step is exactly the first, so that no seam shows.
fn turn(step: u32, steps: u32) -> (f32, f32) {
    (TAU * (step % steps) as f32 / steps as f32).sin_cos()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn every_mesh() -> impl Iterator<Item = (Shape, Mesh)> {
        Shape::ALL
            .into_iter()
            .flat_map(|shape| Detail::ALL.map(|detail| (shape, Mesh::at_detail(shape, detail))))
    }

    #[test]
    fn normals_have_length_one() {
        for (shape, mesh) in every_mesh() {
            for vertex in &mesh.vertices {
                let length = Vec3::from(vertex.normal).length();
                assert!((length - 1.0).abs() < 1e-5, "{shape:?}: {vertex:?}");
            }
        }
    }

    #[test]
    fn triangles_are_counter_clockwise_from_outside() {
        for (shape, mesh) in every_mesh() {
            for triangle in mesh.indices.chunks(3) {
                let [a, b, c] = [0, 1, 2].map(|i| mesh.vertices[triangle[i] as usize]);
                let [p, q, r] = [a, b, c].map(|vertex| Vec3::from(vertex.position));
                let face = (q - p).cross(r - p);
                assert!(face.length() > 1e-7, "{shape:?}: {triangle:?} has no area");
                for vertex in [a, b, c] {
                    assert!(
                        face.dot(Vec3::from(vertex.normal)) > 0.0,
                        "{shape:?}: {triangle:?} looks inward"
                    );
                }
            }
        }
    }

    #[test]
    fn closed_shapes_are_closed() {
        // By the divergence theorem the areas of a closed surface, as vectors, sum to nothing.
        for (shape, mesh) in every_mesh().filter(|(shape, _)| *shape != Shape::Plane) {
            let sum: Vec3 = mesh
                .indices
                .chunks(3)
                .map(|triangle| {
                    let [p, q, r] =
                        [0, 1, 2].map(|i| Vec3::from(mesh.vertices[triangle[i] as usize].position));
                    (q - p).cross(r - p)
                })
                .sum();
            assert!(sum.length() < 1e-4, "{shape:?}: {sum}");
        }
    }

    #[test]
    fn every_shape_fits_its_unit_cube() {
        for (shape, mesh) in every_mesh() {
            let (mut low, mut high) = (Vec3::MAX, Vec3::MIN);
            for vertex in &mesh.vertices {
                low = low.min(Vec3::from(vertex.position));
                high = high.max(Vec3::from(vertex.position));
            }
            assert!(low.min_element() > -0.500_001 && high.max_element() < 0.500_001, "{shape:?}");
            assert!((high.max_element() - 0.5).abs() < 1e-4, "{shape:?} fills it");
        }
    }
}
