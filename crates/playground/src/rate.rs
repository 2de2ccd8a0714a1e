//! How many pictures a second there are.

use std::collections::VecDeque;

/// Pictures that are older than this no longer count, milliseconds.
const WINDOW_MS: f64 = 1000.0;

/// The times of the latest pictures of a scene that runs, milliseconds since some fixed moment.
#[derive(Default)]
pub struct PictureRate {
    times: VecDeque<f64>,
}

impl PictureRate {
    /// Counts a picture that was drawn at `now`, milliseconds.
    pub fn drawn(&mut self, now: f64) {
        self.times.push_back(now);
        // Two say something however long ago the first one is: a GPU can take seconds for a picture.
        while self.times.len() > 2 && self.times.front().is_some_and(|first| now - first > WINDOW_MS) {
            self.times.pop_front();
        }
    }

    /// Pictures a second; 0 before there are two.
    pub fn per_second(&self) -> f64 {
        match (self.times.front(), self.times.back()) {
            (Some(first), Some(last)) if last > first => {
                (self.times.len() - 1) as f64 * 1000.0 / (last - first)
            }
            _ => 0.0,
        }
    }

    /// What comes now has nothing to do with what was.
    pub fn restart(&mut self) {
        self.times.clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rate(times: impl IntoIterator<Item = f64>) -> f64 {
        let mut rate = PictureRate::default();
        times.into_iter().for_each(|time| rate.drawn(time));
        rate.per_second()
    }

    #[test]
    fn a_first_picture_that_took_long_is_soon_forgotten() {
        assert_eq!(rate([0.0]), 0.0);
        assert_eq!(rate([0.0, 4000.0]), 0.25);
        assert_eq!(rate([0.0, 4000.0, 4020.0, 4040.0]), 50.0);
    }

    #[test]
    fn pictures_of_the_last_second_count() {
        assert_eq!(rate((0..500).map(|picture| f64::from(picture) * 10.0)), 100.0);
        let then_slow = (0..100)
            .map(|picture| f64::from(picture) * 10.0)
            .chain((1..=5).map(|picture| 1000.0 + f64::from(picture) * 250.0));
        assert_eq!(rate(then_slow), 4.0);
    }
}
