//! [`Session`]: carries the page's commands out and paces the simulation by its clock.

use std::collections::BTreeMap;

use luminara_engine::{Engine, LanguageFactory, Options, list_tests, run_test};
use luminara_project::{Caps, Project, check_name, link, zip};
use serde_bytes::ByteBuf;

use crate::protocol::{Command, Files, ProjectInfo, Report, Stats, TestList};

/// What scripts may be written in.
const LANGUAGES: [LanguageFactory; 2] = [luminara_lua::language, luminara_wasm::language];

/// Frames of the simulation a second.
const FPS: f64 = 60.0;

/// Frames that one picture may catch up on. What a slow machine can't do is left out, not piled up.
const MOST_FRAMES_A_PICTURE: u32 = 4;

/// A file larger than this is not taken, bytes.
const MOST_FILE_BYTES: usize = 8 << 20;

/// All files together, bytes.
const MOST_BYTES: usize = 32 << 20;

/// Files that a project may have.
const MOST_FILES: usize = 256;

/// Frames that one `step` may do.
const MOST_STEPS: u32 = 100_000;

/// An engine that is told what to do by messages.
pub struct Session {
    engine: Engine,
    options: Options,
    running: bool,
    /// The page's time of the last picture, milliseconds.
    last_picture: Option<f64>,
    /// Simulated time that the pictures so far are ahead of the simulation, seconds.
    owed: f64,
    /// Milliseconds a picture, averaged.
    picture_ms: f64,
    /// Whether the picture is out of date.
    is_stale: bool,
}

impl Session {
    /// An empty project, paused. `now`: real milliseconds since some fixed moment.
    pub fn new(now: fn() -> f64) -> Self {
        let options = Options { fps: FPS, now, ..Options::default() };
        Self {
            engine: Engine::new(options.clone(), &LANGUAGES),
            options,
            running: false,
            last_picture: None,
            owed: 0.0,
            picture_ms: 0.0,
            is_stale: true,
        }
    }

    /// The engine.
    pub fn engine(&self) -> &Engine {
        &self.engine
    }

    /// Carries a command out.
    pub fn handle(&mut self, command: Command) -> Report {
        let mut report = Report::default();
        if let Err(refused) = self.carry_out(command, &mut report) {
            report.refused = Some(refused);
        }
        self.is_stale = true;
        self.fill(&mut report);
        report
    }

    fn carry_out(&mut self, command: Command, report: &mut Report) -> Result<(), String> {
        match command {
            Command::Load { files, running } => {
                self.engine.load(Project { files: self.checked(files, 0)? });
                self.running = running;
                self.owed = 0.0;
                report.project = Some(self.project_info());
            }
            Command::PutFiles { files } => {
                let files = self.checked(files, self.engine.project().files.len())?;
                self.engine.put_files(files);
                report.project = Some(self.project_info());
            }
            Command::RemoveFile { name } => {
                self.engine.remove_file(&name);
                report.project = Some(self.project_info());
            }
            Command::Run => self.running = true,
            Command::Pause => self.running = false,
            Command::Step { frames, inputs } => {
                self.running = false;
                if frames > MOST_STEPS {
                    return Err(format!("step takes at most {MOST_STEPS} frames, got {frames}"));
                }
                for _ in 0..frames {
                    let next = self.engine.stats().frame + 1;
                    for input in inputs.iter().filter(|input| input.frame == next) {
                        self.engine.input(input.event.clone());
                    }
                    self.engine.tick();
                }
            }
            Command::Reset => {
                self.engine.reset();
                self.owed = 0.0;
            }
            Command::Input { event } => self.engine.input(event),
            Command::Resize { .. } => {}
            Command::ListTests => {
                let (cases, problems) = list_tests(self.engine.project(), &self.options, &LANGUAGES);
                report.tests = Some(TestList { cases, problems });
            }
            Command::RunTest { case } => {
                report.tested = Some(run_test(self.engine.project(), &case, &self.options, &LANGUAGES));
            }
            Command::Hash => report.hash = Some(format!("{:016x}", self.engine.state_hash())),
            Command::Link => report.link = Some(link::encode(self.engine.project())),
            Command::Open { fragment } => {
                let opened = link::open(&fragment, &Caps::default()).map_err(|error| error.to_string())?;
                report.newer_engine = opened
                    .engine
                    .filter(|engine| engine.is_newer_than_here())
                    .map(|engine| engine.to_string());
                report.files = Some(files_of(opened.project));
            }
            Command::Zip => {
                let bytes = zip::encode(self.engine.project()).map_err(|error| error.to_string())?;
                report.zip = Some(ByteBuf::from(bytes));
            }
            Command::OpenZip { bytes } => {
                let caps = Caps { total_bytes: MOST_BYTES, ..Caps::default() };
                let project = zip::decode(&bytes, &caps).map_err(|error| error.to_string())?;
                report.files = Some(files_of(project));
            }
            #[allow(clippy::panic)] // A test's way to see what the page does then.
            Command::Panic => panic!("a panic that was asked for"),
        }
        Ok(())
    }

