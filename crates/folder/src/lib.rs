//! A project as a folder of the machine.
//!
//! A folder may come from anybody, and so may a link or an archive that is written into one. So nothing is read but plain
//! files that lie in it, and nothing is written through a link. What else lies there is left out, and told.
//!
//! This crate knows files and projects; it knows no engine.
//!
//! ```
//! let folder = tempfile::tempdir()?;
//! std::fs::write(folder.path().join("main.lua"), "print('hello')")?;
//! std::fs::write(folder.path().join(".env"), "SECRET=1")?;
//!
//! let contents = luminara_folder::read(folder.path())?;
//! assert_eq!(contents.project.files.len(), 1);
//! assert_eq!(contents.left_out[0].name, ".env");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
#![forbid(unsafe_code)]

use std::collections::BTreeMap;
use std::fs::{self, File, Metadata, OpenOptions};
use std::io::{ErrorKind, Read, Write};
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

use luminara_project::{Caps, LeftOut, Project, Sieve, Why, check_name, left_out};

/// Folders deeper than this are not read.
const MOST_DEPTH: usize = 16;

/// Files and folders that are looked at, those included that are left out.
const MOST_ENTRIES: usize = 1 << 16;

/// What tells one version of a file from the next.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Stamp {
    /// When it was written, since 1970.
    pub milliseconds: f64,
    /// Its size.
    pub bytes: u64,
}

/// What a folder holds.
#[derive(Clone, Debug, PartialEq)]
pub struct Contents {
    /// The files.
    pub project: Project,
    /// What lies there and is no part of the project.
    pub left_out: Vec<LeftOut>,
}

/// Reads a project: all plain files of a folder; or, of a single script, that file alone.
///
/// # Errors
/// There is no such folder, or it has more than a project may have.
pub fn read(path: &Path) -> Result<Contents, String> {
    let listing = Listing::of(path)?;
    let mut sieve = listing.sieve;
    let mut files = BTreeMap::new();
    for (name, found) in listing.files {
        match read_file(&found.path) {
            Ok(content) => {
                files.insert(name, content);
            }
            // It went meanwhile.
            Err(error) if error.kind() == ErrorKind::NotFound => {}
            Err(error) => sieve.leave_out(&name, Why::Unreadable(error.to_string())),
        }
    }
    let project = Project { files };
    Caps::PROJECT.check_project(&project).map_err(|error| error.to_string())?;
    Ok(Contents { project, left_out: sieve.left_out() })
}

/// Reads a project, and warns of what is left out.
///
/// # Errors
/// As [`read`].
pub fn read_project(path: &Path) -> Result<Project, String> {
    let Contents { project, left_out } = read(path)?;
    warn(&left_out);
    Ok(project)
}

/// Tells the person what is left out.
pub fn warn(left_out: &[LeftOut]) {
    for text in left_out::tell(left_out) {
        eprintln!("warning: {text}");
    }
}

/// The stamps of a project's files by name, and what is left out.
///
/// # Errors
/// As [`read`].
pub fn stamps(path: &Path) -> Result<(BTreeMap<String, Stamp>, Vec<LeftOut>), String> {
    let Listing { files, sieve } = Listing::of(path)?;
    let stamp = |metadata: &Metadata| {
        let written = metadata.modified().ok().and_then(|time| time.duration_since(UNIX_EPOCH).ok());
        Stamp {
            milliseconds: written.map_or(0.0, |since| since.as_secs_f64() * 1000.0),
            bytes: metadata.len(),
        }
    };
    let stamps = files.into_iter().map(|(name, found)| (name, stamp(&found.metadata))).collect();
    Ok((stamps, sieve.left_out()))
}

/// The bytes of one of a project's files; `None` where the project has no such file.
pub fn file(path: &Path, name: &str) -> Option<Vec<u8>> {
    let listing = Listing::of(path).ok()?;
    read_file(&listing.files.get(name)?.path).ok()
}

