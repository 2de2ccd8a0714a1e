-- expect: out_of_memory or timeout
local s = ("x"):rep(4 << 20)
while true do pcall(assert, false, s) end
