//! The images that pictures show, on the GPU.

use std::collections::BTreeMap;

use crate::overlay::BROKEN_IMAGE;

/// Images that one draw command can show. Mirrors the bindings in shaders/overlay.wgsl, which tells them apart by a `switch`: textures can't be
/// chosen by a number that is another in each pixel.
pub(crate) const SLOTS: usize = 8;

/// Copies an image into one of half its sides, or into the first of them, multiplied by its alpha: so that what is transparent has no
/// colour that could bleed into what isn't.
const SHADER: &str = shader!("image");
const FORMAT: wgpu::TextureFormat = wgpu::TextureFormat::Rgba8UnormSrgb;

/// The pixels of an image, as a face of the engine has them.
pub enum ImageSource<'a> {
    /// Four bytes a pixel, sRGB-encoded, not multiplied by alpha, row by row from the top left.
    Pixels {
        /// In pixels.
        width: u32,
        /// In pixels.
        height: u32,
        /// `width * height * 4` bytes.
        rgba8: &'a [u8],
    },
    /// What the browser decoded, not multiplied by alpha.
    #[cfg(target_family = "wasm")]
    Bitmap(wgpu::web_sys::ImageBitmap),
}

/// The images that a renderer shows, to be changed.
pub struct ImagesMut<'a> {
    pub(crate) images: &'a mut Images,
    pub(crate) device: &'a wgpu::Device,
    pub(crate) queue: &'a wgpu::Queue,
}

impl ImagesMut<'_> {
    /// Takes the pixels of an image, by the number that the draw list's figures have for it, or others in their place.
    ///
    /// # Errors
    ///
    /// Says what is wrong with the image's size; what was there before stays.
    pub fn put(&mut self, id: u32, source: ImageSource<'_>) -> Result<(), String> {
        self.images.put(self.device, self.queue, id, source)
    }

    /// Shows [`BROKEN_IMAGE`] in place of an image.
    pub fn put_broken(&mut self, id: u32) {
        if let Some(broken) = self.images.views.get(&BROKEN_IMAGE) {
            let view = broken.clone();
            self.images.insert(id, view);
        }
    }

    /// Lets go of the images that nobody will show again.
    pub fn retain(&mut self, is_wanted: impl Fn(u32) -> bool) {
        self.images.views.retain(|id, _| *id == BROKEN_IMAGE || is_wanted(*id));
        self.images.groups.clear();
    }
}

/// All images that the renderer was given, by their numbers.
pub(crate) struct Images {
    views: BTreeMap<u32, wgpu::TextureView>,
    /// What is bound where a draw shows fewer images than it can.
    nothing: wgpu::TextureView,
    maker: Maker,
    sampler: wgpu::Sampler,
    layout: wgpu::BindGroupLayout,
    groups: BTreeMap<Vec<u32>, wgpu::BindGroup>,
}

/// Makes textures with all their smaller copies.
struct Maker {
    layout: wgpu::BindGroupLayout,
    multiply: wgpu::RenderPipeline,
    halve: wgpu::RenderPipeline,
    sampler: wgpu::Sampler,
}

impl Images {
    pub(crate) fn new(device: &wgpu::Device, queue: &wgpu::Queue) -> Images {
        let maker = Maker::new(device);
        let broken = maker.make(device, queue, &broken(device, queue));
        let nothing = texture(device, [1, 1], 1, wgpu::TextureUsages::TEXTURE_BINDING);
        Images {
            views: BTreeMap::from([(BROKEN_IMAGE, broken)]),
            nothing: nothing.create_view(&wgpu::TextureViewDescriptor::default()),
            maker,
            sampler: device.create_sampler(&wgpu::SamplerDescriptor {
                label: Some("images"),
                mag_filter: wgpu::FilterMode::Linear,
                min_filter: wgpu::FilterMode::Linear,
                mipmap_filter: wgpu::MipmapFilterMode::Linear,
                ..wgpu::SamplerDescriptor::default()
            }),
            layout: slots_layout(device),
            groups: BTreeMap::new(),
        }
    }

    /// How the images of a draw are bound.
    pub(crate) fn layout(&self) -> &wgpu::BindGroupLayout {
        &self.layout
    }

    fn put(
        &mut self,
        device: &wgpu::Device,
        queue: &wgpu::Queue,
        id: u32,
        source: ImageSource<'_>,
    ) -> Result<(), String> {
        let straight = straight(device, queue, source)?;
        self.insert(id, self.maker.make(device, queue, &straight));
        Ok(())
    }

    fn insert(&mut self, id: u32, view: wgpu::TextureView) {
        self.views.insert(id, view);
        self.groups.retain(|ids, _| !ids.contains(&id));
    }

    /// Whether the image is there.
    pub(crate) fn has(&self, id: u32) -> bool {
        self.views.contains_key(&id)
    }

