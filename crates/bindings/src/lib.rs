//! What is generated from the scripting interface: the reference, the editor's data, the languages' kits, JSON schemas.
//!
//! [`generate`] walks a [`Registry`] and the languages' [`Description`]s and gives every file with its path in the repository; [`docs::missing`] says what lacks a doc comment
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
mod language_list;
mod markdown;
mod schema;

use std::collections::BTreeMap;

use luminara_script::{Description, Registry};

/// Where the reference lies: [`generate`] makes every file in it.
pub const REFERENCE: &str = "docs/api";
/// Where the JSON schemas lie: [`generate`] makes every file in it.
pub const SCHEMAS: &str = "bindings/schema";
/// The editor's data.
pub const EDITOR_DATA: &str = "web/src/editor/interface.json";
/// The languages, for the page.
pub const LANGUAGE_LIST: &str = "web/src/project/language-list.ts";

/// What little of it other people's pages load.
pub const EMBED_LIST: &str = "web/src/embed/written-languages.ts";

/// Where a language's kit may write: [`generate`] makes every file in it.
pub fn kit_folder(id: &str) -> String {
    format!("bindings/{id}")
}

/// All generated files: the content by the path in the repository.
pub fn generate(registry: &Registry, languages: &[&Description]) -> BTreeMap<String, String> {
    let mut files = BTreeMap::new();
    let mut add = |folder: &str, made: Vec<(String, String)>| {
        files.extend(made.into_iter().map(|(name, text)| (format!("{folder}/{name}"), text)));
    };
    add(REFERENCE, markdown::pages(registry, languages));
    add(SCHEMAS, schema::schemas(registry));
    files.insert(EDITOR_DATA.into(), editor::data(registry, languages));
    files.insert(LANGUAGE_LIST.into(), language_list::source(languages));
    files.insert(EMBED_LIST.into(), language_list::for_embeds(languages));
    files.extend(languages.iter().flat_map(|language| (language.kit)(registry)));
    files
}