    fn checked(&self, files: Files, present: usize) -> Result<BTreeMap<String, Vec<u8>>, String> {
        if files.len() + present > MOST_FILES {
            return Err(format!("a project has at most {MOST_FILES} files"));
        }
        for (name, bytes) in &files {
            check_name(name).map_err(|error| error.to_string())?;
            if bytes.len() > MOST_FILE_BYTES {
                return Err(format!(
                    "{name} is {} MB; a file may have {} MB",
                    bytes.len() >> 20,
                    MOST_FILE_BYTES >> 20
                ));
            }
        }
        Ok(files.into_iter().map(|(name, bytes)| (name, bytes.into_vec())).collect())
    }

    fn project_info(&self) -> ProjectInfo {
        let manifest = self.engine.manifest();
        ProjectInfo {
            name: manifest.name.clone(),
            description: manifest.description.clone(),
            scripts: self.engine.game_scripts(),
        }
    }

    /// Does the frames that are due at `now`, the page's time in milliseconds. Gives how far the picture's moment lies
    /// between the last two frames (0 to 1), or `None` when the picture that is there is still right.
    pub fn advance(&mut self, now: f64) -> Option<f32> {
        let elapsed = self.last_picture.map_or(0.0, |last| (now - last).max(0.0));
        self.last_picture = Some(now);
        if elapsed > 0.0 {
            let weight = if self.picture_ms == 0.0 { 1.0 } else { 0.1 };
            self.picture_ms += (elapsed.min(1000.0) - self.picture_ms) * weight;
        }
        if self.running {
            self.owed += elapsed / 1000.0;
            let mut frames = 0;
            while self.owed >= 1.0 / FPS && frames < MOST_FRAMES_A_PICTURE {
                self.engine.tick();
                self.owed -= 1.0 / FPS;
                frames += 1;
            }
            if frames == MOST_FRAMES_A_PICTURE {
                self.owed = self.owed.min(1.0 / FPS);
            }
            self.is_stale = false;
            return Some((self.owed * FPS).clamp(0.0, 1.0) as f32);
        }
        std::mem::take(&mut self.is_stale).then_some(1.0)
    }

    /// What there is to say after a picture; `None` when nothing happened.
    pub fn report(&mut self) -> Option<Report> {
        let mut report = Report::default();
        self.fill(&mut report);
        let is_news = self.running
            || !report.console.is_empty()
            || report.problems.is_some()
            || !report.reloaded.is_empty();
        is_news.then_some(report)
    }

