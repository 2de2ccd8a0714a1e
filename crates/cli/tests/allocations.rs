//! What a steady frame allocates, counted: what is asked again, moved in a batch or drawn again uses the memory of the frame before.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::alloc::System;
use std::collections::BTreeMap;

use luminara_engine::{Engine, Options};
use luminara_project::Project;
use stats_alloc::{INSTRUMENTED_SYSTEM, Region, StatsAlloc};

#[global_allocator]
static ALLOCATOR: &StatsAlloc<System> = &INSTRUMENTED_SYSTEM;

/// The scene, its script, and the most allocations of a steady frame. A vector that a script makes, and an entity's place that it reads,
/// is one; a table that it gives is two.
const SCENES: [(&str, &str, usize); 9] = [
    ("nothing", "hooks.on_tick(function() end)", 4),
    (
        "a query asked again",
        "for i = 1, 1000 do world.spawn { tag = 'a' } end
        local question = { 'Tag' }
        function on_update() for i = 1, 10 do world.query(question) end end",
        100,
    ),
    (
        "a batch",
        "local all = {}
        for i = 1, 1000 do all[i] = world.spawn() end
        function on_update()
          local places = world.get_positions(all)
          for i = 1, #places do places[i].y = i end
          world.set_positions(all, places)
        end",
        1060,
    ),
    (
        "a thousand lines",
        "local style = { color = color.red, thickness = 2 }
        function on_update() for i = 1, 1000 do draw.line(vec2(i, 0), vec2(i, 9), style) end end",
        4010,
    ),
    (
        "a script each",
        "for i = 1, 1000 do world.spawn():attach_script('mover.lua', { phase = i }) end",
        1010,
    ),
    (
        "velocities",
        "for i = 1, 1000 do world.spawn { velocity = vec3(i, 0, 0) } end",
        4,
    ),
    (
        "searches by place",
        "for i = 1, 1000 do world.spawn { position = vec3(i, 0, 0), velocity = vec3(0, 0, 1) } end
        function on_update() for i = 1, 100 do world.find_in_radius(vec3(i, 0, 0), 2) end end",
        920,
    ),
    (
        "bodies at rest",
        "world.spawn { shape = 'plane', scale = 60, Collider = {} }
        for i = 1, 100 do world.spawn { shape = 'cube', position = vec3(i % 10 * 2, 0.5, i // 10 * 2), RigidBody = {} } end",
        12,
    ),
    (
        "bodies that move",
        "world.spawn { shape = 'plane', scale = 60, Collider = {} }
        for i = 1, 100 do
          world.spawn { shape = 'cube', position = vec3(i % 5, 1 + i // 25, i // 5 % 5), RigidBody = { can_sleep = false } }
        end",
        60,
    ),
];

/// The median of a steady frame's allocations.
fn allocations(script: &str) -> usize {
    let mover = "function on_update(entity) entity.position.y = this.phase + time.total() end";
    let files = [("game.toml", "scripts = ['main.lua']"), ("main.lua", script), ("mover.lua", mover)];
    let files = files.map(|(name, text)| (name.to_owned(), text.as_bytes().to_vec()));
    let mut engine = Engine::new(Options::default(), &[&luminara_lua::LANGUAGE]);
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
