//! Lua: each function takes any bytes and panics where the interpreter breaks a promise.

use luminara_lua::{Program, RunError, compile};
use luminara_script::{ErrorKind, Limits};

/// Enough for any honest work on a few kilobytes, and over within milliseconds.
const LIMITS: Limits =
    Limits { memory: 8 << 20, work: 100_000, string_bytes: 1 << 20, call_depth: 10_000, ..Limits::UNLIMITED };

/// The bytes as a source text: it is refused with a place in it, or runs to its end or to an error of its own.
pub fn parser(data: &[u8]) {
    let lines = data.iter().filter(|byte| matches!(byte, b'\n' | b'\r')).count() + 1;
    match compile(data, "fuzz.lua") {
        Err(errors) => {
            assert!(!errors.is_empty(), "refused without a reason");
            for error in errors {
                assert!(!error.message.is_empty(), "an error without a message");
                let line = error.position.line as usize;
                assert!((1..=lines).contains(&line), "line {line} of {lines}: {}", error.message);
            }
        }
        Ok(_) => {
            if let Err(error) = Program::new(LIMITS).run(data, "fuzz.lua") {
                check_error(&error);
            }
        }
    }
}

/// The bytes as a subject, a pattern and a replacement: the functions that match agree with each other.
pub fn pattern(data: &[u8]) {
    let (subject, rest) = cut(data);
    let (pattern, replacement) = cut(rest);
    check(PATTERN, &[subject, pattern, replacement]);
}

/// The bytes as a format, and as values that `%q`, `%a` and `%.17g` have to keep.
pub fn format(data: &[u8]) {
    let (format, value) = cut(data);
    check(FORMAT, &[format, value]);
}

/// The bytes as a format of `string.pack` and as what to unpack: what is unpacked packs again, to the same.
pub fn pack(data: &[u8]) {
    let (format, packed) = cut(data);
    check(PACK, &[format, packed]);
}

/// `pcall` whose error has to be a text.
const ATTEMPT: &str = r#"
local function attempt(f, ...)
  local results = table.pack(pcall(f, ...))
  if not results[1] then
    assert(type(results[2]) == "string" and #results[2] > 0, "an error that is no text")
  end
  return results
end
local function same(a, b) return a == b and math.type(a) == math.type(b) or a ~= a and b ~= b end
"#;

const PATTERN: &str = r#"
local subject, pattern, replacement = ...
local plain, plain_end = subject:find(pattern, 1, true)
if plain then assert(subject:sub(plain, plain_end) == pattern, "a plain find of something else") end

local found, matched = attempt(string.find, subject, pattern), attempt(string.match, subject, pattern)
if found[1] and matched[1] then
  local first, last = found[2], found[3]
  assert((first == nil) == (matched[2] == nil), "find and match don't agree whether")
  if first and found.n == 3 then
    assert(matched[2] == subject:sub(first, last), "find and match don't agree where")
  elseif first then
    for i = 4, found.n do assert(found[i] == matched[i - 2], "find and match don't agree on a capture") end
  end
end

local whole = attempt(string.gsub, subject, pattern, "%0")
if whole[1] then assert(whole[2] == subject, "gsub by the match itself changes the subject") end
local walked = attempt(function()
  local count = 0
  for _ in subject:gmatch(pattern) do count = count + 1 end
  return count
end)
if whole[1] and walked[1] and pattern:sub(1, 1) ~= "^" then
  assert(whole[3] == walked[2], "gsub and gmatch don't count alike")
end

attempt(string.gsub, subject, pattern, replacement)
attempt(string.gsub, subject, pattern, { a = "b", [""] = false })
attempt(string.gsub, subject, pattern, function(...) return (select('#', ...) > 1) and "" or nil end, 3)
for init = -2, #subject + 2 do attempt(string.find, subject, pattern, init) end
"#;

const FORMAT: &str = r#"
local format, value = ...
local arguments = { 1, -7.25, "a text\0\n\"", true, math.huge, math.mininteger, 0 / 0, value }
for i = 1, #arguments do
  local made = attempt(string.format, format, table.unpack(arguments, i))
  if made[1] then assert(type(made[2]) == "string") end
end

local function reloads(kept)
  local text = string.format("%q", kept)
  assert(same(assert(load("return " .. text))(), kept), "%q gives " .. text)
end
reloads(value)
reloads(format)
if #value < 8 then return end
local integer, float = string.unpack("<j", value), string.unpack("<n", value)
reloads(integer)
reloads(float)
assert(same(math.tointeger(string.format("%d", integer)), integer), "%d loses digits")
assert(same(tonumber(string.format("0x%X", integer)), integer), "%X loses digits")
if float == float and float - float == 0 then
  for _, exact in ipairs { "%.17g", "%.16e", "%a" } do
    assert(tonumber(string.format(exact, float)) == float, exact .. " loses digits")
  end
end
"#;

const PACK: &str = r#"
local format, packed = ...
local values = attempt(string.unpack, format, packed)
if values[1] then
  local stop = values[values.n]
  local again = string.pack(format, table.unpack(values, 2, values.n - 1))
  assert(#again == stop - 1, "packed it is of another length")
  local repeated = table.pack(string.unpack(format, again))
  assert(repeated.n == values.n - 1, "packed it is of another number")
  for i = 1, repeated.n do assert(same(repeated[i], values[i + 1]), "packed it is of another value") end
  local size = attempt(string.packsize, format)
  if size[1] then assert(size[2] == #again, "packsize gives another length") end
end
attempt(string.pack, format, 1, 2.5, "text", -1, packed, 0)
attempt(string.pack, format, packed, packed, "7", 1e300)
for position = -2, #packed + 2 do attempt(string.unpack, format, packed, position) end
"#;

fn check(script: &str, arguments: &[&[u8]]) {
    let arguments: Vec<_> = arguments.iter().map(|argument| literal(argument)).collect();
    let text = format!("{ATTEMPT}(function(...) {script} end)({})", arguments.join(", "));
    let Err(error) = Program::new(LIMITS).run(text.as_bytes(), "fuzz.lua") else { return };
    check_error(&error);
    let limit = matches!(error.kind, ErrorKind::Timeout | ErrorKind::OutOfMemory | ErrorKind::Limit);
    assert!(limit, "{}", error.message);
}

fn check_error(error: &RunError) {
    assert!(error.kind != ErrorKind::Host, "an error of the host: {}", error.message);
    assert!(error.kind != ErrorKind::Syntax, "compiled, then refused: {}", error.message);
}

/// A string literal with every byte escaped.
fn literal(bytes: &[u8]) -> String {
    let escaped: String = bytes.iter().map(|byte| format!("\\x{byte:02x}")).collect();
    format!("\"{escaped}\"")
}

/// Cuts bytes in two: the first says how many of the others are the first part's.
fn cut(data: &[u8]) -> (&[u8], &[u8]) {
    let Some((&length, rest)) = data.split_first() else { return (&[], &[]) };
    rest.split_at(usize::from(length).min(rest.len()))
}
