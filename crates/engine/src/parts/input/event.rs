//! What the user does, as the page says it.

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

/// What a finger did.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum TouchPhase {
    /// It came down.
    Down,
    /// It moved.
    Move,
    /// It went up, or the system took it away.
    Up,
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
        /// The character that it types, if it types one.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[cfg_attr(feature = "typescript", ts(optional))]
        key: Option<String>,
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
        /// The button that moved.
        button: MouseButton,
    },
    /// A button went up.
    MouseUp {
        /// The button that moved.
        button: MouseButton,
    },
    /// The wheel turned, in CSS pixels.
    Wheel {
        /// To the right.
        x: f32,
        /// Down.
        y: f32,
    },
    /// The mouse moved while the page holds it: by how much, CSS pixels.
    MouseLook {
        /// To the right.
        x: f32,
        /// Down.
        y: f32,
    },
    /// The page holds the mouse for the scene, or let it go.
    MouseLock {
        /// Whether it does.
        locked: bool,
    },
    /// Text was typed.
    Text {
        /// As the keyboard composed it.
        text: String,
    },
    /// A finger came down, moved or went up, in CSS pixels from the picture's upper left.
    Touch {
        /// Which finger.
        id: u32,
        /// What it did.
        phase: TouchPhase,
        /// To the right.
        x: f32,
        /// Down.
        y: f32,
    },
    /// How a gamepad of the standard layout is now.
    Gamepad {
        /// Which, from 0.
        pad: u32,
        /// How far each button is pressed, 0 to 1, in the standard order.
        buttons: Vec<f32>,
        /// Both sticks, -1 to 1, to the right and down.
        axes: Vec<f32>,
    },
    /// A gamepad is gone.
    GamepadGone {
        /// From 0, as the browser counts them.
        pad: u32,
    },
    /// The page's own button for an action.
    Action {
        /// As the project bound it.
        name: String,
        /// How far it is pressed, -1 to 1.
        value: f32,
    },
    /// The picture has another size.
    Resize {
        /// CSS pixels.
        width: f32,
        /// CSS pixels.
        height: f32,
        /// Device pixels in a CSS pixel.
        pixel_ratio: f32,
    },
    /// The picture lost the keyboard: all is released.
    Blur,
}
