//! Functions' names as their languages have them, from what compilers made of those.
//!
//! Rust's are read by `rustc-demangle`. Of a C++ name only the path is read, here: `cpp_demangle` knows types and expressions too, and would be 56 KB
//! of the page's download.

use std::fmt::{self, Write};

/// The most characters of a name that are shown.
const LONGEST: usize = 200;

/// A function's name as it was written: `boids::flock::steer` of `_ZN5boids5flock5steer17h0123456789abcdefE`. A name that no compiler changed stays.
pub fn demangled(name: &str) -> String {
    // What wasm-ld puts around the exports of a program.
    let name = name.strip_suffix(".command_export").unwrap_or(name);
    let mut out = Limited::default();
    // A hostile name may stand for a very long one, so it is read only as far as it is shown.
    let _ = match rustc_demangle::try_demangle(name) {
        Ok(read) => write!(out, "{read:#}"),
        Err(_) => out.write_str(&of_cpp(name).unwrap_or_else(|| name.to_owned())),
    };
    if out.text.is_empty() { name.to_owned() } else { out.text }
}

/// A text that takes no more than [`LONGEST`] characters, and no control characters.
#[derive(Default)]
struct Limited {
    text: String,
    count: usize,
}

impl Write for Limited {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        for letter in text.chars() {
            if self.count == LONGEST {
                self.text.push('…');
                self.count += 1;
            }
            if self.count > LONGEST {
                return Err(fmt::Error);
            }
            self.text.push(if letter.is_control() { '\u{fffd}' } else { letter });
            self.count += 1;
        }
        Ok(())
    }
}

/// The path of a C++ name by the Itanium ABI: `game::Player::update` of `_ZN4game6Player6updateEf`. `None` for other names, and where more than
/// a path would have to be read.
fn of_cpp(name: &str) -> Option<String> {
    let rest = name.strip_prefix("_Z").or_else(|| name.strip_prefix("__Z"))?;
    let mut reader = Reader { rest, parts: Vec::new() };
    match reader.rest.strip_prefix('N') {
        Some(nested) => {
            reader.rest = nested.trim_start_matches(['r', 'V', 'K', 'R', 'O']);
            while !reader.rest.starts_with('E') {
                reader.part()?;
            }
        }
        None => {
            // A function that only its own file sees.
            reader.rest = reader.rest.strip_prefix('L').unwrap_or(reader.rest);
            if reader.rest.starts_with("St") {
                reader.part()?;
            }
            reader.part()?;
            if reader.rest.starts_with('I') {
                reader.part()?;
            }
        }
    }
    (!reader.parts.is_empty()).then(|| reader.parts.join("::"))
}

struct Reader<'a> {
    rest: &'a str,
    parts: Vec<String>,
}

impl<'a> Reader<'a> {
    /// Reads one part of a path, or what belongs to the part before.
    fn part(&mut self) -> Option<()> {
        const OPERATORS: [(&str, &str); 24] = [
            ("pl", "+"),
            ("mi", "-"),
            ("ml", "*"),
            ("dv", "/"),
            ("rm", "%"),
            ("ng", "-"),
            ("pL", "+="),
            ("mI", "-="),
            ("mL", "*="),
            ("dV", "/="),
            ("aS", "="),
            ("eq", "=="),
            ("ne", "!="),
            ("lt", "<"),
            ("gt", ">"),
            ("le", "<="),
            ("ge", ">="),
            ("nt", "!"),
            ("pp", "++"),
            ("mm", "--"),
            ("ls", "<<"),
            ("ix", "[]"),
            ("cl", "()"),
            ("pt", "->"),
        ];
        const SHORT: [(&str, &str); 7] = [
            ("St", "std"),
            ("Sa", "std::allocator"),
            ("Sb", "std::basic_string"),
            ("Ss", "std::string"),
            ("Si", "std::istream"),
            ("So", "std::ostream"),
            ("Sd", "std::iostream"),
        ];
        let first = self.rest.chars().next()?;
        let two = self.rest.get(..2);
        let found = |list: &[(&str, &'static str)]| {
            list.iter().find(|(code, _)| Some(*code) == two).map(|(_, means)| *means)
        };
        if first.is_ascii_digit() {
            let name = self.source_name()?;
            let name = if name.starts_with("_GLOBAL__N") { "(anonymous namespace)" } else { name };
            self.parts.push(name.to_owned());
            return Some(());
        }
        match first {
            'L' => self.skip(1),
            'B' => {
                self.skip(1)?;
                self.source_name().map(|_| ())
            }
            'I' => {
                self.skip(1)?;
                self.arguments()?;
                self.parts.last_mut()?.push_str("<…>");
                Some(())
            }
            'C' | 'D' if matches!(two, Some("C1" | "C2" | "C3" | "D0" | "D1" | "D2")) => {
                let class = self.parts.last()?.clone();
                self.parts.push(if first == 'D' { format!("~{class}") } else { class });
                self.skip(2)
            }
            'S' => {
                self.parts.push(found(&SHORT)?.to_owned());
                self.skip(2)
            }
            _ => {
                self.parts.push(format!("operator{}", found(&OPERATORS)?));
                self.skip(2)
            }
        }
    }

    fn skip(&mut self, bytes: usize) -> Option<()> {
        self.rest = self.rest.get(bytes..)?;
        Some(())
    }

    /// A name with its length before it.
    fn source_name(&mut self) -> Option<&'a str> {
        let digits = self.rest.find(|letter: char| !letter.is_ascii_digit())?;
        let len = self.rest.get(..digits)?.parse().ok()?;
        let rest = self.rest.get(digits..)?;
        let name = rest.get(..len).filter(|name| !name.is_empty())?;
        self.rest = rest.get(len..)?;
        Some(name)
    }

