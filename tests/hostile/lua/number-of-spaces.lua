-- expect: timeout
local a = (" "):rep(4 << 20)
while true do tonumber(a) end
