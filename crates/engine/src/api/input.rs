//! `input`: keyboard, mouse, touch, gamepads and actions.

use glam::Vec2;
use luminara_script::nearest::suggestion;
use luminara_script::{FromValue, FunctionHandle, HostError, Table, Value};
use smol_str::SmolStr;

use crate::frame::scene::Scene;
use crate::parts::input::{
    Buttons, DEFAULT_CONTEXT, MOST_PADS, MouseButton, NAMED_KEYS, PAD_AXES, PAD_BUTTONS, key_from_script,
};

/// Keyboard, mouse, touch and gamepads, and the actions that they are bound to.
///
/// Keys are named by their place: letters and digits by what a US keyboard shows there, the others `Space`, `Enter`,
/// `Escape`, `Up`, `Down`, `Left`, `Right`, `Shift`, `Control`, `Tab` and so on.
///
/// An action is what the player means. Bind it here or in `game.toml`, and ask for it; phones get a stick and buttons for
/// actions that are bound to arrows or a gamepad:
///
/// ```toml
/// [actions]
/// jump = ["Space", "Pad:A", "Touch"]
/// move = ["Right", "D", "-Left", "-A", "Pad:LeftStickX"]
///
/// [contexts.menu]
/// choose = ["Enter", "Pad:A"]
/// ```
///
/// Bindings are keys, `Mouse:Left`, `Wheel:Up`, `Touch`, `Pad:A` (any gamepad's button), `Pad:LeftStickX` (an axis) and
/// `Pad:LeftStickX+` (half of one). A `-` before one pulls the action's value down.
///
/// ```lua
/// input.bind("jump", { "Space", "Pad:A" })
/// function on_update(entity, dt)
///   if input.is_key_pressed("W") then entity.position.z = entity.position.z - 5 * dt end
///   if input.is_action_just_pressed("jump") then print("hop") end
/// end
/// ```
#[luminara_script::module("input", host = Scene)]
pub mod input_module {
    use super::*;

    /// Whether a key is held.
    ///
    /// ```lua
    /// if input.is_key_pressed("W") then print("on we go") end
    /// ```
    pub fn is_key_pressed(scene: &mut Scene, key: String) -> Result<bool, HostError> {
        Ok(scene.input.devices.keys.is_held(super::key_named(&key)?.as_str()))
    }

    /// Whether a key went down in this frame.
    ///
    /// ```lua
    /// if input.is_key_just_pressed("Space") then print("jump") end
    /// ```
    pub fn is_key_just_pressed(scene: &mut Scene, key: String) -> Result<bool, HostError> {
        Ok(scene.input.devices.keys.is_pressed(super::key_named(&key)?.as_str()))
    }

    /// Whether a key went up in this frame.
    ///
    /// ```lua
    /// if input.is_key_just_released("Space") then print("let go") end
    /// ```
    pub fn is_key_just_released(scene: &mut Scene, key: String) -> Result<bool, HostError> {
        Ok(scene.input.devices.keys.is_released(super::key_named(&key)?.as_str()))
    }

    /// Whether a key is held that types a character on the player's own keyboard, upper or lower case.
    ///
    /// ```lua
    /// if input.is_character_pressed("+") then print("louder") end
    /// ```
    pub fn is_character_pressed(scene: &mut Scene, character: String) -> Result<bool, HostError> {
        Ok(scene.input.devices.characters.is_held(super::character(&character)?.as_str()))
    }

    /// Whether a key that types a character went down in this frame.
    ///
    /// ```lua
    /// if input.is_character_just_pressed("?") then print("help") end
    /// ```
    pub fn is_character_just_pressed(scene: &mut Scene, character: String) -> Result<bool, HostError> {
        Ok(scene.input.devices.characters.is_pressed(super::character(&character)?.as_str()))
    }

    /// What was typed in this frame, in the player's own layout; mostly nothing. While a script asks for it, phones show a button that
    /// opens their keyboard; Enter and Backspace are keys.
    ///
    /// ```lua
    /// this.name = (this.name or "") .. input.text()
    /// ```
    pub fn text(scene: &mut Scene) -> String {
        scene.input.read_text()
    }

    /// Where the mouse is: pixels from the picture's upper left, to the right and down. See `draw.to_view`.
    ///
    /// ```lua
    /// local at = input.mouse_position()
    /// ```
    pub fn mouse_position(scene: &mut Scene) -> Vec2 {
        scene.input.mouse
    }

