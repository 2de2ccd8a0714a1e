-- expect: timeout
local meta = {}
meta.__gc = function(o) setmetatable(o, meta) end
setmetatable({}, meta)
while true do collectgarbage() end
