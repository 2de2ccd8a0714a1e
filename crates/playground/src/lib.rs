//! The browser's face of the engine: what the page's Worker loads.
//!
//! - [`protocol`]: the messages between the page and the Worker; `web/src/engine/protocol.ts` is generated from it.
//! - [`session`]: carries commands out and paces the simulation by the page's clock. It runs anywhere.
//! - [`pace`]: how many pictures the GPU is given, and how fine ones; [`rate`]: how many there are a second.
//! - `worker`: wasm-bindgen around a session and a renderer. Only in the browser.
//!
//! The only crate that knows a browser.
//!
//! ```
//! use luminara_playground::protocol::{Answer, Command, Outcome};
//! use luminara_playground::session::Session;
//! let mut session = Session::new(|| 0.0);
//! let answered = session.handle(Command::Hash);
//! assert!(matches!(answered.outcome, Outcome::Answer(Answer::Hash { hash }) if hash.len() == 16));
//! ```
#![forbid(unsafe_code)]

pub mod pace;
pub mod protocol;
pub mod rate;
pub mod session;
#[cfg(target_arch = "wasm32")]
mod worker;
