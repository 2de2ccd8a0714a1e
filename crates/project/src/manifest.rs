//! `game.toml`: what a project says about itself.

use std::collections::{BTreeMap, BTreeSet};

use toml::Spanned;
use toml::de::{DeArray, DeString, DeTable, DeValue};

use crate::data::{self, Data, DataError};
use crate::name::shown;

/// What `game.toml` says. Every key may be left out.
#[derive(Clone, Debug, PartialEq)]
pub struct Manifest {
    /// The project's name. `untitled` unless given.
    pub name: String,
    /// Its version, as its author counts.
    pub version: String,
    /// What it is, in a sentence.
    pub description: String,
    /// Who made it.
    pub author: String,
    /// The scripts in the order in which they are loaded. Empty means all, alphabetically.
    pub scripts: Vec<String>,
    /// What the random numbers start from. 1 unless given.
    pub seed: u64,
    /// Whether a script that used up its frame's instructions goes on in the next frame, instead of ending with an
    /// error.
    pub pauses_over_budget: bool,
    /// What becomes of scripts' state when their code is replaced.
    pub reload: Reload,
    /// The scripts of which one instance serves all entities that they are attached to.
    pub shared_instances: Vec<String>,
    /// Whether this example is the one that the page opens.
    pub default: bool,
    /// What actions are bound to: the tables `actions` and `contexts.NAME`, in the order of the text.
    pub actions: Vec<ActionBinding>,
    /// Kinds of things: the tables `templates.NAME`, in the order of the text.
    pub templates: Vec<TemplateText>,
    /// In how many dimensions bodies move, 2 or 3: `dimensions` of the table `physics`. 3 unless given.
    pub physics_dimensions: u8,
}

/// A kind of thing, as `world.define_template` takes it. What it may have, the engine knows.
#[derive(Clone, Debug, PartialEq)]
pub struct TemplateText {
    /// What it is called.
    pub name: String,
    /// Its fields, by name.
    pub fields: BTreeMap<String, Data>,
    /// The line, from 1.
    pub line: u32,
    /// The column in characters, from 1.
    pub column: u32,
}

/// What becomes of scripts' state when their code is replaced.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reload {
    /// For every file that isn't named.
    pub default: ReloadChoice,
    /// By file.
    pub files: BTreeMap<String, ReloadChoice>,
}

impl Reload {
    /// What is chosen for a file.
    pub fn of(&self, file: &str) -> ReloadChoice {
        self.files.get(file).copied().unwrap_or(self.default)
    }
}

/// What becomes of a script's state when its code is replaced.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ReloadChoice {
    /// It is kept.
    #[default]
    Preserve,
    /// The script carries it over, by `on_save` and `on_restore`.
    Restore,
    /// The script begins anew.
    Reset,
}

/// The texts for [`ReloadChoice`].
const RELOADS: [(&str, ReloadChoice); 3] = [
    ("preserve", ReloadChoice::Preserve),
    ("restore", ReloadChoice::Restore),
    ("reset", ReloadChoice::Reset),
];

/// What an action is bound to. What can be bound, the engine knows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ActionBinding {
    /// The context; `default` for those of `actions`.
    pub context: String,
    /// What the action is called.
    pub action: String,
    /// Keys, buttons and sticks, such as `Space` and `Pad:A`.
    pub bindings: Vec<String>,
    /// The line, from 1.
    pub line: u32,
    /// The column in characters, from 1.
    pub column: u32,
}

impl Default for Manifest {
    fn default() -> Self {
        Self {
            name: "untitled".into(),
            version: String::new(),
            description: String::new(),
            author: String::new(),
            scripts: Vec::new(),
            seed: 1,
            pauses_over_budget: false,
            reload: Reload::default(),
            shared_instances: Vec::new(),
            default: false,
            actions: Vec::new(),
            templates: Vec::new(),
            physics_dimensions: 3,
        }
    }
}

/// A key of `game.toml`, for docs and schemas.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ManifestKey {
    /// The key in game.toml.
    pub name: &'static str,
    /// What its value may be.
    pub kind: KeyKind,
    /// What it means.
    pub doc: &'static str,
}

