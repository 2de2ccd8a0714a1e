-- expect: timeout or out_of_memory
-- line: 4
local s = "x"
while true do s = s:gsub("x", "xx") end
