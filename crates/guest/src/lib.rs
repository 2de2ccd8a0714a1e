//! Scripts in Rust.
//!
//! A guest is a `cdylib` for `wasm32-unknown-unknown`, without `std` if you like:
//!
//! ```ignore
//! #![no_std]
//! use luminara_guest::*;
//!
//! #[derive(Default)]
//! struct Spinner {
//!     turned: f32,
//! }
//!
//! #[script]
//! impl Spinner {
//!     fn on_init(&mut self, entity: Entity) {
//!         entity.set_shape(Mesh::SHAPE_CUBE);
//!     }
//!
//!     fn on_update(&mut self, entity: Entity, dt: f32) {
//!         self.turned += dt;
//!         entity.transform().position += Vec3::new(0.0, dt, 0.0);
//!     }
//! }
//! ```
//!
//! The functions are the hooks of `docs/wasm-abi.md`, of whose parameters the last may be left out; the state is one value of the type, its `const START: Self` or else its `Default`.
//!
//! `api` is generated from the engine's registry: [`raw`](api::raw) has every import, and each component is a struct.
//! It is the other side of the sandbox, and the one crate of ours that says `unsafe`: for imports and exports, which have no other form.
#![no_std]

#[rustfmt::skip]
pub mod api;
mod entity;
mod script;
pub mod value;

pub use api::*;
pub use entity::{Borrowed, Entity, event_id, log, query, random, read_column, send, write_column};
pub use luminara_guest_macros::script;
pub use value::{Color, Component, EntityId, Quat, Vec2, Vec3, Vec4, square_root};

#[doc(hidden)]
pub use script::{Cell, give_up, lent, room};
