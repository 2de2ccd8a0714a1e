-- expect: timeout
local function f(...) while true do select(-1, ...) end end
local t = {} for i = 1, 200000 do t[i] = i end
f(table.unpack(t))
