//! Measures the engine without a picture: a batch script that moves 10,000 entities, 500 rigid bodies, searches by place among 10,000
//! entities that move, and what a steady frame allocates. `cargo run --release -p luminara-cli --example bench_engine`.
#![allow(clippy::unwrap_used, reason = "a benchmark fails by panicking")]

use std::collections::BTreeMap;
use std::time::Instant;

use luminara_engine::{Engine, Options};
use luminara_project::Project;
use luminara_script::Limits;

const SCENES: [(&str, &str); 5] = [
    (
        "10,000 entities moved by a batch script",
        "local all, places = {}, {}
        for i = 1, 10000 do all[i] = world.spawn { position = vec3(i % 100, 0, i // 100) } end
        function on_update(entity, dt)
          local p = world.get_positions(all)
          for i = 1, #p do p[i].y = math.sin(time.total() + i) end
          world.set_positions(all, p)
        end",
    ),
    (
        "500 rigid bodies falling into a heap",
        "world.spawn { shape = 'plane', scale = 60, Collider = {} }
        for i = 0, 499 do
          world.spawn { shape = 'cube', position = vec3(i % 7 * 1.3, 1 + i // 49 * 1.3, i // 7 % 7 * 1.3), RigidBody = { can_sleep = false } }
        end",
    ),
    (
        "500 rigid bodies at rest",
        "world.spawn { shape = 'plane', scale = 60, Collider = {} }
        for i = 0, 499 do world.spawn { shape = 'cube', position = vec3(i % 25 * 1.5, 0.5, i // 25 * 1.5), RigidBody = {} } end",
    ),
    (
        "100 searches in a radius among 10,000 that move",
        "for i = 1, 10000 do
          world.spawn { position = vec3(i % 100, 0, i // 100), velocity = vec3(math.sin(i), 0, math.cos(i)) }
        end
        function on_update()
          for i = 1, 100 do world.find_in_radius(vec3(i, 0, 50), 2) end
        end",
    ),
    (
        "100 queries of 2,000 entities, nothing changed",
        "for i = 1, 2000 do world.spawn { tag = 'a', velocity = vec3(0, 0, 0) } end
        local question = { 'Tag', 'Velocity' }
        function on_update() for i = 1, 100 do world.query(question) end end",
    ),
];

fn main() {
    for (name, script) in SCENES {
        let limits = Limits { instructions: u64::MAX, ..Limits::default() };
        let mut engine = Engine::new(Options { limits, ..Options::default() }, &[luminara_lua::language]);
        let files = BTreeMap::from([("main.lua".to_owned(), script.as_bytes().to_vec())]);
        engine.load(Project { files });
        let mut frames: Vec<f64> = (0..240)
            .map(|_| {
                let began = Instant::now();
                engine.tick();
                began.elapsed().as_secs_f64() * 1000.0
            })
            .collect();
        assert!(engine.problems().is_empty(), "{name}: {:?}", engine.problems());
        frames.drain(..60);
        frames.sort_by(f64::total_cmp);
        println!("{name:<52} {:>8.3} ms a frame (median of {})", frames[frames.len() / 2], frames.len());
    }
}