struct Found {
    /// Where its bytes are.
    path: PathBuf,
    metadata: Metadata,
}

/// The plain files of a folder.
#[derive(Default)]
struct Listing {
    files: BTreeMap<String, Found>,
    sieve: Sieve,
}

impl Listing {
    fn of(path: &Path) -> Result<Self, String> {
        let mut listing = Self::default();
        let unreadable = |error| format!("can't read {}: {error}", path.display());
        if path.is_dir() {
            // A link to the folder itself is the person's own.
            let root = path.canonicalize().map_err(unreadable)?;
            let mut visit = Visit { root: &root, looks: 0, listing: &mut listing };
            visit.folder(&root, "", 0)?;
        } else {
            let name = path.file_name().and_then(|name| name.to_str()).filter(|_| path.is_file());
            let name = name
                .ok_or_else(|| {
                    format!("can't read {}: it is neither a folder nor a plain file", path.display())
                })?
                .to_owned();
            let metadata = fs::metadata(path).map_err(unreadable)?;
            listing.files.insert(name, Found { path: path.to_owned(), metadata });
        }
        let size = |found: &Found| usize::try_from(found.metadata.len()).unwrap_or(usize::MAX);
        let sizes = listing.files.iter().map(|(name, found)| (name.as_str(), size(found)));
        Caps::PROJECT.check(sizes).map_err(|error| error.to_string())?;
        Ok(listing)
    }
}

struct Visit<'a> {
    /// Without links in it.
    root: &'a Path,
    looks: usize,
    listing: &'a mut Listing,
}

impl Visit<'_> {
    fn folder(&mut self, path: &Path, prefix: &str, depth: usize) -> Result<(), String> {
        let entries = fs::read_dir(path).and_then(Iterator::collect::<Result<Vec<_>, _>>);
        let mut entries = match entries {
            Ok(entries) => entries,
            Err(error) if prefix.is_empty() => {
                return Err(format!("can't read {}: {error}", path.display()));
            }
            Err(error) => {
                self.listing.sieve.leave_out(prefix, Why::Unreadable(error.to_string()));
                return Ok(());
            }
        };
        // Of two names of which one is left out, it is the same one everywhere.
        entries.sort_by_key(fs::DirEntry::file_name);
        for entry in entries {
            self.looks += 1;
            if self.looks > MOST_ENTRIES {
                return Err(self.too_many());
            }
            let file_name = entry.file_name();
            let full = |name: &str| match prefix {
                "" => name.to_owned(),
                _ => format!("{prefix}/{name}"),
            };
            let Some(name) = file_name.to_str().map(full) else {
                let name = full(&file_name.to_string_lossy());
                self.listing.sieve.leave_out(&name, Why::Name("its name is no text".into()));
                continue;
            };
            // What is gone by now was never there.
            let Ok(kind) = entry.file_type() else { continue };
            if !kind.is_dir() {
                self.file(name, entry.path(), kind)?;
            } else if self.listing.sieve.enters(&name) {
                if depth == MOST_DEPTH {
                    self.listing.sieve.leave_out(&name, Why::TooDeep);
                } else {
                    self.folder(&entry.path(), &name, depth + 1)?;
                }
            }
        }
        Ok(())
    }

    fn file(&mut self, name: String, path: PathBuf, kind: fs::FileType) -> Result<(), String> {
        if !self.listing.sieve.takes_any(&name) {
            return Ok(());
        }
        let found = if kind.is_symlink() { self.follow(&path) } else { plain(path) };
        match found {
            Ok(Some(found)) => {
                self.listing.files.insert(name, found);
            }
            Ok(None) => {}
            Err(why) => self.listing.sieve.leave_out(&name, why),
        }
        if self.listing.files.len() > Caps::PROJECT.files { Err(self.too_many()) } else { Ok(()) }
    }

    /// What a link leads to, where that is a file of this very project.
    fn follow(&self, path: &Path) -> Result<Option<Found>, Why> {
        let target = path.canonicalize().map_err(|_| Why::DeadLink)?;
        let inside = target.strip_prefix(self.root).map_err(|_| Why::LinkOut)?;
        let parts: Vec<&str> =
            inside.iter().map(|part| part.to_str()).collect::<Option<_>>().ok_or(Why::LinkOut)?;
        check_name(&parts.join("/")).map_err(|_| Why::LinkOut)?;
        if target.is_dir() {
            return Err(Why::Link);
        }
        plain(target)
    }

    fn too_many(&self) -> String {
        format!(
            "{} has more than the {} files that a project may have. Take out what it doesn't need, or name another folder",
            self.root.display(),
            Caps::PROJECT.files
        )
    }
}

