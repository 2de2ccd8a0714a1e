-- expect: runtime or limit
-- line: 5
local o = {}
for _ = 1, 20000 do o = setmetatable({}, { __call = o }) end
o()
