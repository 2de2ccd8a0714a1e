-- expect: timeout
-- line: 3
print(setmetatable({}, { __tostring = function() while true do end end }))
