-- Manual 2.3: an error inside the message handler calls the message handler again, up to a limit; an overflow leaves it room.
local n = 0
print(xpcall(error, function(m)
  n = n + 1
  if n < 5 then error("again", 0) end
  return "done " .. tostring(m)
end, "x"))
print(n)

-- Each is told what the one before failed with.
n = 0
print(xpcall(error, function(m)
  n = n + 1
  if n < 4 then error(m .. n, 0) end
  return m
end, "x"))

-- For ever.
n = 0
print(xpcall(error, function(m) n = n + 1 error(m, 0) end, "x"))
print(n > 100)
print(xpcall(error, error))
print(select("#", xpcall(error, function() end, 1)))

-- What isn't a string.
print(xpcall(error, function(m) return type(m) end, {}))
print(xpcall(error, function(m) local x = m .. 1 return x end, nil))

-- At an overflow the handler has room for calls of its own, of functions in Lua and of others.
local function f(n) return 1 + f(n + 1) end
local called = 0
local ok, m = xpcall(f, function(m)
  called = called + 1
  local function g(n) if n > 0 then return (g(n - 1)) end return m end
  return "handled: " .. string.format("%s", g(10))
end, 0)
print(ok, m:find("^handled: .*stack overflow") ~= nil, called)

-- But not for another overflow.
called = 0
print(xpcall(f, function() called = called + 1 return f(0) end, 0))
print(called)

-- Afterwards all is as before.
print(select("#", xpcall(f, debug.traceback, 0)))
print(pcall(function() return xpcall(error, function(m) return m .. "!" end, "y") end))

-- A handler inside of a handler is its own.
print(xpcall(error, function(m)
  return (select(2, xpcall(error, function(inner) return inner .. " inside of " .. m end, "b")))
end, "a"))

-- What is closed meanwhile fails: its error goes to the handler too.
print(xpcall(function()
  local x <close> = setmetatable({}, {__close = function() error("close", 0) end})
  error("body", 0)
end, function(m) return "<" .. m .. ">" end))

-- Not across a coroutine.
print(xpcall(function()
  return coroutine.resume(coroutine.create(function() error("in it", 0) end))
end, function(m) return "seen " .. m end))
print(xpcall(function()
  return coroutine.wrap(function() error("in it", 0) end)()
end, function(m) return "seen " .. m end))
