-- §2.3, §6.1: error, assert, pcall, xpcall.
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

local function thrower(value, level) error(value, level) end

case("position is put before a string", function() error("plain") end)
case("level 0 adds no position", function() error("plain", 0) end)
case("level 1 is where error is called", function() thrower("one", 1) end)
case("level 2 is where the caller is", function()
  thrower("two", 2)
end)
case("level 3 is a level above", function()
  local function middle()
    thrower("three", 3)
    return 1
  end
  middle()
  return 1
end)
case("a level above the stack", function() thrower("high", 50) end)
case("error without a value", function() error() end)
case("error with nil", function() error(nil) end)
case("error with false", function() error(false) end)
case("error with a number keeps it a number", function() error(42) end)
case("error with a float", function() error(1.5, 2) end)
case("error with a table", function() error({ code = 7 }) end)
case("the same table arrives", function()
  local object = { code = 7 }
  local ok, caught = pcall(error, object)
  return ok, caught == object, caught.code
end)
case("pcall returns all results", function() return pcall(function() return 1, nil, 3, nil end) end)
case("pcall passes arguments", function() return pcall(select, 2, "a", "b", "c") end)
case("pcall of no function", function() return pcall(nil) end)
case("pcall of a number", function() return pcall(3) end)
case("pcall without arguments", function() return pcall() end)
case("pcall of a callable table", function() return pcall(setmetatable({}, { __call = function(_, x) return "called", x end }), 9) end)
case("nested pcall", function() return pcall(pcall, error, "e") end)
case("error in an inner pcall is inner", function()
  local ok, message = pcall(function()
    local inner = pcall(error, "inner")
    error("outer " .. tostring(inner), 0)
  end)
  return ok, message
end)
case("rethrowing keeps the message", function()
  local _, message = pcall(function() error("first") end)
  error(message, 0)
end)
case("assert returns its arguments", function() return assert(1, "unused", 3) end)
case("assert of false", function() assert(false) end)
case("assert of nil with message", function() assert(nil, "the message") end)
case("assert's string message gets a position", function() assert(false, "bare") end)
case("assert with a table as message", function()
  local object = {}
  local ok, caught = pcall(assert, false, object)
  return ok, caught == object
end)
case("assert with nil as message", function() assert(false, nil) end)
case("assert without arguments", function() assert() end)
case("assert with a number as message", function() assert(nil, 12) end)
case("xpcall calls the handler with the message", function() return xpcall(function() error("m", 0) end, function(m) return "handled " .. m end) end)
case("xpcall passes arguments", function() return xpcall(function(...) return select("#", ...), ... end, print, 1, nil, 3) end)
case("xpcall's handler returns one value", function() return xpcall(error, function() return 1, 2, 3 end) end)
case("xpcall's handler runs where the error is", function()
  local function deep() local marker = "found"; error(marker, 0) end
  return xpcall(deep, function(m) return m, debug.traceback("t"):find("deep", 1, true) end)
end)
case("xpcall with traceback", function()
  local ok, trace = xpcall(function() error("why", 0) end, debug.traceback)
  return ok, trace:match("^[^\n]*\n[^\n]*")
end)
case("xpcall's handler that fails", function()
  local ok, message = xpcall(error, function() error("again", 0) end, "x")
  return ok, type(message)
end)
case("xpcall without error does not call the handler", function()
  local called = false
  return xpcall(function() return "fine" end, function() called = true end), called
end)
case("xpcall without a handler", function() return xpcall(print) end)
case("xpcall of nil", function() return xpcall(nil, function(m) return "h: " .. m end) end)
case("a run-time error reaches the handler with position", function() return xpcall(function() local x; return x.y end, function(m) return "h: " .. m end) end)
case("tostring of an error object by __tostring", function()
  local ok, e = pcall(error, setmetatable({}, { __tostring = function() return "custom" end }))
  return ok, tostring(e)
end)
case("an error passes through a for loop's iterator", function()
  for _ in function() error("iterator", 0) end do end
end)
case("an error in a metamethod", function()
  return setmetatable({}, { __add = function() error("in add") end }) + 1
end)
case("an error in a sort comparator", function() table.sort({ 3, 2, 1 }, function() error("comparing", 0) end) end)
case("an error in a gsub callback", function() return ("abc"):gsub(".", function() error("replacing", 0) end) end)
case("stack overflow is caught", function()
  local function forever() return 1 + forever() end
  local ok, message = pcall(forever)
  return ok, message:match("stack overflow")
end)
case("stack overflow by mutual recursion", function()
  local a, b
  function a() return (b()) end
  function b() return (a()) end
  local ok, message = pcall(a)
  return ok, message:match("^2.3%-error%-handling.lua:%d+: stack overflow") ~= nil
end)
case("after a stack overflow all is well", function()
  local function forever() return 1 + forever() end
  pcall(forever)
  return pcall(function() return "still here" end)
end)
case("stack overflow in a metamethod", function()
  local t = setmetatable({}, {})
  getmetatable(t).__index = function(self, key) return self[key .. ""] end
  local ok, message = pcall(function() return t.x end)
  return ok, message:match("stack overflow")
end)
case("locals keep their values after a caught error", function()
  local value = 1
  pcall(function() value = 2; error("x") end)
  return value
end)
