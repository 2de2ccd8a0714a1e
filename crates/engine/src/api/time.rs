//! `time`: simulated time and what is called later.

use luminara_script::{FunctionHandle, HostError};

use crate::frame::scene::Scene;
use crate::parts::handlers::Waiting;
use crate::parts::timers::Due;

/// Simulated time. It stands still while the scene is paused, and is the same in every run.
///
/// ```lua
/// entity.position.y = math.sin(time.total())
/// time.after(2, function() print("two seconds later") end)
/// ```
#[luminara_script::module("time", host = Scene)]
pub mod time_module {
    use super::*;

    /// Seconds of this frame.
    ///
    /// ```lua
    /// print(time.delta())
    /// ```
    pub fn delta(scene: &mut Scene) -> f64 {
        scene.time.delta
    }

    /// Seconds since the start.
    ///
    /// ```lua
    /// print(math.sin(time.total()))
    /// ```
    pub fn total(scene: &mut Scene) -> f64 {
        scene.time.total
    }

    /// Frames since the start.
    ///
    /// ```lua
    /// if time.frame() % 60 == 0 then print("another sixty") end
    /// ```
    pub fn frame(scene: &mut Scene) -> u32 {
        scene.time.frame
    }

    /// How fast time passes: 1 at first.
    ///
    /// ```lua
    /// print(time.scale())  --> 1.0
    /// ```
    pub fn scale(scene: &mut Scene) -> f64 {
        scene.time.scale
    }

    /// Has time pass faster or slower from the next frame on, from 0, where it stands still, to 10.
    ///
    /// ```lua
    /// time.set_scale(0.25)  -- slow motion
    /// ```
    pub fn set_scale(scene: &mut Scene, scale: f64) -> Result<(), HostError> {
        if !(0.0..=10.0).contains(&scale) {
            return Err(HostError::new(format!("time.set_scale expects 0 to 10, got {scale}")));
        }
        scene.time.set_scale(scale);
        Ok(())
    }

    /// Calls a function once, `seconds` from now. Gives a number for `time.cancel`.
    ///
    /// ```lua
    /// time.after(1.5, function() print("now") end)
    /// ```
    pub fn after(scene: &mut Scene, seconds: f64, callback: FunctionHandle) -> Result<i64, HostError> {
        super::add(scene, seconds, false, callback)
    }

    /// Calls a function every `seconds`, at most once a frame. Gives a number for `time.cancel`.
    ///
    /// ```lua
    /// time.every(0.5, function() print("tick") end)
    /// ```
    pub fn every(scene: &mut Scene, seconds: f64, callback: FunctionHandle) -> Result<i64, HostError> {
        super::add(scene, seconds, true, callback)
    }

    /// Ends what `after` or `every` began. Nothing happens when it is over.
    ///
    /// ```lua
    /// local timer = time.every(1, function() print("tick") end)
    /// time.after(3.5, function() time.cancel(timer) end)
    /// ```
    pub fn cancel(scene: &mut Scene, timer: i64) {
        scene.timers.remove(&[timer as u64]);
    }
}

/// Timers that one scene may have at once.
const MAX_TIMERS: usize = 10_000;

fn add(scene: &mut Scene, seconds: f64, repeat: bool, callback: FunctionHandle) -> Result<i64, HostError> {
    if !(seconds.is_finite() && seconds >= 0.0) {
        return Err(HostError::new(format!("a timer expects seconds from 0 on, got {seconds}")));
    }
    if scene.timers.len() >= MAX_TIMERS {
        return Err(HostError::limit(format!("there are {MAX_TIMERS} timers already; cancel some first")));
    }
    let id = scene.new_handler_id(callback.instance());
    scene.timers.add(id, callback, Due::after(scene.time.total, seconds, repeat));
    Ok(id as i64)
}
