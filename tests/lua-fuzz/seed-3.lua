local budget = 3000
local function tick() budget = budget - 1 if budget < 0 then error("out of budget", 0) end end
local function S(v) if v ~= v then return "nan" end if type(v) == "table" or type(v) == "function" or type(v) == "thread" then return type(v) end return tostring(v) end
local function C(s) if #s > 120 then return s:sub(1, 120) end return s end
local function P(...) local out = {} for i = 1, select("#", ...) do out[i] = C(S((select(i, ...)))) end print(table.concat(out, " ")) end
local meta = {} meta.__index = function(t, k) return "no " .. S(k) end meta.__add = function(a, b) return "add" end meta.__sub = function(a, b) return type(a) .. "-" .. type(b) end
meta.__eq = function() return true end meta.__lt = function(a, b) return type(a) == "table" end meta.__le = function() return true end meta.__close = function(_, e) P("closing", e) end
local function new(t) return setmetatable(t or {}, meta) end
for i70 = 3, -2, -2 do
  tick()
  do
    local c71 <close> = new()
    P(coroutine.resume(co76, { math.abs(i70), C(string.format("%5d|%-5d|", v32, v32)) }, (function(q78, ...) tick() return v69, ... end)))
  end
end
