//! `luminara run`.

use std::fs;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::LazyLock;
use std::time::Instant;

use clap::Args;
use luminara_engine::{ConsoleLine, Options, Screen};
use serde_json::json;

use crate::commands::line_text;
use crate::picture;
use crate::scenario::Scenario;

/// The arguments of `luminara run`.
#[derive(Args)]
pub struct Run {
    /// A project's folder, or a single script.
    project: PathBuf,
    /// Frames to run; 60, or what the input file says.
    #[arg(long)]
    frames: Option<u32>,
    /// Frames a second of the simulation.
    #[arg(long, default_value_t = 60.0)]
    fps: f64,
    /// The seed of all randomness; the project's own without it.
    #[arg(long)]
    seed: Option<u64>,
    /// A TOML file that says what the user does: `[[input]] frame = 10, type = "key_down", code = "KeyW"`.
    #[arg(long)]
    input: Option<PathBuf>,
    /// Write a picture of the last frame.
    #[arg(long)]
    screenshot: Option<PathBuf>,
    /// The picture's size.
    #[arg(long, default_value = "960x600", value_parser = parse_size)]
    size: (u32, u32),
    /// Print the state hash of the last frame.
    #[arg(long)]
    hash: bool,
    /// Print one JSON object at the end, and nothing else.
    #[arg(long)]
    json: bool,
    /// Exit with 1 when a script failed.
    #[arg(long)]
    strict: bool,
}

fn parse_size(text: &str) -> Result<(u32, u32), String> {
    let parts =
        text.split_once('x').and_then(|(width, height)| Some((width.parse().ok()?, height.parse().ok()?)));
    match parts {
        Some((width @ 1..=8192, height @ 1..=8192)) => Ok((width, height)),
        _ => Err("a size is two numbers up to 8192, such as 960x600".into()),
    }
}

/// Real milliseconds since the program began to measure.
pub fn now() -> f64 {
    static START: LazyLock<Instant> = LazyLock::new(Instant::now);
    START.elapsed().as_secs_f64() * 1000.0
}

impl Run {
    /// Runs it.
    pub fn execute(self) -> Result<ExitCode, String> {
        if !(self.fps.is_finite() && (1.0..=10_000.0).contains(&self.fps)) {
            return Err(format!("--fps takes 1 to 10000, got {}", self.fps));
        }
        let project = luminara_folder::read_project(&self.project)?;
        let mut scenario = match &self.input {
            None => Scenario::idle(60),
            Some(path) => {
                let text = fs::read_to_string(path)
                    .map_err(|error| format!("can't read {}: {error}", path.display()))?;
                Scenario::parse(&text).map_err(|error| format!("{}: {error}", path.display()))?
            }
        };
        scenario.frames = self.frames.unwrap_or(scenario.frames);
        scenario.seed = self.seed.or(scenario.seed);

        let (width, height) = self.size;
        let screen = Screen::new(width as f32, height as f32, 1.0);
        let options = Options { fps: self.fps, screen, now, ..Options::default() };
        let (mut lines, mut script_ms) = (Vec::new(), Vec::new());
        let mut engine = scenario.run(project, options, |engine, said| {
            if engine.stats().frame > 0 {
                script_ms.push(engine.stats().script_ms);
            }
            self.say(said.console, &mut lines);
        })?;

        if let Some(path) = &self.screenshot {
            let (width, height) = self.size;
            picture::write(&picture::draw(&mut engine, width, height)?, path)?;
            self.say(engine.take_output().console, &mut lines);
        }
        let hash = format!("{:016x}", engine.state_hash());
        let stats = engine.stats();
        script_ms.sort_by(f64::total_cmp);
        let median = script_ms.get(script_ms.len() / 2).copied().unwrap_or(0.0);
        if self.json {
            let report = json!({
                "frames": stats.frame,
                "time": stats.time,
                "entities": stats.entities,
                "scripts": stats.scripts,
                "script_ms": median,
                "script_memory": stats.script_memory,
                "console": lines,
                "problems": engine.problems(),
                "hash": hash,
            });
            println!("{report:#}");
        } else if self.hash {
            println!("{hash}");
        }
        let failed = self.strict && !engine.problems().is_empty();
        Ok(if failed { ExitCode::from(1) } else { ExitCode::SUCCESS })
    }

    /// Prints what was said, and keeps it for the report.
    fn say(&self, said: Vec<ConsoleLine>, lines: &mut Vec<ConsoleLine>) {
        for line in said {
            if !self.json {
                println!("{}", line_text(&line));
            }
            lines.push(line);
        }
    }
}
