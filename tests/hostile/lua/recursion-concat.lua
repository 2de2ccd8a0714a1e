-- expect: runtime
-- message: overflow
local o = setmetatable({}, {})
getmetatable(o).__concat = function(a, b) return a .. b end
local _ = o .. "x"
