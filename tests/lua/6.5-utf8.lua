-- §6.5: utf8.
local function show(value)
  if type(value) == "string" then
    return '"' .. value:gsub("[^ -~]", function(byte) return "\\" .. byte:byte() end) .. '"'
  end
  if type(value) == "number" or type(value) == "boolean" or value == nil then return tostring(value) end
  return type(value)
end

local function case(label, run)
  local results = table.pack(pcall(run))
  local shown = {}
  for index = 2, results.n do shown[#shown + 1] = show(results[index]) end
  print(label .. (results[1] and ": " or " ! ") .. table.concat(shown, ", "))
end

local text = "h\u{e9}\u{20AC}\u{1F600}!"
case("char", function() return utf8.char(72, 228, 8364, 0x1F600), utf8.char(), utf8.char(0), utf8.char(0x7FFFFFFF) end)
case("char out of range", function() utf8.char(-1) end)
case("char far out of range", function() utf8.char(0x80000000) end)
case("charpattern", function() return utf8.charpattern, #utf8.charpattern end)
case("len", function() return utf8.len(text), utf8.len(""), utf8.len("abc"), #text end)
case("len of a part", function() return utf8.len(text, 2), utf8.len(text, 2, 4), utf8.len(text, -1), utf8.len(text, 1, 0), utf8.len(text, #text + 1) end)
case("len of invalid text", function() return utf8.len("ab\xffcd") end)
case("len of cut text", function() return utf8.len("ab\xe2\x82") end)
case("len from a continuation", function() return utf8.len(text, 3) end)
case("len of overlong text", function() return utf8.len("\xc0\x80") end)
case("len of surrogates", function() return utf8.len("\u{D800}"), utf8.len("\u{D800}", 1, -1, true) end)
case("len beyond Unicode", function() return utf8.len("\u{110000}"), utf8.len("\u{7FFFFFFF}", 1, -1, true) end)
case("len out of range", function() utf8.len("abc", 5) end)
case("len with end out of range", function() utf8.len("abc", 1, 4) end)
case("codepoint", function() return utf8.codepoint(text), utf8.codepoint(text, 1, -1) end)
case("codepoint of an empty range", function() return select("#", utf8.codepoint(text, 4, 3)) end)
case("codepoint in a character", function() utf8.codepoint(text, 3) end)
case("codepoint of invalid text", function() utf8.codepoint("\xff") end)
case("codepoint out of range", function() utf8.codepoint("abc", 4) end)
case("codepoint of surrogates", function() utf8.codepoint("\u{DFFF}") end)
case("codepoint lax", function() return utf8.codepoint("\u{DFFF}\u{7FFFFFFF}", 1, -1, true) end)
case("offset", function() return utf8.offset(text, 1), utf8.offset(text, 2), utf8.offset(text, 3), utf8.offset(text, 4), utf8.offset(text, 5), utf8.offset(text, 6), utf8.offset(text, 7) end)
case("offset backward", function() return utf8.offset(text, -1), utf8.offset(text, -2), utf8.offset(text, -5), utf8.offset(text, -6) end)
case("offset 0", function() return utf8.offset(text, 0, 3), utf8.offset(text, 0, 5), utf8.offset(text, 0, 1), utf8.offset(text, 0) end)
case("offset from a position", function() return utf8.offset(text, 2, 2), utf8.offset(text, -1, 4), utf8.offset("abc", 1, 4), utf8.offset("", 1) end)
case("offset from a continuation", function() utf8.offset(text, 1, 3) end)
case("offset out of range", function() utf8.offset("abc", 1, 5) end)
case("codes", function() local out = {} for p, c in utf8.codes(text) do out[#out + 1] = p .. ":" .. c end return table.concat(out, " ") end)
case("codes of the empty string", function() local n = 0 for _ in utf8.codes("") do n = n + 1 end return n end)
case("codes of invalid text", function() for _ in utf8.codes("ab\xff") do end end)
case("codes of cut text", function() for _ in utf8.codes("ab\xe2\x82") do end end)
case("codes of surrogates", function() for _ in utf8.codes("\u{D800}") do end end)
case("codes lax", function() local out = {} for _, c in utf8.codes("\u{D800}\u{110000}", true) do out[#out + 1] = ("%x"):format(c) end return table.concat(out, " ") end)
case("iterating by charpattern", function() local n = 0 for c in text:gmatch(utf8.charpattern) do n = n + #c end return n end)
case("wrong arguments", function() return (select(2, pcall(utf8.len))), (select(2, pcall(utf8.char, "x"))), (select(2, pcall(utf8.codepoint, {}))) end)
