//! Gamepads of the standard layout: <https://w3c.github.io/gamepad/#remapping>.

use std::collections::BTreeMap;

use glam::Vec2;

use crate::parts::input::buttons::Buttons;

/// Gamepads that are listened to.
pub const MOST_PADS: u32 = 8;

/// The buttons' names, in the order of the standard layout.
pub const PAD_BUTTONS: [&str; 17] = [
    "A",
    "B",
    "X",
    "Y",
    "LeftBumper",
    "RightBumper",
    "LeftTrigger",
    "RightTrigger",
    "Back",
    "Start",
    "LeftThumb",
    "RightThumb",
    "DPadUp",
    "DPadDown",
    "DPadLeft",
    "DPadRight",
    "Guide",
];

/// The axes' names: the sticks', in the order of the standard layout, then the triggers.
pub const PAD_AXES: [&str; 6] =
    ["LeftStickX", "LeftStickY", "RightStickX", "RightStickY", "LeftTrigger", "RightTrigger"];

const TRIGGERS: [usize; 2] = [6, 7];

/// A stick that is nearer to its middle than this is at rest.
const DEAD_ZONE: f32 = 0.15;

/// From where on a button that can be half pressed counts as held.
const HELD_FROM: f32 = 0.5;

/// A gamepad's state.
#[derive(Debug, Default)]
pub struct Pad {
    buttons: Buttons<usize>,
    /// How far each button is pressed, 0 to 1.
    values: [f32; PAD_BUTTONS.len()],
    /// Both sticks, without their dead zone.
    sticks: [Vec2; 2],
}

/// All gamepads by number, from 0.
#[derive(Debug, Default)]
pub struct Pads {
    pads: BTreeMap<u32, Pad>,
}

impl Pads {
    /// The numbers of those that are connected.
    pub fn connected(&self) -> impl Iterator<Item = u32> {
        self.pads.keys().copied()
    }

    /// A gamepad's buttons; none where it isn't connected.
    pub fn buttons(&self, pad: u32) -> Option<&Buttons<usize>> {
        self.pads.get(&pad).map(|pad| &pad.buttons)
    }

    /// An axis by its place in [`PAD_AXES`], -1 to 1; 0 where the gamepad isn't connected.
    pub fn axis(&self, pad: u32, axis: usize) -> f32 {
        self.pads.get(&pad).map_or(0.0, |pad| pad.axis(axis))
    }

    /// How far a button is pressed on any gamepad, 0 to 1.
    pub fn any_button(&self, button: usize) -> f32 {
        self.pads.values().filter_map(|pad| pad.values.get(button)).copied().fold(0.0, f32::max)
    }

    /// An axis of the gamepad that moves it farthest.
    pub fn any_axis(&self, axis: usize) -> f32 {
        let farther = |a: f32, b: f32| if b.abs() > a.abs() { b } else { a };
        self.pads.values().map(|pad| pad.axis(axis)).fold(0.0, farther)
    }

    pub(super) fn update(&mut self, pad: u32, buttons: &[f32], axes: &[f32]) {
        if pad >= MOST_PADS {
            return;
        }
        let pad = self.pads.entry(pad).or_default();
        for (i, value) in pad.values.iter_mut().enumerate() {
            let to = buttons.get(i).copied().filter(|value| value.is_finite()).unwrap_or(0.0).clamp(0.0, 1.0);
            match to >= HELD_FROM {
                true => pad.buttons.down(i),
                false => pad.buttons.up(i),
            }
            *value = to;
        }
        let at =
            |i: usize| axes.get(i).copied().filter(|value| value.is_finite()).unwrap_or(0.0).clamp(-1.0, 1.0);
        pad.sticks = [without_dead_zone(Vec2::new(at(0), at(1))), without_dead_zone(Vec2::new(at(2), at(3)))];
    }

    pub(super) fn disconnect(&mut self, pad: u32) {
        self.pads.remove(&pad);
    }

    pub(super) fn start_frame(&mut self) {
        for pad in self.pads.values_mut() {
            pad.buttons.start_frame();
        }
    }

    pub(super) fn release_all(&mut self) {
        for pad in self.pads.values_mut() {
            pad.buttons.release_all();
            (pad.values, pad.sticks) = Default::default();
        }
    }
}

impl Pad {
    fn axis(&self, axis: usize) -> f32 {
        let [left, right] = self.sticks;
        let trigger = |i: usize| TRIGGERS.get(i).and_then(|button| self.values.get(*button)).copied();
        match axis {
            0 => left.x,
            1 => left.y,
            2 => right.x,
            3 => right.y,
            other => trigger(other.wrapping_sub(4)).unwrap_or(0.0),
        }
    }
}

/// What is beyond the dead zone, so that the way from rest to the rim is even.
fn without_dead_zone(stick: Vec2) -> Vec2 {
    let length = stick.length();
    if length <= DEAD_ZONE {
        return Vec2::ZERO;
    }
    stick / length * ((length - DEAD_ZONE) / (1.0 - DEAD_ZONE)).min(1.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sticks_rest_and_reach_their_rim() {
        assert_eq!(without_dead_zone(Vec2::new(0.1, -0.1)), Vec2::ZERO);
        assert_eq!(without_dead_zone(Vec2::X), Vec2::X);
        assert!(without_dead_zone(Vec2::new(0.2, 0.0)).x < 0.1);
    }

    #[test]
    fn half_a_trigger_is_an_axis_and_no_button() {
        let mut pads = Pads::default();
        let mut buttons = [0.0; 17];
        buttons[6] = 0.4;
        buttons[0] = 1.0;
        pads.update(1, &buttons, &[f32::NAN, 2.0]);
        assert_eq!((pads.axis(1, 4), pads.axis(1, 0), pads.axis(1, 1)), (0.4, 0.0, 1.0));
        assert!(pads.buttons(1).is_some_and(|held| held.is_pressed(&0) && !held.is_held(&6)));
        assert_eq!(pads.axis(0, 1), 0.0);
        assert_eq!((pads.any_axis(1), pads.any_button(0)), (1.0, 1.0));
        pads.update(99, &buttons, &[]);
        assert_eq!(pads.connected().collect::<Vec<_>>(), [1]);
    }
}
