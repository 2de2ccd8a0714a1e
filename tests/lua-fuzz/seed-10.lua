local budget = 3000
local function tick() budget = budget - 1 if budget < 0 then error("out of budget", 0) end end
local function S(v) if v ~= v then return "nan" end if type(v) == "table" or type(v) == "function" or type(v) == "thread" then return type(v) end return tostring(v) end
local function C(s) if #s > 120 then return s:sub(1, 120) end return s end
local function P(...) local out = {} for i = 1, select("#", ...) do out[i] = C(S((select(i, ...)))) end print(table.concat(out, " ")) end
local function f37(p38, p39, p40, ...)
  tick()
  P(pcall(function(...)
    tick()
    local t42 = { (~math.max(1, 3)), math.max((2^63), v6) }
  end, true))
end
P(pcall(f37))
