//! Runs scripts: loads files, attaches them to entities, calls their hooks, and keeps what goes wrong in one from the others.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::rc::Rc;

use luminara_project::{Reload, ReloadChoice};
use luminara_script::{
    End, EntityId, ErrorKind, FunctionHandle, Hook, Instance, InstanceId, LogLevel, Position, ReloadStrategy,
    Renewal, Script, ScriptError, Source, Value,
};
use smol_str::SmolStr;

use crate::frame::scene::{Made, Scene};
use crate::host::languages::{Asked, LanguageIndex, Languages};

/// How a running script is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ScriptState {
    /// Its `on_init` has not run yet.
    Uninitialized,
    /// All is well.
    Running,
    /// A call of it used up its frame's instructions and goes on in the next frame. What else was to be called waits.
    Paused,
    /// It failed, and is not called until its file is mended.
    Error(String),
}

/// A script that runs: a file on an entity, or a game script.
#[derive(Debug)]
pub struct Running {
    /// The index of its file.
    pub(super) file: usize,
    /// The entity that it moves.
    pub entity: Option<EntityId>,
    /// How it is.
    pub state: ScriptState,
    /// Whether `on_init` ran.
    initialized: bool,
    /// What its top level made.
    made: Made,
    /// What its `on_init` made.
    made_at_init: Made,
    /// What `this` starts with, until the file compiles for the first time.
    waiting: Option<Value>,
    /// What is to be called when its paused call is over.
    pub(super) postponed: VecDeque<Postponed>,
}

/// A call that waits for a paused one.
#[derive(Debug)]
pub(super) enum Postponed {
    Hook(Hook, Vec<Value>),
    Function(FunctionHandle, Vec<Value>),
}

/// Calls that may wait for a paused one; what comes beyond is dropped.
pub(super) const MOST_POSTPONED: usize = 1000;

/// A script file of the project.
pub(super) struct ScriptFile {
    pub(super) name: SmolStr,
    /// `None` as long as it never compiled.
    pub(super) script: Option<Box<dyn Script>>,
    /// All its scripts share one instance, which is in the middle of a call.
    pub(super) is_instance_paused: bool,
}

/// All scripts of a project.
pub struct Scripts {
    pub(super) languages: Languages,
    pub(super) files: Vec<ScriptFile>,
    pub(super) running: BTreeMap<InstanceId, Running>,
    next_instance: u64,
    pub(super) scene: Rc<RefCell<Scene>>,
    problems: Vec<ScriptError>,
    problems_changed: bool,
    /// Errors that were said in this frame, as they came and as they were told, so that a thousand entities with one fault say
    /// it once.
    said: BTreeMap<(Position, String), ScriptError>,
    /// The languages of which it was said that they are loading.
    said_loading: BTreeSet<&'static str>,
    /// What becomes of state when code is replaced.
    reload: Reload,
}

impl Scripts {
    /// No scripts yet.
    pub fn new(languages: Languages, scene: Rc<RefCell<Scene>>) -> Self {
        Self {
            languages,
            files: Vec::new(),
            running: BTreeMap::new(),
            next_instance: 1,
            scene,
            problems: Vec::new(),
            problems_changed: true,
            said: BTreeMap::new(),
            said_loading: BTreeSet::new(),
            reload: Reload::default(),
        }
    }

    /// Says what becomes of state when code is replaced from here on.
    pub fn set_reload(&mut self, reload: Reload) {
        self.reload = reload;
    }

    /// What becomes of the state of a file's scripts when its code is replaced.
    fn strategy(&self, file: &str) -> ReloadStrategy {
        match self.reload.of(file) {
            ReloadChoice::Preserve => ReloadStrategy::Preserve,
            ReloadChoice::Restore => ReloadStrategy::Restore,
            ReloadChoice::Reset => ReloadStrategy::Reset,
        }
    }

    /// Starts a frame.
    pub fn start_frame(&mut self) {
        self.said.clear();
    }

    /// Ends a frame: languages tidy up.
    pub fn end_frame(&mut self) {
        for language in self.languages.ready_mut() {
            language.end_frame();
        }
    }

    /// What is wrong now, if that changed since it was last asked.
    pub fn take_problems(&mut self) -> Option<Vec<ScriptError>> {
        std::mem::take(&mut self.problems_changed).then(|| self.problems.clone())
    }

