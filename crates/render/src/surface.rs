//! Drawing to a window or canvas.
//!
//! Browsers offer no format that encodes to sRGB, and averaging our samples into an sRGB view of a canvas leaves them
//! unencoded in Chromium 156 on SwiftShader (a plain pass into such a view is right). So where the surface's format
//! doesn't encode, the picture is drawn to a texture of ours that does, and its bytes are copied over.

use crate::device::{self, Gpu};
use crate::{DrawList, FrameStats, GpuError, ImagesMut, Renderer};

/// A renderer with a GPU of its own, that draws to a window or canvas.
pub struct SurfaceRenderer {
    // Before the GPU, so that it is dropped first.
    surface: wgpu::Surface<'static>,
    configuration: wgpu::SurfaceConfiguration,
    /// What is drawn to where the surface's format doesn't encode to sRGB; of the surface's size.
    encoded: Option<wgpu::Texture>,
    /// Whether the configuration has to be handed to the surface before the next frame.
    stale: bool,
    renderer: Renderer,
    gpu: Gpu,
}

impl SurfaceRenderer {
    /// Opens a GPU that can draw to `target`, at `width` by `height` pixels.
    ///
    /// In the browser the target is a canvas or an offscreen canvas; the size is that of its drawing buffer.
    ///
    /// # Errors
    ///
    /// [`GpuError::NoAdapter`], [`GpuError::NoDevice`] and [`GpuError::NoSurface`], with what to do about them.
    pub async fn new(
        target: impl Into<wgpu::SurfaceTarget<'static>>,
        width: u32,
        height: u32,
    ) -> Result<SurfaceRenderer, GpuError> {
        let instance = device::instance();
        let surface =
            instance.create_surface(target).map_err(|error| GpuError::NoSurface(error.to_string()))?;
        let gpu = Gpu::open(&instance, Some(&surface)).await?;

        let offered = surface.get_capabilities(&gpu.adapter);
        let format = choose_format(&offered.formats)
            .ok_or_else(|| GpuError::NoSurface("it offers no format with eight bits".to_owned()))?;
        let encoded_format = format.add_srgb_suffix();
        let copies = encoded_format != format;
        let alpha_mode = if offered.alpha_modes.contains(&wgpu::CompositeAlphaMode::Opaque) {
            wgpu::CompositeAlphaMode::Opaque
        } else {
            wgpu::CompositeAlphaMode::Auto
        };
        let configuration = wgpu::SurfaceConfiguration {
            usage: if copies {
                wgpu::TextureUsages::RENDER_ATTACHMENT | wgpu::TextureUsages::COPY_DST
            } else {
                wgpu::TextureUsages::RENDER_ATTACHMENT
            },
            format,
            color_space: wgpu::SurfaceColorSpace::Auto,
            width: 1,
            height: 1,
            present_mode: wgpu::PresentMode::Fifo,
            desired_maximum_frame_latency: 2,
            alpha_mode,
            view_formats: vec![],
        };
        let mut renderer = SurfaceRenderer {
            renderer: Renderer::new(&gpu.device, &gpu.queue, encoded_format),
            surface,
            configuration,
            encoded: None,
            stale: true,
            gpu,
        };
        renderer.resize(width, height);
        Ok(renderer)
    }

    /// Changes the picture's size from the next frame on. A size beyond the GPU's limit is shrunk with its shape kept.
    /// Returns the size that will be drawn, in pixels.
    pub fn resize(&mut self, width: u32, height: u32) -> (u32, u32) {
        let (width, height) = fit(width, height, self.gpu.longest_side());
        let configuration = &mut self.configuration;
        if (configuration.width, configuration.height) != (width, height) {
            (configuration.width, configuration.height) = (width, height);
            self.stale = true;
        }
        (width, height)
    }

    /// The picture's size, in pixels.
    pub fn size(&self) -> (u32, u32) {
        (self.configuration.width, self.configuration.height)
    }

    /// Draws `list` and shows it. `None` where there was nothing to draw to this time, as in a hidden window; the next
    /// frame is then as good as any.
    ///
    /// # Errors
    ///
    /// [`GpuError::DeviceLost`] when the GPU is gone for good: make a new renderer, which may be on the same canvas.
    pub fn render(&mut self, list: &DrawList) -> Result<Option<FrameStats>, GpuError> {
        if let Some(reason) = self.gpu.lost() {
            return Err(GpuError::DeviceLost(reason));
        }
        if self.stale {
            self.surface.configure(&self.gpu.device, &self.configuration);
            self.encoded = encoded_texture(&self.gpu.device, &self.configuration);
            self.stale = false;
        }
        let texture = match self.surface.get_current_texture() {
            wgpu::CurrentSurfaceTexture::Success(texture) => texture,
            wgpu::CurrentSurfaceTexture::Suboptimal(texture) => {
                self.stale = true;
                texture
            }
            // The window changed under us; configuring it anew is the cure.
            wgpu::CurrentSurfaceTexture::Outdated | wgpu::CurrentSurfaceTexture::Lost => {
                self.stale = true;
                return Ok(None);
            }
            // Hidden, late, or refused with an error that `take_errors` has.
            wgpu::CurrentSurfaceTexture::Timeout
            | wgpu::CurrentSurfaceTexture::Occluded
            | wgpu::CurrentSurfaceTexture::Validation => return Ok(None),
        };
        let target = self.encoded.as_ref().unwrap_or(&texture.texture);
        let view = target.create_view(&wgpu::TextureViewDescriptor::default());
        let stats = self.renderer.render(list, &view, target.width(), target.height());
        if let Some(encoded) = &self.encoded {
            let mut encoder =
                self.gpu.device.create_command_encoder(&wgpu::CommandEncoderDescriptor::default());
            encoder.copy_texture_to_texture(
                encoded.as_image_copy(),
                texture.texture.as_image_copy(),
                encoded.size(),
            );
            self.gpu.queue.submit([encoder.finish()]);
        }
        self.gpu.queue.present(texture);
        Ok(Some(stats))
    }

