//! [`Session`]: carries the page's commands out and paces the simulation by its clock.

use std::collections::{BTreeMap, BTreeSet};

use luminara_engine::audio::{self, AudioCommand, StampedAudio};
use luminara_engine::input::TouchControls;
use luminara_engine::{Engine, ImageFile, InputEvent, Options, list_tests, run_test};
use luminara_languages::LANGUAGES;
use luminara_project::{Caps, Manifest, Project, Sieve, left_out, link, zip};
use luminara_script::FetchedPart;
use serde_bytes::ByteBuf;

use crate::protocol::{
    Answer, Answered, Command, Failure, Files, News, Outcome, Refusal, SoundSamples, StampedInput, Stats,
    WantedImage,
};
use crate::rate::PictureRate;

/// Frames of the simulation a second.
const FPS: f64 = 60.0;

/// Frames that one picture may catch up on. What a slow machine can't do is left out, not piled up.
const MOST_FRAMES_A_PICTURE: u32 = 4;

/// Frames that one `step` may do.
const MOST_STEPS: u32 = 100_000;

/// What a session needs of the page that it is in.
pub struct Page {
    /// Real milliseconds since some fixed moment.
    pub now: fn() -> f64,
    /// Called after each frame of the simulation.
    pub ticked: fn(),
    /// The bytes that the whole engine takes.
    pub memory: fn() -> f64,
    /// Asks a part of the engine that the page fetched.
    pub part: FetchedPart,
}

/// An engine that is told what to do by messages.
pub struct Session {
    engine: Engine,
    options: Options,
    /// Bytes that the whole engine takes.
    memory: fn() -> f64,
    running: bool,
    /// It was paused by a script since the last news.
    stopped: bool,
    /// The project was loaded or changed since the last news.
    is_changed: bool,
    /// The page's time of the last [`advance`](Session::advance), milliseconds.
    last_advance: Option<f64>,
    /// Simulated time that the pictures so far are ahead of the simulation, seconds.
    owed: f64,
    rate: PictureRate,
    /// Sides of the last picture by those of the place that it is shown in.
    scale: f32,
    /// How long it took to hand the last picture to the GPU, milliseconds.
    render_ms: f64,
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
    /// Whether there is a picture to show images on.
    has_picture: bool,
    /// Images that the page was asked for: the revision of each by its number.
    asked_images: BTreeMap<u32, u32>,
    /// The revision of all images when they were last looked at.
    images_revision: Option<u32>,
}

impl Session {
    /// An empty project, paused. `now`: real milliseconds since some fixed moment.
    pub fn new(now: fn() -> f64) -> Self {
        Self::new_in(Page { now, ticked: || (), memory: || 0.0, part: |_, _| None })
    }

    /// The same in a page.
    pub fn new_in(Page { now, ticked, memory, part }: Page) -> Self {
        let options = Options { fps: FPS, now, ticked, part, ..Options::default() };
        Self {
            engine: Engine::new(options.clone(), LANGUAGES),
            options,
            memory,
            running: false,
            stopped: false,
            is_changed: false,
            last_advance: None,
            owed: 0.0,
            rate: PictureRate::default(),
            scale: 1.0,
            render_ms: 0.0,
            is_stale: true,
            inputs: Vec::new(),
            told_controls: TouchControls::default(),
            told_wants_mouse: false,
            told_wants_text: false,
            told_sounds: BTreeSet::new(),
            has_picture: false,
            asked_images: BTreeMap::new(),
            images_revision: None,
        }
    }

    /// The engine itself, for its pictures and its numbers.
    pub fn engine(&self) -> &Engine {
        &self.engine
    }

    /// Carries a command out and tells what came of it.
    pub fn handle(&mut self, command: Command) -> Answered {
        let outcome = match self.carry_out(command) {
            Ok(answer) => Outcome::Answer(answer),
            Err(message) => Outcome::Refusal(Refusal { message, is_unreadable: false }),
        };
        self.is_stale = true;
        Answered { outcome, news: self.take_news() }
    }

