-- expect: out_of_memory or timeout
-- line: 4
local kept = {}
for i = 1, 1000 do kept[i] = ("x"):rep(1000000) .. i end
