//! What keyboard, mouse, fingers and gamepads are like.

use std::collections::BTreeMap;

use glam::Vec2;

use crate::parts::input::buttons::Buttons;
use crate::parts::input::event::{MouseButton, TouchPhase};
use crate::parts::input::gamepad::Pads;

/// Fingers that are followed.
const MOST_TOUCHES: usize = 16;

/// A finger on the picture, CSS pixels from its upper left.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Touch {
    /// Where it was last seen.
    pub position: Vec2,
    /// Where it came down.
    pub start: Vec2,
    /// Whether it came down in this frame.
    pub just_pressed: bool,
    /// Whether it went up in this frame; it is gone in the next.
    pub just_released: bool,
}

/// What the devices are like.
#[derive(Debug, Default)]
pub struct Devices {
    /// Keys by [`key_name`](crate::parts::input::key_name).
    pub keys: Buttons<String>,
    /// Characters that held keys type, in lower case.
    pub characters: Buttons<String>,
    /// The mouse's.
    pub buttons: Buttons<MouseButton>,
    /// Gamepads.
    pub pads: Pads,
    /// Fingers by number.
    pub touches: BTreeMap<u32, Touch>,
    /// How far the wheel turned in this frame.
    pub wheel: Vec2,
}

impl Devices {
    /// A finger did something.
    pub(super) fn touch(&mut self, id: u32, phase: TouchPhase, position: Vec2) {
        if !position.is_finite() {
            return;
        }
        let has_room = self.touches.len() < MOST_TOUCHES;
        match (phase, self.touches.get_mut(&id)) {
            (TouchPhase::Down, None) if has_room => {
                let touch = Touch { position, start: position, just_pressed: true, just_released: false };
                self.touches.insert(id, touch);
            }
            (TouchPhase::Move, Some(touch)) => touch.position = position,
            (TouchPhase::Up, Some(touch)) => (touch.position, touch.just_released) = (position, true),
            _ => {}
        }
    }

    /// Lets everything go.
    pub(super) fn release_all(&mut self) {
        self.keys.release_all();
        self.characters.release_all();
        self.buttons.release_all();
        self.pads.release_all();
        for touch in self.touches.values_mut() {
            touch.just_released = true;
        }
    }
}
