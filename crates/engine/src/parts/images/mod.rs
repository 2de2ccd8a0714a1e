//! Pictures: the project's image files, the frames of sheets, and what of them is shown. Pixels are not seen here: faces of the engine decode
//! them for the renderer, by the numbers that images have here.

mod cut;
mod registry;
mod sprite;

pub use cut::{Cut, Shape};
pub use registry::{ImageFile, Images};
pub use sprite::{Sprite, Viewer, draw};