    /// What is wrong now.
    pub fn problems(&self) -> &[ScriptError] {
        &self.problems
    }

    /// Scripts that run.
    pub fn count(&self) -> usize {
        self.running.len()
    }

    /// Memory of all scripts, bytes.
    pub fn memory_used(&self) -> usize {
        self.languages.ready().map(|language| language.memory_used()).sum()
    }

    /// Each running script's file, entity and `this`, oldest first.
    pub fn states(&self) -> impl Iterator<Item = (&str, Option<EntityId>, Value)> {
        self.running.iter().filter_map(|(id, running)| {
            let file = self.files.get(running.file)?;
            let this = file.script.as_ref().map_or(Value::Nil, |script| script.this(*id));
            Some((file.name.as_str(), running.entity, this))
        })
    }

    /// The languages.
    pub fn languages(&self) -> &Languages {
        &self.languages
    }

    /// Has one instance serve all entities of a file from when it is loaded on; gives whether its language can do that.
    pub fn share_instance(&mut self, file: &str) -> bool {
        self.languages.share_instance(file)
    }

    /// Whether a file's name is a script's.
    pub fn is_script(&self, file: &str) -> bool {
        self.languages.of_file(file).is_some()
    }

    /// Gives the languages that are loading their turn: the scripts of one that came begin, and one that won't come is a problem of each of
    /// its files.
    pub fn poll_languages(&mut self) {
        for language in self.languages.poll() {
            let Some(info) = self.languages.info(language) else { continue };
            let files: Vec<Source> = {
                let scene = self.scene.borrow();
                let files = scene.files.iter().filter(|(name, _)| info.has_file(name));
                files.map(|(file, bytes)| Source { file: file.clone(), bytes: bytes.clone() }).collect()
            };
            if matches!(self.languages.ask(language), Some(Asked::Ready(_))) {
                self.scene.borrow_mut().say(LogLevel::Info, format!("{} is ready", info.name), None);
            }
            for file in files {
                self.put_file(&file);
            }
        }
    }

    /// Compiles a file that is new, or replaces the code of one that runs. Gives whether it compiled.
    pub fn put_file(&mut self, source: &Source) -> bool {
        let Some(language) = self.languages.of_file(&source.file) else { return false };
        self.clear_problems(&source.file);
        self.forget_module(&source.file);
        let index = match self.files.iter().position(|file| file.name == source.file) {
            Some(index) => index,
            None => {
                self.files.push(ScriptFile {
                    name: source.file.clone(),
                    script: None,
                    is_instance_paused: false,
                });
                self.files.len() - 1
            }
        };
        let strategy = self.strategy(&source.file);
        self.start_recording(true);
        let compiled = match self.files.get_mut(index).and_then(|file| file.script.as_mut()) {
            Some(script) => script.reload(source, strategy).map(Some),
            None => match self.load(language, source) {
                Some(Ok(script)) => {
                    if let Some(file) = self.files.get_mut(index) {
                        file.script = Some(script);
                    }
                    Ok(None)
                }
                Some(Err(errors)) => Err(errors),
                None => {
                    self.recorded();
                    return false;
                }
            },
        };
        let made = self.recorded();
        if compiled.is_ok() {
            self.warn_of(index);
        }
        match compiled {
            Ok(Some(renewals)) => {
                self.give_entity(index);
                self.after_reload(renewals, made);
            }
            Ok(None) => {
                self.give_entity(index);
                self.attach_waiting(index);
            }
            Err(errors) => {
                for error in errors {
                    self.report(error);
                }
                return false;
            }
        }
        true
    }

    /// Compiles a file for the first time; `None` where its language is still loading, which is said once.
    fn load(
        &mut self,
        language: LanguageIndex,
        source: &Source,
    ) -> Option<Result<Box<dyn Script>, Vec<ScriptError>>> {
        let info = self.languages.info(language)?;
        match self.languages.ask(language)? {
            Asked::Ready(language) => Some(language.load(source)),
            Asked::Failed(reason) => {
                let message = format!("{} could not be loaded: {reason}", info.name);
                let place = Position::line(source.file.clone(), 0);
                Some(Err(vec![ScriptError::new(ErrorKind::Host, message, place)]))
            }
            Asked::Loading => {
                if self.said_loading.insert(info.id) {
                    let text = format!("{} is loading; its scripts wait until it is there", info.name);
                    self.scene.borrow_mut().say(LogLevel::Info, text, None);
                }
                None
            }
        }
    }

