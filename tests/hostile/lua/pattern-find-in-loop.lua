-- expect: timeout
-- line: 4
local s = ("ab"):rep(100000)
while true do s:find("ac") end
