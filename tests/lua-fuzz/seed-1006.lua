local function S(v) if v ~= v then return "nan" end if type(v) == "table" or type(v) == "function" or type(v) == "thread" then return type(v) end return tostring(v) end
local function C(s) if #s > 120 then return s:sub(1, 120) end return s end
local function P(...) local out = {} for i = 1, select("#", ...) do out[i] = C(S((select(i, ...)))) end print(table.concat(out, " ")) end
local t15 = { (0.0 * (-2)) }
for i56 = 3, -0, -2 do
  local co59 = coroutine.create(function(...)
    for i60 = math.maxinteger - 2, math.maxinteger do
      i56, i60 = i60, i56
    end
    for k62, e63 in ipairs(t15) do
      P(pcall(function(...) return (({ (k62 % 2), select("#", ...), C(([[long
string]]) .. ([[long
string]])), y = (...) })[i56]) + nil end))
    end
  end)
  P(coroutine.resume(co59))
end
