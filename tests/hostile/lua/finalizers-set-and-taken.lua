-- expect: timeout or out_of_memory
local meta = {__gc = function() end}
local t = {}
while true do setmetatable(t, meta) setmetatable(t, nil) end
