//! [`Session`]: carries the page's commands out and paces the simulation by its clock.

use std::collections::{BTreeMap, BTreeSet};

use luminara_engine::audio::{self, AudioCommand, StampedAudio};
use luminara_engine::input::TouchControls;
use luminara_engine::{Engine, InputEvent, LanguageFactory, Options, list_tests, run_test};
use luminara_project::{Caps, LeftOut, Project, Sieve, left_out, link, zip};
use serde_bytes::ByteBuf;

use crate::protocol::{Command, Failure, Files, ProjectInfo, Report, SoundSamples, Stats, TestList};
use crate::rate::PictureRate;

/// What scripts may be written in.
const LANGUAGES: [LanguageFactory; 2] = [luminara_lua::language, luminara_wasm::language];

/// Frames of the simulation a second.
const FPS: f64 = 60.0;

/// Frames that one picture may catch up on. What a slow machine can't do is left out, not piled up.
const MOST_FRAMES_A_PICTURE: u32 = 4;

/// Frames that one `step` may do.
const MOST_STEPS: u32 = 100_000;

/// An engine that is told what to do by messages.
pub struct Session {
    engine: Engine,
    options: Options,
    running: bool,
    /// It was paused by a script since the last report.
    stopped: bool,
    /// The page's time of the last [`advance`](Session::advance), milliseconds.
    last_advance: Option<f64>,
    /// Simulated time that the pictures so far are ahead of the simulation, seconds.
    owed: f64,
    rate: PictureRate,
    /// Of the last picture.
    scale: f32,
    /// Whether the picture is out of date.
    is_stale: bool,
    /// What the user did since the last picture, and when.
    inputs: Vec<(f64, InputEvent)>,
    /// What the page was told last.
    told_controls: TouchControls,
    told_wants_mouse: bool,
    told_wants_text: bool,
    /// Built-in sounds that the page has.
    told_sounds: BTreeSet<&'static str>,
}

impl Session {
    /// An empty project, paused. `now`: real milliseconds since some fixed moment.
    pub fn new(now: fn() -> f64) -> Self {
        Self::new_watched(now, || ())
    }

