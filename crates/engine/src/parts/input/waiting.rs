//! What one frame can't take in any more: scripts ask whether a key went down in a frame, not how often, and what was typed is apart from the keys
//! that change it. So a second press of the same key, and typing behind an edit, belong to the next frame. Many fall into one where a device or
//! its keyboard tells several at once: a phone's that puts a word right presses Backspace for each of its letters.

use crate::parts::input::event::{InputEvent, TouchPhase};
use crate::parts::input::keys::{edits, key_name};
use crate::parts::input::state::Input;

impl Input {
    /// Whether an event would be lost, or out of its order, among those that this frame has taken in.
    pub(super) fn must_wait(&self, event: &InputEvent) -> bool {
        match event {
            InputEvent::KeyDown { code, key } => {
                let name = key_name(code);
                let keys = &self.devices.keys;
                let again = keys.is_pressed(name.as_str()) && !keys.is_held(name.as_str());
                again || (!self.text.is_empty() && edits(code, key.as_deref()))
            }
            InputEvent::Text { text } => self.has_edited && !text.is_empty(),
            InputEvent::MouseDown { button } => {
                let buttons = &self.devices.buttons;
                buttons.is_pressed(button) && !buttons.is_held(button)
            }
            InputEvent::Touch { id, phase: TouchPhase::Down, .. } => {
                self.devices.touches.get(id).is_some_and(|touch| touch.just_released)
            }
            InputEvent::Action { name, value } if *value != 0.0 => {
                self.actions.find(name).is_ok_and(|action| {
                    action.is_just_pressed() && action.is_just_released() && !action.is_pressed()
                })
            }
            _ => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parts::input::event::MouseButton;
    use crate::parts::input::state::MOST_WAITING;

    fn press(code: &str) -> [InputEvent; 2] {
        let code = code.to_owned();
        [InputEvent::KeyDown { code: code.clone(), key: None }, InputEvent::KeyUp { code }]
    }

    fn typed(text: &str) -> InputEvent {
        InputEvent::Text { text: text.into() }
    }

    fn push(input: &mut Input, events: impl IntoIterator<Item = InputEvent>) {
        events.into_iter().for_each(|event| input.push(event));
    }

    /// What each of the next frames sees of a key and of what was typed.
    fn frames(input: &mut Input, key: &str, count: usize) -> Vec<(bool, String)> {
        let frame = |_| {
            input.start_frame();
            (input.devices.keys.is_pressed(key), input.text.clone())
        };
        (0..count).map(frame).collect()
    }

    #[test]
    fn each_press_is_seen_and_typing_keeps_its_order() {
        let mut input = Input::default();
        push(&mut input, [typed("teh")]);
        push(&mut input, [press("Backspace"), press("Backspace")].concat());
        push(&mut input, [typed("he")]);
        let seen = frames(&mut input, "Backspace", 5);
        let expected = [(false, "teh"), (true, ""), (true, ""), (false, "he"), (false, "")]
            .map(|(key, text)| (key, text.to_owned()));
        assert_eq!(seen, expected);
    }

    #[test]
    fn fast_typing_and_chords_fall_into_one_frame() {
        let mut input = Input::default();
        let letter = |code: &str, key: &str| {
            let (code, key) = (code.to_owned(), key.to_owned());
            [
                InputEvent::KeyDown { code: code.clone(), key: Some(key.clone()) },
                typed(&key),
                InputEvent::KeyUp { code },
            ]
        };
        push(&mut input, letter("KeyA", "a"));
        push(&mut input, [InputEvent::KeyDown { code: "ShiftLeft".into(), key: None }]);
        push(&mut input, letter("KeyB", "B"));
        assert_eq!(frames(&mut input, "B", 2), [(true, "aB".to_owned()), (false, String::new())]);
    }

    #[test]
    fn the_mouse_a_finger_and_the_page_s_buttons_wait_too() {
        let mut input = Input::default();
        input.bind(crate::parts::input::DEFAULT_CONTEXT, "jump", &["Space".into()]).unwrap();
        let button = MouseButton::Left;
        let touch = |phase| InputEvent::Touch { id: 1, phase, x: 0.0, y: 0.0 };
        let action = |value| InputEvent::Action { name: "jump".into(), value };
        for _ in 0..2 {
            push(&mut input, [InputEvent::MouseDown { button }, InputEvent::MouseUp { button }]);
        }
        input.start_frame();
        assert!(input.devices.buttons.is_pressed(&button));
        input.start_frame();
        assert!(input.devices.buttons.is_pressed(&button));
        for _ in 0..3 {
            push(&mut input, [touch(TouchPhase::Down), touch(TouchPhase::Up)]);
        }
        for _ in 0..3 {
            input.start_frame();
            assert!(input.devices.touches[&1].just_pressed && input.devices.touches[&1].just_released);
        }
        for _ in 0..2 {
            push(&mut input, [action(1.0), action(0.0)]);
        }
        let presses = |input: &mut Input| {
            input.start_frame();
            input.actions.take_edges().iter().filter(|edge| edge.pressed).count()
        };
        assert_eq!([presses(&mut input), presses(&mut input), presses(&mut input)], [1, 1, 0]);
    }

    #[test]
    fn a_flood_waits_no_longer_than_its_limit() {
        let mut input = Input::default();
        let presses = |count| (0..count).flat_map(|_| press("Space"));
        push(&mut input, presses(MOST_WAITING / 2 + 1));
        input.start_frame();
        // What is left fits, so each of them has its frame.
        assert_eq!(input.queue.len(), MOST_WAITING);
        push(&mut input, presses(1));
        input.start_frame();
        assert_eq!(input.queue.len(), MOST_WAITING);
        push(&mut input, presses(2));
        input.start_frame();
        assert_eq!(input.queue.len(), MOST_WAITING, "more wait than may");
    }
}
