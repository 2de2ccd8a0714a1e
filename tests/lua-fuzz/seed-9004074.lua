local budget = 3000
local function tick() budget = budget - 1 if budget < 0 then error("out of budget", 0) end end
local function S(v) if v ~= v then return "nan" end if type(v) == "table" or type(v) == "function" or type(v) == "thread" then return type(v) end return tostring(v) end
local function C(s) if #s > 120 then return s:sub(1, 120) end return s end
local function P(...) local out = {} for i = 1, select("#", ...) do out[i] = C(S((select(i, ...)))) end print(table.concat(out, " ")) end
local function new(t) return setmetatable(t or {}, meta) end
P(pcall(function(...)
  tick()
  P(pcall(function(...)
    tick()
    local v2 <const> = ((((-2) // -1) // 2) // 7)
    P(pcall(function(...) v2.x = 1 end, (function(...) return ... end)))
  end))
end, (function(q1, ...) tick() return q1, ... end), (new() and nil)))