    /// Leaves out a template's arguments, up to their end.
    fn arguments(&mut self) -> Option<()> {
        let mut depth = 1;
        while depth > 0 {
            let first = self.rest.chars().next()?;
            match first {
                '0'..='9' => {
                    self.source_name()?;
                    continue;
                }
                'I' | 'N' | 'F' | 'J' => depth += 1,
                'E' => depth -= 1,
                // A number or a truth value.
                'L' if self.rest.chars().nth(1)?.is_ascii_lowercase() => {
                    self.skip(self.rest.find('E')?)?;
                }
                'L' | 'X' | 'Z' => return None,
                'T' | 'A' => self.skip(self.rest.find('_')?)?,
                'S' if self.rest.chars().nth(1)?.is_ascii_lowercase() => self.skip(1)?,
                'S' => self.skip(self.rest.find('_')?)?,
                'D' => self.skip(1)?,
                _ => {}
            }
            self.skip(self.rest.chars().next()?.len_utf8())?;
        }
        Some(())
    }
}

#[cfg(test)]
mod tests {
    use super::demangled;

    #[test]
    fn names_are_as_they_were_written() {
        let cases = [
            ("on_update", "on_update"),
            ("_ZN5boids5flock5steer17h0123456789abcdefE", "boids::flock::steer"),
            (
                "_ZN4core3ptr42drop_in_place$LT$alloc..string..String$GT$17h0123456789abcdefE",
                "core::ptr::drop_in_place<alloc::string::String>",
            ),
            ("_RNvCs1234_7mycrate3foo", "mycrate::foo"),
            ("_RNvNtCs1234_7mycrate3sub6helper", "mycrate::sub::helper"),
            ("_RNCNvCs1234_7mycrate3foo0B3_", "mycrate::foo::{closure#0}"),
            ("_Z9on_updatexf", "on_update"),
            ("_ZN4game6Player6updateEf", "game::Player::update"),
            ("_ZNK4game6Player4nameEv", "game::Player::name"),
            ("_ZN4game6PlayerC2Ev", "game::Player::Player"),
            ("_ZN4game6PlayerD1Ev", "game::Player::~Player"),
            ("_ZN4game3vecIfLi3EEplERKS1_", "game::vec<…>::operator+"),
            ("_ZNSt6vectorIiSaIiEE9push_backEOi", "std::vector<…>::push_back"),
            (
                "_ZNSt3__112basic_stringIcNS_11char_traitsIcEENS_9allocatorIcEEE6appendEPKc",
                "std::__1::basic_string<…>::append",
            ),
            ("_ZL6helperv", "helper"),
            ("_ZN12_GLOBAL__N_15thingEv", "(anonymous namespace)::thing"),
            ("_ZSt4swapIiEvRT_S1_", "std::swap<…>"),
            ("run.command_export", "run"),
            ("assembly/index/on_update", "assembly/index/on_update"),
        ];
        for (name, expected) in cases {
            assert_eq!(demangled(name), expected, "{name}");
        }
    }

    #[test]
    fn names_that_are_none_stay_and_none_is_long() {
        for name in [
            "_ZN99x",
            "_Z",
            "_ZN",
            "_ZNE",
            "_Z0",
            "_ZN1aI",
            "_ZN1aIE",
            "_ZTV4game",
            "_R",
            "_RN",
            "_ZN1aIXE",
            "_ZNéE",
        ] {
            assert_eq!(demangled(name), name);
        }
        assert_eq!(demangled("a\nb\0c"), "a\u{fffd}b\u{fffd}c");
        assert_eq!(demangled(&"é".repeat(200)), "é".repeat(200));
        assert_eq!(demangled(&"é".repeat(201)), format!("{}…", "é".repeat(200)));
        // Each part refers back to all before it.
        let mut doubling = String::from("_RINvC1a1b");
        doubling.push_str(&"TB3_B3_E".repeat(100_000));
        assert!(demangled(&doubling).chars().count() <= 201);
        assert!(demangled(&format!("_ZN{}E", "1aI".repeat(100_000))).chars().count() <= 201);
    }
}
