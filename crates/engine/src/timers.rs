//! Functions of scripts that are called later.

use luminara_script::{FunctionHandle, InstanceId};

/// A function that is called when its time has come.
#[derive(Debug)]
struct Timer {
    id: u64,
    /// In simulated seconds since the start.
    due: f64,
    /// Seconds until it is due again; `None`: once.
    every: Option<f64>,
    function: FunctionHandle,
}

/// All timers of a scene.
#[derive(Debug, Default)]
pub struct Timers {
    timers: Vec<Timer>,
    next_id: u64,
}

impl Timers {
    /// Calls a function `seconds` after `now`, and again every `seconds` if `repeat`. Gives the timer's id.
    pub fn add(&mut self, now: f64, seconds: f64, repeat: bool, function: FunctionHandle) -> u64 {
        self.next_id += 1;
        self.timers.push(Timer {
            id: self.next_id,
            due: now + seconds,
            every: repeat.then_some(seconds),
            function,
        });
        self.next_id
    }

    /// Takes the functions that are due, in the order of their times, then of their making. A repeating one that is
    /// due several times in one frame comes once: it can't pile up.
    pub fn due(&mut self, now: f64) -> Vec<FunctionHandle> {
        let mut due: Vec<(f64, u64, FunctionHandle)> = Vec::new();
        self.timers.retain_mut(|timer| {
            if timer.due > now + 1e-9 {
                return true;
            }
            due.push((timer.due, timer.id, timer.function.clone()));
            match timer.every {
                Some(every) => {
                    timer.due = if timer.due + every > now { timer.due + every } else { now + every };
                    true
                }
                None => false,
            }
        });
        due.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
        due.into_iter().map(|(_, _, function)| function).collect()
    }

    /// Ends timers by id.
    pub fn remove(&mut self, ids: &[u64]) {
        self.timers.retain(|timer| !ids.contains(&timer.id));
    }

    /// Ends an instance's timers.
    pub fn forget_instance(&mut self, instance: InstanceId) {
        self.timers.retain(|timer| timer.function.instance() != instance);
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.timers.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.timers.is_empty()
    }
}
