//! The shaders and how they are set up.

use crate::batch::InstanceData;
use crate::shapes::Vertex;

/// The main pass's samples a pixel.
pub(crate) const SAMPLES: u32 = 4;
/// Depth for the camera (nearest is 1) and for the sun (nearest is 0).
pub(crate) const DEPTH_FORMAT: wgpu::TextureFormat = wgpu::TextureFormat::Depth32Float;

const SURFACE: &str = concat!(shader!("frame"), shader!("shadow_lookup"), shader!("surface"),);
const GRID: &str = concat!(shader!("frame"), shader!("shadow_lookup"), shader!("grid"),);
const SKY: &str = concat!(shader!("frame"), shader!("sky"));
const SHADOW_PASS: &str = shader!("shadow_pass");

/// Closed shapes show only their front; a plane shows both sides.
pub(crate) struct Sided {
    pub closed: wgpu::RenderPipeline,
    pub open: wgpu::RenderPipeline,
}

pub(crate) struct Pipelines {
    pub opaque: Sided,
    pub blended: Sided,
    pub caster: Sided,
    pub sky: wgpu::RenderPipeline,
    pub grid: wgpu::RenderPipeline,
    /// Group 0 of the main pass: the frame's uniforms.
    pub frame_layout: wgpu::BindGroupLayout,
    /// Group 1 of the main pass: the shadow maps.
    pub shadow_layout: wgpu::BindGroupLayout,
    /// Group 0 of the shadow pass: one map's matrix, at a dynamic offset.
    pub caster_layout: wgpu::BindGroupLayout,
}

impl Pipelines {
    pub(crate) fn new(device: &wgpu::Device, target_format: wgpu::TextureFormat) -> Pipelines {
        let frame_layout = uniform_layout(device, "frame", wgpu::ShaderStages::VERTEX_FRAGMENT, false);
        let caster_layout = uniform_layout(device, "caster", wgpu::ShaderStages::VERTEX, true);
        let shadow_layout = shadow_layout(device);
        let shader = |label, source: &'static str| {
            device.create_shader_module(wgpu::ShaderModuleDescriptor {
                label: Some(label),
                source: wgpu::ShaderSource::Wgsl(source.into()),
            })
        };
        let layout = |label, groups: &[Option<&wgpu::BindGroupLayout>]| {
            device.create_pipeline_layout(&wgpu::PipelineLayoutDescriptor {
                label: Some(label),
                bind_group_layouts: groups,
                immediate_size: 0,
            })
        };

        let main = layout("main", &[Some(&frame_layout), Some(&shadow_layout)]);
        let surface = shader("surface", SURFACE);
        let surfaces = |blend: Option<wgpu::BlendState>| {
            let sided = |cull_mode| {
                Description {
                    label: "surface",
                    layout: &main,
                    shader: &surface,
                    vertex: "surface_vertex",
                    fragment: Some("surface_fragment"),
                    mesh: true,
                    strip: false,
                    cull_mode,
                    depth_write: blend.is_none(),
                    depth_compare: wgpu::CompareFunction::Greater,
                    target: target_format,
                    blend,
                }
                .build(device)
            };
            Sided { closed: sided(Some(wgpu::Face::Back)), open: sided(None) }
        };
        let opaque = surfaces(None);
        let blended = surfaces(Some(wgpu::BlendState::PREMULTIPLIED_ALPHA_BLENDING));

        let sky = Description {
            label: "sky",
            layout: &layout("sky", &[Some(&frame_layout)]),
            shader: &shader("sky", SKY),
            vertex: "sky_vertex",
            fragment: Some("sky_fragment"),
            mesh: false,
            strip: false,
            cull_mode: None,
            depth_write: false,
            depth_compare: wgpu::CompareFunction::GreaterEqual,
            target: target_format,
            blend: None,
        }
        .build(device);

        let grid = Description {
            label: "grid",
            layout: &main,
            shader: &shader("grid", GRID),
            vertex: "grid_vertex",
            fragment: Some("grid_fragment"),
            mesh: false,
            strip: true,
            cull_mode: None,
            depth_write: false,
            depth_compare: wgpu::CompareFunction::Greater,
            target: target_format,
            blend: Some(wgpu::BlendState::PREMULTIPLIED_ALPHA_BLENDING),
        }
        .build(device);

        let caster_pipeline_layout = layout("caster", &[Some(&caster_layout)]);
        let shadow_pass = shader("shadow pass", SHADOW_PASS);
        let caster = |cull_mode| {
            Description {
                label: "caster",
                layout: &caster_pipeline_layout,
                shader: &shadow_pass,
                vertex: "caster_vertex",
                fragment: None,
                mesh: true,
                strip: false,
                cull_mode,
                depth_write: true,
                depth_compare: wgpu::CompareFunction::Less,
                target: target_format,
                blend: None,
            }
            .build(device)
        };
        Pipelines {
            opaque,
            blended,
            caster: Sided { closed: caster(Some(wgpu::Face::Back)), open: caster(None) },
            sky,
            grid,
            frame_layout,
            shadow_layout,
            caster_layout,
        }
    }
}

