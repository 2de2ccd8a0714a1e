-- expect: timeout
-- line: 4
local s = ("a"):rep(1 << 18)
while true do s:find(("a"):rep(1 << 17) .. "b", 1, true) end
