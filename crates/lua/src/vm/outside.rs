//! What the VM asks of the outside: the console, the project's files, the clock.

use luminara_script::{LogLevel, Source};

use super::{Output, STREAM_BUFFER, Vm};

impl Vm<'_> {
    /// Says a line on the console.
    pub fn print_line(&mut self, level: LogLevel, line: &[u8]) {
        match &mut self.outside.output {
            Output::None => {}
            Output::Buffer(buffer) => {
                buffer.extend_from_slice(line);
                buffer.push(b'\n');
            }
            Output::Stream { buffer, .. } => {
                buffer.extend_from_slice(line);
                buffer.push(b'\n');
                if buffer.len() >= STREAM_BUFFER {
                    self.flush_output();
                }
            }
            Output::Host => {
                let position = self.script_position();
                let Some(host) = &self.outside.host else { return };
                let text = std::string::String::from_utf8_lossy(line);
                let instance = self.outside.instance;
                // A line that is said while the host is busy has no one to hear it.
                let _ =
                    host.with_state(|state| (host.services.print)(state, level, &text, position, instance));
            }
        }
    }

    /// Says text on the console, lines broken where it breaks them.
    pub fn write(&mut self, level: LogLevel, text: &[u8]) {
        match &mut self.outside.output {
            Output::Buffer(buffer) => return buffer.extend_from_slice(text),
            Output::Stream { buffer, .. } => {
                buffer.extend_from_slice(text);
                if buffer.len() >= STREAM_BUFFER {
                    self.flush_output();
                }
                return;
            }
            Output::None | Output::Host => {}
        }
        /// Bytes that wait for the end of their line.
        const LONGEST_LINE: usize = 1 << 16;
        let [info, warnings] = &mut self.outside.pending_lines;
        let pending = if level == LogLevel::Info { info } else { warnings };
        let before = pending.len();
        pending.extend_from_slice(text);
        // A line that never ends is broken.
        let end = match text.iter().rposition(|&byte| byte == b'\n') {
            Some(end) => before + end + 1,
            None if pending.len() < LONGEST_LINE => return,
            None => {
                pending.push(b'\n');
                pending.len()
            }
        };
        let rest = pending.split_off(end);
        let mut lines = std::mem::replace(pending, rest);
        lines.pop();
        for line in lines.split(|&byte| byte == b'\n') {
            self.print_line(level, line);
        }
    }

    /// Passes on what the output's buffer holds, where it goes to a function.
    pub fn flush_output(&mut self) {
        if let Output::Stream { buffer, write } = &mut self.outside.output
            && !buffer.is_empty()
        {
            write(buffer);
            buffer.clear();
        }
    }

    /// Whether a file is being loaded by `require`.
    pub fn is_loading(&self, file: &str) -> bool {
        let threads =
            std::iter::once(&self.thread).chain(self.resumers.iter().map(|resumer| &resumer.thread));
        threads.flat_map(|thread| thread.natives()).any(|(_, then)| then.loading() == Some(file))
    }

    /// A file of the project. `./` and `folder/../` in its name change nothing.
    pub fn read_file(&mut self, file: &str) -> Option<Source> {
        let file = &*plain_path(file)?;
        if let Some(host) = &self.outside.host {
            return host.with_state(|state| (host.services.read_file)(state, file)).ok().flatten();
        }
        let bytes = self.outside.reader.as_mut()?(file)?;
        Some(Source { file: file.into(), bytes: bytes.into() })
    }

    /// The engine's clock, seconds.
    pub fn time(&mut self) -> f64 {
        match &self.outside.host {
            Some(host) => host.with_state(host.services.time).unwrap_or(0.0),
            None => 0.0,
        }
    }

    /// Drops everything that is running.
    pub fn reset(&mut self) {
        if let Some(resumer) = self.resumers.drain(..).next() {
            self.thread = resumer.thread;
        }
        self.thread.truncate_frames(0);
        self.thread.closing.clear();
        self.thread.top = 0;
        self.has_spare = false;
        self.clean_stack();
    }
}

/// A file's path without `.` and `..`; nothing where it leads out of the project.
fn plain_path(path: &str) -> Option<std::string::String> {
    let mut parts = Vec::new();
    for part in path.split('/') {
        match part {
            "." => {}
            ".." => drop(parts.pop()?),
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}
