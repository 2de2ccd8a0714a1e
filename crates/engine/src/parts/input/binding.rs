//! What an action is bound to, as text: `Space`, `-Left`, `Mouse:Left`, `Pad:A`, `Pad:LeftStickX`, `Pad:LeftStickY-`, `Wheel:Up`,
//! `Touch`.

use luminara_script::nearest::suggestion;
use luminara_script::{HostError, ScriptEnum};

use crate::parts::input::devices::Devices;
use crate::parts::input::event::MouseButton;
use crate::parts::input::gamepad::{PAD_AXES, PAD_BUTTONS};
use crate::parts::input::keys::{NAMED_KEYS, key_from_script};

/// What an action is bound to.
#[derive(Clone, Debug, PartialEq)]
pub struct Binding {
    /// As it was written.
    pub text: String,
    source: Source,
    /// 1, or -1 where it pulls the action's value down.
    sign: f32,
}

#[derive(Clone, Debug, PartialEq)]
enum Source {
    Key(String),
    Mouse(MouseButton),
    PadButton(usize),
    /// All of an axis.
    PadAxis(usize),
    /// The half of an axis where this sign is.
    PadHalfAxis(usize, f32),
    /// The wheel, where it turns up (-1) or down (1).
    Wheel(f32),
    Touch,
}

impl Binding {
    /// Reads a binding.
    ///
    /// # Errors
    /// There is no such key, button or axis; with the nearest one.
    pub fn parse(text: &str) -> Result<Self, HostError> {
        let (sign, rest) = match text.strip_prefix('-') {
            Some(rest) if !rest.is_empty() => (-1.0, rest),
            _ => (1.0, text),
        };
        let source = match rest.split_once(':') {
            Some((device, part)) => of_device(&device.to_lowercase(), part, text)?,
            None if rest.eq_ignore_ascii_case("touch") => Source::Touch,
            None => Source::Key(key_from_script(rest).ok_or_else(|| {
                let hint = suggestion(rest, NAMED_KEYS.iter().copied());
                unknown(text, &format!("there is no key '{}'{hint}", short(rest)))
            })?),
        };
        Ok(Self { text: text.to_owned(), source, sign })
    }

    /// How far it is pressed or moved, -1 to 1.
    pub fn value(&self, devices: &Devices) -> f32 {
        let on = |held: bool| if held { 1.0 } else { 0.0 };
        let value = match &self.source {
            Source::Key(key) => on(devices.keys.is_held(key.as_str())),
            Source::Mouse(button) => on(devices.buttons.is_held(button)),
            Source::PadButton(button) => devices.pads.any_button(*button),
            Source::PadAxis(axis) => devices.pads.any_axis(*axis),
            Source::PadHalfAxis(axis, half) => (devices.pads.any_axis(*axis) * half).max(0.0),
            Source::Wheel(way) => on(devices.wheel.y * way > 0.0),
            Source::Touch => on(!devices.touches.is_empty()),
        };
        value * self.sign
    }

    /// Whether it is a way to go: an arrow key, the cross or the left stick of a gamepad.
    pub fn is_direction(&self) -> bool {
        match &self.source {
            Source::Key(key) => matches!(key.as_str(), "Up" | "Down" | "Left" | "Right"),
            Source::PadButton(button) => (12..=15).contains(button),
            Source::PadAxis(axis) | Source::PadHalfAxis(axis, _) => *axis < 2,
            _ => false,
        }
    }

    /// Whether a thumb on a screen needs a button for it.
    pub fn is_button(&self) -> bool {
        matches!(self.source, Source::Key(_) | Source::PadButton(_)) && !self.is_direction()
    }
}

fn of_device(device: &str, part: &str, text: &str) -> Result<Source, HostError> {
    let named =
        |names: &[&'static str], name: &str| names.iter().position(|known| known.eq_ignore_ascii_case(name));
    match device {
        "key" => key_from_script(part).map(Source::Key).ok_or_else(|| {
            let hint = suggestion(part, NAMED_KEYS.iter().copied());
            unknown(text, &format!("there is no key '{}'{hint}", short(part)))
        }),
        "mouse" => MouseButton::from_word(&part.to_lowercase())
            .map(Source::Mouse)
            .ok_or_else(|| unknown(text, "a mouse has the buttons Left, Middle and Right")),
        "wheel" if part.eq_ignore_ascii_case("up") => Ok(Source::Wheel(-1.0)),
        "wheel" if part.eq_ignore_ascii_case("down") => Ok(Source::Wheel(1.0)),
        "wheel" => Err(unknown(text, "the wheel turns Up or Down")),
        "pad" => {
            if let Some(button) = named(&PAD_BUTTONS, part) {
                return Ok(Source::PadButton(button));
            }
            let (name, half) = match (part.strip_suffix('+'), part.strip_suffix('-')) {
                (Some(name), _) => (name, 1.0),
                (_, Some(name)) => (name, -1.0),
                _ => (part, 0.0),
            };
            let axis = named(&PAD_AXES, name).ok_or_else(|| {
                let hint = suggestion(part, PAD_BUTTONS.into_iter().chain(PAD_AXES));
                unknown(text, &format!("a gamepad has no '{}'{hint}", short(part)))
            })?;
            Ok(if half == 0.0 { Source::PadAxis(axis) } else { Source::PadHalfAxis(axis, half) })
        }
        other => {
            let hint = suggestion(other, ["Key", "Mouse", "Pad", "Wheel"]);
            Err(unknown(text, &format!("there is no device '{}'{hint}", short(other))))
        }
    }
}

fn unknown(text: &str, why: &str) -> HostError {
    HostError::new(format!(
        "'{}' is nothing to bind to: {}. Bindings are such as \"Space\", \"-Left\", \"Mouse:Left\", \"Pad:A\" and \
         \"Pad:LeftStickX\"",
        short(text),
        why.trim_end_matches('?')
    ))
}

/// Enough of a text to know it again.
fn short(text: &str) -> String {
    text.chars().take(40).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bindings_are_read_in_any_case_and_nonsense_is_named() {
        for text in [
            "Space",
            "-left",
            "w",
            "Mouse:left",
            "pad:a",
            "Pad:LeftStickX",
            "Pad:LeftStickY-",
            "Wheel:Up",
            "touch",
            "Key:KeyQ",
        ] {
            assert!(Binding::parse(text).is_ok(), "{text}");
        }
        let error = |text: &str| Binding::parse(text).unwrap_err().message;
        assert!(error("Spaec").contains("did you mean 'Space'"), "{}", error("Spaec"));
        assert!(error("Pad:LeftStikX").contains("did you mean 'LeftStickX'"));
        assert!(error("Mose:Left").contains("did you mean 'Mouse'"));
        assert!(error("").contains("there is no key ''"));
        assert!(error(&"x".repeat(1 << 20)).len() < 400);
    }

    #[test]
    fn a_minus_by_itself_is_no_sign() {
        assert!(Binding::parse("Minus").is_ok());
        assert!(Binding::parse("-").is_err());
    }
}
