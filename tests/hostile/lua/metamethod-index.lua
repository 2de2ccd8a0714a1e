-- expect: timeout
-- line: 3
local o = setmetatable({}, { __index = function() while true do end end })
local _ = o.x
