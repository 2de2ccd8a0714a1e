-- expect: runtime
-- message: '__newindex' chain too long; possible loop
-- line: 6
local t = {}
setmetatable(t, { __newindex = t })
t.x = 1
