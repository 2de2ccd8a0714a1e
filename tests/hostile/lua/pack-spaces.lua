-- expect: timeout
local s = (" "):rep(2 << 20)
while true do string.pack(s) string.unpack(s, "") end
