-- expect: timeout
-- line: 3
local o = setmetatable({}, { __call = function() while true do end end })
o()
