-- expect: runtime
error(setmetatable({}, { __tostring = function() error("inside") end }))
