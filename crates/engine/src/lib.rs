//! The world that scripts move: entities, components, the schedule, input, time, the script host and hot reload.
//!
//! [`Engine`] runs a project: [`Engine::load`] starts it, [`Engine::tick`] is one frame, [`Engine::put_files`] replaces code while it
//! runs, [`Engine::draw_list`] says what is to be drawn. Everything that scripts can do stands in [`api`].
//!
//! This crate knows no language (they are handed in as [`LanguageDef`](luminara_script::LanguageDef)), no browser, no files of the machine, and of
//! `render` the draw list alone. The same seed and inputs give the same world, bit for bit, on every machine.
//!
//! ```
//! use luminara_engine::{Engine, Options};
//! let mut engine = Engine::new(Options::default(), &[]);
//! engine.tick();
//! assert_eq!(engine.stats().frame, 1);
//! ```
#![forbid(unsafe_code)]

pub mod api;
mod engine;
mod frame;
mod host;
mod parts;
mod script_tests;
mod world;

pub use engine::{Engine, Options, Output, Reloaded, Stats};
pub use parts::console::ConsoleLine;
pub use parts::drawing::Screen;
pub use parts::images::ImageFile;
pub use parts::input::InputEvent;
pub use parts::tests::TestCase;
pub use parts::{audio, input};
pub use script_tests::{TestResult, list as list_tests, run as run_test};
pub use world::components;
