local budget = 3000
local function tick() budget = budget - 1 if budget < 0 then error("out of budget", 0) end end
local function S(v) if v ~= v then return "nan" end if type(v) == "table" or type(v) == "function" or type(v) == "thread" then return type(v) end return tostring(v) end
local function C(s) if #s > 120 then return s:sub(1, 120) end return s end
local function P(...) local out = {} for i = 1, select("#", ...) do out[i] = C(S((select(i, ...)))) end print(table.concat(out, " ")) end
local co2 = coroutine.create(function(...)
  tick()
  local n3 = 0
  repeat
    n3 = n3 + 1
    tick()
    P(pcall(function(...) return (function(q4, ...) tick() return { x = 1 }, ... end)() end, C((n3):rep(0)), ({ 1, 2, 3 }).name))
  until n3 >= 1
end)
P(coroutine.resume(co2, (false and S(math.type(v1)) or C(("10") .. ("0x1F"))), v1))
