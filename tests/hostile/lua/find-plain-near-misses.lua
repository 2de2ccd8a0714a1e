-- expect: timeout
local s = ("a"):rep(1 << 20)
while true do s:find(("a"):rep(30) .. "b", 1, true) end
