-- expect: timeout
-- line: 3
local o = setmetatable({}, { __lt = function() while true do end end })
local _ = o < o
