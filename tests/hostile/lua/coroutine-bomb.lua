-- expect: out_of_memory or timeout
-- line: 4
local kept = {}
while true do kept[#kept + 1] = coroutine.create(function() end) end
