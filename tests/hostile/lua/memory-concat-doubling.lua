-- expect: out_of_memory or timeout
-- line: 4
local s = "x"
while true do s = s .. s end
