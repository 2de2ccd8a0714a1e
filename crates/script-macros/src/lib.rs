//! One Rust definition of a component or a module, turned into bindings, docs and schemas.
//!
//! - [`macro@ScriptStruct`] on a struct: its definition with field docs and defaults, and access by field index.
//! - [`macro@ScriptEnum`] on an enum of plain variants: words.
//! - [`macro@module`] on a `mod` of functions: a module in every script's globals.
//! - [`macro@methods`] on a `mod` of functions: the methods and properties of a type.
//!
//! The generated code names `luminara_script` and nothing else.
#![forbid(unsafe_code)]

mod functions;
mod structs;

use proc_macro::TokenStream;
use syn::parse_macro_input;

/// Makes a struct visible to scripts by value: implements `ScriptStruct`, `ScriptType`, `FromValue` and `IntoValue`.
/// Doc comments become the docs, `Default` the defaults. A number that isn't finite is refused, and one outside of a field's
/// `#[within(low, high)]` or `#[above(low, high)]`, which doesn't take `low` itself.
#[proc_macro_derive(ScriptStruct, attributes(within, above))]
pub fn derive_script_struct(input: TokenStream) -> TokenStream {
    structs::script_struct(&parse_macro_input!(input)).unwrap_or_else(syn::Error::into_compile_error).into()
}

/// Makes an enum of plain variants visible to scripts as words in snake_case.
#[proc_macro_derive(ScriptEnum)]
pub fn derive_script_enum(input: TokenStream) -> TokenStream {
    structs::script_enum(&parse_macro_input!(input)).unwrap_or_else(syn::Error::into_compile_error).into()
}

/// Gives an enum of plain variants `fn doc(self) -> &'static str`: a variant's doc comment.
#[proc_macro_derive(VariantDocs)]
pub fn derive_variant_docs(input: TokenStream) -> TokenStream {
    structs::variant_docs(&parse_macro_input!(input)).unwrap_or_else(syn::Error::into_compile_error).into()
}

/// `#[module("world", host = Scene)] mod world { pub fn … }`: every `pub fn` becomes a function of the module, its doc
/// comment the docs; `pub fn call_module` is what calling the module itself does; every `pub const` becomes a constant. Adds
/// `pub fn module() -> luminara_script::Module` to the Rust module.
///
/// A parameter of type `&mut Host` or `&Host` is the host's state, one of type `&dyn CallSite` the caller, one of type
/// `Rest` all further arguments, one of type `Options<T>` nil or a table of the fields of `T`; `#[default(expr)]` before a parameter makes it optional. Results may be `Result<T, HostError>`.
#[proc_macro_attribute]
pub fn module(attributes: TokenStream, input: TokenStream) -> TokenStream {
    functions::module(&parse_macro_input!(attributes), parse_macro_input!(input))
        .unwrap_or_else(syn::Error::into_compile_error)
        .into()
}

/// `#[methods("entity", host = Scene)] mod entity_methods { pub fn destroy(scene: &mut Scene, this: EntityId) … }`: the same for the
/// methods of a type. The first parameter that isn't the host or the caller is the receiver; `this: &mut T` writes it back.
/// `#[get]` and `#[set]` make a property's two halves (the setter is named `set_` and the property;
/// with `#[method]` it is a method as well).
#[proc_macro_attribute]
pub fn methods(attributes: TokenStream, input: TokenStream) -> TokenStream {
    functions::methods(&parse_macro_input!(attributes), parse_macro_input!(input))
        .unwrap_or_else(syn::Error::into_compile_error)
        .into()
}
