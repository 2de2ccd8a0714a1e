//! What is held in a frame, and what changed in it.

use std::collections::BTreeMap;

use glam::Vec2;
use luminara_script::HostError;
use serde::{Deserialize, Serialize};

use crate::parts::drawing::Screen;
use crate::parts::input::actions::Actions;
use crate::parts::input::binding::Binding;
use crate::parts::input::devices::Devices;
use crate::parts::input::event::InputEvent;
use crate::parts::input::keys::{edits, key_name};

/// Events that may wait; where more do, they are taken in one frame, as all would be.
pub(super) const MOST_WAITING: usize = 1_024;

/// What one frame takes in; a page that is flooded with more loses the rest.
const MOST_EVENTS: usize = 4_096;

/// Characters that one frame takes in.
const MOST_TYPED: usize = 1_000;

/// Frames after which a script that read what was typed, and doesn't any more, is taken to have stopped.
const READS_TEXT_FRAMES: u32 = 30;

/// What is held, and what changed in this frame.
#[derive(Debug, Default)]
pub struct Input {
    /// What the devices are like.
    pub devices: Devices,
    /// What they mean to the project.
    pub actions: Actions,
    /// Where the mouse is, CSS pixels from the picture's upper left.
    pub mouse: Vec2,
    /// How far it moved in this frame.
    pub mouse_delta: Vec2,
    /// What was typed in this frame.
    pub text: String,
    /// Whether scripts want the page to hold the mouse.
    pub wants_mouse: bool,
    /// Whether it does.
    pub has_mouse: bool,
    /// Frames for which scripts are taken to read what is typed; see [`Input::read_text`].
    reads_text: u32,
    /// Whether scripts asked for gamepads themselves, without actions.
    pub asked_for_pads: bool,
    /// The picture's new size, if it has one.
    pub resized: Option<Screen>,
    pub(super) queue: Vec<InputEvent>,
    mouse_seen: bool,
    /// The character that each held key typed when it went down.
    typed_by: BTreeMap<String, String>,
    /// Whether a key went down in this frame that may change what was typed.
    pub(super) has_edited: bool,
}

impl Input {
    /// Keeps an event for the next frame.
    pub fn push(&mut self, event: InputEvent) {
        if self.queue.len() < MOST_EVENTS {
            self.queue.push(event);
        }
    }

    /// What was typed in this frame, for a script.
    pub fn read_text(&mut self) -> String {
        self.reads_text = READS_TEXT_FRAMES;
        self.text.clone()
    }

    /// Whether scripts read what is typed: now, or a moment ago.
    pub fn wants_text(&self) -> bool {
        self.reads_text > 0
    }

    /// Starts a frame: what changed in the last one is forgotten, what arrived since is applied, as far as one frame can tell it.
    pub fn start_frame(&mut self) {
        let devices = &mut self.devices;
        devices.keys.start_frame();
        devices.characters.start_frame();
        devices.buttons.start_frame();
        devices.pads.start_frame();
        devices.touches.retain(|_, touch| !std::mem::take(&mut touch.just_released));
        for touch in devices.touches.values_mut() {
            touch.just_pressed = false;
        }
        devices.wheel = Vec2::ZERO;
        self.mouse_delta = Vec2::ZERO;
        self.text.clear();
        self.has_edited = false;
        self.reads_text = self.reads_text.saturating_sub(1);
        self.actions.start_frame();
        self.actions.follow(&self.devices);
        let mut events = std::mem::take(&mut self.queue).into_iter();
        while let Some(event) = events.next() {
            if self.must_wait(&event) && events.len() < MOST_WAITING {
                self.queue.push(event);
                self.queue.extend(events);
                return;
            }
            self.apply(event);
            self.actions.follow(&self.devices);
        }
    }

    fn apply(&mut self, event: InputEvent) {
        let devices = &mut self.devices;
        match event {
            InputEvent::KeyDown { code, key } => {
                self.has_edited |= edits(&code, key.as_deref());
                if let Some(key) = key.filter(|key| key.chars().count() == 1) {
                    let character = key.to_lowercase();
                    self.typed_by.insert(code.clone(), character.clone());
                    devices.characters.down(character);
                }
                devices.keys.down(key_name(&code));
            }
            InputEvent::KeyUp { code } => {
                if let Some(character) = self.typed_by.remove(&code) {
                    devices.characters.up(character);
                }
                devices.keys.up(key_name(&code));
            }
            InputEvent::Text { text } => {
                let left = MOST_TYPED.saturating_sub(self.text.chars().count());
                self.text.extend(text.chars().filter(|letter| !letter.is_control()).take(left));
            }
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
            InputEvent::MouseLook { x, y } => {
                let by = Vec2::new(x, y);
                if by.is_finite() {
                    self.mouse_delta += by;
                }
            }
            InputEvent::MouseLock { locked } => self.has_mouse = locked,
            InputEvent::MouseDown { button } => devices.buttons.down(button),
            InputEvent::MouseUp { button } => devices.buttons.up(button),
            InputEvent::Wheel { x, y } => {
                let by = Vec2::new(x, y);
                if by.is_finite() {
                    devices.wheel += by;
                }
            }
            InputEvent::Touch { id, phase, x, y } => devices.touch(id, phase, Vec2::new(x, y)),
            InputEvent::Gamepad { pad, buttons, axes } => devices.pads.update(pad, &buttons, &axes),
            InputEvent::GamepadGone { pad } => devices.pads.disconnect(pad),
            InputEvent::Action { name, value } => self.actions.set_by_page(&name, value),
            InputEvent::Resize { width, height, pixel_ratio } => {
                self.resized = Some(Screen::new(width, height, pixel_ratio));
            }
            InputEvent::Blur => {
                devices.release_all();
                self.typed_by.clear();
                self.actions.release_page();
            }
        }
    }

