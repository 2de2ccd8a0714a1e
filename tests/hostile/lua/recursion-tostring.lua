-- expect: runtime
-- message: overflow
local o = setmetatable({}, {})
getmetatable(o).__tostring = function(self) return tostring(self) end
tostring(o)
