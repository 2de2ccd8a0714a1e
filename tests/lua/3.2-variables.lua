-- §3.2, §3.3.1, §3.5: variables, blocks and visibility.
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

case("the manual's example", function()
  local out = {}
  local x = 10
  do
    local x = x
    out[#out + 1] = x
    x = x + 1
    do
      local x = x + 1
      out[#out + 1] = x
    end
    out[#out + 1] = x
  end
  out[#out + 1] = x
  return table.concat(out, " ")
end)
case("an unset global is nil", function() return neverSet end)
case("a local is visible after its statement", function() local x = 1; local x = x + 1; return x end)
case("several locals of one name", function() local a, a = 1, 2 return a end)
case("a local function sees itself", function() local function f(n) return n == 0 and "base" or f(n - 1) end return f(3) end)
case("a local of a function value does not see itself", function() local f = function() return f end return f() end)
case("a repeat's condition sees its locals", function() local n = 0 repeat local stop = n >= 3; n = n + 1 until stop return n end)
case("a loop variable is fresh in each turn", function()
  local functions = {}
  for i = 1, 3 do functions[i] = function() i = i + 10; return i end end
  return functions[1](), functions[1](), functions[2](), functions[3]()
end)
case("a generic loop's variables are fresh in each turn", function()
  local functions = {}
  for k, v in ipairs { "a", "b" } do functions[k] = function() return k, v end end
  return functions[1]() .. select(2, functions[1]()), functions[2]() .. select(2, functions[2]())
end)
case("locals of a while body are fresh in each turn", function()
  local functions, i = {}, 1
  while i <= 3 do local j = i * 10; functions[i] = function() j = j + 1; return j end; i = i + 1 end
  return functions[1](), functions[1](), functions[2](), functions[3]()
end)
case("locals of a repeat body are fresh in each turn", function()
  local functions, i = {}, 1
  repeat local j = i * 10; functions[i] = function() return j end; i = i + 1 until j >= 30
  return functions[1](), functions[2](), functions[3]()
end)
case("locals in a goto loop are fresh in each turn", function()
  local functions, i = {}, 1
  ::again::
  do local j = i; functions[i] = function() j = j + 100; return j end end
  i = i + 1
  if i <= 3 then goto again end
  return functions[1](), functions[1](), functions[2](), functions[3]()
end)
case("closures share an upvalue", function()
  local n = 0
  local function up() n = n + 1 return n end
  local function down() n = n - 1 return n end
  return up(), up(), down(), n
end)
case("each call has its own locals", function()
  local function counter() local n = 0 return function() n = n + 1 return n end end
  local a, b = counter(), counter()
  return a(), a(), b(), a()
end)
case("upvalues through several functions", function()
  local function a(x) return function(y) return function(z) x = x + 1 return x + y + z end end end
  local f = a(1)(10)
  return f(100), f(100)
end)
case("an upvalue outlives its block", function() local f do local x = "kept" f = function() return x end end return f() end)
case("a parameter as upvalue", function() local function f(a, b) return function() a = a + b return a end end local g = f(1, 2) return g(), g() end)
case("an upvalue assigned after capture", function() local x local f = function() return x end x = "later" return f() end)
case("200 locals", function()
  local parts = {}
  for i = 1, 200 do parts[i] = "local v" .. i .. " = " .. i end
  return load(table.concat(parts, "\n") .. "\nreturn v1 + v200")()
end)
case("201 locals", function()
  local parts = {}
  for i = 1, 201 do parts[i] = "local v" .. i .. " = " .. i end
  return load(table.concat(parts, "\n"), "=s")
end)
case("many upvalues", function()
  local parts = {}
  for i = 1, 120 do parts[i] = "local v" .. i .. " = " .. i end
  parts[#parts + 1] = "return function() return v1"
  for i = 2, 120 do parts[#parts + 1] = " + v" .. i end
  parts[#parts + 1] = " end"
  return load(table.concat(parts, "\n"))()()
end)
case("many constants", function()
  local parts = { "local t = {" }
  for i = 1, 70000 do parts[#parts + 1] = i .. ".5," end
  parts[#parts + 1] = "} return #t, t[1], t[70000], t[300] + 1"
  return load(table.concat(parts))()
end)
case("many string constants", function()
  local parts = { "local t = {} " }
  for i = 1, 1000 do parts[#parts + 1] = "t.k" .. i .. " = 'v" .. i .. "' " end
  parts[#parts + 1] = "return t.k1, t.k257, t.k1000"
  return load(table.concat(parts))()
end)
case("a long jump", function()
  local parts = { "local n = 0 for i = 1, 3 do " }
  for i = 1, 20000 do parts[#parts + 1] = "n = n + 1 " end
  parts[#parts + 1] = "end return n"
  return load(table.concat(parts))()
end)
