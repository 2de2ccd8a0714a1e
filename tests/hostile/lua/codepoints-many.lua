-- expect: timeout or runtime
local s = ("x"):rep(8 << 20)
while true do utf8.codepoint(s, 1, -1) end
