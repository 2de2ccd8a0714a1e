-- expect: timeout
-- line: 3
local o = setmetatable({}, { __le = function() while true do end end })
local _ = o <= o
