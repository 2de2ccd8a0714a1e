//! Which way a photograph lies, as a camera notes it in a JPEG file (Exif 3.0, 4.6.5.4.6; TIFF 6.0, section 2).

/// The tag `Orientation`.
const ORIENTATION: u16 = 0x0112;

/// The type of a 16-bit number.
const SHORT: u16 = 3;

/// Exif's number, 1 (as it is stored) to 8, of a JPEG file. What can't be read lies as it is stored.
pub fn orientation(jpeg: &[u8]) -> u8 {
    exif(jpeg).and_then(read).filter(|number| (1..=8).contains(number)).unwrap_or(1)
}

/// Whether what is stored as width is seen as height.
pub fn is_turned(orientation: u8) -> bool {
    orientation >= 5
}

/// What the first Exif segment of a JPEG file holds: a TIFF file.
fn exif(jpeg: &[u8]) -> Option<&[u8]> {
    let mut rest = jpeg.strip_prefix(&[0xff, 0xd8])?;
    loop {
        let [0xff, marker, high, low, ..] = *rest else {
            return None;
        };
        // From here on there is the image itself.
        if marker == 0xda {
            return None;
        }
        let end = 2 + usize::from(u16::from_be_bytes([high, low]));
        if marker == 0xe1
            && let Some(tiff) = rest.get(4..end)?.strip_prefix(b"Exif\0\0")
        {
            return Some(tiff);
        }
        rest = rest.get(end..)?;
    }
}

fn read(tiff: &[u8]) -> Option<u8> {
    let is_little = match tiff.get(..2)? {
        b"II" => true,
        b"MM" => false,
        _ => return None,
    };
    let bytes = |at: usize, count: usize| tiff.get(at..at.checked_add(count)?);
    let number = |at: usize, count: usize| {
        let bytes = bytes(at, count)?.iter();
        let add = |sum: usize, byte: &u8| sum << 8 | usize::from(*byte);
        Some(if is_little { bytes.rev().fold(0, add) } else { bytes.fold(0, add) })
    };
    let table = number(4, 4)?;
    let count = number(table, 2)?;
    (0..count).map_while(|index| table.checked_add(2 + index * 12)).find_map(|entry| {
        let is_it =
            number(entry, 2)? == usize::from(ORIENTATION) && number(entry + 2, 2)? == usize::from(SHORT);
        is_it.then(|| number(entry + 8, 2)).flatten().and_then(|value| u8::try_from(value).ok())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tiff(is_little: bool, entries: &[(u16, u16)]) -> Vec<u8> {
        let short = |value: u16| if is_little { value.to_le_bytes() } else { value.to_be_bytes() };
        let long = |value: u32| if is_little { value.to_le_bytes() } else { value.to_be_bytes() };
        let mut bytes = if is_little { b"II".to_vec() } else { b"MM".to_vec() };
        bytes.extend(short(42));
        bytes.extend(long(8));
        bytes.extend(short(entries.len() as u16));
        for (tag, value) in entries {
            bytes.extend(short(*tag));
            bytes.extend(short(SHORT));
            bytes.extend(long(1));
            bytes.extend(short(*value));
            bytes.extend([0, 0]);
        }
        bytes
    }

    fn jpeg(tiff: &[u8]) -> Vec<u8> {
        let mut bytes = b"\xff\xd8\xff\xe0\0\x04ab\xff\xe1".to_vec();
        bytes.extend((8 + tiff.len() as u16).to_be_bytes());
        bytes.extend(b"Exif\0\0");
        bytes.extend(tiff);
        bytes.extend([0xff, 0xda]);
        bytes
    }

    #[test]
    fn the_orientation_is_found_in_either_order_of_bytes() {
        for is_little in [true, false] {
            for value in 1..=8 {
                let file = jpeg(&tiff(is_little, &[(0x010f, 5), (ORIENTATION, value)]));
                assert_eq!(u16::from(orientation(&file)), value);
            }
            for value in [0, 9, 255, 256, 0xffff] {
                assert_eq!(orientation(&jpeg(&tiff(is_little, &[(ORIENTATION, value)]))), 1, "{value}");
            }
        }
    }

    #[test]
    fn what_is_cut_off_or_leads_nowhere_lies_as_it_is_stored() {
        let whole = jpeg(&tiff(true, &[(ORIENTATION, 6)]));
        for cut in 0..whole.len() - 6 {
            assert_eq!(orientation(whole.get(..cut).unwrap_or_default()), 1, "{cut}");
        }
        let mut far = tiff(false, &[(ORIENTATION, 6)]);
        far.splice(4..8, [0xff; 4]);
        assert_eq!(orientation(&jpeg(&far)), 1);
        assert_eq!(orientation(b"\xff\xd8\xff\xe1\0\0\xff\xe1\0\0"), 1);
    }
}
