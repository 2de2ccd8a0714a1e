//! Draws a [`DrawList`] into a texture view.

use std::ops::Range;

use glam::Vec2;

use crate::batch::{Batches, Draw, InstanceData, MESHES, mesh_index};
use crate::frame::{FrameUniforms, toward_sun};
use crate::images::ImagesMut;
use crate::overlay_pass::OverlayPass;
use crate::pipelines::{DEPTH_FORMAT, Pipelines, SAMPLES, Sided};
use crate::shadow::{self, MAPS, ShadowMap};
use crate::shapes::Detail;
use crate::view::View;
use crate::{DrawList, Mesh, Shape};

pub use crate::frame::MAX_POINT_LIGHTS;

/// What a frame took.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct FrameStats {
    /// Draw commands, those for the shadow maps, the sky and the grid included.
    pub draw_calls: u32,
    /// Instances drawn: those of the draw list that have a place and are not fully transparent.
    pub instances: u32,
}

/// Draws to any texture view of one format, on a GPU that someone else opened.
///
/// It keeps its buffers and textures from frame to frame and grows them as needed.
pub struct Renderer {
    device: wgpu::Device,
    queue: wgpu::Queue,
    target_format: wgpu::TextureFormat,
    pipelines: Pipelines,
    meshes: Meshes,
    frame: wgpu::Buffer,
    frame_group: wgpu::BindGroup,
    shadow_views: Vec<wgpu::TextureView>,
    shadow_group: wgpu::BindGroup,
    caster: wgpu::Buffer,
    caster_group: wgpu::BindGroup,
    instances: wgpu::Buffer,
    batches: Batches,
    overlay: OverlayPass,
    canvas: Option<Canvas>,
}

/// All meshes, one after the other.
struct Meshes {
    vertices: wgpu::Buffer,
    indices: wgpu::Buffer,
    /// Where each lies, by [`mesh_index`].
    places: [MeshPlace; MESHES],
}

#[derive(Clone, Default)]
struct MeshPlace {
    indices: Range<u32>,
    first_vertex: i32,
    /// Whether only its outside is ever seen.
    closed: bool,
}

/// What is drawn on before the samples are averaged into the target.
struct Canvas {
    width: u32,
    height: u32,
    color: wgpu::TextureView,
    depth: wgpu::TextureView,
}

/// Uniforms at dynamic offsets lie this far apart: the most that a GPU may ask for.
const UNIFORM_STRIDE: u64 = 256;

impl Renderer {
    /// Compiles the shaders for targets of `target_format`, which should be an sRGB one: what is written is linear.
    pub fn new(device: &wgpu::Device, queue: &wgpu::Queue, target_format: wgpu::TextureFormat) -> Renderer {
        let pipelines = Pipelines::new(device, target_format);
        let frame = buffer(device, "frame", size_of::<FrameUniforms>() as u64, wgpu::BufferUsages::UNIFORM);
        let frame_group = device.create_bind_group(&wgpu::BindGroupDescriptor {
            label: Some("frame"),
            layout: &pipelines.frame_layout,
            entries: &[wgpu::BindGroupEntry { binding: 0, resource: frame.as_entire_binding() }],
        });
        let caster = buffer(device, "caster", UNIFORM_STRIDE * MAPS as u64, wgpu::BufferUsages::UNIFORM);
        let caster_group = device.create_bind_group(&wgpu::BindGroupDescriptor {
            label: Some("caster"),
            layout: &pipelines.caster_layout,
            entries: &[wgpu::BindGroupEntry {
                binding: 0,
                resource: wgpu::BindingResource::Buffer(wgpu::BufferBinding {
                    buffer: &caster,
                    offset: 0,
                    size: wgpu::BufferSize::new(64),
                }),
            }],
        });
        let (shadow_views, shadow_group) = shadow_maps(device, &pipelines.shadow_layout);
        Renderer {
            meshes: Meshes::new(device, queue),
            instances: instance_buffer(device, 256),
            batches: Batches::default(),
            overlay: OverlayPass::new(device, queue, target_format),
            canvas: None,
            device: device.clone(),
            queue: queue.clone(),
            target_format,
            pipelines,
            frame,
            frame_group,
            shadow_views,
            shadow_group,
            caster,
            caster_group,
        }
    }

