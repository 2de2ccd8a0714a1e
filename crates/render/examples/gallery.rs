//! Draws a few scenes to PNG files, to be looked at, and says what a thousand cubes cost.
//!
//! ```text
//! cargo run -p luminara-render --example gallery --features gpu -- /tmp/render-shots
//! ```

use std::error::Error;
use std::fs::File;
use std::io::BufWriter;
use std::path::PathBuf;
use std::time::Instant;

use glam::{Affine3A, Quat, Vec3};
use luminara_render::{
    Camera, DirectionalLight, DrawList, Headless, Image, Instance, PointLight, Projection, Renderer, Shape,
    wgpu,
};

fn main() -> Result<(), Box<dyn Error>> {
    let folder = PathBuf::from(std::env::args().nth(1).unwrap_or_else(|| "/tmp/render-shots".into()));
    let only = std::env::args().nth(2);
    std::fs::create_dir_all(&folder)?;
    let mut headless = pollster::block_on(Headless::new())?;
    println!("{}", headless.adapter_name());
    for (name, list) in scenes() {
        if only.as_deref().is_some_and(|only| only != name) {
            continue;
        }
        let image = pollster::block_on(headless.render(&list, 960, 600))?;
        save(&image, &folder.join(format!("{name}.png")))?;
        let stats = headless.stats();
        println!("{name}: {} draw calls, {} instances", stats.draw_calls, stats.instances);
    }
    if only.is_none() {
        println!(
            "1000 cubes: {:.3} ms of the CPU a frame",
            pollster::block_on(cpu_milliseconds(&cubes(10, 10)))?
        );
    }
    Ok(())
}

/// The median time that `Renderer::render` takes, the GPU being idle.
async fn cpu_milliseconds(list: &DrawList) -> Result<f64, Box<dyn Error>> {
    let instance = wgpu::Instance::default();
    let adapter = instance.request_adapter(&wgpu::RequestAdapterOptions::default()).await?;
    let (device, queue) = adapter.request_device(&wgpu::DeviceDescriptor::default()).await?;
    let format = wgpu::TextureFormat::Rgba8UnormSrgb;
    let target = device.create_texture(&wgpu::TextureDescriptor {
        label: None,
        size: wgpu::Extent3d { width: 64, height: 40, depth_or_array_layers: 1 },
        mip_level_count: 1,
        sample_count: 1,
        dimension: wgpu::TextureDimension::D2,
        format,
        usage: wgpu::TextureUsages::RENDER_ATTACHMENT,
        view_formats: &[],
    });
    let view = target.create_view(&wgpu::TextureViewDescriptor::default());
    let mut renderer = Renderer::new(&device, &queue, format);
    let mut times = Vec::new();
    for _ in 0..31 {
        let start = Instant::now();
        renderer.render(list, &view, 64, 40);
        times.push(start.elapsed().as_secs_f64() * 1000.0);
        device.poll(wgpu::PollType::wait_indefinitely())?;
    }
    times.sort_by(f64::total_cmp);
    Ok(times[times.len() / 2])
}

fn scenes() -> Vec<(&'static str, DrawList)> {
    vec![
        ("empty", empty_project()),
        ("shapes", shapes()),
        ("cubes", cubes(10, 10)),
        (
            "high",
            DrawList { camera: Camera::looking_at(Vec3::new(30.0, 40.0, 60.0), Vec3::ZERO), ..cubes(12, 3) },
        ),
        (
            "grazing",
            DrawList {
                camera: Camera::looking_at(Vec3::new(0.0, 0.6, 8.0), Vec3::new(0.0, 0.7, 0.0)),
                ..shapes()
            },
        ),
        (
            "close",
            DrawList {
                camera: Camera::looking_at(Vec3::new(0.9, 1.1, 1.4), Vec3::new(0.1, 0.4, 0.0)),
                ..empty_project()
            },
        ),
        (
            "toward_sun",
            DrawList {
                camera: Camera::looking_at(Vec3::new(3.0, 0.9, -4.0), Vec3::new(-1.0, 2.5, 1.0)),
                ..shapes()
            },
        ),
        ("night", night()),
        ("plaza", plaza()),
        ("evening", evening()),
        ("glass", glass()),
        ("orthographic", orthographic()),
    ]
}

const PALETTE: [[f32; 3]; 8] = [
    [0.89, 0.34, 0.29],
    [0.95, 0.61, 0.27],
    [0.96, 0.80, 0.36],
    [0.47, 0.72, 0.42],
    [0.27, 0.64, 0.66],
    [0.30, 0.49, 0.80],
    [0.55, 0.42, 0.75],
    [0.86, 0.49, 0.62],
];

fn paint(index: usize) -> [f32; 4] {
    let [r, g, b] = PALETTE[index % 8].map(|channel: f32| channel.powf(2.2));
    [r, g, b, 1.0]
}

fn at(shape: Shape, position: Vec3) -> Instance {
    Instance { shape, transform: Affine3A::from_translation(position), ..Instance::default() }
}

fn empty_project() -> DrawList {
    let cube = Instance { color: paint(1), ..at(Shape::Cube, Vec3::Y * 0.5) };
    DrawList { instances: vec![cube], ..DrawList::default() }
}

