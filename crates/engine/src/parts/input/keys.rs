//! Keys by name.

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

/// Keys that change what others mean, and nothing that was typed.
const MODIFIERS: [&str; 6] = ["Shift", "Control", "Alt", "Meta", "AltGraph", "CapsLock"];

/// Whether a key is none that types a character and none that changes what another means: Backspace, Enter, an arrow.
pub(super) fn edits(code: &str, key: Option<&str>) -> bool {
    let is_character = key.is_some_and(|key| key.chars().count() == 1);
    !is_character && !MODIFIERS.contains(&key_name(code).as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_keys() {
        assert_eq!(key_from_script("w").as_deref(), Some("W"));
        assert_eq!(key_from_script("KeyW").as_deref(), Some("W"));
        assert_eq!(key_from_script("space").as_deref(), Some("Space"));
        assert_eq!(key_from_script("ArrowUp").as_deref(), Some("Up"));
        assert_eq!(key_from_script("Spaec"), None);
    }
}
