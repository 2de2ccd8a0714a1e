//! Seeded rounds of the fuzz targets of `fuzz/`: modules with their bytes changed, and every import with arguments of all sorts. Nothing may panic, and the
//! engine has to go on. `LUMINARA_FUZZ_ROUNDS` asks for more rounds, `LUMINARA_FUZZ_SEED` for others.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use luminara_wasm::imports::Imports;

#[path = "../../../fuzz/src/wasm.rs"]
mod targets;

/// A generator (xorshift64*) of a few lines, so that a seed means the same on every machine.
struct Random(u64);

impl Random {
    fn seeded() -> Self {
        Self(setting("LUMINARA_FUZZ_SEED", 0x5eed) | 1)
    }

    fn next(&mut self) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_f491_4f6c_dd1d)
    }

    fn below(&mut self, end: u64) -> u64 {
        self.next() % end
    }

    fn pick<T: Copy>(&mut self, list: &[T]) -> T {
        list[self.below(list.len() as u64) as usize]
    }
}

fn setting(name: &str, default: u64) -> u64 {
    std::env::var(name).ok().and_then(|text| text.parse().ok()).unwrap_or(default)
}

/// An input of [`targets::host_calls`] for one import.
fn input(random: &mut Random, import: usize) -> Vec<u8> {
    // Bytes of memory that mean something: tags of values, small lengths, letters.
    const MEMORY: [u8; 14] = [0, 1, 2, 3, 4, 5, 7, 11, 12, 13, 15, 64, 97, 255];
    let mut bytes = (import as u16).to_le_bytes().to_vec();
    bytes.push(random.next() as u8);
    bytes.extend((0..64).map(|_| random.pick(&MEMORY)));
    bytes.extend((0..200).map(|_| (random.next() >> 32) as u8));
    bytes
}

#[test]
fn every_import_withstands_every_argument() {
    let mut random = Random::seeded();
    let imports = Imports::of(&luminara_engine::api::registry());
    let count = imports.iter().count();
    for _ in 0..setting("LUMINARA_FUZZ_ROUNDS", 4) {
        // Many guests at once: a scene costs more than a guest.
        for first in (0..count).step_by(20) {
            let inputs: Vec<Vec<u8>> =
                (first..count.min(first + 20)).map(|index| input(&mut random, index)).collect();
            let inputs: Vec<&[u8]> = inputs.iter().map(Vec::as_slice).collect();
            targets::host_calls(&imports, &inputs);
        }
    }
}

#[test]
fn broken_modules_are_refused_or_run() {
    let mut random = Random::seeded();
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/scenes");
    let whole: Vec<Vec<u8>> = ["guest-rust", "guest-c", "guest-assemblyscript", "guest-zig"]
        .iter()
        .map(|name| std::fs::read(folder.join(name).join("main.wasm")).unwrap())
        .collect();
    for round in 0..setting("LUMINARA_FUZZ_ROUNDS", 2) * 60 {
        let mut module = whole[round as usize % whole.len()].clone();
        for _ in 0..1 + random.below(6) {
            let at = random.below(module.len() as u64) as usize;
            match random.below(4) {
                0 => module[at] = random.next() as u8,
                1 => module[at] ^= 1 << random.below(8),
                2 => module.truncate(at.max(9)),
                _ => module.insert(at, random.next() as u8),
            }
        }
        targets::module(&module);
    }
}
