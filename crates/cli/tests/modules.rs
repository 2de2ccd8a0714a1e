//! The arrows between the modules of a crate: the engine's storeys look down, and files don't know each other in circles.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use proc_macro2::{Delimiter, Spacing, TokenStream, TokenTree};

/// The engine's storeys, the lowest first. None knows one that stands later; what lies beside them (`engine.rs`, `lib.rs`) is above all.
const STOREYS: [&str; 5] = ["world", "parts", "frame", "host", "api"];

/// The files of a crate that may know each other in one circle, by the first of them, with how many there are. What stands here is known
/// and waits for its turn; it must not grow.
const CIRCLES: &[(&str, &str, usize)] = &[
    // A value is a table is a value, and the machine runs what the library's functions are.
    ("lua", "call", 44),
    ("lua", "hints", 10),
    ("lua", "parser", 2),
    ("lua", "stdlib_text::pattern", 2),
    ("project", "container", 2),
    ("script", "color_names", 4),
    ("script", "debug", 2),
    ("wasm", "bindings", 5),
    ("wasm", "call", 4),
    ("wasm", "core", 4),
];

/// A module by its path in the crate; the crate's own file has an empty one.
type Module = Vec<String>;

#[test]
fn the_engines_storeys_look_down() {
    let arrows = arrows_of("engine");
    let height = |module: &Module| {
        STOREYS.iter().position(|storey| module.first().is_some_and(|first| first == storey))
    };
    let up: Vec<String> = arrows
        .iter()
        .flat_map(|(from, known)| known.iter().map(move |to| (from, to)))
        .filter(|(from, to)| match (height(from), height(to)) {
            (Some(from), Some(to)) => from < to,
            // What lies beside the storeys is above them.
            (Some(_), None) => true,
            (None, _) => false,
        })
        .map(|(from, to)| format!("{} knows {}", from.join("::"), to.join("::")))
        .collect();
    assert!(up.is_empty(), "a storey of the engine looks up:\n{}", up.join("\n"));
    for storey in STOREYS {
        assert!(
            arrows.keys().any(|module| module.first().is_some_and(|first| first == storey)),
            "{storey} is gone"
        );
    }
}

#[test]
fn files_know_each_other_in_no_new_circle() {
    let mut found = BTreeSet::new();
    for entry in fs::read_dir(crates()).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        for circle in circles(&arrows_of(&name)) {
            let names: Vec<String> = circle.iter().map(|module| module.join("::")).collect();
            let allowed = CIRCLES.iter().find(|(of, first, _)| *of == name && *first == names[0]);
            let most = allowed.map_or(1, |(.., most)| *most);
            assert!(
                names.len() <= most,
                "files of {name} know each other in a circle of {}: {}",
                names.len(),
                names.join(", ")
            );
            assert!(
                names.len() == most,
                "a circle of {name} has shrunk to {}; say so in CIRCLES",
                names.len()
            );
            found.insert((name.clone(), names[0].clone()));
        }
    }
    for (name, first, _) in CIRCLES {
        assert!(
            found.contains(&((*name).into(), (*first).into())),
            "the circle {first} of {name} is open; take it out of CIRCLES"
        );
    }
}

fn crates() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().to_owned()
}

/// Which module of a crate's `src` knows which others of it: by `crate::`, `super::`, `self::` or a child's name. Tests may know everything.
fn arrows_of(name: &str) -> BTreeMap<Module, BTreeSet<Module>> {
    let root = crates().join(name).join("src");
    let mut files = BTreeMap::new();
    collect(&root, &mut Vec::new(), &mut files);
    let modules: BTreeSet<Module> = files.keys().cloned().collect();
    let arrow = |(module, file): (&Module, &PathBuf)| {
        let tokens: TokenStream = fs::read_to_string(file).unwrap().parse().unwrap();
        let mut reader = Reader { modules: &modules, module, known: BTreeSet::new() };
        reader.read(tokens, module);
        (module.clone(), reader.known)
    };
    files.iter().map(arrow).collect()
}

