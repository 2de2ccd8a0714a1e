-- §3.4.1: arithmetic operators.
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

case("integers stay integers", function() return 3 + 4, 3 - 4, 3 * 4, 7 // 2, 7 % 2, -3 end)
case("floats stay floats", function() return 3.0 + 4, 3 - 4.0, 3.0 * 4.0, 7.0 // 2, 7 % 2.0, -3.0 end)
case("division and power are always float", function() return 6 / 2, 7 / 2, 2 ^ 3, 2 ^ 0.5, 0 ^ 0, (-8) ^ 3, 2 ^ -1 end)
case("integer division rounds down", function() return 7 // 2, -7 // 2, 7 // -2, -7 // -2, 6 // -2, -6 // 3, 0 // -5 end)
case("float floor division", function() return 7.0 // 2, -7.0 // 2, 7 // -2.0, -7 // -2.0, 5.5 // 1.5, -0.0 // 1 end)
case("modulo has the divisor's sign", function() return 7 % 3, -7 % 3, 7 % -3, -7 % -3, 6 % 3, -6 % 3, 6 % -3 end)
case("float modulo", function() return 7.5 % 2, -7.5 % 2, 7.5 % -2, -7.5 % -2, 5.25 % 0.5, -0.0 % 1, 0.0 % -1 end)
case("modulo by infinity", function() return 5 % math.huge, -5 % math.huge, 5 % -math.huge, -5 % -math.huge, 0 % math.huge end)
case("floor division by infinity", function() return 5 // math.huge, -5 // math.huge, 5 // -math.huge end)
case("float division by zero", function() local nan = 0 / 0 return 1 / 0, -1 / 0, 1 / -0.0, nan ~= nan, 1 // 0.0, -1 // 0.0, 0.0 / 1 end)
case("float modulo by zero", function() local r = 5.0 % 0 return r ~= r end)
case("integer division by zero", function() return 1 // 0 end)
case("integer modulo by zero", function() return 1 % 0 end)
case("zero by zero", function() return 0 // 0 end)
case("overflow wraps", function() local max, min = math.maxinteger, math.mininteger return max + 1, min - 1, max * max, min * -1, min // -1, min % -1, -min, max + max end)
case("integer and float mixed", function() return 1 + 1.0, 2^53 + 1, (2^53 | 0) + 1, math.maxinteger + 0.0, math.maxinteger + 1.0 end)
case("minus zero", function() local z = -0.0 return z, 0.0 == -0.0, 1 / z, 0 * -1, 0.0 * -1, -z, z + 0, 0 - 0.0 end)
case("precision", function() return 0.1 + 0.2, 1e15 + 0.5, 1 / 3, 100 * 1.1, 0.1 + 0.2 == 0.3, 3 * 1.1 end)
case("large floats", function() return 1e308 * 10, -1e308 * 10, 1e-308 / 1e10, 2^1023, 2^1024, 2^63, -(2^63) end)
case("infinities", function() local r = math.huge - math.huge return math.huge + 1, r ~= r, -math.huge * 2, math.huge // 1 end)
case("strings convert", function() return "10" + 1, "3" * "4", "10" / "2", "7" // 2, "2" ^ 2, "0x10" + 0, " 5 " + 0, "1e1" + 0, "10" - "3.0", -"3", -"0x1p1" end)
case("strings that do not", function() return "ten" + 1 end)
case("the empty string does not", function() return "" + 1 end)
case("with constants and variables", function() local n, f = 10, 2.5 return n + 5, 5 + n, n - 5, 5 - n, n * 3, n / 4, n // 3, n % 3, n ^ 2, f + 1, 1 - f, f * 2, f // 1, f % 1 end)
case("with large constants", function() local n = 1 return n + 100000, n - 100000, n * 1000000, 100000 - n, n + 9007199254740993, n + 255, n - 255, n + 128, n - 128, n + 127, n - 129 end)
case("with float constants", function() local n = 3 return n + 0.5, n * 1.0, n - 2.0, n / 2.0, 2.0 ^ n, n + 1e300 end)
case("unary minus of a string is a number", function() return math.type(-"2"), math.type(-"2.0"), math.type("10" + 0) end)
case("long chains", function() local a, b, c = 1, 2, 3 return a + b * c - a / b + c % b ^ c // 2 - -a end)
case("constant folding keeps signs", function() return 1 / (-0.0), 1 / -0.0, 0 * -1.0, -0.0 + 0.0, 3 % -2, -3 % 2, 3 // -2 end)
case("modulo of small negatives", function() return -1e-20 % 1, -1 % 1e20, 1 % -1e20 end)
case("integers at the edge of floats", function() return 9007199254740993 + 0.0, math.maxinteger // 1.0, math.mininteger + 0.0, 9007199254740992 == 9007199254740992.0 end)
case("comparison after arithmetic", function() return 1 + 1 == 2, 1 + 1 == 2.0, "2" + 0 == 2, 10 // 3 * 3 + 10 % 3 == 10 end)
