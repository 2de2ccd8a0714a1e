//! Keyboard and mouse, as they are in one frame of the simulation.

use std::collections::BTreeSet;

use glam::Vec2;
use luminara_script::ScriptEnum;
use serde::{Deserialize, Serialize};

/// A mouse button.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, ScriptEnum)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum MouseButton {
    /// The main one.
    Left,
    /// The wheel's.
    Middle,
    /// The other one.
    Right,
}

/// Something that the user did.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum InputEvent {
    /// A key went down. `code` is the browser's name for its place on the keyboard: `KeyW`, `Space`.
    KeyDown {
        /// The browser's `KeyboardEvent.code`.
        code: String,
    },
    /// A key went up.
    KeyUp {
        /// The browser's `KeyboardEvent.code`.
        code: String,
    },
    /// The mouse is at a place of the picture, in CSS pixels from its upper left.
    MouseMove {
        /// To the right.
        x: f32,
        /// Down.
        y: f32,
    },
    /// A button went down.
    MouseDown {
        /// Which.
        button: MouseButton,
    },
    /// A button went up.
    MouseUp {
        /// Which.
        button: MouseButton,
    },
    /// The wheel turned, in CSS pixels.
    Wheel {
        /// To the right.
        x: f32,
        /// Down.
        y: f32,
    },
    /// The picture lost the keyboard: all is released.
    Blur,
}

/// What is held, and what changed in this frame.
#[derive(Debug, Default)]
pub struct Input {
    keys: Buttons<String>,
    buttons: Buttons<MouseButton>,
    /// Where the mouse is, CSS pixels from the picture's upper left.
    pub mouse: Vec2,
    /// How far it moved in this frame.
    pub mouse_delta: Vec2,
    /// How far the wheel turned in this frame.
    pub wheel: Vec2,
    queue: Vec<InputEvent>,
    mouse_seen: bool,
}

/// Things that are held or not. What was pressed and released within one frame counts as both.
#[derive(Debug)]
struct Buttons<T> {
    held: BTreeSet<T>,
    pressed: BTreeSet<T>,
    released: BTreeSet<T>,
}

impl<T> Default for Buttons<T> {
    fn default() -> Self {
        Self { held: BTreeSet::new(), pressed: BTreeSet::new(), released: BTreeSet::new() }
    }
}

impl<T: Ord + Clone> Buttons<T> {
    fn down(&mut self, button: T) {
        if self.held.insert(button.clone()) {
            self.pressed.insert(button);
        }
    }

    fn up(&mut self, button: T) {
        if self.held.remove(&button) {
            self.released.insert(button);
        }
    }

    fn start_frame(&mut self) {
        self.pressed.clear();
        self.released.clear();
    }

    fn release_all(&mut self) {
        self.released.append(&mut self.held);
    }
}

impl Input {
    /// Keeps an event for the next frame.
    pub fn push(&mut self, event: InputEvent) {
        self.queue.push(event);
    }

    /// Starts a frame: what changed in the last one is forgotten, what arrived since is applied.
    pub fn start_frame(&mut self) {
        self.keys.start_frame();
        self.buttons.start_frame();
        self.mouse_delta = Vec2::ZERO;
        self.wheel = Vec2::ZERO;
        for event in std::mem::take(&mut self.queue) {
            self.apply(event);
        }
    }

    fn apply(&mut self, event: InputEvent) {
        match event {
            InputEvent::KeyDown { code } => self.keys.down(key_name(&code)),
            InputEvent::KeyUp { code } => self.keys.up(key_name(&code)),
            InputEvent::MouseMove { x, y } => {
                let to = Vec2::new(x, y);
                if to.is_finite() {
                    if self.mouse_seen {
                        self.mouse_delta += to - self.mouse;
                    }
                    self.mouse = to;
                    self.mouse_seen = true;
                }
            }
            InputEvent::MouseDown { button } => self.buttons.down(button),
            InputEvent::MouseUp { button } => self.buttons.up(button),
            InputEvent::Wheel { x, y } => {
                let by = Vec2::new(x, y);
                if by.is_finite() {
                    self.wheel += by;
                }
            }
            InputEvent::Blur => {
                self.keys.release_all();
                self.buttons.release_all();
            }
        }
    }

    /// Whether a key is held. `key` is as [`key_name`] makes it.
    pub fn is_key_pressed(&self, key: &str) -> bool {
        self.keys.held.contains(key)
    }

    /// Whether a key went down in this frame.
    pub fn is_key_just_pressed(&self, key: &str) -> bool {
        self.keys.pressed.contains(key)
    }

    /// Whether a key went up in this frame.
    pub fn is_key_just_released(&self, key: &str) -> bool {
        self.keys.released.contains(key)
    }

