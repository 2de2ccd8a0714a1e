local budget = 3000
local function tick() budget = budget - 1 if budget < 0 then error("out of budget", 0) end end
local function S(v) if v ~= v then return "nan" end if type(v) == "table" or type(v) == "function" or type(v) == "thread" then return type(v) end return tostring(v) end
local function C(s) if #s > 120 then return s:sub(1, 120) end return s end
local function P(...) local out = {} for i = 1, select("#", ...) do out[i] = C(S((select(i, ...)))) end print(table.concat(out, " ")) end
local function new(t) return setmetatable(t or {}, meta) end
for i17 = 0, -0, -1 do
  tick()
  if (new({ type(f18), select("#", ...), i17 }) ~= i17) then
    P(pcall(function(...)
      tick()
      P(pcall(function(...) return table.unpack() end))
    end, (function(q37, ...) tick() return coroutine.isyieldable(), ... end), {  }))
  end
end
