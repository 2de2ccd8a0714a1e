//! Measures the engine without a picture in the scenes of `benches/engine`: milliseconds and allocations of a steady frame, a line of
//! JSON each. `npm run bench:engine` runs it, and the same scenes in Chromium.
#![allow(clippy::unwrap_used, reason = "a benchmark fails by panicking")]

use std::alloc::System;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::time::Instant;

use luminara_engine::{Engine, Options};
use luminara_project::Project;
use stats_alloc::{INSTRUMENTED_SYSTEM, Region, StatsAlloc};

#[global_allocator]
static ALLOCATOR: &StatsAlloc<System> = &INSTRUMENTED_SYSTEM;

/// Frames before a scene is steady, and those that count.
const FRAMES: (usize, usize) = (60, 180);

/// A middle value; the upper of two.
fn median<T: PartialOrd + Copy>(mut values: Vec<T>) -> T {
    values.sort_by(|a, b| a.partial_cmp(b).unwrap());
    values[values.len() / 2]
}

fn main() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../benches/engine");
    for scene in std::env::args().skip(1) {
        let read = |name: &str| (name.to_owned(), fs::read(folder.join(name)).unwrap());
        let manifest = ("game.toml".to_owned(), format!("scripts = ['{scene}']").into_bytes());
        let files = BTreeMap::from([manifest, read(&scene), read("mover.lua")]);
        let mut engine = Engine::new(Options::default(), &[&luminara_lua::LANGUAGE]);
        engine.load(Project { files });
        let (mut times, mut counts, mut sizes) = (Vec::new(), Vec::new(), Vec::new());
        for frame in 0..FRAMES.0 + FRAMES.1 {
            let region = Region::new(ALLOCATOR);
            let began = Instant::now();
            engine.tick();
            let ms = began.elapsed().as_secs_f64() * 1000.0;
            let change = region.change();
            if frame >= FRAMES.0 {
                times.push(ms);
                counts.push(change.allocations + change.reallocations);
                sizes.push(change.bytes_allocated);
            }
        }
        assert!(engine.problems().is_empty(), "{scene}: {:?}", engine.problems());
        println!(
            "{{\"scene\":\"{scene}\",\"ms\":{:.4},\"allocations\":{},\"bytes\":{}}}",
            median(times),
            median(counts),
            median(sizes)
        );
    }
}
