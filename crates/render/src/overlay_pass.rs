//! Draws an [`Overlay`](crate::Overlay): one buffer of figures, a draw for each group of them, or several where they show more images than
//! are bound at once.

use std::ops::Range;

use bytemuck::{Pod, Zeroable};
use glam::Vec2;

use crate::DrawList;
use crate::glyphs::{Atlas, SPREAD};
use crate::images::{Images, SLOTS};
use crate::overlay::{Group, Primitive};
use crate::pipelines::{DEPTH_FORMAT, SAMPLES};
use crate::view::View;

const SHADER: &str = shader!("overlay");

/// Letters that the uniforms have room for.
const MOST_GLYPHS: usize = 512;

/// Mirrors `Screen` in shaders/overlay.wgsl, but for the letters, which follow it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Pod, Zeroable)]
#[repr(C)]
struct Uniforms {
    world_to_clip: [[f32; 4]; 4],
    size: [f32; 2],
    origin: [f32; 2],
    scale: f32,
    focal: f32,
    spread: f32,
    pad: f32,
}

const GLYPHS_AT: u64 = size_of::<Uniforms>() as u64;
const GLYPH_BYTES: u64 = size_of::<[[f32; 4]; 2]>() as u64;

/// The overlay's pipelines and buffers.
pub(crate) struct OverlayPass {
    behind: wgpu::RenderPipeline,
    on_top: wgpu::RenderPipeline,
    layout: wgpu::BindGroupLayout,
    sampler: wgpu::Sampler,
    uniforms: wgpu::Buffer,
    group: wgpu::BindGroup,
    /// Whether the letters' field was made.
    has_letters: bool,
    primitives: wgpu::Buffer,
    /// The figures in drawing order, where they came in another.
    sorted: Vec<Primitive>,
    draws: Vec<Draw>,
    /// The images that figures show.
    pub(crate) images: Images,
}

/// Figures that lie side by side, are of one group and show images that can be bound together.
struct Draw {
    group: Group,
    figures: Range<u32>,
    images: wgpu::BindGroup,
}

impl OverlayPass {
    pub(crate) fn new(
        device: &wgpu::Device,
        queue: &wgpu::Queue,
        target_format: wgpu::TextureFormat,
    ) -> OverlayPass {
        let layout = bind_group_layout(device);
        let sampler = device.create_sampler(&wgpu::SamplerDescriptor {
            label: Some("letters"),
            mag_filter: wgpu::FilterMode::Linear,
            min_filter: wgpu::FilterMode::Linear,
            ..wgpu::SamplerDescriptor::default()
        });
        let uniforms = device.create_buffer(&wgpu::BufferDescriptor {
            label: Some("overlay"),
            size: GLYPHS_AT + MOST_GLYPHS as u64 * GLYPH_BYTES,
            usage: wgpu::BufferUsages::UNIFORM | wgpu::BufferUsages::COPY_DST,
            mapped_at_creation: false,
        });
        let nothing = field_texture(device, queue, [1, 1], &[0]);
        let images = Images::new(device, queue);
        let groups = [&layout, images.layout()];
        OverlayPass {
            behind: pipeline(device, groups, target_format, wgpu::CompareFunction::GreaterEqual),
            on_top: pipeline(device, groups, target_format, wgpu::CompareFunction::Always),
            group: bind_group(device, &layout, &uniforms, &nothing, &sampler),
            layout,
            sampler,
            uniforms,
            has_letters: false,
            primitives: primitive_buffer(device, 256),
            sorted: Vec::new(),
            draws: Vec::new(),
            images,
        }
    }