    /// What is said of the files that wait for their language where no one can: their tests aren't known yet.
    pub fn waiting_files(&self) -> Vec<ScriptError> {
        let mut errors = Vec::new();
        for info in self.languages.loading() {
            for file in self.files.iter().filter(|file| info.has_file(&file.name)) {
                let message = format!("{} is still loading; run the tests when it is there", info.name);
                errors.push(ScriptError::new(ErrorKind::Host, message, Position::line(file.name.clone(), 0)));
            }
        }
        errors
    }

    /// Reports what a file that compiled is warned of.
    fn warn_of(&mut self, file: usize) {
        let script = self.files.get(file).and_then(|file| file.script.as_ref());
        for warning in script.map_or(Vec::new(), |script| script.metadata().warnings.clone()) {
            self.report(warning);
        }
    }

    /// Notes from here on what scripts make; `is_top_level`: as part of setting a scene up.
    fn start_recording(&mut self, is_top_level: bool) {
        let mut scene = self.scene.borrow_mut();
        scene.recording = Some(BTreeMap::new());
        scene.is_setting_up = is_top_level;
    }

    /// What was noted.
    fn recorded(&mut self) -> BTreeMap<InstanceId, Made> {
        let mut scene = self.scene.borrow_mut();
        scene.is_setting_up = false;
        scene.recording.take().unwrap_or_default()
    }

    /// Every instance that ran its new top level keeps what that made and loses what the old one made; one that failed
    /// goes on as it was.
    fn after_reload(&mut self, renewals: Vec<(InstanceId, Renewal)>, mut made: BTreeMap<InstanceId, Made>) {
        for (id, renewal) in renewals {
            let new = made.remove(&id).unwrap_or_default();
            let Some(running) = self.running.get_mut(&id) else { continue };
            match renewal {
                Renewal::Kept | Renewal::Anew => {
                    if renewal == Renewal::Anew {
                        running.initialized = false;
                        let old = std::mem::take(&mut running.made_at_init);
                        self.scene.borrow_mut().unmake(&old);
                    }
                    running.postponed.clear();
                    let old = std::mem::replace(&mut running.made, new);
                    self.scene.borrow_mut().unmake(&old);
                    running.state = match running.initialized {
                        true => ScriptState::Running,
                        false => ScriptState::Uninitialized,
                    };
                    if running.initialized {
                        self.call(id, Hook::Reload, &[]);
                    }
                }
                Renewal::Failed(error) => {
                    self.scene.borrow_mut().unmake(&new);
                    self.report(error);
                }
            }
        }
    }

    /// A file compiled for the first time: what waited for it begins.
    fn attach_waiting(&mut self, file: usize) {
        let waiting: Vec<(InstanceId, Option<EntityId>, Value)> = self
            .running
            .iter_mut()
            .filter(|(_, running)| running.file == file)
            .filter_map(|(id, running)| Some((*id, running.entity, running.waiting.take()?)))
            .collect();
        for (id, entity, this) in waiting {
            self.run_top_level(Instance { id, entity, this });
        }
    }

    /// Runs every script again, as after a change in a file that several of them require.
    pub fn reload_all(&mut self) {
        let names: Vec<SmolStr> = self.files.iter().map(|file| file.name.clone()).collect();
        for name in names {
            let bytes = self.scene.borrow().files.get(&name).cloned();
            if let Some(bytes) = bytes {
                self.put_file(&Source { file: name, bytes });
            }
        }
    }

    fn forget_module(&mut self, file: &str) {
        for language in self.languages.ready_mut() {
            language.forget_module(file);
        }
    }

    /// Ends a file's scripts.
    pub fn remove_file(&mut self, name: &str) {
        self.clear_problems(name);
        self.forget_module(name);
        let Some(index) = self.files.iter().position(|file| file.name == name) else { return };
        let gone: Vec<InstanceId> =
            self.running.iter().filter(|(_, running)| running.file == index).map(|(id, _)| *id).collect();
        for id in gone {
            if let Some(running) = self.running.get_mut(&id) {
                let made = std::mem::take(&mut running.made);
                self.scene.borrow_mut().unmake(&made);
            }
            self.detach(id);
        }
        if let Some(file) = self.files.get_mut(index) {
            file.script = None;
        }
    }

