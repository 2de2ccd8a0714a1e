//! What is wrong with a picture.

use std::fmt;

use crate::{MOST_PIXELS, MOST_SIDE};

/// Why a file can't be shown as a picture. The message is for whoever made the file; its name goes before it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ImageError {
    /// It is no picture, or one of another sort.
    Unknown,
    /// It begins like a picture but isn't whole; why.
    Broken(String),
    /// It has more pixels than are taken.
    TooLarge {
        /// In pixels.
        width: u32,
        /// In pixels.
        height: u32,
    },
}

impl fmt::Display for ImageError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ImageError::Unknown => f.write_str("is no picture; a PNG, JPEG, WebP, GIF or SVG is expected"),
            ImageError::Broken(why) => write!(f, "is a broken picture: {why}"),
            ImageError::TooLarge { width, height } => write!(
                f,
                "has {width} x {height} pixels; at most {MOST_SIDE} along a side and {} million in all are taken: make it smaller",
                MOST_PIXELS / 1_000_000
            ),
        }
    }
}

impl std::error::Error for ImageError {}
