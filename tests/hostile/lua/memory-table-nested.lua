-- expect: out_of_memory or timeout
-- line: 4
local t = {}
while true do t = { t, {}, {}, {} } end
