-- §3.4.4: relational operators.
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

case("integers", function() return 1 < 2, 2 < 1, 1 <= 1, 2 > 1, 1 >= 2, 1 == 1, 1 ~= 1 end)
case("integers and floats", function() return 1 == 1.0, 1 < 1.5, 2 > 1.5, 1 <= 1.0, 1 >= 1.0, 1 ~= 1.0, -1 < -0.5 end)
case("exact comparison of large numbers", function() local big = 2^53 | 0 return big + 1 == 2^53, big + 1 > 2^53, math.maxinteger < 2^63, math.maxinteger + 0.0 == 2^63, math.maxinteger == 2^63, math.mininteger == -2^63, math.mininteger <= -2^63 end)
case("with infinities", function() return math.maxinteger < math.huge, math.mininteger > -math.huge, math.huge == math.huge, math.huge > 1e308, 1 <= math.huge, math.huge <= 1 end)
case("with nan", function() local nan = 0 / 0 return nan == nan, nan ~= nan, nan < 1, nan > 1, 1 <= nan, 1 >= nan, not (nan < 1), nan < math.huge end)
case("with constants on either side", function() local n, f = 5, 2.5 return n < 10, 10 < n, n <= 5, 5 <= n, n > 1, 1 > n, n >= 5.0, 5.5 >= n, f < 3, 3 < f, f == 2.5, n == 5.0, n ~= 6 end)
case("strings", function() return "a" < "b", "a" < "B", "" < "a", "a" < "ab", "Z" < "a", "a" <= "a", "b" >= "a", "10" < "9" end)
case("strings with zeros", function() return "a\0b" < "a\0c", "a\0" > "a", "a\0b" == "a\0b", "\0" < "\1", "" < "\0" end)
case("strings of bytes", function() return "\127" < "\128", "a" < "\255", "\200" > "\199" end)
case("long strings", function() local a, b = ("x"):rep(1000), ("x"):rep(999) .. "y" return a < b, a == b, a == ("x"):rep(500) .. ("x"):rep(500), a ~= b end)
case("different types are not equal", function() return 1 == "1", nil == false, {} == 1, print == "print", 0 == nil end)
case("a chain does not compare", function() return 1 < 2 == true, "x" < "y" == not false end)
case("a chain of three", function() return 1 < 2 < 3 end)
case("a chain of equalities", function() return 1 == 1 == true, 2 == 2 ~= false end)
case("not and comparison", function() return not 1 == 2, not (1 == 2), not nil == true end)
case("as a condition", function() local function f(a, b) if a < b then return "<" elseif a > b then return ">" else return "=" end end return f(1, 2), f(2, 1), f(1, 1), f("a", "b") end)
case("as a value", function() local a, b = 1, 2 local t = { a < b, a > b, a == b, a ~= b, a <= b, a >= b } return table.unpack(t) end)
case("with and, or", function() local a = 5 return a > 3 and a < 10, a < 3 or a > 4, not (a > 3 and a < 5), a == 5 and "five" or "other" end)
case("string against number", function() return "a" < 1 end)
case("number against string", function() return 1 <= "1" end)
case("nil against number", function() return nil < 1 end)
case("boolean against boolean", function() return true < false end)
case("table against table", function() return {} <= {} end)
case("table against string", function() return {} > "a" end)
case("function against function", function() return print >= print end)
case("with large constants", function() local n = 1000000 return n < 1000001, n == 1000000, n > -1000000, n < 1e10, n >= 128, n <= 127, n == 128 end)
case("booleans are equal to themselves", function() local t, f = true, false return t == true, f == false, t == f, t ~= false end)