    /// How far the mouse moved in this frame, pixels; also while it is locked.
    ///
    /// ```lua
    /// this.yaw = (this.yaw or 0) - input.mouse_delta().x * 0.003
    /// ```
    pub fn mouse_delta(scene: &mut Scene) -> Vec2 {
        scene.input.mouse_delta
    }

    /// How far the wheel turned in this frame, pixels; down is positive.
    ///
    /// ```lua
    /// this.zoom = (this.zoom or 1) * 1.001 ^ input.mouse_wheel()
    /// ```
    pub fn mouse_wheel(scene: &mut Scene) -> f32 {
        scene.input.devices.wheel.y
    }

    /// Whether a mouse button is held: "Left", "Middle" or "Right".
    ///
    /// ```lua
    /// if input.is_mouse_button_pressed("Left") then print("pressing") end
    /// ```
    pub fn is_mouse_button_pressed(scene: &mut Scene, button: String) -> Result<bool, HostError> {
        Ok(scene.input.devices.buttons.is_held(&super::button_named(&button)?))
    }

    /// Whether a mouse button went down in this frame.
    ///
    /// ```lua
    /// if input.is_mouse_button_just_pressed("Left") then print("click") end
    /// ```
    pub fn is_mouse_button_just_pressed(scene: &mut Scene, button: String) -> Result<bool, HostError> {
        Ok(scene.input.devices.buttons.is_pressed(&super::button_named(&button)?))
    }

    /// Whether a mouse button went up in this frame.
    ///
    /// ```lua
    /// if input.is_mouse_button_just_released("Right") then print("done") end
    /// ```
    pub fn is_mouse_button_just_released(scene: &mut Scene, button: String) -> Result<bool, HostError> {
        Ok(scene.input.devices.buttons.is_released(&super::button_named(&button)?))
    }

    /// Asks the page to hide the mouse and hold it, so that it can turn without end; `false` lets it go. The page does so at
    /// the player's next click, and Escape gives the mouse back.
    ///
    /// ```lua
    /// input.lock_mouse()
    /// ```
    pub fn lock_mouse(scene: &mut Scene, #[default(true)] lock: bool) {
        scene.input.wants_mouse = lock;
    }

    /// Whether the page holds the mouse.
    ///
    /// ```lua
    /// if not input.is_mouse_locked() then print("click to look around") end
    /// ```
    pub fn is_mouse_locked(scene: &mut Scene) -> bool {
        scene.input.has_mouse
    }

