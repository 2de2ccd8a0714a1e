//! Names of a project's files.
//!
//! A project is opened on any system, by `luminara open` from a link of a stranger, so a name must stay within
//! its folder, mean the same file everywhere, and be no file that a tool obeys when somebody only enters the folder: git
//! runs commands that a `.git/config` names, and editors and shells have such files too. All of those are hidden,
//! so no hidden file is part of a project.
//!
//! The tables are generated for the page, which must know before an engine is there (`web/src/project/rules.ts`).

/// The longest name, in bytes.
pub const LONGEST: usize = 120;

/// Control characters, and those that end a line, turn the direction of the text around or mark a byte order: a
/// name with them reads as another one.
pub const CONTROL: [(char, char); 7] = [
    ('\u{0}', '\u{1f}'),
    ('\u{7f}', '\u{9f}'),
    ('\u{200e}', '\u{200f}'),
    ('\u{2028}', '\u{2029}'),
    ('\u{202a}', '\u{202e}'),
    ('\u{2066}', '\u{2069}'),
    ('\u{feff}', '\u{feff}'),
];

/// Characters that nobody sees. Some file systems of macOS leave them out of a name, so that `.g\u{200c}it` is `.git`
/// there.
pub const UNSEEN: [(char, char); 16] = [
    ('\u{ad}', '\u{ad}'),
    ('\u{34f}', '\u{34f}'),
    ('\u{61c}', '\u{61c}'),
    ('\u{115f}', '\u{1160}'),
    ('\u{17b4}', '\u{17b5}'),
    ('\u{180b}', '\u{180f}'),
    ('\u{200b}', '\u{200f}'),
    ('\u{202a}', '\u{202e}'),
    ('\u{2060}', '\u{206f}'),
    ('\u{3164}', '\u{3164}'),
    ('\u{fe00}', '\u{fe0f}'),
    ('\u{feff}', '\u{feff}'),
    ('\u{ffa0}', '\u{ffa0}'),
    ('\u{1bca0}', '\u{1bca3}'),
    ('\u{1d173}', '\u{1d17a}'),
    ('\u{e0000}', '\u{e0fff}'),
];

/// The dot, and what becomes one where a name is normalised (NFKC) or written in an old code page of Windows.
pub const DOTS: [char; 8] =
    ['.', '\u{2024}', '\u{2025}', '\u{2026}', '\u{fe19}', '\u{fe30}', '\u{fe52}', '\u{ff0e}'];

/// Characters that mean something else on Windows.
pub const FORBIDDEN: [char; 7] = [':', '*', '?', '"', '<', '>', '|'];

/// Windows opens a device for these, with any extension and in any case ("Naming Files, Paths, and Namespaces" of the
/// Win32 manual).
pub const DEVICES: [&str; 6] = ["CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$"];

/// And for these, when one of [`DEVICE_NUMBERS`] follows.
pub const NUMBERED_DEVICES: [&str; 2] = ["COM", "LPT"];

/// What follows [`NUMBERED_DEVICES`].
pub const DEVICE_NUMBERS: [char; 13] =
    ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '\u{b9}', '\u{b2}', '\u{b3}'];

/// What systems put into folders and archives by themselves, in lower case. Nobody misses it.
pub const LITTER: [&str; 7] =
    ["__macosx", ".ds_store", ".localized", "thumbs.db", "ehthumbs.db", "desktop.ini", "icon\r"];

/// What the files begin with that macOS puts beside others, on disks that can't keep all that it knows of a file.
pub const LITTER_START: &str = "._";

/// Folders of tools, in lower case: what is in them is got again by the tool.
pub const TOOLS: [&str; 1] = ["node_modules"];

/// A file that makes git take its folder for a repository, in lower case: it then obeys the file `config` beside it.
pub const REPOSITORY: &str = "head";

/// The most characters of the name in front of the `~` in the short name that Windows gives a file: `GIT~1` is `.git`.
pub const SHORT_NAME: usize = 6;

/// A name that no file of a project can have.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("'{name}' can't be a file's name: {problem}")]
pub struct NameError {
    /// The name, fit to be shown: without control characters, and cut short where it is long.
    pub name: String,
    /// What is wrong with it.
    pub problem: NameProblem,
}

