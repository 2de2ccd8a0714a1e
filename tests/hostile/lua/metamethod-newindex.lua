-- expect: timeout
-- line: 3
local o = setmetatable({}, { __newindex = function() while true do end end })
o.x = 1
