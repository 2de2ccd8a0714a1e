//! The languages of a project: each is made when a file of its own turns up, which may take a while and may fail.

use std::collections::BTreeSet;
use std::task::{Context, Poll, Waker};

use luminara_script::{Host, Language, LanguageDef, LanguageInfo, Making};
use smol_str::SmolStr;

/// A project's languages.
pub struct Languages {
    host: Host,
    list: Vec<Plugged>,
}

/// Which of the languages, by its place in the list.
pub type LanguageIndex = usize;

struct Plugged {
    def: &'static LanguageDef,
    state: State,
    /// The files of which one instance serves all entities.
    shared_files: BTreeSet<SmolStr>,
}

enum State {
    /// No file asked for it.
    Unused,
    Loading(Making),
    Ready(Box<dyn Language>),
    /// And why.
    Failed(String),
}

/// How a language is that a file asks for.
pub enum Asked<'a> {
    /// Its scripts wait.
    Loading,
    /// Here it is.
    Ready(&'a mut dyn Language),
    /// It won't come, for this reason.
    Failed(&'a str),
}

impl Languages {
    /// Languages for a host, none of them made yet.
    pub fn new(defs: &[&'static LanguageDef], host: Host) -> Self {
        let plugged = |def| Plugged { def, state: State::Unused, shared_files: BTreeSet::new() };
        Self { host, list: defs.iter().copied().map(plugged).collect() }
    }

    /// The language of a file, by its name.
    pub fn of_file(&self, file: &str) -> Option<LanguageIndex> {
        self.list.iter().position(|plugged| plugged.def.info.has_file(file))
    }

    /// What a language is.
    pub fn info(&self, language: LanguageIndex) -> Option<&'static LanguageInfo> {
        self.list.get(language).map(|plugged| &plugged.def.info)
    }

    /// A language for a file of it; the first that asks has it made.
    pub fn ask(&mut self, language: LanguageIndex) -> Option<Asked<'_>> {
        let plugged = self.list.get_mut(language)?;
        if matches!(plugged.state, State::Unused) {
            plugged.state = State::Loading((plugged.def.make)(self.host.clone()));
            plugged.poll();
        }
        Some(match &mut plugged.state {
            State::Ready(language) => Asked::Ready(&mut **language),
            State::Failed(reason) => Asked::Failed(reason),
            State::Loading(_) | State::Unused => Asked::Loading,
        })
    }

    /// Asks those that are loading how far they are; gives those that are no longer.
    pub fn poll(&mut self) -> Vec<LanguageIndex> {
        let polled = self.list.iter_mut().enumerate();
        polled.filter_map(|(index, plugged)| plugged.poll().then_some(index)).collect()
    }

    /// Those that scripts wait for.
    pub fn loading(&self) -> impl Iterator<Item = &'static LanguageInfo> {
        self.list
            .iter()
            .filter(|plugged| matches!(plugged.state, State::Loading(_)))
            .map(|plugged| &plugged.def.info)
    }

    /// Has one instance serve all entities of a file from when it is loaded on; gives whether its language can do that.
    pub fn share_instance(&mut self, file: &str) -> bool {
        let Some(plugged) = self.list.iter_mut().find(|plugged| plugged.def.info.has_file(file)) else {
            return false;
        };
        if !plugged.def.info.abilities.shared_instances {
            return false;
        }
        plugged.shared_files.insert(file.into());
        match &mut plugged.state {
            State::Ready(language) => language.share_instance(file),
            // It is told when it is there.
            State::Unused | State::Loading(_) | State::Failed(_) => true,
        }
    }

    /// Whether all entities of a file have one instance.
    pub fn is_shared(&self, file: &str) -> bool {
        self.list.iter().any(|plugged| plugged.shared_files.contains(file))
    }

    /// Those that are there.
    pub fn ready(&self) -> impl Iterator<Item = &dyn Language> {
        self.list.iter().filter_map(|plugged| plugged.language())
    }

    /// The same, to do something with.
    pub fn ready_mut(&mut self) -> impl Iterator<Item = &mut (dyn Language + 'static)> {
        self.list.iter_mut().filter_map(|plugged| plugged.language_mut())
    }

    /// One of them, by its id.
    pub fn by_id(&mut self, id: &str) -> Option<&mut (dyn Language + 'static)> {
        self.list.iter_mut().find(|plugged| plugged.def.info.id == id)?.language_mut()
    }

    /// The one of a file, if it is there.
    pub fn ready_for(&self, file: &str) -> Option<&dyn Language> {
        self.list.get(self.of_file(file)?)?.language()
    }
}

impl Plugged {
    /// Asks for what is loading; true where it just came, or won't come.
    fn poll(&mut self) -> bool {
        let State::Loading(making) = &mut self.state else { return false };
        // It is asked again between frames, whether or not something wakes it.
        let Poll::Ready(made) = making.as_mut().poll(&mut Context::from_waker(Waker::noop())) else {
            return false;
        };
        self.state = match made {
            Ok(mut language) => {
                for file in &self.shared_files {
                    language.share_instance(file);
                }
                State::Ready(language)
            }
            Err(reason) => State::Failed(reason),
        };
        true
    }

    fn language(&self) -> Option<&dyn Language> {
        match &self.state {
            State::Ready(language) => Some(&**language),
            _ => None,
        }
    }

    fn language_mut(&mut self) -> Option<&mut (dyn Language + 'static)> {
        match &mut self.state {
            State::Ready(language) => Some(&mut **language),
            _ => None,
        }
    }
}
