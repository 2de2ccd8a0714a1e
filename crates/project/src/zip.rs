//! A project as a zip archive ([APPNOTE](https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT)), and back.
//!
//! Like a link, an archive may come from anybody: what it claims is checked before anything is allocated for it,
//! unpacking stops at the caps, names stay within the project, and a checksum that is wrong is an error. Nothing
//! is left out silently but what systems add by themselves (`__MACOSX`, `.DS_Store`).
//!
//! Archives are taken as tools write them: `entry_name` reads their names, `end_record` finds where they end.

use std::collections::BTreeMap;
use std::io::Write;

use rawzip::{
    CompressionMethod, DataDescriptorOutput, ZipArchive, ZipArchiveWriter, ZipFileHeaderRecord, crc32,
};

use crate::caps::{Caps, CapsError, megabytes};
use crate::deflate::{InflateError, deflate, inflate};
use crate::left_out::{LeftOut, Sieve, Why};
use crate::name::{NameError, check_name, shown};
use crate::project::Project;

mod end_record;
mod entry_name;

/// What archives start with: a file's header, the end of an empty one, or what tools put in front that would split an
/// archive and then didn't.
pub const SIGNATURES: [&[u8]; 4] = [b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08PK\x03\x04", b"PK00PK\x03\x04"];

/// What our own archives say of themselves: their names are taken as they are.
const COMMENT: &[u8] = b"Luminara Playground";

/// Entries that are looked at, folders and what is left out included.
const MOST_ENTRIES: usize = 1 << 16;

/// The bits of a file's Unix mode that say what it is.
const KIND: u32 = 0o170_000;
/// And what they are of a plain file.
const PLAIN: u32 = 0o100_000;

/// Why an archive gives no project, for the person who opened it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ZipError {
    /// It can't be read as a zip archive.
    #[error("this is no zip archive, or a damaged one: {0}. Download it again")]
    Damaged(String),
    /// A file's bytes are not the ones that were put in.
    #[error("the archive's file '{name}' is damaged. Download the archive again")]
    DamagedFile {
        /// As the archive calls it.
        name: String,
    },
    /// A file is compressed in a way that is not known here, or encrypted.
    #[error(
        "the archive's file '{name}' is encrypted or compressed in a way that is not known here. Make the archive anew, with deflate and without a password"
    )]
    Method {
        /// As the archive calls it.
        name: String,
    },
    /// It is larger than archives may be.
    #[error("the archive has {}, and may have {}", megabytes(*.bytes), megabytes(*.cap))]
    ArchiveTooLarge {
        /// How many bytes it has.
        bytes: usize,
        /// How many it may have.
        cap: usize,
    },
    /// It has more files than a project may have.
    #[error(
        "the archive has more than {cap} files, which is what a project may have. Choose the ones that it needs"
    )]
    TooManyFiles {
        /// How many it may have.
        cap: usize,
    },
    /// One file is larger than files may be.
    #[error("the archive's file '{name}' has more than {}, which is what a file may have", megabytes(*.cap))]
    FileTooLarge {
        /// As the archive calls it.
        name: String,
        /// How many bytes it may have.
        cap: usize,
    },
    /// All files together are larger than they may be.
    #[error("the archive unpacks to more than {}, which is what a project may have", megabytes(*.cap))]
    TooLarge {
        /// How many bytes it may have.
        cap: usize,
    },
    /// Two files have one name.
    #[error("the archive has two files named '{name}'. Make it anew")]
    DuplicateName {
        /// The name.
        name: String,
    },
    /// A file has a name that files can't have.
    #[error("the archive has a file that can't be opened: {0}. Rename it and make the archive anew")]
    BadName(#[from] NameError),
    /// It holds no file that a project can have.
    #[error("the archive has no file that a project can have")]
    Empty,
}

/// Why a project can't be made an archive, for the person whose project it is.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum EncodeError {
    /// There is more of something than a project may have.
    #[error(transparent)]
    Caps(#[from] CapsError),
    /// A file has a name that files can't have.
    #[error("{0}. Rename it")]
    BadName(#[from] NameError),
    /// The archive can't be written.
    #[error("the archive could not be written: {0}")]
    Failed(String),
}

/// What is in an archive.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unpacked {
    /// The project.
    pub project: Project,
    /// What the archive has and the project doesn't: hidden files, links and the like.
    pub left_out: Vec<LeftOut>,
}

impl From<rawzip::Error> for ZipError {
    fn from(error: rawzip::Error) -> Self {
        Self::Damaged(error.to_string())
    }
}

/// Whether bytes look like a zip archive.
pub fn is_zip(bytes: &[u8]) -> bool {
    SIGNATURES.iter().any(|signature| bytes.starts_with(signature))
}

