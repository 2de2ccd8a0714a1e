-- §2.2: environments and the global environment.
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

case("_G is the environment", function() return _G == _ENV, _G._G == _G end)
case("a global is a field of _ENV", function()
  shared = 5
  local before = _ENV.shared
  shared = nil
  return before, _ENV.shared
end)
case("a local _ENV", function() local _ENV = { x = 1 } return x, y end)
case("a parameter _ENV", function() local function f(_ENV) return a, b end return f { a = 1, b = 2 } end)
case("globals are written into the local _ENV", function()
  local inner = {}
  do local _ENV = inner; x = 10 end
  return inner.x, x
end)
case("an environment with __index", function()
  local _ENV = setmetatable({}, { __index = _G })
  value = 3
  return value, _G.value, tostring(value)
end)
case("_ENV nil and a global", function() local _ENV = nil return x end)
case("_ENV a number and a global", function() local _ENV = 5; x = 1 end)
case("_ENV without print", function() local _ENV = {}; print("x") end)
case("load with an environment", function() local env = { x = 7 } local f = load("x = x + 1; return x", "=l", "t", env) return f(), env.x, x end)
case("a loaded chunk has the global environment", function() return load("return _ENV == _G")() end)
case("functions keep the environment of their definition", function()
  local f
  do local _ENV = { y = "inner" }; f = function() return y end end
  y = "outer"
  local result = f()
  y = nil
  return result
end)
case("an environment as upvalue of two functions", function()
  local _ENV = { n = 0 }
  local function up() n = n + 1 end
  up() up()
  return n
end)
case("strict globals by metatable", function()
  local _ENV = setmetatable({}, { __index = function(_, name) return "no " .. name end })
  return anything, other
end)
