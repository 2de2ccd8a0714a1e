-- §3.3.7, §3.3.8: const and to-be-closed variables.
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

local function closing(log, name) return setmetatable({}, { __close = function(_, e) log[#log + 1] = name .. (e ~= nil and "(" .. tostring(e) .. ")" or "") end }) end

case("const", function() local x <const>, y <const> = 1, { 2 } y[1] = 3 return x, y[1] end)
case("assignment to a const", function() return load("local x <const> = 1; x = 2", "=s") end)
case("assignment to a const upvalue", function() return load("local x <const> = {}; function f() x = 2 end", "=s") end)
case("assignment to a close variable", function() return load("local x <close> = nil; x = 2", "=s") end)
case("a multiple assignment to a const", function() return load("local x <const>, y = 1, 2; y, x = 1, 2", "=s") end)
case("a function of a const's name", function() return load("local x <const> = 1; function x() end", "=s") end)
case("unknown attribute", function() return load("local x <final> = 1", "=s") end)
case("missing attribute", function() return load("local x <> = 1", "=s") end)
case("two close variables in one local", function() return load("local a <close>, b <close> = 1, 2", "=s") end)
case("const and close in one local", function() local log = {} do local a <const>, b <close> = 1, closing(log, "b") end return log[1] end)
case("constants fold", function() local a <const>, b <const> = 10, "x" return a * 2 + 1, b .. b, -a, a // 3, not a end)
case("constants nil, true, false", function() local n <const>, t <const>, f <const> = nil, true, false return n, t, f, n == nil, t and 1 or 2, f and 1 or 2 end)
case("a constant as a key", function() local k <const> = "key" local t = { [k] = 1 } t[k] = t[k] + 1 return t.key end)
case("a constant in a closure", function() local k <const> = 5 return (function() return k * k end)() end)
case("a const shadowed", function() local x <const> = 1 do local x = 2 x = 3 end return x end)
case("close at the end of a block", function() local log = {} do local a <close> = closing(log, "a") log[#log + 1] = "body" end log[#log + 1] = "after" return table.concat(log, " ") end)
case("close in reverse order", function()
  local log = {}
  do local a <close> = closing(log, "a") local b <close> = closing(log, "b") local c <close> = closing(log, "c") end
  return table.concat(log, " ")
end)
case("close at break", function()
  local log = {}
  while true do local a <close> = closing(log, "a") break end
  return table.concat(log, " ")
end)
case("close in each turn of a loop", function()
  local log = {}
  for i = 1, 3 do local a <close> = closing(log, "a" .. i) end
  return table.concat(log, " ")
end)
case("close at goto out of a block", function()
  local log = {}
  do local a <close> = closing(log, "a") goto out end
  ::out::
  log[#log + 1] = "out"
  return table.concat(log, " ")
end)
case("close at goto continue", function()
  local log = {}
  for i = 1, 2 do
    local a <close> = closing(log, "a" .. i)
    if i == 1 then goto continue end
    log[#log + 1] = "body" .. i
    ::continue::
  end
  return table.concat(log, " ")
end)
case("close at return, after the values are evaluated", function()
  local log = {}
  local function f() local a <close> = closing(log, "a") local n = #log return n, (function() log[#log + 1] = "value" return "v" end)() end
  local n, v = f()
  return n, v, table.concat(log, " ")
end)
case("closing does not change the results", function()
  local function f() local x = 1 local a <close> = setmetatable({}, { __close = function() x = 2 end }) return x end
  return f()
end)
case("results of a vararg return are kept", function()
  local function f(...) local a <close> = setmetatable({}, { __close = function() local _ = { 1, 2, 3 } end }) return ... end
  return f(1, nil, 3, nil, 5)
end)
case("a return is no tail call then", function()
  local log = {}
  local function g() log[#log + 1] = "g" return "g's" end
  local function f() local a <close> = closing(log, "a") return g() end
  return f(), table.concat(log, " ")
end)
case("close at an error, with the error", function()
  local log = {}
  local ok, e = pcall(function() local a <close> = closing(log, "a") local b <close> = closing(log, "b") error("E", 0) end)
  return ok, e, table.concat(log, " ")
end)
case("an error in a handler replaces the error", function()
  local log = {}
  local ok, e = pcall(function()
    local a <close> = closing(log, "a")
    local b <close> = setmetatable({}, { __close = function(_, e) error("second after " .. e, 0) end })
    error("first", 0)
  end)
  return ok, e, table.concat(log, " ")
end)
case("an error in a handler at a normal end", function()
  local log = {}
  local ok, e = pcall(function()
    local a <close> = closing(log, "a")
    local b <close> = setmetatable({}, { __close = function() error("bad end", 0) end })
    local c <close> = closing(log, "c")
    return "result"
  end)
  return ok, e, table.concat(log, " ")
end)
case("every handler runs although all fail", function()
  local seen = {}
  local function failing(name) return setmetatable({}, { __close = function(_, e) seen[#seen + 1] = tostring(e) error(name, 0) end }) end
  local ok, e = pcall(function()
    local a <close> = failing("a")
    local b <close> = failing("b")
    local c <close> = failing("c")
    error("body", 0)
  end)
  return ok, e, table.concat(seen, " ")
end)
case("nil and false need no closing", function() do local a <close> = nil local b <close> = false end return "fine" end)
case("a value that can't be closed", function() local a <close> = {} end)
case("a number can't be closed", function() local count <close> = 42 end)
case("a value that can't be closed closes the earlier ones", function()
  local log = {}
  local ok, e = pcall(function() local a <close> = closing(log, "a") local b <close> = 5 end)
  return ok, e, #log
end)
case("__close removed later", function()
  local o = setmetatable({}, { __close = print })
  local ok, e = pcall(function() local a <close> = o getmetatable(o).__close = nil end)
  return ok, e
end)
case("__close gets the value and the error", function()
  local gotValue, gotError, count
  local o = setmetatable({}, { __close = function(...) gotValue, gotError = ... count = select("#", ...) end })
  do local a <close> = o end
  return gotValue == o, gotError, count
end)
case("closing in nested functions", function()
  local log = {}
  local function inner() local a <close> = closing(log, "inner") error("x", 0) end
  local function outer() local a <close> = closing(log, "outer") inner() end
  return pcall(outer), table.concat(log, " ")
end)
case("a pcall in a handler", function()
  local log = {}
  local ok, e = pcall(function()
    local a <close> = setmetatable({}, { __close = function() log[#log + 1] = tostring(pcall(error, "inner")) end })
    error("outer", 0)
  end)
  return ok, e, log[1]
end)
case("close variables as upvalues", function()
  local f
  do local a <close> = setmetatable({ v = 1 }, { __close = function(self) self.v = 2 end }) f = function() return a.v end end
  return f()
end)
case("closing order with blocks and returns", function()
  local log = {}
  local function f()
    local a <close> = closing(log, "a")
    do local b <close> = closing(log, "b") end
    for i = 1, 2 do
      local c <close> = closing(log, "c" .. i)
      if i == 2 then return "r" end
    end
  end
  return f(), table.concat(log, " ")
end)