/// The project as a zip archive. The same project gives the same bytes.
///
/// # Errors
/// The archive couldn't be opened: it has more than a project may have, or a name that files can't have.
pub fn encode(project: &Project) -> Result<Vec<u8>, EncodeError> {
    Caps::PROJECT.check_project(project)?;
    project.files.keys().try_for_each(|name| check_name(name))?;
    write(project).map_err(|error| EncodeError::Failed(error.to_string()))
}

fn write(project: &Project) -> Result<Vec<u8>, rawzip::Error> {
    let mut archive = ZipArchiveWriter::new(Vec::new());
    archive.set_comment(COMMENT);
    for (name, content) in &project.files {
        let compressed = deflate(b"", content);
        let is_smaller = compressed.len() < content.len();
        let (method, bytes) = match is_smaller {
            true => (CompressionMethod::DEFLATE, &compressed),
            false => (CompressionMethod::STORE, content),
        };
        let (mut entry, _) = archive.new_file(name.as_str()).compression_method(method).start()?;
        entry.write_all(bytes)?;
        entry.finish(DataDescriptorOutput::new(crc32(content), content.len() as u64))?;
    }
    archive.finish()
}

/// The project in a zip archive. Where all files lie in one folder, names start in it.
///
/// # Errors
/// It is no archive, is damaged, or holds more than `caps` allow.
pub fn decode(bytes: &[u8], caps: &Caps) -> Result<Unpacked, ZipError> {
    if !is_zip(bytes) {
        return Err(ZipError::Damaged("it doesn't begin like one".into()));
    }
    if bytes.len() > caps.archive_bytes {
        return Err(ZipError::ArchiveTooLarge { bytes: bytes.len(), cap: caps.archive_bytes });
    }
    let (bytes, comment) = end_record::without_comment(bytes);
    let archive = ZipArchive::from_slice(&bytes)?;
    let mut entries = archive.entries();
    let mut seen = 0;
    let mut total: usize = 0;
    let mut sieve = Sieve::default();
    let mut files = BTreeMap::new();
    while let Some(entry) = entries.next_entry()? {
        seen += 1;
        if seen > MOST_ENTRIES {
            return Err(ZipError::TooManyFiles { cap: caps.files });
        }
        let name = entry_name::read(&entry);
        if entry.is_dir() || name.ends_with('/') || !sieve.takes(&name)? {
            continue;
        }
        if let Some(why) = no_file(&entry) {
            sieve.leave_out(&name, why);
            continue;
        }
        if files.len() == caps.files {
            return Err(ZipError::TooManyFiles { cap: caps.files });
        }
        let left = caps.total_bytes.saturating_sub(total);
        let cap = caps.file_bytes.min(left);
        let compressed = archive.get_entry(entry.wayfinder())?;
        let content = content(&name, &entry, compressed.data(), cap).map_err(|error| match error {
            // The file would fit, the sum doesn't.
            ZipError::FileTooLarge { .. } if cap == left => ZipError::TooLarge { cap: caps.total_bytes },
            error => error,
        })?;
        total = total.saturating_add(content.len());
        if files.insert(name.clone(), content).is_some() {
            return Err(ZipError::DuplicateName { name });
        }
    }
    if files.is_empty() {
        return Err(ZipError::Empty);
    }
    let files = if comment == COMMENT { files } else { without_common_folder(files) };
    Ok(Unpacked { project: Project { files }, left_out: sieve.left_out() })
}

/// Why an entry is no plain file, where it isn't one.
fn no_file(entry: &ZipFileHeaderRecord<'_>) -> Option<Why> {
    // What doesn't come from a Unix says nothing there, and gets a mode from its other attributes.
    let mode = entry.external_attributes() >> 16;
    match mode & KIND {
        0 | PLAIN => None,
        _ if entry.mode().is_symlink() => Some(Why::Link),
        _ => Some(Why::NoFile),
    }
}

fn content(
    name: &str,
    entry: &ZipFileHeaderRecord<'_>,
    data: &[u8],
    cap: usize,
) -> Result<Vec<u8>, ZipError> {
    let name = shown(name);
    if entry.flags().is_encrypted() {
        return Err(ZipError::Method { name });
    }
    let content = match entry.compression_method() {
        CompressionMethod::STORE if data.len() > cap => return Err(ZipError::FileTooLarge { name, cap }),
        CompressionMethod::STORE => data.to_vec(),
        CompressionMethod::DEFLATE => match inflate(b"", data, cap) {
            Ok(content) => content,
            Err(InflateError::TooLarge) => return Err(ZipError::FileTooLarge { name, cap }),
            Err(InflateError::Broken | InflateError::Trailing) => return Err(ZipError::DamagedFile { name }),
        },
        _ => return Err(ZipError::Method { name }),
    };
    if crc32(&content) != entry.crc32() {
        return Err(ZipError::DamagedFile { name });
    }
    Ok(content)
}

