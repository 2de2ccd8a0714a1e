-- expect: out_of_memory or timeout
-- line: 6
local t = {}
local s = ("x"):rep(1 << 20)
for i = 1, 1000 do t[i] = s end
local _ = table.concat(t)
