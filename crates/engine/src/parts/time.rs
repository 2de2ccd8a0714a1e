//! Simulated time.

/// Simulated time.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Time {
    /// Seconds of this frame.
    pub delta: f64,
    /// Seconds since the start.
    pub total: f64,
    /// Frames since the start; the first is 1.
    pub frame: u32,
    /// How fast simulated time passes; 0 stands still.
    pub scale: f64,
    /// The frame and the seconds at which the scale was set.
    since: (u32, f64),
}

impl Default for Time {
    fn default() -> Self {
        Self { delta: 0.0, total: 0.0, frame: 0, scale: 1.0, since: (0, 0.0) }
    }
}

impl Time {
    /// Begins the next frame, which takes so many seconds where time passes as it does.
    pub fn start_frame(&mut self, frame_seconds: f64) {
        self.frame += 1;
        self.delta = frame_seconds * self.scale;
        // From the last change of the scale on, so that rounding doesn't add up.
        let (frame, total) = self.since;
        self.total = total + f64::from(self.frame - frame) * self.delta;
    }

    /// Has time pass faster or slower from the next frame on.
    pub fn set_scale(&mut self, scale: f64) {
        self.since = (self.frame, self.total);
        self.scale = scale;
    }
}
