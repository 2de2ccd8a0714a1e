//! The guest kit's generated files: declarations of every import, and every component as a struct, in the languages that guests are
//! written in. They walk the same [`Imports`] and [`Layout`]s as the host, so they say what the host checks.

mod assemblyscript;
mod c;
mod rust;
mod tables;

use std::collections::BTreeSet;

use luminara_abi::layout::Layout;
use luminara_abi::signature::Number;
use luminara_script::Registry;

use crate::imports::{Import, Imports};

/// What a generator walks.
pub struct Kit {
    imports: Imports,
    layouts: Vec<Layout>,
}

/// A parameter of an import as WebAssembly has it.
struct Param {
    name: String,
    number: Number,
    is_pointer: bool,
    /// The host writes there.
    is_written: bool,
}

impl Kit {
    /// Of a registry.
    pub fn of(registry: &Registry) -> Self {
        let layouts = registry.components.iter().map(|def| Layout::of(def)).collect();
        Self { imports: Imports::of(registry), layouts }
    }

    /// The imports, without those whose function's name another one has: `entity.tag=` does what `entity:set_tag` does.
    fn functions(&self) -> impl Iterator<Item = &Import> {
        let mut names = BTreeSet::new();
        self.imports.iter().filter(move |import| names.insert(function_name(import)))
    }

    /// The kit's files, by path in the repository.
    pub fn files(&self) -> [(String, String); 4] {
        [
            ("crates/guest/src/api.rs".into(), rust::components(self)),
            ("crates/guest/src/api/raw.rs".into(), rust::imports(self)),
            ("crates/guest/c/luminara.h".into(), c::generate(self)),
            ("crates/guest/assemblyscript/luminara.ts".into(), assemblyscript::generate(self)),
        ]
    }

    /// The generated part of `docs/wasm-abi.md`.
    pub fn markdown(&self) -> String {
        tables::generate(self)
    }
}

/// An import's name as a function's: `world_spawn`, `entity_set_position`, `vec3_length`.
fn function_name(import: &Import) -> String {
    let name = match import.name.strip_suffix('=') {
        Some(name) => match name.split_once('.') {
            Some((ty, property)) => format!("{ty}_set_{property}"),
            None => format!("set_{name}"),
        },
        None => import.name.clone(),
    };
    name.replace(['.', ':'], "_").to_lowercase()
}

/// An import's parameters in order.
fn params_of(import: &Import) -> Vec<Param> {
    let numbers = import.signature.params.iter();
    let param = |(name, number): (&String, &Number)| Param {
        is_pointer: name.ends_with('*'),
        is_written: name == "out*",
        name: name.trim_end_matches('*').to_owned(),
        number: *number,
    };
    import.names.iter().zip(numbers).map(param).collect()
}

/// A word as a constant: `point` becomes `POINT`.
fn constant(text: &str) -> String {
    text.to_uppercase().replace('-', "_")
}
