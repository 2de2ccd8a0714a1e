//! Share links: a whole project as the text after the `#`. Nothing is stored on a server, so the link is all
//! there is, and it comes from anybody.
//!
//! The text is base64url without padding ([RFC 4648](https://www.rfc-editor.org/rfc/rfc4648#section-5) §5) of
//!
//! | bytes | |
//! | --- | --- |
//! | 1 | version of the format: 2 |
//! | 4 | Adler-32 of all that follows, little-endian |
//! | 1–10 | how many bytes follow, LEB128 |
//! | … | the version of the engine that made it (three LEB128 numbers) and the packed project, compressed: raw deflate ([RFC 1951](https://www.rfc-editor.org/rfc/rfc1951)) after the preset dictionary `link/dictionary.txt` |
//!
//! The dictionary holds words and phrases of scripts; it is a part of the format and never changes. Format 1,
//! which is still read, has no engine version and no dictionary. `docs/links.md` says what each codec would give.
//!
//! The length tells a link that a chat program cut off from one that was changed; the checksum lets no changed
//! link through as half a project. Adler-32 notices every change of a single character: such a change adds
//! `d` and `e`, at most 255 either way, to two neighbouring bytes, which leaves the first sum alone only if
//! `d = -e`, and then changes the second by `d`.

use std::fmt;

use base64::Engine;
use base64::alphabet::URL_SAFE;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};

use crate::caps::{Caps, CapsError, megabytes, size};
use crate::container::{Reader, most_bytes, pack, unpack, write_number};
use crate::deflate::{InflateError, deflate, inflate};
use crate::left_out::LeftOut;
use crate::name::{NameError, check_name};
use crate::project::Project;

#[cfg(test)]
mod tests;

/// The version of the format that this crate writes.
const VERSION: u8 = 2;

/// The version before: no engine version, no dictionary. Links out there must open forever.
const PLAIN_VERSION: u8 = 1;

/// Where the versions to come begin.
const FIRST_UNKNOWN: u8 = VERSION + 1;

/// The highest version that is believed to be one. A first byte above comes from a text that was no link.
const LAST_VERSION: u8 = 15;

/// What format 2 takes as said before a project. Links depend on every byte of it.
const DICTIONARY: &[u8] = include_bytes!("link/dictionary.txt");

/// The most bytes of an engine's version.
const ENGINE_BYTES: usize = 30;

/// Bits that don't fill a byte are let through, so that a link can be read far enough to say that it is cut off.
const BASE64: GeneralPurpose = GeneralPurpose::new(
    &URL_SAFE,
    GeneralPurposeConfig::new()
        .with_encode_padding(false)
        .with_decode_padding_mode(DecodePaddingMode::RequireNone)
        .with_decode_allow_trailing_bits(true),
);

/// Why a link gives no project, for the person who opened it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LinkError {
    /// Nothing follows the `#`.
    #[error("the link carries no project. Copy it again, with everything that follows the '#'")]
    Empty,
    /// It has more characters than are read.
    #[error(
        "the link is too long: it has {characters} characters, and may have {cap}. Ask for the project as files"
    )]
    TooLong {
        /// How many it has.
        characters: usize,
        /// How many it may have.
        cap: usize,
    },
    /// It has a character that no link has.
    #[error(
        "the link has a {found:?} at character {position}, which belongs to no link. Copy it again, without the \
         text around it"
    )]
    Character {
        /// The first one.
        found: char,
        /// Where it is in the part after the `#`, from 1.
        position: usize,
    },
    /// Its version is not known.
    #[error(
        "the link was made by a newer version of the playground (its format is {version}, the newest known here \
         is {VERSION}). Reload the page, or update luminara, and open it again"
    )]
    Newer {
        /// The version of its format.
        version: u8,
    },
    /// Its end is missing.
    #[error(
        "the link is cut off: {} characters arrived. Copy the whole link again; if a chat or mail program \
         shortens it, have it sent in a text file",
        .expected.map_or_else(|| format!("only {characters}"), |expected| format!("{characters} of {expected}"))
    )]
    CutOff {
        /// How many characters there are.
        characters: usize,
        /// How many there were when it was made, if that arrived.
        expected: Option<usize>,
    },
    /// Something was added to its end.
    #[error(
        "the link has {extra} characters too many at its end. Copy it again, without the text that follows it"
    )]
    Extra {
        /// How many.
        extra: usize,
    },
    /// It is not what it was when it was made, or never was a link.
    #[error("the link was changed on its way, or is none. Copy it again from where it was made")]
    Damaged,
    /// It arrived as it was made, and yet holds no project: it was made by no playground.
    #[error("the link holds no valid project: {0}. Ask whoever made it for a new one")]
    Malformed(&'static str),
    /// It has more files than a project may have.
    #[error("the link's project has {files} files, and may have {cap}. Ask for one with fewer files")]
    TooManyFiles {
        /// How many it has.
        files: usize,
        /// How many it may have.
        cap: usize,
    },
    /// One file is larger than files may be.
    #[error(
        "the link's file '{name}' has {}, and may have {}. Ask for a smaller one",
        size(*.bytes, *.cap),
        size(*.cap, *.bytes)
    )]
    FileTooLarge {
        /// As the project would call it.
        name: String,
        /// How many bytes it has.
        bytes: usize,
        /// How many it may have.
        cap: usize,
    },
    /// All files together are larger than they may be.
    #[error("the link's project unpacks to more than {}. Ask for a smaller one", megabytes(*.cap))]
    TooLarge {
        /// How many bytes it may have.
        cap: usize,
    },
    /// Two files have one name.
    #[error("the link has two files named '{name}'. Ask whoever made it for a new one")]
    DuplicateName {
        /// The name.
        name: String,
    },
    /// A file's name is no UTF-8.
    #[error("the link has a file whose name is no text. Ask whoever made it for a new one")]
    NameNotText,
    /// A file has a name that files can't have.
    #[error("the link has a file that can't be opened: {0}. Ask whoever made it for a new one")]
    BadName(#[from] NameError),
}

