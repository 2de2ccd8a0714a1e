//! A draw list in, pixels out.
//!
//! A [`DrawList`] is one frame said in plain data: a camera, the light and a flat list of shapes. Whoever makes one
//! (the engine, a test) needs nothing else of this crate. With the feature `gpu` the crate also has the renderer that
//! draws it on `wgpu`, to a window or canvas ([`SurfaceRenderer`]) or to an image ([`Headless`]).
//!
//! The crate must not know the ECS, the browser or files: a canvas comes in as a `wgpu::SurfaceTarget`, an image goes
//! out as bytes.
//!
//! ```
//! use luminara_render::{Camera, DrawList, Instance, Shape};
//! use glam::{Affine3A, Vec3};
//!
//! let frame = DrawList {
//!     camera: Camera::looking_at(Vec3::new(3.0, 2.0, 5.0), Vec3::ZERO),
//!     instances: vec![Instance {
//!         shape: Shape::Sphere,
//!         transform: Affine3A::from_translation(Vec3::new(0.0, 0.5, 0.0)),
//!         color: [0.8, 0.2, 0.1, 1.0],
//!         ..Instance::default()
//!     }],
//!     ..DrawList::default()
//! };
//!
//! # #[cfg(feature = "gpu")]
//! # fn draw(frame: &DrawList) -> Result<(), luminara_render::GpuError> {
//! // With the feature `gpu`:
//! use luminara_render::Headless;
//! # pollster::block_on(async {
//! let image = Headless::new().await?.render(frame, 480, 300).await?;
//! assert_eq!(image.rgba8.len(), 480 * 300 * 4);
//! # Ok(())
//! # })
//! # }
//! ```

#![forbid(unsafe_code)]

/// A shader's text, as it is downloaded: without what only people read (build.rs).
#[cfg(feature = "gpu")]
macro_rules! shader {
    ($name:literal) => {
        include_str!(concat!(env!("OUT_DIR"), "/", $name, ".wgsl"))
    };
}

mod draw_list;
mod font;
mod overlay;

pub use draw_list::{
    Camera, DirectionalLight, DrawList, Environment, Instance, PointLight, Projection, Shape,
};
pub use font::Font;
pub use overlay::{BROKEN_IMAGE, Order, Overlay, Primitive, Region};

#[cfg(feature = "gpu")]
mod batch;
#[cfg(feature = "gpu")]
mod device;
#[cfg(feature = "gpu")]
mod error;
#[cfg(feature = "gpu")]
mod frame;
#[cfg(feature = "gpu")]
mod glyphs;
#[cfg(feature = "gpu")]
mod headless;
#[cfg(feature = "gpu")]
mod images;
#[cfg(feature = "gpu")]
mod overlay_pass;
#[cfg(feature = "gpu")]
mod pipelines;
#[cfg(feature = "gpu")]
mod renderer;
#[cfg(feature = "gpu")]
mod shadow;
#[cfg(feature = "gpu")]
mod shapes;
#[cfg(feature = "gpu")]
mod surface;
#[cfg(feature = "gpu")]
mod view;

#[cfg(feature = "gpu")]
pub use error::GpuError;
#[cfg(feature = "gpu")]
pub use headless::{Headless, Image};
#[cfg(feature = "gpu")]
pub use images::{ImageSource, ImagesMut};
#[cfg(feature = "gpu")]
pub use renderer::{FrameStats, MAX_POINT_LIGHTS, Renderer};
#[cfg(feature = "gpu")]
pub use shapes::{Mesh, Vertex};
#[cfg(feature = "gpu")]
pub use surface::SurfaceRenderer;

#[cfg(feature = "gpu")]
pub use wgpu;
