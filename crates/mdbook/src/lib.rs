//! An [mdBook preprocessor](https://rust-lang.github.io/mdBook/for_developers/preprocessors.html): a book's code blocks in a language of scripts become live, and
//! `{{#luminara FOLDER}}` shows a project.
//!
//! In `book.toml`:
//!
//! ```toml
//! [preprocessor.luminara]
//! command = "luminara-mdbook"
//! base = "https://example.org/play/"   # where the playground lies
//! live = "all"                         # or "marked": only blocks like ```lua,playground
//! ```
//!
//! It speaks mdBook's JSON and nothing of its Rust interface, so that it works with any version. It knows a project's files, and neither
//! the engine nor a browser.
//!
//! ```
//! use luminara_mdbook::{Settings, chapter};
//! let settings = Settings { base: "https://example.org/play/".into(), only_marked: false };
//! let text = chapter("```lua\nprint('hi')\n```\n", &settings, std::path::Path::new("."))?;
//! assert!(text.ends_with("<script src=\"https://example.org/play/luminara-docs.js\" async></script>\n"));
//! # Ok::<(), String>(())
//! ```
#![forbid(unsafe_code)]

use std::path::{Path, PathBuf};

use luminara_languages::DESCRIPTIONS;
use luminara_project::link;
use serde_json::Value;

const DIRECTIVE: &str = "{{#luminara ";

/// What `book.toml` says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    /// The playground's address, ending with `/`.
    pub base: String,
    /// Only blocks that are marked `playground` are made live.
    pub only_marked: bool,
}

impl Settings {
    /// Reads the settings from mdBook's context.
    ///
    /// # Errors
    /// `base` is missing or no address, or `live` has another value.
    pub fn of(context: &Value) -> Result<Self, String> {
        let table = &context["config"]["preprocessor"]["luminara"];
        let base = table["base"].as_str().unwrap_or_default();
        let is_address = base.starts_with("https://") || base.starts_with("http://") || base.starts_with('/');
        if !is_address || base.contains(['"', '<', '>', ' ']) {
            return Err(
                "book.toml: [preprocessor.luminara] needs base, the playground's address, such as \"https://example.org/play/\"".into(),
            );
        }
        let only_marked = match table["live"].as_str().unwrap_or("all") {
            "all" => false,
            "marked" => true,
            other => return Err(format!("book.toml: live is \"all\" or \"marked\", not \"{other}\"")),
        };
        let slash = if base.ends_with('/') { "" } else { "/" };
        Ok(Self { base: format!("{base}{slash}"), only_marked })
    }
}

/// The book that mdBook sent, with its chapters made live. `input` is mdBook's `[context, book]`.
///
/// # Errors
/// The input is none of mdBook's, the settings are wrong, or a chapter names a project that can't be read.
pub fn preprocess(input: &str) -> Result<String, String> {
    let mut input: Value =
        serde_json::from_str(input).map_err(|error| format!("this is not what mdBook sends: {error}"))?;
    let settings = Settings::of(&input[0])?;
    let root = PathBuf::from(input[0]["root"].as_str().unwrap_or("."));
    let source = root.join(input[0]["config"]["book"]["src"].as_str().unwrap_or("src"));
    let mut book = input[1].take();
    // `sections` until mdBook 0.4, `items` since.
    for key in ["sections", "items"] {
        if let Some(items) = book.get_mut(key).and_then(Value::as_array_mut) {
            walk(items, &settings, &source)?;
        }
    }
    Ok(book.to_string())
}

fn walk(items: &mut [Value], settings: &Settings, source: &Path) -> Result<(), String> {
    for item in items {
        let Some(found) = item.get_mut("Chapter") else { continue };
        let path = found["path"].as_str().map(PathBuf::from).unwrap_or_default();
        let folder = source.join(path.parent().unwrap_or(Path::new("")));
        if let Some(content) = found["content"].as_str() {
            let live = chapter(content, settings, &folder)
                .map_err(|error| format!("{}: {error}", path.display()))?;
            found["content"] = Value::String(live);
        }
        if let Some(items) = found.get_mut("sub_items").and_then(Value::as_array_mut) {
            walk(items, settings, source)?;
        }
    }
    Ok(())
}

