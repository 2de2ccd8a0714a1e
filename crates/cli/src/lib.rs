//! `luminara`: the same engine as the page's, headless.
//!
//! Each subcommand is a file in [`commands`]; [`scenario`] says what happens in a run (frames, inputs, edits), [`picture`] draws and compares pictures,
//! [`server`] shows a project to the page while it is edited.
#![forbid(unsafe_code)]

pub mod commands;
pub mod http;
pub mod picture;
pub mod scenario;
pub mod server;
