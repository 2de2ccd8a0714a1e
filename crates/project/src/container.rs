//! A project as bytes, which a link compresses: the number of files, then each one's name and size, then each
//! one's content. Numbers are LEB128, sizes in bytes. Names come before contents because this way the contents
//! follow one another and compress better; by a byte, measured over projects of two to five scripts.

use std::collections::BTreeMap;

use crate::caps::Caps;
use crate::left_out::{LeftOut, Sieve};
use crate::link::LinkError;
use crate::name;
use crate::project::Project;

/// The most bytes of a number.
const NUMBER_BYTES: usize = 10;

/// The project as bytes. The same project gives the same bytes.
pub(crate) fn pack(project: &Project) -> Vec<u8> {
    let mut bytes = Vec::new();
    write_number(&mut bytes, project.files.len());
    for (name, content) in &project.files {
        write_number(&mut bytes, name.len());
        bytes.extend_from_slice(name.as_bytes());
        write_number(&mut bytes, content.len());
    }
    for content in project.files.values() {
        bytes.extend_from_slice(content);
    }
    bytes
}

/// The most bytes that a project within the caps packs to.
pub(crate) fn most_bytes(caps: &Caps) -> usize {
    let header = caps.files.saturating_mul(name::LONGEST + 2 * NUMBER_BYTES);
    caps.total_bytes.saturating_add(header).saturating_add(NUMBER_BYTES)
}

/// The project that was packed, and what is left out of it. What the bytes claim is checked before anything is
/// allocated for it.
pub(crate) fn unpack(bytes: &[u8], caps: &Caps) -> Result<(Project, Vec<LeftOut>), LinkError> {
    const ENDS_EARLY: LinkError = LinkError::Malformed("it ends too early");
    let mut reader = Reader { bytes };
    let files = reader.number().ok_or(ENDS_EARLY)?;
    if files > caps.files {
        return Err(LinkError::TooManyFiles { files, cap: caps.files });
    }

    let mut sieve = Sieve::default();
    let mut sizes = Vec::new();
    let mut total: usize = 0;
    for _ in 0..files {
        let name_bytes = reader.number().and_then(|length| reader.take(length)).ok_or(ENDS_EARLY)?;
        let name = std::str::from_utf8(name_bytes).map_err(|_| LinkError::NameNotText)?;
        let is_taken = sieve.takes(name)?;
        let size = reader.number().ok_or(ENDS_EARLY)?;
        if size > caps.file_bytes {
            return Err(LinkError::FileTooLarge { name: name.into(), bytes: size, cap: caps.file_bytes });
        }
        total = total.saturating_add(size);
        if total > caps.total_bytes {
            return Err(LinkError::TooLarge { cap: caps.total_bytes });
        }
        sizes.push((name, size, is_taken));
    }

    let mut contents = BTreeMap::new();
    for (name, size, is_taken) in sizes {
        let content = reader.take(size).ok_or(ENDS_EARLY)?;
        if is_taken && contents.insert(name.to_owned(), content.to_vec()).is_some() {
            return Err(LinkError::DuplicateName { name: name.into() });
        }
    }
    match reader.bytes {
        [] => Ok((Project { files: contents }, sieve.left_out())),
        _ => Err(LinkError::Malformed("something follows its last file")),
    }
}

/// Appends a number: seven bits a byte, lowest first, the eighth set on all but the last.
pub(crate) fn write_number(bytes: &mut Vec<u8>, mut number: usize) {
    while number >= 0x80 {
        bytes.push((number & 0x7f) as u8 | 0x80);
        number >>= 7;
    }
    bytes.push(number as u8);
}

/// Reads bytes from the front.
pub(crate) struct Reader<'a> {
    /// What is left.
    pub bytes: &'a [u8],
}

impl<'a> Reader<'a> {
    /// The next `length` bytes, if there are as many.
    pub fn take(&mut self, length: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.bytes.split_at_checked(length)?;
        self.bytes = rest;
        Some(taken)
    }

    /// The next number. One that a `usize` can't hold is `usize::MAX`, which is over every cap; `None` where it
    /// doesn't end.
    pub fn number(&mut self) -> Option<usize> {
        let mut number: u128 = 0;
        for index in 0..NUMBER_BYTES {
            let (&byte, rest) = self.bytes.split_first()?;
            self.bytes = rest;
            number |= u128::from(byte & 0x7f) << (7 * index);
            if byte < 0x80 {
                return Some(usize::try_from(number).unwrap_or(usize::MAX));
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_come_back() {
        for number in [0, 1, 127, 128, 300, 16_383, 16_384, usize::MAX] {
            let mut bytes = Vec::new();
            write_number(&mut bytes, number);
            let mut reader = Reader { bytes: &bytes };
            assert_eq!((reader.number(), reader.bytes.len()), (Some(number), 0));
        }
    }

    #[test]
    fn numbers_have_an_end() {
        assert_eq!(Reader { bytes: &[] }.number(), None);
        assert_eq!(Reader { bytes: &[0x80, 0x80] }.number(), None);
        assert_eq!(Reader { bytes: &[0x80; 100] }.number(), None);
        assert_eq!(Reader { bytes: b"\xff\xff\xff\xff\xff\xff\xff\xff\xff\x7f" }.number(), Some(usize::MAX));
    }

    #[test]
    fn packs_as_documented() {
        let files = [("b".to_owned(), b"xyz".to_vec()), ("a".to_owned(), Vec::new())];
        assert_eq!(pack(&Project { files: files.into() }), b"\x02\x01a\x00\x01b\x03xyz");
    }
}
