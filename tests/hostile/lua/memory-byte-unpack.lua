-- expect: runtime or out_of_memory
-- line: 4
local s = ("x"):rep(1 << 24)
local t = { s:byte(1, -1) }
