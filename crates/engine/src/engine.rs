//! [`Engine`]: a project that runs.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

use glam::Vec3;
use luminara_project::{ActionBinding, Manifest, Project, TemplateText};
use luminara_render::DrawList;
use luminara_script::{
    ErrorKind, FetchedPart, FunctionHandle, Hook, Host, LanguageDef, Limits, LogLevel, OverBudget, Position,
    Registry, ScriptError, Source,
};
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

use crate::frame::camera::move_camera;
use crate::frame::draw_list::draw_list;
use crate::frame::scene::Scene;
use crate::frame::spawn::check_template;
use crate::frame::state_hash::StateHash;
use crate::host::languages::Languages;
use crate::host::named_files;
use crate::host::scripts::Scripts;
use crate::host::services::services;
use crate::parts::audio::{Audio, StampedAudio};
use crate::parts::console::ConsoleLine;
use crate::parts::data;
use crate::parts::drawing::Screen;
use crate::parts::images::{ImageFile, Images};
use crate::parts::input::{InputEvent, TouchControls};
use crate::world::components::Transform;
use crate::world::entity::{Custom, entity_of, id_of};

/// How an engine runs.
#[derive(Clone, Debug)]
pub struct Options {
    /// Frames of the simulation a second.
    pub fps: f64,
    /// The seed of all randomness; `None`: the project's own.
    pub seed: Option<u64>,
    /// What scripts may use.
    pub limits: Limits,
    /// The picture that is drawn on, until an input says that it has another size.
    pub screen: Screen,
    /// Real milliseconds since some fixed moment, for measurements.
    pub now: fn() -> f64,
    /// Called after each frame of the simulation, a test's included: whoever waits for many of them hears that they go on.
    pub ticked: fn(),
    /// Asks a part of the engine that was fetched.
    pub part: FetchedPart,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            fps: 60.0,
            seed: None,
            limits: Limits::default(),
            screen: Screen::default(),
            now: || 0.0,
            ticked: || (),
            part: |_, _| None,
        }
    }
}

/// A file whose new code runs.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Reloaded {
    /// Called as in the project.
    pub file: String,
    /// How long it took to compile and put in place, milliseconds.
    pub ms: f64,
}

/// What the engine has to say since it was last asked.
#[derive(Clone, Debug, Default)]
pub struct Output {
    /// Console lines.
    pub console: Vec<ConsoleLine>,
    /// All problems there are, if that changed.
    pub problems: Option<Vec<ScriptError>>,
    /// Files whose new code runs.
    pub reloaded: Vec<Reloaded>,
    /// What is to be heard.
    pub audio: Vec<StampedAudio>,
}

/// Numbers for the status bar.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Stats {
    /// Frames since the start.
    pub frame: u32,
    /// Simulated seconds since the start.
    pub time: f64,
    /// Time in scripts in the last frame, milliseconds.
    pub script_ms: f64,
    /// Time of the whole last frame, milliseconds.
    pub frame_ms: f64,
    /// Entities alive.
    pub entities: u32,
    /// Scripts that run.
    pub scripts: u32,
    /// Memory of all scripts, bytes.
    pub script_memory: usize,
}

/// A project that runs.
pub struct Engine {
    options: Options,
    languages: Vec<&'static LanguageDef>,
    registry: Rc<Registry>,
    manifest: Manifest,
    scene: Rc<RefCell<Scene>>,
    scripts: Scripts,
    reloaded: Vec<Reloaded>,
    /// What is wrong with the files that game.toml names.
    wrong_names: Vec<ScriptError>,
    script_ms: f64,
    frame_ms: f64,
}