    /// The images that it shows.
    pub fn images(&mut self) -> ImagesMut<'_> {
        self.renderer.images()
    }

    /// Calls back when the GPU has drawn all that it was handed so far, or is gone.
    pub fn when_done(&self, callback: impl FnOnce() + Send + 'static) {
        self.gpu.queue.on_submitted_work_done(callback);
    }

    /// Ends when the GPU has drawn all that it was handed so far, or is gone. Outside of a browser somebody has to poll the
    /// device meanwhile.
    pub fn until_done(&self) -> impl Future<Output = ()> + 'static {
        self.gpu.until_done()
    }

    /// Ends when the GPU is gone for good, with what it said. A new renderer, which may be on the same canvas, may find
    /// it again.
    pub fn until_lost(&self) -> impl Future<Output = String> + 'static {
        self.gpu.until_lost()
    }

    /// Gives the GPU up as if it had been taken away, to see what happens then.
    pub fn lose(&self) {
        self.gpu.device.destroy();
    }

    /// What the GPU complained about since the last call; each is a fault of ours. Empty is good.
    pub fn take_errors(&mut self) -> Vec<String> {
        self.gpu.take_errors()
    }

    /// The GPU's name and driver, for logs. Browsers often tell neither.
    pub fn adapter_name(&self) -> String {
        let info = self.gpu.adapter.get_info();
        format!("{} ({:?}, {})", info.name, info.backend, info.driver_info)
    }
}

/// A texture of the surface's size whose format is the sRGB sibling of the surface's, if that is another one.
fn encoded_texture(
    device: &wgpu::Device,
    configuration: &wgpu::SurfaceConfiguration,
) -> Option<wgpu::Texture> {
    let format = configuration.format.add_srgb_suffix();
    (format != configuration.format).then(|| {
        device.create_texture(&wgpu::TextureDescriptor {
            label: Some("encoded picture"),
            size: wgpu::Extent3d {
                width: configuration.width,
                height: configuration.height,
                depth_or_array_layers: 1,
            },
            mip_level_count: 1,
            sample_count: 1,
            dimension: wgpu::TextureDimension::D2,
            format,
            usage: wgpu::TextureUsages::RENDER_ATTACHMENT | wgpu::TextureUsages::COPY_SRC,
            view_formats: &[],
        })
    })
}

/// A format with eight bits a channel: one that encodes to sRGB if there is one, else the one that the surface likes
/// best.
fn choose_format(offered: &[wgpu::TextureFormat]) -> Option<wgpu::TextureFormat> {
    use wgpu::TextureFormat::{Bgra8Unorm, Bgra8UnormSrgb, Rgba8Unorm, Rgba8UnormSrgb};
    let encodes = |format: &&wgpu::TextureFormat| matches!(format, Rgba8UnormSrgb | Bgra8UnormSrgb);
    let plain = |format: &&wgpu::TextureFormat| matches!(format, Rgba8Unorm | Bgra8Unorm);
    offered.iter().find(encodes).or_else(|| offered.iter().find(plain)).copied()
}

/// The size nearest to `width` by `height`, and of the same shape, that the GPU can draw.
fn fit(width: u32, height: u32, limit: u32) -> (u32, u32) {
    let (width, height) = (width.max(1), height.max(1));
    let longest = width.max(height);
    if longest <= limit {
        return (width, height);
    }
    let scaled = |side: u32| ((u64::from(side) * u64::from(limit) / u64::from(longest)) as u32).max(1);
    (scaled(width), scaled(height))
}

#[cfg(test)]
mod tests {
    use wgpu::TextureFormat::{Bgra8Unorm, Bgra8UnormSrgb, Rgba8Unorm, Rgba16Float};

    use super::*;

    #[test]
    fn a_format_that_encodes_is_preferred_and_else_the_first_plain_one() {
        assert_eq!(choose_format(&[Rgba16Float, Bgra8Unorm, Rgba8Unorm]), Some(Bgra8Unorm));
        assert_eq!(choose_format(&[Bgra8Unorm, Bgra8UnormSrgb]), Some(Bgra8UnormSrgb));
        assert_eq!(choose_format(&[Rgba16Float]), None);
    }

    #[test]
    fn a_size_beyond_the_limit_keeps_its_shape() {
        assert_eq!(fit(640, 400, 8192), (640, 400));
        assert_eq!(fit(16384, 8192, 8192), (8192, 4096));
        assert_eq!(fit(0, 100_000, 8192), (1, 8192));
    }
}
