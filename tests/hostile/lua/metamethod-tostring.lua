-- expect: timeout
-- line: 3
local o = setmetatable({}, { __tostring = function() while true do end end })
tostring(o)
