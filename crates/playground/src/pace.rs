//! How many pictures the GPU is given at a time, and how fine they are, by how long it takes for one.
//!
//! A browser lets a page hand over pictures faster than its GPU draws them. They pile up, and the page itself, which is
//! drawn by the same GPU, stands still behind them for seconds.
//!
//! How long a picture takes is known from when the browser says that it is done. Firefox says so only every 100 ms, also of
//! an empty queue (bug 1870699): then nothing is known.

use std::collections::VecDeque;

/// A GPU that takes longer than this for a picture draws coarser ones, milliseconds.
const SLOW_MS: f64 = 66.0;

/// What coarser pictures aim at, milliseconds.
const AIM_MS: f64 = 50.0;

/// Below this a GPU draws two pictures at a time, and finer ones again; less than [`SLOW_MS`] by more than one step makes.
const QUICK_MS: f64 = 33.0;

/// A browser that takes longer to say that an empty queue is done says it late, milliseconds.
const PROMPT_MS: f64 = 50.0;

/// Pictures at a time where the browser says late that they are done.
const MOST_AT_A_TIME: usize = 8;

/// A GPU is slow when its pictures were so for this long: the first one waits for shaders to be compiled, milliseconds.
const SLOW_FOR_MS: f64 = 1200.0;

/// So many quick pictures in a row count.
const QUICK_IN_A_ROW: u32 = 60;

/// Steps of the picture's scale to 1.
const FINEST: u32 = 8;

/// Coarser than half is too blurred to be of use.
const COARSEST: u32 = 4;

/// A picture that the GPU was handed.
struct Handed {
    at: f64,
    /// [`Pace::busy_ms`] then.
    busy_ms: f64,
    /// It is of a running scene.
    counts: bool,
}

/// Paces the pictures of one GPU. All times are milliseconds since some fixed moment.
pub struct Pace {
    is_told_late: bool,
    in_flight: VecDeque<Handed>,
    last_done: f64,
    last_ms: f64,
    /// How long our own work has taken so far: while it lasts nobody hears that a picture is done.
    busy_ms: f64,
    steps: u32,
    /// When the first of the latest slow pictures was done.
    slow_since: Option<f64>,
    quick: u32,
}

impl Pace {
    /// Of a GPU whose empty queue the browser said to be done after `empty_ms`.
    pub fn new(empty_ms: f64) -> Self {
        Pace {
            is_told_late: empty_ms > PROMPT_MS,
            in_flight: VecDeque::new(),
            last_done: 0.0,
            last_ms: f64::INFINITY,
            busy_ms: 0.0,
            steps: FINEST,
            slow_since: None,
            quick: 0,
        }
    }

    /// Whether the GPU should be handed another picture now.
    pub fn is_free(&self) -> bool {
        let most = match (self.is_told_late, self.last_ms < QUICK_MS) {
            (true, _) => MOST_AT_A_TIME,
            (false, true) => 2,
            (false, false) => 1,
        };
        self.in_flight.len() < most
    }

    /// Sides of a running scene's picture by the sides of the place that it is shown in, 0.5 to 1.
    pub fn scale(&self) -> f32 {
        self.steps as f32 / FINEST as f32
    }

    /// The GPU was handed a picture; `running`: one at this [`scale`](Pace::scale). We began to work on it at `began`.
    pub fn handed(&mut self, began: f64, now: f64, running: bool) {
        let busy_ms = self.busy_ms + (now - began);
        self.in_flight.push_back(Handed { at: now, busy_ms, counts: running });
    }

    /// We worked from `began` until now.
    pub fn worked(&mut self, began: f64, now: f64) {
        self.busy_ms += now - began;
    }

    /// The GPU is done with the oldest picture that it has.
    pub fn done(&mut self, now: f64) {
        let Some(picture) = self.in_flight.pop_front() else {
            return;
        };
        // It waited for the one before, and then perhaps for us to listen.
        let since = picture.at.max(self.last_done);
        self.last_ms = (now - since - (self.busy_ms - picture.busy_ms)).max(0.0);
        self.last_done = now;
        if picture.counts && !self.is_told_late {
            self.judge();
        }
    }