    /// The images of a draw, [`SLOTS`] at most, as they are bound.
    pub(crate) fn bind(&mut self, device: &wgpu::Device, ids: &[u32]) -> wgpu::BindGroup {
        if let Some(group) = self.groups.get(ids) {
            return group.clone();
        }
        let view = |slot: usize| ids.get(slot).and_then(|id| self.views.get(id)).unwrap_or(&self.nothing);
        let textures = (0..SLOTS).map(|slot| wgpu::BindGroupEntry {
            binding: slot as u32 + 1,
            resource: wgpu::BindingResource::TextureView(view(slot)),
        });
        let sampler =
            wgpu::BindGroupEntry { binding: 0, resource: wgpu::BindingResource::Sampler(&self.sampler) };
        let entries: Vec<_> = std::iter::once(sampler).chain(textures).collect();
        let group = device.create_bind_group(&wgpu::BindGroupDescriptor {
            label: Some("images"),
            layout: &self.layout,
            entries: &entries,
        });
        // A scene that goes through all its images in every order must not keep a group for each.
        if self.groups.len() >= 256 {
            self.groups.clear();
        }
        self.groups.insert(ids.to_vec(), group.clone());
        group
    }
}

/// The image's own pixels in a texture.
fn straight(
    device: &wgpu::Device,
    queue: &wgpu::Queue,
    source: ImageSource<'_>,
) -> Result<wgpu::Texture, String> {
    match source {
        ImageSource::Pixels { width, height, rgba8 } => {
            let size = checked(device, [width, height])?;
            if rgba8.len() as u64 != u64::from(width) * u64::from(height) * 4 {
                return Err(format!("{} bytes are no {width}x{height} pixels", rgba8.len()));
            }
            Ok(filled(device, queue, size, rgba8))
        }
        #[cfg(target_family = "wasm")]
        ImageSource::Bitmap(bitmap) => {
            let size = checked(device, [bitmap.width(), bitmap.height()])?;
            let usage = wgpu::TextureUsages::TEXTURE_BINDING
                | wgpu::TextureUsages::COPY_DST
                | wgpu::TextureUsages::RENDER_ATTACHMENT;
            let texture = texture(device, size, 1, usage);
            let source = wgpu::CopyExternalImageSourceInfo {
                source: wgpu::ExternalImageSource::ImageBitmap(bitmap),
                origin: wgpu::Origin2d::ZERO,
                flip_y: false,
            };
            let target = wgpu::CopyExternalImageDestInfo {
                texture: &texture,
                mip_level: 0,
                origin: wgpu::Origin3d::ZERO,
                aspect: wgpu::TextureAspect::All,
                color_space: wgpu::PredefinedColorSpace::Srgb,
                premultiplied_alpha: false,
            };
            queue.copy_external_image_to_texture(&source, target, texture.size());
            Ok(texture)
        }
    }
}

/// A chequered square.
fn broken(device: &wgpu::Device, queue: &wgpu::Queue) -> wgpu::Texture {
    let square = |on: bool| if on { [0xff, 0x2b, 0xd6, 0xff] } else { [0x26, 0x10, 0x24, 0xff] };
    let rgba8: Vec<u8> = (0..64).flat_map(|i| square((i + i / 8) % 2 == 0)).collect();
    filled(device, queue, [8, 8], &rgba8)
}

fn filled(device: &wgpu::Device, queue: &wgpu::Queue, size: [u32; 2], rgba8: &[u8]) -> wgpu::Texture {
    let usage = wgpu::TextureUsages::TEXTURE_BINDING | wgpu::TextureUsages::COPY_DST;
    let texture = texture(device, size, 1, usage);
    let layout =
        wgpu::TexelCopyBufferLayout { offset: 0, bytes_per_row: Some(size[0] * 4), rows_per_image: None };
    queue.write_texture(texture.as_image_copy(), rgba8, layout, texture.size());
    texture
}

fn checked(device: &wgpu::Device, [width, height]: [u32; 2]) -> Result<[u32; 2], String> {
    let most = device.limits().max_texture_dimension_2d;
    match width.min(height) > 0 && width.max(height) <= most {
        true => Ok([width, height]),
        false => Err(format!("an image may have 1 to {most} pixels along a side here, got {width}x{height}")),
    }
}

fn texture(
    device: &wgpu::Device,
    [width, height]: [u32; 2],
    levels: u32,
    usage: wgpu::TextureUsages,
) -> wgpu::Texture {
    device.create_texture(&wgpu::TextureDescriptor {
        label: Some("image"),
        size: wgpu::Extent3d { width, height, depth_or_array_layers: 1 },
        mip_level_count: levels,
        sample_count: 1,
        dimension: wgpu::TextureDimension::D2,
        format: FORMAT,
        usage,
        view_formats: &[],
    })
}

