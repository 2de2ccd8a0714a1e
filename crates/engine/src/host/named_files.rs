//! The files that game.toml names, and what is wrong with a name that no file of the project has, or that is of no script.

use luminara_script::nearest::nearest;

/// How many names a message lists.
const MOST_LISTED: usize = 5;

/// What is wrong with a script's name in game.toml; `None` where the project has a script of that name. `files` are the project's names, in their
/// order, and `extensions` those of script languages.
pub fn problem_of_script<'a>(
    name: &str,
    files: impl Iterator<Item = &'a str> + Clone,
    extensions: &[&str],
) -> Option<String> {
    if !files.clone().any(|file| file == name) {
        return Some(problem_of_missing(name, files, extensions));
    }
    if is_script(name, extensions) {
        return None;
    }
    let known: Vec<String> = extensions.iter().map(|extension| format!(".{extension}")).collect();
    let (last, others) = known.split_last()?;
    let ends = if others.is_empty() { last.clone() } else { format!("{} or {last}", others.join(", ")) };
    // The script that was meant may stand beside it.
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let beside = files.clone().find(|file| {
        is_script(file, extensions) && file.rsplit_once('.').is_some_and(|(other, _)| other == stem)
    });
    let hint = beside.map_or(String::new(), |file| format!("; did you mean '{file}'?"));
    Some(format!("'{}' is no script: a script's name ends in {ends}{hint}", shown(name)))
}

/// What is said of a name that no file has.
pub fn problem_of_missing<'a>(
    name: &str,
    files: impl Iterator<Item = &'a str> + Clone,
    extensions: &[&str],
) -> String {
    let start = format!("the project has no script '{}'", shown(name));
    let exists = |wanted: &str| files.clone().any(|file| file == wanted);
    let meant = |file: &str| format!("; did you mean '{file}'?");
    if name.is_empty() {
        return "a script's name is empty".to_owned();
    }
    let plain = tidied(name);
    if plain != name {
        let why = match name.contains('\\') {
            true => "; folders are separated by '/'",
            false => "; names begin at the project's folder, without './' and '/'",
        };
        let hint = if exists(&plain) { meant(&plain) } else { String::new() };
        return format!("{start}{why}{hint}");
    }
    let folder = format!("{}/", name.trim_end_matches('/'));
    let inside: Vec<&str> = files.clone().filter(|file| file.starts_with(&folder)).collect();
    if !inside.is_empty() {
        let scripts: Vec<&str> = inside.into_iter().filter(|file| is_script(file, extensions)).collect();
        return format!("'{}' is a folder; name its files: {}", shown(name), listed(&scripts));
    }
    let lower = name.to_lowercase();
    if let Some(file) = files.clone().find(|file| file.to_lowercase() == lower) {
        return format!("{start}; did you mean '{file}'? Capital and small letters differ");
    }
    // Without its extension or with another language's, or in another folder.
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let has_stem = |file: &&str| {
        let own = file.rsplit_once('.').map_or(*file, |(own, _)| own);
        own == name || own == stem
    };
    let last = |file: &str| file.rsplit('/').next().unwrap_or_default().to_lowercase();
    let (own_last, scripts) = (last(name), files.clone().filter(|file| is_script(file, extensions)));
    let found = scripts
        .clone()
        .find(has_stem)
        .or_else(|| scripts.clone().find(|file| last(file) == own_last))
        .or_else(|| near(name, scripts))
        .or_else(|| near(name, files.clone()));
    format!("{start}{}", found.map_or(String::new(), meant))
}

/// A name without what no name has: backslashes, `./` before it, a slash at its ends, spaces around it.
fn tidied(name: &str) -> String {
    let slashes = name.trim().replace('\\', "/");
    let parts: Vec<&str> = slashes.split('/').filter(|part| !matches!(*part, "" | ".")).collect();
    // A slash at the end alone is a folder's.
    let end = if name.ends_with('/') { "/" } else { "" };
    format!("{}{end}", parts.join("/"))
}

fn near<'a>(name: &str, files: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    const LONGEST: usize = 120;
    (name.len() <= LONGEST).then(|| nearest(name, files)).flatten()
}

