-- expect: timeout
local a = ("1"):rep(4 << 20)
while true do tonumber(a, 3) end