/// What the value of a key of `game.toml` may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeyKind {
    /// A text.
    Text,
    /// A list of file names, none of them twice.
    FileNames,
    /// A whole number from 0 to 2^64 - 1.
    WholeNumber,
    /// True or false.
    Flag,
    /// One of these texts.
    Choice(&'static [&'static str]),
    /// One of these texts, or a table of them by file name, with `default` for the files that it doesn't name.
    ChoiceByFile(&'static [&'static str]),
    /// A table of actions: a binding or a list of them for each.
    Actions,
    /// Tables of actions by name.
    Contexts,
    /// Tables of what `world.spawn` takes, by name.
    Templates,
    /// How physics works: the table of [`Manifest::PHYSICS_KEYS`].
    Physics,
}

/// A mistake in `game.toml`.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}:{line}:{column}: {message}", Manifest::FILE)]
pub struct ManifestError {
    /// What was wrong and what would have been right. Without the position.
    pub message: String,
    /// The line, from 1.
    pub line: u32,
    /// The column in characters, from 1.
    pub column: u32,
}

impl Manifest {
    /// The file's name in a project.
    pub const FILE: &str = "game.toml";

    /// The keys that it may have.
    pub const KEYS: [ManifestKey; 14] = [
        ManifestKey { name: "name", kind: KeyKind::Text, doc: "The project's name." },
        ManifestKey { name: "version", kind: KeyKind::Text, doc: "Its version, as its author counts." },
        ManifestKey { name: "description", kind: KeyKind::Text, doc: "What it is, in a sentence." },
        ManifestKey { name: "author", kind: KeyKind::Text, doc: "Who made it." },
        ManifestKey {
            name: "scripts",
            kind: KeyKind::FileNames,
            doc: "The scripts in the order in which they are loaded. Empty means all, alphabetically.",
        },
        ManifestKey {
            name: "seed",
            kind: KeyKind::WholeNumber,
            doc: "What the random numbers start from. 1 unless given.",
        },
        ManifestKey {
            name: "over_budget",
            kind: KeyKind::Choice(&["stop", "pause"]),
            doc: "What happens to a hook that did as much work as it may in a frame: it ends with an error, or goes on in the next frame.",
        },
        ManifestKey {
            name: "reload",
            kind: KeyKind::ChoiceByFile(&["preserve", "restore", "reset"]),
            doc: "What becomes of a script's state when its code is replaced: it is kept, carried over by `on_save` and `on_restore`, or the script begins anew. One for all, or a table: `reload = { default = \"preserve\", \"enemy.lua\" = \"reset\" }`.",
        },
        ManifestKey {
            name: "shared_instances",
            kind: KeyKind::FileNames,
            doc: "The scripts of which one instance, with its globals and its memory, serves all entities, where their language can do that, as WebAssembly can. Others have one for each entity.",
        },
        ManifestKey {
            name: "default",
            kind: KeyKind::Flag,
            doc: "Whether this example is the one that the page opens.",
        },
        ManifestKey {
            name: "actions",
            kind: KeyKind::Actions,
            doc: "What actions are bound to: `jump = [\"Space\", \"Pad:A\"]`.",
        },
        ManifestKey {
            name: "contexts",
            kind: KeyKind::Contexts,
            doc: "Further tables of actions, by the name of their context.",
        },
        ManifestKey {
            name: "templates",
            kind: KeyKind::Templates,
            doc: "Kinds of things for `world.spawn_template`, by name: short forms such as `shape = \"cube\"`, components and `children`.",
        },
        ManifestKey {
            name: "physics",
            kind: KeyKind::Physics,
            doc: "How physics works: `dimensions = 2` keeps every body in the plane of x and y.",
        },
    ];

    /// The keys that the table `physics` may have.
    pub const PHYSICS_KEYS: [&str; 1] = ["dimensions"];