impl Engine {
    /// An engine with an empty project.
    pub fn new(options: Options, languages: &[&'static LanguageDef]) -> Self {
        let registry = Rc::new(crate::api::registry());
        let manifest = Manifest::default();
        let (scene, scripts) = fresh(&options, languages, &registry, &manifest);
        Self {
            options,
            languages: languages.to_vec(),
            registry,
            manifest,
            scene,
            scripts,
            reloaded: Vec::new(),
            wrong_names: Vec::new(),
            script_ms: 0.0,
            frame_ms: 0.0,
        }
    }

    /// Ends what runs and starts a project: its scripts' top levels, then their `on_init`. No time passes.
    pub fn load(&mut self, project: Project) {
        self.load_with(project, None);
    }

    /// The same with tests registered, and with a file of tests run after the project's own scripts.
    pub(crate) fn load_for_tests(&mut self, project: Project, test_file: Option<&str>) {
        self.load_with(project, Some(test_file));
    }

    fn load_with(&mut self, project: Project, tests: Option<Option<&str>>) {
        self.manifest = project.manifest().unwrap_or_default();
        let audio = Audio::after(&self.scene.borrow().audio);
        let images = Images::after(&self.scene.borrow().images);
        let before = self.take_output().console;
        (self.scene, self.scripts) = fresh(&self.options, &self.languages, &self.registry, &self.manifest);
        self.scene.borrow_mut().audio = audio;
        self.scene.borrow_mut().images = images;
        for line in before {
            self.scene.borrow_mut().console.say(u32::MAX, line);
        }
        self.reloaded.clear();
        self.scene.borrow_mut().tests.is_on = tests.is_some();
        let sources: Vec<Source> =
            project.files.into_iter().map(|(name, bytes)| source(&name, &bytes)).collect();
        for source in &sources {
            self.scene.borrow_mut().files.insert(source.file.clone(), source.bytes.clone());
        }
        // Its templates may name files.
        self.check_manifest();
        for source in &sources {
            self.scripts.put_file(source);
        }
        if !sources.iter().any(|source| self.scripts.is_script(&source.file)) {
            let extension = self.scene.borrow().extensions.first().copied().unwrap_or_default();
            let text = format!("the project has no script; add a file such as main.{extension}");
            self.scene.borrow_mut().say(LogLevel::Warn, text, None);
        }
        self.start_game_scripts();
        if let Some(Some(file)) = tests {
            self.scripts.start_game_script(file);
        }
        self.scripts.initialize();
    }

    /// Ends a change between two frames: what is new begins, and what it takes the place of goes, since it may be long until
    /// time passes.
    fn settle_change(&mut self) {
        self.scripts.initialize();
        self.scripts.destroy_dying();
    }

    /// The files of a project that are run for their tests alone.
    pub(crate) fn test_files(&self, project: &Project) -> Vec<String> {
        project.test_files(&self.scene.borrow().extensions)
    }

    /// The state that scripts change.
    pub(crate) fn scene(&self) -> &Rc<RefCell<Scene>> {
        &self.scene
    }

    /// Calls a function of a script; what goes wrong is a problem.
    pub(crate) fn call(&mut self, function: &FunctionHandle) {
        self.scripts.call_function(function, &[]);
    }

    /// Starts the project anew, as it is now.
    pub fn reset(&mut self) {
        self.load(self.project());
    }

    /// A copy of the project as it is now.
    pub fn project(&self) -> Project {
        let scene = self.scene.borrow();
        let files = scene.files.iter().map(|(name, bytes)| (name.to_string(), bytes.to_vec()));
        Project { files: files.collect() }
    }

    /// A file of the project.
    pub fn file(&self, name: &str) -> Option<Rc<[u8]>> {
        self.scene.borrow().files.get(name).cloned()
    }

    /// The project's files by name, with their bytes' number.
    pub fn file_sizes(&self) -> BTreeMap<String, usize> {
        let scene = self.scene.borrow();
        scene.files.iter().map(|(name, bytes)| (name.to_string(), bytes.len())).collect()
    }

    /// The project's name and so on.
    pub fn manifest(&self) -> &Manifest {
        &self.manifest
    }

    /// The scripts that the project runs, in order.
    pub fn game_scripts(&self) -> Vec<String> {
        let scene = self.scene.borrow();
        luminara_project::scripts(scene.files.keys().map(SmolStr::as_str), &self.manifest, &scene.extensions)
    }

    /// Adds files or replaces their content. Scripts go on with the new code and their old state; where it doesn't
    /// compile, with the old code.
    pub fn put_files(&mut self, files: BTreeMap<String, Vec<u8>>) {
        let mut changed: Vec<Source> = files.iter().map(|(name, bytes)| source(name, bytes)).collect();
        changed.retain(|source| self.file(&source.file).as_deref() != Some(&*source.bytes));
        let is_new = changed.iter().any(|source| self.file(&source.file).is_none());
        for Source { file, bytes } in changed.iter().cloned() {
            let mut scene = self.scene.borrow_mut();
            scene.files.insert(file.clone(), bytes);
            scene.image_changed(&file);
        }
        self.scene.borrow_mut().sources.note_reload();
        let mut is_shared = false;
        for source in &changed {
            let started = (self.options.now)();
            is_shared |= self.scene.borrow().required.contains(&source.file);
            if source.file == Manifest::FILE {
                self.check_manifest();
                continue;
            }
            if self.scripts.is_script(&source.file) && self.scripts.put_file(source) {
                let ms = (self.options.now)() - started;
                self.reloaded.push(Reloaded { file: source.file.to_string(), ms });
            }
        }
        if is_shared {
            self.scripts.reload_all();
        }
        if is_new {
            self.check_named_files();
        }
        self.start_game_scripts();
        for Source { file, .. } in &changed {
            if file != Manifest::FILE && !self.scripts.is_script(file) {
                self.scripts.asset_changed(file);
            }
        }
        self.settle_change();
    }

    /// Takes a file out of the project; its scripts end.
    pub fn remove_file(&mut self, name: &str) {
        {
            let mut scene = self.scene.borrow_mut();
            scene.files.remove(name);
            scene.assets.unload(name);
            scene.image_changed(name);
        }
        self.scripts.remove_file(name);
        if name == Manifest::FILE {
            self.check_manifest();
        }
        self.check_named_files();
        self.settle_change();
    }

    /// Reads game.toml again. A broken one is reported, and what it said before holds.
    fn check_manifest(&mut self) {
        self.scripts.clear_problems(Manifest::FILE);
        self.wrong_names.clear();
        let text = self.file(Manifest::FILE).unwrap_or_default();
        match Manifest::parse(&text) {
            Ok(manifest) => {
                self.manifest = manifest;
                self.scripts.set_reload(self.manifest.reload.clone());
                self.check_named_files();
                self.bind_actions();
                self.define_templates();
                self.scene.borrow_mut().physics.set_flat(self.manifest.physics_dimensions == 2);
            }
            Err(error) => {
                let position = Position {
                    file: SmolStr::new_static(Manifest::FILE),
                    line: error.line,
                    column: error.column,
                };
                self.scripts.report(ScriptError::new(ErrorKind::Syntax, error.message.clone(), position));
            }
        }
    }

    /// Says which files that game.toml names are none, or not what they have to be; what was said before of them is not said again.
    fn check_named_files(&mut self) {
        let wrong = self.wrong_names();
        let before = std::mem::replace(&mut self.wrong_names, wrong.clone());
        let mended: Vec<ScriptError> = before.iter().filter(|old| !wrong.contains(old)).cloned().collect();
        self.scripts.retract(&mended);
        for error in wrong.into_iter().filter(|error| !before.contains(error)) {
            self.scripts.report(error);
        }
    }

    fn wrong_names(&mut self) -> Vec<ScriptError> {
        let scene = self.scene.borrow();
        let extensions = &scene.extensions;
        let files = || scene.files.keys().map(SmolStr::as_str);
        let Manifest { scripts, shared_instances, reload, .. } = &self.manifest;
        let mut wrong: Vec<(&str, &str, String)> = Vec::new();
        for name in scripts {
            let problem = named_files::problem_of_script(name, files(), extensions);
            wrong.extend(problem.map(|message| ("scripts", name.as_str(), message)));
        }
        for name in shared_instances {
            let problem = match named_files::problem_of_script(name, files(), extensions) {
                None if !self.scripts.share_instance(name) => {
                    let named = "whose language can't share an instance between entities";
                    Some(format!("'shared_instances' lists '{name}', {named}"))
                }
                problem => problem,
            };
            wrong.extend(problem.map(|message| ("shared_instances", name.as_str(), message)));
        }
        for name in reload.files.keys() {
            let problem = named_files::problem_of_script(name, files(), extensions);
            wrong.extend(problem.map(|message| ("reload", name.as_str(), message)));
        }
        let source = scene.files.get(Manifest::FILE).map_or(&[][..], |bytes| bytes);
        let error = |(key, name, message): (&str, &str, String)| {
            let (line, column) = Manifest::place_of(source, key, name).unwrap_or((0, 0));
            let position = Position { file: SmolStr::new_static(Manifest::FILE), line, column };
            ScriptError::new(ErrorKind::Host, message, position)
        };
        wrong.into_iter().map(error).collect()
    }

    /// Binds what game.toml binds.
    fn bind_actions(&mut self) {
        self.scene.borrow_mut().input.actions.clear();
        for ActionBinding { context, action, bindings, line, column } in &self.manifest.actions {
            let bound = self.scene.borrow_mut().input.bind(context, action, bindings);
            if let Err(error) = bound {
                let position =
                    Position { file: SmolStr::new_static(Manifest::FILE), line: *line, column: *column };
                self.scripts.report(ScriptError::new(ErrorKind::Host, error.message, position));
            }
        }
    }

    /// Makes the templates of game.toml known.
    fn define_templates(&mut self) {
        let known = {
            let scene = &mut *self.scene.borrow_mut();
            let def_of = |name: &str| scene.types.find(name).map(|ty| ty.def);
            let of = |template: &TemplateText| {
                (SmolStr::from(&template.name), data::fields_of(&template.fields, &def_of))
            };
            scene.templates.of_project = self.manifest.templates.iter().map(of).collect();
            let check = |template: &TemplateText| (template.clone(), check_template(scene, &template.name));
            self.manifest.templates.iter().map(check).collect::<Vec<_>>()
        };
        for (TemplateText { name, line, column, .. }, outcome) in known {
            if let Err(error) = outcome {
                let position = Position { file: SmolStr::new_static(Manifest::FILE), line, column };
                let message = format!("template '{name}': {}", error.message);
                self.scripts.report(ScriptError::new(ErrorKind::Host, message, position));
            }
        }
    }

    fn start_game_scripts(&mut self) {
        for name in self.game_scripts() {
            self.scripts.start_game_script(&name);
        }
    }

    /// What a thumb needs on a screen without keys.
    pub fn touch_controls(&self) -> TouchControls {
        self.scene.borrow().input.touch_controls()
    }

    /// Whether scripts want the page to hold the mouse.
    pub fn wants_mouse(&self) -> bool {
        self.scene.borrow().input.wants_mouse
    }

    /// Whether scripts read what is typed.
    pub fn wants_text(&self) -> bool {
        self.scene.borrow().input.wants_text()
    }

    /// The languages that scripts wait for: their names.
    pub fn loading_languages(&self) -> Vec<&'static str> {
        self.scripts.languages().loading().map(|info| info.name).collect()
    }

