-- expect: timeout
-- line: 3
table.move(setmetatable({}, { __index = function() return 1 end, __newindex = function() end }), 1, 1 << 50, 2)
