//! `input`: keyboard and mouse.

use glam::Vec2;
use luminara_script::nearest::suggestion;
use luminara_script::{FromValue, HostError, Value};

use crate::input::{MouseButton, NAMED_KEYS, key_from_script};
use crate::scene::Scene;

/// Keyboard and mouse. Keys are named by their place: letters and digits by what a US keyboard shows there, the others
/// `Space`, `Enter`, `Escape`, `Up`, `Down`, `Left`, `Right`, `Shift`, `Control`, `Tab` and so on.
///
/// ```lua
/// if input.is_key_pressed("W") then entity.position.z = entity.position.z - 5 * dt end
/// if input.is_key_just_pressed("Space") then print("jump") end
/// ```
#[luminara_script::module("input", host = Scene)]
pub mod input_module {
    use super::*;

    /// Whether a key is held.
    ///
    /// ```lua
    /// if input.is_key_pressed("Up") then entity.position = entity.position + vec3(0, 0, -5 * dt) end
    /// ```
    pub fn is_key_pressed(scene: &mut Scene, key: String) -> Result<bool, HostError> {
        Ok(scene.input.is_key_pressed(&super::key_named(&key)?))
    }

    /// Whether a key went down in this frame.
    ///
    /// ```lua
    /// if input.is_key_just_pressed("Space") then entity.velocity = vec3(0, 4, 0) end
    /// ```
    pub fn is_key_just_pressed(scene: &mut Scene, key: String) -> Result<bool, HostError> {
        Ok(scene.input.is_key_just_pressed(&super::key_named(&key)?))
    }

    /// Whether a key went up in this frame.
    ///
    /// ```lua
    /// if input.is_key_just_released("Space") then entity.velocity = vec3(0, 0, 0) end
    /// ```
    pub fn is_key_just_released(scene: &mut Scene, key: String) -> Result<bool, HostError> {
        Ok(scene.input.is_key_just_released(&super::key_named(&key)?))
    }

    /// Where the mouse is: pixels from the picture's upper left, to the right and down.
    ///
    /// ```lua
    /// local at = input.mouse_position()
    /// if at.x < 100 then print("at the left edge") end
    /// ```
    pub fn mouse_position(scene: &mut Scene) -> Vec2 {
        scene.input.mouse
    }

    /// How far the mouse moved in this frame, pixels.
    ///
    /// ```lua
    /// local moved = input.mouse_delta()
    /// entity.rotation = entity.rotation * quat.from_euler(0, -moved.x * 0.01, 0)
    /// ```
    pub fn mouse_delta(scene: &mut Scene) -> Vec2 {
        scene.input.mouse_delta
    }

    /// How far the wheel turned in this frame, pixels; down is positive.
    ///
    /// ```lua
    /// entity.scale = entity.scale:length() * (1 - input.mouse_wheel() * 0.001)
    /// ```
    pub fn mouse_wheel(scene: &mut Scene) -> f32 {
        scene.input.wheel.y
    }

    /// Whether a mouse button is held: "Left", "Middle" or "Right".
    ///
    /// ```lua
    /// if input.is_mouse_button_pressed("Left") then entity.color = color.yellow end
    /// ```
    pub fn is_mouse_button_pressed(scene: &mut Scene, button: String) -> Result<bool, HostError> {
        Ok(scene.input.is_button_pressed(super::button_named(&button)?))
    }

    /// Whether a mouse button went down in this frame.
    ///
    /// ```lua
    /// if input.is_mouse_button_just_pressed("Left") then world.spawn { position = entity.position } end
    /// ```
    pub fn is_mouse_button_just_pressed(scene: &mut Scene, button: String) -> Result<bool, HostError> {
        Ok(scene.input.is_button_just_pressed(super::button_named(&button)?))
    }

    /// Whether a mouse button went up in this frame.
    ///
    /// ```lua
    /// if input.is_mouse_button_just_released("Right") then entity.color = color.white end
    /// ```
    pub fn is_mouse_button_just_released(scene: &mut Scene, button: String) -> Result<bool, HostError> {
        Ok(scene.input.is_button_just_released(super::button_named(&button)?))
    }
}

fn key_named(name: &str) -> Result<String, HostError> {
    key_from_script(name).ok_or_else(|| {
        let hint = suggestion(name, NAMED_KEYS.iter().copied());
        HostError::new(format!("there is no key '{name}'{hint}"))
    })
}

fn button_named(name: &str) -> Result<MouseButton, HostError> {
    MouseButton::expect(&Value::string(name.to_lowercase()), || "a mouse button".into())
}
