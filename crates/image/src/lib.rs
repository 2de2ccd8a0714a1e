//! Pictures as files: what sort one is and how large ([`look_at`]), where the frames of a sheet are ([`Sheet`]), and, with the feature
//! `pixels`, what is to be seen in it ([`decode`]).
//!
//! A simulation may depend on a picture's size, which is read here and so is the same everywhere; it never sees pixels, which a page has
//! its browser decode. The crate knows nothing of ours but how data is read (`project`).
//!
//! ```
//! let gif = b"GIF89a\x10\x00\x20\x00\x00\x00\x00";
//! let found = luminara_image::look_at(gif)?;
//! assert_eq!((found.width, found.height), (16, 32));
//! assert_eq!(found.format.mime(), "image/gif");
//! # Ok::<_, luminara_image::ImageError>(())
//! ```
#![forbid(unsafe_code)]

mod error;
mod exif;
#[cfg(feature = "pixels")]
mod pixels;
mod sheet;
mod svg;

pub use error::ImageError;
#[cfg(feature = "pixels")]
pub use pixels::{Pixels, decode};
pub use sheet::{Frame, Sheet};

/// The longest side that a picture may have, pixels: what every GPU takes.
pub const MOST_SIDE: u32 = 8_192;

/// The pixels that a picture may have: 4,096 by 4,096.
pub const MOST_PIXELS: u64 = 1 << 24;

/// A drawing of lines is made of at least so many pixels along its longer side, since it is often shown larger than it says.
const LEAST_DRAWN: u32 = 512;

/// A sort of picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Portable Network Graphics.
    Png,
    /// JPEG, baseline or progressive.
    Jpeg,
    /// WebP, lossy or not.
    Webp,
    /// GIF, of which the first frame is shown.
    Gif,
    /// A drawing of lines, as text.
    Svg,
}

impl Format {
    /// What a browser calls it.
    pub const fn mime(self) -> &'static str {
        match self {
            Format::Png => "image/png",
            Format::Jpeg => "image/jpeg",
            Format::Webp => "image/webp",
            Format::Gif => "image/gif",
            Format::Svg => "image/svg+xml",
        }
    }
}

/// What a picture's first bytes say of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Found {
    /// What sort it is, whatever it is called.
    pub format: Format,
    /// Its own width in pixels as it is seen, at least 1: a photograph may be stored turned.
    pub width: u32,
    /// Its own height in pixels, at least 1.
    pub height: u32,
}

impl Found {
    /// Width and height of the pixels that it is drawn with: its own, for a drawing of lines whole multiples of them.
    pub fn drawn_size(self) -> (u32, u32) {
        let times = match self.format {
            Format::Svg => LEAST_DRAWN.div_ceil(self.width.max(self.height)),
            _ => 1,
        };
        (self.width * times, self.height * times)
    }
}

/// Whether a file of this name is taken for a picture.
pub fn is_image_file(name: &str) -> bool {
    let extension = name.rsplit_once('.').map_or("", |(_, extension)| extension);
    ["png", "jpg", "jpeg", "webp", "gif", "svg"].iter().any(|known| extension.eq_ignore_ascii_case(known))
}

