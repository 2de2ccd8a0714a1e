-- expect: out_of_memory or timeout
-- line: 7
local s = ("x"):rep(1 << 20)
local f = ("%s"):rep(100)
local t = {}
for i = 1, 100 do t[i] = s end
local _ = f:format(table.unpack(t))
