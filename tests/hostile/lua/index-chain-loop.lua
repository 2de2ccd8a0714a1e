-- expect: runtime
-- message: '__index' chain too long; possible loop
-- line: 6
local t = {}
setmetatable(t, { __index = t })
local _ = t.x