/// What sort of picture a file is, and how large. Reads its beginning; whether the rest is whole, decoding shows.
///
/// # Errors
///
/// [`ImageError::Unknown`] for what is no picture, [`ImageError::Broken`] for one that ends before it says how large it is, and
/// [`ImageError::TooLarge`] beyond [`MOST_SIDE`] and [`MOST_PIXELS`].
pub fn look_at(bytes: &[u8]) -> Result<Found, ImageError> {
    let found = match imagesize::image_type(bytes) {
        Ok(sort) => {
            let format = match sort {
                imagesize::ImageType::Png => Format::Png,
                imagesize::ImageType::Jpeg => Format::Jpeg,
                imagesize::ImageType::Webp => Format::Webp,
                imagesize::ImageType::Gif => Format::Gif,
                _ => return Err(ImageError::Unknown),
            };
            let size =
                imagesize::blob_size(bytes).map_err(|_| ImageError::Broken("it ends too early".into()))?;
            let side = |pixels: usize| u32::try_from(pixels).unwrap_or(u32::MAX);
            let is_turned = format == Format::Jpeg && exif::is_turned(exif::orientation(bytes));
            let (width, height) =
                if is_turned { (size.height, size.width) } else { (size.width, size.height) };
            Found { format, width: side(width), height: side(height) }
        }
        Err(_) => {
            let (width, height) = svg::size(bytes)?;
            Found { format: Format::Svg, width, height }
        }
    };
    let Found { width, height, .. } = found;
    if width == 0 || height == 0 {
        return Err(ImageError::Broken("it has no pixels".into()));
    }
    if width.max(height) > MOST_SIDE || u64::from(width) * u64::from(height) > MOST_PIXELS {
        return Err(ImageError::TooLarge { width, height });
    }
    Ok(found)
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;

    fn png_of(width: u32, height: u32) -> Vec<u8> {
        let mut bytes = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec();
        bytes.extend(width.to_be_bytes());
        bytes.extend(height.to_be_bytes());
        bytes.extend([8, 6, 0, 0, 0]);
        bytes
    }

    #[test]
    fn a_picture_is_known_by_its_bytes() {
        let webp = b"RIFF\x1a\0\0\0WEBPVP8L\x0d\0\0\0\x2f\x0f\xc0\x07\0\0\0\0\0\0";
        let jpeg = b"\xff\xd8\xff\xe0\0\x10JFIF\0\x01\x01\0\0\x01\0\x01\0\0\xff\xc0\0\x11\x08\x00\x20\x00\x10\x03\x01\x22\0\x02\x11\x01\x03\x11\x01";
        let found = |bytes: &[u8]| look_at(bytes).map(|found| (found.format, found.width, found.height));
        assert_eq!(found(&png_of(3, 5)), Ok((Format::Png, 3, 5)));
        assert_eq!(found(jpeg), Ok((Format::Jpeg, 16, 32)));
        assert_eq!(found(webp), Ok((Format::Webp, 16, 32)));
        assert_eq!(
            found(b"<svg xmlns='http://www.w3.org/2000/svg' width='7' height='9'/>"),
            Ok((Format::Svg, 7, 9))
        );
    }

    #[test]
    fn what_is_none_is_cut_off_or_is_too_large_is_refused() {
        assert_eq!(look_at(b""), Err(ImageError::Unknown));
        assert_eq!(look_at(b"hello, I am a text"), Err(ImageError::Unknown));
        assert_eq!(look_at(b"BM\x46\0\0\0\0\0\0\0\x36\0\0\0"), Err(ImageError::Unknown));
        for cut in 8..24 {
            assert!(look_at(&png_of(3, 5)[..cut]).is_err(), "{cut}");
        }
        assert!(matches!(look_at(&png_of(0, 5)), Err(ImageError::Broken(_))));
        let too_large =
            |width, height| look_at(&png_of(width, height)) == Err(ImageError::TooLarge { width, height });
        assert!(
            too_large(30_000, 30_000)
                && too_large(u32::MAX, 1)
                && too_large(8_193, 1)
                && too_large(4_097, 4_096)
        );
        assert!(look_at(&png_of(8_192, 2_048)).is_ok() && look_at(&png_of(4_096, 4_096)).is_ok());
    }

    #[test]
    fn a_small_drawing_of_lines_is_drawn_larger() {
        let drawn = |width, height| Found { format: Format::Svg, width, height }.drawn_size();
        assert_eq!([drawn(24, 12), drawn(512, 1), drawn(513, 600)], [(528, 264), (512, 1), (513, 600)]);
        assert_eq!(Found { format: Format::Png, width: 24, height: 12 }.drawn_size(), (24, 12));
    }

    #[test]
    fn names_are_known_by_their_ends() {
        for name in ["a.png", "b/c.JPG", "d.jpeg", "e.webp", "f.gif", "g.svg"] {
            assert!(is_image_file(name), "{name}");
        }
        for name in ["png", "a.bmp", "a.png.txt", ""] {
            assert!(!is_image_file(name), "{name}");
        }
    }
}
