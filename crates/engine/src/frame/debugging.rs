//! What `debug` does to a scene.

use luminara_script::{Color, HostError, LogLevel, Position};

use crate::frame::scene::Scene;
use crate::parts::debugging::Lasting;

impl Scene {
    /// Notes that a script asked to stop where it is.
    pub fn stop_here(&mut self, position: Option<Position>) {
        self.debugging.stop();
        self.say(LogLevel::Info, "stopped by debug.break_here()", position);
    }

    /// Draws something for a while, by the simulated time.
    pub fn mark(
        &mut self,
        function: &str,
        what: Lasting,
        color: Option<Color>,
        seconds: f64,
    ) -> Result<(), HostError> {
        if !what.is_finite() || !seconds.is_finite() {
            return Err(HostError::new(format!("{function} expects numbers that are finite")));
        }
        let color = color.map_or([1.0, 0.85, 0.2, 1.0], |color| [color.r, color.g, color.b, color.a]);
        self.debugging.mark(what, color, self.time.total + seconds)
    }

    /// Draws what `debug` shows.
    pub fn draw_debugging(&mut self) {
        let now = self.time.total;
        let Self { debugging, drawing, .. } = self;
        debugging.draw(drawing, now);
    }
}