    /// What is said of the files whose language is loading, for runs that can't wait for it.
    pub(crate) fn waiting_files(&self) -> Vec<ScriptError> {
        self.scripts.waiting_files()
    }

    /// Gives the languages that are loading their turn, for hosts in which no frame passes meanwhile; [`tick`](Engine::tick) does it by itself.
    pub fn poll_languages(&mut self) {
        self.scripts.poll_languages();
        self.settle_change();
    }

    /// Something that the user did; it counts in the next frame.
    pub fn input(&mut self, event: InputEvent) {
        if let InputEvent::Resize { width, height, pixel_ratio } = event {
            // A project that is loaded before the next frame begins with it.
            self.options.screen = Screen::new(width, height, pixel_ratio);
        }
        self.scene.borrow_mut().input.push(event);
    }

    /// One frame: the whole schedule.
    pub fn tick(&mut self) {
        let dt = 1.0 / self.options.fps;
        let now = self.options.now;
        let frame_began = now();

        self.scene.borrow_mut().remember_places();
        self.scene.borrow_mut().start_frame(dt);
        let dt = self.scene.borrow().time.delta;
        self.scripts.start_frame();
        self.scripts.poll_languages();

        let scripts_began = now();
        self.scripts.resume_paused();
        self.scripts.initialize();
        self.scripts.tell_reloaded_assets();
        self.scripts.call_actions();
        self.scripts.deliver_events();
        self.scripts.call_timers();
        self.scripts.call_all(Hook::FixedUpdate, dt);
        self.scripts.call_tick_hooks(dt);
        self.scripts.call_systems(now);
        self.scripts.call_all(Hook::Update, dt);
        self.script_ms = now() - scripts_began;

        self.scene.borrow_mut().move_by_velocity(dt as f32);
        let contacts = self.scene.borrow_mut().step_physics(dt);
        self.scripts.deliver_contacts(&contacts);
        move_camera(&mut self.scene.borrow_mut());
        self.scripts.destroy_dying();
        self.scene.borrow_mut().draw_physics();
        self.scene.borrow_mut().draw_debugging();
        self.scene.borrow_mut().check_texts();
        self.scene.borrow_mut().check_sprites();
        self.scene.borrow_mut().play_sources();
        self.listen();
        self.scripts.end_frame();
        self.frame_ms = now() - frame_began;
        (self.options.ticked)();
    }

