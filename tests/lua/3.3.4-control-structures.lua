-- §3.3.2, §3.3.4: control structures.
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

case("if, elseif, else", function()
  local function f(n) if n < 0 then return "negative" elseif n == 0 then return "zero" elseif n < 10 then return "small" else return "large" end end
  return f(-1), f(0), f(5), f(50)
end)
case("if with and, or, not", function()
  local out = {}
  for _, c in ipairs { { true, true }, { true, false }, { false, true }, { false, false } } do
    local a, b = c[1], c[2]
    local s = ""
    if a and b then s = s .. "and " end
    if a or b then s = s .. "or " end
    if not a then s = s .. "not " end
    if not (a and b) then s = s .. "nand " end
    if a and not b or b and not a then s = s .. "xor " end
    out[#out + 1] = s
  end
  return table.concat(out, "|")
end)
case("if with constants", function()
  local out = {}
  if true then out[#out + 1] = "true" end
  if false then out[#out + 1] = "false" end
  if nil then out[#out + 1] = "nil" end
  if 0 then out[#out + 1] = "0" end
  if "" then out[#out + 1] = "empty" end
  return table.concat(out, " ")
end)
case("while", function() local n, i = 0, 1 while i <= 10 do n = n + i; i = i + 1 end return n end)
case("while false", function() while false do error("never") end return "not entered" end)
case("while with break", function() local i = 0 while true do i = i + 1 if i == 7 then break end end return i end)
case("repeat runs once", function() local n = 0 repeat n = n + 1 until true return n end)
case("repeat with break", function() local i = 0 repeat i = i + 1 if i == 4 then break end until false return i end)
case("repeat with a local in its condition and a closure", function()
  local out, i = {}, 0
  repeat
    i = i + 1
    local x = i
    out[i] = function() return x end
    if i == 2 then goto continue end
    ::continue::
  until x >= 3
  return out[1](), out[2](), out[3]()
end)
case("break leaves the innermost loop", function()
  local n = 0
  for i = 1, 3 do for j = 1, 10 do if j == 3 then break end n = n + 1 end end
  return n
end)
case("break in the middle of a block", function() while true do do break end end return "out" end)
case("return in a loop", function() for i = 1, 10 do if i == 5 then return i, "found" end end end)
case("return without values", function() return select("#", (function() return end)()) end)
case("return in a do block", function() do return "early" end end)
case("nested loops", function()
  local out = {}
  for i = 1, 3 do local j = i while j > 0 do out[#out + 1] = i .. j j = j - 1 end end
  return table.concat(out, " ")
end)
case("continue by goto", function()
  local out = {}
  for i = 1, 6 do
    if i % 2 == 0 then goto continue end
    out[#out + 1] = i
    ::continue::
  end
  return table.concat(out, " ")
end)
case("leaving two loops by goto", function()
  for i = 1, 10 do for j = 1, 10 do if i * j == 42 then goto found end end end
  ::found::
  return "found"
end)
case("goto backward", function() local i = 0 ::top:: i = i + 1 if i < 5 then goto top end return i end)
case("goto forward", function() local x = 1 goto skip x = 2 ::skip:: return x end)
case("goto out of nested blocks", function() do do do goto out end end end ::out:: return "out" end)
case("a label at the end of a block may be jumped to over locals", function()
  do goto finish; local a = 1; ::finish:: end
  return "fine"
end)
case("the same label in different functions", function()
  local function f() goto l; ::l:: return 1 end
  goto l
  ::l::
  return f()
end)
case("the same label in sibling blocks", function()
  do goto a; ::a:: end
  do goto a; ::a:: end
  return "fine"
end)
case("goto a label in an enclosing block", function()
  local n = 0
  ::top::
  n = n + 1
  do if n < 3 then goto top end end
  return n
end)
case("goto makes a state machine", function()
  local out, i, text = {}, 0, "aabba"
  ::start:: i = i + 1
  if i > #text then goto done end
  if text:sub(i, i) == "a" then goto a else goto b end
  ::a:: out[#out + 1] = "A" goto start
  ::b:: out[#out + 1] = "B" goto start
  ::done::
  return table.concat(out)
end)
case("goto closes upvalues", function()
  local fs = {}
  local i = 1
  do
    ::again::
    local x = i
    fs[i] = function() x = x + 1 return x end
    i = i + 1
    if i <= 3 then goto again end
  end
  return fs[1](), fs[1](), fs[2](), fs[3]()
end)
case("goto is a name where it can't be a statement", function() return load("local t = {} t.goto = 1", "=s") end)