impl Maker {
    fn new(device: &wgpu::Device) -> Maker {
        let shader = device.create_shader_module(wgpu::ShaderModuleDescriptor {
            label: Some("image"),
            source: wgpu::ShaderSource::Wgsl(SHADER.into()),
        });
        let layout = device.create_bind_group_layout(&wgpu::BindGroupLayoutDescriptor {
            label: Some("image"),
            entries: &[texture_entry(0), sampler_entry(1)],
        });
        let pipeline_layout = device.create_pipeline_layout(&wgpu::PipelineLayoutDescriptor {
            label: Some("image"),
            bind_group_layouts: &[Some(&layout)],
            immediate_size: 0,
        });
        let pipeline = |fragment| {
            device.create_render_pipeline(&wgpu::RenderPipelineDescriptor {
                label: Some(fragment),
                layout: Some(&pipeline_layout),
                vertex: wgpu::VertexState {
                    module: &shader,
                    entry_point: Some("image_vertex"),
                    compilation_options: wgpu::PipelineCompilationOptions::default(),
                    buffers: &[],
                },
                primitive: wgpu::PrimitiveState::default(),
                depth_stencil: None,
                multisample: wgpu::MultisampleState::default(),
                fragment: Some(wgpu::FragmentState {
                    module: &shader,
                    entry_point: Some(fragment),
                    compilation_options: wgpu::PipelineCompilationOptions::default(),
                    targets: &[Some(FORMAT.into())],
                }),
                multiview_mask: None,
                cache: None,
            })
        };
        Maker {
            multiply: pipeline("image_multiply"),
            halve: pipeline("image_halve"),
            layout,
            sampler: device.create_sampler(&wgpu::SamplerDescriptor {
                label: Some("image"),
                mag_filter: wgpu::FilterMode::Linear,
                min_filter: wgpu::FilterMode::Linear,
                ..wgpu::SamplerDescriptor::default()
            }),
        }
    }

    /// The image with its colours multiplied by their alpha, and each half as large as the one before.
    fn make(
        &self,
        device: &wgpu::Device,
        queue: &wgpu::Queue,
        straight: &wgpu::Texture,
    ) -> wgpu::TextureView {
        let levels = straight.width().max(straight.height()).ilog2() + 1;
        let usage = wgpu::TextureUsages::TEXTURE_BINDING | wgpu::TextureUsages::RENDER_ATTACHMENT;
        let made = texture(device, [straight.width(), straight.height()], levels, usage);
        let level = |level| {
            made.create_view(&wgpu::TextureViewDescriptor {
                base_mip_level: level,
                mip_level_count: Some(1),
                ..wgpu::TextureViewDescriptor::default()
            })
        };
        let mut encoder =
            device.create_command_encoder(&wgpu::CommandEncoderDescriptor { label: Some("image") });
        let whole = straight.create_view(&wgpu::TextureViewDescriptor::default());
        self.copy(device, &mut encoder, &self.multiply, &whole, &level(0));
        for smaller in 1..levels {
            self.copy(device, &mut encoder, &self.halve, &level(smaller - 1), &level(smaller));
        }
        queue.submit([encoder.finish()]);
        made.create_view(&wgpu::TextureViewDescriptor::default())
    }

    fn copy(
        &self,
        device: &wgpu::Device,
        encoder: &mut wgpu::CommandEncoder,
        pipeline: &wgpu::RenderPipeline,
        source: &wgpu::TextureView,
        target: &wgpu::TextureView,
    ) {
        let group = device.create_bind_group(&wgpu::BindGroupDescriptor {
            label: Some("image"),
            layout: &self.layout,
            entries: &[
                wgpu::BindGroupEntry { binding: 0, resource: wgpu::BindingResource::TextureView(source) },
                wgpu::BindGroupEntry { binding: 1, resource: wgpu::BindingResource::Sampler(&self.sampler) },
            ],
        });
        let mut pass = encoder.begin_render_pass(&wgpu::RenderPassDescriptor {
            label: Some("image"),
            color_attachments: &[Some(wgpu::RenderPassColorAttachment {
                view: target,
                depth_slice: None,
                resolve_target: None,
                ops: wgpu::Operations {
                    load: wgpu::LoadOp::Clear(wgpu::Color::TRANSPARENT),
                    store: wgpu::StoreOp::Store,
                },
            })],
            ..wgpu::RenderPassDescriptor::default()
        });
        pass.set_pipeline(pipeline);
        pass.set_bind_group(0, &group, &[]);
        pass.draw(0..3, 0..1);
    }
}

fn slots_layout(device: &wgpu::Device) -> wgpu::BindGroupLayout {
    let textures = (0..SLOTS).map(|slot| texture_entry(slot as u32 + 1));
    let entries: Vec<_> = std::iter::once(sampler_entry(0)).chain(textures).collect();
    device.create_bind_group_layout(&wgpu::BindGroupLayoutDescriptor {
        label: Some("images"),
        entries: &entries,
    })
}

fn texture_entry(binding: u32) -> wgpu::BindGroupLayoutEntry {
    wgpu::BindGroupLayoutEntry {
        binding,
        visibility: wgpu::ShaderStages::FRAGMENT,
        ty: wgpu::BindingType::Texture {
            sample_type: wgpu::TextureSampleType::Float { filterable: true },
            view_dimension: wgpu::TextureViewDimension::D2,
            multisampled: false,
        },
        count: None,
    }
}

fn sampler_entry(binding: u32) -> wgpu::BindGroupLayoutEntry {
    wgpu::BindGroupLayoutEntry {
        binding,
        visibility: wgpu::ShaderStages::FRAGMENT,
        ty: wgpu::BindingType::Sampler(wgpu::SamplerBindingType::Filtering),
        count: None,
    }
}
