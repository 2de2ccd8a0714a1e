//! Raw deflate ([RFC 1951](https://www.rfc-editor.org/rfc/rfc1951)), optionally after a preset dictionary: a text
//! that both ends know, to which the first bytes can already refer.

use miniz_oxide::deflate::core::{
    CompressorOxide, TDEFLFlush, TDEFLStatus, compress_to_output, create_comp_flags_from_zip_params,
};
use miniz_oxide::inflate::TINFLStatus;
use miniz_oxide::inflate::core::inflate_flags::TINFL_FLAG_USING_NON_WRAPPING_OUTPUT_BUF;
use miniz_oxide::inflate::core::{DecompressorOxide, decompress};

/// miniz_oxide's hardest. Links are made once and every character counts.
const LEVEL: i32 = 10;

/// Why bytes could not be decompressed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum InflateError {
    /// They are no deflate stream, or one that is cut off.
    Broken,
    /// Something follows the stream.
    Trailing,
    /// They unpack to more than was allowed.
    TooLarge,
}

/// Compresses `bytes`. Whoever decompresses them needs the same dictionary, which may be empty.
pub(crate) fn deflate(dictionary: &[u8], bytes: &[u8]) -> Vec<u8> {
    // No zlib header; the strategy is the default one.
    let mut state = CompressorOxide::new(create_comp_flags_from_zip_params(LEVEL, 0, 0));
    let mut output = Vec::new();
    if !dictionary.is_empty() {
        // Compressed and thrown away: what follows the flush begins at a whole byte and may refer to it.
        write(&mut state, dictionary, TDEFLFlush::Sync, &mut output);
        output.clear();
    }
    write(&mut state, bytes, TDEFLFlush::Finish, &mut output);
    output
}

fn write(state: &mut CompressorOxide, mut bytes: &[u8], flush: TDEFLFlush, output: &mut Vec<u8>) {
    loop {
        let (status, taken) = compress_to_output(state, bytes, flush, |part| {
            output.extend_from_slice(part);
            true
        });
        bytes = bytes.get(taken..).unwrap_or_default();
        if status != TDEFLStatus::Okay || bytes.is_empty() && flush != TDEFLFlush::Finish {
            return;
        }
    }
}

/// Decompresses, to at most `cap` bytes: the memory grows with what was written so far, so a megabyte that
/// unpacks to a gigabyte stops at the cap.
pub(crate) fn inflate(dictionary: &[u8], mut compressed: &[u8], cap: usize) -> Result<Vec<u8>, InflateError> {
    let cap = cap.saturating_add(dictionary.len());
    let mut written = dictionary.len();
    let mut output = dictionary.to_vec();
    output.resize(compressed.len().saturating_mul(4).max(1024).saturating_add(written).min(cap), 0);
    let mut state = Box::<DecompressorOxide>::default();
    loop {
        let flags = TINFL_FLAG_USING_NON_WRAPPING_OUTPUT_BUF;
        let (status, taken, added) = decompress(&mut state, compressed, &mut output, written, flags);
        compressed = compressed.get(taken..).unwrap_or_default();
        written += added;
        match status {
            TINFLStatus::Done if compressed.is_empty() => {
                output.truncate(written);
                return Ok(output.split_off(dictionary.len()));
            }
            TINFLStatus::Done => return Err(InflateError::Trailing),
            TINFLStatus::HasMoreOutput if output.len() < cap => {
                output.resize(output.len().saturating_mul(2).min(cap), 0);
            }
            TINFLStatus::HasMoreOutput => return Err(InflateError::TooLarge),
            _ => return Err(InflateError::Broken),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const DICTIONARY: &[u8] = b"function on_update(entity, dt)\n  this.angle = this.angle + dt\nend\n";

    #[test]
    fn comes_back_with_the_same_dictionary_only() {
        for text in [&b""[..], b"x", DICTIONARY, &[7; 100_000]] {
            let compressed = deflate(DICTIONARY, text);
            assert_eq!(inflate(DICTIONARY, &compressed, 100_000).as_deref(), Ok(text));
            let plain = deflate(b"", text);
            assert_eq!(inflate(b"", &plain, 100_000).as_deref(), Ok(text));
        }
        let compressed = deflate(DICTIONARY, DICTIONARY);
        assert!(compressed.len() < 20, "{}", compressed.len());
        assert_eq!(inflate(b"", &compressed, 1000), Err(InflateError::Broken));
    }

    #[test]
    fn stops_at_the_cap() {
        let compressed = deflate(DICTIONARY, &[7; 1000]);
        assert_eq!(inflate(DICTIONARY, &compressed, 999), Err(InflateError::TooLarge));
        assert_eq!(inflate(DICTIONARY, &compressed, 1000).map(|it| it.len()), Ok(1000));
    }
}