fn is_script(name: &str, extensions: &[&str]) -> bool {
    name.rsplit_once('.').is_some_and(|(_, extension)| extensions.contains(&extension))
}

fn listed(names: &[&str]) -> String {
    let quoted: Vec<String> = names.iter().take(MOST_LISTED).map(|name| format!("'{name}'")).collect();
    match names.len() {
        0 => "it has no script".to_owned(),
        count if count > MOST_LISTED => format!("{} and {} more", quoted.join(", "), count - MOST_LISTED),
        _ => quoted.join(", "),
    }
}

fn shown(name: &str) -> String {
    const LONGEST: usize = 60;
    let mut shown: String = name
        .chars()
        .take(LONGEST)
        .map(|letter| if letter.is_control() { '\u{fffd}' } else { letter })
        .collect();
    if name.chars().nth(LONGEST).is_some() {
        shown.push('…');
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILES: [&str; 9] = [
        "Player.lua",
        "a.txt",
        "b.txt",
        "b.lua",
        "enemies/bat.lua",
        "enemies/rat.wat",
        "enemies/rat.png",
        "main.lua",
        "game.toml",
    ];

    fn problem(name: &str) -> Option<String> {
        problem_of_script(name, FILES.into_iter(), &["lua", "wasm", "wat"])
    }

    #[test]
    fn each_way_to_go_wrong_is_told() {
        let cases = [
            ("a.txt", "'a.txt' is no script: a script's name ends in .lua, .wasm or .wat"),
            (
                "b.txt",
                "'b.txt' is no script: a script's name ends in .lua, .wasm or .wat; did you mean 'b.lua'?",
            ),
            ("game.toml", "'game.toml' is no script: a script's name ends in .lua, .wasm or .wat"),
            ("mian.lua", "the project has no script 'mian.lua'; did you mean 'main.lua'?"),
            ("main", "the project has no script 'main'; did you mean 'main.lua'?"),
            ("main.js", "the project has no script 'main.js'; did you mean 'main.lua'?"),
            (
                "player.lua",
                "the project has no script 'player.lua'; did you mean 'Player.lua'? Capital and small letters differ",
            ),
            ("bat.lua", "the project has no script 'bat.lua'; did you mean 'enemies/bat.lua'?"),
            ("scripts/main.lua", "the project has no script 'scripts/main.lua'; did you mean 'main.lua'?"),
            ("enemies", "'enemies' is a folder; name its files: 'enemies/bat.lua', 'enemies/rat.wat'"),
            ("enemies/", "'enemies/' is a folder; name its files: 'enemies/bat.lua', 'enemies/rat.wat'"),
            (
                "enemies\\bat.lua",
                "the project has no script 'enemies\\bat.lua'; folders are separated by '/'; did you mean 'enemies/bat.lua'?",
            ),
            (
                "./main.lua",
                "the project has no script './main.lua'; names begin at the project's folder, without './' and '/'; did you mean 'main.lua'?",
            ),
            (
                "/main.lua",
                "the project has no script '/main.lua'; names begin at the project's folder, without './' and '/'; did you mean 'main.lua'?",
            ),
            (
                " main.lua",
                "the project has no script ' main.lua'; names begin at the project's folder, without './' and '/'; did you mean 'main.lua'?",
            ),
            ("no\\way.lua", "the project has no script 'no\\way.lua'; folders are separated by '/'"),
            ("quaternions.lua", "the project has no script 'quaternions.lua'"),
            ("", "a script's name is empty"),
        ];
        for (name, expected) in cases {
            assert_eq!(problem(name).as_deref(), Some(expected), "{name}");
        }
        assert_eq!(problem("main.lua"), None);
        assert_eq!(problem("enemies/rat.wat"), None);
        let long = problem(&"x".repeat(100_000)).unwrap();
        assert!(long.len() < 200, "{long}");
    }

    #[test]
    fn a_folder_of_many_scripts_lists_some() {
        let files: Vec<String> = (0..9).map(|i| format!("e/{i}.lua")).collect();
        let message = problem_of_missing("e", files.iter().map(String::as_str), &["lua"]);
        assert!(
            message.ends_with("'e/0.lua', 'e/1.lua', 'e/2.lua', 'e/3.lua', 'e/4.lua' and 4 more"),
            "{message}"
        );
    }
}