    /// Carries out a command that nobody waits for, such as what the user does. What happens is told after the next picture.
    pub fn take(&mut self, command: Command) {
        // What the user did shows in the frames that are to come.
        self.is_stale |= !matches!(command, Command::Input { .. });
        // Whoever wants to know of a refusal asks for an answer.
        let _ = self.carry_out(command);
    }

    /// Answers a command that can't be read.
    pub fn refuse(&mut self, why: &str) -> Answered {
        let refusal = Refusal { message: why.into(), is_unreadable: true };
        Answered { outcome: Outcome::Refusal(refusal), news: self.take_news() }
    }

    fn carry_out(&mut self, command: Command) -> Result<Answer, String> {
        Ok(match command {
            Command::Load { files, running } => {
                let Sifted { files, left_out } = sifted(files, &BTreeMap::new())?;
                self.inputs.clear();
                self.engine.load(Project { files });
                self.running = running;
                self.owed = 0.0;
                self.is_changed = true;
                Answer::Load { left_out }
            }
            Command::PutFiles { files } => {
                let Sifted { files, left_out } = sifted(files, &self.engine.file_sizes())?;
                self.engine.put_files(files);
                self.is_changed = true;
                Answer::PutFiles { left_out }
            }
            Command::RemoveFile { name } => {
                self.engine.remove_file(&name);
                self.is_changed = true;
                Answer::Done
            }
            Command::Run => {
                self.running = true;
                Answer::Done
            }
            Command::Pause => {
                self.running = false;
                Answer::Done
            }
            Command::Step { frames, inputs } => {
                self.step(frames, &inputs)?;
                Answer::Step { stats: self.stats() }
            }
            Command::Reset => {
                self.engine.reset();
                self.owed = 0.0;
                Answer::Done
            }
            Command::Input { event, time } => {
                match time {
                    Some(time) if self.running => self.inputs.push((time, event)),
                    _ => self.engine.input(event),
                }
                Answer::Done
            }
            Command::Resize { width, height, pixel_ratio } => {
                let ratio = if pixel_ratio > 0.0 { pixel_ratio } else { 1.0 };
                let (width, height) = (width as f32 / ratio, height as f32 / ratio);
                self.engine.input(InputEvent::Resize { width, height, pixel_ratio: ratio });
                Answer::Done
            }
            Command::Hash => Answer::Hash { hash: format!("{:016x}", self.engine.state_hash()) },
            Command::ListTests => {
                let (cases, problems) = list_tests(&self.engine.project(), &self.options, LANGUAGES);
                Answer::ListTests { cases, problems }
            }
            Command::RunTest { case } => {
                Answer::RunTest { result: run_test(&self.engine.project(), &case, &self.options, LANGUAGES) }
            }
            Command::Link => {
                let fragment = link::encode(&self.engine.project()).map_err(|error| error.to_string())?;
                Answer::Link { fragment }
            }
            Command::Open { fragment } => {
                let opened = link::open(&fragment, &Caps::PROJECT).map_err(|error| error.to_string())?;
                let newer = opened.engine.filter(|engine| engine.is_newer_than_here());
                Answer::Open {
                    files: files_of(opened.project),
                    left_out: left_out::tell(&opened.left_out),
                    newer_engine: newer.map(|engine| engine.to_string()),
                }
            }
            Command::Zip => {
                let bytes = zip::encode(&self.engine.project()).map_err(|error| error.to_string())?;
                Answer::Zip { bytes: ByteBuf::from(bytes) }
            }
            Command::OpenZip { bytes } => {
                let unpacked = zip::decode(&bytes, &Caps::PROJECT).map_err(|error| error.to_string())?;
                let left_out = left_out::tell(&unpacked.left_out);
                Answer::OpenZip { files: files_of(unpacked.project), left_out }
            }
            Command::Fail { how } => {
                fail(how);
                Answer::Done
            }
        })
    }

