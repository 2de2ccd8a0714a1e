local budget = 3000
local function tick() budget = budget - 1 if budget < 0 then error("out of budget", 0) end end
local function S(v) if v ~= v then return "nan" end if type(v) == "table" or type(v) == "function" or type(v) == "thread" then return type(v) end return tostring(v) end
local function C(s) if #s > 120 then return s:sub(1, 120) end return s end
local function P(...) local out = {} for i = 1, select("#", ...) do out[i] = C(S((select(i, ...)))) end print(table.concat(out, " ")) end
for i60 = 1, -1, -1 do
  tick()
  for i69 = 3, -0, -2 do
    tick()
    P(pcall(function(...) return table.unpack(("a")) end, (function(q70, ...) tick() return (select(2, pcall((function(...) return ... end), { (("Zz")):sub(-2, 4) }))), ... end)))
  end
end