    /// Runs a file as a game script, once. One that defines hooks of an entity gets an entity of its own.
    pub fn start_game_script(&mut self, name: &str) {
        let Some(index) = self.files.iter().position(|file| file.name == name) else { return };
        let already = self.running.values().any(|running| running.file == index);
        if already {
            return;
        }
        let id = self.new_id();
        let entity = match self.has_hooks(index) {
            true => self.scene.borrow_mut().spawn(id).ok(),
            false => None,
        };
        self.start(id, index, entity, Value::Nil);
    }

    /// Whether a file defines hooks of an entity.
    fn has_hooks(&self, file: usize) -> bool {
        let script = self.files.get(file).and_then(|file| file.script.as_ref());
        script.is_some_and(|script| !script.metadata().hooks.is_empty())
    }

    /// Gives a game script that defines hooks now, and didn't before, its entity; its `on_init` comes next.
    fn give_entity(&mut self, file: usize) {
        if !self.has_hooks(file) {
            return;
        }
        for (id, running) in &mut self.running {
            if running.file == file && running.entity.is_none() {
                let mut scene = self.scene.borrow_mut();
                // It stays when the top level is replaced.
                let recording = scene.recording.take();
                running.entity = scene.spawn(*id).ok();
                scene.recording = recording;
                running.initialized = false;
                running.state = ScriptState::Uninitialized;
            }
        }
    }

    /// Attaches what scripts asked for since the last time.
    pub fn attach_requested(&mut self) {
        let requests = std::mem::take(&mut self.scene.borrow_mut().attach_requests);
        for request in requests {
            if !self.scene.borrow().is_valid(request.entity) {
                continue;
            }
            let index = self.files.iter().position(|file| file.name == request.file);
            let Some(index) = index else { continue };
            let id = self.new_id();
            self.start(id, index, Some(request.entity), request.this);
        }
    }

    fn new_id(&mut self) -> InstanceId {
        let id = InstanceId(self.next_instance);
        self.next_instance += 1;
        id
    }

    fn start(&mut self, id: InstanceId, file: usize, entity: Option<EntityId>, this: Value) {
        let is_compiled = self.files.get(file).is_some_and(|file| file.script.is_some());
        let running = Running {
            file,
            entity,
            state: ScriptState::Uninitialized,
            initialized: false,
            made: Made::default(),
            made_at_init: Made::default(),
            waiting: (!is_compiled).then(|| this.clone()),
            postponed: VecDeque::new(),
        };
        self.running.insert(id, running);
        if is_compiled {
            self.run_top_level(Instance { id, entity, this });
        }
    }

    fn run_top_level(&mut self, instance: Instance) {
        let id = instance.id;
        let Some(file) = self.running.get(&id).map(|running| running.file) else { return };
        let Some(script) = self.files.get_mut(file).and_then(|file| file.script.as_mut()) else { return };
        {
            let mut scene = self.scene.borrow_mut();
            scene.recording = Some(BTreeMap::new());
            scene.is_setting_up = true;
        }
        let outcome = script.attach(&instance);
        let made = self.recorded().remove(&id).unwrap_or_default();
        if let Some(running) = self.running.get_mut(&id) {
            running.made = made;
        }
        if let End::Failed(error) = outcome.end {
            self.fail(id, error);
        }
    }

    /// Calls `on_init` of what was attached since the last time, in the order of attaching; attaches what they ask for, until
    /// nothing is left or it goes on for ever.
    pub fn initialize(&mut self) {
        const ROUNDS: usize = 8;
        for _ in 0..ROUNDS {
            self.attach_requested();
            let new: Vec<InstanceId> = self
                .running
                .iter()
                .filter(|(_, running)| {
                    running.state == ScriptState::Uninitialized && running.waiting.is_none()
                })
                .map(|(id, _)| *id)
                .collect();
            if new.is_empty() {
                return;
            }
            for id in new {
                if let Some(running) = self.running.get_mut(&id) {
                    running.state = ScriptState::Running;
                    let entity = running.entity.map_or(Value::Nil, Value::Entity);
                    self.start_recording(false);
                    let went_well = self.call(id, Hook::Init, &[entity]);
                    let made = self.recorded().remove(&id).unwrap_or_default();
                    if let Some(running) = self.running.get_mut(&id) {
                        running.initialized |= went_well;
                        running.made_at_init = made;
                    }
                }
            }
        }
    }

