-- §6.2: the coroutine library.
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

case("names", function()
  local names = {}
  for name in pairs(coroutine) do names[#names + 1] = name end
  table.sort(names)
  return table.concat(names, " ")
end)
case("create wants a function", function() coroutine.create(1) end)
case("create without argument", function() coroutine.create() end)
case("wrap wants a function", function() coroutine.wrap("x") end)
case("resume wants a coroutine", function() coroutine.resume(print) end)
case("status wants a coroutine", function() coroutine.status() end)
case("status values", function()
  local co, inside
  co = coroutine.create(function() inside = coroutine.status(co); coroutine.yield() end)
  local before = coroutine.status(co)
  coroutine.resume(co)
  local suspended = coroutine.status(co)
  coroutine.resume(co)
  return before, inside, suspended, coroutine.status(co)
end)
case("status normal", function()
  local outer, status
  outer = coroutine.create(function()
    coroutine.resume(coroutine.create(function() status = coroutine.status(outer) end))
  end)
  coroutine.resume(outer)
  return status
end)
case("running in the main thread", function() local co, main = coroutine.running() return type(co), main, coroutine.status(co) end)
case("running in a coroutine", function()
  local co
  co = coroutine.create(function() local running, main = coroutine.running() return running == co, main end)
  return coroutine.resume(co)
end)
case("isyieldable", function()
  local main = coroutine.isyieldable()
  return main, coroutine.wrap(function() return coroutine.isyieldable() end)()
end)
case("isyieldable of another coroutine", function() return coroutine.isyieldable(coroutine.create(print)) end)
case("resume a dead coroutine", function()
  local co = coroutine.create(function() return "only" end)
  local _, first = coroutine.resume(co)
  return first, coroutine.resume(co)
end)
case("wrap's function", function() local f = coroutine.wrap(function(a) local b = coroutine.yield(a + 1) return a + b end) return type(f), f(1), f(10) end)
case("wrap of a dead coroutine", function() local f = coroutine.wrap(function() end) f() f() end)
case("wrap passes errors on", function() coroutine.wrap(function() error("inside", 0) end)() end)
case("wrap's errors keep their position", function() coroutine.wrap(function() error("inside") end)() end)
case("wrap's run-time errors", function() coroutine.wrap(function() local t; t.x = 1 end)() end)
case("wrap passes error objects on", function()
  local object = {}
  local ok, e = pcall(coroutine.wrap(function() error(object) end))
  return ok, e == object
end)
case("wrap closes pending variables at an error", function()
  local closed
  local ok = pcall(coroutine.wrap(function()
    local c <close> = setmetatable({}, { __close = function(_, e) closed = e end })
    error("reason", 0)
  end))
  return ok, closed
end)
case("resume does not close pending variables at an error", function()
  local closed = "not closed"
  local co = coroutine.create(function()
    local c <close> = setmetatable({}, { __close = function(_, e) closed = e end })
    error("reason", 0)
  end)
  coroutine.resume(co)
  local before = closed
  return before, coroutine.close(co), closed
end)
case("close a fresh coroutine", function() local co = coroutine.create(print) return coroutine.close(co), coroutine.status(co) end)
case("close a suspended coroutine", function()
  local order = {}
  local co = coroutine.create(function()
    local a <close> = setmetatable({}, { __close = function(_, e) order[#order + 1] = "a " .. tostring(e) end })
    local b <close> = setmetatable({}, { __close = function(_, e) order[#order + 1] = "b " .. tostring(e) end })
    coroutine.yield()
  end)
  coroutine.resume(co)
  return coroutine.close(co), coroutine.status(co), table.concat(order, ", ")
end)
case("close a coroutine whose handler fails", function()
  local co = coroutine.create(function()
    local a <close> = setmetatable({}, { __close = function() error("closing", 0) end })
    coroutine.yield()
  end)
  coroutine.resume(co)
  return coroutine.close(co)
end)
case("close a dead coroutine", function() local co = coroutine.create(function() end) coroutine.resume(co) return coroutine.close(co) end)
case("close a coroutine that died of an error", function()
  local co = coroutine.create(function() error("died", 0) end)
  coroutine.resume(co)
  return coroutine.close(co)
end)
case("close twice", function()
  local co = coroutine.create(function() error("died", 0) end)
  coroutine.resume(co)
  coroutine.close(co)
  return coroutine.close(co)
end)
case("close a running coroutine", function() coroutine.close(coroutine.running()) end)
case("close a normal coroutine", function()
  local outer
  outer = coroutine.create(function() coroutine.wrap(function() coroutine.close(outer) end)() end)
  return coroutine.resume(outer)
end)
case("close wants a coroutine", function() coroutine.close({}) end)
case("resume after close", function() local co = coroutine.create(print) coroutine.close(co) return coroutine.resume(co) end)
case("resume within a yield's arguments", function()
  local co = coroutine.wrap(function() coroutine.yield(coroutine.wrap(function() coroutine.yield("inner") end)()) end)
  return co()
end)
