//! The project's files as scripts name them.

use std::collections::BTreeMap;
use std::rc::Rc;

use luminara_script::nearest::{nearest, suggestion};
use luminara_script::{HostError, Source};
use smol_str::SmolStr;

use crate::frame::scene::Scene;
use crate::parts::audio::{SOUNDS, find, is_sound_file};

impl Scene {
    /// A file of the project, noted as read.
    pub fn read_file(&mut self, name: &str) -> Option<Source> {
        let (file, bytes) = self.files.get_key_value(name)?;
        let source = Source { file: file.clone(), bytes: bytes.clone() };
        self.required.insert(file.clone());
        Some(source)
    }

    /// A file's name and bytes, or an error that names the nearest.
    pub fn file(&self, file: &str) -> Result<(SmolStr, Rc<[u8]>), HostError> {
        file_of(&self.files, file)
    }

    /// The file that a part of its name means.
    pub fn find_file(&self, name: &str) -> Option<SmolStr> {
        find_file(&self.files, name)
    }

    /// The names of the built-in sounds and of the project's sound files.
    pub fn sound_names(&self) -> impl Iterator<Item = SmolStr> {
        let files = self.files.keys().filter(|name| is_sound_file(name)).cloned();
        SOUNDS.iter().map(|sound| SmolStr::new_static(sound.name)).chain(files)
    }

    /// Refuses what is neither a built-in sound nor a sound file of the project.
    pub fn check_sound(&self, sound: &str) -> Result<(), HostError> {
        let is_known = find(sound).is_some() || (is_sound_file(sound) && self.files.contains_key(sound));
        if is_known { Ok(()) } else { Err(self.unknown_sound(sound)) }
    }

    fn unknown_sound(&self, sound: &str) -> HostError {
        let known: Vec<SmolStr> = self.sound_names().collect();
        let hint = suggestion(sound, known.iter().map(SmolStr::as_str));
        let short: String = sound.chars().take(60).collect();
        HostError::new(match (hint.is_empty(), is_sound_file(sound)) {
            (false, _) => format!("there is no sound '{short}'{hint}"),
            (true, true) => format!(
                "the project has no file '{short}'; drop it on the page, or use a built-in sound such as 'coin'"
            ),
            (true, false) => {
                format!("there is no sound '{short}'; audio.sounds() lists those that there are")
            }
        })
    }
}

/// The files of a project by name.
type Files = BTreeMap<SmolStr, Rc<[u8]>>;

/// A file's name and bytes, or an error that names the nearest.
fn file_of(files: &Files, file: &str) -> Result<(SmolStr, Rc<[u8]>), HostError> {
    if let Some((name, bytes)) = files.get_key_value(file) {
        return Ok((name.clone(), bytes.clone()));
    }
    let short: String = file.chars().take(60).collect();
    let near = nearest(file, files.keys().map(SmolStr::as_str)).map(SmolStr::from);
    let hint = match near.or_else(|| find_file(files, file)) {
        Some(near) => format!("did you mean '{near}'?"),
        None => "assets.list() names those that there are".into(),
    };
    Err(HostError::new(format!("the project has no file '{short}'; {hint}")))
}

/// Reads files by their names.
pub(super) fn reader(files: &Files) -> impl Fn(&str) -> Result<Rc<[u8]>, HostError> + '_ {
    |file| file_of(files, file).map(|(_, bytes)| bytes)
}

fn find_file(files: &Files, name: &str) -> Option<SmolStr> {
    if let Some((file, _)) = files.get_key_value(name) {
        return Some(file.clone());
    }
    let is_meant = |file: &&SmolStr| {
        let Some(rest) = file.rfind(name).and_then(|at| {
            let starts = at == 0 || file.get(..at).is_some_and(|before| before.ends_with('/'));
            starts.then(|| file.get(at + name.len()..)).flatten()
        }) else {
            return false;
        };
        rest.is_empty() || (rest.starts_with('.') && !rest.contains('/'))
    };
    files.keys().filter(|_| !name.is_empty()).find(is_meant).cloned()
}
