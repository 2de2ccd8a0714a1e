-- expect: timeout
local a = ("x"):rep(2 << 20)
local b = ("x"):rep(2 << 20)
local t = { [a] = 1 }
while true do t[b] = 1 end