    fn fill(&mut self, report: &mut Report) {
        let output = self.engine.take_output();
        let stats = self.engine.stats();
        report.console = output.console;
        report.problems = output.problems;
        report.reloaded = output.reloaded;
        report.running = self.running;
        report.stats = Stats {
            frame: stats.frame,
            time: stats.time,
            fps: if self.picture_ms > 0.0 { 1000.0 / self.picture_ms } else { 0.0 },
            script_ms: stats.script_ms,
            engine_ms: stats.frame_ms,
            render_ms: 0.0,
            entities: stats.entities,
            scripts: stats.scripts,
            memory: stats.script_memory as f64,
        };
    }
}

fn files_of(project: Project) -> Files {
    project.files.into_iter().map(|(name, bytes)| (name, ByteBuf::from(bytes))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files(list: &[(&str, &str)]) -> Files {
        list.iter().map(|(name, text)| ((*name).to_owned(), ByteBuf::from(text.as_bytes()))).collect()
    }

    #[test]
    fn pictures_and_frames_keep_the_same_time() {
        let mut session = Session::new(|| 0.0);
        session.handle(Command::Run);
        session.advance(0.0);
        for picture in 1..=144 {
            session.advance(f64::from(picture) * 1000.0 / 144.0);
        }
        assert!((59..=60).contains(&session.engine().stats().frame));
    }

    #[test]
    fn a_long_pause_is_not_caught_up_on() {
        let mut session = Session::new(|| 0.0);
        session.handle(Command::Run);
        session.advance(0.0);
        session.advance(60_000.0);
        assert_eq!(session.engine().stats().frame, MOST_FRAMES_A_PICTURE);
        session.advance(60_016.0);
        assert!(session.engine().stats().frame <= MOST_FRAMES_A_PICTURE + 2);
    }

    #[test]
    fn a_hostile_command_is_refused_and_nothing_changes() {
        let mut session = Session::new(|| 0.0);
        session.handle(Command::Load { files: files(&[("main.lua", "")]), running: false });
        let report = session.handle(Command::PutFiles { files: files(&[("../etc/passwd", "x")]) });
        assert!(report.refused.is_some());
        let report = session.handle(Command::Open { fragment: "#!!".into() });
        assert!(report.refused.is_some() && report.files.is_none());
        assert_eq!(session.engine().project().files.len(), 1);
    }

    #[test]
    fn tests_run_beside_the_scene() {
        let mut session = Session::new(|| 0.0);
        let text = "world.spawn(); test('two', function() world.spawn(); test.equal(world.count(), 3) end)";
        session.handle(Command::Load { files: files(&[("main.lua", text)]), running: false });
        let list = session.handle(Command::ListTests).tests.unwrap();
        assert!(list.problems.is_empty());
        let case = list.cases.first().unwrap().clone();
        let report = session.handle(Command::RunTest { case });
        assert_eq!(report.tested.unwrap().error.unwrap().message, "expected 3, got 2");
        assert_eq!(report.stats.entities, 1);
        assert_eq!(report.problems, None);
    }

    #[test]
    fn a_link_opens_as_the_same_files() {
        let mut session = Session::new(|| 0.0);
        let project = files(&[("main.lua", "print('hi')"), ("game.toml", "name = \"x\"")]);
        session.handle(Command::Load { files: project.clone(), running: false });
        let link = session.handle(Command::Link).link.unwrap();
        assert_eq!(session.handle(Command::Open { fragment: link }).files, Some(project));
    }

    #[test]
    fn a_zip_opens_as_the_same_files() {
        let mut session = Session::new(|| 0.0);
        let project = files(&[("main.lua", "print('hi')"), ("a/b.txt", "x")]);
        session.handle(Command::Load { files: project.clone(), running: false });
        let bytes = session.handle(Command::Zip).zip.unwrap();
        assert_eq!(session.handle(Command::OpenZip { bytes }).files, Some(project));
        let report = session.handle(Command::OpenZip { bytes: ByteBuf::from(*b"PK\x03\x04") });
        assert!(report.refused.is_some() && report.files.is_none());
    }
}
