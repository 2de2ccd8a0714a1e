//! `#[script]`: makes an impl block of a guest in Rust the engine's script, by exporting what the engine calls. `luminara-guest` hands it on; a guest
//! names that crate alone.
//!
//! It knows the hooks' names and types, as `docs/wasm-abi.md` has them, and nothing else of ours.
#![forbid(unsafe_code)]

mod exports;
mod hooks;

use proc_macro::TokenStream;

/// Makes an impl block the guest's script: its functions that are called as hooks are (`on_init`, `on_update`, …) are what the engine calls.
///
/// The state is one value of the type: `const START: Self` of the block, or else `Default::default()`. `#[script(std)]` is for a guest with `std`, which has a
/// panic handler already.
///
/// # Errors
/// A hook of another signature, a function `on_…` that is no hook, and anything but an inherent impl block are errors at their place.
#[proc_macro_attribute]
pub fn script(attribute: TokenStream, item: TokenStream) -> TokenStream {
    exports::expand(attribute.into(), item.into()).unwrap_or_else(syn::Error::into_compile_error).into()
}
