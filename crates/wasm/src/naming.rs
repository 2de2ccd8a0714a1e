//! Names in messages: which one was probably meant, and how those are shown that a module chose.

use luminara_script::nearest::misspelt;

/// The most bytes of a name for which a near one is looked for.
const LONGEST_COMPARED: usize = 80;

/// The most characters of a name that are shown.
const LONGEST_SHOWN: usize = 60;

/// The most names that a message lists.
const MOST_LISTED: usize = 5;

/// A name's letters and digits alone: `on_update`, `onUpdate` and `_on_update` are the same so.
pub fn letters(name: &str) -> String {
    name.chars().filter(|letter| letter.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// The candidate that was probably meant: the same in another case or style, else one whose last part is the same, else one of which it is a slip.
pub fn meant<'a>(name: &str, candidates: &[&'a str]) -> Option<&'a str> {
    if name.len() > LONGEST_COMPARED {
        return None;
    }
    let own = letters(name);
    let last_part = |candidate: &str| letters(candidate.rsplit(['.', ':']).next().unwrap_or(candidate));
    let found = |is_meant: &dyn Fn(&str) -> bool| candidates.iter().copied().find(|name| is_meant(name));
    if own.is_empty() {
        return None;
    }
    found(&|candidate| letters(candidate) == own)
        .or_else(|| found(&|candidate| last_part(candidate) == own))
        .or_else(|| misspelt(name, candidates.iter().copied()))
}

/// A name as a message shows it: without control characters, and not all of a long one.
pub fn shown(name: &str) -> String {
    let mut shown: String = name
        .chars()
        .take(LONGEST_SHOWN)
        .map(|letter| if letter.is_control() { '\u{fffd}' } else { letter })
        .collect();
    if name.chars().nth(LONGEST_SHOWN).is_some() {
        shown.push('…');
    }
    shown
}

/// `'a', 'b' and 'c'`, `'a', 'b', 'c', 'd', 'e' and 7 more`.
pub fn listed<'a>(names: impl IntoIterator<Item = &'a str>) -> String {
    let quoted: Vec<String> = names.into_iter().map(|name| format!("'{}'", shown(name))).collect();
    let Some((last, others)) = quoted.split_last() else { return String::new() };
    match quoted.get(..MOST_LISTED).filter(|first| first.len() < quoted.len()) {
        Some(first) => format!("{} and {} more", first.join(", "), quoted.len() - MOST_LISTED),
        None if others.is_empty() => last.clone(),
        None => format!("{} and {last}", others.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_in_another_style_is_meant() {
        let names = ["world.spawn", "entity:look_at", "entity.position", "log", "log_level", "get_time"];
        let cases = [
            ("worldSpawn", Some("world.spawn")),
            ("world_spawn", Some("world.spawn")),
            ("Spawn", Some("world.spawn")),
            ("lookAt", Some("entity:look_at")),
            ("LOG", Some("log")),
            ("_log", Some("log")),
            ("gettime", Some("get_time")),
            ("get_tiem", Some("get_time")),
            ("quaternion", None),
            ("", None),
            ("___", None),
        ];
        for (name, expected) in cases {
            assert_eq!(meant(name, &names), expected, "{name}");
        }
        assert_eq!(meant(&"log".repeat(100_000), &names), None);
    }

    #[test]
    fn names_are_shown_in_part() {
        assert_eq!(shown("a\nb"), "a\u{fffd}b");
        assert_eq!(shown(&"x".repeat(60)), "x".repeat(60));
        assert_eq!(shown(&"x".repeat(61)), format!("{}…", "x".repeat(60)));
        assert_eq!(listed([]), "");
        assert_eq!(listed(["a"]), "'a'");
        assert_eq!(listed(["a", "b"]), "'a' and 'b'");
        assert_eq!(listed(["a", "b", "c", "d", "e"]), "'a', 'b', 'c', 'd' and 'e'");
        assert_eq!(listed(["a", "b", "c", "d", "e", "f"]), "'a', 'b', 'c', 'd', 'e' and 1 more");
    }
}
