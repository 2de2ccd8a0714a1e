-- §6.1: load.
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

case("a string", function() return load("return 1 + 1")() end)
case("arguments of the chunk", function() return load("local a, b = ... return b, a")(1, 2) end)
case("an empty chunk", function() return select("#", load("")()) end)
case("only a comment", function() return type(load("-- nothing")), type(load("--[[ nothing ]]")) end)
case("globals of the chunk", function() load("loadedGlobal = 5")() local v = loadedGlobal loadedGlobal = nil return v end)
case("no access to locals", function() local hidden = 1 return load("return hidden")() end)
case("pieces from a function", function() local pieces, i = { "return ", "1", "0 + ", "5", nil }, 0 return load(function() i = i + 1 return pieces[i] end)() end)
case("an empty piece ends", function() local pieces, i = { "return 1", "", " + 1" }, 0 return load(function() i = i + 1 return pieces[i] end)() end)
case("pieces may cut tokens", function() local text, i = "local word = 'a string' return word .. 12.5", 0 return load(function() i = i + 1 if i <= #text then return text:sub(i, i) end end)() end)
case("a piece that is no string", function() return load(function() return {} end) end)
case("a piece that is a number", function() local n = 0 return load(function() n = n + 1 if n == 1 then return "return " elseif n == 2 then return 42 end end)() end)
case("a reader that fails", function() return load(function() error("reader", 0) end) end)
case("a reader's chunk name", function() return load(function() return nil end, "=r") ~= nil, load((function() local n = 0 return function() n = n + 1 return n == 1 and "x = =" or nil end end)()) end)
case("of nothing", function() load() end)
case("of a table", function() load({}) end)
case("of nil", function() return pcall(load, nil) end)
case("mode b refuses text", function() return load("return 1", "=s", "b") end)
case("mode t", function() return load("return 1", "=s", "t")() end)
case("mode bt", function() return load("return 1", "=s", "bt")() end)
case("mode t refuses what looks binary", function() return load("\27Lua", "=s", "t") end)
case("an environment", function() local env = { a = 1 } load("b = a + 1", "=s", "t", env)() return env.b, b end)
case("an environment nil", function() return pcall(load("return x", "=s", "t", nil)) end)
case("an environment without functions", function() return pcall(load("return type(1)", "=s", "t", {})) end)
case("chunk name in errors", function() return pcall(load("error('here')", "@my file.lua")) end)
case("chunk name = in errors", function() return pcall(load("\nerror('here')", "=mine")) end)
case("text as chunk name in errors", function() return pcall(load("error('here')")) end)
case("level 2 in a chunk", function() return pcall(load("local function f() error('at caller', 2) end\nf()\n", "=c")) end)
case("a syntax error gives nil and a message", function() local f, message = load("x = ", "=s") return f, message end)
case("a chunk's varargs", function() return load("return select('#', ...)")(nil, nil) end)
case("a chunk that returns a function", function() return load("local n = 0 return function() n = n + 1 return n end")()() end)
case("each load makes a new function", function() return load("return 1") == load("return 1") end)
case("a chunk called twice", function() local f = load("local n = (...) return n * 2") return f(1), f(2) end)
case("a generated program", function()
  local parts = { "local t = {}\n" }
  for i = 1, 500 do parts[#parts + 1] = ("function t.f%d(x) return x + %d end\n"):format(i, i) end
  parts[#parts + 1] = "return t"
  local t = load(table.concat(parts))()
  return t.f1(0), t.f500(0)
end)
case("nested parentheses, 100 deep", function() return load("return " .. ("("):rep(100) .. "1" .. (")"):rep(100))() end)
case("nested tables, 100 deep", function() return type(load("return " .. ("{"):rep(100) .. ("}"):rep(100))()) end)
case("nested functions, 40 deep", function() local f = load(("return function() "):rep(40) .. "return 'in'" .. (" end"):rep(40)) for _ = 1, 41 do f = f() end return f end)
case("nested blocks, 150 deep", function() return load(("do "):rep(150) .. "x = 1 " .. ("end "):rep(150)) ~= nil end)
case("nesting far too deep is an error, not a crash", function() return load("return " .. ("("):rep(100000) .. "1" .. (")"):rep(100000)) == nil, load(("do "):rep(100000)) == nil, load("return " .. ("{"):rep(100000)) == nil, load("x = " .. ("-"):rep(100001):gsub("%-", "- ") .. "1") == nil end)
case("a long chain of additions", function() return load("return 0" .. (" + 1"):rep(5000))() end)
case("a long chain of elseifs", function() return load("local n = ... if n == 0 then return 0 " .. (function() local p = {} for i = 1, 300 do p[i] = ("elseif n == %d then return %d "):format(i, i * 2) end return table.concat(p) end)() .. "end")(300) end)