    /// The images that it shows.
    pub fn images(&mut self) -> ImagesMut<'_> {
        ImagesMut { images: &mut self.overlay.images, device: &self.device, queue: &self.queue }
    }

    /// Draws `list` over all of `target`, which is `width` by `height` pixels and of the format given to `new`.
    pub fn render(
        &mut self,
        list: &DrawList,
        target: &wgpu::TextureView,
        width: u32,
        height: u32,
    ) -> FrameStats {
        let (width, height) = (width.max(1), height.max(1));
        let size = Vec2::new(width as f32, height as f32);
        let view = View::new(&list.camera, size.x / size.y);
        self.batches.collect(&list.instances, &view, size.y);
        let shadows = list
            .sun
            .as_ref()
            .filter(|sun| sun.shadows && sun.intensity > 0.0 && !self.batches.casters.is_empty())
            .map(|sun| shadow::fit(&view, toward_sun(sun.direction), &self.batches.casters));
        self.upload(&FrameUniforms::new(list, &view, shadows.as_ref(), size), shadows.as_ref());
        self.overlay.upload(&self.device, &self.queue, list, &view, size);

        let mut stats = FrameStats { draw_calls: 0, instances: self.batches.data.len() as u32 };
        let mut encoder =
            self.device.create_command_encoder(&wgpu::CommandEncoderDescriptor { label: Some("frame") });
        if shadows.is_some() {
            for map in 0..MAPS {
                stats.draw_calls += self.draw_shadow_map(&mut encoder, map);
            }
        }
        self.fit_canvas(width, height);
        stats.draw_calls += self.draw_main(&mut encoder, target, list.grid);
        self.queue.submit([encoder.finish()]);
        stats
    }

    fn upload(&mut self, frame: &FrameUniforms, shadows: Option<&[ShadowMap; MAPS]>) {
        self.queue.write_buffer(&self.frame, 0, bytemuck::bytes_of(frame));
        for (map, at) in shadows.into_iter().flatten().zip(0..) {
            let matrix = map.world_to_light.to_cols_array();
            self.queue.write_buffer(&self.caster, UNIFORM_STRIDE * at, bytemuck::bytes_of(&matrix));
        }
        let bytes: &[u8] = bytemuck::cast_slice(&self.batches.data);
        if bytes.is_empty() {
            return;
        }
        if self.instances.size() < bytes.len() as u64 {
            self.instances = instance_buffer(&self.device, self.batches.data.len().next_power_of_two());
        }
        self.queue.write_buffer(&self.instances, 0, bytes);
    }

    fn draw_shadow_map(&self, encoder: &mut wgpu::CommandEncoder, map: usize) -> u32 {
        let mut pass = encoder.begin_render_pass(&wgpu::RenderPassDescriptor {
            label: Some("shadow map"),
            depth_stencil_attachment: Some(wgpu::RenderPassDepthStencilAttachment {
                view: &self.shadow_views[map],
                depth_ops: Some(wgpu::Operations {
                    load: wgpu::LoadOp::Clear(1.0),
                    store: wgpu::StoreOp::Store,
                }),
                stencil_ops: None,
            }),
            ..wgpu::RenderPassDescriptor::default()
        });
        pass.set_bind_group(0, &self.caster_group, &[map as u32 * UNIFORM_STRIDE as u32]);
        self.meshes.bind(&mut pass, &self.instances);
        let casters = self.batches.opaque.iter().filter_map(|draw| {
            let casters = draw.instances.start..draw.casters_end;
            (!casters.is_empty()).then_some((draw.mesh, casters))
        });
        self.meshes.draw(&mut pass, &self.pipelines.caster, casters)
    }

    fn draw_main(&self, encoder: &mut wgpu::CommandEncoder, target: &wgpu::TextureView, grid: bool) -> u32 {
        let Some(canvas) = &self.canvas else {
            return 0;
        };
        let mut pass = encoder.begin_render_pass(&wgpu::RenderPassDescriptor {
            label: Some("main"),
            color_attachments: &[Some(wgpu::RenderPassColorAttachment {
                view: &canvas.color,
                depth_slice: None,
                resolve_target: Some(target),
                ops: wgpu::Operations {
                    load: wgpu::LoadOp::Clear(wgpu::Color::BLACK),
                    store: wgpu::StoreOp::Discard,
                },
            })],
            depth_stencil_attachment: Some(wgpu::RenderPassDepthStencilAttachment {
                view: &canvas.depth,
                depth_ops: Some(wgpu::Operations {
                    load: wgpu::LoadOp::Clear(0.0),
                    store: wgpu::StoreOp::Discard,
                }),
                stencil_ops: None,
            }),
            ..wgpu::RenderPassDescriptor::default()
        });
        pass.set_bind_group(0, &self.frame_group, &[]);
        pass.set_bind_group(1, &self.shadow_group, &[]);
        self.meshes.bind(&mut pass, &self.instances);
        let all = |draw: &Draw| (draw.mesh, draw.instances.clone());
        let mut draw_calls =
            self.meshes.draw(&mut pass, &self.pipelines.opaque, self.batches.opaque.iter().map(all));
        pass.set_pipeline(&self.pipelines.sky);
        pass.draw(0..3, 0..1);
        draw_calls += 1;
        if grid {
            pass.set_pipeline(&self.pipelines.grid);
            pass.draw(0..4, 0..1);
            draw_calls += 1;
        }
        draw_calls +=
            self.meshes.draw(&mut pass, &self.pipelines.blended, self.batches.blended.iter().map(all));
        draw_calls + self.overlay.draw(&mut pass)
    }

    fn fit_canvas(&mut self, width: u32, height: u32) {
        if self.canvas.as_ref().is_some_and(|canvas| canvas.width == width && canvas.height == height) {
            return;
        }
        let attachment = |label, format| {
            self.device
                .create_texture(&wgpu::TextureDescriptor {
                    label: Some(label),
                    size: wgpu::Extent3d { width, height, depth_or_array_layers: 1 },
                    mip_level_count: 1,
                    sample_count: SAMPLES,
                    dimension: wgpu::TextureDimension::D2,
                    format,
                    usage: wgpu::TextureUsages::RENDER_ATTACHMENT,
                    view_formats: &[],
                })
                .create_view(&wgpu::TextureViewDescriptor::default())
        };
        self.canvas = Some(Canvas {
            width,
            height,
            color: attachment("color", self.target_format),
            depth: attachment("depth", DEPTH_FORMAT),
        });
    }
}

