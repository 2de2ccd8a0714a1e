-- expect: runtime
-- message: '__index' chain too long; possible loop
-- line: 6
local t = {}
for _ = 1, 5000 do t = setmetatable({}, { __index = t }) end
local _ = t.x
