//! A playground project: its files, `game.toml`, share links and zip archives.
//!
//! - [`Project`]: files by name. The names are relative and work on every system ([`check_name`]).
//! - [`Manifest`]: what `game.toml` says about it.
//! - [`link`]: the whole project as the text after a link's `#`, and back.
//! - [`zip`]: the whole project as a zip archive, and back.
//! - [`Caps`]: what a project may have, however it comes.
//! - [`left_out`]: what is no part of a project though it lies beside one, such as hidden files.
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
//! let names = project.files.keys().map(String::as_str);
//! assert_eq!(luminara_project::scripts(names, &manifest, &["lua"]), ["main.lua"]);
//!
//! let shared = link::encode(&project)?;
//! assert_eq!(link::decode(&shared)?, project);
//!
//! let error = link::decode(&shared[..40]).unwrap_err();
//! assert!(error.to_string().starts_with("the link is cut off: 40 of "));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
#![forbid(unsafe_code)]

pub mod caps;
mod container;
pub mod data;
mod deflate;
pub mod left_out;
pub mod link;
pub mod manifest;
pub mod name;
pub mod project;
pub mod zip;

pub use caps::{Caps, CapsError};
pub use data::{Data, DataError};
pub use left_out::{LeftOut, Sieve, Why};
pub use link::{EncodeError, LinkError};
pub use manifest::{
    ActionBinding, KeyKind, Manifest, ManifestError, ManifestKey, Reload, ReloadChoice, TemplateText,
};
pub use name::{NameError, NameProblem, check_name};
pub use project::{Project, is_test_file, scripts};
