-- expect: timeout
-- line: 4
local t = setmetatable({}, { __len = function() return 1 << 30 end, __index = function(_, i) return i end, __newindex = function() end })
table.sort(t)
