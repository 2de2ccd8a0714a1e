local budget = 3000
local function tick() budget = budget - 1 if budget < 0 then error("out of budget", 0) end end
local function S(v) if v ~= v then return "nan" end if type(v) == "table" or type(v) == "function" or type(v) == "thread" then return type(v) end return tostring(v) end
local function C(s) if #s > 120 then return s:sub(1, 120) end return s end
local function P(...) local out = {} for i = 1, select("#", ...) do out[i] = C(S((select(i, ...)))) end print(table.concat(out, " ")) end
local co3 = coroutine.create(function(...)
  tick()
  if (nil ~= (select(2, pcall(S, (false ~= v2))))) then
    local co7 = coroutine.create(function(...)
      tick()
      P(S(({}).missing), (function(q8, ...) tick() return load("return x.y", "=loaded"), ... end), (select(2, pcall(math.max, math.ult(#("a,b,,c"), math.abs((-2))), (-2)))))
    end)
    P(coroutine.resume(co7, type(({ x = 1 }).name), select("#", ...)))
  end
end)
P(coroutine.resume(co3, select("#", ...)))
