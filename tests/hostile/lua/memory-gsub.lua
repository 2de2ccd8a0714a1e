-- expect: out_of_memory or timeout
-- line: 4
local s = ("x"):rep(1 << 16)
local _ = s:gsub("x", s)
