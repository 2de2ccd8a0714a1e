-- expect: timeout or runtime
-- line: 3
error(setmetatable({}, { __tostring = function() while true do end end }))
