-- expect: runtime or out_of_memory or timeout
local s = ("x"):rep(1 << 24)
local t = { s:byte(1, -1) }
