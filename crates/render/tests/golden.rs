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
    Camera, DrawList, Font, GpuError, Headless, Image, ImageSource, Instance, Order, Overlay, PointLight,
    Primitive, Projection, Region, Shape,
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

/// A small image by number: a face with an ear on its left, transparent around it.
const FACE: u32 = 1;
/// Colours that go from left to right and fade out downwards, 64 by 64.
const FADE: u32 = 2;
/// Of so many pixels that a picture shows each many times smaller: black and white squares, 256 by 256.
const SQUARES: u32 = 3;
/// Two faces beside each other, the second turned clockwise by a quarter.
const SHEET: u32 = 4;
const BROKEN: u32 = 5;
/// From here on: one colour each, more than one draw can show.
const PLAIN: u32 = 10;

fn image(side: [u32; 2], pixel: impl Fn(u32, u32) -> [u8; 4]) -> Vec<u8> {
    (0..side[1])
        .flat_map(|y| (0..side[0]).flat_map(move |x| [(x, y)]))
        .flat_map(|(x, y)| pixel(x, y))
        .collect()
}

fn put_images(headless: &mut Headless) {
    const ROWS: [&[u8; 8]; 8] = [
        b" #      ",
        b"##ooooo ",
        b"ooooooo ",
        b"oo#oo#oo",
        b"oooooooo",
        b"oo#oo#oo",
        b"ooo##ooo",
        b" oooooo ",
    ];
    let of_letter = |letter: u8| match letter {
        b'o' => [255, 180, 84, 255],
        b'#' => [60, 20, 40, 255],
        _ => [0, 0, 0, 0],
    };
    let face = |x: u32, y: u32| of_letter(ROWS[y as usize][x as usize]);
    let sheet = |x: u32, y: u32| if x < 8 { face(x, y) } else { face(y, 15 - x) };
    let fade = |x: u32, y: u32| [(x * 4) as u8, 128, 255 - (x * 4) as u8, 255 - (y * 4) as u8];
    let squares = |x: u32, y: u32| if (x + y).is_multiple_of(2) { [255; 4] } else { [0, 0, 0, 255] };
    let mut put = |id, side: [u32; 2], rgba8: Vec<u8>| {
        let source = ImageSource::Pixels { width: side[0], height: side[1], rgba8: &rgba8 };
        headless.images().put(id, source).unwrap();
    };
    put(FACE, [8, 8], image([8, 8], face));
    put(FADE, [64, 64], image([64, 64], fade));
    put(SQUARES, [256, 256], image([256, 256], squares));
    put(SHEET, [16, 8], image([16, 8], sheet));
    for i in 0..12 {
        put(PLAIN + i, [1, 1], vec![(i * 20) as u8, 200, 255 - (i * 20) as u8, 255]);
    }
    headless.images().put_broken(BROKEN);
}

