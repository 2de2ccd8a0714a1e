local function S(v) if v ~= v then return "nan" end if type(v) == "table" or type(v) == "function" or type(v) == "thread" then return type(v) end return tostring(v) end
local function C(s) if #s > 120 then return s:sub(1, 120) end return s end
local function P(...) local out = {} for i = 1, select("#", ...) do out[i] = C(S((select(i, ...)))) end print(table.concat(out, " ")) end
P(pcall(function(...)
  for i37 = math.maxinteger - 2, math.maxinteger do
    P(pcall(function(...)
      return (i37):upper()
    end))
  end
end, 2.0))
