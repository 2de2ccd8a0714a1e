-- expect: timeout
local s = ("x"):rep(2 << 20)
while true do load("return 1", "=x", s) end
