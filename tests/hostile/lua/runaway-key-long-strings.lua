-- expect: timeout
local a = ("x"):rep(2 << 20)
local b = ("x"):rep(2 << 20)
local t = {[a] = 1}
local n = 0
while true do n = n + t[b] end
