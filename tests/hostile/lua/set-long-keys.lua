-- expect: timeout
local a, b = ("x"):rep(2 << 20), ("x"):rep(2 << 20)
local t = {[a] = 1}
while true do t[b] = 2 end
