//! Sixty thousand frames of the project in `tests/soak`, which makes garbage of every sort: nothing may pile up.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::path::Path;

use luminara_engine::{Engine, Options};

const FRAMES: u32 = 60_000;
/// Frames in which garbage is collected at least once.
const WINDOW: u32 = 1_000;

/// The least that is in use in some frames: script memory in bytes, entities, scripts.
fn least(engine: &mut Engine, frames: u32) -> [usize; 3] {
    (0..frames).fold([usize::MAX; 3], |least, _| {
        engine.tick();
        let stats = engine.stats();
        let now = [stats.script_memory, stats.entities as usize, stats.scripts as usize];
        std::array::from_fn(|i| now[i].min(least[i]))
    })
}

#[test]
fn memory_is_flat() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/soak");
    let mut engine = Engine::new(Options::default(), &[&luminara_lua::LANGUAGE]);
    engine.load(luminara_folder::read(&root).unwrap().project);
    least(&mut engine, 2 * WINDOW);
    let before = least(&mut engine, WINDOW);
    least(&mut engine, FRAMES - 4 * WINDOW);
    let after = least(&mut engine, WINDOW);
    assert_eq!(engine.problems(), []);
    // Numbers grow by a digit, tables by a step.
    assert!(after[0] <= before[0] + before[0] / 4, "bytes grew from {} to {}", before[0], after[0]);
    assert_eq!(after[1..], before[1..], "entities and scripts");
}
