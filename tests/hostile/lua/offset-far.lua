-- expect: timeout
local s = ("x"):rep(4 << 20)
while true do utf8.offset(s, -1 << 30) utf8.offset(s, 4 << 20) end