    fn step(&mut self, frames: u32, inputs: &[StampedInput]) -> Result<(), String> {
        if frames > MOST_STEPS {
            return Err(format!("step takes at most {MOST_STEPS} frames, got {frames}"));
        }
        self.running = false;
        for _ in 0..frames {
            let next = self.engine.stats().frame + 1;
            for input in inputs.iter().filter(|input| input.frame == next) {
                self.engine.input(input.event.clone());
            }
            self.engine.tick();
        }
        // It is paused as it is.
        self.engine.take_stop();
        Ok(())
    }

    /// Has the next [`advance`](Session::advance) ask for a picture, whatever it drew before.
    pub fn redraw(&mut self) {
        self.is_stale = true;
    }

    /// There is another picture from here on, or none: it has no image yet.
    pub fn show(&mut self, has_picture: bool) {
        self.has_picture = has_picture;
        self.asked_images.clear();
        self.images_revision = None;
        self.redraw();
    }

    /// Whether the page was asked for this image, and for nothing newer in its place.
    pub fn is_asked_for(&self, image: u32, revision: u32) -> bool {
        self.asked_images.get(&image) == Some(&revision)
    }

    /// Whether an image may still be shown.
    pub fn shows(&self, image: u32) -> bool {
        self.asked_images.contains_key(&image)
    }

    /// Says that an image that the page was asked for can't be shown.
    pub fn image_failed(&mut self, image: u32, why: &str) {
        self.engine.image_failed(image, why);
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
        if !self.engine.loading_languages().is_empty() {
            self.engine.poll_languages();
            self.is_stale = true;
        }
        std::mem::take(&mut self.is_stale).then_some(1.0)
    }

