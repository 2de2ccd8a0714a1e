//! How many pictures the GPU is given at a time, and how fine they are, by how long it takes for one.
//!
//! A browser lets a page hand over pictures faster than its GPU draws them. They pile up, and the page itself, which is
//! drawn by the same GPU, stands still behind them for seconds.

use std::collections::VecDeque;

/// A GPU that takes longer than this for a picture draws coarser ones, milliseconds.
const SLOW_MS: f64 = 66.0;

/// What coarser pictures aim at, milliseconds.
const AIM_MS: f64 = 50.0;

/// Below this a GPU draws two pictures at a time, and finer ones again; less than [`SLOW_MS`] by more than one step makes.
const QUICK_MS: f64 = 33.0;

/// So many slow pictures in a row count: the first ones wait for shaders to be compiled.
const SLOW_IN_A_ROW: u32 = 3;

/// So many quick pictures in a row count.
const QUICK_IN_A_ROW: u32 = 60;

/// Steps of the picture's scale to 1.
const FINEST: u32 = 8;

/// Coarser than half is too blurred to be of use.
const COARSEST: u32 = 4;

/// A picture that the GPU was handed.
struct Handed {
    at: f64,
    /// It is of a running scene.
    counts: bool,
}

/// Paces the pictures of one GPU. All times are milliseconds since some fixed moment.
pub struct Pace {
    in_flight: VecDeque<Handed>,
    last_done: f64,
    last_ms: f64,
    steps: u32,
    slow: u32,
    quick: u32,
}

impl Default for Pace {
    fn default() -> Self {
        Pace {
            in_flight: VecDeque::new(),
            last_done: 0.0,
            last_ms: f64::INFINITY,
            steps: FINEST,
            slow: 0,
            quick: 0,
        }
    }
}

impl Pace {
    /// Whether the GPU should be handed another picture now.
    pub fn is_free(&self) -> bool {
        self.in_flight.len() < if self.last_ms < QUICK_MS { 2 } else { 1 }
    }

    /// Sides of a running scene's picture by the sides of the place that it is shown in, 0.5 to 1.
    pub fn scale(&self) -> f32 {
        self.steps as f32 / FINEST as f32
    }

    /// The GPU was handed a picture; `running`: one at this [`scale`](Pace::scale).
    pub fn handed(&mut self, now: f64, running: bool) {
        self.in_flight.push_back(Handed { at: now, counts: running });
    }

    /// The GPU is done with the oldest picture that it has.
    pub fn done(&mut self, now: f64) {
        let Some(picture) = self.in_flight.pop_front() else {
            return;
        };
        // It waited for the one before.
        self.last_ms = now - picture.at.max(self.last_done);
        self.last_done = now;
        if picture.counts {
            self.judge();
        }
    }

    fn judge(&mut self) {
        self.slow = if self.last_ms > SLOW_MS { self.slow + 1 } else { 0 };
        self.quick = if self.last_ms < QUICK_MS { self.quick + 1 } else { 0 };
        if self.slow >= SLOW_IN_A_ROW && self.steps > COARSEST {
            // A picture takes as long as it has pixels.
            let fitting = f64::from(self.steps) * (AIM_MS / self.last_ms).sqrt();
            self.steps = (fitting as u32).clamp(COARSEST, self.steps - 1);
            self.slow = 0;
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
            assert!(pace.is_free());
            let began = pace.last_done + 1.0;
            pace.handed(began, true);
            pace.done(began + ms * f64::from(pace.scale()).powi(2));
        }
        pace.scale()
    }

    #[test]
    fn a_slow_gpu_has_one_picture_at_a_time_and_a_quick_one_two() {
        let mut pace = Pace::default();
        pace.handed(0.0, true);
        assert!(!pace.is_free());
        pace.done(5.0);
        pace.handed(16.0, true);
        assert!(pace.is_free());
        pace.handed(32.0, true);
        assert!(!pace.is_free());
        pace.done(120.0);
        assert!(!pace.is_free());
        pace.done(130.0);
        // The second took 10 ms: it had waited for the first.
        assert!(pace.is_free() && pace.scale() == 1.0);
    }

    #[test]
    fn pictures_get_as_coarse_as_they_must_and_fine_again() {
        let mut pace = Pace::default();
        assert_eq!(after(&mut pace, 2, 600.0), 1.0);
        assert_eq!(after(&mut pace, 1, 600.0), 0.5);
        assert_eq!(after(&mut pace, 200, 600.0), 0.5);
        assert_eq!(after(&mut pace, 300, 15.0), 1.0);
        assert_eq!(after(&mut pace, 3, 100.0), 0.625);
        // 39 ms a picture: neither slow nor quick.
        assert_eq!(after(&mut pace, 300, 100.0), 0.625);
    }

    #[test]
    fn pictures_of_a_paused_scene_count_for_nothing() {
        let mut pace = Pace::default();
        for time in 0..9 {
            pace.handed(f64::from(time) * 1000.0, false);
            pace.done(f64::from(time) * 1000.0 + 500.0);
        }
        assert_eq!(pace.scale(), 1.0);
    }
}