    /// Tells where the ear is.
    fn listen(&mut self) {
        let scene = &mut *self.scene.borrow_mut();
        scene.audio.listen(&mut scene.world);
    }

    /// What is to be drawn. `between`, from 0 to 1, is how far the picture's moment lies from the last frame to this one.
    pub fn draw_list(&self, between: f32) -> DrawList {
        draw_list(&mut self.scene.borrow_mut(), between)
    }

    /// The images that scripts named so far: a face of the engine decodes them for the renderer.
    pub fn images(&self) -> Vec<ImageFile> {
        self.scene.borrow().images.files().to_vec()
    }

    /// Another number whenever [`images`](Engine::images) gives something else.
    pub fn images_revision(&self) -> u32 {
        self.scene.borrow().images.revision()
    }

    /// Says that an image can't be decoded after all. `why` is for whoever made it.
    pub fn image_failed(&mut self, image: u32, why: &str) {
        let mut scene = self.scene.borrow_mut();
        let Some(file) = scene.images.files().iter().find(|file| file.id == image) else {
            return;
        };
        let text = format!("'{}' can't be shown: {why}", file.name);
        scene.say(LogLevel::Warn, text, None);
    }

    /// What was said since the last time.
    pub fn take_output(&mut self) -> Output {
        let (console, audio) = {
            let mut scene = self.scene.borrow_mut();
            (scene.console.take(), scene.audio.take())
        };
        Output {
            console,
            problems: self.scripts.take_problems(),
            reloaded: std::mem::take(&mut self.reloaded),
            audio,
        }
    }

