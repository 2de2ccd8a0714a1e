-- expect: timeout
local meta = {}
meta.__gc = function() setmetatable({}, meta) setmetatable({}, meta) end
setmetatable({}, meta)
while true do collectgarbage() end