    /// Reads the content of a `game.toml`.
    ///
    /// # Errors
    /// It is no TOML in UTF-8, or has a key that isn't known or a value of the wrong type: the first mistake in
    /// the text.
    pub fn parse(bytes: &[u8]) -> Result<Self, ManifestError> {
        let text = std::str::from_utf8(bytes).map_err(|error| {
            let before = bytes.get(..error.valid_up_to()).unwrap_or_default();
            let before = String::from_utf8_lossy(before);
            error_at(&before, before.len(), "this is no UTF-8 text; save the file as UTF-8".into())
        })?;
        let table = DeTable::parse(text).map_err(|error| {
            let start = error.span().map_or(0, |span| span.start);
            error_at(text, start, error.message().into())
        })?;

        let mut entries: Vec<_> = table.get_ref().iter().collect();
        entries.sort_by_key(|(key, _)| key.span().start);
        let mut manifest = Self::default();
        for (key, value) in entries {
            manifest
                .set(key, value, text)
                .map_err(|mistake| error_at(text, mistake.byte, mistake.message))?;
        }
        Ok(manifest)
    }

    /// The line and column, from 1, of a file's name under a key of a `game.toml`: in the key's list, or as a key of its table.
    pub fn place_of(bytes: &[u8], key: &str, file: &str) -> Option<(u32, u32)> {
        let text = std::str::from_utf8(bytes).ok()?;
        let table = DeTable::parse(text).ok()?;
        let start = match table.get_ref().get(key)?.get_ref() {
            DeValue::Array(items) => {
                items.iter().find(|item| item.get_ref().as_str() == Some(file))?.span().start
            }
            DeValue::Table(table) => {
                table.iter().find(|(name, _)| name.get_ref().as_ref() == file)?.0.span().start
            }
            _ => return None,
        };
        let ManifestError { line, column, .. } = error_at(text, start, String::new());
        Some((line, column))
    }

    /// Sets what `key` names.
    fn set(
        &mut self,
        key: &Spanned<DeString<'_>>,
        value: &Spanned<DeValue<'_>>,
        source: &str,
    ) -> Result<(), Mistake> {
        let got = value.get_ref();
        let text = || got.as_str().map(String::from).ok_or_else(|| wrong(key, "a text in quotes", value));
        match key.get_ref().as_ref() {
            "name" => self.name = text()?,
            "version" => self.version = text()?,
            "description" => self.description = text()?,
            "author" => self.author = text()?,
            "scripts" => {
                let items = got.as_array().ok_or_else(|| wrong(key, "a list of file names", value))?;
                self.scripts = file_names(key, items)?;
            }
            "shared_instances" => {
                let items = got.as_array().ok_or_else(|| wrong(key, "a list of file names", value))?;
                self.shared_instances = file_names(key, items)?;
            }
            "seed" => {
                self.seed =
                    seed(got).ok_or_else(|| wrong(key, "a whole number from 0 to 2^64 - 1", value))?;
            }
            "over_budget" => {
                self.pauses_over_budget = match got.as_str() {
                    Some("stop") => false,
                    Some("pause") => true,
                    _ => return Err(wrong_choice(key, "\"stop\" or \"pause\"", value, &["stop", "pause"])),
                };
            }
            "reload" => self.reload = reload(key, value)?,
            "default" => {
                self.default = got.as_bool().ok_or_else(|| wrong(key, "true or false", value))?;
            }
            "actions" => self.bind("default", key, value, source)?,
            "contexts" => {
                let contexts = got.as_table().ok_or_else(|| wrong(key, "a table of contexts", value))?;
                for (name, actions) in in_order(contexts) {
                    self.bind(name.get_ref(), name, actions, source)?;
                }
            }
            "templates" => {
                let templates = got.as_table().ok_or_else(|| wrong(key, "a table of templates", value))?;
                for (name, fields) in in_order(templates) {
                    self.template(name, fields, source)?;
                }
            }
            "physics" => {
                let settings =
                    got.as_table().ok_or_else(|| wrong(key, "a table such as { dimensions = 2 }", value))?;
                for (name, value) in in_order(settings) {
                    self.physics(name, value)?;
                }
            }
            unknown => {
                return Err(Mistake { byte: key.span().start, message: unknown_key(unknown, got) });
            }
        }
        Ok(())
    }
}

