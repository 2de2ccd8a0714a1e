//! How what scripts see crosses into a WebAssembly module: a guest that is a script itself, or a language whose interpreter is a module of its own.
//!
//! - [`wire`]: any value as bytes.
//! - [`layout`]: a component as a C struct.
//! - [`signature`]: what the registry's types become as parameters and results.
//! - [`memory`]: a module's memory as the host sees it, every access checked.
//!
//! `docs/wasm-abi.md` is the contract. This crate knows `luminara-script` and nothing else of ours, and nothing that runs WebAssembly.
//!
//! Such a module calls the host while the host's own call into it is still on the stack. That has to work, and it must not come back through
//! whatever owns the engine, which is borrowed by then: a host function takes the state from [`Host::with_state`](luminara_script::Host::with_state)
//! and gives it back before it returns.
//!
//! ```
//! use luminara_abi::wire;
//! use luminara_script::Value;
//! let mut bytes = Vec::new();
//! wire::encode(&Value::Int(3), &mut bytes);
//! assert_eq!(bytes, [3, 3, 0, 0, 0, 0, 0, 0, 0]);
//! assert_eq!(wire::decode(&bytes, 8, &mut |_| Value::Nil), Ok(Value::Int(3)));
//! ```
#![forbid(unsafe_code)]

pub mod layout;
pub mod memory;
pub mod signature;
pub mod wire;
