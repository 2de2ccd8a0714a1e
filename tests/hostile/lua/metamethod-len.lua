-- expect: timeout
-- line: 3
local o = setmetatable({}, { __len = function() while true do end end })
local _ = #o
