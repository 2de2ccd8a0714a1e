-- expect: out_of_memory or timeout
-- line: 4
local s = "\0"
while true do s = string.pack("s", s .. s) end