fn collect(folder: &Path, path: &mut Vec<String>, into: &mut BTreeMap<Module, PathBuf>) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for entry in entries {
        let file = entry.unwrap().path();
        let stem = file.file_stem().unwrap().to_str().unwrap().to_owned();
        if file.is_dir() {
            path.push(stem);
            collect(&file, path, into);
            path.pop();
        } else if file.extension().is_some_and(|extension| extension == "rs") && stem != "tests" {
            let mut module = path.clone();
            if !matches!(stem.as_str(), "lib" | "main" | "mod") {
                module.push(stem);
            }
            into.insert(module, file);
        }
    }
}

/// Reads which modules a file knows.
struct Reader<'a> {
    modules: &'a BTreeSet<Module>,
    module: &'a Module,
    known: BTreeSet<Module>,
}

impl Reader<'_> {
    /// Reads all that stands in `at`: the file's module, or one written out in it.
    fn read(&mut self, tokens: TokenStream, at: &Module) {
        let tokens: Vec<TokenTree> = tokens.into_iter().collect();
        let children: BTreeSet<String> = tokens
            .windows(3)
            .filter(|three| is(&three[0], "mod") && is(&three[2], ";"))
            .map(|three| three[1].to_string())
            .collect();
        self.read_tokens(&tokens, at, &children);
    }

    /// Reads some of it; `children` are the files below `at`.
    fn read_tokens(&mut self, tokens: &[TokenTree], at: &Module, children: &BTreeSet<String>) {
        let mut i = 0;
        while let Some(token) = tokens.get(i) {
            let starts = is_separator(tokens, i + 1) && !(i >= 2 && is_separator(tokens, i - 2));
            match token {
                TokenTree::Punct(_) if is_test_mark(tokens, i) => {
                    i = end_of_item(tokens, i + 2);
                    continue;
                }
                TokenTree::Ident(word) if starts => {
                    let word = word.to_string();
                    let base = match word.as_str() {
                        "crate" => Some(Vec::new()),
                        "super" => Some(parent(at)),
                        "self" => Some(at.clone()),
                        child if children.contains(child) => Some([at.as_slice(), &[word]].concat()),
                        _ => None,
                    };
                    if let Some(base) = base {
                        i = self.path(tokens, i + 3, base);
                        continue;
                    }
                }
                TokenTree::Ident(word) if *word == "mod" => {
                    if let (Some(TokenTree::Ident(name)), Some(TokenTree::Group(body))) =
                        (tokens.get(i + 1), tokens.get(i + 2))
                    {
                        let inside = [at.as_slice(), &[name.to_string()]].concat();
                        self.read(body.stream(), &inside);
                        i += 3;
                        continue;
                    }
                }
                TokenTree::Group(group) => {
                    let inner: Vec<TokenTree> = group.stream().into_iter().collect();
                    self.read_tokens(&inner, at, children);
                }
                _ => {}
            }
            i += 1;
        }
    }

    /// Reads a path on from its next part, or each of a group of them; gives where it ends.
    fn path(&mut self, tokens: &[TokenTree], at: usize, base: Module) -> usize {
        match tokens.get(at) {
            Some(TokenTree::Group(group)) if group.delimiter() == Delimiter::Brace => {
                let inner: Vec<TokenTree> = group.stream().into_iter().collect();
                let mut i = 0;
                while i < inner.len() {
                    i = match &inner[i] {
                        TokenTree::Ident(word) if *word == "as" => i + 2,
                        TokenTree::Punct(_) => i + 1,
                        _ => self.path(&inner, i, base.clone()),
                    };
                }
                at + 1
            }
            Some(TokenTree::Ident(word)) => {
                let word = word.to_string();
                let next = match word.as_str() {
                    "super" => parent(&base),
                    "self" => base,
                    _ => [base.as_slice(), &[word]].concat(),
                };
                let goes_on = is_separator(tokens, at + 1)
                    && !matches!(tokens.get(at + 3), Some(TokenTree::Punct(star)) if star.as_char() != '*');
                if goes_on {
                    return self.path(tokens, at + 3, next);
                }
                self.know(next);
                at + 1
            }
            // `*`, or what no path is.
            _ => {
                self.know(base);
                at + 1
            }
        }
    }

    /// Notes the module that a path leads to, or leads into. The crate's own file only names the others for outsiders.
    fn know(&mut self, mut path: Module) {
        while !self.modules.contains(&path) && path.pop().is_some() {}
        if path != *self.module && !path.is_empty() {
            self.known.insert(path);
        }
    }
}