    /// The same. `ticked` is called after each frame of the simulation.
    pub fn new_watched(now: fn() -> f64, ticked: fn()) -> Self {
        let options = Options { fps: FPS, now, ticked, ..Options::default() };
        Self {
            engine: Engine::new(options.clone(), &LANGUAGES),
            options,
            running: false,
            stopped: false,
            last_advance: None,
            owed: 0.0,
            rate: PictureRate::default(),
            scale: 1.0,
            is_stale: true,
            inputs: Vec::new(),
            told_controls: TouchControls::default(),
            told_wants_mouse: false,
            told_wants_text: false,
            told_sounds: BTreeSet::new(),
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

    /// Answers a command that can't be read.
    pub fn refuse(&mut self, why: &str) -> Report {
        let mut report = Report { refused: Some(why.into()), ..Report::default() };
        self.fill(&mut report);
        report
    }

    fn carry_out(&mut self, command: Command, report: &mut Report) -> Result<(), String> {
        match command {
            Command::Load { files, running } => {
                let files = sifted(files, &BTreeMap::new(), report)?;
                self.inputs.clear();
                self.engine.load(Project { files });
                self.running = running;
                self.owed = 0.0;
                report.project = Some(self.project_info());
            }
            Command::PutFiles { files } => {
                let files = sifted(files, &self.engine.project().files, report)?;
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
                // It is paused as it is.
                self.engine.take_stop();
            }
            Command::Reset => {
                self.engine.reset();
                self.owed = 0.0;
            }
            Command::Input { event, time: Some(time) } if self.running => self.inputs.push((time, event)),
            Command::Input { event, .. } => self.engine.input(event),
            Command::ListTests => {
                let (cases, problems) = list_tests(self.engine.project(), &self.options, &LANGUAGES);
                report.tests = Some(TestList { cases, problems });
            }
            Command::RunTest { case } => {
                report.tested = Some(run_test(self.engine.project(), &case, &self.options, &LANGUAGES));
            }
            Command::Resize { width, height, pixel_ratio } => {
                let ratio = if pixel_ratio > 0.0 { pixel_ratio } else { 1.0 };
                let (width, height) = (width as f32 / ratio, height as f32 / ratio);
                self.engine.input(InputEvent::Resize { width, height, pixel_ratio: ratio });
            }
            Command::Hash => report.hash = Some(format!("{:016x}", self.engine.state_hash())),
            Command::Link => {
                let link = link::encode(self.engine.project()).map_err(|error| error.to_string())?;
                report.link = Some(link);
            }
            Command::Open { fragment } => {
                let opened = link::open(&fragment, &Caps::PROJECT).map_err(|error| error.to_string())?;
                report.left_out = told(&opened.left_out);
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
                let unpacked = zip::decode(&bytes, &Caps::PROJECT).map_err(|error| error.to_string())?;
                report.left_out = told(&unpacked.left_out);
                report.files = Some(files_of(unpacked.project));
            }
            Command::Fail { how } => fail(how),
        }
        Ok(())
    }

    fn project_info(&self) -> ProjectInfo {
        let manifest = self.engine.manifest();
        ProjectInfo {
            name: manifest.name.clone(),
            description: manifest.description.clone(),
            scripts: self.engine.game_scripts(),
        }
    }

    /// Has the next [`advance`](Session::advance) ask for a picture, whatever it drew before.
    pub fn redraw(&mut self) {
        self.is_stale = true;
    }

    /// Does the frames that are due at `now`, the page's time in milliseconds. Gives how far the picture's moment lies
    /// between the last two frames (0 to 1), or `None` when the picture that is there is still right.
    pub fn advance(&mut self, now: f64) -> Option<f32> {
        let elapsed = self.last_advance.map_or(0.0, |last| (now - last).max(0.0));
        self.last_advance = Some(now);
        if self.running {
            self.owed += elapsed / 1000.0;
            let mut frames = 0;
            while self.owed >= 1.0 / FPS && frames < MOST_FRAMES_A_PICTURE {
                self.owed -= 1.0 / FPS;
                frames += 1;
                let is_last = self.owed < 1.0 / FPS || frames == MOST_FRAMES_A_PICTURE;
                self.pass_inputs(if is_last { f64::INFINITY } else { now - self.owed * 1000.0 });
                self.engine.tick();
                if self.engine.take_stop() {
                    return Some(self.stop());
                }
            }
            if frames == MOST_FRAMES_A_PICTURE {
                self.owed = self.owed.min(1.0 / FPS);
            }
            self.is_stale = false;
            return Some((self.owed * FPS).clamp(0.0, 1.0) as f32);
        }
        std::mem::take(&mut self.is_stale).then_some(1.0)
    }

    /// Tells that a picture was drawn at `now`, the page's time in milliseconds; `scale`: its sides by those of the place that
    /// it is shown in.
    pub fn drawn(&mut self, now: f64, scale: f32) {
        self.scale = scale;
        if self.running {
            self.rate.drawn(now);
        } else {
            self.rate.restart();
        }
    }

    /// Whether the scene runs by itself.
    pub fn is_running(&self) -> bool {
        self.running
    }

    /// Pauses at the end of the frame that was done. Gives the picture's moment, which is that frame's.
    fn stop(&mut self) -> f32 {
        self.running = false;
        self.stopped = true;
        self.owed = 0.0;
        self.is_stale = false;
        1.0
    }

    /// Hands the engine what happened up to a moment: each input belongs to the frame in whose time it fell. The last frame
    /// of a picture takes all that is there, so that nothing waits for longer than it must.
    fn pass_inputs(&mut self, until: f64) {
        let late = self.inputs.iter().position(|(time, _)| *time > until).unwrap_or(self.inputs.len());
        for (_, event) in self.inputs.drain(..late) {
            self.engine.input(event);
        }
    }

    /// What there is to say after a picture; `None` when nothing happened.
    pub fn report(&mut self) -> Option<Report> {
        let mut report = Report::default();
        self.fill(&mut report);
        let is_news = self.running
            || std::mem::take(&mut self.stopped)
            || !report.console.is_empty()
            || report.problems.is_some()
            || !report.reloaded.is_empty()
            || report.audio.is_some();
        is_news.then_some(report)
    }

    /// The samples of built-in sounds that are played for the first time.
    fn new_sounds(&mut self, commands: &[StampedAudio]) -> Option<Vec<SoundSamples>> {
        let mut new = Vec::new();
        for StampedAudio { command, .. } in commands {
            if let AudioCommand::Play { sound, .. } = command
                && let Some(sound) = audio::find(sound)
                && self.told_sounds.insert(sound.name)
            {
                let samples = sound.samples().into_iter().flat_map(f32::to_le_bytes).collect::<Vec<u8>>();
                new.push(SoundSamples {
                    name: sound.name.into(),
                    rate: audio::RATE,
                    samples: ByteBuf::from(samples),
                });
            }
        }
        (!new.is_empty()).then_some(new)
    }

    fn fill(&mut self, report: &mut Report) {
        let output = self.engine.take_output();
        let stats = self.engine.stats();
        report.console = output.console;
        report.problems = output.problems;
        report.reloaded = output.reloaded;
        let controls = self.engine.touch_controls();
        if controls != self.told_controls {
            self.told_controls = controls.clone();
            report.controls = Some(controls);
        }
        let wants_mouse = self.engine.wants_mouse();
        if wants_mouse != self.told_wants_mouse {
            self.told_wants_mouse = wants_mouse;
            report.wants_mouse = Some(wants_mouse);
        }
        let wants_text = self.engine.wants_text();
        if wants_text != self.told_wants_text {
            self.told_wants_text = wants_text;
            report.wants_text = Some(wants_text);
        }
        if !output.audio.is_empty() {
            report.sounds = self.new_sounds(&output.audio);
            report.audio = Some(output.audio);
        }
        report.running = self.running;
        report.stats = Stats {
            frame: stats.frame,
            time: stats.time,
            fps: self.rate.per_second(),
            scale: self.scale,
            script_ms: stats.script_ms,
            engine_ms: stats.frame_ms,
            render_ms: 0.0,
            entities: stats.entities,
            scripts: stats.scripts,
            memory: stats.script_memory as f64,
        };
    }
}

/// Takes the engine down, a test's way to see what the page does then.
fn fail(how: Failure) {
    match how {
        #[allow(clippy::panic)] // It was asked for.
        Failure::Panic => panic!("a panic that was asked for"),
        Failure::Hang => loop {
            std::hint::spin_loop();
        },
        Failure::Memory => {
            // Taken and not written: it ends at once, on a busy machine too.
            let mut taken = Vec::new();
            loop {
                taken.push(Vec::<u8>::with_capacity(16 << 20));
                std::hint::black_box(&mut taken);
            }
        }
    }
}

/// Files that are put into a project which has some already. All or none of them are taken, but for what is left out.
fn sifted(
    files: Files,
    present: &BTreeMap<String, Vec<u8>>,
    report: &mut Report,
) -> Result<BTreeMap<String, Vec<u8>>, String> {
    let mut sieve = Sieve::default();
    for name in present.keys() {
        sieve.takes_any(name);
    }
    let mut taken = BTreeMap::new();
    for (name, bytes) in files {
        if present.contains_key(&name) || sieve.takes(&name).map_err(|error| error.to_string())? {
            taken.insert(name, bytes.into_vec());
        }
    }
    let kept = present.iter().filter(|(name, _)| !taken.contains_key(*name));
    let sizes = kept.chain(&taken).map(|(name, content)| (name.as_str(), content.len()));
    Caps::PROJECT.check(sizes).map_err(|error| error.to_string())?;
    report.left_out = told(&sieve.left_out());
    Ok(taken)
}

/// What was left out, for the page; `None` where nothing was.
fn told(left_out: &[LeftOut]) -> Option<Vec<String>> {
    (!left_out.is_empty()).then(|| left_out::tell(left_out))
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
    fn pictures_are_counted_while_the_scene_runs() {
        let mut session = Session::new(|| 0.0);
        session.drawn(0.0, 1.0);
        session.handle(Command::Run);
        for picture in 0..10 {
            session.drawn(5000.0 + f64::from(picture) * 20.0, 0.5);
        }
        let stats = session.handle(Command::Hash).stats;
        assert_eq!((stats.fps, stats.scale), (50.0, 0.5));
        session.handle(Command::Pause);
        session.drawn(9000.0, 1.0);
        let stats = session.handle(Command::Run).stats;
        assert_eq!((stats.fps, stats.scale), (0.0, 1.0));
    }

    #[test]
    fn a_script_can_pause_the_scene() {
        let mut session = Session::new(|| 0.0);
        let text = "function on_update()\n if time.frame() == 3 then debug.break_here() end\nend";
        session.handle(Command::Load { files: files(&[("main.lua", text)]), running: true });
        session.advance(0.0);
        assert_eq!(session.advance(100.0), Some(1.0));
        let report = session.report().expect("it has stopped");
        assert_eq!((report.running, report.stats.frame), (false, 3));
        let line = report.console.iter().find(|line| line.text.contains("break_here")).expect("it says so");
        assert_eq!(line.position.as_ref().map(|position| position.line), Some(2));
        assert_eq!(session.report().map(|report| report.running), None);
        session.handle(Command::Run);
        session.advance(200.0);
        assert!(session.engine().stats().frame > 3 && session.report().is_some_and(|report| report.running));
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
    fn a_full_project_can_be_edited() {
        let mut session = Session::new(|| 0.0);
        let names: Vec<String> = (0..256).map(|number| format!("{number}.txt")).collect();
        let full: Files = names.iter().map(|name| (name.clone(), ByteBuf::from(*b"x"))).collect();
        assert_eq!(session.handle(Command::Load { files: full, running: false }).refused, None);
        let report = session.handle(Command::PutFiles { files: files(&[("0.txt", "new")]) });
        assert_eq!((report.refused, report.left_out), (None, None));
        assert_eq!(session.engine().project().files.get("0.txt").map(Vec::as_slice), Some(&b"new"[..]));
        let report = session.handle(Command::PutFiles { files: files(&[("256.txt", "x")]) });
        assert_eq!(
            report.refused.as_deref(),
            Some("the project has 257 files, and may have 256. Take out what it doesn't need")
        );
        session.handle(Command::RemoveFile { name: "0.txt".into() });
        assert_eq!(session.handle(Command::PutFiles { files: files(&[("256.txt", "x")]) }).refused, None);
        assert!(session.handle(Command::Link).link.is_some());
    }

    #[test]
    fn all_files_together_have_a_cap() {
        let mut session = Session::new(|| 0.0);
        let most = Caps::PROJECT.file_bytes;
        let some = |sizes: &[(&str, usize)]| -> Files {
            sizes.iter().map(|(name, bytes)| ((*name).into(), ByteBuf::from(vec![0; *bytes]))).collect()
        };
        let full = [("a", most), ("b", most), ("c", most), ("d", most)];
        let more = [("a", most), ("b", most), ("c", most), ("d", most), ("e", 1)];
        let report = session.handle(Command::Load { files: some(&more), running: false });
        assert!(report.refused.is_some_and(|it| it.contains("together")));
        assert_eq!(session.handle(Command::Load { files: some(&full), running: false }).refused, None);
        let report = session.handle(Command::PutFiles { files: some(&[("e", 1)]) });
        assert!(report.refused.is_some_and(|it| it.contains("together")));
        assert_eq!(session.handle(Command::PutFiles { files: some(&[("a", most - 1)]) }).refused, None);
        assert_eq!(session.handle(Command::PutFiles { files: some(&[("e", 1)]) }).refused, None);
        let report = session.handle(Command::PutFiles { files: some(&[("f", most + 1)]) });
        assert!(report.refused.is_some_and(|it| it.starts_with("f has 8388609 bytes")));
    }

    #[test]
    fn hidden_files_are_left_out_and_told() {
        let mut session = Session::new(|| 0.0);
        let project = files(&[("main.lua", ""), (".git/config", ""), ("Main.lua", "")]);
        let report = session.handle(Command::Load { files: project, running: false });
        assert_eq!(report.left_out.map(|it| it.len()), Some(2));
        let report = session.handle(Command::PutFiles { files: files(&[(".env", ""), ("a.lua", "")]) });
        assert_eq!(
            report.left_out,
            Some(vec![
                "left out .env: names that begin with a dot are hidden, and no part of a project".into()
            ])
        );
        assert_eq!(session.engine().project().files.len(), 2);
    }

    #[test]
    fn a_change_of_a_paused_scene_leaves_nothing_of_what_it_replaces() {
        let mut session = Session::new(|| 0.0);
        let text = |name: &str| {
            format!(
                "for i = 1, 25 do local e = world.spawn() e.name = '{name}' e:attach_script('part.lua') end"
            )
        };
        let part = ("part.lua", "function on_destroy() print('gone') end");
        let project = files(&[("main.lua", &text("old")), part, ("game.toml", "scripts = ['main.lua']")]);
        assert_eq!(session.handle(Command::Load { files: project, running: false }).stats.entities, 25);
        for name in ["newer", "newest"] {
            let report = session.handle(Command::PutFiles { files: files(&[("main.lua", &text(name))]) });
            assert_eq!((report.stats.entities, report.stats.scripts), (25, 26));
            assert_eq!(report.console.iter().filter(|line| line.text == "gone").count(), 25);
        }
        let report = session.handle(Command::RemoveFile { name: "main.lua".into() });
        assert_eq!((report.stats.entities, report.stats.scripts), (0, 0));
        assert_eq!(session.engine().stats().frame, 0);
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
    fn what_happens_between_two_pictures_falls_into_the_frames_of_its_time() {
        let mut session = Session::new(|| 0.0);
        let script = "function on_update()
            if input.is_key_just_pressed('A') then print('a', time.frame()) end
            if input.is_key_just_released('A') then print('up', time.frame()) end
            if input.is_key_just_pressed('B') then print('b', time.frame()) end
        end";
        session.handle(Command::Load { files: files(&[("main.lua", script)]), running: true });
        session.advance(0.0);
        let mut key = |code: &str, down: bool, time: f64| {
            let code = String::from(code);
            let event =
                if down { InputEvent::KeyDown { code, key: None } } else { InputEvent::KeyUp { code } };
            session.handle(Command::Input { event, time: Some(time) });
        };
        key("KeyA", true, 10.0);
        key("KeyA", false, 20.0);
        key("KeyB", true, 60.0);
        session.advance(55.0);
        let report = session.report().unwrap_or_default();
        let said: Vec<&str> = report.console.iter().map(|line| line.text.as_str()).collect();
        assert_eq!(said, ["a\t1", "up\t2", "b\t3"]);
    }

    #[test]
    fn a_sound_is_told_once_and_played_each_time() {
        let mut session = Session::new(|| 0.0);
        let script = "function on_update() audio.play('coin') end";
        session.handle(Command::Load { files: files(&[("main.lua", script)]), running: false });
        let step = |session: &mut Session| session.handle(Command::Step { frames: 2, inputs: Vec::new() });
        let (first, second) = (step(&mut session), step(&mut session));
        assert_eq!(first.sounds.map(|sounds| sounds.len()), Some(1));
        assert_eq!(first.audio.map(|audio| audio.len()), Some(2));
        assert!(second.sounds.is_none() && second.audio.is_some());
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
