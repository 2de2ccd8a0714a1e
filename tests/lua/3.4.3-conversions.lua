-- §3.4.3: coercions and conversions.
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

case("numbers become strings in concatenation", function() return 10 .. "", 1.0 .. "", -0.0 .. "", 2^53 .. "", 1e100 .. "", 1e15 .. "" end)
case("tostring of integers", function() return tostring(0), tostring(-1), tostring(math.maxinteger), tostring(math.mininteger) end)
case("tostring of floats", function() return tostring(1.5), tostring(3.0), tostring(-0.0), tostring(0.1), tostring(1e14), tostring(1e15), tostring(1e16), tostring(123456789012345.0) end)
case("tostring of large floats", function() return tostring(1e100), tostring(2^53), tostring(2^63), tostring(-2^63), tostring(1e308), tostring(123456789.125) end)
case("tostring of small floats", function() return tostring(0.001), tostring(0.0001), tostring(0.00001), tostring(1e-7), tostring(5e-324), tostring(1/3) end)
case("tostring of infinities", function() return tostring(math.huge), tostring(-math.huge), tostring(1e999) end)
case("tostring has 14 digits", function() return tostring(3.14159265358979), tostring(0.1 + 0.2), tostring(100 / 3), tostring(1e15 / 7), tostring(99999999999999.9), tostring(999999999999999.9) end)
case("tonumber of integers", function() return tonumber("10"), tonumber("-7"), tonumber("  12  "), tonumber("0x1F"), tonumber("-0xff"), tonumber("+5") end)
case("tonumber of floats", function() return tonumber("1.5"), tonumber(".5"), tonumber("5."), tonumber("1e3"), tonumber("1E-2"), tonumber("-.5e1"), tonumber("0x.8p1"), tonumber("0xA.8") end)
case("tonumber of no numbers", function() return tonumber(""), tonumber(" "), tonumber("abc"), tonumber("1 2"), tonumber("1e"), tonumber("0x"), tonumber("- 1"), tonumber("1_0"), tonumber("--1"), tonumber("."), tonumber("e1") end)
case("tonumber of words", function() return tonumber("inf"), tonumber("nan"), tonumber("INF"), tonumber("infinity"), tonumber("true") end)
case("tonumber of large integers", function() return tonumber("9223372036854775807"), tonumber("9223372036854775808"), tonumber("-9223372036854775808"), tonumber("-9223372036854775809"), tonumber("0xffffffffffffffff"), tonumber("0x1ffffffffffffffff") end)
case("tonumber of white space", function() return tonumber("\t\n\v\f\r 5 \t\n"), tonumber("5\0"), tonumber("\0005") end)
case("tonumber of numbers", function() return tonumber(5), tonumber(5.5), math.type(tonumber("5")), math.type(tonumber("5.0")), math.type(tonumber("1e1")) end)
case("tonumber of others", function() return tonumber(nil), tonumber(true), tonumber({}), tonumber(print) end)
case("tonumber without argument", function() tonumber() end)
case("tonumber with a base", function() return tonumber("ff", 16), tonumber("FF", 16), tonumber("777", 8), tonumber("1010", 2), tonumber("zz", 36), tonumber("-ff", 16), tonumber(" 11 ", 2) end)
case("tonumber with a base, no number", function() return tonumber("8", 8), tonumber("g", 16), tonumber("", 10), tonumber("1.5", 10), tonumber("0x10", 16), tonumber("1 1", 2), tonumber("-", 10) end)
case("tonumber with a base wraps around", function() return tonumber("ffffffffffffffff", 16), tonumber("10000000000000000", 16), tonumber("7fffffffffffffff", 16) end)
case("tonumber with a base out of range", function() tonumber("1", 1) end)
case("tonumber with a base out of range above", function() tonumber("1", 37) end)
case("tonumber of a number with a base", function() tonumber(10, 16) end)
case("tonumber of a fractional base", function() tonumber("10", 2.5) end)
case("float to integer in library calls", function() return ("x"):rep(3.0), ("abc"):sub(2.0, "3"), select(2.0, "a", "b"), ("abc"):byte("2") end)
case("fraction to integer in library calls", function() return ("x"):rep(2.5) end)
case("string fraction to integer in library calls", function() return ("x"):rep("2.5") end)
case("infinity to integer in library calls", function() return ("x"):rep(math.huge) end)
case("numbers to strings in library calls", function() return (5):type() end)
case("numbers as strings", function() return string.len(12345), string.rep(1.5, 2), string.upper(1e100), string.byte(7) end)
case("no conversion in comparison", function() return 1 == "1", "1" == 1, "a" == 1, 0 == false, nil == false end)
case("no conversion of keys", function() local t = {} t["1"] = "s" t[1] = "i" t[1.0] = "f" return t["1"], t[1] end)
case("round trips", function()
  local bad = 0
  for _, n in ipairs { 0.1, 1 / 3, 1e21, 123456.789, 5e-324, 2^-1074, 1.7976931348623157e308, math.pi } do
    if tonumber(("%.17g"):format(n)) ~= n then bad = bad + 1 end
  end
  return bad
end)
case("parsing rounds correctly", function() return 9007199254740993.0 == 9007199254740992.0, 0.1 + 0.7 == 0.8 - 1.1102230246251565e-16, ("%.17g"):format(0.3), ("%.17g"):format(1e23), ("%.17g"):format(8.5e-20), ("%.17g"):format(2.2250738585072011e-308) end)
case("hexadecimal floats parse exactly", function() return ("%.17g"):format(0x1.fffffffffffffp1023), ("%.17g"):format(0x0.0000000000001p-1022), ("%.17g"):format(0x1.00000000000008p0), ("%.17g"):format(0x1.8p-1), 0xfffffffffffffffff.0 end)
case("many digits", function() return 0.1000000000000000055511151231257827, 123456789012345678901234567890, 0.00000000000000000000000000000000000000000001, tonumber(("1"):rep(30)), tonumber("0." .. ("0"):rep(300) .. "1") end)
