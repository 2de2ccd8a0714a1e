//! The renderer's picture of a known scene against the committed one.
//!
//! Pinned to Mesa's lavapipe: `VK_ICD_FILENAMES=/usr/share/vulkan/icd.d/lvp_icd.x86_64.json`. Without a GPU the test
//! says so and passes, unless `LUMINARA_REQUIRE_GPU=1`. `LUMINARA_BLESS=1` rewrites the committed picture.

#![allow(clippy::unwrap_used, reason = "a test that can't read or write its picture has failed")]

use std::fs::File;
use std::io::{BufReader, BufWriter};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use glam::{Affine3A, Quat, Vec2, Vec3};
use luminara_render::{
    Camera, DrawList, Font, GpuError, Headless, Image, Instance, Order, Overlay, PointLight, Primitive,
    Projection, Shape,
};

const WIDTH: u32 = 480;
const HEIGHT: u32 = 300;

/// All seven shapes on a floor, one of them of glass, under the sun and a lamp.
fn seven_shapes() -> DrawList {
    let mut list = DrawList {
        camera: Camera::looking_at(Vec3::new(1.6, 2.6, 6.6), Vec3::new(0.0, 0.5, -0.3)),
        point_lights: vec![PointLight {
            position: Vec3::new(2.6, 0.7, 1.6),
            range: 6.0,
            intensity: 1.2,
            ..PointLight::default()
        }],
        ..DrawList::default()
    };
    list.instances.push(Instance {
        shape: Shape::Plane,
        transform: Affine3A::from_scale(Vec3::new(12.0, 1.0, 8.0)),
        color: [0.5, 0.48, 0.45, 1.0],
        ..Instance::default()
    });
    for (index, shape) in Shape::ALL.into_iter().enumerate() {
        let t = index as f32 / 6.0;
        let place = Vec3::new(t * 8.0 - 4.0, 0.6, if index % 2 == 0 { 0.0 } else { -1.3 });
        list.instances.push(Instance {
            shape,
            transform: Affine3A::from_rotation_translation(Quat::from_rotation_x(0.5), place),
            color: [0.8 - 0.6 * t, 0.2 + 0.3 * t, 0.1 + 0.6 * t, if index == 3 { 0.5 } else { 1.0 }],
            roughness: 0.15 + 0.5 * t,
            ..Instance::default()
        });
    }
    list
}

/// An empty project: one cube on the grid, seen without perspective.
fn cube_on_the_grid() -> DrawList {
    let camera = Camera::looking_at(Vec3::new(10.0, 8.0, 10.0), Vec3::Y * 0.5);
    DrawList {
        camera: Camera { projection: Projection::Orthographic { height: 5.0 }, ..camera },
        instances: vec![Instance {
            transform: Affine3A::from_translation(Vec3::Y * 0.5),
            color: [0.8, 0.3, 0.05, 1.0],
            ..Instance::default()
        }],
        ..DrawList::default()
    }
}

/// Every figure on the screen and in the world; the panel's layer puts it below what was drawn before it.
fn overlay() -> DrawList {
    let screen = Order::default();
    let world = Order { world: true, ..screen };
    let (white, amber, blue) = ([1.0; 4], [1.0, 0.706, 0.329, 1.0], [0.42, 0.71, 1.0, 1.0]);
    let place = |x, y| Vec3::new(x, y, 0.0);
    let sides = |x: f32, y: f32| [Vec3::X * x, Vec3::Y * y];
    let mut primitives = vec![
        Primitive::line(screen, place(30.0, 30.0), place(200.0, 30.0), 1.0, white),
        Primitive::line(screen, place(30.0, 45.0), place(200.0, 60.0), 4.0, amber),
        Primitive::line(screen, place(30.0, 60.0), place(200.0, 75.0), 0.4, white),
        Primitive::rectangle(screen, place(60.0, 110.0), sides(30.0, 20.0), 0.0, None, blue),
        Primitive::rectangle(screen, place(140.0, 110.0), sides(30.0, 20.0), 8.0, Some(3.0), amber),
        Primitive::rectangle(
            screen,
            place(210.0, 110.0),
            sides(20.0, 20.0),
            20.0,
            None,
            [1.0, 0.4, 0.4, 0.6],
        ),
        Primitive::triangle(screen, [place(40.0, 180.0), place(100.0, 150.0), place(120.0, 190.0)], white),
        Primitive::line(world, Vec3::new(-2.0, 0.5, 2.0), Vec3::new(2.0, 0.5, -2.0), 5.0, amber),
        Primitive::line(
            Order { on_top: true, ..world },
            Vec3::new(0.0, 0.5, -20.0),
            Vec3::new(0.0, 0.5, 40.0),
            2.0,
            blue,
        ),
        Primitive::rectangle(world, Vec3::Y * 0.01, [Vec3::X, Vec3::Z], 1.0, Some(2.0), white),
        Primitive::rectangle(
            Order { layer: -1, ..screen },
            place(120.0, 130.0),
            sides(110.0, 120.0),
            12.0,
            None,
            [0.05, 0.06, 0.1, 0.7],
        ),
    ];
    let font = Font::get();
    let mut write = |text: &str, mut pen: Vec2, size: f32| {
        for letter in text.chars() {
            let glyph = font.glyph(letter);
            primitives.push(Primitive::glyph(screen, pen, glyph, size, white));
            pen.x += font.advance(glyph) * size;
        }
    };
    write("Score 1207 – größer? “Ja!”", Vec2::new(30.0, 220.0), 14.0);
    write("Ag&", Vec2::new(290.0, 120.0), 96.0);
    let mut pen = Vec2::ZERO;
    for letter in "a label".chars() {
        let glyph = font.glyph(letter);
        primitives.push(Primitive::label_glyph(
            Order { on_top: true, ..world },
            Vec3::Y,
            pen,
            glyph,
            16.0,
            white,
        ));
        pen.x += font.advance(glyph) * 16.0;
    }
    let camera = Camera::looking_at(Vec3::new(4.0, 3.0, 5.0), Vec3::new(-1.0, 0.8, 0.0));
    let cube = Instance { transform: Affine3A::from_translation(Vec3::Y * 0.5), ..Instance::default() };
    let overlay = Overlay { primitives, ..Overlay::default() };
    DrawList { camera, instances: vec![cube], overlay: Arc::new(overlay), ..DrawList::default() }
}

