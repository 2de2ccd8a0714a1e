-- expect: timeout
local a = ("1"):rep(4 << 20)
while true do for i = 1.5, a do break end end