impl Meshes {
    fn new(device: &wgpu::Device, queue: &wgpu::Queue) -> Meshes {
        let mut all = Mesh::default();
        let mut places: [MeshPlace; MESHES] = Default::default();
        for shape in Shape::ALL {
            for detail in Detail::ALL {
                let mesh = Mesh::at_detail(shape, detail);
                let first = all.indices.len() as u32;
                places[mesh_index(shape, detail)] = MeshPlace {
                    indices: first..first + mesh.indices.len() as u32,
                    first_vertex: all.vertices.len() as i32,
                    closed: shape != Shape::Plane,
                };
                all.vertices.extend(mesh.vertices);
                all.indices.extend(mesh.indices);
            }
        }
        let filled = |label, bytes: &[u8], usage| {
            let buffer = buffer(device, label, bytes.len() as u64, usage);
            queue.write_buffer(&buffer, 0, bytes);
            buffer
        };
        Meshes {
            vertices: filled("vertices", bytemuck::cast_slice(&all.vertices), wgpu::BufferUsages::VERTEX),
            indices: filled("indices", bytemuck::cast_slice(&all.indices), wgpu::BufferUsages::INDEX),
            places,
        }
    }

    fn bind(&self, pass: &mut wgpu::RenderPass<'_>, instances: &wgpu::Buffer) {
        pass.set_vertex_buffer(0, self.vertices.slice(..));
        pass.set_vertex_buffer(1, instances.slice(..));
        pass.set_index_buffer(self.indices.slice(..), wgpu::IndexFormat::Uint32);
    }

