//! Project folders.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::time::UNIX_EPOCH;

use luminara_project::{Project, check_name};

/// Folders deeper than this are not read.
const MOST_DEPTH: usize = 16;

/// What tells one version of a file from the next.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Stamp {
    /// When it was written, since 1970.
    pub milliseconds: f64,
    /// Its size.
    pub bytes: u64,
}

/// Reads a project: all files of a folder, hidden ones left out; or, of a single script, that file alone.
pub fn read(path: &Path) -> Result<Project, String> {
    let mut files = BTreeMap::new();
    visit(path, &mut |name, path| {
        files.insert(name, read_file(path)?);
        Ok(())
    })?;
    Ok(Project { files })
}

/// The stamps of a project's files, by name.
pub fn stamps(path: &Path) -> Result<BTreeMap<String, Stamp>, String> {
    let mut stamps = BTreeMap::new();
    visit(path, &mut |name, path| {
        // A file that is being replaced is gone for a moment.
        let Ok(metadata) = fs::metadata(path) else { return Ok(()) };
        let written = metadata.modified().ok().and_then(|time| time.duration_since(UNIX_EPOCH).ok());
        let milliseconds = written.map_or(0.0, |since| since.as_secs_f64() * 1000.0);
        stamps.insert(name, Stamp { milliseconds, bytes: metadata.len() });
        Ok(())
    })?;
    Ok(stamps)
}

type Visitor<'a> = dyn FnMut(String, &Path) -> Result<(), String> + 'a;

fn visit(path: &Path, each: &mut Visitor<'_>) -> Result<(), String> {
    if path.is_dir() {
        return visit_folder(path, "", 0, each);
    }
    let name = path.file_name().and_then(|name| name.to_str()).filter(|_| path.is_file());
    each(name.ok_or_else(|| format!("{} is no project", path.display()))?.to_owned(), path)
}

fn visit_folder(path: &Path, prefix: &str, depth: usize, each: &mut Visitor<'_>) -> Result<(), String> {
    if depth > MOST_DEPTH {
        return Err(format!("{} is nested too deep", path.display()));
    }
    let entries = fs::read_dir(path).map_err(|error| format!("can't read {}: {error}", path.display()))?;
    for entry in entries {
        let entry = entry.map_err(|error| format!("can't read {}: {error}", path.display()))?;
        let file_name = entry.file_name();
        let Some(name) = file_name.to_str() else { continue };
        if name.starts_with('.') {
            continue;
        }
        let full = if prefix.is_empty() { name.to_owned() } else { format!("{prefix}/{name}") };
        if entry.path().is_dir() {
            visit_folder(&entry.path(), &full, depth + 1, each)?;
        } else {
            check_name(&full).map_err(|error| error.to_string())?;
            each(full, &entry.path())?;
        }
    }
    Ok(())
}

fn read_file(path: &Path) -> Result<Vec<u8>, String> {
    fs::read(path).map_err(|error| format!("can't read {}: {error}", path.display()))
}

/// Writes a project into a folder, which is made. Refuses to overwrite a file with another content.
pub fn write(project: &Project, folder: &Path) -> Result<(), String> {
    for (name, bytes) in &project.files {
        check_name(name).map_err(|error| error.to_string())?;
        let path = folder.join(name);
        if fs::read(&path).is_ok_and(|old| old != *bytes) {
            return Err(format!(
                "{} is there already, with another content; choose another folder",
                path.display()
            ));
        }
    }
    for (name, bytes) in &project.files {
        let path = folder.join(name);
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent)
                .map_err(|error| format!("can't make {}: {error}", parent.display()))?;
        }
        fs::write(&path, bytes).map_err(|error| format!("can't write {}: {error}", path.display()))?;
    }
    Ok(())
}
