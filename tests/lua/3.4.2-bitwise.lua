-- §3.4.2: bitwise operators.
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

case("and, or, xor, not", function() return 0xF0 & 0x3C, 0xF0 | 0x0F, 0xF0 ~ 0x3C, ~0, ~0xFF, ~-1 end)
case("negative operands", function() return -1 & 0xFF, -256 | 1, -1 ~ 1, -5 & -3 end)
case("shift left", function() return 1 << 0, 1 << 1, 1 << 62, 1 << 63, 1 << 64, 1 << 100, -1 << 4, 3 << 63 end)
case("shift right is logical", function() return 256 >> 4, -1 >> 1, -1 >> 63, -1 >> 64, 1 >> 1, math.mininteger >> 63 end)
case("negative shifts go the other way", function() return 1 << -1, 256 << -4, 1 >> -4, 1 >> -63, 1 >> -64, -1 << -60 end)
case("extreme shift counts", function() return 1 << math.maxinteger, 1 << math.mininteger, 1 >> math.maxinteger, 1 >> math.mininteger end)
case("variable shifts", function() local n, s = 0xFF, 4 return n << s, n >> s, n << -s, n >> -s, 1 << s, s << 1, s >> 1, 2 >> s end)
case("floats with integer values", function() return 3.0 & 1, 7 | 8.0, 2^53 | 0, -1.0 & 0xF, ~0.0, 1.0 << 2, 2^31 >> 1 end)
case("results are integers", function() return math.type(3.0 & 1), math.type(2.0 << 1), math.type(~5.0) end)
case("strings do not convert", function() return "3" & 1, "0xff" | 0, "10" << 1, ~"0", "2.0" | 1, 1 ~ " 7 " end)
case("fractions do not", function() return 1.5 & 1 end)
case("fraction variable", function() local half = 0.5 return half | 1 end)
case("fraction in a string", function() return "1.5" & 1 end)
case("too large floats do not", function() return 2^63 | 0 end)
case("the least integer as a float does", function() return -2^63 | 0, math.mininteger | 0 end)
case("nan does not", function() return (0 / 0) | 0 end)
case("nil does not", function() return 1 | nil end)
case("tables do not", function() local t = {} return t & 1 end)
case("a string that is no number", function() return "abc" | 1 end)
case("xor of three and swap by xor", function() local a, b = 5, 9 a = a ~ b b = a ~ b a = a ~ b return a, b end)
case("masks", function() local colour = 0x12345678 return colour >> 24 & 0xFF, colour >> 16 & 0xFF, colour >> 8 & 0xFF, colour & 0xFF end)
case("count bits", function() local n, c = 0xDEADBEEF, 0 while n ~= 0 do n = n & n - 1 c = c + 1 end return c end)
case("64 bits of a hash", function()
  local h = 0xcbf29ce484222325
  for c in ("hello"):gmatch "." do h = (h ~ c:byte()) * 0x100000001b3 end
  return h, ("%016x"):format(h)
end)