    /// Takes the entities that were destroyed out of the world, after their scripts' `on_destroy`.
    pub fn destroy_dying(&mut self) {
        const ROUNDS: usize = 8;
        for _ in 0..ROUNDS {
            let dying = std::mem::take(&mut self.scene.borrow_mut().dying);
            if dying.is_empty() {
                return;
            }
            let ids: BTreeSet<EntityId> =
                dying.iter().map(|entity| crate::world::entity::id_of(*entity)).collect();
            let attached: Vec<(InstanceId, EntityId)> = self
                .running
                .iter()
                .filter_map(|(id, running)| Some((*id, running.entity?)))
                .filter(|(_, entity)| ids.contains(entity))
                .collect();
            for (id, entity) in attached {
                self.abandon(id);
                if self.running.get(&id).is_some_and(|running| running.state == ScriptState::Running) {
                    self.call(id, Hook::Destroy, &[Value::Entity(entity)]);
                }
                self.detach(id);
            }
            let mut scene = self.scene.borrow_mut();
            for entity in dying {
                scene.despawn(entity);
            }
        }
    }

    /// Ends a script's paused call without its end.
    fn abandon(&mut self, id: InstanceId) {
        let Some(running) = self.running.get_mut(&id) else { return };
        if running.state == ScriptState::Paused {
            running.state = ScriptState::Running;
            let Some(file) = self.files.get_mut(running.file) else { return };
            file.is_instance_paused = false;
            if let Some(script) = file.script.as_mut() {
                script.abandon(id);
            }
        }
    }

    fn detach(&mut self, id: InstanceId) {
        let Some(running) = self.running.remove(&id) else { return };
        if let Some(script) = self.files.get_mut(running.file).and_then(|file| file.script.as_mut()) {
            script.detach(id);
        }
        self.scene.borrow_mut().forget_instance(id);
    }

    /// Puts a script in the error state and says why, once a frame for each place.
    pub(super) fn fail(&mut self, id: InstanceId, error: ScriptError) {
        if let Some(running) = self.running.get_mut(&id) {
            running.state = ScriptState::Error(error.to_string());
        }
        self.report(error);
    }

    /// Adds a problem and says it on the console.
    pub fn report(&mut self, error: ScriptError) {
        let key = (error.position.clone(), error.message.clone());
        let told = match self.said.get(&key) {
            Some(told) => told.clone(),
            None => {
                let told = self.advised(error);
                let mut text = told.message.clone();
                for frame in &told.trace {
                    text.push_str(&format!("\n    {} in {}", frame.position, frame.function));
                }
                let level = match told.kind {
                    ErrorKind::Warning => LogLevel::Warn,
                    _ => LogLevel::Error,
                };
                self.scene.borrow_mut().say(level, text, Some(told.position.clone()));
                self.said.insert(key, told.clone());
                told
            }
        };
        let known = self
            .problems
            .iter()
            .any(|problem| problem.position == told.position && problem.message == told.message);
        if !known {
            self.problems.push(told);
            self.problems_changed = true;
        }
    }

    /// The error with what its language has to say of it.
    fn advised(&self, mut error: ScriptError) -> ScriptError {
        if !matches!(error.kind, ErrorKind::Runtime | ErrorKind::Host) {
            return error;
        }
        let file = error.position.file.clone();
        let bytes = self.scene.borrow().files.get(&file).cloned();
        if let (Some(bytes), Some(language)) = (bytes, self.languages.ready_for(&file)) {
            language.advise(&Source { file, bytes }, &mut error);
        }
        error
    }

    /// Forgets problems that are none any more.
    pub fn retract(&mut self, problems: &[ScriptError]) {
        let before = self.problems.len();
        self.problems.retain(|problem| !problems.contains(problem));
        self.problems_changed |= self.problems.len() != before;
    }

    /// Forgets what was wrong in a file.
    pub fn clear_problems(&mut self, file: &str) {
        let before = self.problems.len();
        self.problems.retain(|problem| problem.position.file != file);
        self.problems_changed |= self.problems.len() != before;
    }
}
