//! The library's docs name what there is, and all of it that scripts can use.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::collections::BTreeMap;

use luminara_lua::{LIBRARY, Program};
use luminara_script::Limits;

/// Prints `name type`, and `absent` for functions that only say that they aren't available. `os.exit` would end the program.
const LIST: &str = r#"
local function list(prefix, t)
  for name, value in pairs(t) do
    name = prefix .. name
    local kind = type(value)
    if kind == "function" and name ~= "os.exit" then
      local _, message = pcall(value)
      if tostring(message):find("is not available", 1, true) then kind = "absent" end
    end
    out[#out + 1] = name .. " " .. kind
  end
end
out = {}
list("", _G)
for name, module in pairs(_G) do
  if type(module) == "table" and module ~= _G and module ~= out then list(name .. ".", module) end
end
io.write(table.concat(out, "\n"))
"#;

#[test]
fn names_what_there_is() {
    let mut program = Program::new(Limits::default());
    program.run(LIST.as_bytes(), "list.lua").unwrap();
    let printed = String::from_utf8(program.take_output()).unwrap();
    let there: BTreeMap<&str, &str> = printed.lines().filter_map(|line| line.rsplit_once(' ')).collect();
    assert!(there.len() > 100, "{printed}");
    for entry in LIBRARY {
        let kind = there.get(entry.name).unwrap_or_else(|| panic!("there is no {}", entry.name));
        assert_eq!(*kind == "function", entry.params.is_some(), "{} is a {kind}", entry.name);
    }
    // Where nobody looks: files and the end of the program, C libraries, what there is of searchers.
    let hidden = ["os.exit", "os.getenv", "os.setlocale", "package.searchers", "package.searchpath"];
    for (name, kind) in &there {
        let documented = LIBRARY.iter().any(|entry| entry.name == *name);
        let is_hidden = hidden.contains(name) || name.starts_with("io.");
        let wanted = *kind == "function" && !is_hidden && *name != "list";
        assert!(documented || !wanted, "{name} is not in crates/lua/src/library_docs.rs");
    }
}
