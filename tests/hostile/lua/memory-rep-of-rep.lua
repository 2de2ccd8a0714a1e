-- expect: out_of_memory or timeout
-- line: 4
local s = "x"
for _ = 1, 100 do s = s:rep(10) end
