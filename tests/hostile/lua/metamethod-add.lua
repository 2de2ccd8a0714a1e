-- expect: timeout
-- line: 3
local o = setmetatable({}, { __add = function() while true do end end })
local _ = o + 1