    /// Whether a script asked to stop (`debug.break_here`) since the last time.
    pub fn take_stop(&mut self) -> bool {
        self.scene.borrow_mut().debugging.take_stop()
    }

    /// What is wrong now.
    pub fn problems(&self) -> &[ScriptError] {
        self.scripts.problems()
    }

    /// Numbers for the status bar.
    pub fn stats(&self) -> Stats {
        let scene = self.scene.borrow();
        Stats {
            frame: scene.time.frame,
            time: scene.time.total,
            script_ms: self.script_ms,
            frame_ms: self.frame_ms,
            entities: scene.entity_count(),
            scripts: self.scripts.count() as u32,
            script_memory: self.scripts.memory_used(),
        }
    }

    /// A number that is the same for the same world, bit for bit: frames, every entity's components, every script's `this`.
    pub fn state_hash(&self) -> u64 {
        let mut hash = StateHash::default();
        let scene = self.scene.borrow();
        hash.integer(u64::from(scene.time.frame));
        for entity in scene.all_entities() {
            hash.integer(id_of(entity).0);
            for ty in scene.types.iter() {
                if let Some(value) = (ty.get)(&scene.world, entity) {
                    hash.value(&luminara_script::Value::Struct(value.into()));
                }
            }
            if let Some(custom) = scene.world.get::<Custom>(entity) {
                for (name, value) in &custom.0 {
                    hash.text(name);
                    hash.value(value);
                }
            }
        }
        drop(scene);
        for (file, entity, this) in self.scripts.states() {
            hash.text(file);
            hash.integer(entity.map_or(u64::MAX, |entity| entity.0));
            hash.value(&this);
        }
        hash.finish()
    }

    /// An entity's position, for tests and tools.
    pub fn position_of(&self, name: &str) -> Option<Vec3> {
        let mut scene = self.scene.borrow_mut();
        let id = scene.find_by_name(name)?;
        scene.world.get::<Transform>(entity_of(id)?).map(|transform| transform.position)
    }
}

fn source(name: &str, bytes: &[u8]) -> Source {
    Source { file: name.into(), bytes: bytes.into() }
}

fn fresh(
    options: &Options,
    languages: &[&'static LanguageDef],
    registry: &Rc<Registry>,
    manifest: &Manifest,
) -> (Rc<RefCell<Scene>>, Scripts) {
    let seed = options.seed.unwrap_or(manifest.seed);
    let mut limits = options.limits;
    if manifest.pauses_over_budget {
        limits.over_budget = OverBudget::PAUSE;
    }
    let scene = Rc::new(RefCell::new(Scene::new(seed, limits, Vec::new())));
    scene.borrow_mut().drawing.resize(options.screen);
    let host = Host {
        registry: registry.clone(),
        state: scene.clone(),
        services: services(options.now, options.part),
        limits,
    };
    scene.borrow_mut().extensions =
        languages.iter().flat_map(|language| language.info.extensions.iter().copied()).collect();
    let scripts = Scripts::new(Languages::new(languages, host), scene.clone());
    (scene, scripts)
}
