-- §2.4: metatables and metamethods.
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

local log
local function logging(name) return function(a, b) log[#log + 1] = name; return name, a, b end end
local names = { "add", "sub", "mul", "div", "mod", "pow", "idiv", "band", "bor", "bxor", "shl", "shr", "concat" }
local operators = {}
for _, name in ipairs(names) do operators["__" .. name] = function(a, b) return name .. (type(a) == "table" and " left" or " right") end end
local function new() return setmetatable({}, operators) end

case("arithmetic, object on the left", function() local o = new() return o + 1, o - 1, o * 2, o / 2, o % 2, o ^ 2, o // 2 end)
case("arithmetic, object on the right", function() local o = new() return 1 + o, 1 - o, 2 * o, 2 / o, 2 % o, 2 ^ o, 2 // o end)
case("arithmetic with variables on the left", function() local o, n = new(), 3 return n + o, n - o, n * o, n / o, n % o, n ^ o, n // o end)
case("arithmetic with float constants", function() local o = new() return o + 1.5, 1.5 + o, o * 2.5, 2.5 / o end)
case("bitwise, object on the left", function() local o = new() return o & 1, o | 1, o ~ 1, o << 1, o >> 1 end)
case("bitwise, object on the right", function() local o = new() return 1 & o, 1 | o, 1 ~ o, 1 << o, 1 >> o end)
case("bitwise with a string operand", function() local o = new() return "a" & o, o | "b" end)
case("bitwise with a fraction calls the metamethod", function() local o = new() return 1.5 & o, o ~ 2.5 end)
case("concatenation", function() local o = new() return o .. "x", "x" .. o, o .. 1, o .. o, nil .. o end)
case("concatenation is right associative", function()
  local o = setmetatable({}, { __concat = function(a, b) return "<" .. (type(a) == "table" and "o" or a) .. (type(b) == "table" and "o" or b) .. ">" end })
  return "a" .. o .. "b" .. "c", "a" .. "b" .. o, o .. "a" .. "b" .. o
end)
case("left operand's metamethod comes first", function()
  local a = setmetatable({}, { __add = function() return "a" end })
  local b = setmetatable({}, { __add = function() return "b" end })
  return a + b, b + a
end)
case("only the first result counts", function() local o = setmetatable({}, { __add = function() return 1, 2, 3 end }) return o + 1 end)
case("no result is nil", function() local o = setmetatable({}, { __add = function() end }) return o + 1 end)
case("the operands keep their order", function()
  local o = setmetatable({}, { __sub = function(a, b) return type(a), type(b) end })
  local m = setmetatable({}, { __sub = function(a, b) return type(a) .. "-" .. type(b) end })
  return o - 1, m - 1, 1 - m, m - m
end)
case("unary minus, operand passed twice", function() local o = setmetatable({}, { __unm = function(a, b) return rawequal(a, b) end }) return -o end)
case("unary bitwise not", function() local o = setmetatable({}, { __bnot = function() return "bnot" end }) return ~o end)
case("length", function() local o = setmetatable({ 1, 2 }, { __len = function(t) return rawlen(t) * 10 end }) return #o end)
case("length may be anything", function() local o = setmetatable({}, { __len = function() return "long" end }) return #o end)
case("__eq of two tables", function()
  local meta = { __eq = function(a, b) return a.id == b.id end }
  local a, b, c = setmetatable({ id = 1 }, meta), setmetatable({ id = 1 }, meta), setmetatable({ id = 2 }, meta)
  return a == b, a == c, a ~= b, a ~= c, rawequal(a, b)
end)
case("__eq is not asked for the same object", function()
  local calls = 0
  local o = setmetatable({}, { __eq = function() calls = calls + 1; return false end })
  return o == o, calls
end)
case("__eq is not asked for different types", function()
  local o = setmetatable({}, { __eq = function() return true end })
  return o == 1, o == "x", o == nil, 1 == o
end)
case("__eq of the first, else of the second", function()
  local a, b = setmetatable({}, { __eq = function() return true end }), {}
  return a == b, b == a
end)
case("__eq's result becomes a boolean", function()
  local a, b = setmetatable({}, { __eq = function() return 1 end }), setmetatable({}, { __eq = function() return nil end })
  return a == {}, b == {}
end)
case("__lt", function()
  local meta = { __lt = function(a, b) return a.n < b.n end }
  local a, b = setmetatable({ n = 1 }, meta), setmetatable({ n = 2 }, meta)
  return a < b, b < a, a > b, b > a
end)
case("__lt with a number", function()
  local meta = { __lt = function(a, b) return (type(a) == "table" and a.n or a) < (type(b) == "table" and b.n or b) end }
  local a = setmetatable({ n = 5 }, meta)
  return a < 6, 6 < a, a > 4, 4 > a, 4.5 < a
end)
case("__le", function()
  local meta = { __le = function(a, b) return (type(a) == "table" and a.n or a) <= (type(b) == "table" and b.n or b) end }
  local a, b = setmetatable({ n = 1 }, meta), setmetatable({ n = 1 }, meta)
  return a <= b, a >= b, a <= 0, 1 >= a, 1 <= a, a >= 2
end)
case("__lt's result becomes a boolean", function() local a = setmetatable({}, { __lt = function() return "yes" end }) return a < a, a > a end)
case("__lt in a condition", function()
  local a = setmetatable({}, { __lt = function() return nil end })
  if a < a then return "then" else return "else" end
end)
case("__lt of string and object", function() local a = setmetatable({}, { __lt = function(x, y) return type(x) == "string" end }) return "x" < a, a < "x" end)
case("__index function", function() local t = setmetatable({ a = 1 }, { __index = function(t, k) return k .. "!" end }) return t.a, t.b, t[1] end)
case("__index table", function() local t = setmetatable({}, { __index = { x = 5 } }) return t.x, t.y end)
case("__index chain of tables", function()
  local a = { x = "a" }
  local b = setmetatable({ y = "b" }, { __index = a })
  local c = setmetatable({}, { __index = b })
  return c.x, c.y, c.z
end)
case("__index chain ending in a function", function()
  local b = setmetatable({}, { __index = function(t, k) return k end })
  local c = setmetatable({}, { __index = b })
  return c.found, c[7]
end)
case("__index gets the object itself", function()
  local seen
  local t = setmetatable({}, { __index = function(self) seen = self end })
  local _ = t.x
  return seen == t
end)
case("__index through a string's metatable", function() local t = setmetatable({}, { __index = "text" }) return t.len == string.len end)
case("__index number", function() local t = setmetatable({}, { __index = 5 }) return t.x end)
case("__index loop", function() local t = {} setmetatable(t, { __index = t }) return t.x end)
case("__index is not asked for a key that holds false", function() local t = setmetatable({ a = false }, { __index = function() return "asked" end }) return t.a, t.b end)
case("__index returns one value", function() local t = setmetatable({}, { __index = function() return 1, 2 end }) return t.x end)
case("__newindex function", function()
  local stored = {}
  local t = setmetatable({}, { __newindex = function(t, k, v) stored[k] = v end })
  t.x = 1
  t[1] = 2
  return stored.x, stored[1], rawget(t, "x")
end)
case("__newindex not for present keys", function()
  local calls = 0
  local t = setmetatable({ a = 1 }, { __newindex = function() calls = calls + 1 end })
  t.a = 2; t.b = 3
  return t.a, t.b, calls
end)
case("__newindex again after the key is removed", function()
  local calls = 0
  local t = setmetatable({ a = 1 }, { __newindex = function() calls = calls + 1 end })
  t.a = nil; t.a = 5
  return t.a, calls
end)
case("__newindex table", function() local store = {} local t = setmetatable({}, { __newindex = store }) t.x = 1 return rawget(t, "x"), store.x end)
case("__newindex chain", function()
  local last = {}
  local middle = setmetatable({}, { __newindex = last })
  local t = setmetatable({}, { __newindex = middle })
  t.x = 1
  return rawget(t, "x"), rawget(middle, "x"), last.x
end)
case("__newindex with nil and nan keys reaches the function", function()
  local count = 0
  local t = setmetatable({}, { __newindex = function(_, k) count = count + 1 end })
  t[nil] = 1; t[0 / 0] = 2
  return count
end)
case("__newindex in a table constructor is not asked", function() local t = setmetatable({ 1, 2 }, { __newindex = error }) t[1] = 5 return t[1] end)
case("__newindex loop", function() local t = {} setmetatable(t, { __newindex = t }) t.x = 1 end)
case("__call", function() local o = setmetatable({}, { __call = function(self, ...) return type(self), ... end }) return o(1, 2, nil) end)
case("__call chain", function()
  local inner = setmetatable({}, { __call = function(self, first, ...) return "inner", type(first), ... end })
  local outer = setmetatable({}, { __call = inner })
  return outer(1, 2)
end)
case("__call in a method call", function() local t = { f = setmetatable({}, { __call = function(self, owner, x) return owner.name, x end }), name = "owner" } return t:f(3) end)
case("__call as iterator", function()
  local n, sum = 0, 0
  for value in setmetatable({}, { __call = function() n = n + 1; if n <= 3 then return n end end }) do sum = sum + value end
  return sum
end)
case("__call that is not callable", function() local o = setmetatable({}, { __call = 5 }) o() end)
case("__tostring", function() return tostring(setmetatable({}, { __tostring = function() return "me" end })) end)
case("__tostring that returns no string", function() return tostring(setmetatable({}, { __tostring = function() return 5 end })) end)
case("__tostring that returns nothing", function() return tostring(setmetatable({}, { __tostring = function() end })) end)
case("__name in tostring", function() return (tostring(setmetatable({}, { __name = "Thing" })):gsub("0x%x+", "ADDRESS")) end)
case("__metatable hides", function() local t = setmetatable({}, { __metatable = "locked" }) return getmetatable(t) end)
case("__metatable protects", function() local t = setmetatable({}, { __metatable = false }) setmetatable(t, {}) end)
case("__pairs", function()
  local t = setmetatable({}, { __pairs = function(t) return function(_, k) k = (k or 0) + 1; if k <= 3 then return k, k * k end end, t, nil end })
  local out = {}
  for k, v in pairs(t) do out[#out + 1] = k .. "=" .. v end
  return table.concat(out, " ")
end)
case("__pairs returns three values", function() return select("#", pairs(setmetatable({}, { __pairs = function() return 1, 2, 3, 4, 5 end }))) end)
case("ipairs respects __index", function()
  local out = {}
  for i, v in ipairs(setmetatable({}, { __index = function(_, i) if i <= 3 then return i * 10 end end })) do out[#out + 1] = v end
  return table.concat(out, " ")
end)
case("metatable of strings", function() return getmetatable("").__index == string, ("x").upper == string.upper end)
case("setmetatable returns the table", function() local t = {} return setmetatable(t, nil) == t, setmetatable(t, {}) == t end)
case("setmetatable with a number", function() setmetatable({}, 1) end)
case("setmetatable without a second argument", function() setmetatable({}) end)
case("getmetatable of a plain table", function() return getmetatable({}) end)
case("metamethods are looked up raw", function()
  local meta = setmetatable({}, { __index = { __add = function() return "inherited" end } })
  return setmetatable({}, meta) + 1
end)
case("metamethods may be changed later", function()
  local meta = {}
  local o = setmetatable({}, meta)
  local before = pcall(function() return o + 1 end)
  meta.__add = function() return "now" end
  return before, o + 1
end)
case("a metamethod set after a miss was cached", function()
  local meta = {}
  local o = setmetatable({}, meta)
  local first = o.x
  meta.__index = { x = "later" }
  return first, o.x
end)
case("a class with inheritance", function()
  local Animal = {}
  Animal.__index = Animal
  function Animal.new(name) return setmetatable({ name = name }, Animal) end
  function Animal:speak() return self.name .. " makes a sound" end
  local Dog = setmetatable({}, { __index = Animal })
  Dog.__index = Dog
  function Dog.new(name) return setmetatable(Animal.new(name), Dog) end
  function Dog:speak() return Animal.speak(self) .. ": woof" end
  return Animal.new("cat"):speak(), Dog.new("rex"):speak()
end)
case("vectors", function()
  local V = {}
  V.__index = V
  local function vec(x, y) return setmetatable({ x = x, y = y }, V) end
  V.__add = function(a, b) return vec(a.x + b.x, a.y + b.y) end
  V.__mul = function(a, b) if type(a) == "number" then a, b = b, a end return vec(a.x * b, a.y * b) end
  V.__unm = function(a) return vec(-a.x, -a.y) end
  V.__tostring = function(a) return "(" .. a.x .. ", " .. a.y .. ")" end
  return tostring(-(vec(1, 2) + 2 * vec(3, 4.5) * 0.5))
end)
case("integers and floats meet no metamethod", function() return 1 + 1, 2 ^ 2, "10" + 1 end)
case("arithmetic of strings through their metatable", function() return "10" + "5", "3" * 2.0, "0x10" + 0, -"2", "7" // "2", "2" ^ "3", "9" % "4" end)
case("a string with an object on the other side", function() local o = new() return "10" + o, "x" * o, o - "y" end)