    /// Hands the figures of `list` to the GPU. `size` is the picture's, in pixels.
    pub(crate) fn upload(
        &mut self,
        device: &wgpu::Device,
        queue: &wgpu::Queue,
        list: &DrawList,
        view: &View,
        size: Vec2,
    ) {
        self.draws.clear();
        let overlay = &list.overlay;
        let mut primitives = &overlay.primitives[..];
        if primitives.is_empty() && list.placed.is_empty() {
            return;
        }
        if !self.has_letters && list.placed.iter().chain(primitives).any(Primitive::is_glyph) {
            self.make_letters(device, queue);
        }
        let shows_images = primitives.iter().any(|primitive| primitive.image().is_some());
        if !list.placed.is_empty() || shows_images || !primitives.is_sorted_by_key(Primitive::order) {
            let there = |primitive: &&Primitive| primitive.image().is_none_or(|id| self.images.has(id));
            self.sorted.clear();
            self.sorted.extend(list.placed.iter().chain(primitives).filter(there));
            self.sorted.sort_by_key(Primitive::order);
            for run in place_images(&mut self.sorted) {
                let images = self.images.bind(device, &run.images);
                self.draws.push(Draw { group: run.group, figures: run.figures, images });
            }
            primitives = &self.sorted;
        } else {
            let images = self.images.bind(device, &[]);
            for figures in primitives.chunk_by(|a, b| a.order().0 == b.order().0) {
                let start = self.draws.last().map_or(0, |draw| draw.figures.end);
                let group = figures.first().map_or(Group::Screen, |first| first.order().0);
                let figures = start..start + figures.len() as u32;
                self.draws.push(Draw { group, figures, images: images.clone() });
            }
        }
        if primitives.is_empty() {
            return;
        }
        let bytes: &[u8] = bytemuck::cast_slice(primitives);
        if self.primitives.size() < bytes.len() as u64 {
            self.primitives = primitive_buffer(device, primitives.len().next_power_of_two());
        }
        queue.write_buffer(&self.primitives, 0, bytes);
        let (scale, origin) = overlay.fit(size, list.scale);
        let uniforms = Uniforms {
            world_to_clip: view.world_to_clip.to_cols_array_2d(),
            size: size.to_array(),
            origin: origin.to_array(),
            scale,
            focal: size.y * 0.5 / view.half_size.y,
            spread: SPREAD,
            pad: 0.0,
        };
        queue.write_buffer(&self.uniforms, 0, bytemuck::bytes_of(&uniforms));
    }

    fn make_letters(&mut self, device: &wgpu::Device, queue: &wgpu::Queue) {
        let atlas = Atlas::new();
        let field = field_texture(device, queue, atlas.size, &atlas.texels);
        self.group = bind_group(device, &self.layout, &self.uniforms, &field, &self.sampler);
        let places = &atlas.places[..atlas.places.len().min(MOST_GLYPHS)];
        queue.write_buffer(&self.uniforms, GLYPHS_AT, bytemuck::cast_slice(places));
        self.has_letters = true;
    }

    /// Draws what was uploaded. Returns the number of draw commands.
    pub(crate) fn draw(&self, pass: &mut wgpu::RenderPass<'_>) -> u32 {
        if self.draws.is_empty() {
            return 0;
        }
        pass.set_bind_group(0, &self.group, &[]);
        pass.set_vertex_buffer(0, self.primitives.slice(..));
        for draw in &self.draws {
            pass.set_pipeline(match draw.group {
                Group::World => &self.behind,
                Group::OnTop | Group::Screen => &self.on_top,
            });
            pass.set_bind_group(1, &draw.images, &[]);
            pass.draw(0..6, draw.figures.clone());
        }
        self.draws.len() as u32
    }
}

/// Figures that one draw command can draw.
#[derive(Debug, PartialEq)]
struct Run {
    group: Group,
    figures: Range<u32>,
    images: Vec<u32>,
}

/// Splits sorted figures into as many as one command can draw, and tells each picture the slot of its image.
fn place_images(sorted: &mut [Primitive]) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    for (index, primitive) in (0_u32..).zip(sorted) {
        let group = primitive.order().0;
        let slot_in = |run: &Run, image| run.images.iter().position(|other| *other == image);
        let fits = |run: &Run| {
            let is_bound = |image| slot_in(run, image).is_some() || run.images.len() < SLOTS;
            run.group == group && primitive.image().is_none_or(is_bound)
        };
        if !runs.last().is_some_and(fits) {
            runs.push(Run { group, figures: index..index, images: Vec::new() });
        }
        let Some(run) = runs.last_mut() else { continue };
        run.figures.end = index + 1;
        if let Some(image) = primitive.image() {
            let slot = slot_in(run, image).unwrap_or_else(|| {
                run.images.push(image);
                run.images.len() - 1
            });
            *primitive = primitive.with_slot(slot);
        }
    }
    runs
}

