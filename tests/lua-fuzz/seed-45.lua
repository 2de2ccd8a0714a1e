local budget = 3000
local function tick() budget = budget - 1 if budget < 0 then error("out of budget", 0) end end
local function S(v) if v ~= v then return "nan" end if type(v) == "table" or type(v) == "function" or type(v) == "thread" then return type(v) end return tostring(v) end
local function C(s) if #s > 120 then return s:sub(1, 120) end return s end
local function P(...) local out = {} for i = 1, select("#", ...) do out[i] = C(S((select(i, ...)))) end print(table.concat(out, " ")) end
local function new(t) return setmetatable(t or {}, meta) end
local v7 = true
for k8 in (string.char(84, 113)):gmatch(".") do
  tick()
  local co16 = coroutine.create(function(...)
    tick()
    if v7 then
      P((select(2, pcall(math.max, (tonumber(("%d")) or (0.5 % 2)), rawequal(new(), 255)))), (function(q20, ...) tick() return v18, ... end), { ("") })
    end
  end)
  P(coroutine.resume(co16))
end
