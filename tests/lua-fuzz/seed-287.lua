local budget = 3000
local function tick() budget = budget - 1 if budget < 0 then error("out of budget", 0) end end
local function S(v) if v ~= v then return "nan" end if type(v) == "table" or type(v) == "function" or type(v) == "thread" then return type(v) end return tostring(v) end
local function C(s) if #s > 120 then return s:sub(1, 120) end return s end
local function P(...) local out = {} for i = 1, select("#", ...) do out[i] = C(S((select(i, ...)))) end print(table.concat(out, " ")) end
local v1 <const> = (-((-1.5) ^ -1))
local co8 = coroutine.create(function(...)
  tick()
  local co10 = coroutine.create(function(...)
    tick()
    P(pcall(function(...) return v1.field.deeper end, (math.tointeger((math.tointeger(255) or 0)) or 0)))
  end)
  P(coroutine.resume(co10, math.max(((("")):find(("abc"), 1, true) or 0), #("1.5"))))
end)
P(coroutine.resume(co8, ((1 << 31) % -3), { 1, 2, 3 }))
