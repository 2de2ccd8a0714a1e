-- §3.1: lexical conventions.
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

case("escapes", function() return "\a\b\f\n\r\t\v\\\"\'" end)
case("decimal escapes", function() return "\65\066\0067\0" end)
case("hexadecimal escapes", function() return "\x41\x62\xff\x00" end)
case("unicode escapes", function() return "\u{41}\u{e9}\u{20AC}\u{10FFFF}\u{0}" end)
case("unicode escapes up to 2^31", function() return "\u{110000}\u{7FFFFFFF}" end)
case("\\z skips white space", function() return "a\z
    b\z c" end)
case("escaped newlines", function() return "a\
b" end)
case("quotes in quotes", function() return 'a"b', "a'b" end)
case("long strings", function() return [[a
b]], [==[a]]b]=]c]==] end)
case("first newline of a long string is dropped", function() return [[
x]], [[

x]] end)
case("no escapes in long strings", function() return [[\n\x41]] end)
case("brackets in long strings", function() return [=[[[x]]]=], [[a]b]] end)
case("comments", function()
  local n = 1 -- to the end of the line
  --[[ n = 2
  n = 3 ]] n = n + 10
  --[==[ ]] ]=] ]==] n = n + 100
  ---[[ a line comment
  n = n + 1000
  --]]
  return n --[[at the end]]
end)
case("decimal integers", function() return 3, 345, 0, 007, 9223372036854775807 end)
case("too large decimals become floats", function() return 9223372036854775808, 100000000000000000000 end)
case("hexadecimal integers", function() return 0xff, 0xBEBADA, 0X10, 0x7fffffffffffffff end)
case("hexadecimal integers wrap around", function() return 0xffffffffffffffff, 0x1ffffffffffffffff, 0x10000000000000000 end)
case("floats", function() return 3.0, 3.1416, 314.16e-2, 0.31416E1, 34e1, .5, 5., 1e+2, 3e0 end)
case("hexadecimal floats", function() return 0x0.1E, 0xA23p-4, 0X1.921FB54442D18P+1, 0x.8, 0x1p4, 0x1p-2, 0xA.p0 end)
case("extreme floats", function() return 1e308, 1e309, 1e-400, 5e-324, 2.2250738585072014e-308, 1.7976931348623157e308 end)
case("names", function() local _, _a, a1, A, And, _end = 1, 2, 3, 4, 5, 6 return _, _a, a1, A, And, _end end)
case("names are case-sensitive", function() local name, NAME = 1, 2 return name, NAME end)
case("all operators without spaces", function() local a,b=7,2 return a+b,a-b,a*b,a/b,a//b,a%b,a^b,a&b,a|b,a~b,a<<b,a>>b,a..b,a==b,a~=b,a<=b,a>=b,a<b,a>b,#"x",-a,~a,not a end)
case("minus minus is a comment", function() return 5--[[]]-- -3
end)
case("minus space minus", function() return 5 - -3, - - 2, -(-2), not not 1 end)
case("dots", function() local t = { a = { b = 1 } } return t . a . b, 1 .. 2, 1. .. 2 end)
case("semicolons", function() ;;; local a = 1; ; return a; end)
case("a goto label is a statement", function() ::a:: ::b:: return "fine" end)
case("line ends of all kinds", function() return load("return [[a\r\nb\n\rc\rd\ne]]")(), load("return 1, 2 --\r\n, 3")() end)
case("lines are counted over all line ends", function() return select(2, load("\n\r\n\r\r\n\n\rerror", "=s")) end)
case("a first line with # is skipped in files only", function() return load("#!/usr/bin/lua\nreturn 1") end)
case("a string with every byte", function()
  local bytes = {}
  for i = 0, 255 do bytes[#bytes + 1] = ("\\%d"):format(i):gsub("%d+", function(d) return ("%03d"):format(d) end) end
  local s = load("return '" .. table.concat(bytes) .. "'")()
  return #s, s:byte(1), s:byte(256), s:byte(128)
end)
case("raw bytes in a string", function() return load("return '\200\201\0x'")() end)
case("identifiers are ASCII", function() return load("local \195\169 = 1", "=s") end)
case("white space is any of six", function() return load("return\t1\v+\f2\r+\n3")() end)
