//! Names of a project's files.
//!
//! A project is opened on any system, by `luminara open` from a link of a stranger, so a name must stay within
//! its folder and mean the same file everywhere.

/// The longest name, in bytes.
pub const LONGEST: usize = 120;

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
}

/// Checks that `name` can be a file's name in a project: relative, parts separated by `/`, at most [`LONGEST`]
/// bytes, and allowed on every system.
///
/// # Errors
/// The first thing that is wrong with it.
pub fn check_name(name: &str) -> Result<(), NameError> {
    problem(name).map_or(Ok(()), |problem| Err(NameError { name: shown(name), problem }))
}

fn problem(name: &str) -> Option<NameProblem> {
    if name.is_empty() {
        return Some(NameProblem::Empty);
    }
    if name.len() > LONGEST {
        return Some(NameProblem::TooLong { bytes: name.len() });
    }
    if name.starts_with('/') {
        return Some(NameProblem::Absolute);
    }
    name.chars().find_map(character_problem).or_else(|| name.split('/').find_map(segment_problem))
}

fn character_problem(character: char) -> Option<NameProblem> {
    match character {
        '\\' => Some(NameProblem::Backslash),
        ':' | '*' | '?' | '"' | '<' | '>' | '|' => Some(NameProblem::Character(character)),
        _ if is_control(character) => Some(NameProblem::Control(character)),
        _ => None,
    }
}

/// Control characters, and those that end a line, turn the direction of the text around or mark a byte order: a
/// name with them reads as another one.
fn is_control(character: char) -> bool {
    let turns =
        matches!(character, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    character.is_control() || turns || matches!(character, '\u{2028}' | '\u{2029}' | '\u{feff}')
}

fn segment_problem(segment: &str) -> Option<NameProblem> {
    if segment.is_empty() {
        return Some(NameProblem::EmptySegment);
    }
    if segment == "." || segment == ".." {
        return Some(NameProblem::Dots(segment.into()));
    }
    if segment.trim() != segment {
        return Some(NameProblem::Space(segment.into()));
    }
    if segment.ends_with('.') {
        return Some(NameProblem::DotAtEnd(segment.into()));
    }
    is_device(segment).then(|| NameProblem::Device(segment.into()))
}

/// Windows opens a device for these, with any extension and in any case ("Naming Files, Paths, and Namespaces"
/// of the Win32 manual).
fn is_device(segment: &str) -> bool {
    let stem = segment.split('.').next().unwrap_or_default().trim_end().to_ascii_uppercase();
    if matches!(stem.as_str(), "CON" | "PRN" | "AUX" | "NUL" | "CONIN$" | "CONOUT$") {
        return true;
    }
    let number = stem.strip_prefix("COM").or_else(|| stem.strip_prefix("LPT"));
    matches!(number, Some("0" | "1" | "2" | "3" | "4" | "5" | "6" | "7" | "8" | "9" | "¹" | "²" | "³"))
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
            ".gitignore",
            "..hidden",
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
            (&long, "é…' can't be a file's name: it is 122 bytes long, and may have 120"),
        ] {
            let error = check_name(name).unwrap_err().to_string();
            assert!(error.contains(message), "{name:?}: {error}");
        }
    }
}
