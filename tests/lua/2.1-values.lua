-- §2.1: values and types.
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

case("names of types", function() return type(nil), type(true), type(1), type("s"), type({}), type(print), type(coroutine.create(print)) end)
case("type wants an argument", function() return type() end)
case("subtypes of numbers", function() return math.type(1), math.type(1.0), math.type("1"), math.type(nil) end)
case("integers wrap around", function() return math.maxinteger + 1 == math.mininteger, math.mininteger - 1 == math.maxinteger end)
case("integers multiply modulo 2^64", function() return math.maxinteger * 2, 0x7fffffff * 0x7fffffff, 5000000000 * 5000000000 end)
case("least integer negated is itself", function() return -math.mininteger, math.mininteger // -1, math.mininteger % -1 end)
case("only nil and false are false", function()
  local count = 0
  for _, value in ipairs { 0, "", 0.0, "false", {} } do if value then count = count + 1 end end
  return count, not nil, not false
end)
case("strings hold any byte", function() return #"a\0b", "a\0b" == "a\0b", "a\0b" == "a\0c" end)
case("strings are equal by content", function() return ("ab"):rep(50) == ("abab"):rep(25) end)
case("tables are equal by identity", function() local t = {} return {} == {}, t == t end)
case("functions are equal by identity", function() local function f() end return f == f, f == function() end end)
case("nan is not itself", function() local nan = 0 / 0 return nan == nan, nan ~= nan, nan < nan, nan >= nan end)
case("float keys with integer values are integer keys", function()
  local t = {}
  t[1.0] = "a"; t[2^53] = "b"
  return t[1], t[2^53 | 0], math.type(next(t)), #t
end)
case("integer and float keys meet", function() local t = { [3] = "x" } t[3.0] = "y" return t[3], t[3.0] end)
case("string keys are not number keys", function() local t = { [1] = "number", ["1"] = "string" } return t[1], t["1"] end)
case("minus zero is the key zero", function() local t = {} t[-0.0] = "zero" return t[0], t[0.0], math.type(next(t)) end)
case("nan as a key to read", function() local t = {} return t[0 / 0] end)
case("nan as a key to write", function() local t = {} t[0 / 0] = 1 end)
case("nil as a key to read", function() local t = {} return t[nil] end)
case("nil as a key to write", function() local t = {} t[nil] = 1 end)
case("booleans as keys", function() local t = { [true] = 1, [false] = 2 } return t[true], t[false], t[not true] end)
case("tables as keys", function() local k, t = {}, {} t[k] = 1 return t[k], t[{}] end)
case("functions as keys", function() local t = { [print] = "print", [type] = "type" } return t[print], t[type] end)
case("infinities as keys", function() local t = { [math.huge] = "up", [-math.huge] = "down" } return t[1 / 0], t[-1 / 0] end)
case("large floats stay floats as keys", function() local t = { [2^63] = 1 } return math.type((next(t))), t[2^63], t[math.mininteger] end)
case("a field set to nil is gone", function() local t = { a = 1 } t.a = nil return t.a, next(t) end)
case("rawequal, rawlen, rawget, rawset", function()
  local t = setmetatable({ 1, 2 }, { __index = function() return "index" end, __len = function() return 9 end, __newindex = function() end })
  rawset(t, "x", 5)
  return rawequal(t, t), rawequal(t, {}), rawlen(t), rawlen("abc"), rawget(t, "y"), rawget(t, "x"), t.y, #t
end)