    /// Tells that a picture was drawn at `now`, the page's time in milliseconds. `scale`: its sides by those of the place that
    /// it is shown in; `render_ms`: how long it took to hand it to the GPU.
    pub fn drawn(&mut self, now: f64, scale: f32, render_ms: f64) {
        self.scale = scale;
        self.render_ms = render_ms;
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

    /// What happened since the last news; `None` where nothing did. A scene that runs always has news.
    pub fn news(&mut self) -> Option<News> {
        let stopped = std::mem::take(&mut self.stopped);
        let news = self.take_news();
        let is_news = news.running
            || stopped
            || !news.console.is_empty()
            || news.problems.is_some()
            || !news.reloaded.is_empty()
            || !news.audio.is_empty()
            || !news.images.is_empty()
            || news.controls.is_some()
            || news.wants_mouse.is_some()
            || news.wants_text.is_some()
            || news.title.is_some();
        is_news.then_some(news)
    }

    fn take_news(&mut self) -> News {
        let output = self.engine.take_output();
        News {
            console: output.console,
            problems: output.problems,
            reloaded: output.reloaded,
            sounds: self.new_sounds(&output.audio),
            audio: output.audio,
            images: self.new_images(),
            controls: changed(&mut self.told_controls, self.engine.touch_controls()),
            wants_mouse: changed(&mut self.told_wants_mouse, self.engine.wants_mouse()),
            wants_text: changed(&mut self.told_wants_text, self.engine.wants_text()),
            title: std::mem::take(&mut self.is_changed).then(|| self.title()).flatten(),
            stats: self.stats(),
            running: self.running,
        }
    }

    /// The name that the project gives itself.
    fn title(&self) -> Option<String> {
        let name = &self.engine.manifest().name;
        (*name != Manifest::default().name).then(|| name.clone())
    }

    fn stats(&self) -> Stats {
        let stats = self.engine.stats();
        Stats {
            frame: stats.frame,
            time: stats.time,
            fps: self.rate.per_second(),
            scale: self.scale,
            script_ms: stats.script_ms,
            engine_ms: stats.frame_ms,
            render_ms: self.render_ms,
            entities: stats.entities,
            scripts: stats.scripts,
            memory: (self.memory)(),
        }
    }

    /// The images that the picture is to show and hasn't got.
    fn new_images(&mut self) -> Vec<WantedImage> {
        let revision = self.engine.images_revision();
        if !self.has_picture || self.images_revision == Some(revision) {
            return Vec::new();
        }
        self.images_revision = Some(revision);
        let images = self.engine.images();
        self.asked_images.retain(|id, _| images.iter().any(|image| image.id == *id));
        let mut new = Vec::new();
        for ImageFile { id, revision, found, bytes, .. } in images {
            if self.asked_images.insert(id, revision) != Some(revision) {
                let (width, height) = found.drawn_size();
                let (mime, bytes) = (found.format.mime().into(), ByteBuf::from(&*bytes));
                new.push(WantedImage { id, revision, mime, width, height, bytes });
            }
        }
        new
    }

    /// The samples of built-in sounds that are played for the first time.
    fn new_sounds(&mut self, commands: &[StampedAudio]) -> Vec<SoundSamples> {
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
        new
    }
}

/// What is now, where it is not what was told before; then it is told.
fn changed<T: Clone + PartialEq>(told: &mut T, now: T) -> Option<T> {
    (*told != now).then(|| {
        told.clone_from(&now);
        now
    })
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

/// Files that may be put into a project.
struct Sifted {
    files: BTreeMap<String, Vec<u8>>,
    /// What was not taken, a sentence for each reason.
    left_out: Vec<String>,
}

/// Looks at files that are put into a project which has some already. All or none of them are taken, but for what is left out.
fn sifted(files: Files, present: &BTreeMap<String, usize>) -> Result<Sifted, String> {
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
    let new = taken.iter().map(|(name, content)| (name.as_str(), content.len()));
    let sizes = kept.map(|(name, size)| (name.as_str(), *size)).chain(new);
    Caps::PROJECT.check(sizes).map_err(|error| error.to_string())?;
    Ok(Sifted { files: taken, left_out: left_out::tell(&sieve.left_out()) })
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

    /// The answer to a command that is carried out.
    fn ask(session: &mut Session, command: Command) -> Answer {
        match session.handle(command).outcome {
            Outcome::Answer(answer) => answer,
            Outcome::Refusal(refusal) => panic!("refused: {}", refusal.message),
        }
    }

    /// Why a command is refused; `None` where it is not.
    fn refusal(session: &mut Session, command: Command) -> Option<String> {
        match session.handle(command).outcome {
            Outcome::Answer(_) => None,
            Outcome::Refusal(refusal) => Some(refusal.message),
        }
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
        session.drawn(0.0, 1.0, 0.0);
        session.handle(Command::Run);
        for picture in 0..10 {
            session.drawn(5000.0 + f64::from(picture) * 20.0, 0.5, 2.0);
        }
        let stats = session.handle(Command::Hash).news.stats;
        assert_eq!((stats.fps, stats.scale, stats.render_ms), (50.0, 0.5, 2.0));
        session.handle(Command::Pause);
        session.drawn(9000.0, 1.0, 0.0);
        let stats = session.handle(Command::Run).news.stats;
        assert_eq!((stats.fps, stats.scale), (0.0, 1.0));
    }

    #[test]
    fn a_script_can_pause_the_scene() {
        let mut session = Session::new(|| 0.0);
        let text = "function on_update()\n if time.frame() == 3 then debug.break_here() end\nend";
        session.handle(Command::Load { files: files(&[("main.lua", text)]), running: true });
        session.advance(0.0);
        assert_eq!(session.advance(100.0), Some(1.0));
        let news = session.news().expect("it has stopped");
        assert_eq!((news.running, news.stats.frame), (false, 3));
        let line = news.console.iter().find(|line| line.text.contains("break_here")).expect("it says so");
        assert_eq!(line.position.as_ref().map(|position| position.line), Some(2));
        assert_eq!(session.news(), None);
        session.handle(Command::Run);
        session.advance(200.0);
        assert!(session.engine().stats().frame > 3 && session.news().is_some_and(|news| news.running));
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
        let hostile = Command::PutFiles { files: files(&[("../etc/passwd", "x")]) };
        assert!(refusal(&mut session, hostile).is_some());
        assert!(refusal(&mut session, Command::Open { fragment: "#!!".into() }).is_some());
        assert_eq!(session.engine().project().files.len(), 1);
    }

    #[test]
    fn a_full_project_can_be_edited() {
        let mut session = Session::new(|| 0.0);
        let names: Vec<String> = (0..256).map(|number| format!("{number}.txt")).collect();
        let full: Files = names.iter().map(|name| (name.clone(), ByteBuf::from(*b"x"))).collect();
        let nothing_left_out = Vec::new();
        let answer = ask(&mut session, Command::Load { files: full, running: false });
        assert_eq!(answer, Answer::Load { left_out: nothing_left_out.clone() });
        let answer = ask(&mut session, Command::PutFiles { files: files(&[("0.txt", "new")]) });
        assert_eq!(answer, Answer::PutFiles { left_out: nothing_left_out });
        assert_eq!(session.engine().file("0.txt").as_deref(), Some(&b"new"[..]));
        let one_more = Command::PutFiles { files: files(&[("256.txt", "x")]) };
        assert_eq!(
            refusal(&mut session, one_more.clone()).as_deref(),
            Some("the project has 257 files, and may have 256. Take out what it doesn't need")
        );
        session.handle(Command::RemoveFile { name: "0.txt".into() });
        assert_eq!(refusal(&mut session, one_more), None);
        assert!(matches!(ask(&mut session, Command::Link), Answer::Link { .. }));
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
        let mut load = |files: &[(&str, usize)]| {
            refusal(&mut session, Command::Load { files: some(files), running: false })
        };
        assert!(load(&more).is_some_and(|it| it.contains("together")));
        assert_eq!(load(&full), None);
        let mut put = |name, size| refusal(&mut session, Command::PutFiles { files: some(&[(name, size)]) });
        assert!(put("e", 1).is_some_and(|it| it.contains("together")));
        assert_eq!(put("a", most - 1), None);
        assert_eq!(put("e", 1), None);
        assert!(put("f", most + 1).is_some_and(|it| it.starts_with("f has 8388609 bytes")));
    }

    #[test]
    fn hidden_files_are_left_out_and_told() {
        let mut session = Session::new(|| 0.0);
        let project = files(&[("main.lua", ""), (".git/config", ""), ("Main.lua", "")]);
        let answer = ask(&mut session, Command::Load { files: project, running: false });
        assert!(matches!(answer, Answer::Load { left_out } if left_out.len() == 2));
        let answer = ask(&mut session, Command::PutFiles { files: files(&[(".env", ""), ("a.lua", "")]) });
        let told = "left out .env: names that begin with a dot are hidden, and no part of a project";
        assert_eq!(answer, Answer::PutFiles { left_out: vec![told.into()] });
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
        let news = session.handle(Command::Load { files: project, running: false }).news;
        assert_eq!(news.stats.entities, 25);
        for name in ["newer", "newest"] {
            let news = session.handle(Command::PutFiles { files: files(&[("main.lua", &text(name))]) }).news;
            assert_eq!((news.stats.entities, news.stats.scripts), (25, 26));
            assert_eq!(news.console.iter().filter(|line| line.text == "gone").count(), 25);
        }
        let news = session.handle(Command::RemoveFile { name: "main.lua".into() }).news;
        assert_eq!((news.stats.entities, news.stats.scripts), (0, 0));
        assert_eq!(session.engine().stats().frame, 0);
    }

    #[test]
    fn tests_run_beside_the_scene() {
        let mut session = Session::new(|| 0.0);
        let text = "world.spawn(); test('two', function() world.spawn(); test.equal(world.count(), 3) end)";
        session.handle(Command::Load { files: files(&[("main.lua", text)]), running: false });
        let Answer::ListTests { cases, problems } = ask(&mut session, Command::ListTests) else {
            panic!("tests were asked for");
        };
        assert!(problems.is_empty());
        let case = cases.first().unwrap().clone();
        let Answered { outcome, news } = session.handle(Command::RunTest { case });
        let Outcome::Answer(Answer::RunTest { result }) = outcome else {
            panic!("a test was asked for");
        };
        assert_eq!(result.error.unwrap().message, "expected 3, got 2");
        assert_eq!(news.stats.entities, 1);
        assert_eq!(news.problems, None);
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
            session.take(Command::Input { event, time: Some(time) });
        };
        key("KeyA", true, 10.0);
        key("KeyA", false, 20.0);
        key("KeyB", true, 60.0);
        session.advance(55.0);
        let news = session.news().unwrap_or_default();
        let said: Vec<&str> = news.console.iter().map(|line| line.text.as_str()).collect();
        assert_eq!(said, ["a\t1", "up\t2", "b\t3"]);
    }

    #[test]
    fn a_sound_is_told_once_and_played_each_time() {
        let mut session = Session::new(|| 0.0);
        let script = "function on_update() audio.play('coin') end";
        session.handle(Command::Load { files: files(&[("main.lua", script)]), running: false });
        let mut step = || session.handle(Command::Step { frames: 2, inputs: Vec::new() }).news;
        let (first, second) = (step(), step());
        assert_eq!((first.sounds.len(), first.audio.len()), (1, 2));
        assert_eq!((second.sounds.len(), second.audio.len()), (0, 2));
    }

    #[test]
    fn a_link_opens_as_the_same_files() {
        let mut session = Session::new(|| 0.0);
        let project = files(&[("main.lua", "print('hi')"), ("game.toml", "name = \"x\"")]);
        session.handle(Command::Load { files: project.clone(), running: false });
        let Answer::Link { fragment } = ask(&mut session, Command::Link) else {
            panic!("a link was asked for");
        };
        let opened = Answer::Open { files: project, left_out: Vec::new(), newer_engine: None };
        assert_eq!(ask(&mut session, Command::Open { fragment }), opened);
    }

    #[test]
    fn a_zip_opens_as_the_same_files() {
        let mut session = Session::new(|| 0.0);
        let project = files(&[("main.lua", "print('hi')"), ("a/b.txt", "x")]);
        session.handle(Command::Load { files: project.clone(), running: false });
        let Answer::Zip { bytes } = ask(&mut session, Command::Zip) else {
            panic!("an archive was asked for");
        };
        let opened = Answer::OpenZip { files: project, left_out: Vec::new() };
        assert_eq!(ask(&mut session, Command::OpenZip { bytes }), opened);
        let broken = Command::OpenZip { bytes: ByteBuf::from(*b"PK\x03\x04") };
        assert!(refusal(&mut session, broken).is_some());
    }

    #[test]
    fn what_the_user_does_while_the_scene_is_paused_asks_for_no_picture_and_is_no_news() {
        let mut session = Session::new(|| 0.0);
        let script = "function on_update() if input.is_key_just_pressed('A') then print('a') end end";
        session.handle(Command::Load { files: files(&[("main.lua", script)]), running: false });
        assert_eq!(session.advance(0.0), Some(1.0));
        session.take(Command::Input {
            event: InputEvent::KeyDown { code: "KeyA".into(), key: None },
            time: Some(1.0),
        });
        assert_eq!((session.advance(16.0), session.news()), (None, None));
        let news = session.handle(Command::Step { frames: 1, inputs: Vec::new() }).news;
        assert_eq!(news.console.first().map(|line| line.text.as_str()), Some("a"));
        session.take(Command::Resize { width: 10, height: 10, pixel_ratio: 1.0 });
        assert_eq!(session.advance(32.0), Some(1.0));
    }

    #[test]
    fn a_project_says_its_title_when_it_was_loaded_or_changed() {
        let mut session = Session::new(|| 0.0);
        let named = |name: &str| files(&[("game.toml", name)]);
        let news = session.handle(Command::Load { files: named("name = 'One'"), running: false }).news;
        assert_eq!(news.title.as_deref(), Some("One"));
        assert_eq!(session.handle(Command::Hash).news.title, None);
        assert_eq!(session.handle(Command::PutFiles { files: named("seed = 2") }).news.title, None);
    }
}
