local budget = 3000
local function tick() budget = budget - 1 if budget < 0 then error("out of budget", 0) end end
local function S(v) if v ~= v then return "nan" end if type(v) == "table" or type(v) == "function" or type(v) == "thread" then return type(v) end return tostring(v) end
local function C(s) if #s > 120 then return s:sub(1, 120) end return s end
local function P(...) local out = {} for i = 1, select("#", ...) do out[i] = C(S((select(i, ...)))) end print(table.concat(out, " ")) end
local meta = {} meta.__index = function(t, k) return "no " .. S(k) end meta.__add = function(a, b) return "add" end meta.__sub = function(a, b) return type(a) .. "-" .. type(b) end
meta.__tostring = function() return "object" end meta.__name = "Object" meta.__band = function() return 3 end meta.__idiv = function() return nil end
local function new(t) return setmetatable(t or {}, meta) end
P(pcall(function(...) for _ = new({ (1e-5) }), 3 do break end end, (math.tointeger((math.tointeger((-7)) or 0)) or 0), (function(q24, ...) tick() return (select(2, pcall(math.max, (v12).y))), ... end)))