const ATTRIBUTES: [wgpu::VertexAttribute; 8] = wgpu::vertex_attr_array![
    0 => Float32x3, 1 => Uint32, 2 => Float32x3, 3 => Float32, 4 => Float32x3, 5 => Float32, 6 => Float32x3,
    7 => Unorm8x4
];

fn pipeline(
    device: &wgpu::Device,
    groups: [&wgpu::BindGroupLayout; 2],
    target_format: wgpu::TextureFormat,
    depth_compare: wgpu::CompareFunction,
) -> wgpu::RenderPipeline {
    let shader = device.create_shader_module(wgpu::ShaderModuleDescriptor {
        label: Some("overlay"),
        source: wgpu::ShaderSource::Wgsl(SHADER.into()),
    });
    let layout = device.create_pipeline_layout(&wgpu::PipelineLayoutDescriptor {
        label: Some("overlay"),
        bind_group_layouts: &groups.map(Some),
        immediate_size: 0,
    });
    device.create_render_pipeline(&wgpu::RenderPipelineDescriptor {
        label: Some("overlay"),
        layout: Some(&layout),
        vertex: wgpu::VertexState {
            module: &shader,
            entry_point: Some("overlay_vertex"),
            compilation_options: wgpu::PipelineCompilationOptions::default(),
            buffers: &[Some(wgpu::VertexBufferLayout {
                array_stride: size_of::<Primitive>() as u64,
                step_mode: wgpu::VertexStepMode::Instance,
                attributes: &ATTRIBUTES,
            })],
        },
        primitive: wgpu::PrimitiveState::default(),
        depth_stencil: Some(wgpu::DepthStencilState {
            format: DEPTH_FORMAT,
            depth_write_enabled: Some(false),
            depth_compare: Some(depth_compare),
            stencil: wgpu::StencilState::default(),
            bias: wgpu::DepthBiasState::default(),
        }),
        multisample: wgpu::MultisampleState { count: SAMPLES, ..wgpu::MultisampleState::default() },
        fragment: Some(wgpu::FragmentState {
            module: &shader,
            entry_point: Some("overlay_fragment"),
            compilation_options: wgpu::PipelineCompilationOptions::default(),
            targets: &[Some(wgpu::ColorTargetState {
                format: target_format,
                blend: Some(wgpu::BlendState::PREMULTIPLIED_ALPHA_BLENDING),
                write_mask: wgpu::ColorWrites::ALL,
            })],
        }),
        multiview_mask: None,
        cache: None,
    })
}

fn bind_group_layout(device: &wgpu::Device) -> wgpu::BindGroupLayout {
    let entry = |binding, visibility, ty| wgpu::BindGroupLayoutEntry { binding, visibility, ty, count: None };
    device.create_bind_group_layout(&wgpu::BindGroupLayoutDescriptor {
        label: Some("overlay"),
        entries: &[
            entry(
                0,
                wgpu::ShaderStages::VERTEX_FRAGMENT,
                wgpu::BindingType::Buffer {
                    ty: wgpu::BufferBindingType::Uniform,
                    has_dynamic_offset: false,
                    min_binding_size: None,
                },
            ),
            entry(
                1,
                wgpu::ShaderStages::FRAGMENT,
                wgpu::BindingType::Texture {
                    sample_type: wgpu::TextureSampleType::Float { filterable: true },
                    view_dimension: wgpu::TextureViewDimension::D2,
                    multisampled: false,
                },
            ),
            entry(
                2,
                wgpu::ShaderStages::FRAGMENT,
                wgpu::BindingType::Sampler(wgpu::SamplerBindingType::Filtering),
            ),
        ],
    })
}

fn bind_group(
    device: &wgpu::Device,
    layout: &wgpu::BindGroupLayout,
    uniforms: &wgpu::Buffer,
    field: &wgpu::TextureView,
    sampler: &wgpu::Sampler,
) -> wgpu::BindGroup {
    device.create_bind_group(&wgpu::BindGroupDescriptor {
        label: Some("overlay"),
        layout,
        entries: &[
            wgpu::BindGroupEntry { binding: 0, resource: uniforms.as_entire_binding() },
            wgpu::BindGroupEntry { binding: 1, resource: wgpu::BindingResource::TextureView(field) },
            wgpu::BindGroupEntry { binding: 2, resource: wgpu::BindingResource::Sampler(sampler) },
        ],
    })
}

