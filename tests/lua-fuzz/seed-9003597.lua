local budget = 3000
local function tick() budget = budget - 1 if budget < 0 then error("out of budget", 0) end end
local function S(v) if v ~= v then return "nan" end if type(v) == "table" or type(v) == "function" or type(v) == "thread" then return type(v) end return tostring(v) end
local function C(s) if #s > 120 then return s:sub(1, 120) end return s end
local function P(...) local out = {} for i = 1, select("#", ...) do out[i] = C(S((select(i, ...)))) end print(table.concat(out, " ")) end
local v4 <const> = (-((-1/0) ^ 1))
P(pcall(function(...) return (v4):upper() end, { #("x=1, y=22"), (([==[long]]=]==])):len(), name = ("abc") }, { #("\0z"), y = true }))
