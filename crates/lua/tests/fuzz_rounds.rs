//! The fuzz targets of `fuzz/`, with bytes that are made here: the same ones each time, unless `LUMINARA_FUZZ_SEED` names
//! another start. `LUMINARA_FUZZ_ROUNDS` does more of them.

use std::env;
use std::fs;
use std::path::Path;
use std::thread;

use rand_xoshiro::Xoshiro256PlusPlus;
use rand_xoshiro::rand_core::{Rng, SeedableRng};

#[path = "../../../fuzz/src/lua.rs"]
mod targets;

/// Longer inputs find little more, slower.
const LONGEST: usize = 2_000;

#[test]
fn any_source_text_is_refused_or_ends() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/lua-fuzz");
    let files = fs::read_dir(folder).expect("the kept programs").flatten();
    let mut names: Vec<_> = files.map(|file| file.path()).collect();
    names.retain(|path| path.extension().is_some_and(|extension| extension == "lua"));
    names.sort();
    let mut seeds: Vec<_> = names.iter().map(|path| fs::read(path).expect("a program")).collect();
    seeds.extend(SOURCES.iter().map(|text| text.as_bytes().to_vec()));
    play(targets::parser, 3_000, &seeds, WORDS);
}

#[test]
fn functions_that_match_patterns_agree() {
    play(targets::pattern, 2_000, &bytes(PATTERNS), PATTERN_WORDS);
}

#[test]
fn formats_keep_what_they_show() {
    play(targets::format, 2_000, &bytes(FORMATS), FORMAT_WORDS);
}

#[test]
fn what_is_unpacked_packs_again() {
    play(targets::pack, 2_000, &bytes(PACKS), PACK_WORDS);
}

const SOURCES: &[&str] = &[
    "local a <const>, b <close> = 1, nil goto done ::done:: return a // 2 ~ 3, ...",
    "for i = 10, 1, -2 do if i % 3 == 0 then break end print(i) end",
    "for k, v in pairs { 1, x = 2, [3] = { 4; 5 } } do repeat local z = k until not z or true end",
    "local t = setmetatable({}, { __index = function(_, k) return k .. k end }) print(t.a, #t, -t.b:len())",
    "local f = function(...) local x, y = ... return select('#', ...), x and y or nil end print(f(1, (f())))",
    "print(0x1p4, 3e-2, 0xA.8, 1 << 62, 'a\\z  b\\u{7FFF}\\x41\\065', [==[ ]] ]==]) --[[ x ]] --[=[ y ]=]",
    "local co = coroutine.wrap(function(a) while a do a = coroutine.yield(a + 1) end end) print(co(1), co(2))",
    "function a.b.c:d(e) self.x = e end a.b['c'].x = a'' { } (1)",
    "local ok, e = pcall(error, { code = 1 }) print(ok, e.code, tostring(nil) .. 1 .. 2.0)",
    "while x do local y <close> = z if a then goto continue end ::continue:: end",
    "return load('return ' .. ('(1+'):rep(40) .. '1' .. (')'):rep(40))()",
];
const WORDS: &[&str] = &[
    " and ",
    " break ",
    " do ",
    " else ",
    " elseif ",
    " end ",
    " false ",
    " for ",
    " function ",
    " goto ",
    " if ",
    " in ",
    " local ",
    " nil ",
    " not ",
    " or ",
    " repeat ",
    " return ",
    " then ",
    " true ",
    " until ",
    " while ",
    "...",
    "..",
    "::",
    "<const>",
    "<close>",
    "[[",
    "]]",
    "[=[",
    "--[[",
    "--",
    "\\u{",
    "\\x",
    "\\z",
    "0x",
    "1e",
    "1e308",
    "9223372036854775807",
    "//",
    "<<",
    ">>",
    "~=",
    "==",
    "(",
    ")",
    "{",
    "}",
    "[",
    "]",
    "'",
    "\"",
    "#",
    "#!",
    ";",
    "=",
    ",",
    "-",
    "~",
    "\n",
    "\r\n",
    "\0",
    "\u{FEFF}",
    "x",
    "(((((((((",
    "{{{{{{{{{",
    "function() ",
    "return function(",
    " table.unpack ",
    " string.rep('x', 99999) ",
    " coroutine.yield() ",
];

/// First comes the length of the subject, then that of the pattern.
const PATTERNS: &[&str] = &[
    "\x0bhello world\x04(%a+)%1 ",
    "\x09key = val\x0e^(%w+)%s*=%s*(%w+)$%2",
    "\x0cf(a(b)c)d()ee\x05%b()()<%0>",
    "\x0cTHE (quick) x\x0f%f[%a]%a+%f[%A]%%",
    "\x0aaaaaaaaaaa\x09(a*)(a-)b$%1%2",
    "\x07a,b,,c,\x08([^,]*),",
    "\x08x\0y\u{7f}z\x08[%z%c%]^-]*%1",
];
const PATTERN_WORDS: &[&str] = &[
    "%a", "%d", "%s", "%W", "%b()", "%bxx", "%f[", "%f[%w]", "%1", "%9", "%0", "%%", "%", "[", "]", "[^",
    "[]", "[]]", "[a-", "[%a-z]", "()", "(", ")", "*", "+", "-", "?", ".", "^", "$", ".-", ".*.*.*",
    "(.-)(.-)", "aaaaaaaa", "\0",
];

