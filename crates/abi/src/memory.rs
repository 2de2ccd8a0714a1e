//! The guest's memory as host functions see it: every access is checked.

use luminara_script::HostError;

/// A guest's linear memory, of whichever engine runs it.
pub trait GuestMemory {
    /// Its size, bytes.
    fn size(&self) -> u64;

    /// Copies from it. False, and nothing is copied, where the range is not all in it.
    fn read(&self, at: u32, into: &mut [u8]) -> bool;

    /// Copies into it. False, and nothing is copied, where the range is not all in it.
    fn write(&mut self, at: u32, from: &[u8]) -> bool;
}

/// A memory that lies in the host's own.
pub struct Bytes<'a>(pub &'a mut [u8]);

impl GuestMemory for Bytes<'_> {
    fn size(&self) -> u64 {
        self.0.len() as u64
    }

    fn read(&self, at: u32, into: &mut [u8]) -> bool {
        let range = at as usize..(at as usize).saturating_add(into.len());
        let Some(from) = self.0.get(range) else { return false };
        into.copy_from_slice(from);
        true
    }

    fn write(&mut self, at: u32, from: &[u8]) -> bool {
        let range = at as usize..(at as usize).saturating_add(from.len());
        let Some(into) = self.0.get_mut(range) else { return false };
        into.copy_from_slice(from);
        true
    }
}

/// A range of a guest's memory that was checked against its size.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Range {
    /// Where it begins.
    pub at: u32,
    /// How long it is, bytes.
    pub len: u32,
}

/// The range of `count` items of `size` bytes, or an error that says what it was for.
pub fn checked(
    memory: &dyn GuestMemory,
    at: u32,
    count: u32,
    size: u32,
    what: &str,
) -> Result<Range, HostError> {
    let bytes = u64::from(count) * u64::from(size);
    match u32::try_from(bytes) {
        Ok(len) if u64::from(at) + bytes <= memory.size() => Ok(Range { at, len }),
        _ => Err(outside(memory, at, bytes, what)),
    }
}

/// The bytes of a checked range. What is allocated is at most the guest's own memory, and at most `cap`.
pub fn bytes(
    memory: &dyn GuestMemory,
    at: u32,
    len: u32,
    cap: usize,
    what: &str,
) -> Result<Vec<u8>, HostError> {
    let range = checked(memory, at, len, 1, what)?;
    if range.len as usize > cap {
        return Err(HostError::limit(format!("{what} has {len} bytes; the most is {cap}")));
    }
    let mut bytes = vec![0; range.len as usize];
    match memory.read(at, &mut bytes) {
        true => Ok(bytes),
        false => Err(outside(memory, at, u64::from(len), what)),
    }
}

/// Writes what a host function gives back.
pub fn store(memory: &mut dyn GuestMemory, at: u32, from: &[u8], what: &str) -> Result<(), HostError> {
    match memory.write(at, from) {
        true => Ok(()),
        false => Err(outside(memory, at, from.len() as u64, what)),
    }
}

fn outside(memory: &dyn GuestMemory, at: u32, bytes: u64, what: &str) -> HostError {
    HostError::new(format!(
        "{what} is not in the guest's memory: {bytes} bytes at {at:#x}, and the memory has {} bytes",
        memory.size()
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_end_in_the_memory() {
        let mut memory = [0u8; 64];
        let memory = &mut Bytes(&mut memory);
        assert!(checked(memory, 60, 4, 1, "x").is_ok());
        assert!(checked(memory, 64, 0, 1, "x").is_ok());
        for (at, count, size) in
            [(61, 4, 1), (65, 0, 1), (0, 65, 1), (u32::MAX, 1, 1), (0, u32::MAX, 12), (8, u32::MAX, 1)]
        {
            let error = checked(memory, at, count, size, "the list").unwrap_err();
            assert!(error.message.starts_with("the list is not in the guest's memory"), "{error}");
        }
        assert!(!memory.write(62, &[1, 2, 3]));
        assert_eq!(memory.0[62..], [0, 0]);
        assert!(bytes(memory, 0, 64, 63, "text").unwrap_err().message.contains("the most is 63"));
    }
}
