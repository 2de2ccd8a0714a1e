-- §2.4, §3.4.10: what isn't a function and is called through `__call`, also in its place.
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

local function callable(f) return setmetatable({}, { __call = f }) end

case("a tail call keeps no frame", function()
  local t = callable(function(self, n) if n == 0 then return "done" end return self(n - 1) end)
  return t(250000)
end)
case("a chain's tail call keeps no frame", function()
  local f = function(_, _, self, n) if n == 0 then return "done" end return self(self, n - 1) end
  local t = callable(callable(f))
  return t(t, 250000)
end)
case("two that call each other", function()
  local even, odd
  even = callable(function(_, n) if n == 0 then return true end return odd(n - 1) end)
  odd = callable(function(_, n) if n == 0 then return false end return even(n - 1) end)
  return even(100001)
end)
case("a method in its place", function()
  local class = {} class.__index = class
  class.down = callable(function(_, self, n) if n == 0 then return self.name end return self:down(n - 1) end)
  return setmetatable({ name = "object" }, class):down(100000)
end)
case("a native in its place", function() local t = callable(select) return pcall(function() return t("#") end) end)
case("arguments", function() local t = callable(function(...) return select("#", ...) end) return t(), t(1), t(nil, nil), (t(table.unpack({}, 1, 250))) end)
case("arguments of a chain", function()
  local a = callable(function(...) return ... end)
  local b = callable(a)
  local c = callable(b)
  local function names(...)
    local list = table.pack(...)
    for i = 1, list.n do list[i] = list[i] == a and "a" or list[i] == b and "b" or list[i] == c and "c" or list[i] end
    return table.concat(list, " ")
  end
  return names(c(1, 2)), names((function() return c(1, 2) end)())
end)
case("a long chain", function()
  local t = function(...) return select("#", ...) end
  for _ = 1, 1000 do t = callable(t) end
  return t(1, 2), (function() return t(1, 2) end)()
end)
case("a chain's end is nothing to call", function() local t = callable(callable(12)) t() end)
case("in its place", function() local t = callable(callable("text")) return t() end)
case("a field", function() local t = { x = callable(true) } t.x() end)
case("variable arguments in its place", function()
  local t = callable(function(_, ...) return select("#", ...) end)
  local function f(...) return t(...) end
  return f(), f(1), f(nil, nil, nil)
end)
case("with variables to close it is an ordinary call", function()
  local log = {}
  local t = callable(function() log[#log + 1] = "called" return 1 end)
  local function f()
    local x <close> = setmetatable({}, { __close = function() log[#log + 1] = "closed" end })
    return t()
  end
  f()
  return table.concat(log, " ")
end)
case("as an iterator", function()
  local sum = 0
  for k in callable(function(_, state, k) k = (k or 0) + 1 if k <= state then return k end end), 10 do sum = sum + k end
  return sum
end)
case("as a metamethod", function()
  local add = callable(function(_, a, b) return "sum" end)
  return setmetatable({}, { __add = add }) + 1
end)
case("yields", function()
  local t = callable(function(_, x) return coroutine.yield(x) end)
  local co = coroutine.wrap(function() return t(1) end)
  return co(), co(2)
end)
case("istailcall", function()
  local t = callable(function() return debug.getinfo(1, "t").istailcall end)
  local function f() return t() end
  local function g() local x = t() return x end
  return f(), g()
end)

-- What isn't called, by what called it.
local names = { "add", "sub", "mul", "div", "mod", "pow", "idiv", "band", "bor", "bxor", "shl", "shr", "concat" }
local operators = { "+", "-", "*", "/", "%", "^", "//", "&", "|", "~", "<<", ">>", ".." }
local function message(text, metatable)
  return (select(2, pcall(load("local a, b = ... " .. text, "=s"), setmetatable({}, metatable), setmetatable({}, metatable))))
end
for i, name in ipairs(names) do
  local event = { ["__" .. name] = 34 }
  for _, text in ipairs { "a # b", "a # 1", "1 # a", "a # a # a", "a # 1.5" } do
    print(name, text, message("return " .. text:gsub("#", (operators[i]:gsub("%%", "%%%%"))), event))
  end
end
print(message("return -a", { __unm = {} }))
print(message("return ~a", { __bnot = "text" }))
print(message("return #a", { __len = true }))
print(message("return a == b", { __eq = 1 }))
print(message("return a ~= b", { __eq = 1 }))
for _, text in ipairs { "a < b", "a > b", "a < 1", "1 < a", "a > 1" } do print(message("return " .. text, { __lt = {} })) end
for _, text in ipairs { "a <= b", "a >= b", "a <= 1", "1 <= a", "a >= 1" } do print(message("return " .. text, { __le = {} })) end
print(message("if a < b then end", { __lt = {} }))
print(message("return a()", { __call = 34 }))
print(message("a()", { __call = 34 }))
print(message("a.x = a a.x()", { __call = 34 }))
print(message("a.x = a a:x()", { __call = 34 }))
print(message("return a.x", { __index = 34 }))
print(message("a.x = 1", { __newindex = 34 }))
print(message("for k in a do end", { __call = 34 }))
print(message("local x <close> = a", { __close = 3 }))
print(message("do local x <close> = a end return 1", { __close = 3 }))
print(message("for k in next, {}, nil, a do end", { __close = 3 }))
