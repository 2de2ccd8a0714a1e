-- expect: timeout or runtime
-- line: 3
table.concat(setmetatable({}, { __index = function() return "x" end }), "", 1, math.maxinteger)
