//! A picture's pixels, by the crates `image` and `resvg`.

use std::io::Cursor;

use image::metadata::Orientation;
use image::{ImageFormat, ImageReader, Limits};
use resvg::{tiny_skia, usvg};

use crate::{Format, Found, ImageError, MOST_SIDE, exif, look_at};

/// A decoded picture.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pixels {
    /// In pixels.
    pub width: u32,
    /// In pixels.
    pub height: u32,
    /// Four bytes a pixel, sRGB-encoded, not multiplied by alpha, row by row from the top left.
    pub rgba8: Vec<u8>,
}

/// The pixels of a picture, as many as [`Found::drawn_size`] says. Texts in a drawing of lines are left out, and so are files that it
/// names.
///
/// # Errors
///
/// Those of [`look_at`], and [`ImageError::Broken`] where the rest isn't as the beginning says.
pub fn decode(bytes: &[u8]) -> Result<Pixels, ImageError> {
    let found = look_at(bytes)?;
    match found.format {
        Format::Png => decode_as(bytes, ImageFormat::Png),
        Format::Jpeg => decode_as(bytes, ImageFormat::Jpeg),
        Format::Webp => decode_as(bytes, ImageFormat::WebP),
        Format::Gif => decode_as(bytes, ImageFormat::Gif),
        Format::Svg => draw(bytes, found),
    }
}

fn decode_as(bytes: &[u8], format: ImageFormat) -> Result<Pixels, ImageError> {
    let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
    let mut limits = Limits::default();
    limits.max_image_width = Some(MOST_SIDE);
    limits.max_image_height = Some(MOST_SIDE);
    reader.limits(limits);
    let mut decoded = reader.decode().map_err(broken)?;
    if format == ImageFormat::Jpeg
        && let Some(orientation) = Orientation::from_exif(exif::orientation(bytes))
    {
        decoded.apply_orientation(orientation);
    }
    let decoded = decoded.into_rgba8();
    Ok(Pixels { width: decoded.width(), height: decoded.height(), rgba8: decoded.into_raw() })
}

fn draw(bytes: &[u8], found: Found) -> Result<Pixels, ImageError> {
    let options = usvg::Options {
        // It must not read the machine's files.
        image_href_resolver: usvg::ImageHrefResolver {
            resolve_string: Box::new(|_, _| None),
            ..usvg::ImageHrefResolver::default()
        },
        ..usvg::Options::default()
    };
    let tree = usvg::Tree::from_data(bytes, &options).map_err(broken)?;
    let (width, height) = found.drawn_size();
    let mut canvas = tiny_skia::Pixmap::new(width, height).ok_or(ImageError::TooLarge { width, height })?;
    let scale = tiny_skia::Transform::from_scale(
        width as f32 / tree.size().width(),
        height as f32 / tree.size().height(),
    );
    resvg::render(&tree, scale, &mut canvas.as_mut());
    let rgba8 = canvas
        .pixels()
        .iter()
        .map(|pixel| pixel.demultiply())
        .flat_map(|color| [color.red(), color.green(), color.blue(), color.alpha()])
        .collect();
    Ok(Pixels { width, height, rgba8 })
}

fn broken(error: impl std::fmt::Display) -> ImageError {
    ImageError::Broken(error.to_string())
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;

    #[test]
    fn a_drawing_of_lines_is_drawn_as_large_as_it_has_to_be() {
        let red = "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 2 1'><rect width='1' height='1' fill='#f00'/></svg>";
        let Pixels { width, height, rgba8 } = decode(red.as_bytes()).unwrap();
        assert_eq!((width, height), (512, 256));
        assert_eq!(rgba8[..4], [255, 0, 0, 255]);
        assert_eq!(rgba8[rgba8.len() - 4..], [0, 0, 0, 0]);
    }

    #[test]
    fn a_drawing_of_lines_reads_no_file() {
        let file = concat!(env!("CARGO_MANIFEST_DIR"), "/../render/tests/golden/overlay.png");
        let text = format!(
            "<svg xmlns='http://www.w3.org/2000/svg' width='512' height='8'><image href='{file}' width='512' height='8'/></svg>"
        );
        assert!(std::path::Path::new(file).exists());
        assert!(decode(text.as_bytes()).unwrap().rgba8.iter().all(|byte| *byte == 0));
    }

    #[test]
    fn a_picture_that_is_cut_off_is_broken() {
        let mut bytes = Vec::new();
        let mut encoder = png::Encoder::new(&mut bytes, 9, 7);
        encoder.set_color(png::ColorType::Rgba);
        encoder.write_header().unwrap().write_image_data(&[77; 9 * 7 * 4]).unwrap();
        let whole = decode(&bytes).unwrap();
        assert_eq!((whole.width, whole.height, whole.rgba8.len()), (9, 7, 9 * 7 * 4));
        for cut in 30..bytes.len() - 20 {
            assert!(matches!(decode(&bytes[..cut]), Err(ImageError::Broken(_))), "{cut}");
        }
    }
}