    /// Returns the number of draw commands.
    fn draw(
        &self,
        pass: &mut wgpu::RenderPass<'_>,
        pipelines: &Sided,
        draws: impl Iterator<Item = (usize, Range<u32>)>,
    ) -> u32 {
        let mut count = 0;
        let mut set = None;
        for (mesh, instances) in draws {
            let place = &self.places[mesh];
            if set != Some(place.closed) {
                pass.set_pipeline(if place.closed { &pipelines.closed } else { &pipelines.open });
                set = Some(place.closed);
            }
            pass.draw_indexed(place.indices.clone(), place.first_vertex, instances);
            count += 1;
        }
        count
    }
}

fn buffer(device: &wgpu::Device, label: &str, size: u64, usage: wgpu::BufferUsages) -> wgpu::Buffer {
    device.create_buffer(&wgpu::BufferDescriptor {
        label: Some(label),
        size,
        usage: usage | wgpu::BufferUsages::COPY_DST,
        mapped_at_creation: false,
    })
}

fn instance_buffer(device: &wgpu::Device, capacity: usize) -> wgpu::Buffer {
    let size = (capacity * size_of::<InstanceData>()) as u64;
    buffer(device, "instances", size, wgpu::BufferUsages::VERTEX)
}

/// A view of each map to draw to, and all of them with their sampler to read.
fn shadow_maps(
    device: &wgpu::Device,
    layout: &wgpu::BindGroupLayout,
) -> (Vec<wgpu::TextureView>, wgpu::BindGroup) {
    let texture = device.create_texture(&wgpu::TextureDescriptor {
        label: Some("shadow maps"),
        size: wgpu::Extent3d {
            width: shadow::RESOLUTION,
            height: shadow::RESOLUTION,
            depth_or_array_layers: MAPS as u32,
        },
        mip_level_count: 1,
        sample_count: 1,
        dimension: wgpu::TextureDimension::D2,
        format: DEPTH_FORMAT,
        usage: wgpu::TextureUsages::RENDER_ATTACHMENT | wgpu::TextureUsages::TEXTURE_BINDING,
        view_formats: &[],
    });
    let layers = (0..MAPS as u32)
        .map(|layer| {
            texture.create_view(&wgpu::TextureViewDescriptor {
                dimension: Some(wgpu::TextureViewDimension::D2),
                base_array_layer: layer,
                array_layer_count: Some(1),
                ..wgpu::TextureViewDescriptor::default()
            })
        })
        .collect();
    let all = texture.create_view(&wgpu::TextureViewDescriptor {
        dimension: Some(wgpu::TextureViewDimension::D2Array),
        ..wgpu::TextureViewDescriptor::default()
    });
    let sampler = device.create_sampler(&wgpu::SamplerDescriptor {
        label: Some("shadow maps"),
        mag_filter: wgpu::FilterMode::Linear,
        min_filter: wgpu::FilterMode::Linear,
        compare: Some(wgpu::CompareFunction::LessEqual),
        ..wgpu::SamplerDescriptor::default()
    });
    let group = device.create_bind_group(&wgpu::BindGroupDescriptor {
        label: Some("shadow maps"),
        layout,
        entries: &[
            wgpu::BindGroupEntry { binding: 0, resource: wgpu::BindingResource::TextureView(&all) },
            wgpu::BindGroupEntry { binding: 1, resource: wgpu::BindingResource::Sampler(&sampler) },
        ],
    });
    (layers, group)
}