const FORMATS: &[&str] = &[
    "\x05%d %s12345678",
    "\x0f%5.2f|%-10q|%%xABCDEFGH\0\n\r\"\\1",
    "\x0c%+.3e %#x %c\u{1}\u{2}\u{3}\u{4}\u{5}\u{6}\u{7}\u{8}",
    "\x08%a %i %s\0\0\0\0\0\0\0\0",
    "\x07%q%p %o\u{7f}\u{7f}\u{7f}\u{7f}\u{7f}\u{7f}\u{7f}\u{7f}",
];
const FORMAT_WORDS: &[&str] = &[
    "%", "%d", "%5d", "%-05d", "%+i", "%u", "%x", "%#X", "%o", "%c", "%e", "%.99f", "%.100f", "%99s",
    "%100s", "%g", "%.0g", "%a", "%A", "%.3a", "%q", "%5q", "%s", "%.3s", "%p", "%20p", "% d", "%#.5o", "%.",
    "%-", "%5.", "\0", "\n", "\\",
];

const PACKS: &[&str] = &[
    "\x06<i4 I2\x01\x02\x03\x04\x05\x06\x07\x08",
    "\x05>s1 z\x03abcdef\0gh",
    "\x0a!8 b xi8 dABCDEFGHIJKLMNOPQRSTUVWXYZABCDEFGHIJKLMNOP",
    "\x08=c5 Xi4 fabcdefghijklmnop",
    "\x08<i16 j nAAAAAAA\0\0\0\0\0\0\0\0\0ABCDEFGHABCDEFGH",
];
const PACK_WORDS: &[&str] = &[
    "<",
    ">",
    "=",
    "!",
    "!1",
    "!2",
    "!16",
    "!3",
    "b",
    "B",
    "h",
    "H",
    "l",
    "L",
    "j",
    "J",
    "T",
    "i3",
    "i7",
    "i16",
    "i17",
    "I1",
    "I9",
    "I16",
    "f",
    "d",
    "n",
    "s",
    "s1",
    "s3",
    "s16",
    "z",
    "x",
    "X",
    "Xi4",
    "Xd",
    "X!",
    "c0",
    "c5",
    "c",
    "c99999999999",
    " ",
    "\0",
    "\x01",
    "\x7f",
];

fn bytes(texts: &[&str]) -> Vec<Vec<u8>> {
    texts.iter().map(|text| text.as_bytes().to_vec()).collect()
}

/// Gives a target all seeds, then as many inputs made of them.
fn play(target: fn(&[u8]), rounds: u64, seeds: &[Vec<u8>], words: &[&str]) {
    let number = |name| env::var(name).ok().and_then(|text| text.parse::<u64>().ok());
    let rounds = number("LUMINARA_FUZZ_ROUNDS").unwrap_or(rounds);
    let mut random = Xoshiro256PlusPlus::seed_from_u64(number("LUMINARA_FUZZ_SEED").unwrap_or(1));
    for seed in seeds {
        give(target, seed);
    }
    for _ in 0..rounds {
        let mut input = seeds[below(&mut random, seeds.len())].clone();
        for _ in 0..=below(&mut random, 6) {
            mutate(&mut input, &mut random, seeds, words);
        }
        input.truncate(LONGEST);
        give(target, &input);
    }
}

fn give(target: fn(&[u8]), input: &[u8]) {
    let _shown = ShownOnPanic(input);
    target(input);
}

/// Prints the input that a target panics on.
struct ShownOnPanic<'a>(&'a [u8]);

impl Drop for ShownOnPanic<'_> {
    fn drop(&mut self) {
        if thread::panicking() {
            eprintln!("the input: b\"{}\"", self.0.escape_ascii());
        }
    }
}

fn mutate(input: &mut Vec<u8>, random: &mut Xoshiro256PlusPlus, seeds: &[Vec<u8>], words: &[&str]) {
    let (from, to) = range(random, input.len());
    match below(random, 8) {
        0 => drop(input.drain(from..to)),
        1 => {
            let copy = input[from..to].to_vec();
            let at = below(random, input.len() + 1);
            input.splice(at..at, copy);
        }
        2 => {
            let other = &seeds[below(random, seeds.len())];
            let (start, end) = range(random, other.len());
            input.splice(from..to, other[start..end].iter().copied());
        }
        3 => {
            let noise = (0..below(random, 12)).map(|_| random.next_u64() as u8).collect::<Vec<_>>();
            input.splice(from..from, noise);
        }
        4 => {
            if let Some(byte) = input.get_mut(from) {
                *byte ^= 1 << below(random, 8);
            }
        }
        // A length in front, where a target has one.
        5 => {
            if let Some(first) = input.first_mut() {
                *first = below(random, 24) as u8;
            }
        }
        _ => {
            let word = words[below(random, words.len())];
            input.splice(from..from, word.bytes());
        }
    }
}

/// A number below another; 0 below 0.
fn below(random: &mut Xoshiro256PlusPlus, end: usize) -> usize {
    (random.next_u64() % end.max(1) as u64) as usize
}

/// A part of something so long, mostly a short one.
fn range(random: &mut Xoshiro256PlusPlus, length: usize) -> (usize, usize) {
    let from = below(random, length + 1);
    let most = if below(random, 4) == 0 { length } else { 16 };
    (from, (from + below(random, most + 1)).min(length))
}