/// Why a project can't be made a link, for the person whose project it is.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum EncodeError {
    /// There is more of something than a project may have.
    #[error(transparent)]
    Caps(#[from] CapsError),
    /// A file has a name that files can't have.
    #[error("{0}. Rename it")]
    BadName(#[from] NameError),
    /// The text is longer than links may be.
    #[error(
        "the link would have {characters} characters, and may have {cap}. Share a zip of the project instead"
    )]
    TooLong {
        /// How many it would have.
        characters: usize,
        /// How many it may have.
        cap: usize,
    },
}

/// The version of an engine.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct EngineVersion(pub usize, pub usize, pub usize);

impl EngineVersion {
    /// This engine's.
    pub const HERE: Self = Self(
        number(env!("CARGO_PKG_VERSION_MAJOR")),
        number(env!("CARGO_PKG_VERSION_MINOR")),
        number(env!("CARGO_PKG_VERSION_PATCH")),
    );

    /// Whether a project that this version made may need things that the engine here lacks.
    pub fn is_newer_than_here(self) -> bool {
        self > Self::HERE
    }
}

impl fmt::Display for EngineVersion {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}.{}.{}", self.0, self.1, self.2)
    }
}

/// A part of cargo's version, which has digits only.
const fn number(digits: &str) -> usize {
    let (mut rest, mut number) = (digits.as_bytes(), 0);
    while let [digit, after @ ..] = rest {
        number = number * 10 + (*digit - b'0') as usize;
        rest = after;
    }
    number
}

/// What a link carries.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opened {
    /// The project.
    pub project: Project,
    /// What the link has and the project doesn't: hidden files and the like.
    pub left_out: Vec<LeftOut>,
    /// The engine that made the link; links of format 1 don't say.
    pub engine: Option<EngineVersion>,
}

/// The project as a link's text, without a `#`. The same project gives the same text.
///
/// # Errors
/// The link couldn't be opened: it has more than a project may have, or a name that files can't have.
pub fn encode(project: &Project) -> Result<String, EncodeError> {
    encode_within(project, &Caps::PROJECT)
}

fn encode_within(project: &Project, caps: &Caps) -> Result<String, EncodeError> {
    caps.check_project(project)?;
    project.files.keys().try_for_each(|name| check_name(name))?;
    let link = encode_as(project, EngineVersion::HERE);
    if link.len() > caps.link_chars {
        return Err(EncodeError::TooLong { characters: link.len(), cap: caps.link_chars });
    }
    Ok(link)
}

fn encode_as(project: &Project, engine: EngineVersion) -> String {
    let mut bytes = Vec::new();
    for part in [engine.0, engine.1, engine.2] {
        write_number(&mut bytes, part);
    }
    bytes.extend_from_slice(&pack(project));
    seal(VERSION, &deflate(DICTIONARY, &bytes))
}

/// The project in a link's text, with or without a leading `#`, within the default [`Caps`].
///
/// # Errors
/// The text is no link, did not arrive whole, or holds more than the caps allow.
pub fn decode(link: &str) -> Result<Project, LinkError> {
    open(link, &Caps::default()).map(|opened| opened.project)
}

