//! The world that scripts move: entities, components, the schedule, input, time, the script host and hot reload.
//!
//! [`Engine`] runs a project: [`Engine::load`] starts it, [`Engine::tick`] is one frame, [`Engine::put_files`] replaces code while it
//! runs, [`Engine::draw_list`] says what is to be drawn. Everything that scripts can do stands in [`api`].
//!
//! This crate knows no language (they are handed in as [`LanguageFactory`]), no browser, no files of the machine, and of
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
mod assets;
pub mod audio;
mod camera_control;
mod component_types;
pub mod components;
mod console;
mod data;
mod debugging;
mod draw;
mod drawing;
mod engine;
mod hierarchy;
mod indexes;
pub mod input;
mod motion;
mod named_files;
mod physics;
mod queries;
mod random;
mod scene;
mod script_tests;
mod scripts;
mod snapshot;
mod state_hash;
mod systems;
mod templates;
mod text;
mod timers;

pub use console::ConsoleLine;
pub use drawing::Screen;
pub use engine::{Engine, LanguageFactory, Options, Output, Reloaded, Stats};
pub use input::InputEvent;
pub use script_tests::{TestCase, TestResult, list as list_tests, run as run_test};
