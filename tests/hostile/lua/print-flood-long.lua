-- expect: timeout or limit or out_of_memory
-- line: 4
local s = ("x"):rep(1 << 16)
while true do print(s) end
