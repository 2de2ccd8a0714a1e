//! What a scene has beside its entities, each part by itself: none of them knows the scene.

pub mod assets;
pub mod audio;
pub mod camera_control;
pub mod console;
pub mod data;
pub mod debugging;
pub mod drawing;
pub mod handlers;
pub mod images;
pub mod input;
pub mod motion;
pub mod physics;
pub mod random;
pub mod systems;
pub mod templates;
pub mod tests;
pub mod text;
pub mod time;
pub mod timers;
