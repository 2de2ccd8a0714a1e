//! Where an archive ends. Its last record says so, and a comment may follow that record, in which the record's signature
//! may stand again: whoever takes the last one for it finds nothing behind it.

use std::borrow::Cow;

/// The end record (APPNOTE 4.3.16).
const SIGNATURE: &[u8] = b"PK\x05\x06";
/// Its bytes without the comment.
const SIZE: usize = 22;
/// What stands in front of it in large archives (APPNOTE 4.3.15).
const LARGE_SIGNATURE: &[u8] = b"PK\x06\x07";
const LARGE_SIZE: usize = 20;
/// What the list of entries begins with (APPNOTE 4.3.12).
const ENTRY_SIGNATURE: &[u8] = b"PK\x01\x02";

/// The archive without its comment where that could be taken for something else, and the comment. Where no end fits, the
/// archive as it is: whoever reads it will say what is wrong.
pub fn without_comment(bytes: &[u8]) -> (Cow<'_, [u8]>, &[u8]) {
    let first = bytes.len().saturating_sub(SIZE + usize::from(u16::MAX));
    let tail = bytes.get(first..).unwrap_or_default();
    let places =
        || (0..tail.len()).rev().filter(|at| tail.get(*at..).is_some_and(|it| it.starts_with(SIGNATURE)));
    let fitting = places().map(|at| first + at).find(|at| fits(bytes, *at));
    let Some(at) = fitting else { return (Cow::Borrowed(bytes), b"") };
    let comment = bytes.get(at + SIZE..).unwrap_or_default();
    if places().next().is_some_and(|last| first + last == at) {
        return (Cow::Borrowed(bytes), comment);
    }
    let mut cut = bytes.get(..at + SIZE).unwrap_or_default().to_vec();
    if let Some(length) = cut.last_chunk_mut::<2>() {
        *length = [0, 0];
    }
    (Cow::Owned(cut), comment)
}

/// Whether a record's comment ends where the archive does, and the list of entries is where the record says.
fn fits(bytes: &[u8], at: usize) -> bool {
    let record = bytes.get(at..).unwrap_or_default();
    let short =
        |from: usize| record.get(from..).and_then(<[u8]>::first_chunk::<2>).map(|it| u16::from_le_bytes(*it));
    let long =
        |from: usize| record.get(from..).and_then(<[u8]>::first_chunk::<4>).map(|it| u32::from_le_bytes(*it));
    let (Some(entries), Some(size), Some(offset), Some(comment)) = (short(10), long(12), long(16), short(20))
    else {
        return false;
    };
    if record.len() != SIZE + usize::from(comment) {
        return false;
    }
    let starts = |from: usize, with: &[u8]| bytes.get(from..).is_some_and(|it| it.starts_with(with));
    if at.checked_sub(LARGE_SIZE).is_some_and(|from| starts(from, LARGE_SIGNATURE)) {
        return true;
    }
    let size = size as usize;
    // Something may have been put in front of the archive since.
    let is_there =
        |from: usize| from.checked_add(size).is_some_and(|end| end <= at) && starts(from, ENTRY_SIGNATURE);
    match entries {
        0 => size == 0 && at == 0,
        _ => is_there(offset as usize) || at.checked_sub(size).is_some_and(is_there),
    }
}
