//! The scene, which is the world with all its parts, and what happens to it within a frame.

pub mod camera;
pub mod component_access;
pub mod component_types;
mod debugging;
pub mod draw_list;
mod files;
mod handlers;
mod motion;
mod physics;
mod queries;
pub mod scene;
pub mod snapshot;
mod sound_sources;
pub mod spawn;
mod sprites;
pub mod state_hash;
