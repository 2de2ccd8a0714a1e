//! Seeded rounds of nonsense: modules with their bytes changed, and every import with arguments of all sorts. Nothing may panic, and the engine has to go on.
//! `LUMINARA_FUZZ_ROUNDS` asks for more rounds, `LUMINARA_FUZZ_SEED` for others.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod scene;

use std::fmt::Write;

use luminara_wasm::imports::Imports;
use luminara_wasm::signature::Number;
use scene::Scene;

/// A generator (xorshift64*) of a few lines, so that a seed means the same on every machine.
struct Random(u64);

impl Random {
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

/// Numbers that have something about them: ends of ranges, pointers near the memory's ends, entities that live and don't.
fn argument(random: &mut Random, number: Number) -> String {
    const WORDS: &[i64] = &[
        0,
        1,
        2,
        3,
        4,
        5,
        7,
        8,
        12,
        16,
        64,
        255,
        1000,
        4096,
        65_520,
        65_535,
        65_536,
        65_537,
        0x1_0000,
        -1,
        -2,
        -8,
        i32::MAX as i64,
        i32::MIN as i64,
    ];
    const FLOATS: &[&str] = &["0", "-0", "1", "-1.5", "0.001", "1e30", "-1e30", "inf", "-inf", "nan"];
    match number {
        Number::I32 => format!("(i32.const {})", random.pick(WORDS)),
        Number::I64 => format!(
            "(i64.const {})",
            random.pick(&[0, 1, 2, 5, -1, -2, 1 << 32, 7 << 32 | 1, i64::MAX, i64::MIN])
        ),
        Number::F32 => format!("(f32.const {})", random.pick(FLOATS)),
        Number::F64 => format!("(f64.const {})", random.pick(FLOATS)),
    }
}

/// A module that calls one import several times with random arguments, errors caught or not.
fn calls(random: &mut Random, imports: &Imports, index: usize) -> String {
    let import = imports.get(index).unwrap();
    let params: Vec<String> = import.signature.params.iter().map(ToString::to_string).collect();
    let result = import.signature.result.map_or(String::new(), |number| format!("(result {number})"));
    let mut text = format!(
        "(module\n(import \"luminara\" \"{}\" (func $f (param {}) {result}))\n",
        import.name,
        params.join(" ")
    );
    text.push_str("(import \"luminara\" \"catch_errors\" (func $catch (param i32) (result i32)))\n(memory (export \"memory\") 1)\n");
    let bytes: String = (0..64)
        .map(|_| format!("\\{:02x}", random.pick(&[0, 1, 2, 3, 4, 5, 7, 11, 12, 13, 15, 64, 97, 255])))
        .collect();
    writeln!(text, "(data (i32.const 0) \"{bytes}\")").unwrap();
    writeln!(
        text,
        "(func (export \"on_init\") (param i64)\n(drop (call $catch (i32.const {})))",
        random.below(4).min(1)
    )
    .unwrap();
    for _ in 0..8 {
        let args: Vec<String> =
            import.signature.params.iter().map(|number| argument(random, *number)).collect();
        let call = format!("(call $f {})", args.join(" "));
        text.push_str(&if result.is_empty() { call } else { format!("(drop {call})") });
        text.push('\n');
    }
    text.push_str("))");
    text
}

#[test]
fn every_import_withstands_every_argument() {
    let mut random = Random(setting("LUMINARA_FUZZ_SEED", 0x5eed) | 1);
    let imports = Imports::of(&luminara_engine::api::registry());
    let count = imports.iter().count();
    for _ in 0..setting("LUMINARA_FUZZ_ROUNDS", 2) {
        // Many guests at once: a scene costs more than a guest.
        for first in (0..count).step_by(20) {
            let texts: Vec<(String, String)> = (first..count.min(first + 20))
                .map(|index| (format!("guest{index}.wat"), calls(&mut random, &imports, index)))
                .collect();
            let files: Vec<(&str, &str)> =
                texts.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
            let scene = Scene::run(&files, 2);
            assert_eq!(scene.engine.stats().frame, 2);
            for problem in &scene.problems {
                let is_ours =
                    problem.message.contains("the import '") || problem.message.contains("no valid module");
                assert!(!is_ours, "{problem}");
            }
        }
    }
}

#[test]
fn broken_modules_are_refused_or_run() {
    let mut random = Random(setting("LUMINARA_FUZZ_SEED", 0x5eed) | 1);
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
        let scene = Scene::run_bytes(&[("a.wasm", &module)], 2);
        assert_eq!(scene.engine.stats().frame, 2);
    }
}
