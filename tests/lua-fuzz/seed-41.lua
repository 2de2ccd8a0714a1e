local budget = 3000
local function tick() budget = budget - 1 if budget < 0 then error("out of budget", 0) end end
local meta = {} meta.__index = function(t, k) return "no " .. S(k) end meta.__add = function(a, b) return "add" end meta.__sub = function(a, b) return type(a) .. "-" .. type(b) end
meta.__eq = function() return true end meta.__lt = function(a, b) return type(a) == "table" end meta.__le = function() return true end meta.__close = function(_, e) P("closing", e) end
local function new(t) return setmetatable(t or {}, meta) end
if (rawequal(({ 1, 2, 3 }).missing, coroutine.isyieldable()) or rawequal(coroutine.isyieldable(), (select(2, pcall(math.max, new({ (0x7f ^ 2), name = coroutine.isyieldable() }), ((not 10) and rawequal(("Zz"), co1))))))) then
  P(math.max((math.tointeger((false and 10 or 0)) or 0), 10), type((new() & {})), (math.fmod(0.5, -3) >= math.max((2^63), (1 - math.mininteger))))
end