    /// Binds an action of a context to these, and to nothing else.
    pub fn bind(&mut self, context: &str, action: &str, bindings: &[String]) -> Result<(), HostError> {
        let bindings = bindings.iter().map(|text| Binding::parse(text)).collect::<Result<_, _>>()?;
        self.actions.bind(context, action, bindings, &self.devices)
    }

    /// Lets a context's actions count.
    pub fn push_context(&mut self, context: &str) -> Result<(), HostError> {
        self.actions.push(context, &self.devices)
    }

    /// Goes back to the context below and gives it.
    pub fn pop_context(&mut self) -> smol_str::SmolStr {
        self.actions.pop(&self.devices)
    }

    /// What a thumb needs on a screen without keys.
    pub fn touch_controls(&self) -> TouchControls {
        let mut controls = TouchControls { stick: self.asked_for_pads, buttons: Vec::new() };
        let mut has_pad = self.asked_for_pads;
        for (name, action) in self.actions.of_active() {
            let is_direction = action.bindings().iter().any(Binding::is_direction);
            controls.stick |= is_direction;
            has_pad |= action.bindings().iter().any(|binding| binding.text.to_lowercase().contains("pad:"));
            if !is_direction && action.bindings().iter().any(Binding::is_button) {
                controls.buttons.push(name.to_string());
            }
        }
        if !controls.stick && !has_pad {
            controls.buttons.clear();
        }
        controls
    }
}

