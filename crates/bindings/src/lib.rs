//! What is generated from the scripting interface: the reference, the editor's data, LuaLS stubs, JSON schemas.
//!
//! [`generate`] walks a [`Registry`] and gives every file with its path in the repository; [`docs::missing`] says what lacks a doc comment
//! or an example; [`docs::examples`] lists the examples, for a test to run. Everything is text in, text out: this crate knows
//! no language, no engine and no file system.
//!
//! ```
//! use luminara_script::{Registry, math};
//! let mut registry = Registry::default();
//! math::register(&mut registry);
//! let files = luminara_bindings::generate(&registry, &[]);
//! assert!(files["docs/api/vec3.md"].contains("## vec3:length"));
//! ```
#![forbid(unsafe_code)]

pub mod docs;
mod editor;
mod luals;
mod markdown;
mod schema;

use std::collections::BTreeMap;

use luminara_script::{LibraryEntry, Registry, StructDef, Type};

/// Where the reference lies: [`generate`] makes every file in it.
pub const REFERENCE: &str = "docs/api";
/// Where the stubs lie: [`generate`] makes every file in it.
pub const STUBS: &str = "bindings/lua";
/// Where the JSON schemas lie: [`generate`] makes every file in it.
pub const SCHEMAS: &str = "bindings/schema";
/// The editor's data.
pub const EDITOR_DATA: &str = "web/src/editor/interface.json";

/// All generated files: the content by the path in the repository. `library` is the language's own library, which
/// the editor shows beside the registry.
pub fn generate(registry: &Registry, library: &[LibraryEntry]) -> BTreeMap<String, String> {
    let mut files = BTreeMap::new();
    let mut add = |folder: &str, made: Vec<(String, String)>| {
        files.extend(made.into_iter().map(|(name, text)| (format!("{folder}/{name}"), text)));
    };
    add(REFERENCE, markdown::pages(registry));
    add(STUBS, luals::stubs(registry));
    add(SCHEMAS, schema::schemas(registry));
    files.insert(EDITOR_DATA.into(), editor::data(registry, library));
    files
}

/// The structs that scripts see: the components, then what functions, properties and fields name beside them, by name.
fn structs(registry: &Registry) -> Vec<&'static StructDef> {
    let mut found = registry.components.clone();
    let components = found.len();
    let modules = registry.modules.iter().flat_map(|module| module.call.iter().chain(&module.functions));
    let functions = modules.chain(registry.types.iter().flat_map(|ty| &ty.methods));
    for function in functions {
        collect(&function.returns, &mut found);
        function.params.iter().for_each(|param| collect(&param.ty, &mut found));
    }
    for property in registry.types.iter().flat_map(|ty| &ty.properties) {
        collect(&property.ty, &mut found);
    }
    let mut i = 0;
    while let Some(def) = found.get(i).copied() {
        def.fields.iter().for_each(|field| collect(&field.ty, &mut found));
        i += 1;
    }
    if let Some(others) = found.get_mut(components..) {
        others.sort_by_key(|def| def.name);
    }
    found
}

fn collect(ty: &Type, found: &mut Vec<&'static StructDef>) {
    match ty {
        Type::Struct(def) if !found.iter().any(|known| known.name == def.name) => found.push(def),
        Type::Array(of) | Type::Optional(of) => collect(of, found),
        _ => {}
    }
}

/// The modules' names, then the types that are no modules: the pages of the reference.
fn is_module(registry: &Registry, name: &str) -> bool {
    registry.module(name).is_some()
}
