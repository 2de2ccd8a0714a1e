-- expect: timeout
local meta, t = { __gc = function() end }, {}
for i = 1, 10000 do setmetatable({}, meta) end
while true do setmetatable(t, meta) end
