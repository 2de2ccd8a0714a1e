-- §2.6, §6.2: the main program as a coroutine sees it, and closing twice.
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

local main = coroutine.running()
case("status from inside", function() return coroutine.status(main), coroutine.wrap(function() return coroutine.status(main) end)() end)
case("status from two deep", function()
  return coroutine.wrap(function()
    local outer = coroutine.running()
    return coroutine.wrap(function() return coroutine.status(main), coroutine.status(outer), coroutine.status(coroutine.running()) end)()
  end)()
end)
case("status after", function() coroutine.wrap(function() end)() return coroutine.status(main) end)
case("isyieldable", function()
  return coroutine.isyieldable(), coroutine.isyieldable(main), coroutine.wrap(function()
    return coroutine.isyieldable(), coroutine.isyieldable(main), coroutine.isyieldable(coroutine.running())
  end)()
end)
case("isyieldable of another one", function() return coroutine.isyieldable(coroutine.create(print)) end)
case("resuming the main program", function() return coroutine.wrap(function() return coroutine.resume(main) end)() end)
case("closing the main program from a coroutine", function() coroutine.wrap(function() return coroutine.close(main) end)() end)
case("closing the main program from itself", function() coroutine.close(main) end)

local function failing(value)
  local co = coroutine.create(function()
    local x <close> = setmetatable({}, { __close = function(_, e) error(value, 0) end })
    coroutine.yield()
  end)
  coroutine.resume(co)
  return co
end
case("closing a failing one twice", function()
  local co = failing("oops")
  local a, b = coroutine.close(co)
  return a, b, coroutine.status(co), coroutine.close(co)
end)
case("closing it a third time", function() local co = failing(nil) coroutine.close(co) coroutine.close(co) return coroutine.close(co) end)
case("closing one that failed", function()
  local co = coroutine.create(function() error("oops", 0) end)
  coroutine.resume(co)
  local a, b = coroutine.close(co)
  return a, b, coroutine.close(co)
end)
case("closing one that failed and fails to close", function()
  local log = {}
  local co = coroutine.create(function()
    local x <close> = setmetatable({}, { __close = function(_, e) log[#log + 1] = e error("second", 0) end })
    local y <close> = setmetatable({}, { __close = function(_, e) log[#log + 1] = e error("third", 0) end })
    error("first", 0)
  end)
  local a, b = coroutine.resume(co)
  local c, d = coroutine.close(co)
  local e, f = coroutine.close(co)
  return a, b, c, d, e, f, table.concat(log, " ")
end)
case("resuming one that was closed", function() local co = failing("oops") coroutine.close(co) return coroutine.resume(co) end)
case("closing a fresh one twice", function() local co = coroutine.create(print) return coroutine.close(co), coroutine.close(co), coroutine.status(co) end)
case("closing one that yields while it is closed", function()
  local co = coroutine.create(function()
    local x <close> = setmetatable({}, { __close = function() local y = 1 return y end })
    coroutine.yield(1)
  end)
  coroutine.resume(co)
  return coroutine.close(co), coroutine.close(co)
end)
