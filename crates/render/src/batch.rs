//! From a list of instances, in any order, to few draws.
//!
//! Opaque instances are grouped by mesh with a counting sort; in each group those that cast a shadow come first, so
//! that the shadow pass draws the front of the group and the main pass all of it. Blended ones follow, back to front.
//! All scratch memory is kept for the next frame.

use std::ops::Range;

use bytemuck::{Pod, Zeroable};
use glam::Vec3;

use crate::shadow::Ball;
use crate::shapes::Detail;
use crate::view::View;
use crate::{Instance, Shape};

/// How many meshes there are: each shape at each level of detail.
pub(crate) const MESHES: usize = Shape::ALL.len() * Detail::ALL.len();

/// Balls smaller than this on screen, in pixels of radius, are drawn coarse.
const COARSE_BELOW: f32 = 20.0;

/// An instance as the vertex shaders read it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Pod, Zeroable)]
#[repr(C)]
pub(crate) struct InstanceData {
    /// The transform's rows.
    pub rows: [[f32; 4]; 3],
    pub color: [f32; 4],
    /// Roughness, metallic, emissive, nothing.
    pub finish: [f32; 4],
}

/// Instances of one mesh that lie side by side.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Draw {
    pub mesh: usize,
    pub instances: Range<u32>,
    /// Where those that cast a shadow end; they come first.
    pub casters_end: u32,
}

/// A frame's instances in drawing order.
#[derive(Debug, Default)]
pub(crate) struct Batches {
    pub data: Vec<InstanceData>,
    pub opaque: Vec<Draw>,
    pub blended: Vec<Draw>,
    /// What encloses each instance that casts a shadow.
    pub casters: Vec<Ball>,
    /// Each opaque instance's bucket; `SKIPPED` for the others.
    buckets: Vec<u8>,
    /// Blended instances: distance from the camera, index, mesh.
    far_first: Vec<(f32, u32, usize)>,
}

/// A mesh's casters and its other instances have a bucket each.
const BUCKETS: usize = MESHES * 2;
const SKIPPED: u8 = u8::MAX;

/// The mesh of `shape` at `detail`, as an index into all of them.
pub(crate) fn mesh_index(shape: Shape, detail: Detail) -> usize {
    shape as usize * Detail::ALL.len() + detail as usize
}

impl Batches {
    /// Replaces what the last frame left. `height` is the picture's, in pixels.
    pub(crate) fn collect(&mut self, instances: &[Instance], view: &View, height: f32) {
        self.opaque.clear();
        self.blended.clear();
        self.casters.clear();
        self.buckets.clear();
        self.far_first.clear();

        let mut counts = [0_u32; BUCKETS];
        for (index, instance) in instances.iter().enumerate() {
            let alpha = instance.color[3];
            // A transform with a NaN would smear triangles over the picture.
            if !instance.transform.is_finite() || alpha.is_nan() || alpha <= 0.0 {
                self.buckets.push(SKIPPED);
                continue;
            }
            let ball = enclosing_ball(instance);
            let mesh = mesh_index(instance.shape, detail_of(instance.shape, ball, view, height));
            if alpha < 1.0 {
                let distance = view.depth_of(ball.centre);
                self.far_first.push((distance, index as u32, mesh));
                self.buckets.push(SKIPPED);
                continue;
            }
            if instance.casts_shadow {
                self.casters.push(ball);
            }
            let bucket = mesh * 2 + usize::from(!instance.casts_shadow);
            counts[bucket] += 1;
            self.buckets.push(bucket as u8);
        }

        let mut next = [0_u32; BUCKETS];
        let mut end = 0;
        for mesh in 0..MESHES {
            let start = end;
            let casters_end = start + counts[mesh * 2];
            end = casters_end + counts[mesh * 2 + 1];
            next[mesh * 2] = start;
            next[mesh * 2 + 1] = casters_end;
            if start < end {
                self.opaque.push(Draw { mesh, instances: start..end, casters_end });
            }
        }

        self.data.clear();
        self.data.resize(end as usize, InstanceData::zeroed());
        for (instance, bucket) in instances.iter().zip(&self.buckets) {
            if *bucket == SKIPPED {
                continue;
            }
            let slot = &mut next[*bucket as usize];
            self.data[*slot as usize] = InstanceData::of(instance);
            *slot += 1;
        }

        self.far_first.sort_by(|a, b| b.0.total_cmp(&a.0));
        for (_, index, mesh) in &self.far_first {
            let at = self.data.len() as u32;
            self.data.push(InstanceData::of(&instances[*index as usize]));
            match self.blended.last_mut() {
                Some(draw) if draw.mesh == *mesh => draw.instances.end = at + 1,
                _ => self.blended.push(Draw { mesh: *mesh, instances: at..at + 1, casters_end: at }),
            }
        }
    }
}

