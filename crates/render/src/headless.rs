//! Drawing to an image, without a window.

use std::future::poll_fn;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Poll, Waker};

use crate::device::{self, Gpu};
use crate::{DrawList, FrameStats, GpuError, ImagesMut, Renderer};

/// A drawn picture.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Image {
    /// In pixels.
    pub width: u32,
    /// In pixels.
    pub height: u32,
    /// Four bytes a pixel, sRGB-encoded, opaque, row by row from the top left.
    pub rgba8: Vec<u8>,
}

/// A renderer with a GPU of its own, that draws to images. Works natively and in the browser.
pub struct Headless {
    gpu: Gpu,
    renderer: Renderer,
    target: Option<Target>,
    stats: FrameStats,
}

struct Target {
    texture: wgpu::Texture,
    readback: wgpu::Buffer,
}

const FORMAT: wgpu::TextureFormat = wgpu::TextureFormat::Rgba8UnormSrgb;

impl Headless {
    /// Opens the best GPU there is. Natively, `VK_ICD_FILENAMES` chooses a Vulkan driver.
    ///
    /// # Errors
    ///
    /// [`GpuError::NoAdapter`] where there is none, [`GpuError::NoDevice`] where it would not open.
    pub async fn new() -> Result<Headless, GpuError> {
        let gpu = Gpu::open(&device::instance(), None).await?;
        Ok(Headless {
            renderer: Renderer::new(&gpu.device, &gpu.queue, FORMAT),
            gpu,
            target: None,
            stats: FrameStats::default(),
        })
    }

    /// The images that it shows.
    pub fn images(&mut self) -> ImagesMut<'_> {
        self.renderer.images()
    }

    /// Draws `list` and reads the picture back.
    ///
    /// # Errors
    ///
    /// [`GpuError::Size`] for a size of zero or beyond the GPU's limit, [`GpuError::DeviceLost`], and
    /// [`GpuError::Readback`] with what the GPU complained about.
    pub async fn render(&mut self, list: &DrawList, width: u32, height: u32) -> Result<Image, GpuError> {
        let limit = self.gpu.longest_side();
        if width == 0 || height == 0 || width > limit || height > limit {
            return Err(GpuError::Size { width, height, limit });
        }
        let device = &self.gpu.device;
        let target = match self.target.take() {
            Some(target) if target.texture.width() == width && target.texture.height() == height => target,
            _ => Target::new(device, width, height),
        };
        let view = target.texture.create_view(&wgpu::TextureViewDescriptor::default());
        self.stats = self.renderer.render(list, &view, width, height);

        let mut encoder = device.create_command_encoder(&wgpu::CommandEncoderDescriptor::default());
        encoder.copy_texture_to_buffer(
            target.texture.as_image_copy(),
            wgpu::TexelCopyBufferInfo {
                buffer: &target.readback,
                layout: wgpu::TexelCopyBufferLayout {
                    offset: 0,
                    bytes_per_row: Some(padded_row(width)),
                    rows_per_image: None,
                },
            },
            target.texture.size(),
        );
        self.gpu.queue.submit([encoder.finish()]);
        let mapped = map(device, &target.readback).await;
        if let Some(reason) = self.gpu.lost() {
            return Err(GpuError::DeviceLost(reason));
        }
        let complaints = self.gpu.take_errors();
        if !complaints.is_empty() {
            return Err(GpuError::Readback(complaints.join("; ")));
        }
        mapped?;

        let rgba8 = target.pixels(width)?;
        target.readback.unmap();
        self.target = Some(target);
        Ok(Image { width, height, rgba8 })
    }

    /// What the last picture took.
    pub fn stats(&self) -> FrameStats {
        self.stats
    }

    /// The GPU's name and driver, for logs.
    pub fn adapter_name(&self) -> String {
        let info = self.gpu.adapter.get_info();
        format!("{} ({:?}, {})", info.name, info.backend, info.driver_info)
    }
}

impl Target {
    fn new(device: &wgpu::Device, width: u32, height: u32) -> Target {
        let texture = device.create_texture(&wgpu::TextureDescriptor {
            label: Some("image"),
            size: wgpu::Extent3d { width, height, depth_or_array_layers: 1 },
            mip_level_count: 1,
            sample_count: 1,
            dimension: wgpu::TextureDimension::D2,
            format: FORMAT,
            usage: wgpu::TextureUsages::RENDER_ATTACHMENT | wgpu::TextureUsages::COPY_SRC,
            view_formats: &[],
        });
        let readback = device.create_buffer(&wgpu::BufferDescriptor {
            label: Some("readback"),
            size: u64::from(padded_row(width)) * u64::from(height),
            usage: wgpu::BufferUsages::COPY_DST | wgpu::BufferUsages::MAP_READ,
            mapped_at_creation: false,
        });
        Target { texture, readback }
    }

    /// The mapped bytes without the rows' padding.
    fn pixels(&self, width: u32) -> Result<Vec<u8>, GpuError> {
        let mapped =
            self.readback.get_mapped_range(..).map_err(|error| GpuError::Readback(error.to_string()))?;
        Ok(mapped
            .chunks(padded_row(width) as usize)
            .flat_map(|row| &row[..width as usize * 4])
            .copied()
            .collect())
    }
}

/// The bytes of a row in a buffer that a texture is copied to.
fn padded_row(width: u32) -> u32 {
    (width * 4).next_multiple_of(wgpu::COPY_BYTES_PER_ROW_ALIGNMENT)
}

/// What the GPU answered, and who waits for it.
#[derive(Default)]
struct Answer {
    result: Option<Result<(), wgpu::BufferAsyncError>>,
    waiting: Option<Waker>,
}

/// Waits until `buffer` can be read. Natively this blocks; in the browser it yields.
async fn map(device: &wgpu::Device, buffer: &wgpu::Buffer) -> Result<(), GpuError> {
    let answer = Arc::new(Mutex::new(Answer::default()));
    let told = Arc::clone(&answer);
    buffer.map_async(wgpu::MapMode::Read, .., move |result| {
        let mut answer = told.lock().unwrap_or_else(PoisonError::into_inner);
        answer.result = Some(result);
        if let Some(waker) = answer.waiting.take() {
            waker.wake();
        }
    });
    device
        .poll(wgpu::PollType::wait_indefinitely())
        .map_err(|error| GpuError::Readback(error.to_string()))?;
    poll_fn(|context| {
        let mut answer = answer.lock().unwrap_or_else(PoisonError::into_inner);
        match answer.result.take() {
            Some(result) => Poll::Ready(result),
            None => {
                answer.waiting = Some(context.waker().clone());
                Poll::Pending
            }
        }
    })
    .await
    .map_err(|error| GpuError::Readback(error.to_string()))
}
