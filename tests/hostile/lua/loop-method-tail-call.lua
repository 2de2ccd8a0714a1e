-- expect: timeout
-- line: 4
local o = {}
function o:again(...) return self:again(...) end
o:again(1, 2, 3)