/// The controls that the page shows on a phone.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct TouchControls {
    /// A stick, for the arrow keys and the left stick of the first gamepad.
    pub stick: bool,
    /// A button for each of these actions.
    pub buttons: Vec<String>,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parts::input::{DEFAULT_CONTEXT, Touch, TouchPhase};

    fn key(code: &str, down: bool) -> InputEvent {
        let code = code.to_owned();
        if down { InputEvent::KeyDown { code, key: None } } else { InputEvent::KeyUp { code } }
    }

    fn frame(input: &mut Input, events: impl IntoIterator<Item = InputEvent>) {
        for event in events {
            input.push(event);
        }
        input.start_frame();
    }

    #[test]
    fn a_tap_within_a_frame_is_seen() {
        let mut input = Input::default();
        frame(&mut input, [key("Space", true), key("Space", false)]);
        let keys = &input.devices.keys;
        assert!(keys.is_pressed("Space") && keys.is_released("Space") && !keys.is_held("Space"));
        frame(&mut input, []);
        assert!(!input.devices.keys.is_pressed("Space"));
    }

    #[test]
    fn blur_releases_what_is_held() {
        let mut input = Input::default();
        frame(&mut input, [key("KeyW", true)]);
        assert!(input.devices.keys.is_held("W"));
        frame(&mut input, [InputEvent::Blur]);
        assert!(!input.devices.keys.is_held("W") && input.devices.keys.is_released("W"));
    }

    #[test]
    fn a_key_is_known_by_its_character_whatever_its_place() {
        let mut input = Input::default();
        frame(&mut input, [InputEvent::KeyDown { code: "KeyW".into(), key: Some("Z".into()) }]);
        assert!(input.devices.characters.is_held("z") && input.devices.keys.is_held("W"));
        frame(&mut input, [key("KeyW", false)]);
        assert!(input.devices.characters.is_released("z"));
    }

    #[test]
    fn a_finger_is_seen_from_its_first_to_its_last_frame() {
        let mut input = Input::default();
        let touch = |phase, x| InputEvent::Touch { id: 3, phase, x, y: 5.0 };
        frame(&mut input, [touch(TouchPhase::Down, 1.0), touch(TouchPhase::Move, 2.0)]);
        let seen = Touch {
            position: Vec2::new(2.0, 5.0),
            start: Vec2::new(1.0, 5.0),
            just_pressed: true,
            just_released: false,
        };
        assert_eq!(input.devices.touches.get(&3), Some(&seen));
        frame(&mut input, [touch(TouchPhase::Up, 2.0)]);
        assert!(
            input.devices.touches.get(&3).is_some_and(|touch| touch.just_released && !touch.just_pressed)
        );
        frame(&mut input, []);
        assert!(input.devices.touches.is_empty());
    }

    #[test]
    fn text_is_wanted_while_it_is_read() {
        let mut input = Input::default();
        frame(&mut input, [InputEvent::Text { text: "hi".into() }]);
        assert!(!input.wants_text());
        assert_eq!(input.read_text(), "hi");
        for _ in 1..READS_TEXT_FRAMES {
            frame(&mut input, []);
        }
        assert!(input.wants_text());
        frame(&mut input, []);
        assert!(!input.wants_text());
    }

    fn with_jump() -> Input {
        let mut input = Input::default();
        input.bind(DEFAULT_CONTEXT, "jump", &["Space".into(), "Pad:A".into()]).unwrap();
        input
            .bind(DEFAULT_CONTEXT, "move", &["Right".into(), "-Left".into(), "Pad:LeftStickX".into()])
            .unwrap();
        input.bind("menu", "choose", &["Space".into()]).unwrap();
        input
    }

    #[test]
    fn an_action_has_its_edges_in_the_frame_in_which_they_fall() {
        let mut input = with_jump();
        frame(&mut input, [key("Space", true), key("Space", false), key("Space", true)]);
        let jump = input.actions.find("jump").unwrap();
        assert!(!jump.is_pressed() && jump.is_just_pressed() && jump.is_just_released());
        let edges = |input: &mut Input| {
            input.actions.take_edges().iter().map(|edge| edge.pressed).collect::<Vec<_>>()
        };
        assert_eq!(edges(&mut input), [true, false]);
        frame(&mut input, []);
        let jump = input.actions.find("jump").unwrap();
        assert!(jump.is_pressed() && jump.is_just_pressed() && !jump.is_just_released());
        assert_eq!(edges(&mut input), [true]);
        frame(&mut input, []);
        let jump = input.actions.find("jump").unwrap();
        assert!(jump.is_pressed() && !jump.is_just_pressed() && !jump.is_just_released());
    }

    #[test]
    fn a_second_key_of_an_action_is_no_second_press() {
        let mut input = with_jump();
        frame(&mut input, [key("Space", true)]);
        let mut buttons = vec![0.0; 17];
        buttons[0] = 1.0;
        frame(&mut input, [InputEvent::Gamepad { pad: 2, buttons, axes: vec![0.0; 4] }, key("Space", false)]);
        let jump = input.actions.find("jump").unwrap();
        assert!(jump.is_pressed() && !jump.is_just_pressed() && !jump.is_just_released());
    }

    #[test]
    fn an_action_s_value_is_the_sum_of_what_pulls_it() {
        let mut input = with_jump();
        frame(&mut input, [key("ArrowLeft", true)]);
        assert_eq!(input.actions.find("move").unwrap().value(), -1.0);
        frame(&mut input, [key("ArrowRight", true)]);
        assert_eq!(input.actions.find("move").unwrap().value(), 0.0);
    }

    #[test]
    fn what_is_held_when_a_context_is_pushed_counts_only_once_let_go() {
        let mut input = with_jump();
        frame(&mut input, [key("Space", true)]);
        input.push_context("menu").unwrap();
        assert!(input.actions.find("jump").unwrap().is_just_released());
        frame(&mut input, []);
        assert!(!input.actions.find("choose").unwrap().is_pressed());
        frame(&mut input, [key("Space", false), key("Space", true)]);
        assert!(input.actions.find("choose").unwrap().is_just_pressed());
        assert_eq!(input.pop_context(), DEFAULT_CONTEXT);
        frame(&mut input, []);
        assert!(!input.actions.find("jump").unwrap().is_pressed());
        assert_eq!(input.pop_context(), DEFAULT_CONTEXT);
    }

    #[test]
    fn contexts_and_actions_have_an_end() {
        let mut input = with_jump();
        let endless = (0..1_000).try_for_each(|_| input.push_context("menu"));
        assert!(endless.unwrap_err().message.contains("pop them"));
        let many = (0..1_000).try_for_each(|i| input.bind("menu", &format!("a{i}"), &[]));
        assert!(many.unwrap_err().message.contains("128 actions"));
        assert!(input.actions.find("jmup").unwrap_err().message.contains("did you mean 'jump'"));
        assert!(input.push_context("meun").unwrap_err().message.contains("did you mean 'menu'"));
    }

    #[test]
    fn a_thumb_gets_a_stick_and_a_button_for_each_action() {
        let mut input = with_jump();
        assert_eq!(input.touch_controls(), TouchControls { stick: true, buttons: vec!["jump".into()] });
        input.push_context("menu").unwrap();
        assert_eq!(input.touch_controls(), TouchControls::default());
        input.pop_context();
        frame(&mut input, [InputEvent::Action { name: "jump".into(), value: 1.0 }]);
        assert!(input.actions.find("jump").unwrap().is_just_pressed());
    }
}