    fn judge(&mut self) {
        let is_slow = self.last_ms > SLOW_MS;
        self.slow_since = is_slow.then(|| self.slow_since.unwrap_or(self.last_done));
        self.quick = if self.last_ms < QUICK_MS { self.quick + 1 } else { 0 };
        let slow_for = self.slow_since.map_or(0.0, |since| self.last_done - since);
        if slow_for > SLOW_FOR_MS && self.steps > COARSEST {
            // A picture takes as long as it has pixels.
            let fitting = f64::from(self.steps) * (AIM_MS / self.last_ms).sqrt();
            self.steps = (fitting as u32).clamp(COARSEST, self.steps - 1);
            self.slow_since = None;
        } else if self.quick >= QUICK_IN_A_ROW && self.steps < FINEST {
            self.steps += 1;
            self.quick = 0;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Draws pictures one after the other by a GPU that takes `ms` for one at scale 1, and gives the scale then.
    fn after(pace: &mut Pace, pictures: u32, ms: f64) -> f32 {
        for _ in 0..pictures {
            let began = pace.last_done + 1.0;
            assert!(pace.is_free());
            pace.handed(began, began, true);
            pace.done(began + ms * f64::from(pace.scale()).powi(2));
        }
        pace.scale()
    }

    #[test]
    fn a_slow_gpu_has_one_picture_at_a_time_and_a_quick_one_two() {
        let mut pace = Pace::new(0.1);
        pace.handed(0.0, 0.0, true);
        assert!(!pace.is_free());
        pace.done(5.0);
        pace.handed(16.0, 16.0, true);
        assert!(pace.is_free());
        pace.handed(32.0, 32.0, true);
        assert!(!pace.is_free());
        pace.done(120.0);
        assert!(!pace.is_free());
        pace.done(130.0);
        // The second took 10 ms: it had waited for the first.
        assert!(pace.is_free() && pace.scale() == 1.0);
    }

    #[test]
    fn pictures_get_as_coarse_as_they_must_and_fine_again() {
        let mut pace = Pace::new(0.1);
        assert_eq!(after(&mut pace, 2, 600.0), 1.0);
        assert_eq!(after(&mut pace, 1, 600.0), 0.5);
        assert_eq!(after(&mut pace, 200, 600.0), 0.5);
        assert_eq!(after(&mut pace, 300, 15.0), 1.0);
        assert_eq!(after(&mut pace, 30, 100.0), 0.625);
        // 39 ms a picture: neither slow nor quick.
        assert_eq!(after(&mut pace, 300, 100.0), 0.625);
    }

    #[test]
    fn pictures_of_a_paused_scene_count_for_nothing() {
        let mut pace = Pace::new(0.1);
        for time in 0..9 {
            let at = f64::from(time) * 1000.0;
            pace.handed(at, at, false);
            pace.done(at + 500.0);
        }
        assert_eq!(pace.scale(), 1.0);
    }

    #[test]
    fn of_a_browser_that_is_late_to_say_what_is_done_nothing_is_known() {
        let mut pace = Pace::new(103.0);
        for frame in 1..200 {
            let now = f64::from(frame) * 16.7;
            assert!(pace.is_free());
            pace.handed(now, now, true);
            if frame % 6 == 0 {
                (0..6).for_each(|_| pace.done(now));
            }
        }
        assert_eq!(pace.scale(), 1.0);
        (0..MOST_AT_A_TIME).for_each(|_| pace.handed(4000.0, 4000.0, true));
        assert!(!pace.is_free());
    }

    #[test]
    fn a_script_that_takes_long_makes_no_gpu_slow() {
        let mut pace = Pace::new(0.1);
        let mut now = 0.0;
        for _ in 0..20 {
            // What was handed over the last time is told after the script's 150 ms.
            pace.worked(now, now + 150.0);
            pace.handed(now + 150.0, now + 150.0, true);
            now += 151.0;
            if pace.in_flight.len() > 1 {
                pace.done(now);
            }
        }
        assert_eq!(pace.scale(), 1.0);
        assert!(pace.last_ms < 5.0);
    }
}
