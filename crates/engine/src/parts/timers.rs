//! Functions of scripts that are called later.

use luminara_script::FunctionHandle;

use crate::parts::handlers::Handlers;

/// When a timer's time has come.
#[derive(Clone, Copy, Debug)]
pub struct Due {
    /// In simulated seconds since the start.
    at: f64,
    /// Seconds until it is due again; `None`: once.
    every: Option<f64>,
}

impl Due {
    /// `seconds` after `now`, and again every `seconds` if `repeat`.
    pub fn after(now: f64, seconds: f64, repeat: bool) -> Self {
        Self { at: now + seconds, every: repeat.then_some(seconds) }
    }
}

impl Handlers<Due> {
    /// Takes the functions that are due, in the order of their times, then of their making. A repeating one that is
    /// due several times in one frame comes once: it can't pile up.
    pub fn due(&mut self, now: f64) -> Vec<FunctionHandle> {
        let mut due: Vec<(f64, u64, FunctionHandle)> = Vec::new();
        self.retain(|timer| {
            let Due { at, every } = timer.waits_for;
            if at > now + 1e-9 {
                return true;
            }
            due.push((at, timer.id, timer.function.clone()));
            let Some(every) = every else { return false };
            timer.waits_for.at = if at + every > now { at + every } else { now + every };
            true
        });
        due.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
        due.into_iter().map(|(_, _, function)| function).collect()
    }
}
