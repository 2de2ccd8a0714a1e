-- §3.4.5: logical operators.
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

case("the manual's examples", function() return 10 or 20, 10 or error(), nil or "a", nil and 10, false and error(), false and nil, false or nil, 10 and 20 end)
case("not", function() return not nil, not false, not 0, not "", not {}, not not nil, not not 1 end)
case("and keeps the first false value", function() return false and 1, nil and 1, 1 and nil, 1 and false end)
case("or keeps the first true value", function() return 1 or 2, false or 2, nil or false, false or nil end)
case("short circuit", function() local n = 0 local function f(v) n = n + 1 return v end local _ = f(false) and f(true) local _ = f(true) or f(true) local _ = f(true) and f(false) or f(1) return n end)
case("the idiom of a conditional", function() local function f(c) return c and "yes" or "no" end return f(true), f(false), f(nil), f(0) end)
case("the idiom's trap", function() return true and nil or "no" end)
case("long chains", function() return nil or false or nil or 5 or 6, 1 and 2 and 3 and nil and 4, 1 and false or 2 and 3 or 4 end)
case("mixed with comparison", function() local x = 5 return x > 3 and x or 3, x < 3 and x or 3, x == 5 and not (x == 6) end)
case("calls are cut to one value", function() local function f() return 1, 2 end return f() or 0, f() and f() end)
case("default values", function() local function f(a, b) a = a or "a" b = b == nil and true or b return a, b end return f(), f(nil, false), f(1, 2) end)
case("in table constructors and arguments", function() local t = { nil or 1, x = false or "x", [nil or "k"] = 1 and 2 } return t[1], t.x, t.k end)
case("nested not", function() local a, b = true, false return not (a and b), not a or not b, not (not a and not b), not a == b end)
case("as a condition with constants", function() local out = {} if nil or true then out[#out + 1] = 1 end if false and true then out[#out + 1] = 2 end if not (false or nil) then out[#out + 1] = 3 end while true and false do end return table.concat(out, " ") end)
case("assigned to the operand", function() local a a = a or 5 a = a and a + 1 a = a == 6 and a or 0 return a end)
