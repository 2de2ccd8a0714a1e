//! `test`: tests that scripts have of themselves.

use luminara_script::{CallSite, FunctionHandle, HostError, Rest, Value, math};
use smol_str::SmolStr;

use crate::frame::scene::Scene;

/// Tests of scripts. `luminara test` and the page's Tests pane run each one in a fresh copy of the project; otherwise
/// `test(…)` does nothing. Files named `…_test.lua`, `test_….lua` or in a folder `tests` are run for their tests alone.
///
/// ```lua
/// test("a thrown ball comes down", function()
///   local ball = world.spawn { position = vec3(0, 1, 0), velocity = vec3(0, -3, 0) }
///   test.after(30, function()
///     test.is_true(ball.position.y < 0, "still up there")
///   end)
/// end)
/// ```
#[luminara_script::module("test", host = Scene)]
pub mod test_module {
    use super::*;

    /// Names a test. Its function runs after the scripts' first `on_init`; an error in it, or in any script while it runs, fails it.
    ///
    /// ```lua
    /// test("vectors add by parts", function()
    ///   test.equal(vec3(1, 2, 3) + vec3(1, 1, 1), vec3(2, 3, 4))
    /// end)
    /// ```
    pub fn call_module(
        scene: &mut Scene,
        site: &dyn CallSite,
        name: SmolStr,
        callback: FunctionHandle,
    ) -> Result<(), HostError> {
        scene.tests.register(name, site.position(), callback)
    }

    /// Asserts that both are the same: numbers by value, tables by content.
    ///
    /// ```lua
    /// test.equal(#"four", 4)
    /// test.equal({ 1, 2, x = "y" }, { 1, 2, x = "y" })
    /// ```
    pub fn equal(actual: Value, expected: Value, message: Option<String>) -> Result<(), HostError> {
        super::check(actual == expected, message, || {
            format!("expected {}, got {}", super::shown(&expected), super::shown(&actual))
        })
    }

    /// Asserts that they are not the same.
    ///
    /// ```lua
    /// test.not_equal(world.spawn(), world.spawn())
    /// ```
    pub fn not_equal(actual: Value, other: Value, message: Option<String>) -> Result<(), HostError> {
        super::check(actual != other, message, || format!("expected anything but {}", super::shown(&other)))
    }

    /// Asserts that numbers, vectors, rotations or colours are within `tolerance` of each other, part by part.
    ///
    /// ```lua
    /// test.near(math.sin(math.pi), 0)
    /// test.near(vec3(1, 2, 3), vec3(1, 2, 3.05), 0.1)
    /// ```
    pub fn near(
        actual: Value,
        expected: Value,
        #[default(0.00001)] tolerance: f64,
        message: Option<String>,
    ) -> Result<(), HostError> {
        let difference = super::difference(&actual, &expected).ok_or_else(|| {
            HostError::new(format!(
                "test.near compares numbers, vectors, rotations or colours of the same type, got {} and {}",
                actual.describe(),
                expected.describe()
            ))
        })?;
        super::check(difference <= tolerance, message, || {
            format!("expected {expected} within {tolerance}, got {actual}")
        })
    }

    /// Asserts that the value is true. Like Lua, only `false` and `nil` are not.
    ///
    /// ```lua
    /// test.is_true(world.is_valid(entity))
    /// ```
    pub fn is_true(value: Option<Value>, message: Option<String>) -> Result<(), HostError> {
        let value = value.unwrap_or_default();
        super::check(super::is_truthy(&value), message, || format!("expected true, got {value}"))
    }

    /// Asserts that the value is false or nil.
    ///
    /// ```lua
    /// test.is_false(entity:has_component("Frozen"))
    /// ```
    pub fn is_false(value: Option<Value>, message: Option<String>) -> Result<(), HostError> {
        let value = value.unwrap_or_default();
        super::check(!super::is_truthy(&value), message, || {
            format!("expected false, got {}", super::shown(&value))
        })
    }

    /// Asserts that the value is nil.
    ///
    /// ```lua
    /// test.is_nil(world.find_by_name("nobody"))
    /// ```
    pub fn is_nil(value: Option<Value>, message: Option<String>) -> Result<(), HostError> {
        let value = value.unwrap_or_default();
        super::check(value.is_nil(), message, || format!("expected nil, got {}", super::shown(&value)))
    }

    /// Asserts that a call failed with a message that contains `text`. Give it what `pcall` gives.
    ///
    /// ```lua
    /// test.error("too fast", pcall(function() error("too fast by half") end))
    /// test.error("expects a vec3", pcall(function() entity.position = 3 end))
    /// ```
    pub fn error(text: String, outcome: Rest) -> Result<(), HostError> {
        let mut outcome = outcome.0.into_iter();
        let (went_well, message) = (outcome.next().unwrap_or_default(), outcome.next().unwrap_or_default());
        if went_well != Value::Bool(false) {
            return Err(HostError::new(format!("expected an error with \"{text}\", but there was none")));
        }
        let message = message.to_string();
        super::check(message.contains(&text), None, || {
            format!("expected an error with \"{text}\", got \"{message}\"")
        })
    }

    /// Lets the test fail.
    ///
    /// ```lua
    /// if world.count() > 1000 then test.fail("far too many entities") end
    /// ```
    pub fn fail(message: String) -> Result<(), HostError> {
        Err(HostError::new(message))
    }

    /// Goes on with the test after some frames: the scene runs, then the function is called. Outside of a test, nothing happens.
    ///
    /// ```lua
    /// test("falls", function()
    ///   local stone = world.spawn { velocity = vec3(0, -1, 0) }
    ///   test.after(60, function() test.near(stone.position.y, -1, 0.05) end)
    /// end)
    /// ```
    ///
    /// Fails when a test would take more than 36000 frames.
    pub fn after(scene: &mut Scene, frames: u32, callback: FunctionHandle) -> Result<(), HostError> {
        let now = scene.time.frame;
        scene.tests.wait(now, frames, callback)
    }
}

fn check(holds: bool, message: Option<String>, why: impl FnOnce() -> String) -> Result<(), HostError> {
    match (holds, message) {
        (true, _) => Ok(()),
        (false, Some(message)) => Err(HostError::new(format!("{message}: {}", why()))),
        (false, None) => Err(HostError::new(why())),
    }
}

fn is_truthy(value: &Value) -> bool {
    !matches!(value, Value::Nil | Value::Bool(false))
}

/// A value as a message shows it: text in quotes.
fn shown(value: &Value) -> String {
    match value {
        Value::Str(text) => format!("{text:?}"),
        other => other.to_string(),
    }
}

/// The largest difference of two values' parts; `None` where they can't be compared so.
fn difference(a: &Value, b: &Value) -> Option<f64> {
    let number = |value: &Value| match value {
        Value::Int(i) => Some(*i as f64),
        Value::Float(f) => Some(*f),
        _ => None,
    };
    if let (Some(a), Some(b)) = (number(a), number(b)) {
        return Some((a - b).abs());
    }
    if a.type_name() != b.type_name() {
        return None;
    }
    let parts = 0..math::component_names(a.type_name()).len();
    let differences = parts.map(|i| Some(f64::from((math::component(a, i)? - math::component(b, i)?).abs())));
    differences.collect::<Option<Vec<f64>>>()?.into_iter().reduce(|most, next| {
        // A part that is no number is as far away as can be.
        if next.is_nan() { f64::INFINITY } else { most.max(next) }
    })
}
