//! Positions in strings as scripts give them: counted from 1, or from the end where negative (manual §6.4).

/// Where a range starts: `position` as an index from 1 (`posrelatI` in PUC-Lua). Never 0; may lie past the end.
pub fn start_position(position: i64, length: usize) -> usize {
    if position > 0 {
        return usize::try_from(position).unwrap_or(usize::MAX);
    }
    if position == 0 {
        return 1;
    }
    let back = usize::try_from(position.unsigned_abs()).unwrap_or(usize::MAX);
    if back > length { 1 } else { length - back + 1 }
}

/// Where a range ends, inclusive: `position` as an index from 1, at most `length` (`getendpos` in PUC-Lua). 0 where it lies
/// before the string.
pub fn end_position(position: i64, length: usize) -> usize {
    if position >= 0 {
        return usize::try_from(position).map_or(length, |position| position.min(length));
    }
    let back = usize::try_from(position.unsigned_abs()).unwrap_or(usize::MAX);
    if back > length { 0 } else { length - back + 1 }
}

/// The bytes of `bytes` from `first` to `last`, both as scripts give them (`string.sub`, §6.4).
pub fn slice(bytes: &[u8], first: i64, last: i64) -> &[u8] {
    let start = start_position(first, bytes.len()) - 1;
    let end = end_position(last, bytes.len());
    bytes.get(start..end).unwrap_or(&[])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slices_as_string_sub_does() {
        let text = b"abcdef";
        assert_eq!(slice(text, 2, 4), b"bcd");
        assert_eq!(slice(text, -2, -1), b"ef");
        assert_eq!(slice(text, 0, -1), text);
        assert_eq!(slice(text, -100, 100), text);
        assert_eq!(slice(text, 4, 2), b"");
        assert_eq!(slice(text, 7, 10), b"");
        assert_eq!(slice(text, i64::MAX, i64::MAX), b"");
        assert_eq!(slice(text, i64::MIN, i64::MIN), b"");
        assert_eq!(slice(text, i64::MIN, i64::MAX), text);
        assert_eq!(slice(b"", 1, -1), b"");
    }
}
