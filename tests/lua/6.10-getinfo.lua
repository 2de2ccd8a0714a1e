-- §6.10: what `debug.getinfo` tells, and what it doesn't. `short_src` and lines are as in this file.
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

local function fields(info)
  if type(info) ~= "table" then return info end
  local list = {}
  for name, value in pairs(info) do
    list[#list + 1] = name .. "=" .. ((type(value) == "function" or type(value) == "table") and type(value) or tostring(value))
  end
  table.sort(list)
  return table.concat(list, " ")
end
local function plain(a, b) return a end
local function variadic(...) return ... end

for _, option in ipairs { "S", "l", "u", "n", "r", "t", "f", "", "Sl", "nSl", "flnSrtu" } do
  print(option, fields(debug.getinfo(plain, option)))
  print(option, fields(debug.getinfo(print, option)))
end
print(fields(debug.getinfo(print)))
print(fields(debug.getinfo(variadic, "u")))
for _, bad in ipairs { "X", ">", ">S", "S>", "SX", "A" } do case("option " .. bad, function() debug.getinfo(print, bad) end) end
for _, bad in ipairs { -1, 1000, 2 ^ 31, 2.5 } do case("level " .. bad, function() return debug.getinfo(bad) end) end
case("a wrong option of no level", function() return debug.getinfo(1000, "X") end)
case("nothing", function() return debug.getinfo() end)
case("a table", function() return debug.getinfo({}) end)
case("options that are no text", function() return debug.getinfo(print, {}) end)

local function lines(f)
  local list = {}
  for line in pairs(debug.getinfo(f, "L").activelines) do list[#list + 1] = line - debug.getinfo(f, "S").linedefined end
  table.sort(list)
  return table.concat(list, " ")
end
case("active lines", function()
  local function f(a)
    a = a + 1

    -- nothing
    if a > 1 then
      a = a * 2
    end

    return a
  end
  return lines(f)
end)
case("active lines of an empty function", function()
  local function f()
  end
  return lines(f)
end)
case("active lines of a native", function() return debug.getinfo(print, "L").activelines end)
case("only active lines", function() return fields(debug.getinfo(plain, "L")) end)

case("istailcall", function()
  local function inner() return debug.getinfo(1, "t").istailcall, debug.getinfo(2, "t").istailcall end
  local function outer() return inner() end
  local function ordinary() local a, b = inner() return a, b end
  local a, b = outer()
  local c, d = ordinary()
  return a, b, c, d
end)
case("the name of what was called in another one's place", function()
  local function inner() return debug.getinfo(1, "n").name, debug.getinfo(1, "n").namewhat end
  local function outer() return inner() end
  local a, b = outer()
  return a, b
end)
case("a name that its caller doesn't have", function()
  return select(2, pcall(function() local i = debug.getinfo(1, "n") return i.name end))
end)
case("variable arguments in a tail call", function()
  local function inner(...) return select("#", ...), (select(2, debug.getlocal(1, -2))), debug.getinfo(1, "t").istailcall end
  local function outer(...) return inner(...) end
  return outer("a", "b", "c")
end)
case("the native itself", function() local i = debug.getinfo(0, "nSl") return i.what, i.currentline, i.name end)

local function thread()
  local co = coroutine.create(function(a, ...)
    local text = "local"
    coroutine.yield()
    return text
  end)
  coroutine.resume(co, 1, "more")
  return co
end
case("a thread's levels", function()
  local co = thread()
  local a, b = debug.getinfo(co, 0, "nS"), debug.getinfo(co, 1, "lS")
  return a.what, a.name, b.what, b.currentline - b.linedefined, debug.getinfo(co, 2)
end)
case("a thread that hasn't started", function() local co = coroutine.create(print) return debug.getinfo(co, 0), debug.getinfo(co, 1) end)
case("a thread that is over", function() local co = coroutine.create(function() end) coroutine.resume(co) return debug.getinfo(co, 0) end)
case("a thread and a function", function() return fields(debug.getinfo(thread(), print, "S")) end)
case("the running thread", function() return debug.getinfo(coroutine.running(), 1, "l").currentline == debug.getinfo(1, "l").currentline end)
case("a thread's wrong option", function() return debug.getinfo(thread(), 0, "X") end)
case("a thread without a level", function() return debug.getinfo(thread()) end)
case("a thread's locals", function() local co = thread() return debug.getlocal(co, 1, 1), debug.getlocal(co, 1, 2) end)
case("a thread's values", function() local co = thread() local a, b = debug.getlocal(co, 1, 2) local c, d = debug.getlocal(co, 1, -1) return a, b, c, d end)
case("a thread's level beyond", function() return debug.getlocal(thread(), 9, 1) end)
case("a function's parameters by a thread", function() return debug.getlocal(thread(), plain, 2) end)