/// A plain file; `None` where it is gone.
fn plain(path: PathBuf) -> Result<Option<Found>, Why> {
    match fs::symlink_metadata(&path) {
        Ok(metadata) if metadata.is_file() => Ok(Some(Found { path, metadata })),
        Ok(_) => Err(Why::NoFile),
        Err(_) => Ok(None),
    }
}

/// At most a little more than a file may have: it may grow while it is read.
fn read_file(path: &Path) -> std::io::Result<Vec<u8>> {
    let mut content = Vec::new();
    File::open(path)?.take(Caps::PROJECT.file_bytes as u64 + 1).read_to_end(&mut content)?;
    Ok(content)
}

/// Writes a project into a folder, which is made.
///
/// # Errors
/// A file is there already with another content, or the way to it leads through a link: nothing is written then.
pub fn write(project: &Project, folder: &Path) -> Result<(), String> {
    for (name, bytes) in &project.files {
        check_name(name).map_err(|error| error.to_string())?;
        check_way(folder, name)?;
        let path = folder.join(name);
        if path.symlink_metadata().is_ok_and(|there| !is_same(&path, &there, bytes)) {
            return Err(format!(
                "{} is there already, with another content; choose another folder",
                path.display()
            ));
        }
        let mut folders = name.match_indices('/').filter_map(|(at, _)| name.get(..at));
        if let Some(file) = folders.find(|folder| project.files.contains_key(*folder)) {
            return Err(format!("{file} is a file and a folder; no system can have both"));
        }
    }
    for (name, bytes) in &project.files {
        let path = folder.join(name);
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent)
                .map_err(|error| format!("can't make {}: {error}", parent.display()))?;
        }
        match write_new(&path, bytes) {
            Ok(()) => {}
            Err(error) if error.kind() == ErrorKind::AlreadyExists => {
                let is_same = path.symlink_metadata().is_ok_and(|there| is_same(&path, &there, bytes));
                if !is_same {
                    // Not there before: another of these files has a name that is the same on this system.
                    return Err(format!("{} is the name of two files on this system", path.display()));
                }
            }
            Err(error) => return Err(format!("can't write {}: {error}", path.display())),
        }
    }
    Ok(())
}

/// Each folder on the way is a plain one, or not there yet: what is written through a link lands elsewhere.
fn check_way(folder: &Path, name: &str) -> Result<(), String> {
    for (at, _) in name.match_indices('/') {
        let way = folder.join(name.get(..at).unwrap_or_default());
        let Ok(there) = way.symlink_metadata() else { return Ok(()) };
        if !there.is_dir() {
            return Err(format!("{} is no plain folder; choose another one to write to", way.display()));
        }
    }
    Ok(())
}

fn is_same(path: &Path, there: &Metadata, bytes: &[u8]) -> bool {
    there.is_file() && there.len() == bytes.len() as u64 && fs::read(path).is_ok_and(|old| old == bytes)
}

/// Never opens what is there, be it a link or a pipe.
fn write_new(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    OpenOptions::new().write(true).create_new(true).open(path)?.write_all(bytes)
}
