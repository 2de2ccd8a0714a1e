-- expect: out_of_memory
-- line: 3
local s = ("x"):rep(1 << 30)
