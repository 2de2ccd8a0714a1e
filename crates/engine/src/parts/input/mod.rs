//! Keyboard, mouse, touch, gamepads and actions, as they are in one frame of the simulation.

mod actions;
mod binding;
mod buttons;
mod devices;
mod event;
mod gamepad;
mod keys;
mod state;
mod waiting;

pub use actions::{Action, Actions, DEFAULT_CONTEXT, Edge};
pub use binding::Binding;
pub use buttons::Buttons;
pub use devices::{Devices, Touch};
pub use event::{InputEvent, MouseButton, TouchPhase};
pub use gamepad::{MOST_PADS, PAD_AXES, PAD_BUTTONS, Pads};
pub use keys::{NAMED_KEYS, SINGLE_KEYS, key_from_script, key_name};
pub use state::{Input, TouchControls};
