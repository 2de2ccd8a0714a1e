local function S(v) if v ~= v then return "nan" end if type(v) == "table" or type(v) == "function" or type(v) == "thread" then return type(v) end return tostring(v) end
local function C(s) if #s > 120 then return s:sub(1, 120) end return s end
local function P(...) local out = {} for i = 1, select("#", ...) do out[i] = C(S((select(i, ...)))) end print(table.concat(out, " ")) end
for k36 in (((("")):lower() .. (true and 3 or math.mininteger))):gmatch("%f[%w]%w") do
  local co51 = coroutine.create(function(...)
    local co52 = coroutine.create(function(...)
      P(pcall(function(...) return (v50):nothing() end, f5, { 3.25 }))
    end)
    P(coroutine.resume(co52, 0))
  end)
  P(coroutine.resume(co51, C((C(string.format("%c", 3))):rep(3)), load("x =", "=loaded")))
end
