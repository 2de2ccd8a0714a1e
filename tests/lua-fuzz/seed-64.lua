local budget = 3000
local function tick() budget = budget - 1 if budget < 0 then error("out of budget", 0) end end
local function S(v) if v ~= v then return "nan" end if type(v) == "table" or type(v) == "function" or type(v) == "thread" then return type(v) end return tostring(v) end
local function C(s) if #s > 120 then return s:sub(1, 120) end return s end
local function P(...) local out = {} for i = 1, select("#", ...) do out[i] = C(S((select(i, ...)))) end print(table.concat(out, " ")) end
local co25 = coroutine.create(function(...)
  tick()
  P(math.max((C(string.format("%s %s", S(t23), (-7)))):len(), ((false and 1 or 7) ~ (v24 and 7 or math.mininteger))), (-(-(math.tointeger((-1)) or 0))), math.sqrt(math.min((tonumber(("%d")) or v22), math.max(v22, v22))))
end)
P(coroutine.resume(co25))