fn parent(module: &Module) -> Module {
    module[..module.len().saturating_sub(1)].to_vec()
}

fn is(token: &TokenTree, text: &str) -> bool {
    token.to_string() == text
}

/// Whether `::` stands here.
fn is_separator(tokens: &[TokenTree], at: usize) -> bool {
    matches!(tokens.get(at), Some(TokenTree::Punct(first)) if first.as_char() == ':' && first.spacing() == Spacing::Joint)
        && tokens.get(at + 1).is_some_and(|second| is(second, ":"))
}

/// Whether `#[cfg(test)]` stands here.
fn is_test_mark(tokens: &[TokenTree], at: usize) -> bool {
    is(&tokens[at], "#")
        && matches!(tokens.get(at + 1), Some(TokenTree::Group(mark)) if mark.stream().to_string().replace(' ', "") == "cfg(test)")
}

/// Where an item ends: behind its braces or its semicolon.
fn end_of_item(tokens: &[TokenTree], mut at: usize) -> usize {
    while let Some(token) = tokens.get(at) {
        at += 1;
        match token {
            TokenTree::Group(group) if group.delimiter() == Delimiter::Brace => return at,
            token if is(token, ";") => return at,
            _ => {}
        }
    }
    at
}

/// The sets of modules of which each leads to all others, in order.
fn circles(arrows: &BTreeMap<Module, BTreeSet<Module>>) -> Vec<Vec<Module>> {
    let reach: BTreeMap<&Module, BTreeSet<&Module>> =
        arrows.keys().map(|module| (module, reachable(module, arrows))).collect();
    let mut seen: BTreeSet<&Module> = BTreeSet::new();
    let mut found = Vec::new();
    for module in arrows.keys() {
        let circle: Vec<Module> = arrows
            .keys()
            .filter(|other| reach[module].contains(other) && reach[other].contains(module))
            .cloned()
            .collect();
        if circle.len() > 1 && !seen.contains(module) {
            seen.extend(arrows.keys().filter(|other| circle.contains(other)));
            found.push(circle);
        }
    }
    found
}

/// All modules that one leads to, by however many steps.
fn reachable<'a>(from: &Module, arrows: &'a BTreeMap<Module, BTreeSet<Module>>) -> BTreeSet<&'a Module> {
    let mut found: BTreeSet<&Module> = BTreeSet::new();
    let mut next: Vec<&Module> = arrows.get(from).into_iter().flatten().collect();
    while let Some(module) = next.pop() {
        if found.insert(module) {
            next.extend(arrows.get(module).into_iter().flatten());
        }
    }
    found
}

#[test]
fn a_reader_sees_every_way_to_name_a_module() {
    let text = "
        mod child;
        use crate::a::{b::Thing, c::{self, d as e}, Top};
        use super::beside::f;
        fn g() -> crate::inline::Kind { child::run(super::beside::g()) }
        mod written { use super::super::over::h; fn i() { crate::a::c::j() } }
        #[cfg(test)]
        mod tests { use crate::only_in_tests::k; }
    ";
    let names = [
        "a",
        "a::b",
        "a::c",
        "m",
        "m::beside",
        "m::here",
        "m::here::child",
        "inline",
        "m::over",
        "only_in_tests",
    ];
    let modules: BTreeSet<Module> =
        names.iter().map(|name| name.split("::").map(str::to_owned).collect()).collect();
    let here = vec!["m".to_owned(), "here".to_owned()];
    let mut reader = Reader { modules: &modules, module: &here, known: BTreeSet::new() };
    reader.read(text.parse().unwrap(), &here);
    let known: Vec<String> = reader.known.iter().map(|module| module.join("::")).collect();
    assert_eq!(known, ["a", "a::b", "a::c", "inline", "m::beside", "m::here::child", "m::over"]);
}
