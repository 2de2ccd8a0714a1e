-- §6.10: the safe half of debug.
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

local function inspected(a, b, ...)
  local c = a
  return c
end
case("getinfo of a Lua function", function() local i = debug.getinfo(inspected, "S") return i.what, i.short_src, i.source, i.linedefined, i.lastlinedefined end)
case("getinfo of a native", function() local i = debug.getinfo(print, "S") return i.what, i.short_src, i.source, i.linedefined, i.lastlinedefined end)
case("getinfo's parameters", function() local i = debug.getinfo(inspected, "u") local j = debug.getinfo(print, "u") return i.nparams, i.isvararg, i.nups, j.nparams, j.isvararg end)
case("getinfo's current line", function()
  local first = debug.getinfo(1, "l").currentline
  local second = debug.getinfo(1, "l").currentline
  return second - first, debug.getinfo(print, "l").currentline
end)
case("getinfo's function", function() local function me() return debug.getinfo(1, "f").func == me end return me() end)
case("getinfo's name of a local", function() local function named() local i = debug.getinfo(1, "n") return i.name, i.namewhat end local a, b = named() return a, b end)
case("getinfo's name of a method", function() local o = { m = function() local i = debug.getinfo(1, "n") return i.name, i.namewhat end } local a, b = o:m() return a, b end)
case("getinfo's name of a field", function() local o = { f = function() local i = debug.getinfo(1, "n") return i.name, i.namewhat end } local a, b = o.f() return a, b end)
case("getinfo of a level beyond", function() return debug.getinfo(100) end)
case("getinfo with a wrong option", function() debug.getinfo(1, "X") end)
case("getinfo with a wrong level", function() debug.getinfo("x") end)
case("getinfo of a main chunk", function() local i = debug.getinfo(load("return 1", "=chunk"), "S") return i.what, i.short_src, i.source, i.linedefined end)
case("getlocal", function() local x, y = 1, "two" local n1, v1 = debug.getlocal(1, 1) local n2, v2 = debug.getlocal(1, 2) return n1, v1, n2, v2 end)
case("getlocal of parameters", function() return debug.getlocal(inspected, 1), debug.getlocal(inspected, 2), debug.getlocal(inspected, 3) end)
case("getlocal beyond", function() return debug.getlocal(1, 100) end)
case("getlocal of a vararg", function() return (function(...) local n, v = debug.getlocal(1, -2) return n, v end)("a", "b") end)
case("getlocal of a wrong level", function() debug.getlocal(100, 1) end)
case("traceback with a message", function() return (debug.traceback("message"):match("^[^\n]*\n[^\n]*")) end)
case("traceback of what is no string", function() local t = {} return debug.traceback(t) == t, debug.traceback(nil) == nil and "nil" or type(debug.traceback(nil)), debug.traceback(12):match("^12\n") ~= nil end)
case("traceback names functions", function()
  local function deepest() return (debug.traceback("t")) end
  local function caller() local trace = deepest() return trace end
  local trace = caller()
  return trace:match("in upvalue 'deepest'") or trace:match("in local 'deepest'"), trace:match("in local 'caller'"), trace:match("6.10%-debug.lua:%d+:") ~= nil
end)
case("traceback of a coroutine", function() local co = coroutine.create(function() coroutine.yield() end) coroutine.resume(co) return (debug.traceback(co):gsub("%d+", "N")) end)
case("getmetatable ignores __metatable", function() return debug.getmetatable(setmetatable({}, { __metatable = "locked", x = 5 })).x end)