impl Manifest {
    /// Takes in a template.
    fn template(
        &mut self,
        name: &Spanned<DeString<'_>>,
        value: &Spanned<DeValue<'_>>,
        source: &str,
    ) -> Result<(), Mistake> {
        let expected = "a table such as { shape = \"cube\" }";
        let fields = value.get_ref().as_table().ok_or_else(|| wrong(name, expected, value))?;
        let ManifestError { line, column, .. } = error_at(source, name.span().start, String::new());
        let Data::Table(fields) = Data::of_toml_table(fields) else { return Ok(()) };
        self.templates.push(TemplateText { name: name.get_ref().to_string(), fields, line, column });
        Ok(())
    }

    /// Sets what a key of the table `physics` names.
    fn physics(&mut self, key: &Spanned<DeString<'_>>, value: &Spanned<DeValue<'_>>) -> Result<(), Mistake> {
        let name = key.get_ref().as_ref();
        if !Self::PHYSICS_KEYS.contains(&name) {
            let known = Self::PHYSICS_KEYS.join(", ");
            let hint = match near(name, &Self::PHYSICS_KEYS) {
                Some(near) => format!("; did you mean '{near}'?"),
                None => format!("; the keys are {known}"),
            };
            let message = format!("unknown key '{}' of physics{hint}", shown(name));
            return Err(Mistake { byte: key.span().start, message });
        }
        self.physics_dimensions = match value.get_ref().as_integer().map(|number| number.as_str()) {
            Some("2") => 2,
            Some("3") => 3,
            _ => return Err(wrong(key, "2 or 3", value)),
        };
        Ok(())
    }

    /// Takes in a table of actions.
    fn bind(
        &mut self,
        context: &str,
        key: &Spanned<DeString<'_>>,
        value: &Spanned<DeValue<'_>>,
        source: &str,
    ) -> Result<(), Mistake> {
        let actions = value.get_ref().as_table().ok_or_else(|| wrong(key, "a table of actions", value))?;
        for (name, bindings) in in_order(actions) {
            let expected = "a binding in quotes or a list of them, such as [\"Space\", \"Pad:A\"]";
            let text = |item: &Spanned<DeValue<'_>>| {
                item.get_ref().as_str().map(String::from).ok_or_else(|| wrong(name, expected, item))
            };
            let list = match bindings.get_ref().as_array() {
                Some(items) => items.iter().map(text).collect::<Result<_, _>>()?,
                None => vec![text(bindings)?],
            };
            let ManifestError { line, column, .. } = error_at(source, name.span().start, String::new());
            let action = name.get_ref().as_ref().to_owned();
            self.actions.push(ActionBinding {
                context: context.to_owned(),
                action,
                bindings: list,
                line,
                column,
            });
        }
        Ok(())
    }
}

/// A table's entries as they stand in the text.
fn in_order<'a, 'b>(
    table: &'a DeTable<'b>,
) -> impl Iterator<Item = (&'a Spanned<DeString<'b>>, &'a Spanned<DeValue<'b>>)> {
    let mut entries: Vec<_> = table.iter().collect();
    entries.sort_by_key(|(key, _)| key.span().start);
    entries.into_iter()
}

/// What is wrong, and at which byte of the text.
struct Mistake {
    byte: usize,
    message: String,
}

fn wrong(key: &Spanned<DeString<'_>>, expected: &str, value: &Spanned<DeValue<'_>>) -> Mistake {
    let got = describe(value.get_ref());
    Mistake {
        byte: value.span().start,
        message: format!("'{}' expects {expected}, got {got}", key.get_ref()),
    }
}

fn file_names(key: &Spanned<DeString<'_>>, items: &DeArray<'_>) -> Result<Vec<String>, Mistake> {
    let mut names = Vec::new();
    let mut seen = BTreeSet::new();
    for item in items.iter() {
        let name = item.get_ref().as_str().ok_or_else(|| wrong(key, "file names in quotes", item))?;
        if !seen.insert(name) {
            let message = format!("'{}' lists '{}' twice", key.get_ref(), shown(name));
            return Err(Mistake { byte: item.span().start, message });
        }
        names.push(name.to_owned());
    }
    Ok(names)
}

