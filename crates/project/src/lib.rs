//! A playground project: its files, `game.toml`, share links and zip archives.
//!
//! - [`Project`]: files by name. The names are relative and work on every system ([`check_name`]).
//! - [`Manifest`]: what `game.toml` says about it.
//! - [`link`]: the whole project as the text after a link's `#`, and back.
//! - [`zip`]: the whole project as a zip archive, and back.
//!
//! This crate knows no script, no engine, no browser and no file of the machine: a project is bytes in memory,
//! and its bytes may come from anybody.
//!
//! ```
//! use luminara_project::{Project, link};
//! let mut project = Project::default();
//! project.files.insert("game.toml".into(), b"name = 'Hello'".to_vec());
//! project.files.insert("main.lua".into(), b"print('hello')".to_vec());
//!
//! let manifest = project.manifest()?;
//! assert_eq!(manifest.name, "Hello");
//! assert_eq!(project.scripts(&manifest, &["lua"]), ["main.lua"]);
//!
//! let shared = link::encode(&project);
//! assert_eq!(link::decode(&shared)?, project);
//!
//! let error = link::decode(&shared[..40]).unwrap_err();
//! assert!(error.to_string().starts_with("the link is cut off: 40 of "));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
#![forbid(unsafe_code)]

mod container;
pub mod data;
mod deflate;
pub mod link;
pub mod manifest;
pub mod name;
pub mod project;
pub mod zip;

pub use data::{Data, DataError};
pub use link::{Caps, LinkError};
pub use manifest::{
    ActionBinding, KeyKind, Manifest, ManifestError, ManifestKey, Reload, ReloadChoice, TemplateText,
};
pub use name::{NameError, NameProblem, check_name};
pub use project::{Project, is_test_file};
