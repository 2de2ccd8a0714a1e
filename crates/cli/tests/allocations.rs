//! What a steady frame allocates, counted: what is asked again, moved in a batch or drawn again uses the memory of the frame before.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::alloc::System;
use std::collections::BTreeMap;

use luminara_engine::{Engine, Options};
use luminara_project::Project;
use stats_alloc::{INSTRUMENTED_SYSTEM, Region, StatsAlloc};

#[global_allocator]
static ALLOCATOR: &StatsAlloc<System> = &INSTRUMENTED_SYSTEM;

/// The scene, its script, and the most allocations of a steady frame.
const SCENES: [(&str, &str, usize); 0] = [];

/// The median of a steady frame's allocations.
fn allocations(script: &str) -> usize {
    let mover = "function on_update(entity) entity.position.y = this.phase + time.total() end";
    let files = [("game.toml", "scripts = ['main.lua']"), ("main.lua", script), ("mover.lua", mover)];
    let files = files.map(|(name, text)| (name.to_owned(), text.as_bytes().to_vec()));
    let mut engine = Engine::new(Options::default(), &[luminara_lua::language]);
    engine.load(Project { files: BTreeMap::from(files) });
    let mut counts: Vec<usize> = (0..90)
        .map(|_| {
            let region = Region::new(ALLOCATOR);
            engine.tick();
            let change = region.change();
            change.allocations + change.reallocations
        })
        .skip(30)
        .collect();
    assert!(engine.problems().is_empty(), "{:?}", engine.problems());
    counts.sort_unstable();
    counts[counts.len() / 2]
}

// One test, since other threads' allocations would be counted too.
#[test]
fn a_steady_frame_allocates_what_is_said_here_and_no_more() {
    let mut over = Vec::new();
    for (name, script, most) in SCENES {
        let count = allocations(script);
        println!("{name}: {count}");
        if count > most {
            over.push(format!("{name}: {count} allocations a frame, and not at most {most}"));
        }
    }
    assert!(over.is_empty(), "{}", over.join("\n"));
}