/// Archives of a repository, and folders that a person packed, hold one folder with everything in it.
fn without_common_folder(files: BTreeMap<String, Vec<u8>>) -> BTreeMap<String, Vec<u8>> {
    let first =
        files.keys().next().and_then(|name| name.split_once('/')).map(|(folder, _)| format!("{folder}/"));
    let Some(folder) = first.filter(|folder| files.keys().all(|name| name.starts_with(folder.as_str())))
    else {
        return files;
    };
    let inside = |name: String| name.strip_prefix(&folder).map(String::from).unwrap_or(name);
    files.into_iter().map(|(name, content)| (inside(name), content)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn zip(files: &[(&str, &[u8])]) -> Vec<u8> {
        let mut archive = ZipArchiveWriter::new(Vec::new());
        for (name, content) in files {
            let name = rawzip::path::EntryPath::verbatim(name.as_bytes());
            let (mut entry, _) = archive.new_file(name).start().unwrap();
            entry.write_all(content).unwrap();
            entry.finish(DataDescriptorOutput::new(crc32(content), content.len() as u64)).unwrap();
        }
        archive.finish().unwrap()
    }

    fn unpacked(bytes: &[u8]) -> Result<Project, ZipError> {
        decode(bytes, &Caps::default()).map(|unpacked| unpacked.project)
    }

    fn project(files: &[(&str, &[u8])]) -> Project {
        Project { files: files.iter().map(|(name, content)| ((*name).into(), content.to_vec())).collect() }
    }

    #[test]
    fn a_project_comes_back() {
        let zeros = vec![0; 1 << 20];
        for files in [
            &[("main.lua", &b"print('hello')"[..]), ("empty", b""), ("größe/日本.bin", &zeros)][..],
            // In one folder, as our own archives may well be.
            &[("enemies/bat.lua", b"x"), ("enemies/cat.lua", b"y")],
        ] {
            let project = project(files);
            let bytes = encode(&project).unwrap();
            assert!(bytes.len() < 3000);
            assert_eq!(unpacked(&bytes), Ok(project));
        }
    }

    #[test]
    fn the_folder_around_everything_is_left_out() {
        let archive = zip(&[
            ("repo-main/game.toml", b""),
            ("repo-main/a/b.lua", b"x"),
            ("__MACOSX/repo-main/._b", b""),
        ]);
        assert_eq!(unpacked(&archive), Ok(project(&[("game.toml", b""), ("a/b.lua", b"x")])));
    }

    #[test]
    fn hostile_names_are_refused() {
        for name in ["../evil.lua", "/etc/passwd", "a/../../b", "..\\b", "bell\u{7}.lua", "a/\u{202e}b"] {
            let error = decode(&zip(&[("main.lua", b""), (name, b"x")]), &Caps::default()).unwrap_err();
            assert!(matches!(error, ZipError::BadName(_)), "{name}: {error}");
        }
        assert_eq!(
            decode(&zip(&[("a", b"1"), ("a", b"2")]), &Caps::default()),
            Err(ZipError::DuplicateName { name: "a".into() })
        );
    }

    #[test]
    fn a_bomb_is_refused() {
        let caps = Caps { file_bytes: 1000, total_bytes: 1500, files: 3, ..Caps::default() };
        let large = encode(&project(&[("zeros", &[0; 1001])])).unwrap();
        assert_eq!(decode(&large, &caps), Err(ZipError::FileTooLarge { name: "zeros".into(), cap: 1000 }));
        let many = encode(&project(&[("a", &[0; 1000]), ("b", &[0; 501])])).unwrap();
        assert_eq!(decode(&many, &caps), Err(ZipError::TooLarge { cap: 1500 }));
        let names: Vec<String> = (0..10_000).map(|number| format!("{number}.lua")).collect();
        let files: Vec<(&str, &[u8])> = names.iter().map(|name| (name.as_str(), &b""[..])).collect();
        assert_eq!(decode(&zip(&files), &Caps::default()), Err(ZipError::TooManyFiles { cap: 256 }));
    }

    #[test]
    fn broken_archives_do_no_harm() {
        let archive = encode(&project(&[("a.lua", &b"local x = 1\n".repeat(9)), ("b.lua", b"x")])).unwrap();
        for index in 0..archive.len() {
            for byte in [0, 1, 0x7f, 0x80, 0xff] {
                let mut broken = archive.clone();
                broken[index] = byte;
                let _ = decode(&broken, &Caps::default());
            }
            assert!(decode(&archive[..index], &Caps::default()).is_err());
        }
        assert_eq!(decode(&zip(&[]), &Caps::default()), Err(ZipError::Empty));
        let changed: Vec<u8> =
            zip(&[("a", b"needle")]).iter().map(|byte| if *byte == b'd' { b'D' } else { *byte }).collect();
        assert_eq!(decode(&changed, &Caps::default()), Err(ZipError::DamagedFile { name: "a".into() }));
    }
}
