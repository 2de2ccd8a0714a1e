-- expect: timeout
local a, b = ("x"):rep(2 << 20), ("x"):rep(2 << 20)
while true do rawequal(a, b) end
