local budget = 3000
local function tick() budget = budget - 1 if budget < 0 then error("out of budget", 0) end end
local function S(v) if v ~= v then return "nan" end if type(v) == "table" or type(v) == "function" or type(v) == "thread" then return type(v) end return tostring(v) end
local function C(s) if #s > 120 then return s:sub(1, 120) end return s end
local function P(...) local out = {} for i = 1, select("#", ...) do out[i] = C(S((select(i, ...)))) end print(table.concat(out, " ")) end
for i49 = 1.0, 3, 1.0 do
  tick()
  local function f50(p51, p52, p53, ...)
    tick()
    if (math.ult(((1 << 31) | ("\u{20AC}")), ((("0x1F")):byte() or 0)) or ((v1 == true) or (false or v54))) then
    end
  end
  P(pcall(f50))
end