impl InstanceData {
    fn of(instance: &Instance) -> InstanceData {
        let matrix = instance.transform.matrix3;
        let [mut x, y, z] = [matrix.x_axis, matrix.y_axis, matrix.z_axis];
        // A mirrored transform would turn the triangles inside out. Every shape is its own mirror image in X, so
        // mirroring it once more changes nothing but that.
        if x.cross(y).dot(z) < 0.0 {
            x = -x;
        }
        let at = instance.transform.translation;
        InstanceData {
            rows: [[x.x, y.x, z.x, at.x], [x.y, y.y, z.y, at.y], [x.z, y.z, z.z, at.z]],
            color: instance.color,
            finish: [instance.roughness, instance.metallic, instance.emissive, 0.0],
        }
    }
}

fn enclosing_ball(instance: &Instance) -> Ball {
    let matrix = instance.transform.matrix3;
    let edges = Vec3::new(matrix.x_axis.length(), matrix.y_axis.length(), matrix.z_axis.length());
    // Half the box's diagonal. A sheared box may stick out a little, which costs no more than a late fade.
    let radius = match instance.shape {
        Shape::Sphere => 0.5 * edges.max_element(),
        _ => 0.5 * edges.length(),
    };
    Ball { centre: instance.transform.translation.into(), radius }
}

fn detail_of(shape: Shape, ball: Ball, view: &View, height: f32) -> Detail {
    let round = !matches!(shape, Shape::Cube | Shape::Plane);
    if round && view.apparent_radius(ball.centre, ball.radius) * height * 0.5 < COARSE_BELOW {
        Detail::Coarse
    } else {
        Detail::Fine
    }
}

#[cfg(test)]
mod tests {
    use glam::Affine3A;

    use super::*;
    use crate::Camera;

    fn at(shape: Shape, position: Vec3) -> Instance {
        Instance { shape, transform: Affine3A::from_translation(position), ..Instance::default() }
    }

    fn collect(instances: &[Instance]) -> Batches {
        let camera = Camera::looking_at(Vec3::Z * 5.0, Vec3::ZERO);
        let mut batches = Batches::default();
        batches.collect(instances, &View::new(&camera, 1.0), 600.0);
        batches
    }

    #[test]
    fn one_draw_a_shape_with_casters_first() {
        let quiet = Instance { casts_shadow: false, ..at(Shape::Cube, Vec3::X) };
        let batches = collect(&[
            at(Shape::Sphere, Vec3::ZERO),
            quiet,
            at(Shape::Cube, Vec3::Y),
            at(Shape::Sphere, Vec3::X),
        ]);
        assert_eq!(batches.opaque.len(), 2);
        let cubes = &batches.opaque[0];
        assert_eq!((cubes.instances.clone(), cubes.casters_end), (0..2, 1));
        assert_eq!(batches.data[0].rows[1][3], 1.0, "the caster is the one at +Y");
        assert_eq!(batches.casters.len(), 3);
    }

    #[test]
    fn blended_instances_come_back_to_front() {
        let glass = |z: f32| Instance { color: [1.0, 1.0, 1.0, 0.5], ..at(Shape::Cube, Vec3::Z * z) };
        let batches = collect(&[glass(1.0), glass(-2.0), glass(0.0)]);
        assert_eq!(batches.blended.len(), 1, "neighbours of one shape are one draw");
        let depths: Vec<f32> = batches.data.iter().map(|data| data.rows[2][3]).collect();
        assert_eq!(depths, [-2.0, 0.0, 1.0]);
        assert!(batches.casters.is_empty());
    }

    #[test]
    fn what_is_small_on_screen_is_coarse() {
        let batches = collect(&[at(Shape::Sphere, Vec3::ZERO), at(Shape::Sphere, Vec3::Z * -90.0)]);
        let meshes: Vec<usize> = batches.opaque.iter().map(|draw| draw.mesh).collect();
        assert_eq!(meshes, Detail::ALL.map(|detail| mesh_index(Shape::Sphere, detail)));
    }

    #[test]
    fn the_impossible_and_the_invisible_are_skipped() {
        let invisible = Instance { color: [1.0, 1.0, 1.0, 0.0], ..Instance::default() };
        let batches = collect(&[at(Shape::Cube, Vec3::NAN), invisible]);
        assert!(batches.data.is_empty() && batches.opaque.is_empty());
    }

    #[test]
    fn a_mirrored_instance_is_not_inside_out() {
        let mirrored =
            Instance { transform: Affine3A::from_scale(Vec3::new(1.0, -2.0, 1.0)), ..Instance::default() };
        let [x, y, z] = collect(&[mirrored]).data[0].rows.map(|[a, b, c, _]| Vec3::new(a, b, c));
        assert!(x.cross(y).dot(z) > 0.0);
    }
}
