//! What can go wrong between a draw list and its pixels.

/// Why there is no picture, and what to do about it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum GpuError {
    /// The machine or the browser offers no GPU.
    #[error("{}", no_adapter(.0))]
    NoAdapter(String),
    /// There is a GPU, but it would not open.
    #[error(
        "the GPU could not be opened: {0}. Close other programs or tabs that draw in 3D, update the graphics driver, \
         and try again."
    )]
    NoDevice(String),
    /// The window or canvas can't be drawn to.
    #[error(
        "this window or canvas can't be drawn to: {0}. A canvas that already has a 2D or WebGL context can't have \
         another one: hand in a fresh one."
    )]
    NoSurface(String),
    /// The GPU was taken away, as after a driver's reset or a long sleep. Make a new renderer.
    #[error("the GPU was lost: {0}. The renderer must be made anew.")]
    DeviceLost(String),
    /// An image of this size is more than the GPU can draw.
    #[error("a picture of {width}x{height} pixels can't be drawn: each side must be 1 to {limit}.")]
    Size {
        /// In pixels.
        width: u32,
        /// In pixels.
        height: u32,
        /// The longest side that the GPU can draw, in pixels.
        limit: u32,
    },
    /// The drawn image could not be read back.
    #[error("the picture could not be read back from the GPU: {0}.")]
    Readback(String),
}

fn no_adapter(detail: &str) -> String {
    if cfg!(target_family = "wasm") {
        // wgpu knows no more than that; the page says what to do.
        return "This browser offers no graphics device to WebGPU.".to_owned();
    }
    format!(
        "No GPU was found. Install a Vulkan driver; on Debian, `apt-get install mesa-vulkan-drivers` gives one that \
         needs no graphics card. (wgpu says: {detail})"
    )
}
