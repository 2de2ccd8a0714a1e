-- expect: timeout
local a, b = ("x"):rep(2 << 20), ("x"):rep(2 << 20)
local t = {[a] = 1}
while true do rawget(t, b) rawset(t, b, 2) next(t, b) end