/// What is wrong with a name.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NameProblem {
    /// It has no characters.
    #[error("it is empty")]
    Empty,
    /// It has more than [`LONGEST`] bytes.
    #[error("it is {bytes} bytes long, and may have {LONGEST}")]
    TooLong {
        /// Its length.
        bytes: usize,
    },
    /// It starts with `/`.
    #[error("it starts with '/'; names are relative to the project")]
    Absolute,
    /// It ends with `/`, or has two of them in a row.
    #[error("nothing stands before or after a '/'")]
    EmptySegment,
    /// A part of it is `.` or `..`.
    #[error("'{0}' is no name of a file or folder")]
    Dots(String),
    /// It has a backslash.
    #[error("it has a '\\'; folders are separated by '/'")]
    Backslash,
    /// It has a character that is a command to the terminal or to the direction of text.
    #[error("it has the control character U+{:04X}", u32::from(*.0))]
    Control(char),
    /// It has a character that means something else on Windows.
    #[error("it has a '{0}', which not every system allows")]
    Character(char),
    /// A part of it starts or ends with a space.
    #[error("'{0}' starts or ends with a space")]
    Space(String),
    /// A part of it ends with a dot, which Windows drops.
    #[error("'{0}' ends with a dot")]
    DotAtEnd(String),
    /// A part of it names a device on Windows, whatever its extension.
    #[error("'{0}' is a device on Windows")]
    Device(String),
    /// A part of it looks like the second name that Windows gives to files with long names.
    #[error("Windows may take '{0}' for another file with a longer name")]
    ShortName(String),
    /// A part of it begins with a dot, or with what may become one.
    #[error("'{0}' begins with a dot, and hidden files are no part of a project")]
    Hidden(String),
    /// A part of it is a folder of a tool.
    #[error("'{0}' belongs to tools, not to a project")]
    Tool(String),
    /// It would make its folder a repository of git.
    #[error("git takes a folder with a file '{0}' for a repository")]
    Repository(String),
    /// Systems make it by themselves.
    #[error("'{0}' is what systems put into folders by themselves")]
    Litter(String),
}

impl NameProblem {
    /// Whether no tool writes such a name by accident, so that whatever it comes in is not to be trusted.
    pub fn is_hostile(&self) -> bool {
        use NameProblem::{Absolute, Backslash, Control, Dots, Empty, EmptySegment};
        matches!(self, Empty | Absolute | EmptySegment | Dots(_) | Backslash | Control(_))
    }
}

/// Checks that `name` can be a file's name in a project: relative, parts separated by `/`, at most [`LONGEST`]
/// bytes, and allowed on every system.
///
/// # Errors
/// The first thing that is wrong with it.
pub fn check_name(name: &str) -> Result<(), NameError> {
    problem(name).map_or(Ok(()), |problem| Err(NameError { name: shown(name), problem }))
}

/// What is wrong with a name. First comes what makes the file no part of a project, whatever else its name is.
pub(crate) fn problem(name: &str) -> Option<NameProblem> {
    if name.is_empty() {
        return Some(NameProblem::Empty);
    }
    let find = |problem: fn(&str) -> Option<NameProblem>| name.split('/').find_map(problem);
    let last = name.rsplit('/').next().unwrap_or(name);
    find(litter)
        .or_else(|| name.starts_with('/').then_some(NameProblem::Absolute))
        .or_else(|| name.chars().find_map(disguise))
        .or_else(|| find(dots))
        .or_else(|| find(hidden))
        .or_else(|| is(last, REPOSITORY).then(|| NameProblem::Repository(last.into())))
        .or_else(|| (name.len() > LONGEST).then_some(NameProblem::TooLong { bytes: name.len() }))
        .or_else(|| name.chars().find(|it| FORBIDDEN.contains(it)).map(NameProblem::Character))
        .or_else(|| find(segment_problem))
}

