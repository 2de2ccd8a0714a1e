//! WebAssembly guests as scripts.
//!
//! A `.wasm` file, or `.wat` text, is a script like any other: its hooks are exports (`on_init`, `on_update`, …), what it can do are imports, which
//! are generated from the registry. `docs/wasm-abi.md` is the contract.
//!
//! Two halves. The host functions ([`imports`], [`core`], [`registered`]) take numbers and a [`GuestMemory`](luminara_abi::memory::GuestMemory) and know no engine that runs
//! WebAssembly; `instance`, `limiter` and `language` are wasmi's. The crate knows `luminara-abi` and `luminara-script` and nothing else of ours.
//!
//! ```
//! use luminara_script::Registry;
//! use luminara_wasm::imports::Imports;
//! let imports = Imports::of(&Registry::default());
//! let (_, log) = imports.find("env", "log").expect("every engine has it");
//! assert_eq!(log.signature.to_string(), "(i32, i32)");
//! ```
#![forbid(unsafe_code)]

pub mod bindings;
mod call;
mod check_exports;
mod check_imports;
pub mod core;
mod demangle;
mod description;
mod fault;
mod fields;
mod fuel;
mod func_types;
pub mod guest;
pub mod imports;
mod instance;
mod instrument;
mod kept;
mod language;
mod limiter;
mod linker;
mod locate;
mod module;
mod naming;
mod proposals;
pub mod registered;
mod text;
mod toolchains;
mod unsupported;

pub use description::{DESCRIPTION, LANGUAGE};
pub use locate::Locations;
