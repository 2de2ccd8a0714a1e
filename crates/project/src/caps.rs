//! What a project may have, wherever it comes from and wherever it goes: whoever can make one can open it again.
//!
//! The page knows the same numbers, generated (`web/src/project/rules.ts`).

use crate::name::shown;
use crate::project::Project;

/// What a project may have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Caps {
    /// Characters of its link, without the `#`.
    pub link_chars: usize,
    /// Bytes of its zip archive. More than of its files: an archive has their names too, and what others put into one
    /// that is no part of a project.
    pub archive_bytes: usize,
    /// Files.
    pub files: usize,
    /// Bytes of one file.
    pub file_bytes: usize,
    /// Bytes of all files.
    pub total_bytes: usize,
}

impl Caps {
    /// Everybody's caps.
    pub const PROJECT: Self = Self {
        link_chars: 4 << 20,
        archive_bytes: 48 << 20,
        files: 256,
        file_bytes: 8 << 20,
        total_bytes: 32 << 20,
    };

    /// Checks files by their names and sizes.
    ///
    /// # Errors
    /// What there is too much of.
    pub fn check<'a>(&self, files: impl Iterator<Item = (&'a str, usize)>) -> Result<(), CapsError> {
        let (mut count, mut total) = (0_usize, 0_usize);
        for (name, bytes) in files {
            if bytes > self.file_bytes {
                return Err(CapsError::FileTooLarge { name: shown(name), bytes, cap: self.file_bytes });
            }
            count += 1;
            total = total.saturating_add(bytes);
        }
        if count > self.files {
            return Err(CapsError::TooManyFiles { files: count, cap: self.files });
        }
        if total > self.total_bytes {
            return Err(CapsError::TooLarge { bytes: total, cap: self.total_bytes });
        }
        Ok(())
    }

    /// Checks a project's files.
    ///
    /// # Errors
    /// What there is too much of.
    pub fn check_project(&self, project: &Project) -> Result<(), CapsError> {
        self.check(project.files.iter().map(|(name, content)| (name.as_str(), content.len())))
    }
}

impl Default for Caps {
    fn default() -> Self {
        Self::PROJECT
    }
}

/// There is more of something than a project may have; said to the one whose project it is.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CapsError {
    /// Files.
    #[error("the project has {files} files, and may have {cap}. Take out what it doesn't need")]
    TooManyFiles {
        /// How many it has.
        files: usize,
        /// How many it may have.
        cap: usize,
    },
    /// Bytes of one file.
    #[error("{name} has {}, and a file may have {}. Make it smaller", size(*.bytes, *.cap), size(*.cap, *.bytes))]
    FileTooLarge {
        /// As the project would call it.
        name: String,
        /// How many bytes it has.
        bytes: usize,
        /// How many it may have.
        cap: usize,
    },
    /// Bytes of all files.
    #[error(
        "the project's files have {} together, and may have {}. Take out what it doesn't need",
        size(*.bytes, *.cap),
        size(*.cap, *.bytes)
    )]
    TooLarge {
        /// How many they have.
        bytes: usize,
        /// How many they may have.
        cap: usize,
    },
}

/// A number of bytes in megabytes, or in bytes where another one would read the same.
pub(crate) fn size(bytes: usize, other: usize) -> String {
    let (text, other_text) = (megabytes(bytes), megabytes(other));
    if text == other_text && bytes != other { format!("{bytes} bytes") } else { text }
}

pub(crate) fn megabytes(bytes: usize) -> String {
    format!("{:.1} MB", bytes as f64 / f64::from(1 << 20))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_cap_has_its_words() {
        let caps = Caps { files: 2, file_bytes: 100, total_bytes: 150, ..Caps::PROJECT };
        let check = |sizes: &[usize]| {
            caps.check(sizes.iter().map(|bytes| ("a.lua", *bytes))).map_err(|error| error.to_string())
        };
        assert_eq!(check(&[100, 50]), Ok(()));
        assert_eq!(
            check(&[101]).unwrap_err(),
            "a.lua has 101 bytes, and a file may have 100 bytes. Make it smaller"
        );
        assert_eq!(
            check(&[75, 76]).unwrap_err(),
            "the project's files have 151 bytes together, and may have 150 bytes. Take out what it doesn't need"
        );
        assert_eq!(
            check(&[0, 0, 0]).unwrap_err(),
            "the project has 3 files, and may have 2. Take out what it doesn't need"
        );
        let large = Caps::PROJECT.check([("a", 9_961_472)].into_iter()).unwrap_err().to_string();
        assert_eq!(large, "a has 9.5 MB, and a file may have 8.0 MB. Make it smaller");
    }
}