/// The part of a name up to and with the first one that is hidden or a tool's: all below it is left out with it.
pub(crate) fn left_out_part(name: &str) -> &str {
    let mut end = 0;
    for segment in name.split('/') {
        end += segment.len();
        if hidden(segment).is_some() {
            return name.get(..end).unwrap_or(name);
        }
        end += 1;
    }
    name
}

/// The same for all names that some system takes for one: without what nobody sees, in lower case.
pub(crate) fn folded(name: &str) -> String {
    name.chars().filter(|it| !is_in(&UNSEEN, *it)).flat_map(char::to_lowercase).collect()
}

fn is(segment: &str, lower: &str) -> bool {
    segment.eq_ignore_ascii_case(lower)
}

fn is_in(ranges: &[(char, char)], character: char) -> bool {
    ranges.iter().any(|(first, last)| (*first..=*last).contains(&character))
}

fn litter(segment: &str) -> Option<NameProblem> {
    let is_litter = LITTER.iter().any(|lower| is(segment, lower)) || segment.starts_with(LITTER_START);
    is_litter.then(|| NameProblem::Litter(shown(segment)))
}

fn disguise(character: char) -> Option<NameProblem> {
    match character {
        '\\' => Some(NameProblem::Backslash),
        _ if is_control(character) => Some(NameProblem::Control(character)),
        _ => None,
    }
}

fn is_control(character: char) -> bool {
    is_in(&CONTROL, character)
}

fn dots(segment: &str) -> Option<NameProblem> {
    matches!(segment, "." | "..").then(|| NameProblem::Dots(segment.into()))
}

fn hidden(segment: &str) -> Option<NameProblem> {
    if TOOLS.iter().any(|lower| is(segment, lower)) {
        return Some(NameProblem::Tool(segment.into()));
    }
    let seen = segment.trim_start_matches(|it| is_in(&UNSEEN, it));
    // Nothing but dots is no hidden file but none at all.
    let is_hidden = seen.starts_with(DOTS) && !seen.chars().all(|it| it == '.');
    is_hidden.then(|| NameProblem::Hidden(shown(segment)))
}

fn segment_problem(segment: &str) -> Option<NameProblem> {
    if segment.is_empty() {
        return Some(NameProblem::EmptySegment);
    }
    if segment.trim() != segment {
        return Some(NameProblem::Space(segment.into()));
    }
    if segment.ends_with('.') {
        return Some(NameProblem::DotAtEnd(segment.into()));
    }
    let stem = segment.split('.').next().unwrap_or_default();
    if is_device(stem) {
        return Some(NameProblem::Device(segment.into()));
    }
    is_short_name(stem).then(|| NameProblem::ShortName(segment.into()))
}

fn is_device(stem: &str) -> bool {
    let stem = stem.trim_end().to_ascii_uppercase();
    let is_numbered = |name: &str| {
        let mut rest = stem.strip_prefix(name).unwrap_or_default().chars();
        rest.next().is_some_and(|it| DEVICE_NUMBERS.contains(&it)) && rest.next().is_none()
    };
    DEVICES.contains(&stem.as_str()) || NUMBERED_DEVICES.into_iter().any(is_numbered)
}

fn is_short_name(stem: &str) -> bool {
    stem.split_once('~').is_some_and(|(start, number)| {
        let is_number = !number.is_empty() && number.chars().all(|it| it.is_ascii_digit());
        is_number && !start.is_empty() && start.chars().count() <= SHORT_NAME
    })
}

