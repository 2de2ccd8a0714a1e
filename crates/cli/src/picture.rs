//! Pictures: drawn without a window, written as PNG, compared with a tolerance.

use std::fs::File;
use std::io::{BufReader, BufWriter};
use std::path::Path;

use luminara_engine::Engine;
use luminara_render::{Headless, Image, ImageSource};

/// Draws an engine's scene as it is. Images that can't be shown are said by the engine.
pub fn draw(engine: &mut Engine, width: u32, height: u32) -> Result<Image, String> {
    let mut headless = pollster::block_on(Headless::new()).map_err(|error| error.to_string())?;
    let list = engine.draw_list(1.0);
    put_images(engine, &mut headless);
    pollster::block_on(headless.render(&list, width, height)).map_err(|error| error.to_string())
}

fn put_images(engine: &mut Engine, headless: &mut Headless) {
    for image in engine.images() {
        let decoded = luminara_image::decode(&image.bytes).map_err(|error| error.to_string());
        let put = decoded.and_then(|pixels| {
            let source =
                ImageSource::Pixels { width: pixels.width, height: pixels.height, rgba8: &pixels.rgba8 };
            headless.images().put(image.id, source)
        });
        if let Err(why) = put {
            headless.images().put_broken(image.id);
            engine.image_failed(image.id, &why);
        }
    }
}

/// Whether there is a GPU, or software in its place, to draw with; the error says what is missing.
pub fn is_possible() -> Result<(), String> {
    pollster::block_on(Headless::new()).map(|_| ()).map_err(|error| error.to_string())
}

/// Writes a picture as PNG.
pub fn write(image: &Image, path: &Path) -> Result<(), String> {
    let fail = |error: &dyn std::fmt::Display| format!("can't write {}: {error}", path.display());
    let file = File::create(path).map_err(|error| fail(&error))?;
    let mut encoder = png::Encoder::new(BufWriter::new(file), image.width, image.height);
    encoder.set_color(png::ColorType::Rgba);
    encoder.set_depth(png::BitDepth::Eight);
    let mut writer = encoder.write_header().map_err(|error| fail(&error))?;
    writer.write_image_data(&image.rgba8).map_err(|error| fail(&error))
}

/// Reads an RGBA PNG.
pub fn read(path: &Path) -> Result<Image, String> {
    let fail = |error: &dyn std::fmt::Display| format!("can't read {}: {error}", path.display());
    let file = File::open(path).map_err(|error| fail(&error))?;
    let mut reader = png::Decoder::new(BufReader::new(file)).read_info().map_err(|error| fail(&error))?;
    let size = reader.output_buffer_size().ok_or_else(|| fail(&"it is too large"))?;
    let mut rgba8 = vec![0; size];
    let info = reader.next_frame(&mut rgba8).map_err(|error| fail(&error))?;
    if info.color_type != png::ColorType::Rgba {
        return Err(fail(&"it is not RGBA"));
    }
    Ok(Image { width: info.width, height: info.height, rgba8 })
}

/// The part of the pixels, from 0 to 1, that differ by more than 8 of 255 in a channel. 1 for pictures of different sizes.
pub fn difference(a: &Image, b: &Image) -> f64 {
    if (a.width, a.height) != (b.width, b.height) || a.rgba8.is_empty() {
        return 1.0;
    }
    let differs = |(a, b): &(&[u8], &[u8])| a.iter().zip(*b).any(|(a, b)| a.abs_diff(*b) > 8);
    let count = a.rgba8.chunks(4).zip(b.rgba8.chunks(4)).filter(differs).count();
    count as f64 * 4.0 / a.rgba8.len() as f64
}
