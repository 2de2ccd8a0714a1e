-- expect: out_of_memory or timeout
-- line: 4
local kept = {}
for i = 1, 1 << 40 do kept[i] = function() return i end end