fn field_texture(
    device: &wgpu::Device,
    queue: &wgpu::Queue,
    [width, height]: [u32; 2],
    texels: &[u8],
) -> wgpu::TextureView {
    let texture = device.create_texture(&wgpu::TextureDescriptor {
        label: Some("letters"),
        size: wgpu::Extent3d { width, height, depth_or_array_layers: 1 },
        mip_level_count: 1,
        sample_count: 1,
        dimension: wgpu::TextureDimension::D2,
        format: wgpu::TextureFormat::R8Unorm,
        usage: wgpu::TextureUsages::TEXTURE_BINDING | wgpu::TextureUsages::COPY_DST,
        view_formats: &[],
    });
    queue.write_texture(
        texture.as_image_copy(),
        texels,
        wgpu::TexelCopyBufferLayout { offset: 0, bytes_per_row: Some(width), rows_per_image: None },
        texture.size(),
    );
    texture.create_view(&wgpu::TextureViewDescriptor::default())
}

fn primitive_buffer(device: &wgpu::Device, capacity: usize) -> wgpu::Buffer {
    device.create_buffer(&wgpu::BufferDescriptor {
        label: Some("figures"),
        size: (capacity * size_of::<Primitive>()) as u64,
        usage: wgpu::BufferUsages::VERTEX | wgpu::BufferUsages::COPY_DST,
        mapped_at_creation: false,
    })
}

#[cfg(test)]
mod tests {
    use glam::Vec3;

    use super::*;
    use crate::{Order, Region};

    #[test]
    fn the_layouts_are_the_shaders() {
        assert_eq!(size_of::<Primitive>(), 64);
        assert_eq!(ATTRIBUTES.iter().map(|attribute| attribute.format.size()).sum::<u64>(), 64);
        assert_eq!(GLYPHS_AT % 16, 0);
        assert!(crate::Font::get().ids.len() <= MOST_GLYPHS);
    }

    fn picture(image: u32, world: bool) -> Primitive {
        let region = Region { image, edges: [0.0, 0.0, 1.0, 1.0], is_turned: false, is_pixelated: false };
        Primitive::picture(
            Order { world, ..Order::default() },
            Vec3::ZERO,
            [Vec3::X, Vec3::Y],
            region,
            [1.0; 4],
        )
    }

    #[test]
    fn pictures_share_a_draw_until_the_slots_are_full() {
        let count = SLOTS as u32 + 1;
        let mut figures: Vec<Primitive> =
            (0..count).chain(1..count).map(|image| picture(image, true)).collect();
        figures.insert(
            3,
            Primitive::line(Order { world: true, ..Order::default() }, Vec3::X, Vec3::Y, 1.0, [1.0; 4]),
        );
        figures.push(picture(7, false));
        let runs = place_images(&mut figures);
        let last = count * 2;
        assert_eq!(
            runs.iter().map(|run| run.figures.clone()).collect::<Vec<_>>(),
            [0..count, count..last, last..last + 1]
        );
        assert_eq!(runs[0].images, (0..count - 1).collect::<Vec<_>>());
        assert_eq!(runs[1].images, std::iter::once(count - 1).chain(1..count - 1).collect::<Vec<_>>());
        assert_eq!((runs[2].group, &runs[2].images[..]), (Group::Screen, &[7][..]));
        assert_eq!(figures[count as usize].image(), Some(0), "the first of the second draw");
    }

    #[test]
    fn without_pictures_each_group_is_one_draw() {
        let line = |world, on_top| {
            Primitive::line(Order { world, on_top, layer: 0 }, Vec3::X, Vec3::Y, 1.0, [1.0; 4])
        };
        let mut figures = [line(true, false), line(true, false), line(true, true), line(false, false)];
        let runs = place_images(&mut figures);
        assert_eq!(runs.iter().map(|run| run.figures.clone()).collect::<Vec<_>>(), [0..2, 2..3, 3..4]);
    }
}