    /// The fingers on the picture, each with `id`, `position` and `start` (pixels, as the mouse's), `just_pressed` and
    /// `just_released`. The first finger moves the mouse as well.
    ///
    /// ```lua
    /// for _, touch in ipairs(input.touches()) do
    ///   draw.circle(draw.to_view(touch.position), 30, "#ffffff60")
    /// end
    /// ```
    pub fn touches(scene: &mut Scene) -> Vec<Table> {
        let touches = scene.input.devices.touches.iter();
        let fields = touches.map(|(id, touch)| {
            [
                ("id", Value::Int(i64::from(*id))),
                ("position", Value::Vec2(touch.position)),
                ("start", Value::Vec2(touch.start)),
                ("just_pressed", Value::Bool(touch.just_pressed)),
                ("just_released", Value::Bool(touch.just_released)),
            ]
        });
        let table = |fields: [(&'static str, Value); 5]| Table {
            fields: fields.into_iter().map(|(name, value)| (SmolStr::new_static(name), value)).collect(),
            list: Vec::new(),
        };
        fields.map(table).collect()
    }

    /// The numbers of the gamepads that are there; the first is 0.
    ///
    /// ```lua
    /// for _, pad in ipairs(input.gamepads()) do print("gamepad", pad) end
    /// ```
    pub fn gamepads(scene: &mut Scene) -> Vec<u32> {
        scene.input.asked_for_pads = true;
        scene.input.devices.pads.connected().collect()
    }

    /// Whether a gamepad's button is held: "A", "B", "X", "Y", "LeftBumper", "RightBumper", "LeftTrigger", "RightTrigger",
    /// "Back", "Start", "LeftThumb", "RightThumb", "DPadUp", "DPadDown", "DPadLeft", "DPadRight" or "Guide". The first
    /// gamepad is 0; one that isn't there holds nothing.
    ///
    /// ```lua
    /// if input.is_gamepad_button_pressed(0, "A") then print("A") end
    /// ```
    pub fn is_gamepad_button_pressed(
        scene: &mut Scene,
        pad: u32,
        pad_button: String,
    ) -> Result<bool, HostError> {
        super::pad_button(scene, pad, &pad_button, |buttons, button| buttons.is_held(button))
    }

    /// Whether a gamepad's button went down in this frame.
    ///
    /// ```lua
    /// if input.is_gamepad_button_just_pressed(0, "Start") then print("pause") end
    /// ```
    pub fn is_gamepad_button_just_pressed(
        scene: &mut Scene,
        pad: u32,
        pad_button: String,
    ) -> Result<bool, HostError> {
        super::pad_button(scene, pad, &pad_button, |buttons, button| buttons.is_pressed(button))
    }

    /// Whether a gamepad's button went up in this frame.
    ///
    /// ```lua
    /// if input.is_gamepad_button_just_released(0, "A") then print("let go") end
    /// ```
    pub fn is_gamepad_button_just_released(
        scene: &mut Scene,
        pad: u32,
        pad_button: String,
    ) -> Result<bool, HostError> {
        super::pad_button(scene, pad, &pad_button, |buttons, button| buttons.is_released(button))
    }

    /// How far a gamepad's stick or trigger is moved. "LeftStick" and "RightStick" give a vec2, to the right and down;
    /// "LeftStickX", "LeftStickY", "RightStickX" and "RightStickY" a number from -1 to 1; "LeftTrigger" and
    /// "RightTrigger" one from 0 to 1. A stick at rest gives 0.
    ///
    /// ```lua
    /// local stick = input.gamepad_axis(0, "LeftStick")
    /// ```
    pub fn gamepad_axis(scene: &mut Scene, pad: u32, pad_axis: String) -> Result<Value, HostError> {
        super::check_pad(pad)?;
        scene.input.asked_for_pads = true;
        let value = |axis: usize| scene.input.devices.pads.axis(pad, axis);
        match pad_axis.to_lowercase().as_str() {
            "leftstick" => return Ok(Value::Vec2(Vec2::new(value(0), value(1)))),
            "rightstick" => return Ok(Value::Vec2(Vec2::new(value(2), value(3)))),
            _ => {}
        }
        match PAD_AXES.iter().position(|known| known.eq_ignore_ascii_case(&pad_axis)) {
            Some(axis) => Ok(Value::Float(f64::from(value(axis)))),
            None => {
                let known = ["LeftStick", "RightStick"].into_iter().chain(PAD_AXES);
                let hint = suggestion(&pad_axis, known);
                Err(HostError::new(format!("a gamepad has no axis '{}'{hint}", super::short(&pad_axis))))
            }
        }
    }

    /// Binds an action to keys, buttons and sticks, and to nothing else; in a context other than the first one with
    /// `context`. How bindings are written stands above.
    ///
    /// ```lua
    /// input.bind("jump", { "Space", "Pad:A" })
    /// input.bind("choose", "Enter", "menu")
    /// ```
    pub fn bind(
        scene: &mut Scene,
        action: String,
        bindings: Value,
        context: Option<String>,
    ) -> Result<(), HostError> {
        let list = match String::from_value(&bindings) {
            Some(one) => vec![one],
            None => Vec::<String>::expect(&bindings, || "argument 2 ('bindings') of input.bind".into())?,
        };
        scene.input.bind(context.as_deref().unwrap_or(DEFAULT_CONTEXT), &action, &list)
    }

    /// Takes an action away.
    ///
    /// ```lua
    /// input.unbind("jump")
    /// ```
    pub fn unbind(scene: &mut Scene, action: String, context: Option<String>) {
        scene.input.actions.unbind(context.as_deref().unwrap_or(DEFAULT_CONTEXT), &action);
    }

    /// What an action is bound to, as it was written.
    ///
    /// ```lua
    /// input.bind("jump", { "Space", "Pad:A" })
    /// draw.text("Jump: " .. input.bindings("jump")[1], vec2(10, 10))
    /// ```
    pub fn bindings(scene: &mut Scene, action: String) -> Result<Vec<String>, HostError> {
        let action = scene.input.actions.find(&action)?;
        Ok(action.bindings().iter().map(|binding| binding.text.clone()).collect())
    }

    /// Whether an action of the active context is pressed.
    ///
    /// ```lua
    /// input.bind("fire", { "Space", "Mouse:Left" })
    /// if input.is_action_pressed("fire") then print("pew") end
    /// ```
    pub fn is_action_pressed(scene: &mut Scene, action: SmolStr) -> Result<bool, HostError> {
        Ok(scene.input.actions.find(&action)?.is_pressed())
    }

    /// Whether an action was pressed in this frame.
    ///
    /// ```lua
    /// input.bind("jump", "Space")
    /// if input.is_action_just_pressed("jump") then audio.play("jump") end
    /// ```
    pub fn is_action_just_pressed(scene: &mut Scene, action: SmolStr) -> Result<bool, HostError> {
        Ok(scene.input.actions.find(&action)?.is_just_pressed())
    }

    /// Whether an action was let go in this frame.
    ///
    /// ```lua
    /// input.bind("aim", "Mouse:Right")
    /// if input.is_action_just_released("aim") then print("shoot") end
    /// ```
    pub fn is_action_just_released(scene: &mut Scene, action: SmolStr) -> Result<bool, HostError> {
        Ok(scene.input.actions.find(&action)?.is_just_released())
    }

    /// How far an action is pressed or moved, -1 to 1.
    ///
    /// ```lua
    /// input.bind("move", { "Right", "-Left", "Pad:LeftStickX" })
    /// local speed = input.action_value("move") * 5
    /// ```
    pub fn action_value(scene: &mut Scene, action: SmolStr) -> Result<f32, HostError> {
        Ok(scene.input.actions.find(&action)?.value())
    }

    /// Lets the actions of a context count, and no others, until it is popped: a menu over the game. What is held then counts
    /// once it was let go.
    ///
    /// ```lua
    /// input.bind("choose", "Enter", "menu")
    /// input.push_context("menu")
    /// ```
    pub fn push_context(scene: &mut Scene, context: String) -> Result<(), HostError> {
        scene.input.push_context(&context)
    }

    /// Goes back to the context before, and gives its name. Nothing happens in the first one, "default".
    ///
    /// ```lua
    /// input.pop_context()
    /// ```
    pub fn pop_context(scene: &mut Scene) -> SmolStr {
        scene.input.pop_context()
    }

    /// The name of the context whose actions count: "default" at first.
    ///
    /// ```lua
    /// if input.active_context() == "menu" then print("paused") end
    /// ```
    pub fn active_context(scene: &mut Scene) -> SmolStr {
        scene.input.actions.active()
    }

    /// Calls a function when an action is pressed, with true and the action's value, and when it is let go, with false.
    ///
    /// ```lua
    /// input.bind("jump", "Space")
    /// input.on_action("jump", function(pressed, value)
    ///   if pressed then audio.play("jump") end
    /// end)
    /// ```
    pub fn on_action(scene: &mut Scene, action: SmolStr, callback: FunctionHandle) -> Result<(), HostError> {
        scene.add_action_hook(action, callback, false)
    }
}

fn short(name: &str) -> String {
    name.chars().take(40).collect()
}

fn key_named(name: &str) -> Result<String, HostError> {
    key_from_script(name).ok_or_else(|| {
        let hint = suggestion(name, NAMED_KEYS.iter().copied());
        HostError::new(format!("there is no key '{}'{hint}", short(name)))
    })
}

fn character(text: &str) -> Result<String, HostError> {
    match text.chars().count() {
        1 => Ok(text.to_lowercase()),
        _ => Err(HostError::new(format!("one character was expected, got '{}'", short(text)))),
    }
}

fn button_named(name: &str) -> Result<MouseButton, HostError> {
    MouseButton::expect(&Value::string(name.to_lowercase()), || "a mouse button".into())
}

fn check_pad(pad: u32) -> Result<(), HostError> {
    match pad < MOST_PADS {
        true => Ok(()),
        false => Err(HostError::new(format!("gamepads have the numbers 0 to {}, got {pad}", MOST_PADS - 1))),
    }
}

fn pad_button(
    scene: &mut Scene,
    pad: u32,
    name: &str,
    ask: impl Fn(&Buttons<usize>, &usize) -> bool,
) -> Result<bool, HostError> {
    check_pad(pad)?;
    scene.input.asked_for_pads = true;
    let button = PAD_BUTTONS.iter().position(|known| known.eq_ignore_ascii_case(name)).ok_or_else(|| {
        let hint = suggestion(name, PAD_BUTTONS);
        HostError::new(format!("a gamepad has no button '{}'{hint}", short(name)))
    })?;
    Ok(scene.input.devices.pads.buttons(pad).is_some_and(|buttons| ask(buttons, &button)))
}