/// All that a link's text carries, within the caps given.
///
/// # Errors
/// The text is no link, did not arrive whole, or holds more than `caps` allow.
pub fn open(link: &str, caps: &Caps) -> Result<Opened, LinkError> {
    let link = link.trim();
    let link = link.strip_prefix('#').unwrap_or(link);
    check_characters(link, caps)?;
    let (version, compressed) = unseal(link, caps)?;
    let failed = |error| match error {
        InflateError::Broken => LinkError::Malformed("it can't be decompressed"),
        InflateError::Trailing => LinkError::Malformed("something follows it"),
        InflateError::TooLarge => LinkError::TooLarge { cap: caps.total_bytes },
    };
    if version == PLAIN_VERSION {
        let bytes = inflate(b"", &compressed, most_bytes(caps)).map_err(failed)?;
        let (project, left_out) = unpack(&bytes, caps)?;
        return Ok(Opened { project, left_out, engine: None });
    }
    let cap = most_bytes(caps).saturating_add(ENGINE_BYTES);
    let bytes = inflate(DICTIONARY, &compressed, cap).map_err(failed)?;
    let mut reader = Reader { bytes: &bytes };
    let mut part = || reader.number().ok_or(LinkError::Malformed("it ends too early"));
    let engine = EngineVersion(part()?, part()?, part()?);
    let (project, left_out) = unpack(reader.bytes, caps)?;
    Ok(Opened { project, left_out, engine: Some(engine) })
}

fn check_characters(link: &str, caps: &Caps) -> Result<(), LinkError> {
    if link.is_empty() {
        return Err(LinkError::Empty);
    }
    if link.len() > caps.link_chars {
        return Err(LinkError::TooLong { characters: link.chars().count(), cap: caps.link_chars });
    }
    let belongs = |it: char| it.is_ascii_alphanumeric() || it == '-' || it == '_';
    match link.chars().enumerate().find(|(_, character)| !belongs(*character)) {
        Some((index, found)) => Err(LinkError::Character { found, position: index + 1 }),
        None => Ok(()),
    }
}

/// Version, checksum, length and what was compressed, as text.
fn seal(version: u8, compressed: &[u8]) -> String {
    let mut sealed = Vec::with_capacity(compressed.len() + 10);
    write_number(&mut sealed, compressed.len());
    sealed.extend_from_slice(compressed);
    let checksum = adler2::adler32_slice(&sealed).to_le_bytes();
    BASE64.encode([&[version], &checksum[..], &sealed].concat())
}

/// The version and the bytes that [`seal`] sealed. `link` has no characters but base64's.
fn unseal(link: &str, caps: &Caps) -> Result<(u8, Vec<u8>), LinkError> {
    let cut_off = |expected| LinkError::CutOff { characters: link.len(), expected };
    // The first character of a group of four is not yet a byte.
    let whole = link.len() - usize::from(link.len() % 4 == 1);
    let bytes = BASE64.decode(link.get(..whole).unwrap_or_default()).map_err(|_| LinkError::Damaged)?;

    let mut reader = Reader { bytes: &bytes };
    let version = match reader.take(1).and_then(<[u8]>::first) {
        None => return Err(cut_off(None)),
        Some(&version @ PLAIN_VERSION..=VERSION) => version,
        Some(&version @ FIRST_UNKNOWN..=LAST_VERSION) => return Err(LinkError::Newer { version }),
        Some(_) => return Err(LinkError::Damaged),
    };
    let checksum = reader.take(4).ok_or_else(|| cut_off(None))?;
    let sealed = reader.bytes;
    let length = reader.number().ok_or_else(|| cut_off(None))?;

    let header = bytes.len() - reader.bytes.len();
    let expected = header.checked_add(length).and_then(|bytes| base64::encoded_len(bytes, false));
    // Nobody made a link over the cap that could be opened: the length itself was changed.
    let expected = expected.filter(|expected| *expected <= caps.link_chars).ok_or(LinkError::Damaged)?;
    if link.len() < expected {
        return Err(cut_off(Some(expected)));
    }
    if link.len() > expected {
        return Err(LinkError::Extra { extra: link.len() - expected });
    }
    // The text is compared too, because the last character's spare bits are in no byte.
    if adler2::adler32_slice(sealed).to_le_bytes() != checksum || BASE64.encode(&bytes) != link {
        return Err(LinkError::Damaged);
    }
    Ok((version, reader.bytes.to_vec()))
}
