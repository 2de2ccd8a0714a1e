//! Entities and what they are made of, over the world that bevy keeps: what they are called, which hang on which, and how they are found.

pub mod components;
pub mod entity;
pub mod hierarchy;
pub mod indexes;
pub mod queries;
