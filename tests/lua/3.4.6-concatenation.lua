-- §3.4.6, §3.4.7: concatenation and length.
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

case("strings", function() return "a" .. "b", "" .. "", "a" .. "" .. "b" end)
case("numbers", function() return 1 .. 2, 1.5 .. "x", -1 .. "", 10 .. "" .. 2.0, 2^63 .. "" end)
case("right associative", function() return "a" .. "b" .. "c" == "a" .. ("b" .. "c"), 1 .. 2 .. 3 end)
case("in a loop", function() local s = "" for i = 1, 10 do s = s .. i .. "," end return s end)
case("many operands", function() local a, b, c = "x", 1, 2.5 return a .. b .. c .. a .. b .. c .. a .. b .. c .. a .. b .. c end)
case("with calls and fields", function() local t = { n = "name" } return t.n .. ":" .. #t.n .. ":" .. tostring(nil) .. (function() return "!" end)() end)
case("binary strings", function() return #("a\0" .. "\0b"), "a\0" .. "b" == "a\0b" end)
case("precedence below +", function() return 1 + 2 .. 3 + 4, "a" .. 1 + 1, 2 * 3 .. "" end)
case("precedence above comparison", function() return "a" .. "b" == "ab", "a" < "a" .. "b" end)
case("of nil", function() return "a" .. nil end)
case("of a boolean in the middle", function() return "a" .. true .. "b" end)
case("long", function() local s = ("x"):rep(100) local t = s .. s .. s return #t, #(t .. t .. t) end)
case("length of strings", function() return #"", #"abc", #"a\0b", #("x"):rep(1000), #"\u{20AC}" end)
case("length of sequences", function() return #{}, #{ 1 }, #{ 1, 2, 3 }, #{ n = 1 }, #{ 1, 2, n = 3, 4 } end)
case("length grows and shrinks", function()
  local t, out = {}, {}
  for i = 1, 5 do t[#t + 1] = i end
  out[1] = #t
  t[#t] = nil
  out[2] = #t
  for _ = 1, 4 do t[#t] = nil end
  out[3] = #t
  return table.unpack(out)
end)
case("length of a table filled from the hash part", function() local t = {} for i = 10, 1, -1 do t[i] = i end return #t end)
case("length of a table with elements set by key", function() local t = { [1] = "a", [2] = "b", [3] = "c" } return #t end)
case("length with trailing nils in a constructor", function() local t = { 1, 2, nil } return #t end)
case("length after table.remove", function() local t = { 1, 2, 3 } table.remove(t) return #t end)
case("length of large tables", function() local t = {} for i = 1, 100000 do t[i] = true end local n = #t for i = 100000, 50001, -1 do t[i] = nil end return n, #t end)
case("length does not see 0 and negatives", function() return #{ [0] = 1, [-1] = 2, 3 } end)
case("a border of a table with holes is a border", function() local t = { 1, nil, 3, nil, 5 } local n = #t return (n == 0 or t[n] ~= nil) and t[n + 1] == nil end)
