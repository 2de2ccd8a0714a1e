-- expect: timeout
local a = ("1"):rep(4 << 20)
local n = 0
while true do n = n + a end
