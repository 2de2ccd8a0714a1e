-- expect: timeout
-- line: 4
local f = ("i8"):rep(100)
while true do string.packsize(f) end
