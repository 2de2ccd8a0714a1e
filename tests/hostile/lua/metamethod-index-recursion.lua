-- expect: runtime
-- message: stack overflow
local o = setmetatable({}, { __index = function(t, k) return t[k .. ""] end })
local _ = o.x
