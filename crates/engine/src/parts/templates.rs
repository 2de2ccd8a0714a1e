//! Kinds of things: tables as `world.spawn` takes them, by name.

use std::borrow::Cow;
use std::collections::BTreeMap;

use luminara_script::nearest::suggestion;
use luminara_script::{HostError, Table, Value};
use smol_str::SmolStr;

/// Templates that scripts may define.
const MOST: usize = 1_000;

/// How often a template may stand on another.
const MOST_DEEP: usize = 16;

/// All templates of a scene.
#[derive(Debug, Default)]
pub struct Templates {
    /// Those of game.toml.
    pub of_project: BTreeMap<SmolStr, Table>,
    of_scripts: BTreeMap<SmolStr, Table>,
}

impl Templates {
    /// Makes a script's template known.
    pub fn define(&mut self, name: SmolStr, fields: Table) -> Result<(), HostError> {
        if self.of_scripts.len() >= MOST && !self.of_scripts.contains_key(&name) {
            return Err(HostError::limit(format!("there are {MOST} templates already")));
        }
        self.of_scripts.insert(name, fields);
        Ok(())
    }

    /// A template; a script's goes before the project's.
    pub fn get(&self, name: &str) -> Result<&Table, HostError> {
        self.of_scripts.get(name).or_else(|| self.of_project.get(name)).ok_or_else(|| {
            let names = self.of_scripts.keys().chain(self.of_project.keys()).map(SmolStr::as_str);
            HostError::new(format!("there is no template '{name}'{}", suggestion(name, names)))
        })
    }

    /// The fields of an entity on top of those of the `template` that they name, and of that one's.
    pub fn whole<'a>(&self, fields: &'a Table) -> Result<Cow<'a, Table>, HostError> {
        let mut whole = Cow::Borrowed(fields);
        for _ in 0..MOST_DEEP {
            let Some(name) = whole.fields.get("template") else { return Ok(whole) };
            let Value::Str(name) = name else {
                return Err(HostError::new(format!("'template' expects a name, got {}", name.describe())));
            };
            let mut below = self.get(name)?.clone();
            let under = below.fields.remove("template");
            below.fields.extend(whole.into_owned().fields.into_iter().filter(|(name, _)| name != "template"));
            below.fields.extend(under.map(|under| (SmolStr::new_static("template"), under)));
            whole = Cow::Owned(below);
        }
        Err(HostError::new(format!("templates stand on each other more than {MOST_DEEP} deep")))
    }
}
