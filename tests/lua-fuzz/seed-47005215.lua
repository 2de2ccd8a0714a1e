local budget = 3000
local function tick() budget = budget - 1 if budget < 0 then error("out of budget", 0) end end
local function S(v) if v ~= v then return "nan" end if type(v) == "table" or type(v) == "function" or type(v) == "thread" then return type(v) end return tostring(v) end
local function C(s) s = s:gsub("%-([nN][aA][nN])", "%1") if #s > 120 then return s:sub(1, 120) end return s end
local function P(...) local out = {} for i = 1, select("#", ...) do out[i] = C(S((select(i, ...)))) end print(table.concat(out, " ")) end
local v1 = 3
local v13 = (v2 and C(string.format("%-6s|", type(co3))) or ((v2 and true) and S(math.type(f10)) or (v2 and ("1.5") or ("a,b,,c"))))
local n14 = 0
repeat
  n14 = n14 + 1
  tick()
  do
    local co20 = coroutine.create(function(...)
      tick()
      v1 = math.max((math.max(v1, 2) << -1), n14)
    end)
    P(coroutine.resume(co20, ((("1.5")):sub(-2, 1)):upper()))
  end
until n14 >= 1
P(pcall(function(...) return next({ #v13 }, (v1 ^ 1)) == nil end, v31))
