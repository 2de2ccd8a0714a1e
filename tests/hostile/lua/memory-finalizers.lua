-- expect: out_of_memory or timeout
local meta = { __gc = function() end }
while true do setmetatable({}, meta) end
