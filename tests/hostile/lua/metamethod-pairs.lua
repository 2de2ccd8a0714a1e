-- expect: timeout
-- line: 3
local o = setmetatable({}, { __pairs = function() while true do end end })
for _ in pairs(o) do end
