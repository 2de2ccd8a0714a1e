-- Fields that are added to objects, cleared and set again, with metatables that change in between.
local log = {}
local function add(...) log[#log + 1] = table.concat({ ... }, " ") end

-- A class that is its own metatable.
local Own = {}
Own.__index = Own
setmetatable(Own, Own)
for round = 1, 3 do
  Own.count = (rawget(Own, "count") or 0) + round
  Own["extra" .. round] = round
end
add("own", Own.count, Own.extra1, Own.extra2, Own.extra3)

-- A field that is nil takes a value in place until the class gets a __newindex.
local Class = {}
Class.__index = Class
local function set(object, value) object.link = value end
local object = setmetatable({ link = nil, name = "a" }, Class)
for _, value in ipairs { 1, 2 } do
  set(object, value)
  add("link", object.link)
  set(object, nil)
  add("link", tostring(object.link))
end
Class.__newindex = function(_, key, value) add("new", key, tostring(value)) end
set(object, 3)
set(object, nil)
add("link", tostring(rawget(object, "link")))
Class.__newindex = nil
set(object, 4)
add("link", object.link)

-- An object gets its fields one by one, in the order of the first time.
local many = setmetatable({}, { __index = { b = "class" } })
many.a = 1 many.b = nil many.c = 3
add("b", many.b)
many.b = 2
local order = {}
for key in pairs(many) do order[#order + 1] = key end
table.sort(order)
add(table.concat(order, ","), many.b)

-- A metamethod that is added to a metatable as a field that was nil before.
local meta = { __index = nil }
local plain = setmetatable({}, meta)
add("index", tostring(plain.x))
meta.__index = function(_, key) return key .. "!" end
add("index", plain.x)
meta.__index = nil
add("index", tostring(plain.x))
meta.__index = { x = 5 }
add("index", plain.x)

-- Classes above classes.
local A = { who = function() return "A" end } A.__index = A
local B = setmetatable({}, A) B.__index = B
local C = setmetatable({}, B) C.__index = C
local c = setmetatable({}, C)
for round = 1, 4 do
  add("who", c:who())
  if round == 1 then B.who = function() return "B" end end
  if round == 2 then C.who = function() return "C" end end
  if round == 3 then B.who, C.who = nil, nil end
end

-- A finalizer is called once, unless it is set again.
local calls = 0
local gc = { __gc = function() calls = calls + 1 end }
do
  local twice = setmetatable(setmetatable({}, gc), gc)
  twice = nil
end
collectgarbage() collectgarbage()
add("calls", calls)

-- Offsets in texts that are longer than what is looked at at once.
local text = ("aé€"):rep(100)
for _, n in ipairs { 1, 2, 64, 65, 66, 128, 129, 300, 301, 302 } do add("offset", n, tostring(utf8.offset(text, n))) end
for _, n in ipairs { 1, 63, 64, 65, 66 } do add("plain", n, tostring(utf8.offset(("x"):rep(64), n))) end
add("none", tostring(utf8.offset("", 1)), tostring(utf8.offset("", 2)), tostring(utf8.offset("x", 2, 2)))

-- Numbers of both kinds compare by their value.
local big = 1 << 53
add("compare", tostring(big + 1 < big + 0.0), tostring(big < big + 0.0), tostring(big + 1 > big + 0.0),
  tostring(1 < 1.5), tostring(2 <= 1.5), tostring(1.5 < 2), tostring(-1 < -0.5), tostring(0 < 0 / 0), tostring(0 >= 0 / 0))

-- Many values through coroutines, and few.
local co = coroutine.wrap(function(...)
  local n = select("#", ...)
  while true do n = select("#", coroutine.yield(n, ...)) end
end)
for _, n in ipairs { 0, 1, 4, 5, 9 } do add("through", co(table.unpack({}, 1, n))) end
print(table.concat(log, "\n"))