/// One choice for all files, or a table of them by file.
fn reload(key: &Spanned<DeString<'_>>, value: &Spanned<DeValue<'_>>) -> Result<Reload, Mistake> {
    let expected = "\"preserve\", \"restore\" or \"reset\", or a table of them by file";
    let choice = |name: &Spanned<DeString<'_>>, value: &Spanned<DeValue<'_>>| {
        let text = value.get_ref().as_str();
        let found = RELOADS.into_iter().find(|(name, _)| text == Some(name));
        let choices = RELOADS.map(|(name, _)| name);
        found.map(|(_, choice)| choice).ok_or_else(|| wrong_choice(name, expected, value, &choices))
    };
    let Some(table) = value.get_ref().as_table() else {
        return Ok(Reload { default: choice(key, value)?, files: BTreeMap::new() });
    };
    let mut reload = Reload::default();
    for (file, value) in in_order(table) {
        match file.get_ref().as_ref() {
            "default" => reload.default = choice(file, value)?,
            name => {
                reload.files.insert(name.to_owned(), choice(file, value)?);
            }
        }
    }
    Ok(reload)
}

/// All of a `u64`, though TOML asks for no more than an `i64`: a seed that a page shows can be pasted.
fn seed(value: &DeValue<'_>) -> Option<u64> {
    let integer = value.as_integer()?;
    u64::from_str_radix(integer.as_str(), integer.radix()).ok()
}

