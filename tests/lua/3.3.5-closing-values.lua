-- §3.3.5: the fourth value of a generic loop is closed, whatever iterates.
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

local function closer(log, name) return setmetatable({}, { __close = function(_, e) log[#log + 1] = name .. " " .. tostring(e) end }) end

local function through(label, make)
  case(label .. " to the end", function()
    local log = {}
    for k, v in make(closer(log, "closed")) do log[#log + 1] = tostring(k) end
    return table.concat(log, ", ")
  end)
  case(label .. " with a break", function()
    local log = {}
    for k, v in make(closer(log, "closed")) do log[#log + 1] = tostring(k) break end
    return table.concat(log, ", ")
  end)
  case(label .. " with a return", function()
    local log = {}
    local function f() for k, v in make(closer(log, "closed")) do return k end end
    log[#log + 1] = tostring(f())
    return table.concat(log, ", ")
  end)
  case(label .. " with a goto", function()
    local log = {}
    for k, v in make(closer(log, "closed")) do goto out end
    ::out::
    return table.concat(log, ", ")
  end)
  case(label .. " with an error", function()
    local log = {}
    pcall(function() for k, v in make(closer(log, "closed")) do error("oops", 0) end end)
    return table.concat(log, ", ")
  end)
  case(label .. " in a coroutine that is closed", function()
    local log = {}
    local co = coroutine.create(function() for k, v in make(closer(log, "closed")) do coroutine.yield(k) end end)
    coroutine.resume(co)
    coroutine.close(co)
    return table.concat(log, ", ")
  end)
  case(label .. " with one variable", function()
    local log = {}
    for k in make(closer(log, "closed")) do log[#log + 1] = tostring(k) end
    return table.concat(log, ", ")
  end)
  case(label .. " with many variables", function()
    local log = {}
    for k, v, a, b, c in make(closer(log, "closed")) do log[#log + 1] = tostring(a) .. tostring(c) end
    return table.concat(log, ", ")
  end)
end

local list = { "a", "b", "c" }
through("next", function(c) return next, list, nil, c end)
through("next of a map", function(c) return next, { key = 1 }, nil, c end)
through("next of nothing", function(c) return next, {}, nil, c end)
through("next from a key", function(c) return next, list, 1, c end)
through("ipairs", function(c) local f, s, i = ipairs(list) return f, s, i, c end)
through("ipairs of nothing", function(c) local f, s, i = ipairs({}) return f, s, i, c end)
through("a function", function(c) return function(s, i) if i < 3 then return i + 1 end end, nil, 0, c end)
through("a callable", function(c) return setmetatable({}, { __call = function(_, s, i) if i < 3 then return i + 1 end end }), nil, 0, c end)
through("coroutine.wrap", function(c) return coroutine.wrap(function() for i = 1, 3 do coroutine.yield(i) end end), nil, nil, c end)

case("no value", function() local n = 0 for k in next, list, nil, nil do n = n + k end return n end)
case("false", function() local n = 0 for k in next, list, nil, false do n = n + k end return n end)
case("a number", function() for k in next, list, nil, 1 do end end)
case("a string", function() for k in next, list, nil, "text" do end end)
case("a table without __close", function() for k in next, list, nil, {} do end end)
case("true", function() for k in next, list, nil, true do end end)
case("clearing while it goes", function()
  local log, t = {}, { 1, 2, 3, x = 1, y = 2 }
  for k in next, t, nil, closer(log, "closed") do t[k] = nil end
  return next(t), table.concat(log)
end)
case("loops in each other", function()
  local log = {}
  for i in next, { 1, 2 }, nil, closer(log, "outer") do
    for j in next, { 1, 2 }, nil, closer(log, "inner") do log[#log + 1] = i .. j end
  end
  return table.concat(log, ", ")
end)
