//! Scripts: which run on what, when they are called, what becomes of them when their files change, and what goes wrong.

mod assets;
mod calls;
pub mod languages;
pub mod named_files;
pub mod scripts;
pub mod services;