/// What is said of a value that is none of the texts that it may be.
fn wrong_choice(
    key: &Spanned<DeString<'_>>,
    expected: &str,
    value: &Spanned<DeValue<'_>>,
    choices: &[&'static str],
) -> Mistake {
    let mut mistake = wrong(key, expected, value);
    if let Some(near) = value.get_ref().as_str().and_then(|text| near(text, choices)) {
        mistake.message.push_str(&format!("; did you mean \"{near}\"?"));
    }
    mistake
}

/// The name that was probably meant: the same in another case or style, one of whose words it is, else one that is as near as a slip or two, by
/// the rule of the scripting interface's suggestions.
fn near(name: &str, known: &[&'static str]) -> Option<&'static str> {
    const LONGEST: usize = 40;
    if name.len() > LONGEST {
        return None;
    }
    let letters = |name: &str| -> String {
        name.chars().filter(|letter| letter.is_alphanumeric()).flat_map(char::to_lowercase).collect()
    };
    let (own, lower) = (letters(name), name.to_lowercase());
    let found = |is_meant: &dyn Fn(&str) -> bool| known.iter().copied().find(|known| is_meant(known));
    let allowed = (lower.chars().count() / 3).clamp(1, 3);
    let nearest = known
        .iter()
        .map(|known| (strsim::osa_distance(&lower, known), *known))
        .filter(|(distance, _)| *distance <= allowed)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, known)| known);
    found(&|known| letters(known) == own).or(nearest).or_else(|| {
        // Part of a name, or the name among others: `desc`, `random_seed`.
        found(&|known| {
            (own.len() >= 4 && letters(known).starts_with(&own))
                || lower.split(['_', '-', '.', ' ']).any(|word| word == known)
        })
    })
}

/// Keys that other manifests have, and ours for the same.
const SYNONYMS: [(&str, &str); 9] = [
    ("title", "name"),
    ("main", "scripts"),
    ("entry", "scripts"),
    ("files", "scripts"),
    ("summary", "description"),
    ("input", "actions"),
    ("bindings", "actions"),
    ("prefabs", "templates"),
    // Its name before other languages could share instances.
    ("shared_guests", "shared_instances"),
];

fn unknown_key(key: &str, value: &DeValue<'_>) -> String {
    let names = Manifest::KEYS.map(|key| key.name);
    let shown = shown(key);
    // All of it was put under a heading.
    if let Some(table) = value.as_table() {
        let known = |name: &&str| table.iter().any(|(key, _)| key.get_ref().as_ref() == *name);
        if let Some(inside) = names.iter().find(|name| known(name)) {
            return format!(
                "unknown key '{shown}'; '{inside}' and the other keys stand at the top of the file, without a heading such as [{shown}]"
            );
        }
    }
    let synonym = SYNONYMS.into_iter().find(|(other, _)| key.eq_ignore_ascii_case(other));
    match synonym.map(|(_, known)| known).or_else(|| near(key, &names)) {
        Some(known) => format!("unknown key '{shown}'; did you mean '{known}'?"),
        None => format!("unknown key '{shown}'; the keys are {}", names.join(", ")),
    }
}

fn describe(value: &DeValue<'_>) -> String {
    match value {
        DeValue::String(text) if text.len() <= 40 => format!("a text ({text:?})"),
        DeValue::String(_) => "a text".into(),
        DeValue::Integer(number) => format!("a whole number ({})", shown(&number.to_string())),
        DeValue::Float(number) => format!("a number ({})", shown(&number.to_string())),
        DeValue::Boolean(value) => format!("{value}"),
        DeValue::Datetime(_) => "a date".into(),
        DeValue::Array(_) => "a list".into(),
        DeValue::Table(_) => "a table".into(),
    }
}

/// An error at a byte of `text`.
fn error_at(text: &str, byte: usize, message: String) -> ManifestError {
    let DataError { message, line, column } = data::error_at(text, byte, message);
    ManifestError { message, line, column }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn error(text: impl AsRef<[u8]>) -> String {
        Manifest::parse(text.as_ref()).unwrap_err().to_string()
    }

    #[test]
    fn reads_every_key() {
        let text = "
            name = 'Boids'
            version = '1.2'
            description = \"They flock\"
            author = 'Ada'
            scripts = ['flock.lua', 'bird.lua'] # in this order
            seed = 0xffff_ffff_ffff_ffff
            over_budget = 'pause'
            reload = 'reset'
            shared_instances = ['bird.wasm']
            default = true
        ";
        let manifest = Manifest::parse(text.as_bytes()).unwrap();
        let expected = Manifest {
            name: "Boids".into(),
            version: "1.2".into(),
            description: "They flock".into(),
            author: "Ada".into(),
            scripts: vec!["flock.lua".into(), "bird.lua".into()],
            seed: u64::MAX,
            pauses_over_budget: true,
            reload: Reload { default: ReloadChoice::Reset, files: BTreeMap::new() },
            shared_instances: vec!["bird.wasm".into()],
            default: true,
            ..Manifest::default()
        };
        assert_eq!(manifest, expected);
    }

    #[test]
    fn takes_what_each_key_says_and_nothing_else() {
        let values = |kind| match kind {
            KeyKind::Text => ("'x'", "1"),
            KeyKind::FileNames => ("['a.lua']", "'a.lua'"),
            KeyKind::WholeNumber => ("7", "'7'"),
            KeyKind::Flag => ("true", "1"),
            KeyKind::Choice(_) => ("'pause'", "'halt'"),
            KeyKind::ChoiceByFile(_) => {
                ("{ default = 'restore', 'a.lua' = 'reset' }", "{ 'a.lua' = 'halt' }")
            }
            KeyKind::Actions => ("{ jump = 'Space' }", "1"),
            KeyKind::Contexts => ("{ menu = { choose = ['Enter'] } }", "1"),
            KeyKind::Templates => ("{ lamp = { shape = 'sphere' } }", "{ lamp = 1 }"),
            KeyKind::Physics => ("{ dimensions = 2 }", "{ dimensions = 4 }"),
        };
        for key in Manifest::KEYS {
            let (right, wrong) = values(key.kind);
            assert!(Manifest::parse(format!("{} = {right}", key.name).as_bytes()).is_ok(), "{}", key.name);
            assert!(error(format!("{} = {wrong}", key.name)).contains("expects"), "{}", key.name);
        }
    }

    #[test]
    fn a_reload_is_chosen_for_all_or_by_file() {
        let all = Manifest::parse(b"reload = 'reset'").unwrap().reload;
        assert_eq!(all.of("any.lua"), ReloadChoice::Reset);
        let some = Manifest::parse(b"[reload]\n'a.lua' = 'restore'\n").unwrap().reload;
        assert_eq!([some.of("a.lua"), some.of("b.lua")], [ReloadChoice::Restore, ReloadChoice::Preserve]);
        let message = error("reload = { 'a.lua' = 'keep' }");
        assert!(message.contains("'a.lua' expects \"preserve\", \"restore\" or \"reset\""), "{message}");
    }

    #[test]
    fn reads_actions_in_order_and_with_their_places() {
        let text =
            "[actions]\njump = ['Space', 'Pad:A']\nfire = 'Mouse:Left'\n[contexts.menu]\nchoose = 'Enter'\n";
        let manifest = Manifest::parse(text.as_bytes()).unwrap();
        let seen: Vec<_> = manifest
            .actions
            .iter()
            .map(|binding| {
                (binding.context.as_str(), binding.action.as_str(), binding.bindings.len(), binding.line)
            })
            .collect();
        assert_eq!(seen, [("default", "jump", 2, 2), ("default", "fire", 1, 3), ("menu", "choose", 1, 5)]);
        assert!(
            error("[actions]\njump = 3").starts_with("game.toml:2:8: 'jump' expects a binding in quotes")
        );
        assert!(error("actions = 'x'").contains("expects a table of actions"));
    }

    #[test]
    fn reads_templates_in_order_and_with_their_places() {
        let text = "[templates.lamp]\nshape = 'sphere'\nLight = { intensity = 2 }\n[templates.crate]\nposition = [0, 1.5, 0]\n";
        let manifest = Manifest::parse(text.as_bytes()).unwrap();
        let seen: Vec<_> =
            manifest.templates.iter().map(|template| (template.name.as_str(), template.line)).collect();
        assert_eq!(seen, [("lamp", 1), ("crate", 4)]);
        let light = Data::Table([("intensity".to_owned(), Data::Int(2))].into());
        assert_eq!(manifest.templates[0].fields["Light"], light);
        assert!(error("templates = 3").contains("expects a table of templates"));
        assert_eq!(
            error("[physics]\ndimension = 2"),
            "game.toml:2:1: unknown key 'dimension' of physics; did you mean 'dimensions'?"
        );
        assert_eq!(
            error("[physics]\ngravity = 2"),
            "game.toml:2:1: unknown key 'gravity' of physics; the keys are dimensions"
        );
        assert_eq!(Manifest::parse(b"physics = { dimensions = 2 }").unwrap().physics_dimensions, 2);
    }

    #[test]
    fn has_defaults() {
        let empty = Manifest::parse(b"").unwrap();
        assert_eq!(empty, Manifest::default());
        assert_eq!((empty.name.as_str(), empty.seed), ("untitled", 1));
    }

    #[test]
    fn reads_what_windows_editors_save() {
        assert_eq!(Manifest::parse(b"\xef\xbb\xbfname = 'a'\r\nseed = 2\r\n").unwrap().seed, 2);
    }

    #[test]
    fn names_the_key_that_was_meant() {
        assert_eq!(
            error("name = 'a'\n\n  scirpts = []"),
            "game.toml:3:3: unknown key 'scirpts'; did you mean 'scripts'?"
        );
        assert_eq!(error("Name = 'a'"), "game.toml:1:1: unknown key 'Name'; did you mean 'name'?");
        assert_eq!(
            error("[dependencies]"),
            "game.toml:1:2: unknown key 'dependencies'; the keys are name, version, description, author, scripts, \
             seed, over_budget, reload, shared_instances, default, actions, contexts, templates, physics"
        );
    }

    #[test]
    fn names_the_key_that_other_manifests_have() {
        let meant = |text: &str, key: &str| {
            let said = error(text);
            assert!(said.ends_with(&format!("; did you mean '{key}'?")), "{text}: {said}");
        };
        meant("title = 'a'", "name");
        meant("main = 'a.lua'", "scripts");
        meant("desc = 'a'", "description");
        meant("overBudget = 'stop'", "over_budget");
        meant("shared-instances = []", "shared_instances");
        meant("shared_guests = []", "shared_instances");
        meant("random_seed = 1", "seed");
        meant("[prefabs.lamp]", "templates");
        for heading in ["game", "package", "x"] {
            let said = error(format!("[{heading}]\nname = 'a'"));
            assert_eq!(
                said,
                format!(
                    "game.toml:1:2: unknown key '{heading}'; 'name' and the other keys stand at the top of the file, without a \
                     heading such as [{heading}]"
                )
            );
        }
        assert!(error("over_budget = 'stopp'").ends_with("got a text (\"stopp\"); did you mean \"stop\"?"));
        assert!(error("reload = 'Reset'").ends_with("; did you mean \"reset\"?"));
        assert!(error("reload = { 'a.lua' = 'perserve' }").ends_with("; did you mean \"preserve\"?"));
        assert!(error(format!("{} = 1", "n".repeat(100_000))).contains("the keys are"));
    }

    #[test]
    fn knows_where_a_file_is_named() {
        let text = b"scripts = ['a.lua',\n  'b.lua']\n[reload]\n'c.lua' = 'reset'\n";
        assert_eq!(Manifest::place_of(text, "scripts", "b.lua"), Some((2, 3)));
        assert_eq!(Manifest::place_of(text, "reload", "c.lua"), Some((4, 1)));
        assert_eq!(Manifest::place_of(text, "scripts", "c.lua"), None);
        assert_eq!(Manifest::place_of(b"scripts = [", "scripts", "c.lua"), None);
    }

    #[test]
    fn says_what_would_have_been_right() {
        assert_eq!(
            error("version = 1"),
            "game.toml:1:11: 'version' expects a text in quotes, got a whole number (1)"
        );
        assert_eq!(
            error("seed = -3"),
            "game.toml:1:8: 'seed' expects a whole number from 0 to 2^64 - 1, got a whole number (-3)"
        );
        assert_eq!(
            error("seed = 1.5"),
            "game.toml:1:8: 'seed' expects a whole number from 0 to 2^64 - 1, got a number (1.5)"
        );
        assert_eq!(
            error("scripts = 'a.lua'"),
            "game.toml:1:11: 'scripts' expects a list of file names, got a text (\"a.lua\")"
        );
        assert_eq!(
            error("scripts = ['a.lua',\n 7]"),
            "game.toml:2:2: 'scripts' expects file names in quotes, got a whole number (7)"
        );
        assert_eq!(
            error("over_budget = 'halt'"),
            "game.toml:1:15: 'over_budget' expects \"stop\" or \"pause\", got a text (\"halt\")"
        );
        assert_eq!(error("scripts = ['a.lua', 'a.lua']"), "game.toml:1:21: 'scripts' lists 'a.lua' twice");
        assert_eq!(
            error("default = 'yes'"),
            "game.toml:1:11: 'default' expects true or false, got a text (\"yes\")"
        );
    }

    #[test]
    fn reports_the_first_mistake_of_the_text() {
        assert!(error("version = 1\nauthor = 2").starts_with("game.toml:1:11: 'version'"));
    }

    #[test]
    fn says_where_the_text_is_no_toml() {
        let error = error("name = 'é'\nseed = = 3");
        assert!(error.starts_with("game.toml:2:8: "), "{error}");
    }

    #[test]
    fn counts_columns_in_characters() {
        assert!(error("name = 'ééé' x").starts_with("game.toml:1:14: "));
        assert_eq!(
            error(b"name = 'a'\n# \xc3\xa9 \xff"),
            "game.toml:2:5: this is no UTF-8 text; save the file as UTF-8"
        );
    }

    #[test]
    fn survives_deep_nesting() {
        let depth = 100_000;
        error(format!("scripts = {}{}", "[".repeat(depth), "]".repeat(depth)));
        error(format!("{}x = 1", "a.".repeat(depth)));
    }
}
