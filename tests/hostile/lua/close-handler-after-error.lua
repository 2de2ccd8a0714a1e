-- expect: timeout
-- line: 3
local c <close> = setmetatable({}, { __close = function() while true do end end })
error("first")
