//! What scripts say.

use luminara_script::{LogLevel, Position};
use serde::{Deserialize, Serialize};

/// A line of the console.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct ConsoleLine {
    /// How loud it is.
    pub level: LogLevel,
    /// What it says.
    pub text: String,
    /// The line of the script that said it.
    pub position: Option<Position>,
    /// The frame in which it was said; 0 before the first.
    pub frame: u32,
}

/// The lines that were said since they were last taken.
#[derive(Debug, Default)]
pub struct Console {
    lines: Vec<ConsoleLine>,
    this_frame: u32,
    dropped: u32,
}

/// A line longer than this is cut, characters.
const LINE_CHARS: usize = 4_000;

impl Console {
    /// Says a line, unless `limit` lines were said in this frame already.
    pub fn say(&mut self, limit: u32, mut line: ConsoleLine) {
        if self.this_frame >= limit {
            self.dropped += 1;
            return;
        }
        self.this_frame += 1;
        if let Some((cut, _)) = line.text.char_indices().nth(LINE_CHARS) {
            line.text.truncate(cut);
            line.text.push_str(" …");
        }
        self.lines.push(line);
    }

    /// Starts a frame's count anew and says how many lines the last one dropped.
    pub fn start_frame(&mut self, frame: u32) {
        self.this_frame = 0;
        if self.dropped > 0 {
            let text = format!("{} more lines in one frame were dropped", self.dropped);
            self.lines.push(ConsoleLine { level: LogLevel::Warn, text, position: None, frame });
            self.dropped = 0;
        }
    }

    /// Takes what was said.
    pub fn take(&mut self) -> Vec<ConsoleLine> {
        std::mem::take(&mut self.lines)
    }
}