    /// Whether a mouse button is held.
    pub fn is_button_pressed(&self, button: MouseButton) -> bool {
        self.buttons.held.contains(&button)
    }

    /// Whether a mouse button went down in this frame.
    pub fn is_button_just_pressed(&self, button: MouseButton) -> bool {
        self.buttons.pressed.contains(&button)
    }

    /// Whether a mouse button went up in this frame.
    pub fn is_button_just_released(&self, button: MouseButton) -> bool {
        self.buttons.released.contains(&button)
    }
}

/// The names of the keys that have one letter or digit on them.
pub const SINGLE_KEYS: [&str; 36] = [
    "A", "B", "C", "D", "E", "F", "G", "H", "I", "J", "K", "L", "M", "N", "O", "P", "Q", "R", "S", "T", "U",
    "V", "W", "X", "Y", "Z", "0", "1", "2", "3", "4", "5", "6", "7", "8", "9",
];

/// The names of the keys that have more than one letter or none on them, as scripts say them.
pub const NAMED_KEYS: &[&str] = &[
    "Space",
    "Enter",
    "Escape",
    "Tab",
    "Backspace",
    "Delete",
    "Insert",
    "Home",
    "End",
    "PageUp",
    "PageDown",
    "Up",
    "Down",
    "Left",
    "Right",
    "Shift",
    "Control",
    "Alt",
    "Meta",
    "CapsLock",
    "F1",
    "F2",
    "F3",
    "F4",
    "F5",
    "F6",
    "F7",
    "F8",
    "F9",
    "F10",
    "F11",
    "F12",
    "Minus",
    "Equal",
    "BracketLeft",
    "BracketRight",
    "Backslash",
    "Semicolon",
    "Quote",
    "Backquote",
    "Comma",
    "Period",
    "Slash",
];

/// The name that scripts use for a key: `KeyW` is `W`, `Digit1` is `1`, `ArrowUp` is `Up`, both Shifts are `Shift`.
pub fn key_name(code: &str) -> String {
    if let Some(letter) = code.strip_prefix("Key").filter(|rest| rest.len() == 1) {
        return letter.to_owned();
    }
    if let Some(digit) = code.strip_prefix("Digit").filter(|rest| rest.len() == 1) {
        return digit.to_owned();
    }
    match code.strip_prefix("Arrow").unwrap_or(code) {
        "ShiftLeft" | "ShiftRight" => "Shift".into(),
        "ControlLeft" | "ControlRight" => "Control".into(),
        "AltLeft" | "AltRight" => "Alt".into(),
        "MetaLeft" | "MetaRight" => "Meta".into(),
        "NumpadEnter" => "Enter".into(),
        other => other.into(),
    }
}

/// A key as a script may say it: any case, the browser's code or the short name. `None`: no such key.
pub fn key_from_script(name: &str) -> Option<String> {
    let short = key_name(name);
    if let [letter] = short.as_bytes()
        && letter.is_ascii_alphanumeric()
    {
        return Some(short.to_ascii_uppercase());
    }
    let known = NAMED_KEYS.iter().find(|key| key.eq_ignore_ascii_case(&short));
    known.map(|key| (*key).to_owned()).or_else(|| short.starts_with("Numpad").then_some(short))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(code: &str, down: bool) -> InputEvent {
        let code = code.to_owned();
        if down { InputEvent::KeyDown { code } } else { InputEvent::KeyUp { code } }
    }

    #[test]
    fn a_tap_within_a_frame_is_seen() {
        let mut input = Input::default();
        input.push(key("Space", true));
        input.push(key("Space", false));
        input.start_frame();
        assert!(input.is_key_just_pressed("Space") && input.is_key_just_released("Space"));
        assert!(!input.is_key_pressed("Space"));
        input.start_frame();
        assert!(!input.is_key_just_pressed("Space"));
    }

    #[test]
    fn blur_releases_what_is_held() {
        let mut input = Input::default();
        input.push(key("KeyW", true));
        input.start_frame();
        assert!(input.is_key_pressed("W"));
        input.push(InputEvent::Blur);
        input.start_frame();
        assert!(!input.is_key_pressed("W") && input.is_key_just_released("W"));
    }

    #[test]
    fn names_of_keys() {
        assert_eq!(key_from_script("w").as_deref(), Some("W"));
        assert_eq!(key_from_script("KeyW").as_deref(), Some("W"));
        assert_eq!(key_from_script("space").as_deref(), Some("Space"));
        assert_eq!(key_from_script("ArrowUp").as_deref(), Some("Up"));
        assert_eq!(key_from_script("Spaec"), None);
    }
}
