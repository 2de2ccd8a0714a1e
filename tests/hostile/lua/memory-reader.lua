-- expect: out_of_memory or timeout or runtime
-- line: 4
local piece = ("x"):rep(1 << 16)
load(function() return piece end)
