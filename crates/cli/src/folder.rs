//! Project folders.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use luminara_project::{Project, check_name};

/// Folders deeper than this are not read.
const MOST_DEPTH: usize = 16;

/// Reads a project: all files of a folder, hidden ones left out; or, of a single script, that file alone.
pub fn read(path: &Path) -> Result<Project, String> {
    let mut files = BTreeMap::new();
    if path.is_dir() {
        read_folder(path, "", 0, &mut files)?;
    } else {
        let name = path
            .file_name()
            .and_then(|name| name.to_str())
            .ok_or_else(|| format!("{} is no project", path.display()))?;
        files.insert(name.to_owned(), read_file(path)?);
    }
    Ok(Project { files })
}

fn read_folder(
    path: &Path,
    prefix: &str,
    depth: usize,
    files: &mut BTreeMap<String, Vec<u8>>,
) -> Result<(), String> {
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
            read_folder(&entry.path(), &full, depth + 1, files)?;
        } else {
            check_name(&full).map_err(|error| error.to_string())?;
            files.insert(full, read_file(&entry.path())?);
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
