//! Functions of scripts that are called every frame, or so many times a second, by name and in the order of their priority.

use luminara_script::{FunctionHandle, HostError};
use smol_str::SmolStr;

use crate::parts::handlers::{Handler, Handlers};

/// Systems that one scene may have.
const MAX_SYSTEMS: usize = 1_000;

/// When a system is called, and what that took. It gets the seconds since its last call.
#[derive(Debug)]
pub struct System {
    /// By which scripts reach it; a second one of a name takes the place of the first.
    pub name: SmolStr,
    /// Whether it is called.
    pub enabled: bool,
    /// Higher ones are called first; of equals, the older.
    pub priority: i64,
    /// Calls a second; 0: every frame.
    pub rate: f64,
    /// The simulated seconds at which it was called last.
    last: f64,
    /// Calls so far.
    pub calls: u64,
    /// Their time together, milliseconds.
    pub total_ms: f64,
    /// The time of the last, milliseconds.
    pub last_ms: f64,
    /// The longest, milliseconds.
    pub peak_ms: f64,
}

impl Handlers<System> {
    /// Adds a system, or replaces the one of that name.
    pub fn register(
        &mut self,
        id: u64,
        name: SmolStr,
        function: FunctionHandle,
        now: f64,
    ) -> Result<(), HostError> {
        self.retain(|system| system.waits_for.name != name);
        if self.len() >= MAX_SYSTEMS {
            return Err(HostError::limit(format!("there are {MAX_SYSTEMS} systems already")));
        }
        let system = System {
            name,
            enabled: true,
            priority: 0,
            rate: 0.0,
            last: now,
            calls: 0,
            total_ms: 0.0,
            last_ms: 0.0,
            peak_ms: 0.0,
        };
        self.add(id, function, system);
        self.sort();
        Ok(())
    }

    /// Brings the systems in order, after a priority changed.
    pub fn sort(&mut self) {
        self.sort_by_key(|system| (-system.waits_for.priority, system.id));
    }

    /// A system by name.
    pub fn find(&mut self, name: &str) -> Option<&mut System> {
        self.systems_mut().find(|system| system.name == name)
    }

    /// All of them, in the order in which they are called.
    pub fn systems(&self) -> impl Iterator<Item = &System> {
        self.iter().map(|handler| &handler.waits_for)
    }

    fn systems_mut(&mut self) -> impl Iterator<Item = &mut System> {
        self.iter_mut().map(|handler| &mut handler.waits_for)
    }

    /// The systems that are due: what is called, with how many seconds. One that is registered while they run comes in the next frame.
    pub fn due(&mut self, now: f64, delta: f64) -> Vec<(u64, FunctionHandle, f64)> {
        let mut due = Vec::new();
        for Handler { id, function, waits_for: system } in self.iter_mut() {
            if !system.enabled {
                continue;
            }
            let passed = now - system.last;
            if system.rate > 0.0 {
                let period = 1.0 / system.rate;
                if passed < period - 1e-9 {
                    continue;
                }
                // In step with its rate as long as that is slower than the frames.
                system.last = if passed < 2.0 * period { system.last + period } else { now };
                due.push((*id, function.clone(), passed.max(delta)));
            } else {
                system.last = now;
                due.push((*id, function.clone(), delta));
            }
        }
        due
    }

    /// Notes how long a call took.
    pub fn ran(&mut self, id: u64, ms: f64) {
        let Some(handler) = self.iter_mut().find(|handler| handler.id == id) else { return };
        let system = &mut handler.waits_for;
        system.calls += 1;
        system.total_ms += ms;
        system.last_ms = ms;
        system.peak_ms = system.peak_ms.max(ms);
    }
}
