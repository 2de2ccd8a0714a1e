//! What scripts can do, one file a module. The doc comments here are the docs that users read.

pub mod assets;
pub mod audio;
pub mod debug;
pub mod draw;
pub mod ecs;
pub mod entity;
pub mod events;
pub mod input;
pub mod log;
pub mod physics;
pub mod random;
pub mod scene;
pub mod systems;
pub mod test;
pub mod time;
pub mod transform;
pub mod world;

use crate::parts::input::{NAMED_KEYS, PAD_AXES, PAD_BUTTONS, SINGLE_KEYS};
use luminara_script::{Hook, Registry, WordList, math};

/// Everything that scripts can use.
pub fn registry() -> Registry {
    let mut registry = Registry::default();
    registry.modules.extend([
        world::world_module::module(),
        ecs::ecs_module::module(),
        physics::physics_module::module(),
        input::input_module::module(),
        audio::audio_module::module(),
        assets::assets_module::module(),
        draw::draw_module::module(),
        time::time_module::module(),
        random::random_module::module(),
        systems::systems_module::module(),
        events::events_module::module(),
        events::hooks_module::module(),
        scene::scene_module::module(),
        log::log_module::module(),
        debug::debug_module::module(),
        test::test_module::module(),
        transform::transform_module::module(),
    ]);
    registry.types.extend([entity::entity_methods::type_def(), transform::transform_methods::type_def()]);
    math::register(&mut registry);
    registry.components = crate::frame::component_types::definitions();
    registry.hooks = Hook::ALL.map(Hook::definition).into();
    registry.words = vec![
        WordList { param: "key", words: [&SINGLE_KEYS, NAMED_KEYS].concat() },
        WordList { param: "pad_button", words: PAD_BUTTONS.into() },
        WordList {
            param: "pad_axis",
            words: ["LeftStick", "RightStick"].into_iter().chain(PAD_AXES).collect(),
        },
        WordList { param: "button", words: vec!["Left", "Middle", "Right"] },
    ];
    registry
}