/// A chapter's Markdown, made live. Projects are looked for from `folder`.
///
/// # Errors
/// It names a project that can't be read; the message has the line.
pub fn chapter(markdown: &str, settings: &Settings, folder: &Path) -> Result<String, String> {
    let mut out = String::with_capacity(markdown.len());
    let mut fence: Option<String> = None;
    let mut is_live = false;
    for (index, line) in markdown.split_inclusive('\n').enumerate() {
        if let Some(open) = &fence {
            if closes(line, open) {
                fence = None;
            }
            out.push_str(line);
            continue;
        }
        if let Some((marker, info)) = opens(line) {
            fence = Some(marker);
            let (text, live) = block_head(line, info, settings);
            is_live |= live;
            out.push_str(&text);
            continue;
        }
        let text = directives(line, folder).map_err(|error| format!("line {}: {error}", index + 1))?;
        is_live |= text != line;
        out.push_str(&text);
    }
    if is_live {
        out.push_str(&format!("\n\n<script src=\"{}luminara-docs.js\" async></script>\n", settings.base));
    }
    Ok(out)
}

/// The marker and the info string of a line that begins a fenced block (CommonMark 0.31, section 4.5).
fn opens(line: &str) -> Option<(String, &str)> {
    let trimmed = line.trim_start_matches(' ');
    let marker = trimmed.chars().next().filter(|it| matches!(it, '`' | '~'))?;
    let length = trimmed.chars().take_while(|it| *it == marker).count();
    let info = trimmed.get(length..)?.trim();
    let is_fence = line.len() - trimmed.len() < 4 && length >= 3 && !(marker == '`' && info.contains('`'));
    is_fence.then(|| (marker.to_string().repeat(length), info))
}

fn closes(line: &str, open: &str) -> bool {
    let trimmed = line.trim();
    trimmed.len() >= open.len() && trimmed.chars().all(|it| open.starts_with(it))
}

/// The first line of a block, and whether the block is live.
fn block_head(line: &str, info: &str, settings: &Settings) -> (String, bool) {
    let mut words = info.split([',', ' ']).map(str::trim);
    let language = words.next().unwrap_or_default();
    if !DESCRIPTIONS.iter().any(|known| known.starter.is_some_and(|starter| starter.extension == language)) {
        return (line.into(), false);
    }
    let words: Vec<_> = words.collect();
    let is_left = words.contains(&"no-run");
    if is_left || !settings.only_marked || words.contains(&"playground") {
        return (line.into(), !is_left);
    }
    (line.replacen(info, &format!("{info},no-run"), 1), false)
}

/// A line with its `{{#luminara FOLDER [ATTRIBUTE=VALUE…]}}` replaced.
fn directives(line: &str, folder: &Path) -> Result<String, String> {
    let mut out = String::new();
    let mut rest = line;
    while let Some((before, after)) = rest.split_once(DIRECTIVE) {
        let (inside, after) = after.split_once("}}").ok_or("a {{#luminara is not closed by }}")?;
        // A backslash before it shows it as it is, as for mdBook's own.
        if let Some(before) = before.strip_suffix('\\') {
            out.push_str(&format!("{before}{DIRECTIVE}{inside}}}}}"));
        } else {
            out.push_str(before);
            out.push_str(&embed(inside, folder)?);
        }
        rest = after;
    }
    out.push_str(rest);
    Ok(out)
}

fn embed(inside: &str, folder: &Path) -> Result<String, String> {
    let mut words = inside.split_whitespace();
    let name = words.next().ok_or("{{#luminara}} needs the folder of a project")?;
    let project = luminara_folder::read_project(&folder.join(name))?;
    let link = link::encode(&project).map_err(|error| format!("{name}: {error}"))?;
    let title = project.manifest().map_err(|error| format!("{name}: {error}"))?.name;
    let mut attributes = format!(" hash=\"{}\" name=\"{}\"", link, escaped(&title));
    for word in words {
        let (key, value) = word.split_once('=').unwrap_or((word, ""));
        if !matches!(key, "theme" | "panes" | "autorun" | "readonly" | "lines" | "height" | "poster") {
            return Err(format!(
                "'{key}' is no attribute of a playground; there are theme, panes, autorun, readonly, lines, height and poster"
            ));
        }
        attributes.push_str(&format!(" {key}=\"{}\"", escaped(value.trim_matches('"'))));
    }
    Ok(format!("<luminara-playground{attributes}></luminara-playground>"))
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('"', "&quot;").replace('<', "&lt;")
}
