-- expect: out_of_memory or timeout
-- line: 5
local kept = {}
local s = ("x"):rep(1 << 20)
for i = 1, 1000 do kept[i] = s:upper() .. i end