/// What our pipelines differ in.
struct Description<'a> {
    label: &'a str,
    layout: &'a wgpu::PipelineLayout,
    shader: &'a wgpu::ShaderModule,
    vertex: &'a str,
    /// `None` for the shadow pass: depth only, one sample, biased.
    fragment: Option<&'a str>,
    /// Whether it reads vertices and instances, or makes its corners up.
    mesh: bool,
    strip: bool,
    cull_mode: Option<wgpu::Face>,
    depth_write: bool,
    depth_compare: wgpu::CompareFunction,
    target: wgpu::TextureFormat,
    blend: Option<wgpu::BlendState>,
}

const VERTEX_ATTRIBUTES: [wgpu::VertexAttribute; 2] =
    wgpu::vertex_attr_array![0 => Float32x3, 1 => Float32x3];
const INSTANCE_ATTRIBUTES: [wgpu::VertexAttribute; 5] =
    wgpu::vertex_attr_array![2 => Float32x4, 3 => Float32x4, 4 => Float32x4, 5 => Float32x4, 6 => Float32x4];

impl Description<'_> {
    fn build(self, device: &wgpu::Device) -> wgpu::RenderPipeline {
        let buffers = [
            Some(wgpu::VertexBufferLayout {
                array_stride: size_of::<Vertex>() as u64,
                step_mode: wgpu::VertexStepMode::Vertex,
                attributes: &VERTEX_ATTRIBUTES,
            }),
            Some(wgpu::VertexBufferLayout {
                array_stride: size_of::<InstanceData>() as u64,
                step_mode: wgpu::VertexStepMode::Instance,
                attributes: &INSTANCE_ATTRIBUTES,
            }),
        ];
        let targets = [Some(wgpu::ColorTargetState {
            format: self.target,
            blend: self.blend,
            write_mask: wgpu::ColorWrites::ALL,
        })];
        let bias = if self.fragment.is_none() {
            wgpu::DepthBiasState { constant: 0, slope_scale: 1.5, clamp: 0.0 }
        } else {
            wgpu::DepthBiasState::default()
        };
        device.create_render_pipeline(&wgpu::RenderPipelineDescriptor {
            label: Some(self.label),
            layout: Some(self.layout),
            vertex: wgpu::VertexState {
                module: self.shader,
                entry_point: Some(self.vertex),
                compilation_options: wgpu::PipelineCompilationOptions::default(),
                buffers: if self.mesh { &buffers } else { &[] },
            },
            primitive: wgpu::PrimitiveState {
                topology: if self.strip {
                    wgpu::PrimitiveTopology::TriangleStrip
                } else {
                    wgpu::PrimitiveTopology::TriangleList
                },
                cull_mode: self.cull_mode,
                ..wgpu::PrimitiveState::default()
            },
            depth_stencil: Some(wgpu::DepthStencilState {
                format: DEPTH_FORMAT,
                depth_write_enabled: Some(self.depth_write),
                depth_compare: Some(self.depth_compare),
                stencil: wgpu::StencilState::default(),
                bias,
            }),
            multisample: wgpu::MultisampleState {
                count: if self.fragment.is_some() { SAMPLES } else { 1 },
                ..wgpu::MultisampleState::default()
            },
            fragment: self.fragment.map(|entry_point| wgpu::FragmentState {
                module: self.shader,
                entry_point: Some(entry_point),
                compilation_options: wgpu::PipelineCompilationOptions::default(),
                targets: &targets,
            }),
            multiview_mask: None,
            cache: None,
        })
    }
}

fn uniform_layout(
    device: &wgpu::Device,
    label: &str,
    visibility: wgpu::ShaderStages,
    has_dynamic_offset: bool,
) -> wgpu::BindGroupLayout {
    device.create_bind_group_layout(&wgpu::BindGroupLayoutDescriptor {
        label: Some(label),
        entries: &[wgpu::BindGroupLayoutEntry {
            binding: 0,
            visibility,
            ty: wgpu::BindingType::Buffer {
                ty: wgpu::BufferBindingType::Uniform,
                has_dynamic_offset,
                min_binding_size: None,
            },
            count: None,
        }],
    })
}

fn shadow_layout(device: &wgpu::Device) -> wgpu::BindGroupLayout {
    device.create_bind_group_layout(&wgpu::BindGroupLayoutDescriptor {
        label: Some("shadow maps"),
        entries: &[
            wgpu::BindGroupLayoutEntry {
                binding: 0,
                visibility: wgpu::ShaderStages::FRAGMENT,
                ty: wgpu::BindingType::Texture {
                    sample_type: wgpu::TextureSampleType::Depth,
                    view_dimension: wgpu::TextureViewDimension::D2Array,
                    multisampled: false,
                },
                count: None,
            },
            wgpu::BindGroupLayoutEntry {
                binding: 1,
                visibility: wgpu::ShaderStages::FRAGMENT,
                ty: wgpu::BindingType::Sampler(wgpu::SamplerBindingType::Comparison),
                count: None,
            },
        ],
    })
}
