//! The languages that scripts can be written in: the one list.
//!
//! A language is a crate that has `LANGUAGE`, a [`LanguageDef`](luminara_script::LanguageDef) for engines, and `DESCRIPTION`, a
//! [`Description`](luminara_script::Description) for tools, docs and the page. It is plugged in by one line under `[dependencies]` of this
//! crate's `Cargo.toml`, from which `build.rs` writes the two lists; nothing else of the project names a language. This crate knows the
//! languages and `luminara-script`, and nothing knows a language but by it.
//!
//! ```
//! let (lua, _) = luminara_languages::of_file("player.lua").expect("Lua is there");
//! assert_eq!((lua.info.id, lua.info.version), ("lua", "5.4"));
//! assert!(luminara_languages::of_file("notes.txt").is_none());
//! ```
#![forbid(unsafe_code)]

use luminara_script::{Description, LanguageDef};

include!(concat!(env!("OUT_DIR"), "/list.rs"));

/// The language of a file, by its name.
pub fn of_file(name: &str) -> Option<(&'static LanguageDef, &'static Description)> {
    let both = LANGUAGES.iter().zip(DESCRIPTIONS);
    both.map(|(language, description)| (*language, *description)).find(|(it, _)| it.info.has_file(name))
}

/// A file to write a first script into, for those who have none: `main.lua`.
pub fn first_file() -> String {
    let extension = LANGUAGES.first().and_then(|language| language.info.extensions.first());
    format!("main.{}", extension.copied().unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn languages_are_told_apart() {
        let mut ids = BTreeSet::new();
        let mut extensions = BTreeSet::new();
        for (language, description) in LANGUAGES.iter().zip(DESCRIPTIONS) {
            let info = &language.info;
            assert_eq!(info, description.info);
            assert!(ids.insert(info.id), "two languages are called {}", info.id);
            for extension in info.extensions {
                assert!(extensions.insert(*extension), "two languages have files that end in .{extension}");
            }
            assert!(!info.extensions.is_empty() && !description.comment.line.is_empty(), "{}", info.id);
        }
        assert!(ids.contains("lua") && ids.contains("wasm"), "{ids:?}");
    }
}
