-- expect: timeout
local a = ("x"):rep(2 << 20)
local b = ("x"):rep(2 << 20)
local n = 0
while true do if a == b then n = n + 1 end end