fn shapes() -> DrawList {
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
    for (index, shape) in Shape::ALL.into_iter().enumerate() {
        let x = (index as f32 - 3.0) * 1.35;
        let z = if index % 2 == 0 { 0.0 } else { -1.3 };
        let (height, tilt) = match shape {
            Shape::Plane => (0.7, Quat::from_rotation_x(0.7)),
            Shape::Torus => (0.5, Quat::from_rotation_x(1.2)),
            _ => (0.5, Quat::from_rotation_y(0.5)),
        };
        list.instances.push(Instance {
            transform: Affine3A::from_rotation_translation(tilt, Vec3::new(x, height, z)),
            color: paint(index),
            ..at(shape, Vec3::ZERO)
        });
    }
    list
}

fn cubes(side: usize, layers: usize) -> DrawList {
    let mut list = DrawList {
        camera: Camera::looking_at(Vec3::new(14.0, 12.0, 20.0), Vec3::new(0.0, 5.0, 0.0)),
        ..DrawList::default()
    };
    let middle = (side as f32 - 1.0) * 0.5;
    for index in 0..side * side * layers {
        let (x, y, z) = (index % side, index / (side * side), index / side % side);
        let position = Vec3::new((x as f32 - middle) * 1.6, 0.5 + y as f32 * 1.4, (z as f32 - middle) * 1.6);
        list.instances.push(Instance { color: paint(x + y + z), ..at(Shape::Cube, position) });
    }
    list
}

fn night() -> DrawList {
    let mut list = shapes();
    list.sun = None;
    list.environment.sky_zenith = [0.006, 0.009, 0.022];
    list.environment.sky_horizon = [0.03, 0.03, 0.05];
    list.environment.ground = [0.03, 0.03, 0.035];
    list.point_lights.push(PointLight {
        position: Vec3::new(-2.5, 1.6, 1.0),
        color: [0.4, 0.6, 1.0],
        ..PointLight::default()
    });
    list.instances[1].emissive = 1.5;
    list
}

/// A ground of a hundred units, with things on it near and far.
fn plaza() -> DrawList {
    let mut list = DrawList {
        camera: Camera::looking_at(Vec3::new(4.0, 3.2, 11.0), Vec3::new(0.0, 1.0, -4.0)),
        ..DrawList::default()
    };
    list.instances.push(Instance {
        shape: Shape::Plane,
        transform: Affine3A::from_scale(Vec3::splat(100.0)),
        color: [0.36, 0.42, 0.30, 1.0],
        roughness: 0.9,
        ..Instance::default()
    });
    for index in 0..60_usize {
        let (row, column) = (index / 6, index % 6);
        let shape = Shape::ALL[[0, 1, 3, 4, 5][index % 5]];
        let size = 1.0 + (index % 4) as f32 * 0.4;
        let place = Vec3::new(column as f32 * 4.0 - 10.0, size * 0.5, 6.0 - row as f32 * 5.0);
        list.instances.push(Instance {
            transform: Affine3A::from_scale_rotation_translation(
                Vec3::splat(size),
                Quat::from_rotation_y(index as f32),
                place,
            ),
            color: paint(index),
            ..at(shape, Vec3::ZERO)
        });
    }
    list
}

fn evening() -> DrawList {
    let mut list = shapes();
    list.camera = Camera::looking_at(Vec3::new(1.6, 1.0, 7.6), Vec3::new(0.0, 1.1, -0.3));
    list.sun = Some(DirectionalLight {
        direction: Vec3::new(0.25, -0.24, 1.0),
        color: [1.0, 0.55, 0.28],
        ..DirectionalLight::default()
    });
    list.environment.sky_zenith = [0.16, 0.24, 0.45];
    list.environment.sky_horizon = [0.9, 0.52, 0.34];
    list.environment.ground = [0.30, 0.26, 0.25];
    list
}

fn glass() -> DrawList {
    let mut list = shapes();
    for (instance, alpha) in list.instances.iter_mut().zip([0.3, 0.3, 0.5, 0.6, 1.0, 0.4, 1.0]) {
        instance.color[3] = alpha;
        instance.roughness = 0.1;
    }
    list.instances[4].metallic = 1.0;
    list.instances[6].metallic = 1.0;
    list.instances[6].roughness = 0.3;
    let floor =
        Affine3A::from_scale_rotation_translation(Vec3::new(9.0, 0.2, 5.0), Quat::IDENTITY, Vec3::Y * -0.1);
    list.instances.push(Instance { transform: floor, color: [0.7, 0.7, 0.7, 1.0], ..Instance::default() });
    list
}

fn orthographic() -> DrawList {
    let camera = Camera::looking_at(Vec3::new(10.0, 10.0, 10.0), Vec3::Y * 0.5);
    DrawList { camera: Camera { projection: Projection::Orthographic { height: 7.0 }, ..camera }, ..shapes() }
}

fn save(image: &Image, path: &std::path::Path) -> Result<(), Box<dyn Error>> {
    let mut encoder = png::Encoder::new(BufWriter::new(File::create(path)?), image.width, image.height);
    encoder.set_color(png::ColorType::Rgba);
    encoder.set_depth(png::BitDepth::Eight);
    encoder.write_header()?.write_image_data(&image.rgba8)?;
    Ok(())
}
