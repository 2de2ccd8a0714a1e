-- §3.4.8: precedence.
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

case("power binds tightest and to the right", function() return 2 ^ 3 ^ 2, -2 ^ 2, 2 ^ -1, -2 ^ -2, 2 ^ 3 * 2 end)
case("unary operators", function() return -3 + 2, not 1 == 2, #"abc" + 1, -#"abc", ~5 & 3, - - 2, not not true, -"2" + 1 end)
case("multiplication before addition", function() return 1 + 2 * 3, 10 - 4 / 2, 7 % 4 + 1, 2 * 3 % 4, 7 // 2 * 2 end)
case("addition before concatenation", function() return 1 + 1 .. 2 + 2, 2 .. 3 * 2 end)
case("concatenation before shifts, which want no strings", function() return "1" .. "0" << 1, 1 << "1" .. "0" end)
case("shifts before and", function() return 1 << 2 & 4, 6 & 3 << 1, 1 << 1 + 1, 16 >> 1 + 1 end)
case("and before xor before or", function() return 1 | 2 & 3, 1 ~ 3 & 2, 4 | 1 ~ 1, 5 & 3 | 8, 6 ~ 2 | 1 end)
case("or before comparison", function() return 1 | 2 == 3, 5 & 4 < 5, 3 == 1 | 2 end)
case("comparison before and before or", function() return 1 < 2 and 3 < 4, 1 > 2 or 3 < 4, 1 == 1 and 2 == 3 or 4 == 4, nil or 1 and 2, false and 1 or 2 end)
case("left associative", function() return 10 - 3 - 2, 100 / 10 / 2, 7 // 2 // 2, 100 % 30 % 7, 1 << 2 << 3, 256 >> 2 >> 1 end)
case("right associative", function() return 2 ^ 2 ^ 3, "a" .. "b" .. "c" end)
case("parentheses", function() return (1 + 2) * 3, (2 ^ 3) ^ 2, (-2) ^ 2, -(2 ^ 2), ("a" .. "b") .. "c", (1 | 2) & 3, not (1 == 2) end)
case("calls bind tighter than power", function() local function f() return 3 end return 2 ^ f(), -f() ^ 2, #("abc"):rep(2) end)
case("not binds tighter than and", function() return not nil and 1, not 1 or 2, not (nil and 1) end)
case("a unary operator on the right", function() return 2 * -3, 2 ^ - 1, 5 - -5, 1 << ~-3, "a" .. -1 end)
case("everything at once", function() return 1 + 2 * 3 ^ 2 // 4 % 5 .. "x" == "3.0x" and not false or nil, 7 & 3 << 1 | 8 ~ 1 end)