#[test]
fn seven_shapes_look_as_committed() {
    check("seven_shapes", &seven_shapes());
}

#[test]
fn a_cube_on_the_grid_looks_as_committed() {
    check("cube_on_the_grid", &cube_on_the_grid());
}

#[test]
fn an_overlay_looks_as_committed() {
    check("overlay", &overlay());
}

#[test]
fn a_picture_of_impossible_size_is_an_error() {
    let Some(mut headless) = headless() else { return };
    let drawn = pollster::block_on(headless.render(&DrawList::default(), 0, 100));
    assert!(matches!(drawn, Err(GpuError::Size { width: 0, .. })), "{drawn:?}");
}

#[test]
fn the_renderer_grows_and_shrinks_with_its_list() {
    let Some(mut headless) = headless() else { return };
    for (count, side) in [(0, 16), (3000, 64), (1, 16)] {
        let list = DrawList { instances: vec![Instance::default(); count], ..DrawList::default() };
        let image = pollster::block_on(headless.render(&list, side, side)).unwrap();
        assert_eq!(image.rgba8.len(), (side * side * 4) as usize);
        assert_eq!(headless.stats().instances, count as u32);
    }
}

fn headless() -> Option<Headless> {
    match pollster::block_on(Headless::new()) {
        Ok(headless) => Some(headless),
        Err(error) if std::env::var_os("LUMINARA_REQUIRE_GPU").is_none() => {
            println!("skipped: {error}");
            None
        }
        Err(error) => panic!("{error}"),
    }
}

fn check(name: &str, list: &DrawList) {
    let Some(mut headless) = headless() else { return };
    let drawn = pollster::block_on(headless.render(list, WIDTH, HEIGHT)).unwrap();
    let golden = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden").join(name).with_extension("png");
    if std::env::var_os("LUMINARA_BLESS").is_some() {
        write(&golden, &drawn);
    }
    let off = differing_pixels(&drawn, &read(&golden));
    let share = off as f64 / f64::from(WIDTH * HEIGHT);
    if share >= 0.005 {
        let seen = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name).with_extension("png");
        write(&seen, &drawn);
        panic!(
            "{:.2} % of {name} differ from {}; what was drawn is in {} (by {})",
            share * 100.0,
            golden.display(),
            seen.display(),
            headless.adapter_name(),
        );
    }
}

/// How many pixels are off by more than 8 of 255 in a channel.
fn differing_pixels(a: &Image, b: &Image) -> usize {
    assert_eq!((a.width, a.height), (b.width, b.height));
    let pairs = a.rgba8.chunks(4).zip(b.rgba8.chunks(4));
    pairs.filter(|(a, b)| a.iter().zip(*b).any(|(a, b)| a.abs_diff(*b) > 8)).count()
}

fn write(path: &Path, image: &Image) {
    let file = BufWriter::new(File::create(path).unwrap());
    let mut encoder = png::Encoder::new(file, image.width, image.height);
    encoder.set_color(png::ColorType::Rgba);
    encoder.set_depth(png::BitDepth::Eight);
    encoder.write_header().unwrap().write_image_data(&image.rgba8).unwrap();
}

fn read(path: &Path) -> Image {
    let mut reader = png::Decoder::new(BufReader::new(File::open(path).unwrap())).read_info().unwrap();
    let mut rgba8 = vec![0; reader.output_buffer_size().unwrap()];
    let info = reader.next_frame(&mut rgba8).unwrap();
    Image { width: info.width, height: info.height, rgba8 }
}