/// A name fit for a message: without control characters, and cut short where it is long.
pub(crate) fn shown(name: &str) -> String {
    const MOST: usize = 60;
    let mut shown: String =
        name.chars().take(MOST).map(|it| if is_control(it) { '\u{fffd}' } else { it }).collect();
    if name.chars().nth(MOST).is_some() {
        shown.push('…');
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accepts_what_people_name_files() {
        for name in [
            "main.lua",
            "enemies/boss 2.lua",
            "a/b/c/d",
            "a.hidden",
            "it's….lua",
            "git~",
            "settings~1.lua",
            "main~copy.lua",
            "head.lua",
            "head/a.lua",
            "node_modules.lua",
            "Größe.lua",
            "日本語/ファイル.lua",
            "👩‍🚀.png",
            "console.lua",
            "nullable.lua",
            "com.lua",
            "com10.lua",
            "it's (1) [final] #3 & 100%.txt",
        ] {
            assert_eq!(check_name(name), Ok(()), "{name}");
        }
        assert_eq!(check_name(&"x".repeat(120)), Ok(()));
    }

    #[test]
    fn says_what_is_wrong() {
        let long = "é".repeat(61);
        for (name, message) in [
            ("", "'' can't be a file's name: it is empty"),
            ("/etc/passwd", "it starts with '/'; names are relative to the project"),
            ("a//b", "nothing stands before or after a '/'"),
            ("a/", "nothing stands before or after a '/'"),
            ("./a", "'.' is no name of a file or folder"),
            ("a/../b", "'..' is no name of a file or folder"),
            ("a\\b", "it has a '\\'; folders are separated by '/'"),
            ("a\nb", "'a\u{fffd}b' can't be a file's name: it has the control character U+000A"),
            ("a\u{7f}", "U+007F"),
            ("\u{202e}aul.txt", "U+202E"),
            ("C:/a", "it has a ':', which not every system allows"),
            ("a*", "it has a '*'"),
            ("a?", "it has a '?'"),
            ("a\"", "it has a '\"'"),
            ("a<b", "it has a '<'"),
            ("a>b", "it has a '>'"),
            ("a|b", "it has a '|'"),
            (" a", "' a' starts or ends with a space"),
            ("a /b", "'a ' starts or ends with a space"),
            ("a/...", "'...' ends with a dot"),
            ("a.lua.", "'a.lua.' ends with a dot"),
            ("nul", "'nul' is a device on Windows"),
            ("a/Con.tar.gz", "'Con.tar.gz' is a device on Windows"),
            ("aux .lua", "'aux .lua' is a device on Windows"),
            ("com1", "'com1' is a device on Windows"),
            ("LPT².txt", "'LPT².txt' is a device on Windows"),
            ("GIT~1/config", "Windows may take 'GIT~1' for another file with a longer name"),
            ("a/MAIN~12.LUA", "Windows may take 'MAIN~12.LUA' for another file with a longer name"),
            (".git/config", "'.git' begins with a dot, and hidden files are no part of a project"),
            ("a/.GIT/config", "'.GIT' begins with a dot"),
            ("a/b/.env", "'.env' begins with a dot"),
            ("..hidden", "'..hidden' begins with a dot"),
            (".git.", "'.git.' begins with a dot"),
            (".git ", "'.git ' begins with a dot"),
            (".g\u{200c}it/config", "begins with a dot"),
            ("\u{200c}.git/config", "begins with a dot"),
            ("\u{ad}\u{2060}.git", "begins with a dot"),
            ("\u{ff0e}git/config", "begins with a dot"),
            ("\u{2024}git/config", "begins with a dot"),
            ("\u{2025}/x", "begins with a dot"),
            ("a/\u{fe52}envrc", "begins with a dot"),
            (".git/../../x", "'..' is no name of a file or folder"),
            (".git\\config", "it has a '\\'"),
            (&format!(".git/{long}"), "'.git' begins with a dot"),
            ("node_modules/a/index.js", "'node_modules' belongs to tools, not to a project"),
            ("a/Node_Modules", "'Node_Modules' belongs to tools"),
            ("HEAD", "git takes a folder with a file 'HEAD' for a repository"),
            ("a/Head", "git takes a folder with a file 'Head' for a repository"),
            ("__MACOSX/a/._b", "'__MACOSX' is what systems put into folders by themselves"),
            ("a/.DS_Store", "'.DS_Store' is what systems put"),
            ("a/._b.lua", "'._b.lua' is what systems put"),
            ("Thumbs.db", "'Thumbs.db' is what systems put"),
            ("Icon\r", "'Icon\u{fffd}' is what systems put"),
            (&long, "é…' can't be a file's name: it is 122 bytes long, and may have 120"),
        ] {
            let error = check_name(name).unwrap_err().to_string();
            assert!(error.contains(message), "{name:?}: {error}");
        }
    }
}
