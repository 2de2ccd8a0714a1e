//! Sources that nest as deeply as the parser lets them, or that go on for long, on as little stack as the page has.

#![expect(clippy::expect_used, reason = "a test that can't start its thread fails")]

use std::thread;

use luminara_lua::compile;

/// The stack of a WebAssembly module, of which the engine's frames above take a part.
const STACK: usize = 1 << 20;
const ENGINE: usize = 1 << 18;

/// Compiles on a thread with that stack; an overflow ends the process. The first error's message.
fn compiled(source: String) -> Result<(), String> {
    let work = move || match compile(source.as_bytes(), "deep.lua") {
        Ok(_) => Ok(()),
        Err(errors) => Err(errors.first().map_or(String::new(), |error| error.message.clone())),
    };
    let thread = thread::Builder::new().stack_size(STACK - ENGINE).spawn(work);
    thread.expect("it starts").join().expect("it doesn't panic")
}

/// What opens, what stands in the middle, what closes.
const NESTS: &[(&str, &str, &str)] = &[
    ("local x = ", "(", ")"),
    ("local x = ", "{", "}"),
    ("local x = ", "{ a = ", "}"),
    ("local x = ", "{ [", "] = 1 }"),
    ("local x = ", "f(", ")"),
    ("local x = ", "f{", "}"),
    ("local x = ", "o:m(", ")"),
    ("local x = ", "t[", "]"),
    ("local x = ", "- ", ""),
    ("local x = ", "not ", ""),
    ("local x = ", "2 ^ ", ""),
    ("local x = ", "a and (b or ", ")"),
    ("local x = ", "a .. (b + ", ")"),
    ("local x = ", "a < (b == ", ")"),
    ("local x = ", "function() return ", " end"),
    ("", "function f() ", " end "),
    ("", "local function f() ", " end "),
    ("", "do ", " end "),
    ("", "if x then ", " end "),
    ("", "if x then else ", " end "),
    ("", "while x do ", " end "),
    ("", "repeat ", " until x "),
    ("", "for i = 1, 2 do ", " end "),
    ("", "for k in x do ", " end "),
    ("", "t[function() ", " end] = 1 "),
    ("", "f(function() ", " end) "),
    ("", "if (function() ", " end)() then end "),
];

#[test]
fn deep_sources_fit_the_stack() {
    for (start, open, close) in NESTS {
        for depth in [1, 40, 98, 99, 100, 190, 198, 199, 200, 201, 100_000] {
            let is_expression = !start.is_empty();
            let middle = if is_expression { "1" } else { "" };
            let source = format!("{start}{}{middle}{}", open.repeat(depth), close.repeat(depth));
            let result = compiled(source);
            if depth <= 40 {
                assert_eq!(result, Ok(()), "{depth} times {open:?}");
            }
            if depth > 200 {
                assert!(result.is_err(), "{depth} times {open:?}");
            }
            // One that is never closed is taken apart as well.
            assert!(depth > 200 || compiled(format!("{start}{}", open.repeat(depth))).is_err());
        }
    }
}

#[test]
fn long_sources_fit_the_stack() {
    let chains = [
        ("local x = a", ".b"),
        ("local x = a", "[1]"),
        ("local x = a", "()"),
        ("local x = a", ":b()"),
        ("local x = a", "{}"),
        ("local x = a", " or a"),
        ("local x = a", " and a"),
        ("local x = a", " and a or b"),
        ("local x = a", " + a"),
        ("local x = a", " < a"),
        ("local x = a", " == a"),
        ("local x = a", " & 1"),
        ("local x = 1", " + 1"),
        ("", "f() "),
        ("", ";"),
    ];
    for (start, link) in chains {
        for n in [1, 200, 30_000] {
            let result = compiled(format!("{start}{}", link.repeat(n)));
            assert_eq!(result, Ok(()), "{n} times {link:?}");
            let broken = compiled(format!("{start}{} ~", link.repeat(n)));
            assert!(broken.is_err(), "{n} times {link:?}, broken off");
        }
    }
    for (start, link, end) in [
        ("a", ".b", " = 1"),
        ("a", ".b", ":c()"),
        ("function a", ".b", "() end"),
        ("a", ".b", " = function() end"),
        ("if a", " or a", " then end"),
        ("while a", " and a", " do end"),
        ("if x then ", "elseif x then ", "end"),
        ("if a", " == a", " then end"),
    ] {
        assert_eq!(compiled(format!("{start}{}{end}", link.repeat(30_000))), Ok(()), "{start}{link}");
    }
    // An operand each in a register: too many, and told so.
    let message = compiled(format!("local x = a{}", " .. a".repeat(30_000)));
    assert_eq!(message, Err("function or expression needs too many registers".into()));
}