/// Pictures on the screen and in the world: enlarged in both ways, made smaller, mirrored, cut out of a sheet, tinted, one that is
/// broken, one that isn't there, and more of them than one draw can show.
fn pictures() -> DrawList {
    let screen = Order::default();
    let world = Order { world: true, ..screen };
    let white = [1.0; 4];
    let whole =
        |image, is_pixelated| Region { image, edges: [0.0, 0.0, 1.0, 1.0], is_turned: false, is_pixelated };
    let at = |x: f32, y: f32| Vec3::new(x, y, 0.0);
    let sides = |x: f32, y: f32| [Vec3::X * x, Vec3::NEG_Y * y];
    let mirrored = Region { edges: [1.0, 0.0, 0.0, 1.0], ..whole(FACE, true) };
    let turned = Region { edges: [0.5, 0.0, 1.0, 1.0], is_turned: true, ..whole(SHEET, true) };
    let half = Region { edges: [0.0, 0.0, 0.5, 1.0], ..whole(SHEET, false) };
    let slanted = [Vec3::new(24.0, 12.0, 0.0), Vec3::new(12.0, -24.0, 0.0)];
    let mut primitives = vec![
        Primitive::picture(screen, at(50.0, 50.0), sides(32.0, 32.0), whole(FACE, true), white),
        Primitive::picture(screen, at(120.0, 50.0), sides(32.0, 32.0), whole(FACE, false), white),
        Primitive::picture(screen, at(190.0, 50.0), slanted, mirrored, white),
        Primitive::picture(screen, at(260.0, 50.0), sides(32.0, 32.0), turned, white),
        Primitive::picture(screen, at(330.0, 50.0), sides(32.0, 32.0), half, [0.4, 1.0, 0.4, 0.5]),
        Primitive::picture(screen, at(420.0, 50.0), sides(40.0, 32.0), whole(FADE, false), white),
        Primitive::picture(screen, at(30.0, 120.0), sides(12.0, 12.0), whole(SQUARES, true), white),
        Primitive::picture(screen, at(70.0, 120.0), sides(20.0, 20.0), whole(BROKEN, true), white),
        Primitive::picture(screen, at(120.0, 120.0), sides(20.0, 20.0), whole(999, true), white),
        Primitive::picture(world, Vec3::new(0.0, 1.0, 0.0), [Vec3::X, Vec3::Y], whole(FACE, true), white),
        Primitive::picture(
            world,
            Vec3::new(1.2, 0.02, 2.0),
            [Vec3::X, Vec3::NEG_Z],
            whole(FADE, false),
            white,
        ),
    ];
    for i in 0..12 {
        let place = at(14.0 + 38.0 * i as f32, 280.0);
        primitives.push(Primitive::picture(screen, place, sides(15.0, 10.0), whole(PLAIN + i, true), white));
    }
    let camera = Camera::looking_at(Vec3::new(2.0, 2.5, 6.0), Vec3::new(0.3, 1.2, 0.0));
    let cube =
        Instance { transform: Affine3A::from_translation(Vec3::new(-0.9, 0.5, 0.6)), ..Instance::default() };
    let overlay = Overlay { primitives, ..Overlay::default() };
    DrawList { camera, instances: vec![cube], overlay: Arc::new(overlay), ..DrawList::default() }
}

#[test]
fn pictures_look_as_committed() {
    check("pictures", &pictures());
}

#[test]
fn an_image_is_replaced_and_one_that_can_t_be_leaves_the_old() {
    let Some(mut headless) = headless() else { return };
    let region = Region { image: 1, edges: [0.0, 0.0, 1.0, 1.0], is_turned: false, is_pixelated: true };
    let sides = [Vec3::X * 8.0, Vec3::NEG_Y * 8.0];
    let picture = Primitive::picture(Order::default(), Vec3::new(8.0, 8.0, 0.0), sides, region, [1.0; 4]);
    let list = DrawList {
        overlay: Arc::new(Overlay { primitives: vec![picture], ..Overlay::default() }),
        ..DrawList::default()
    };
    let middle = |headless: &mut Headless| {
        let drawn = pollster::block_on(headless.render(&list, 16, 16)).unwrap();
        drawn.rgba8[(8 * 16 + 8) * 4..][..4].to_vec()
    };
    let put = |headless: &mut Headless, side: u32, rgba8: &[u8]| {
        headless.images().put(1, ImageSource::Pixels { width: side, height: side, rgba8 })
    };
    let before = middle(&mut headless);
    put(&mut headless, 1, &[255, 0, 0, 255]).unwrap();
    assert_eq!(middle(&mut headless), [255, 0, 0, 255]);
    put(&mut headless, 1, &[0, 0, 255, 255]).unwrap();
    assert_eq!(middle(&mut headless), [0, 0, 255, 255]);
    for (side, bytes) in [(0, 0), (1, 3), (2, 4), (1 << 20, 4)] {
        let error = put(&mut headless, side, &[9, 9, 9, 9][..bytes]).unwrap_err();
        assert!(!error.is_empty() && middle(&mut headless) == [0, 0, 255, 255], "{error}");
    }
    put(&mut headless, 1, &[255, 0, 0, 0]).unwrap();
    assert_eq!(middle(&mut headless), before, "what is transparent shows what is behind");
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
    put_images(&mut headless);
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
